// SPDX-License-Identifier: Apache-2.0
#include "app/view/new_conference.hpp"

#include <algorithm>
#include <array>

#include "core/procedure/profile.hpp"

namespace cpc::view {
namespace {

std::vector<DateAsked> dates_asked(const procedure::Procedure& procedure,
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

bool has(const std::vector<std::string>& list, std::string_view wanted) {
    return std::find(list.begin(), list.end(), wanted) != list.end();
}

// Dates that nobody has to give now and that a limit of this type counts from. What the record
// itself knows (the start, the close, a date of delivery) is not asked for.
std::vector<std::string> later_events(const procedure::Procedure& procedure,
                                      const procedure::ConferenceType& type) {
    static constexpr std::array known{"edd",   "planned-start",   "start",
                                      "close", "next-conference", "core-group"};
    std::vector<std::string> events;
    for (const auto& limit : procedure.deadlines) {
        if (!limit.types.empty() && !has(limit.types, type.id)) continue;
        for (const auto& event : limit.from)
            if (procedure.event(event) != nullptr && !has(type.events, event) &&
                !has(events, event) && std::find(known.begin(), known.end(), event) == known.end())
                events.push_back(event);
    }
    return events;
}

ReasonOffered offer(const procedure::Procedure& procedure, const procedure::ConferenceType& type,
                    const procedure::OpeningChoice& choice) {
    ReasonOffered reason;
    reason.id = choice.id;
    reason.label = choice.label;
    reason.means = choice.means;
    reason.dates = dates_asked(procedure, choice.events);
    if (!type.opening_needs_text) return reason;
    reason.text_label = say("new.supports", {{"reason", choice.label}});
    reason.need_text = say("new.need_supports", {{"reason", choice.label}});
    return reason;
}

TypeOffered offer(const procedure::Procedure& procedure, const procedure::ConferenceType& type) {
    TypeOffered shown;
    shown.id = type.id;
    shown.label = type.label;
    shown.purpose = type.purpose;
    shown.cites = type.basis.cites;
    shown.question = type.opening_question;
    shown.reasons_least = static_cast<std::size_t>(std::max(0, type.opening_choices_least));
    shown.need_reasons = say_count("new.need_reasons", shown.reasons_least);
    shown.dates = dates_asked(procedure, type.events);
    shown.later_dates = dates_asked(procedure, later_events(procedure, type));
    for (const auto& choice : type.opening_choices)
        shown.reasons.push_back(offer(procedure, type, choice));
    for (const auto& flag : type.flags)
        shown.flags.push_back({flag.id, flag.label, flag.means});
    return shown;
}

ProcedureOffered offer(const procedure::Procedure& procedure,
                       const std::vector<const procedure::Overlay*>& overlays, Date today) {
    ProcedureOffered offered;
    if (today < procedure.effective_from)
        offered.standing = say("new.not_yet", {{"day", say_date(procedure.effective_from)}});
    else if (!procedure.in_force(today))
        offered.standing = say("new.ended", {{"day", say_date(*procedure.effective_to)}});
    offered.id = procedure.id;
    offered.title = procedure.title;
    offered.authority = procedure.authority;
    offered.edition = procedure.edition;
    if (const auto* chair = procedure.find<procedure::ChairRule>())
        offered.length_text = chair->length_text;
    for (const auto& type : procedure.types)
        offered.types.push_back(offer(procedure, type));
    for (const auto* overlay : overlays)
        if (has(overlay->regions, procedure.region))
            offered.overlays.push_back({overlay->id, overlay->title, overlay->source});
    return offered;
}

}  // namespace

NewConferenceView make_new_conference_view(
    const std::vector<const procedure::Procedure*>& procedures,
    const std::vector<const procedure::Overlay*>& overlays, const Moment& moment,
    std::vector<std::string> left_out) {
    NewConferenceView view;
    view.title = say("new.title");
    view.help = say("new.help");
    view.band = moment.practice ? say("shell.training") : std::string{};
    view.bar_title = say("home.bar");
    view.home = say("shell.home");
    view.display = say("shell.display");
    view.hide = say("shell.hide");
    view.procedure_label = say("new.procedure");
    view.procedure_row = say("new.procedure_row");
    view.another = say("new.another");
    view.used_title = say("new.used");
    view.others_title = say("new.others");
    view.why_row = say("new.why_row");
    view.later_row = say("new.later_row");
    view.chosen_none = say("new.none_chosen");
    view.type_label = say("new.type");
    view.several = say("new.several");
    view.flags_title = say("new.flags");
    view.overlays_title = say("new.overlays");
    view.later_title = say("new.later");
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
    view.need_procedure = say("new.need_procedure");
    view.need_family = say("new.need_family");
    view.need_venue = say("new.need_venue");
    view.now = moment.now;
    view.notice = moment.notice;
    view.left_out = std::move(left_out);
    for (const auto* procedure : procedures)
        if (moment.practice || procedure->in_force(moment.now.date))
            view.procedures.push_back(offer(*procedure, overlays, moment.now.date));
    return view;
}

void put_used_first(NewConferenceView& view, const std::vector<std::string>& used) {
    for (const auto& id : used) {
        const auto from = view.procedures.begin() + static_cast<std::ptrdiff_t>(view.used);
        const auto found = std::find_if(from, view.procedures.end(),
                                        [&](const auto& each) { return each.id == id; });
        if (found == view.procedures.end()) continue;
        std::rotate(from, found, found + 1);
        ++view.used;
    }
}

}  // namespace cpc::view
