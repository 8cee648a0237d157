// SPDX-License-Identifier: Apache-2.0
// The one door to toml++, which in the version we build on ends the program when some kinds of
// broken text reach it: a stray bracket inside a list is enough. Its assertions are therefore
// turned into exceptions here, and caught by parse_toml, before its header is read for the first
// time. Nobody else includes toml++. For this module only.
#pragma once

namespace cpc::procedure::detail {
[[noreturn]] void toml_gave_up();
}  // namespace cpc::procedure::detail

#define TOML_EXCEPTIONS 1
#define TOML_ASSERT(condition) \
    (static_cast<bool>(condition) ? void(0) : ::cpc::procedure::detail::toml_gave_up())
// With NDEBUG toml++ would drop its checks and assume what they check.
#pragma push_macro("NDEBUG")
#undef NDEBUG
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")

#include <string_view>

#include "core/base/result.hpp"

namespace cpc::procedure {

// What to do about any mistake in a file that people write.
inline constexpr const char* mend_it = "Nothing was changed. Mend the line and try again.";

// Never throws and never aborts, whatever the text is.
[[nodiscard]] Result<toml::table> parse_toml(std::string_view text, std::string_view file_name);

[[nodiscard]] std::string place_of(const toml::source_region& region, std::string_view file_name);

}  // namespace cpc::procedure
