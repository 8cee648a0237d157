// SPDX-License-Identifier: Apache-2.0
// What may still be added to the record of a closed conference: an agency's answer to a
// recommendation, and the birth of a child who was expected (REQ-274). Nothing that was recorded is
// changed by it. For the chair only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/view/common.hpp"

namespace cpc::view {

inline constexpr std::string_view addition_sheet = "past-addition";

struct Addition {
    std::string label;        // "School: Look at the attendance again"
    ActionId recommendation;  // empty: it is a birth
    ChildId child;
};

struct AdditionSheet {
    std::string title, chip, help, which_label;
    std::vector<Addition> open;
    std::string answer_label, reasons_label, reasons_hint, name_label, day_label;
    std::vector<std::string> answers;  // confirmed, declined
    std::string need_which, need_answer, need_reasons, need_name;
    std::string record, cancel, answer_done, birth_done;
    Date today;
};

// What nobody has answered yet; empty when there is nothing.
[[nodiscard]] std::vector<Addition> open_additions(const conference::State& state);
[[nodiscard]] AdditionSheet make_addition_sheet(const conference::State& state, Date today);

}  // namespace cpc::view
