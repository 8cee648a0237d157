// SPDX-License-Identifier: Apache-2.0
// Whether what was said in a closed conference may be removed from this tablet, and if not, what
// stands against it and who can change that. The rule is app/send's (purge.hpp); here it has words.
//
// What always holds: a reason that has no words here is still shown, as one the centre can explain,
// and while it is not known whether anything stands against it, nothing can be pressed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/time.hpp"

namespace cpc::view {

struct RemovalBar {
    std::string code;          // "too-young"
    std::optional<Date> from;  // it may end on this day
    std::uint64_t count = 0;
};
struct RemovalFacts {
    bool known = false;
    std::vector<RemovalBar> bars;   // none: it may be removed
    std::uint64_t papers_owed = 0;  // not noted as given; told, and stops nothing
};

inline constexpr std::string_view removal_sheet = "removal";

struct RemovalView {
    std::string title, help;
    std::vector<std::string> reasons;  // what stands against it
    std::string warning;               // about papers
    std::string open_label;            // empty: it cannot be done now
    std::string hold_label;
    bool open = false;  // somebody is about to
};
[[nodiscard]] RemovalView make_removal_view(const RemovalFacts& facts);

}  // namespace cpc::view
