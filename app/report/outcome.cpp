// SPDX-License-Identifier: Apache-2.0
#include "app/report/outcome.hpp"

#include <nlohmann/json.hpp>

#include "app/report/outcome_conduct.hpp"
#include "core/conference/enclosures.hpp"

namespace cpc::report {
namespace {

using Json = nlohmann::ordered_json;
using conference::Child;
using conference::State;

// Those who opened the round, less those who went without giving a view.
void put_count(Json& out, const State& state, const Child& child) {
    out["for"] = 0;
    out["against"] = 0;
    out["unable"] = 0;
    out["counted"] = Json::array();
    out["not_counted"] = Json::array();
    out["views"] = Json::array();
    if (!child.ballot) return;
    const auto& ballot = *child.ballot;
    if (ballot.closed) {
        out["for"] = ballot.closed->in_favour;
        out["against"] = ballot.closed->against;
        out["unable"] = ballot.closed->unable;
    }
    for (const auto& id : ballot.opened.counted) {
        const auto* position = ballot.latest(id);
        if (position == nullptr) continue;
        out["counted"].push_back(name_of(state, id));
        out["views"].push_back({{"who", name_of(state, id)},
                                {"view", conference::word(position->logged.view)},
                                {"reason", position->logged.reason},
                                {"by_phone", position->logged.by_phone}});
        if (const auto& helped = position->logged.helped)
            out["views"].back()["helped_by"] =
                helped->helper.empty() ? helped->name : name_of(state, helped->helper);
    }
    for (const auto& each : ballot.opened.not_counted)
        out["not_counted"].push_back(
            {{"who", name_of(state, each.person)}, {"why", conference::word(each.why)}});
    if (ballot.closed)
        for (const auto& each : ballot.closed->left)
            out["not_counted"].push_back(
                {{"who", name_of(state, each.person)}, {"why", conference::word(each.why)}});
}

Json plan_actions(const State& state, const Child& child) {
    Json out = Json::array();
    for (const auto& action : child.actions)
        out.push_back({{"what", action.what},
                       {"owner", name_of(state, action.owner)},
                       {"due", action.due.iso()},
                       {"outcome", action.outcome},
                       {"aim", action.aim}});
    return out;
}

Json result_of(const conference::LockedResult& result) {
    return {{"decision", conference::word(result.locked.decision)},
            {"rule", conference::word(result.locked.rule)},
            {"categories", result.locked.categories}};
}

Json child_json(const State& state, const conference::Rulebook& rules, const Child& child) {
    Json out;
    out["ref"] = child.added.ref;
    out["continuing_risk"] = child.continuing_risk ? Json(*child.continuing_risk) : Json(nullptr);
    out["decision"] = nullptr;
    out["rule"] = nullptr;
    if (child.result) {
        out["decision"] = conference::word(child.result->locked.decision);
        out["rule"] = conference::word(child.result->locked.rule);
    }
    put_count(out, state, child);
    out["categories"] = child.result ? Json(child.result->locked.categories) : Json::array();
    const bool chair = child.ballot && child.ballot->chair;
    out["chair_reasons"] = chair ? Json(child.ballot->chair->reasons) : Json(nullptr);
    out["lead_worker"] =
        child.key_worker ? Json(name_of(state, child.key_worker->person)) : Json(nullptr);
    out["core_group"] = child.core_group ? names(state, child.core_group->members) : Json::array();
    out["first_core_group"] =
        child.core_group ? Json(child.core_group->first_meeting.iso()) : Json(nullptr);
    out["plan_actions"] = plan_actions(state, child);
    if (!child.earlier_results.empty()) {
        out["earlier_result"] = result_of(child.earlier_results.back());
        out["correction_reason"] = child.result->correction_reason;
    }
    put_child_conduct(out, state, child);
    put_other_count(out, state, rules, child);
    return out;
}

Json deadlines_json(const State& state, const conference::Rulebook& rules) {
    Json out = Json::array();
    for (const auto& limit : conference::deadlines_of(state, rules).counted) {
        const auto result = measure(limit, state, rules);
        Json line;
        line["id"] = limit.id;
        if (!limit.which.empty()) line["which"] = limit.which;
        line["due"] = procedure::iso(limit.due);
        line["practical"] =
            limit.practical ? Json(procedure::iso(*limit.practical)) : Json(nullptr);
        line["status"] = word(result.status);
        line["counting"] = limit.counting_text;
        line["label"] = limit.label;
        line["to"] = limit.to;
        line["origin"] = procedure::status_word(limit.status);
        if (limit.guide) line["guide"] = true;
        if (limit.provisional == procedure::Provisional::yes) line["provisional"] = true;
        if (result.planned) line["planned"] = true;
        if (result.after_practical) line["after_practical"] = true;
        if (!result.because.empty()) line["because"] = result.because;
        if (!limit.replaced_by.empty()) line["replaced_by"] = limit.replaced_by;
        put_breach(line, limit, result, state, rules);
        out.push_back(std::move(line));
    }
    return out;
}

// Whose paper it is: with several children there is one for each child somebody is here for, and
// in it the others are third parties (REQ-371, REQ-372).
Json documents_json(const State& state, const conference::Rulebook& rules) {
    Json out = Json::array();
    const bool several = state.child_order.size() > 1;
    for (const auto& paper : conference::papers_of(state, rules)) {
        Json line;
        line["kind"] = paper.rule->kind;
        line["to"] = paper.to();
        line["names"] = names(state, paper.people);
        for (const auto& agency : paper.agencies)
            line["names"].push_back(agency);
        line["version"] = paper.rule->version;
        if (several) line["child"] = state.children.at(paper.child).added.ref;
        line["due"] = paper.due ? Json(procedure::iso(*paper.due)) : Json(nullptr);
        line["withheld"] = paper.rule->withheld;
        const auto& version = paper.rule->version;
        const bool for_those_out =
            version == "family" || version == "child" || version == "non-attender";
        if (for_those_out && !paper.rule->withheld.empty())
            for (const auto& reason : redaction_reasons(state, rules))
                line["withheld"].push_back(reason);
        if (several) line["withheld"].push_back("The other children's information");
        out.push_back(std::move(line));
    }
    return out;
}

// What each copy leaves out, why and by whose decision; never the matter itself (REQ-247).
Json redactions_json(const State& state, const conference::Rulebook& rules) {
    Json out = Json::array();
    for (const auto& copy : conference::copies_of(state, rules)) {
        if (copy.sight.child.empty()) continue;
        for (const auto& left : conference::seen_by(state, copy.sight).left_out) {
            Json line{{"paper", copy.about},
                      {"readers", names(state, copy.sight.readers)},
                      {"entry", left.entry},
                      {"why", conference::word(left.why)},
                      {"by", left.by()}};
            if (!left.speaker.empty()) line["speaker"] = name_of(state, left.speaker);
            out.push_back(std::move(line));
        }
    }
    return out;
}

// What was handed out: recipient, version, way, time, sender, and whether in time (REQ-248).
Json distribution_json(const State& state, const conference::Rulebook& rules) {
    Json out = Json::array();
    const auto copies = conference::copies_of(state, rules);
    const auto letters = conference::letters_of(state, rules);
    const auto enclosures = conference::enclosures_of(state, rules);
    for (const auto& issued : state.documents) {
        Json line{{"kind", issued.kind},
                  {"version", issued.version},
                  {"to", issued.to},
                  {"names", names(state, issued.readers.value_or(std::vector<PersonId>{}))},
                  {"at", issued.at.iso()},
                  {"route", issued.route.value_or(std::string{})},
                  {"sender", issued.sender ? name_of(state, *issued.sender) : std::string{}},
                  {"in_time", nullptr}};
        for (const auto& copy : copies)
            if (conference::is_of(state, issued, copy) && copy.due)
                line["in_time"] = !procedure::is_late(*copy.due, issued.at);
        for (const auto& letter : letters)
            if (conference::is_of(issued, letter) && letter.due)
                line["in_time"] = !procedure::is_late(*letter.due, issued.at);
        for (const auto& enclosure : enclosures)
            if (conference::is_of(issued, enclosure) && enclosure.due)
                line["in_time"] = !procedure::is_late(*enclosure.due, issued.at);
        out.push_back(std::move(line));
    }
    return out;
}

Json dissents_json(const State& state) {
    Json out = Json::array();
    for (const auto& id : state.child_order) {
        const auto& child = state.children.at(id);
        for (const auto& person : conference::dissenters(state, child))
            out.push_back({{"who", name_of(state, person)},
                           {"child", child.added.ref},
                           {"kind", "professional-dissent"},
                           {"reason", child.ballot->latest(person)->logged.reason},
                           {"still_bound", true}});
        for (const auto& view : child.family_views)
            if (!view.agrees)
                out.push_back({{"who", name_of(state, view.person)},
                               {"child", child.added.ref},
                               {"kind", "family-disagreement"},
                               {"reason", view.words},
                               {"still_bound", false}});
        for (const auto& dissent : child.dissents)
            out.push_back(dissent_json(state, child, dissent));
    }
    return out;
}

Json referrals_json(const State& state, const conference::Rulebook& rules) {
    Json out = Json::array();
    const auto limits = conference::deadlines_of(state, rules);
    for (const auto& id : state.child_order)
        for (const auto& referral : state.children.at(id).referrals) {
            const auto* limit = limits.find(referral.limit);
            out.push_back(
                {{"kind", referral.kind},
                 {"child", state.children.at(id).added.ref},
                 {"due", limit != nullptr ? Json(procedure::iso(limit->due)) : Json(nullptr)},
                 {"cause", referral.cause}});
        }
    return out;
}

// What somebody still has to do that is not an action of the plan.
Json tasks_json(const State& state, const conference::Rulebook& rules) {
    Json out = answered_tasks(state, rules);
    for (const auto& id : state.person_order) {
        const auto& person = state.people.at(id);
        if (!person.heard || person.heard->heard != conference::Heard::to_follow) continue;
        out.push_back(
            {{"what", "Information to follow from " + person.invited.name},
             {"owner", person.heard->owner},
             {"due", person.heard->due ? Json(person.heard->due->iso()) : Json(nullptr)}});
    }
    return out;
}

}  // namespace

std::string outcome_json(const State& state, const conference::Rulebook& rules,
                         const std::vector<RefusedLine>& refused) {
    Json out;
    out["profile"] = state.opened->procedure;
    out["profile_hash"] = state.opened->procedure_hash;
    out["conference_type"] = state.opened->type;
    out["started_at"] = state.started_at() ? Json(state.started_at()->iso()) : Json(nullptr);
    out["closed_at"] = state.closed ? Json(state.closed->at.iso()) : Json(nullptr);
    out["transfer_in"] = state.opened->transfer_in;
    out["children"] = Json::array();
    for (const auto& id : state.child_order)
        out["children"].push_back(child_json(state, rules, state.children.at(id)));
    out["next_conference"] =
        state.next_conference ? Json(state.next_conference->at.iso()) : Json(nullptr);
    out["deadlines"] = deadlines_json(state, rules);
    out["documents"] = documents_json(state, rules);
    out["redactions"] = redactions_json(state, rules);
    out["distribution"] = distribution_json(state, rules);
    out["referrals"] = referrals_json(state, rules);
    out["refusals"] = Json::array();
    for (const auto& each : refused)
        out["refusals"].push_back({{"line", each.line},
                                   {"rule", each.refusal.rule},
                                   {"requirement", each.refusal.requirement},
                                   {"also", each.refusal.also},
                                   {"cites", each.refusal.cites},
                                   {"message", each.refusal.message}});
    out["dissents"] = dissents_json(state);
    out["tasks"] = tasks_json(state, rules);
    put_conduct(out, state, rules);
    return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace cpc::report
