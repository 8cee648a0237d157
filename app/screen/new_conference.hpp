// SPDX-License-Identifier: Apache-2.0
// A new conference on one page: a row for each thing that is asked, and a sheet behind each row
// that has more than one line to choose from. Which procedure it is comes first, where several
// could be meant; the one that was used last needs no choice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/screen/common.hpp"
#include "app/view/new_conference.hpp"

namespace cpc::screen {

struct NewConferenceDraft {
    std::optional<std::string> procedure;  // id; nothing: not chosen, or the only or last used one
    bool choosing = false;                 // the page asks for the procedure
    enum class Open : std::uint8_t { nothing, type, why, later, when };
    Open open = Open::nothing;  // whose sheet is open
    std::size_t type = 0;
    std::vector<std::string> reasons;                 // ids, in the order they were chosen
    std::map<std::string, std::string> reason_texts;  // by id
    std::vector<std::string> flags;
    std::vector<std::string> overlays;
    std::map<std::string, Date> dates;  // by event id; only what somebody chose
    std::string family;
    std::string venue;
    std::optional<Date> day;
    std::optional<int> minute;
    int length_minutes = 90;
    std::string open_date;     // event id, or "day": its sheet is open
    std::optional<Date> date;  // in the sheet, not yet chosen
};

[[nodiscard]] std::optional<view::Intent> draw(ui::Ui& ui, const view::NewConferenceView& view,
                                               NewConferenceDraft& draft);

// "Tuesday 2 March 2027" under a date stepper, and the sheet it stands in: the day that was chosen.
struct DateSheet {
    std::string title, help, cancel, done;
};
[[nodiscard]] std::optional<Date> draw_date_sheet(ui::Ui& ui, const DateSheet& sheet, Date start,
                                                  std::optional<Date>& moving, bool& closed);

}  // namespace cpc::screen
