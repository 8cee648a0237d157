// SPDX-License-Identifier: Apache-2.0
#include "app/view/chair_decision.hpp"

#include <algorithm>

#include "app/view/decision_parts.hpp"
#include "core/conference/decide.hpp"

namespace cpc::view {
namespace {

std::string label_for(const conference::State& state, const conference::Rulebook& rules,
                      bool under_status) {
    for (const auto* outcome : rules.procedure.outcomes_for(state.opened->type))
        if (outcome->under_status == under_status) return outcome->label;
    return {};
}

std::string referral_line(const conference::State& state, const conference::Rulebook& rules,
                          const Moment& moment) {
    const auto& rule = rules.procedure.the<procedure::DecisionRule>();
    if (rule.referral.empty()) return {};
    const auto limits = conference::deadlines_of(state, rules, moment.now);
    const auto* due = limits.find(rule.referral_deadline);
    return due == nullptr ? say("chair.referral", {{"to", rule.referral}})
                          : say("chair.referral-by",
                                {{"to", rule.referral}, {"when", procedure::in_words(due->due)}});
}

}  // namespace

ChairDecisionView make_chair_decision_view(const conference::State& state,
                                           const conference::Rulebook& rules,
                                           const Moment& moment) {
    ChairDecisionView view;
    const auto* child = child_of(state, moment);
    if (child == nullptr || !child->ballot || moment.sheet.name != "chair-decision") return view;
    const decision::Table table{state, rules, moment, *child};
    const auto& rule = table.rule();
    view.child = child->added.child;
    view.child_ref = child->added.ref;
    view.title = say("chair.title");
    view.blocked = reason_text(conference::chair_may_not_decide(state, rules, *child));
    // A sheet that the rule does not call for does not open, whoever asks for it.
    view.open = view.blocked.empty();
    view.opening = rule.override_text;
    view.cites = rule.basis.cites;
    view.group =
        say("chair.group",
            {{"counts", decision::count_sentence(decision::tally_of(table, *child->ballot))}});
    view.protect_label = label_for(state, rules, true);
    view.not_label = label_for(state, rules, false);
    for (const auto& text : rule.mandatory_texts) {
        view.headings.push_back({text.label, text.means});
        view.heading_ids.push_back(text.id);
        view.heading_first.push_back(
            refusal_text(conference::refuse("chair.texts", rules.procedure, text.label + ".")));
    }
    if (view.headings.empty()) view.headings.push_back({say("chair.reasons"), {}});
    view.reasons_chars_min = static_cast<std::size_t>(std::max(1, rule.reasons_chars_min));
    view.follows = referral_line(state, rules, moment);
    view.read_out = say("chair.read-out");
    view.choose_first = say("ballot.choose-first");
    view.reasons_first = refusal_text(conference::refuse("chair.reasons", rules.procedure));
    view.hold_label = say("chair.hold");
    return view;
}

}  // namespace cpc::view
