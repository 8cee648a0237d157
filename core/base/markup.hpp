// SPDX-License-Identifier: Apache-2.0
// Text made safe to stand in HTML or XML: between tags, and in a value between either sort of
// quotation mark. The one place where that is done: every page we write goes through it.
#pragma once

#include <string>
#include <string_view>

namespace cpc {

// & < > " ' become references; every other byte stays as it is.
[[nodiscard]] std::string escaped_markup(std::string_view text);

}  // namespace cpc
