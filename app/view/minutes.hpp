// SPDX-License-Identifier: Apache-2.0
// How far the minutes of a closed conference are: a draft, checked by somebody, approved by the
// chair (REQ-257). For the chair only: nobody else can approve them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/view/common.hpp"

namespace cpc::view {

inline constexpr std::string_view minutes_sheet = "minutes";

struct MinutesSheet {
    std::string title, chip, help;
    std::vector<std::string> so_far;  // each mark, with who, when and why
    std::string state;                // "The minutes are a draft."
    std::string by_label, by;         // who is offered: who took them
    std::string note_label;
    std::string chair;  // who approves
    std::string check, approve, back_to_draft, close;
    std::string approve_blocked, back_blocked;  // the rules' own words
    bool can_go_back = false;
    std::string done_text;
};

[[nodiscard]] MinutesSheet make_minutes_sheet(const conference::State& state,
                                              const conference::Rulebook& rules,
                                              const Moment& moment);
// The label of the button that opens the sheet, with the state in it; empty before the close.
[[nodiscard]] std::string minutes_open(const conference::State& state);
[[nodiscard]] std::string check_missing(std::string_view by);

}  // namespace cpc::view
