// SPDX-License-Identifier: Apache-2.0
#include "app/view/apart.hpp"

#include <algorithm>

namespace cpc::view {
namespace {

using conference::Group;

bool listed(const std::vector<PersonId>& people, PersonId id) {
    return std::find(people.begin(), people.end(), id) != people.end();
}

std::vector<std::string> names_of(const conference::State& state,
                                  const std::vector<PersonId>& people) {
    std::vector<std::string> names;
    for (const auto& id : people)
        names.push_back(person_name(state, id));
    return names;
}

std::string or_nobody(const std::vector<std::string>& names) {
    return names.empty() ? say("apart.nobody") : say_list(names);
}

bool convenes(Group group) {
    return group == Group::chair || group == Group::minute_taker;
}

}  // namespace

bool shown_to_room(const conference::State& state, const std::optional<SegmentId>& segment) {
    if (!segment) return true;
    const auto* open = state.open_segment();
    return open != nullptr && open->started.segment == *segment;
}

bool in_the_room(const conference::State& state, PersonId id) {
    const auto* person = state.person(id);
    if (person == nullptr || !person->here()) return false;
    const auto* open = state.open_segment();
    return open == nullptr || listed(open->started.in, id);
}

std::string apart_words(const conference::State* state, const conference::Rulebook* rules) {
    if (state == nullptr || rules == nullptr || state->open_segment() == nullptr) return {};
    const auto* rule = rules->procedure.find<procedure::RestrictedRule>();
    const auto wait = say("apart.wait");
    return rule == nullptr || rule->screen_text.empty() ? wait : rule->screen_text + " " + wait;
}

std::optional<ApartPart> make_apart_part(const conference::State& state) {
    const auto* open = state.open_segment();
    if (open == nullptr) return std::nullopt;
    std::vector<PersonId> in;
    for (const auto& id : open->started.in)
        if (in_the_room(state, id)) in.push_back(id);  // somebody may have been called away since
    ApartPart part;
    part.banner = say("apart.banner", {{"time", open->started.at.clock()},
                                       {"names", or_nobody(names_of(state, in))}});
    part.title = say("apart.title");
    part.help = say("apart.help");
    part.out = say("apart.out", {{"names", or_nobody(names_of(state, open->started.out))}});
    part.feed_title = say("apart.feed");
    part.flag = say("apart.flag");
    part.end = say("apart.end");
    part.end_done = say("apart.end_done");
    part.end_blocked = say("apart.end_blocked");
    part.throw_away = say("apart.throw_away");
    return part;
}

std::optional<StepOutSheet> make_step_out_sheet(const conference::State& state,
                                                const conference::Rulebook& rules,
                                                const Moment& moment) {
    if (state.open_segment() != nullptr) return std::nullopt;
    const auto& procedure = rules.procedure;
    const auto need = [&](std::string_view rule) {
        return refusal_text(conference::refuse(rule, procedure));
    };
    StepOutSheet sheet;
    sheet.title = say("step_out.title");
    sheet.note = say("stages.chair-only");
    if (const auto* rule = procedure.find<procedure::RestrictedRule>()) {
        sheet.text = rule->sentence;
        sheet.cites = rule->basis.cites;
        for (const auto& reason : rule->redaction_reasons)
            sheet.redaction.push_back({reason.id, reason.label});
    }
    std::vector<std::string> always;
    for (const auto& id : state.person_order) {
        const auto& person = state.people.at(id);
        const auto group = person.invited.group;
        if (!person.here() || convenes(group)) continue;
        if (group == Group::observer) {
            always.push_back(person.invited.name);
            continue;
        }
        const auto line = person_line(person, procedure);
        sheet.people.push_back({id, line.name, line.detail, group != Group::professional});
    }
    sheet.somebody_always_out = !always.empty();
    if (!always.empty()) sheet.always_out = say("step_out.always", {{"names", say_list(always)}});
    sheet.people_label = say("step_out.people");
    sheet.people_help = say("step_out.people_help");
    sheet.reason_label = say("step_out.reason");
    sheet.reason_hint = say("step_out.reason_hint");
    sheet.redaction_label = say("step_out.redaction");
    sheet.need_reason = need("segment.reason");
    sheet.need_somebody = need("segment.somebody-out");
    sheet.hold = say("step_out.hold");
    sheet.cancel = say("shell.cancel");
    sheet.done_text = say("step_out.done");
    conference::SegmentStarted asked;
    asked.reason = sheet.reason_label;
    for (const auto& row : sheet.people)
        asked.out.push_back(row.id);
    if (!sheet.people.empty() || sheet.somebody_always_out)
        sheet.blocked =
            blocked_by(state, rules, moment, conference::Say<conference::SegmentStarted>{asked});
    return sheet;
}

SaidApartSheet make_said_apart_sheet(const conference::State& state,
                                     const conference::Rulebook& rules) {
    SaidApartSheet sheet;
    sheet.title = say("said_apart.title");
    sheet.note = say("stages.chair-only");
    sheet.help = say("said_apart.help");
    sheet.none = say("said_apart.none");
    sheet.close = say("shell.close");
    const auto* rule = rules.procedure.find<procedure::RestrictedRule>();
    for (const auto& segment : state.segments) {
        if (!segment.ended) continue;
        EarlierPart part;
        part.title = say("said_apart.part",
                         {{"from", segment.started.at.clock()}, {"to", segment.ended->clock()}});
        part.reason = segment.started.reason;
        part.in = say("said_apart.in", {{"names", or_nobody(names_of(state, segment.started.in))}});
        part.out = say("apart.out", {{"names", or_nobody(names_of(state, segment.started.out))}});
        std::vector<std::string> reasons;
        if (rule != nullptr && segment.started.redaction)
            for (const auto& reason : rule->redaction_reasons)
                if (std::find(segment.started.redaction->begin(), segment.started.redaction->end(),
                              reason.id) != segment.started.redaction->end())
                    reasons.push_back(reason.label);
        if (!reasons.empty())
            part.redaction = say("said_apart.redaction", {{"reasons", say_list(reasons)}});
        for (const auto& contribution : state.contributions) {
            const bool here = contribution.said.segment == segment.started.segment;
            SaidApart said{
                person_name(state, contribution.said.speaker), contribution.said.text, {}};
            for (const auto& correction : contribution.corrections)
                if (here || correction.segment == segment.started.segment)
                    said.corrections.push_back(
                        say("info.corrected_by", {{"who", person_name(state, correction.by)}}) +
                        " " + correction.text);
            // Also what everybody heard, where it was put right in this part.
            if (here || !said.corrections.empty()) part.said.push_back(std::move(said));
        }
        sheet.parts.push_back(std::move(part));
    }
    return sheet;
}

}  // namespace cpc::view
