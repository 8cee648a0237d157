// SPDX-License-Identifier: Apache-2.0
// Looking for a part of a procedure in its lists. For this module only.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace cpc::procedure {

[[nodiscard]] inline bool holds(const std::vector<std::string>& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

// The first that passes the test, as the list gives it (const or not); null for none.
template <class List, class Test>
[[nodiscard]] auto find_in(List& list, Test test) -> decltype(&*list.begin()) {
    const auto at = std::find_if(list.begin(), list.end(), test);
    return at == list.end() ? nullptr : &*at;
}

}  // namespace cpc::procedure
