// SPDX-License-Identifier: Apache-2.0
// Why a requirement has no test. uncovered.txt may say so behind the id:
//
//     REQ-239  what it asks for stands on paper, and a reader judges it
//
// Of what the kiosk must do in the sections named here the reason is demanded: the list of the rest
// is to be short, and nothing on it is there in silence. Whether a reason is a good one is for a
// reader; the program only sees that there is one.
#pragma once

#include <array>
#include <map>

#include "tests/tidy/requirements.hpp"

namespace cpc::tidy {

// Sections of which every MUST of the kiosk has a test, or a reason why not.
inline constexpr std::array<std::string_view, 12> accounted_sections{
    "4.1", "4.2", "4.3", "4.4", "4.5", "4.6", "4.7", "4.8", "4.10", "4.13", "4.15", "4.16"};

// Id → the words behind it, where there are any.
using Reasons = std::map<std::string, std::string>;
[[nodiscard]] Reasons reasons_of(const SourceFile& uncovered);

// What is without a test and without a reason, and has to have one of the two.
[[nodiscard]] Findings check_reasons(const Coverage& coverage, const SourceFile& uncovered);

}  // namespace cpc::tidy
