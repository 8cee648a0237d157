// SPDX-License-Identifier: Apache-2.0
// Home: today's, coming and past conferences (ui-design B1). Level C: it is never shown while
// family is in the room; the shell asks the chair's PIN before it comes back here from a meeting.
#pragma once

#include <string>
#include <vector>

#include "app/view/common.hpp"

namespace cpc::view {

// One conference, as the tablet knows it without opening it.
struct HomeEntry {
    ConferenceId id;
    std::string family, type, venue;
    LocalTime planned_start;
    conference::Stage stage{};
    std::size_t children = 0, invited = 0, reports_expected = 0, reports_received = 0;
    std::optional<LocalTime> closed_at;
    std::optional<LocalTime> adjourned_until;
    bool cancelled = false;
    bool not_convened = false;           // the request was refused
    bool kept_to_read = false;           // of the record before this one, which was restored
    std::optional<LocalTime> erased_at;  // its content, by two officers: nothing can be opened
    std::string erased_by;
    std::vector<LocalTime> owed_until;  // papers that nobody has yet
    std::string prepared_by;            // at the centre
    // With erased_at: removed from this tablet by a chair; the centre has it.
    bool removed = false;
    std::string paper_code;
};

struct HomeCard {
    ConferenceId id;
    std::string key;      // for the list, made from the id
    std::string title;    // "10:00 · Initial conference · Family K"
    std::string when;     // "Tue 30 March, 10:00 · Room 2"
    std::string facts;    // "2 children · 9 invited"
    std::string reports;  // "Reports 5 of 6"
    bool reports_done = false;
    std::string state;     // "In progress: Introductions", "Closed 11:45"
    std::string overdue;   // "3 papers are overdue"; empty: none is
    std::string prepared;  // "Prepared at the centre by R. Officer"
    bool running = false;
    bool closed = false;
    bool primary = false;  // at most one on the screen
    std::string find;      // what it can be found by, folded (fold.hpp)
    std::string open;      // "Carry on", "Prepare and start", "Read"; empty: nothing to open
    GoTo target;
};

struct HomeView {
    std::string bar_title, title, help, band;
    std::string time, filter_label;
    std::string display, hide;
    std::vector<std::string> filters;  // today, coming, past
    std::vector<HomeCard> today, coming, past;
    std::string none_today, none_coming, none_past;
    std::string search_label, search_hint, search_none;  // among the past ones
    std::string new_label, request_label, lock_label;
    std::string sending_title, sending_text, sending_label;
    std::string tablet_title, tablet_text, ready_label, settings_label;
    std::string families_label;  // a training tablet only
    std::string procedures_title;
    std::vector<std::string> procedures;
    std::string overdue_title;      // empty: nothing is
    std::vector<HomeCard> overdue;  // conferences of which a paper should be with somebody by now
    Notice notice;
};

[[nodiscard]] HomeView make_home_view(const std::vector<HomeEntry>& entries,
                                      const std::vector<const procedure::Procedure*>& procedures,
                                      const Moment& moment);

}  // namespace cpc::view
