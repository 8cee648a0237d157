// SPDX-License-Identifier: Apache-2.0
#include "app/report/outcome_conduct.hpp"

#include <algorithm>

namespace cpc::report {
namespace {

using Json = nlohmann::ordered_json;
using conference::Child;
using conference::State;

Json segments_json(const State& state) {
    Json out = Json::array();
    for (const auto& segment : state.segments)
        out.push_back(
            {{"from", segment.started.at.iso()},
             {"to", segment.ended ? Json(segment.ended->iso()) : Json(nullptr)},
             {"reason", segment.started.reason},
             {"redaction", segment.started.redaction.value_or(std::vector<std::string>{})},
             {"in", names(state, segment.started.in)},
             {"out", names(state, segment.started.out)}});
    return out;
}

Json exclusions_json(const State& state) {
    Json out = Json::array();
    for (const auto& id : state.person_order) {
        const auto& person = state.people.at(id);
        if (!person.exclusion) continue;
        const auto& decided = *person.exclusion;
        Json line{{"who", person.invited.name},
                  {"grounds", decided.grounds},
                  {"extent", decided.whole ? "whole" : "part"},
                  {"facts", decided.facts},
                  {"at", decided.at.iso()},
                  {"discussed_before", decided.discussed_before}};
        if (!decided.discussed_by.empty()) line["discussed_by"] = decided.discussed_by;
        if (!decided.privacy_note.empty()) line["privacy_note"] = decided.privacy_note;
        if (!decided.suppressed_because.empty())
            line["reasons_suppressed"] = decided.suppressed_because;
        if (decided.talk_offered) line["talk_offered"] = decided.talk_offered->iso();
        if (decided.without_knowledge) line["without_knowledge"] = true;
        out.push_back(std::move(line));
    }
    return out;
}

Json attendance_json(const State& state) {
    Json out = Json::array();
    for (const auto& id : state.person_order) {
        const auto& person = state.people.at(id);
        Json intervals = Json::array();
        for (const auto& interval : person.presence)
            intervals.push_back({{"from", interval.from.iso()},
                                 {"to", interval.to ? Json(interval.to->iso()) : Json(nullptr)},
                                 {"reason", interval.reason}});
        Json line{{"who", person.invited.name},
                  {"role", person.invited.role},
                  {"status", conference::word(person.attendance)},
                  {"intervals", std::move(intervals)}};
        if (person.report) line["report_received"] = person.report->received.iso();
        if (person.report_read_in) line["report_read_in"] = person.report_read_in->iso();
        out.push_back(std::move(line));
    }
    return out;
}

Json answers_json(const State& state) {
    Json out = Json::array();
    for (const auto& [key, point] : state.points) {
        if (!point.answer && point.note.empty()) continue;
        Json line{{"point", key}, {"at", point.at.iso()}};
        if (point.answer) line["answer"] = *point.answer;
        if (!point.note.empty()) line["note"] = point.note;
        if (point.waived) line["waived"] = true;
        out.push_back(std::move(line));
    }
    return out;
}

// The files' own labels and digests: whoever has a file can see that it is the one.
Json materials_json(const State& state) {
    Json out = Json::array();
    for (const auto& each : state.materials) {
        const auto& taken = each.taken;
        const auto name = [&](PersonId id) {
            const auto* person = state.person(id);
            return person == nullptr ? std::string{} : person->invited.name;
        };
        Json line{{"kind", conference::word(taken.kind)},
                  {"label", taken.title},
                  {"brought_by", name(taken.brought_by)},
                  {"media", conference::word(taken.media)},
                  {"bytes", taken.size_bytes},
                  {"pages", taken.pages},
                  {"sha256", to_hex(taken.sha256)},
                  {"at", taken.at.iso()}};
        if (!taken.author.empty()) line["author"] = name(taken.author);
        for (const auto& id : taken.children)
            if (const auto* child = state.child(id)) line["children"].push_back(child->added.ref);
        if (taken.professionals_only) line["professionals_only"] = true;
        if (taken.segment) line["restricted"] = true;
        if (!each.stands()) line["put_aside"] = each.withdrawn_because;
        out.push_back(std::move(line));
    }
    return out;
}

Json recommendations_json(const State& state) {
    Json out = Json::array();
    for (const auto& each : state.recommendations) {
        const auto* child = state.child(each.made.child);
        Json line{{"child", child == nullptr ? std::string{} : child->added.ref},
                  {"agency", each.made.agency},
                  {"what", each.made.what},
                  {"status", !each.answered             ? "awaiting"
                             : each.answered->confirmed ? "confirmed"
                                                        : "declined"}};
        if (each.answered && !each.answered->reasons.empty())
            line["reasons"] = each.answered->reasons;
        out.push_back(std::move(line));
    }
    return out;
}

Json sittings_json(const State& state) {
    Json out = Json::array();
    for (const auto& sitting : state.sittings) {
        Json line{{"from", sitting.from.iso()}};
        if (sitting.adjourned) {
            line["adjourned_at"] = sitting.adjourned->at.iso();
            line["reason"] = sitting.adjourned->reason;
            line["interim_arrangements"] = sitting.adjourned->interim_arrangements;
            line["resumes"] = sitting.adjourned->resumes.iso();
        }
        out.push_back(std::move(line));
    }
    return out;
}

// Said in a restricted part: who and when, never what.
Json contributions_json(const State& state) {
    Json out = Json::array();
    for (const auto& each : state.contributions) {
        const bool restricted = each.said.segment.has_value();
        Json children = Json::array();
        for (const auto& id : each.said.children)
            if (const auto* child = state.child(id)) children.push_back(child->added.ref);
        Json line{{"who", name_of(state, each.said.speaker)},
                  {"label", conference::word(each.said.label)},
                  {"mode", conference::word(each.said.mode)},
                  {"about", std::move(children)},
                  {"corrections", Json::array()}};
        if (!each.said.presenter.empty())
            line["presented_by"] = name_of(state, each.said.presenter);
        if (restricted)
            line["restricted"] = true;
        else
            line["text"] = each.said.text;
        if (each.said.risk_issue.value_or(false)) line["risk_issue"] = true;
        if (each.said.third_party.value_or(false)) line["third_party"] = true;
        if (each.said.authority) line["authority"] = *each.said.authority;
        if (each.said.relevance) line["relevance"] = *each.said.relevance;
        for (const auto& correction : each.corrections) {
            Json beside{{"who", name_of(state, correction.by)}};
            if (correction.segment)
                beside["restricted"] = true;
            else
                beside["text"] = correction.text;
            line["corrections"].push_back(std::move(beside));
        }
        out.push_back(std::move(line));
    }
    return out;
}

Json views_json(const State& state) {
    Json out = Json::array();
    const auto put = [&](const std::string& who, const conference::ViewsRecorded& views) {
        Json line{{"of", who}, {"source", views.source}};
        if (!views.none_because.empty()) line["none_because"] = views.none_because;
        out.push_back(std::move(line));
    };
    for (const auto& id : state.child_order)
        for (const auto& views : state.children.at(id).views)
            put(state.children.at(id).added.ref, views);
    for (const auto& views : state.parent_views)
        put(name_of(state, views.person), views);
    return out;
}

// Why this limit was missed, the newest word on it; nothing if nobody said.
const conference::BreachExplained* breach_reason(const procedure::Deadline& limit,
                                                 const State& state) {
    const conference::BreachExplained* found = nullptr;
    for (const auto& each : state.breaches)
        if (each.limit == limit.id && (each.which.empty() || each.which == limit.which))
            found = &each;
    return found;
}

std::string status_of(const State& state) {
    if (state.cancelled) return state.request_refused() ? "not-convened" : "cancelled";
    if (state.closed) return "closed";
    return state.adjourned() ? "adjourned" : "open";
}

}  // namespace

std::string name_of(const State& state, PersonId id) {
    const auto* person = state.person(id);
    return person == nullptr ? std::string{} : person->invited.name;
}

Json names(const State& state, const std::vector<PersonId>& people) {
    Json out = Json::array();
    for (const auto& id : people)
        out.push_back(name_of(state, id));
    return out;
}

void put_child_conduct(Json& out, const State& state, const Child& child) {
    if (child.agreed)
        out["agreed_outcome"] = {{"agreed", child.agreed->agreed},
                                 {"outcome", child.agreed->outcome},
                                 {"entered_by", name_of(state, child.agreed->entered_by)},
                                 {"endorsed_by", child.agreed->endorsed_by}};
    if (child.register_entry)
        out["register"] = {{"status", child.register_entry->status},
                           {"at", child.register_entry->at.iso()},
                           {"categories", child.register_entry->categories},
                           {"lead_worker", name_of(state, child.register_entry->lead_worker)}};
    if (!child.carried.empty()) {
        out["progress"] = Json::array();
        for (const auto& each : child.carried)
            out["progress"].push_back(
                {{"what", each.carried.what},
                 {"owner", each.carried.owner},
                 {"progress", each.reviewed ? Json(conference::word(each.reviewed->progress))
                                            : Json(nullptr)}});
    }
    if (!child.earlier_ballots.empty()) out["rounds"] = child.earlier_ballots.size() + 1;
    if (child.birth) out["born"] = {{"name", child.birth->name}, {"on", child.birth->born.iso()}};
    if (child.ballot && child.ballot->chair && child.ballot->chair->texts) {
        out["chair_texts"] = Json::object();
        for (const auto& each : *child.ballot->chair->texts)
            out["chair_texts"][each.name] = each.text;
    }
}

Json request_json(const State& state) {
    Json out{{"requester", state.request->requester},     {"agency", state.request->agency},
             {"received", state.request->received.iso()}, {"type", state.request->type},
             {"manager", state.request->manager},         {"reason", state.request->reason}};
    if (state.request->elsewhere.value_or(false)) {
        out["elsewhere"] = true;
        out["contact"] = state.request->contact.value_or(std::string{});
    }
    if (!state.request_answer) return out;
    const auto& answer = *state.request_answer;
    out["answer"] = {
        {"convene", answer.convene},
        {"reasons", answer.reasons},
        {"discussed_on", answer.discussed_on ? Json(answer.discussed_on->iso()) : Json(nullptr)}};
    if (!answer.judgement) return out;
    out["answer"]["judgement"] = *answer.judgement;
    out["answer"]["judged_because"] = answer.judged_because.value_or(std::string{});
    return out;
}

void put_conduct(Json& out, const State& state, const conference::Rulebook& rules) {
    out["status"] = status_of(state);
    if (state.request) out["request"] = request_json(state);
    if (state.cancelled) out["cancelled_because"] = state.cancelled->reason;
    if (state.sittings.size() > 1 || state.adjourned()) out["sittings"] = sittings_json(state);
    for (const auto& each : state.breaks)
        out["breaks"].push_back({{"from", each.from.iso()}, {"to", each.to.iso()}});
    for (const auto& each : state.matters) {
        Json matter{{"kind", conference::word(each.raised.kind)}, {"text", each.raised.text}};
        if (each.answered) {
            matter["answer"] = each.answered->answer;
            matter["granted"] = each.answered->granted;
            if (each.answered->prejudice) matter["prejudice"] = *each.answered->prejudice;
        }
        out["matters"].push_back(std::move(matter));
    }
    if (!state.minutes.empty()) out["minutes"] = conference::word(state.minutes.back().state);
    out["attendance"] = attendance_json(state);
    out["exclusions"] = exclusions_json(state);
    out["segments"] = segments_json(state);
    out["answers"] = answers_json(state);
    out["recommendations"] = recommendations_json(state);
    if (!state.materials.empty()) out["materials"] = materials_json(state);
    out["conflicts"] = state.conflicts.size();
    out["contributions"] = contributions_json(state);
    out["said_views"] = views_json(state);
    Json open = Json::array();
    for (const auto& limit : conference::deadlines_of(state, rules).uncounted)
        open.push_back({{"id", limit.id}, {"waits_for", limit.waits_for}});
    out["uncounted"] = std::move(open);
}

void put_other_count(Json& out, const State& state, const conference::Rulebook& rules,
                     const Child& child) {
    if (!child.ballot || !child.ballot->closed) return;
    const auto views = conference::counted_views(state, *child.ballot);
    const auto people = conference::count_people(views);
    const auto agencies = conference::count_agencies(views);
    const auto one = conference::rule_on(people);
    const auto other = conference::rule_on(agencies);
    const bool same = one.outcome == other.outcome &&
                      (one.outcome == conference::Outcome::split || one.protect == other.protect);
    const bool by_person =
        rules.procedure.the<procedure::DecisionRule>().unit == procedure::CountUnit::professional;
    const auto& shown = by_person ? agencies : people;
    out[by_person ? "agency_count" : "person_count"] = {{"for", shown.in_favour},
                                                        {"against", shown.against},
                                                        {"unable", shown.unable},
                                                        {"same_result", same}};
}

std::vector<std::string> redaction_reasons(const State& state, const conference::Rulebook& rules) {
    std::vector<std::string> out;
    const auto* rule = rules.procedure.find<procedure::RestrictedRule>();
    if (rule == nullptr) return out;
    for (const auto& segment : state.segments)
        for (const auto& id : segment.started.redaction.value_or(std::vector<std::string>{}))
            for (const auto& reason : rule->redaction_reasons)
                if (reason.id == id && std::find(out.begin(), out.end(), reason.label) == out.end())
                    out.push_back(reason.label);
    return out;
}

void put_breach(Json& line, const procedure::Deadline& limit, const LimitResult& result,
                const State& state, const conference::Rulebook& rules) {
    if (const auto* told = breach_reason(limit, state)) line["reason"] = told->reason;
    const auto* type = rules.procedure.type(state.opened->type);
    const auto started = state.started_at();
    // A clock that runs on after the conference: how much of it is used on the day (REQ-016).
    if (type != nullptr && type->kind == procedure::TypeKind::intake && started && !limit.guide &&
        procedure::date_of(limit.from) < started->date &&
        started->date <= procedure::date_of(limit.due)) {
        const auto from = procedure::date_of(limit.from);
        line["used"] = {{"days", started->date.days - from.days},
                        {"of", procedure::date_of(limit.due).days - from.days}};
        if (const auto working = rules.calendar.working_days_between(from, started->date))
            line["used"]["working_days"] = *working;
    }
    if (result.status != LimitStatus::breached || !result.late_on) return;
    const auto due = procedure::date_of(limit.due);
    line["days_late"] = result.late_on->days - due.days;
    const auto working = rules.calendar.working_days_between(due, *result.late_on);
    if (working) line["working_days_late"] = *working;
}

Json dissent_json(const State& state, const Child& child, const conference::DissentNoted& dissent) {
    const auto* person = state.person(dissent.person);
    const bool professional =
        person != nullptr && person->invited.group == conference::Group::professional;
    return {{"who", name_of(state, dissent.person)},
            {"child", child.added.ref},
            {"kind", professional ? "professional-dissent" : "family-disagreement"},
            {"reason", dissent.reason},
            {"still_bound", professional},
            {"question", dissent.question}};
}

Json answered_tasks(const State& state, const conference::Rulebook& rules) {
    Json out = Json::array();
    const auto limits = conference::deadlines_of(state, rules);
    for (const auto& [key, point] : state.points) {
        const auto* item = conference::find_point(rules.procedure, key.substr(0, key.find('@')));
        if (item == nullptr || !point.answer) continue;
        for (const auto& answer : item->answers) {
            if (answer.id != *point.answer || answer.task.empty()) continue;
            const auto* limit = limits.find(answer.task_deadline);
            out.push_back(
                {{"what", answer.task},
                 {"owner", answer.task_owner},
                 {"due", limit != nullptr ? Json(procedure::iso(limit->due)) : Json(nullptr)}});
        }
    }
    for (const auto& limit : limits.counted) {
        const auto result = measure(limit, state, rules);
        if (!result.late_on || result.planned || breach_reason(limit, state) != nullptr) continue;
        out.push_back({{"what", "Write why this was late: " + limit.label},
                       {"owner", rules.procedure.terms.chair},
                       {"due", nullptr}});
    }
    for (const auto& each : state.recommendations)
        if (!each.answered || !each.answered->confirmed)
            out.push_back(
                {{"what", "Recommendation to " + each.made.agency + ": " + each.made.what},
                 {"owner", each.made.agency},
                 {"due", nullptr}});
    return out;
}

}  // namespace cpc::report
