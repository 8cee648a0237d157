// SPDX-License-Identifier: Apache-2.0
// Words in braces inside a procedure's texts. Only those that are filled in may stand there: a
// misspelt one would be read out to a family as it is. For this module only.
#pragma once

#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/procedure/toml.hpp"

namespace cpc::procedure {

[[nodiscard]] std::vector<Error> placeholder_complaints(const toml::table& document,
                                                        std::string_view file_name);

}  // namespace cpc::procedure
