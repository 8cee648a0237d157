// SPDX-License-Identifier: Apache-2.0
// A procedure by the name people give: an id of the library, or a file.
#pragma once

#include <string>

#include "app/cli/command.hpp"

namespace cpc::cli {

[[nodiscard]] Result<meeting::Edition> find_edition(Machine& machine, const std::string& name);

}  // namespace cpc::cli
