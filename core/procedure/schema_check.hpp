// SPDX-License-Identifier: Apache-2.0
// Holds a TOML document against the built-in JSON Schema and says in plain words what does not fit
// and where. For this module only.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/procedure/toml.hpp"

namespace cpc::procedure {

enum class Shape : std::uint8_t { procedure, overlay };

// All complaints in the file's order; empty if it fits.
[[nodiscard]] std::vector<Error> schema_complaints(const toml::table& document,
                                                   std::string_view file_name,
                                                   Shape shape = Shape::procedure);
// The one that lies deepest: it says what is wrong, the others may follow from it.
[[nodiscard]] Result<void> check_schema(const toml::table& document, std::string_view file_name,
                                        Shape shape = Shape::procedure);

}  // namespace cpc::procedure
