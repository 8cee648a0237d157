// SPDX-License-Identifier: Apache-2.0
// Inside spoken.cpp and spoken_text.cpp: {names} of a sentence filled in.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace cpc::ui {

[[nodiscard]] std::string filled(
    std::string_view pattern,
    std::initializer_list<std::pair<std::string_view, std::string>> values);

}  // namespace cpc::ui
