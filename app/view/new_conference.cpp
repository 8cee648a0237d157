// SPDX-License-Identifier: Apache-2.0
#include "app/view/new_conference.hpp"

#include "core/procedure/profile.hpp"

namespace cpc::view {
namespace {

std::vector<DateAsked> dates_of(const procedure::Procedure& procedure,
                                const std::vector<std::string>& events) {
    std::vector<DateAsked> dates;
    for (const auto& id : events) {
        const auto* event = procedure.event(id);
        DateAsked asked;
        asked.event = id;
        asked.label = event == nullptr ? id : event->label;
        asked.means = event == nullptr ? std::string{} : event->means;
        asked.need = say("new.need_date", {{"date", asked.label}});
        dates.push_back(std::move(asked));
    }
    return dates;
}

ProcedureOffered offer(const procedure::Procedure& procedure) {
    ProcedureOffered offered;
    offered.id = procedure.id;
    offered.title = procedure.title;
    offered.edition = procedure.edition;
    if (const auto* chair = procedure.find<procedure::ChairRule>())
        offered.length_text = chair->length_text;
    for (const auto& type : procedure.types) {
        TypeOffered shown;
        shown.id = type.id;
        shown.label = type.label;
        shown.purpose = type.purpose;
        shown.cites = type.basis.cites;
        shown.question = type.opening_question;
        shown.dates = dates_of(procedure, type.events);
        for (const auto& choice : type.opening_choices)
            shown.reasons.push_back({choice.id, choice.label, dates_of(procedure, choice.events)});
        offered.types.push_back(std::move(shown));
    }
    return offered;
}

}  // namespace

NewConferenceView make_new_conference_view(
    const std::vector<const procedure::Procedure*>& procedures, const Moment& moment) {
    NewConferenceView view;
    view.title = say("new.title");
    view.help = say("new.help");
    view.band = moment.practice ? say("shell.training") : std::string{};
    view.bar_title = say("home.bar");
    view.home = say("shell.home");
    view.display = say("shell.display");
    view.hide = say("shell.hide");
    view.procedure_label = say("new.procedure");
    view.type_label = say("new.type");
    view.dates_title = say("new.dates");
    view.when_title = say("new.when");
    view.where_title = say("new.where");
    view.date_missing = say("new.date_missing");
    view.family_label = say("new.family");
    view.family_hint = say("new.family_hint");
    view.venue_label = say("new.venue");
    view.venue_hint = say("new.venue_hint");
    view.start_date_label = say("new.start_date");
    view.start_time_label = say("new.start_time");
    view.length_label = say("new.length");
    view.pick = say("new.pick");
    view.done = say("shell.ok");
    view.cancel = say("shell.cancel");
    view.make = say("new.make");
    view.need_reason = say("new.need_reason");
    view.need_family = say("new.need_family");
    view.need_venue = say("new.need_venue");
    view.now = moment.now;
    view.notice = moment.notice;
    for (const auto* procedure : procedures)
        view.procedures.push_back(offer(*procedure));
    return view;
}

}  // namespace cpc::view
