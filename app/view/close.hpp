// SPDX-License-Identifier: Apache-2.0
// Closing (ui-design C6). The summary is made from the record: the chair may add to it, not take
// away. What is still missing is told beside the button, with its rule; a missing signature or an
// open disagreement never stops the close (REQ-273).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/view/plan.hpp"

namespace cpc::view {

struct SummaryPart {
    std::string title;  // the child, or "Dates"
    std::vector<std::string> sentences;
};

// A date of the calculator, to be opened.
struct DateLine {
    std::string label;
    std::string when;
    LimitView limit;
};

struct RouteView {
    std::string id, first_step;
    std::string title;
    std::vector<NoteLine> steps;
    std::string cites;
    bool for_anyone = false;  // shown to a member who asks, and marked as given (REQ-266)
    std::string given;        // "Given to Mother"
};

struct CloseView {
    FrameView frame;
    LocalTime now;
    std::string title, help;
    std::vector<SummaryPart> summary;
    std::string summary_text;  // the same as one text, for the record
    std::vector<DateLine> dates;
    std::vector<RouteView> routes;
    std::vector<PointLine> points;
    std::vector<NoteLine> checks;  // what stands: result of each child, key worker, dates
    std::vector<bool> checks_done;
    std::string status;
    std::string close_label, close_blocked, confirm_note, confirm_hold;
    bool confirm_open = false;
    std::optional<std::size_t> open_date;   // whose counting is shown
    std::optional<std::size_t> open_route;  // to be given to somebody
    std::vector<PersonLine> people;
    std::string routes_label;  // opens the chair's sheet about steps taken; empty: no such way
};

[[nodiscard]] CloseView make_close_view(const conference::State& state,
                                        const conference::Rulebook& rules, const Moment& moment);

// What the conference came to, child by child, and its dates; also read out from a past conference.
[[nodiscard]] std::vector<SummaryPart> summary_of(const conference::State& state,
                                                  const conference::Rulebook& rules);
[[nodiscard]] std::vector<DateLine> dates_of(const conference::State& state,
                                             const conference::Rulebook& rules,
                                             const LocalTime& planned_close);

}  // namespace cpc::view
