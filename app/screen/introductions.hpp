// SPDX-License-Identifier: Apache-2.0
// Introductions: roll call in cards, what is still open at the side, sheets for one person and for
// a statement that is read to everyone (ui-design C1; picture 01).
#pragma once

#include <map>
#include <optional>
#include <string>

#include "app/screen/common.hpp"
#include "app/view/introductions.hpp"

namespace cpc::screen {

struct IntroductionsDraft {
    std::string way_on, way_on_reason;  // whom the meeting goes on without, and why
    // The person sheet, for whom it is open.
    PersonId person;
    std::string note, leave_reason;
    bool told = false;
    std::size_t arrive_way = 0;  // of PersonSheet::arrive_ways: in the room
    template <class Each>
    void each_text(Each&& each) {
        each("introductions.quorum", way_on_reason);
        each("introductions.person.note", note);
        each("introductions.person.leave", leave_reason);
    }
};

[[nodiscard]] std::optional<view::Intent> draw(ui::Ui& ui, const view::IntroductionsView& view,
                                               IntroductionsDraft& draft);

}  // namespace cpc::screen
