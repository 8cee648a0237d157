// SPDX-License-Identifier: Apache-2.0
// A finished conference, read only (ui-design B4): what it came to, who was there, its entries, its
// plan, its papers, what was put right or came in afterwards, and whether its record still fits.
//
// What always holds: nothing here changes what was recorded. What may be added afterwards is what
// the rules allow after a close (addition.hpp, routes.hpp), as entries of their own.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/view/close.hpp"
#include "app/view/closed.hpp"
#include "app/view/plan.hpp"
#include "app/view/record_view.hpp"

namespace cpc::view {

enum class PastTab : std::uint8_t { summary, people, record, plan, documents, changes };

struct PastPerson {
    PersonLine person;
    std::string attendance;
};

struct PastPlan {
    std::string child;
    std::string none;  // what holds for a child without a plan
    std::vector<std::pair<std::string, std::string>> facts;
    std::vector<AimView> aims;
    std::vector<PlanNote> notes;
};

// Something put right, with what stood there before; or what came in after the close.
struct PastChange {
    std::string title;
    std::string before, now, why;
};

struct PastView {
    ConferenceId conference;
    std::string title, where, band, home, display, hide;
    std::string tabs_label;
    std::vector<std::string> tabs;  // in the order of PastTab
    std::vector<SummaryPart> summary;
    std::vector<PastPerson> people;
    std::vector<RecordStage> stages;
    std::string stages_label, more_label, no_entries;
    std::vector<PastPlan> plans;
    std::string no_plan;
    std::vector<PastChange> changes, later;
    std::string changes_title, no_changes, later_title, no_later, later_help, addition_label;
    std::string materials_label;  // opens the list of files that others brought; empty: none
    std::string access_label;     // opens the sheet of a request for access; empty: nobody can ask
    std::vector<DateLine> dates;
    std::vector<PaperLine> papers;
    DeliveryPart away;  // the talks with those who were not there; no rows: everybody was
    std::string no_papers;
    std::string paper_code;
    std::string verify_label;
    CheckLine own, whole;
    std::optional<RemovalView> removal;  // of a conference that was closed
    std::string back_label;
    std::optional<std::size_t> open_paper, open_date;
    std::string matters_label;  // opens what was put to the chair
    std::string minutes_label;  // opens the sheet of their state; empty: never closed
    std::string routes_label;   // opens the chair's sheet about steps taken; empty: no such way
    Notice notice;
};

[[nodiscard]] PastView make_past_view(const conference::State& state,
                                      const conference::Rulebook& rules, const Moment& moment,
                                      ConferenceId conference, const RecordFacts& record);

}  // namespace cpc::view
