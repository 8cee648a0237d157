// SPDX-License-Identifier: Apache-2.0
#include "app/view/plan.hpp"

#include <algorithm>

#include "app/view/outcome.hpp"

namespace cpc::view {
namespace {

using conference::Child;
using conference::Rulebook;
using conference::State;

constexpr int days_ahead = 400;  // as far as a date is likely to be chosen here

bool planned(const Child& child) {
    if (child.result_is(conference::Decision::agreed_outcome)) return !child.actions.empty();
    if (!child.protected_status()) return child.result.has_value();
    return child.key_worker && child.core_group && !child.actions.empty();
}

ActionLine action_of(const State& state, const conference::ActionAgreed& action) {
    ActionLine line{action.action,
                    action.aim,
                    action.what,
                    person_name(state, action.owner),
                    say_date(action.due),
                    action.outcome,
                    action.owner,
                    action.due,
                    action.needs,
                    {},
                    {}};
    line.detail = say("plan.action-line", {{"who", line.owner}, {"when", line.due}});
    const auto* owner = state.person(action.owner);
    if (owner != nullptr && owner->left()) line.warning = say("plan.owner-left");
    return line;
}

void add_aims(PlanView& view, const State& state, const Child& child) {
    view.aims_title = say("plan.aims", {{"child", child.added.ref}});
    view.empty = say("plan.empty");
    for (const auto& action : child.actions) {
        auto found = std::find_if(view.aims.begin(), view.aims.end(),
                                  [&](const AimView& aim) { return aim.aim == action.aim; });
        if (found == view.aims.end()) {
            view.aims.push_back({action.aim, {}});
            found = view.aims.end() - 1;
        }
        found->actions.push_back(action_of(state, action));
    }
}

void add_people(PlanView& view, const State& state, const Rulebook& rules, const Child& child) {
    const auto* lead = rules.procedure.find<procedure::LeadWorkerRule>();
    for (const auto& id : state.person_order) {
        const auto& person = state.people.at(id);
        const auto group = person.invited.group;
        if (group == conference::Group::observer || group == conference::Group::minute_taker ||
            group == conference::Group::interpreter)
            continue;
        PlanPerson entry;
        entry.line = person_line(person, rules.procedure);
        entry.absent = !person.here();
        entry.professional = group == conference::Group::professional;
        if (entry.absent) entry.line.detail += say("plan.to-be-asked");
        entry.usual_key_worker =
            lead != nullptr && std::find(lead->roles.begin(), lead->roles.end(),
                                         person.invited.role) != lead->roles.end();
        entry.key_worker = child.key_worker && child.key_worker->person == id;
        entry.in_core_group = child.core_group && std::find(child.core_group->members.begin(),
                                                            child.core_group->members.end(),
                                                            id) != child.core_group->members.end();
        if (entry.in_core_group) view.core_group.push_back(entry.line.name);
        if (entry.key_worker) view.key_worker = entry.line.name;
        view.people.push_back(std::move(entry));
    }
}

void add_key_worker(PlanView& view, const Rulebook& rules, const Child& child) {
    const auto& terms = rules.procedure.terms;
    view.key_worker_title = with_capital(terms.lead_worker);
    if (child.key_worker) view.key_worker_reason = child.key_worker->reason;
    const auto* rule = rules.procedure.find<procedure::LeadWorkerRule>();
    if (rule == nullptr) return;
    view.key_worker_duties = rule->duties_text;
    view.key_worker_reason_prompt = rule->reason_prompt;
    view.key_worker_rule = with_citation(rule->reason_prompt, rule->basis.cites);
    view.key_worker_reason_first =
        refusal_text(conference::refuse("plan.key-worker-reason", rules.procedure));
}

void add_dates(PlanView& view, const State& state, const Rulebook& rules, const Moment& moment,
               const Child& child) {
    const auto limits = conference::deadlines_of(state, rules, moment.now);
    const auto& terms = rules.procedure.terms;
    view.core_group_title = with_capital(terms.core_group);
    if (const auto* rule = rules.procedure.find<procedure::CoreGroupRule>()) {
        view.core_group_rule = with_citation(rule->sentence, rule->basis.cites);
        view.core_group_limit = limit_of(limits, rule->first_deadline, {});
    }
    if (child.core_group) {
        view.first_meeting_at = child.core_group->first_meeting;
        view.first_meeting = say_date_and_time(child.core_group->first_meeting);
        if (is_late(view.core_group_limit, *view.first_meeting_at))
            view.core_group_late = say("plan.late", {{"why", child.core_group->later_reason}});
    }
    view.next_title = say("plan.next-title", {{"review", terms.review}});
    if (const auto* rule = rules.procedure.find<procedure::ReviewRule>()) {
        const auto* type = rules.procedure.type(state.opened->type);
        const bool first = type == nullptr || type->kind == procedure::TypeKind::initial;
        view.next_limit = limit_of(limits, first ? rule->first_deadline : rule->next_deadline,
                                   first ? rule->first_which : rule->next_which);
        view.next_needed = rule->date_before_close;
    }
    if (state.next_conference) {
        view.next_at = state.next_conference->at;
        view.next_conference = say_date_and_time(state.next_conference->at);
        if (is_late(view.next_limit, *view.next_at))
            view.next_late = say("plan.late", {{"why", state.next_conference->later_reason}});
    }
    for (int i = 0; i < days_ahead; ++i) {
        const auto day = moment.now.date + i;
        if (!rules.calendar.covers(day)) break;
        const auto look = rules.calendar.look(day);
        if (look.kind == procedure::DayKind::holiday) view.free_days[day] = look.name;
    }
}

void add_notes(PlanView& view, const State& state, const Rulebook& rules, const Child& child) {
    const auto add = [&](std::string kind, std::string label, std::string prompt) {
        PlanNote note{std::move(kind), std::move(label), std::move(prompt), {}};
        for (const auto& said : child.plan_notes)
            if (said.kind == note.kind) note.texts.push_back(said.text);
        view.notes.push_back(std::move(note));
    };
    if (view.agreed) {
        const auto& text = rules.procedure.the<procedure::PlanRule>().report_changes_text;
        add("contingency", say("plan.note-contingency"),
            text.empty() ? say("plan.note-contingency-prompt") : text);
        add("family-part", say("plan.note-family"), say("plan.note-family-prompt"));
        return;
    }
    if (!view.under_status) {
        add("step-down", say("plan.note-help"), say("plan.note-help-prompt"));
        add("further-work", say("plan.note-further"), say("plan.note-further-prompt"));
        return;
    }
    for (const auto& said : child.plan_notes)
        if (said.kind == "contact") view.report_contact = said.text;
    add("contingency", say("plan.note-contingency"), say("plan.note-contingency-prompt"));
    add("family-part", say("plan.note-family"), say("plan.note-family-prompt"));
    if (const auto* rule = rules.procedure.find<procedure::PlanRule>()) {
        for (const auto& section : rule->sections)
            if (section.id == "support") add(section.id, section.label, section.prompt);
        view.report_changes = rule->report_changes_text;
        add("contact", say("plan.note-contact", {{"who", rules.procedure.terms.lead_worker}}),
            say("plan.note-contact-prompt"));
        if (child.added.expected && !rule->unborn_text.empty())
            add("unborn", say("plan.note-birth"),
                fill_text(rule->unborn_text, state, rules, child.added.child));
    }
}

// Two findings may be told in the same words; then the number that each has in the record is shown
// beside it, so that nobody presses one for the other.
void add_needs(PlanView& view, const Child& child) {
    for (std::size_t i = 0; i < child.risks.size(); ++i) {
        const auto& risk = child.risks[i];
        const auto alike =
            std::count_if(child.risks.begin(), child.risks.end(),
                          [&](const auto& other) { return other.text == risk.text; });
        view.needs.emplace_back(
            risk.risk, alike > 1 ? say("plan.need-numbered",
                                       {{"text", risk.text}, {"number", std::to_string(i + 1)}})
                                 : risk.text);
    }
}

// What an action is for, and what to think of while the aim is written.
void add_action_words(PlanView& view, const Rulebook& rules, const Child& child) {
    const auto& rule = rules.procedure.the<procedure::PlanRule>();
    view.action_outcome_needed = rule.action_outcome;
    view.action_first = refusal_text(conference::refuse("plan.action-complete", rules.procedure));
    view.late_first = refusal_text(conference::refuse("dates.later-reason", rules.procedure));
    if (rule.action_linked)
        view.needs_first = refusal_text(conference::refuse("plan.action-linked", rules.procedure));
    view.needs_label = say("plan.needs");
    view.needs_none = say("plan.needs-none");
    add_needs(view, child);
    if (const auto* stage = rules.procedure.stage(procedure::StageKind::plan))
        view.aim_prompts = stage->prompts;
    if (view.under_status)
        view.outline =
            say("plan.outline", {{"plan", with_capital(rules.procedure.terms.outline_plan)},
                                 {"group", rules.procedure.terms.core_group}});
}

void add_missing(PlanView& view, const Rulebook& rules, const State& state) {
    if (view.agreed && view.aims.empty()) view.missing.push_back(say("plan.missing-action"));
    if (view.under_status) {
        const auto& terms = rules.procedure.terms;
        if (view.key_worker.empty()) view.missing.push_back(terms.lead_worker);
        if (view.aims.empty()) view.missing.push_back(say("plan.missing-action"));
        if (view.core_group.empty()) view.missing.push_back(terms.core_group);
        if (view.next_needed && !state.next_conference)
            view.missing.push_back(say("plan.missing-next"));
    }
    view.status = view.missing.empty() ? say("plan.complete", {{"child", view.child_ref}})
                                       : say("stages.missing", {{"list", say_list(view.missing)}});
}

}  // namespace

PlanView make_plan_view(const State& state, const Rulebook& rules, const Moment& moment) {
    PlanView view;
    view.frame = make_frame(state, rules, moment);
    view.now = moment.now;
    view.zone = rules.procedure.time_zone;
    const auto* stage = rules.procedure.stage(procedure::StageKind::plan);
    view.title = stage == nullptr ? rules.procedure.terms.plan : stage->label;
    const auto* child = child_of(state, moment);
    if (child == nullptr) return view;
    view.child = child->added.child;
    view.child_ref = child->added.ref;
    if (stage != nullptr) view.help = fill_text(stage->family_text, state, rules, view.child);
    view.tabs = make_tabs(state, moment, planned);
    view.under_status = child->protected_status();
    view.agreed = child->result_is(conference::Decision::agreed_outcome);
    if (!child->result)
        view.no_plan = say("plan.no-result", {{"child", view.child_ref}});
    else if (agrees_outcome(rules))
        view.no_plan =
            view.agreed ? std::string{} : say("plan.not-agreed", {{"child", view.child_ref}});
    else if (!view.under_status)
        view.no_plan = say("plan.none", {{"child", view.child_ref},
                                         {"plan", rules.procedure.terms.protected_status}});
    add_aims(view, state, *child);
    add_people(view, state, rules, *child);
    add_key_worker(view, rules, *child);
    add_dates(view, state, rules, moment, *child);
    add_notes(view, state, rules, *child);
    view.points = points_of(state, rules, conference::Stage::plan, view.child);
    add_missing(view, rules, state);
    view.next = next_child(state, view.child, planned);
    if (view.next)
        view.next_label = say("stages.next-child", {{"child", state.child(*view.next)->added.ref}});
    const auto* close = rules.procedure.stage(procedure::StageKind::close);
    view.continue_label =
        say("stages.continue-to", {{"stage", close == nullptr ? std::string{} : close->label}});
    if (state.stage == conference::Stage::plan)
        view.continue_blocked = blocked_by(
            state, rules, moment, conference::EnterStage{conference::Stage::close, std::string{}});
    if (view.missing.empty() && !view.next && !view.continue_blocked.empty())
        view.status = view.continue_blocked;
    add_action_words(view, rules, *child);
    if (moment.sheet.name.rfind("plan-", 0) == 0) view.sheet = moment.sheet.name;
    return view;
}

}  // namespace cpc::view
