// SPDX-License-Identifier: Apache-2.0
#include "app/view/kept_out.hpp"

#include <algorithm>

#include "app/view/plan.hpp"

namespace cpc::view {
namespace {

using conference::Attendance;
using conference::Group;
using conference::Stage;
using procedure::ExclusionExtent;
using procedure::ExclusionRule;

std::vector<GroundRow> grounds_of(const conference::Rulebook& rules, const ExclusionRule* rule) {
    std::vector<GroundRow> rows;
    if (rule == nullptr) return rows;
    const auto weak = refusal_text(conference::refuse("exclusion.ground", rules.procedure));
    for (const auto& ground : rule->grounds)
        rows.push_back({ground.id,
                        ground.label,
                        {},
                        ground.alone_is_enough,
                        ground.most == ExclusionExtent::whole,
                        weak});
    for (const auto& refused : rule->refused_grounds) {
        auto refusal = conference::refuse_for("exclusion.ground", rules.procedure,
                                              refused.requirement, refused.means);
        refusal.cites = rule->basis.cites;
        rows.push_back(
            {refused.id, refused.label, refused.means, false, false, refusal_text(refusal)});
    }
    return rows;
}

std::string label_of(const ExclusionRule* rule, const std::string& id) {
    if (rule == nullptr) return id;
    for (const auto& ground : rule->grounds)
        if (ground.id == id) return ground.label;
    for (const auto& ground : rule->refused_grounds)
        if (ground.id == id) return ground.label;
    return id;
}

// Everything of the decision, as the chair reads it again.
void tell(KeptOutPerson& row, const conference::ExclusionDecided& decided,
          const ExclusionRule* rule) {
    const auto add = [&](std::string_view key, const std::string& text) {
        if (!text.empty()) row.facts.emplace_back(say(key), text);
    };
    add("kept.fact_when", say_date_and_time(decided.at));
    add("kept.fact_extent", say(decided.whole ? "kept.whole" : "kept.part"));
    std::vector<std::string> grounds;
    for (const auto& id : decided.grounds)
        grounds.push_back(label_of(rule, id));
    add("kept.fact_grounds", say_list(grounds));
    add("kept.fact_facts", decided.facts);
    add("kept.fact_discussed", decided.discussed_before
                                   ? say("kept.discussed_by", {{"who", decided.discussed_by}})
                                   : say("kept.not_discussed"));
    add("kept.fact_told", decided.suppressed_because.empty()
                              ? say("kept.is_told")
                              : say("kept.not_told", {{"why", decided.suppressed_because}}));
    add("kept.fact_heard", decided.privacy_note);
    if (decided.without_knowledge) add("kept.fact_unaware", say("kept.unaware"));
    if (decided.talk_offered) add("kept.fact_talk", say_date(*decided.talk_offered));
}

// How they can be recorded now: only what the decision covers, and only once the meeting has begun.
void add_ways(KeptOutPerson& row, const conference::State& state, const conference::Person& person,
              const procedure::Procedure& procedure) {
    if (!person.exclusion || state.stage == Stage::preparation || state.closed) return;
    for (const auto& status : procedure.attendance) {
        const auto way = conference::from_word<Attendance>(status.id);
        const bool wholly = way == Attendance::excluded_wholly && person.exclusion->whole;
        const bool partly = way == Attendance::excluded_partly && !person.exclusion->whole;
        if ((!wholly && !partly) || *way == person.attendance) continue;
        row.ways.push_back({*way, status.label, status.needs_reason});
    }
    row.way_done = say("kept.way_done", {{"who", row.line.name}});
}

KeptOutPerson row_of(const conference::State& state, const conference::Rulebook& rules,
                     const conference::Person& person, const ExclusionRule* rule) {
    KeptOutPerson row;
    row.id = person.invited.person;
    row.line = person_line(person, rules.procedure);
    row.decided = person.exclusion.has_value();
    row.detail = row.line.detail;
    if (person.exclusion) {
        row.detail = say(person.exclusion->whole ? "kept.is_whole" : "kept.is_part");
        tell(row, *person.exclusion, rule);
        add_ways(row, state, person, rules.procedure);
    }
    const auto started = state.started_at();
    for (const auto& objection : state.objections) {
        if (!(objection.about == row.id)) continue;
        const bool late = started && !(objection.at.instant() < started->instant());
        row.objections.push_back(say(late ? "kept.objection_late" : "kept.objection",
                                     {{"who", person_name(state, objection.by)},
                                      {"why", objection.reason},
                                      {"when", say_date_and_time(objection.at)}}));
    }
    return row;
}

void add_words(KeptOutSheet& sheet) {
    sheet.title = say("kept.title");
    sheet.chip = say("stages.chair-only");
    sheet.list_help = say("kept.list_help");
    sheet.nobody = say("kept.nobody");
    sheet.extent_label = say("kept.extent");
    sheet.extents = {say("kept.part"), say("kept.whole")};
    sheet.grounds_label = say("kept.grounds");
    sheet.facts_label = say("kept.facts");
    sheet.facts_hint = say("kept.facts_hint");
    sheet.privacy_label = say("kept.heard");
    sheet.privacy_hint = say("kept.heard_hint");
    sheet.discussed_label = say("kept.discussed");
    sheet.discussed_help = say("kept.discussed_help");
    sheet.discussed_who = say("kept.discussed_who");
    sheet.told_label = say("kept.told");
    sheet.told_help = say("kept.told_help");
    sheet.told_why = say("kept.told_why");
    sheet.need_extent = say("kept.need_extent");
    sheet.need_told_why = say("kept.need_told_why");
    sheet.need_note = say("person.note_needed");
    sheet.hold = say("kept.hold");
    sheet.change = say("kept.change");
    sheet.change_help = say("kept.change_help");
    sheet.done_text = say("shell.recorded");
    sheet.note_label = say("person.note");
    sheet.record_title = say("kept.record_title");
    sheet.objection_title = say("kept.objections");
    sheet.objection_open = say("kept.objection_open");
    sheet.objection_by = say("kept.objection_by");
    sheet.objection_why = say("kept.objection_why");
    sheet.objection_need_by = say("kept.objection_need_by");
    sheet.objection_record = say("kept.objection_record");
    sheet.objection_done = say("shell.recorded");
    sheet.back = say("cover.cancel");
    sheet.cancel = say("shell.cancel");
    sheet.close = say("shell.close");
}

}  // namespace

bool can_be_kept_out(const conference::Person& person) {
    const auto group = person.invited.group;
    return group != Group::professional && group != Group::chair && group != Group::minute_taker;
}

KeptOutSheet make_kept_out_sheet(const conference::State& state, const conference::Rulebook& rules,
                                 const Moment& moment) {
    const auto& procedure = rules.procedure;
    const auto need = [&](std::string_view rule) {
        return refusal_text(conference::refuse(rule, procedure));
    };
    const auto* rule = procedure.find<ExclusionRule>();
    KeptOutSheet sheet;
    sheet.asked = moment.sheet.person;
    sheet.today = moment.now.date;
    add_words(sheet);
    sheet.grounds = grounds_of(rules, rule);
    for (const auto& id : state.person_order) {
        const auto& person = state.people.at(id);
        if (can_be_kept_out(person)) sheet.people.push_back(row_of(state, rules, person, rule));
        if (person.invited.group == Group::professional || person.invited.group == Group::chair)
            sheet.objectors.push_back(person_line(person, procedure));
        if (person.invited.group == Group::chair)
            sheet.decided_by = say("kept.decided_by", {{"who", person.invited.name}});
    }
    if (sheet.decided_by.empty())
        sheet.decided_by = say("kept.decided_by", {{"who", procedure.terms.chair}});
    sheet.need_ground = need("exclusion.ground");
    sheet.need_extent_ground = need("exclusion.extent");
    sheet.need_facts = need("exclusion.facts");
    sheet.need_discussed = need("exclusion.discussed");
    sheet.need_privacy = need("exclusion.privacy");
    sheet.objection_need_why = need("text.length");
    if (rule == nullptr) return sheet;
    sheet.rule = rule->sentence;
    sheet.cites = rule->basis.cites;
    sheet.privacy_needed = rule->privacy_note;
    sheet.discuss_first = rule->discuss_first;
    if (rule->without_knowledge) {
        sheet.unaware_label = say("kept.unaware_label");
        sheet.unaware_help = rule->without_knowledge_text;
    }
    if (rule->offer_talk) {
        sheet.talk_label = say("kept.talk");
        sheet.talk_help = say("kept.talk_help");
        sheet.talk_day = say("kept.talk_day");
    }
    return sheet;
}

std::string exclusion_missing(const KeptOutSheet& sheet, const ExclusionWish& wish) {
    if (wish.grounds.empty()) return sheet.need_ground;
    bool enough = false;
    bool whole = false;
    std::string why;
    for (const auto& id : wish.grounds)
        for (const auto& ground : sheet.grounds) {
            if (ground.id != id) continue;
            enough = enough || ground.alone_is_enough;
            whole = whole || ground.whole;
            if (!ground.means.empty() && why.empty()) why = ground.refusal;
        }
    if (!enough) return why.empty() ? sheet.need_ground : why;
    if (!wish.whole) return sheet.need_extent;
    if (*wish.whole && !whole) return sheet.need_extent_ground;
    if (trimmed(wish.facts).empty()) return sheet.need_facts;
    if (sheet.discuss_first && wish.discussed && trimmed(wish.discussed_by).empty())
        return sheet.need_discussed;
    if (sheet.privacy_needed && trimmed(wish.privacy_note).empty()) return sheet.need_privacy;
    if (!wish.told && trimmed(wish.suppressed_because).empty()) return sheet.need_told_why;
    return {};
}

}  // namespace cpc::view
