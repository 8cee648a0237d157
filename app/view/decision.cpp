// SPDX-License-Identifier: Apache-2.0
#include "app/view/decision.hpp"

#include <algorithm>

#include "app/view/decision_parts.hpp"
#include "core/conference/decide.hpp"

namespace cpc::view {
namespace decision {

using conference::RuleCode;

std::string count_sentence(const conference::Tally& tally) {
    return say(
        "decision.counts",
        {{"agree", say_count("decision.n-agree", static_cast<std::size_t>(tally.in_favour))},
         {"differ", say_count("decision.n-differ", static_cast<std::size_t>(tally.against))},
         {"unable", say_count("decision.n-unable", static_cast<std::size_t>(tally.unable))}});
}

conference::Tally tally_of(const Table& table, const conference::Ballot& ballot) {
    const auto views = conference::counted_views(table.state, ballot);
    return table.rule().unit == procedure::CountUnit::agency ? conference::count_agencies(views)
                                                             : conference::count_people(views);
}

std::string ballot_question(const Table& table) {
    if (table.child.ballot && !table.child.ballot->opened.question.empty())
        return table.child.ballot->opened.question;
    const auto* ballot = table.rules.procedure.ballot(table.state.opened->type);
    return ballot == nullptr ? say("decision.question")
                             : fill_text(ballot->status_question, table.state, table.rules,
                                         table.child.added.child);
}

namespace {

DecisionStep step_of(const conference::Child& child) {
    if (child.result) return DecisionStep::locked;
    if (child.ballot && child.ballot->closed) return DecisionStep::shown;
    if (child.ballot) return DecisionStep::views;
    return child.continuing_risk ? DecisionStep::who : DecisionStep::risk;
}

void add_risk_question(DecisionView& view, const Table& table) {
    const auto* ballot = table.rules.procedure.ballot(table.state.opened->type);
    const auto& terms = table.rules.procedure.terms;
    view.at_risk = table.child.continuing_risk;
    view.risk_yes = say("decision.risk-yes");
    view.risk_no = say("decision.risk-no");
    view.choose_first = say("decision.choose-first");
    if (view.at_risk)
        view.risk_recorded = say(*view.at_risk ? "decision.risk-was-yes" : "decision.risk-was-no",
                                 {{"child", table.child.added.ref}, {"harm", terms.harm_test}});
    view.risk_question = ballot == nullptr ? say("decision.question")
                                           : fill_text(ballot->risk_question, table.state,
                                                       table.rules, table.child.added.child);
    view.question_help = say("decision.risk-help");
    if (view.step == DecisionStep::risk) {
        view.question = view.risk_question;
        return;
    }
    view.question = ballot_question(table);
    if (view.step == DecisionStep::locked || !view.at_risk) return;
    view.risk_change = say("decision.risk-change");
    view.risk_open = table.moment.sheet.name == "decision-risk";
}

void add_steps(DecisionView& view, const Table& table) {
    view.next = next_child(table.state, view.child, decided);
    if (view.next)
        view.next_label =
            say("stages.next-child", {{"child", table.state.child(*view.next)->added.ref}});
    const auto* plan = table.rules.procedure.stage(procedure::StageKind::plan);
    view.continue_label =
        say("stages.continue-to", {{"stage", plan == nullptr ? std::string{} : plan->label}});
    if (table.state.stage == conference::Stage::decision)
        view.continue_blocked =
            blocked_by(table.state, table.rules, table.moment,
                       conference::EnterStage{conference::Stage::plan, std::string{}});
}

void add_status(DecisionView& view, const Table& table) {
    switch (view.step) {
        case DecisionStep::risk:
            view.status = say("decision.status-risk");
            break;
        case DecisionStep::who:
            view.status = say_count("decision.status-who", view.counted.size());
            break;
        case DecisionStep::views:
            view.status_done = view.tally.missing == 0;
            view.status = view.status_done
                              ? say("decision.status-all-in")
                              : say_count("decision.status-to-come",
                                          static_cast<std::size_t>(view.tally.missing));
            break;
        case DecisionStep::shown:
            view.status = say("decision.status-shown", {{"child", table.child.added.ref}});
            break;
        case DecisionStep::locked:
            view.status_done = true;
            view.status = view.next || view.continue_blocked.empty()
                              ? say("decision.status-locked", {{"child", table.child.added.ref}})
                              : view.continue_blocked;
            break;
    }
}

std::string title_of(const Table& table, const std::string& label) {
    return table.state.child_order.size() < 2
               ? say("decision.title", {{"stage", label}, {"child", table.child.added.ref}})
               : label;
}

}  // namespace
}  // namespace decision

DecisionView make_decision_view(const conference::State& state, const conference::Rulebook& rules,
                                const Moment& moment) {
    DecisionView view;
    view.frame = make_frame(state, rules, moment);
    view.now = moment.now;
    const auto* stage = rules.procedure.stage(procedure::StageKind::decision);
    const auto* child = child_of(state, moment);
    if (child == nullptr) return view;
    const decision::Table table{state, rules, moment, *child};
    view.title = decision::title_of(table, stage == nullptr ? std::string{} : stage->label);
    view.child = child->added.child;
    view.child_ref = child->added.ref;
    view.step = decision::step_of(*child);
    if (stage != nullptr) view.help = fill_text(stage->family_text, state, rules, view.child);
    view.tabs = make_tabs(state, moment, decision::decided);
    view.points = points_of(state, rules, conference::Stage::decision, view.child);
    view.choices = ballot_choices(state, rules);
    const auto& rule = rules.procedure.the<procedure::DecisionRule>();
    view.cites = rule.basis.cites;
    view.rule = with_citation(rule.family_sentence.empty() ? rule.sentence : rule.family_sentence,
                              rule.basis.cites);
    if (child->result) view.decision = child->result->locked.decision;
    decision::add_risk_question(view, table);
    decision::add_electorate(view, table);
    decision::add_round(view, table);
    decision::add_result(view, table);
    decision::add_categories(view, table);
    decision::add_family(view, table);
    decision::add_receipts(view, table);
    decision::add_steps(view, table);
    decision::add_sheets(view, table);
    decision::add_status(view, table);
    return view;
}

std::vector<BallotChoice> ballot_choices(const conference::State& state,
                                         const conference::Rulebook& rules) {
    const auto* ballot = rules.procedure.ballot(state.opened->type);
    const auto& rule = rules.procedure.the<procedure::DecisionRule>();
    const auto label = [&](std::string procedure::Ballot::*answer, const char* key) {
        return ballot == nullptr || (ballot->*answer).empty() ? say(key) : ballot->*answer;
    };
    const auto help = [](bool needed) {
        return say(needed ? "ballot.help-reason" : "ballot.help-free");
    };
    return {{conference::View::in_favour, label(&procedure::Ballot::answer_for, "ballot.agree"),
             help(false), false},
            {conference::View::against, label(&procedure::Ballot::answer_against, "ballot.differ"),
             help(rule.reason_for_against), rule.reason_for_against},
            {conference::View::unable, label(&procedure::Ballot::answer_unable, "ballot.unable"),
             help(rule.reason_for_unable), rule.reason_for_unable}};
}

}  // namespace cpc::view
