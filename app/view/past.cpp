// SPDX-License-Identifier: Apache-2.0
#include "app/view/past.hpp"
#include "app/view/routes.hpp"

namespace cpc::view {
namespace {

std::string attendance_of(const conference::Person& person, const procedure::Procedure& rules) {
    std::string label{conference::word(person.attendance)};
    for (const auto& status : rules.attendance)
        if (status.id == conference::word(person.attendance)) label = status.label;
    if (person.attendance == conference::Attendance::unrecorded) label = say("past.unrecorded");
    for (const auto& stay : person.presence)
        if (stay.to)
            label += say("past.from-to", {{"from", stay.from.clock()}, {"to", stay.to->clock()}});
    return label;
}

}  // namespace

PastView make_past_view(const conference::State& state, const conference::Rulebook& rules,
                        const Moment& moment, ConferenceId conference,
                        const VerifyFacts& verified) {
    PastView view;
    view.conference = conference;
    const auto frame = make_frame(state, rules, moment);
    view.routes_label = routes_open(rules);
    view.title = frame.title;
    view.where = frame.where;
    view.home = frame.home;
    view.display = frame.display;
    view.hide = frame.hide;
    view.band = state.closed ? say("past.band", {{"when", say_date_and_time(state.closed->at)}})
                             : say("past.not-closed");
    if (state.cancelled)
        view.band = say(state.request_refused() ? "past.not_convened" : "past.cancelled",
                        {{"when", say_date_and_time(state.cancelled->at)},
                         {"why", moment.family_can_see ? std::string{} : state.cancelled->reason}});
    view.summary = summary_of(state, rules);
    for (const auto& id : state.person_order) {
        const auto& person = state.people.at(id);
        view.people.push_back(
            {person_line(person, rules.procedure), attendance_of(person, rules.procedure)});
    }
    view.dates = dates_of(state, rules, moment.now);
    view.papers = paper_lines(state, rules);
    // A paper and its last day stand in two lists and must not be called the same.
    for (auto& date : view.dates)
        for (const auto& paper : view.papers)
            if (paper.label == date.label)
                date.label = say("past.last-day", {{"paper", paper.label}});
    for (const auto& group : paper_code_groups(moment.paper_code))
        view.paper_code += (view.paper_code.empty() ? "" : " ") + group;
    view.verify_label = say("past.verify");
    if (!verified.asked) {
        view.verify_line = say("past.not-verified");
    } else if (verified.whole) {
        view.verify_good = true;
        view.verify_line = say_count("past.whole", verified.entries);
    } else {
        view.verify_bad = true;
        view.verify_line = say("past.damaged", {{"what", verified.trouble}});
    }
    view.back_label = say("past.back");
    for (std::size_t i = 0; i < view.papers.size(); ++i)
        if (moment.sheet.name == "paper-" + view.papers[i].about) view.open_paper = i;
    for (std::size_t i = 0; i < view.dates.size(); ++i)
        if (moment.sheet.name == "close-date-" + std::to_string(i)) view.open_date = i;
    return view;
}

}  // namespace cpc::view
