// SPDX-License-Identifier: Apache-2.0
// The sheets that every stage can open (view/room_sheets.hpp). They are drawn over whatever stage
// is on the glass and say nothing when none of them is open.
#pragma once

#include <optional>
#include <string>

#include "app/screen/prepare.hpp"
#include "app/view/room_sheets.hpp"

namespace cpc::screen {

struct RoomDraft {
    std::string stage_reason;
    std::string point;  // key of the chosen one
    std::string point_note;
    std::string answering;              // key of the point whose sheet is open
    std::optional<std::size_t> answer;  // of it
    std::string answer_text;
    std::string adjourn_reason, adjourn_interim;
    std::optional<Date> adjourn_day;  // not moved yet: what the view offers first
    std::optional<int> adjourn_minute;
    bool adjourn_picking = false;  // the page for the day is open
    std::string cancel_reason;
    template <class Each>
    void each_text(Each&& each) {
        each("room.stage-reason", stage_reason);
        each("room.point-note", point_note);
        each("room.answer", answer_text);
        each("room.adjourn-reason", adjourn_reason);
        each("room.adjourn-interim", adjourn_interim);
        each("room.cancel-reason", cancel_reason);
    }
};

[[nodiscard]] std::optional<view::Intent> draw_room_sheets(ui::Ui& ui, const view::RoomSheets& view,
                                                           RoomDraft& draft, PrepareDraft& prepare);
[[nodiscard]] bool said(const conference::Command& command, RoomDraft& draft);

// The button under a stage's points that opens the sheet for a note or for going on without one.
[[nodiscard]] std::optional<view::Intent> points_button(ui::Ui& ui);
// And those that stop the meeting here, and say that a conference does not take place.
[[nodiscard]] std::optional<view::Intent> stop_button(ui::Ui& ui);
[[nodiscard]] std::optional<view::Intent> cancel_button(ui::Ui& ui);

}  // namespace cpc::screen
