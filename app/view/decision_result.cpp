// SPDX-License-Identifier: Apache-2.0
// What the views come to: the rule in three sentences, the chair's part, categories, the family's
// views beside the count, and the receipts of those who do not agree.
#include <algorithm>

#include "app/view/decision_parts.hpp"
#include "core/conference/decide.hpp"

namespace cpc::view::decision {
namespace {

using conference::Outcome;
using conference::RuleCode;

std::string what_follows(const Table& table, const conference::Ruling& ruling) {
    const auto verdict = conference::verdict(table.state, table.rules, table.child);
    const bool consensus_only = table.rule().method == procedure::Method::consensus_only;
    if (!verdict)
        return say(consensus_only ? "decision.follows-chair-consensus" : "decision.follows-chair");
    const Values values{{"result", decision_label(table.rules, verdict->decision)},
                        {"child", table.child.added.ref}};
    // Given beforehand: what everybody thinks is on record, and changes nothing.
    if (verdict->rule == RuleCode::transfer_initial_registration)
        return say("decision.follows-fixed", values);
    if (table.child.ballot->chair)
        return say(consensus_only ? "decision.follows-chair-said-consensus"
                                  : "decision.follows-chair-said",
                   values);
    return say(ruling.outcome == Outcome::consensus ? "decision.follows-consensus"
                                                    : "decision.follows-majority",
               values);
}

void add_trace(DecisionView& view, const Table& table) {
    const auto& ballot = *table.child.ballot;
    const auto tally = tally_of(table, ballot);
    const auto people = static_cast<std::size_t>(tally.in_favour + tally.against + tally.unable);
    const bool agencies = table.rule().unit == procedure::CountUnit::agency;
    view.trace.push_back(
        say_count(agencies ? "decision.agencies-count" : "decision.people-count", people));
    view.trace.push_back(count_sentence(tally));
    view.trace.push_back(what_follows(table, conference::rule_on(tally)));
    const auto decided = conference::verdict(table.state, table.rules, table.child);
    view.tally.result =
        decided ? decision_label(table.rules, decided->decision) : say("decision.chair-next");
    view.tally.rule = with_citation(view.trace.front() + " " + view.trace[1] + " " + view.trace[2],
                                    table.rule().basis.cites);
    view.tally.spoken = view.trace[0] + " " + view.trace[1] + " " + view.trace[2];
    for (const auto& id : ballot.opened.counted) {
        const auto* position = ballot.latest(id);
        if (position == nullptr || position->logged.reason.empty()) continue;
        view.reasons.push_back(
            {say("decision.reason-of", {{"who", person_name(table.state, id)},
                                        {"view", view_name(position->logged.view)}}),
             position->logged.reason});
    }
}

std::string chair_sentence(const Table& table) {
    if (!table.child.ballot || !table.child.ballot->chair) return {};
    const auto& chair = *table.child.ballot->chair;
    const auto verdict = conference::verdict(table.state, table.rules, table.child);
    return say("decision.chair-said",
               {{"result", verdict ? decision_label(table.rules, verdict->decision) : ""},
                {"why", chair.reasons}});
}

}  // namespace

void add_result(DecisionView& view, const Table& table) {
    view.chair_label = say("decision.chair-button");
    view.chair_blocked =
        reason_text(conference::chair_may_not_decide(table.state, table.rules, table.child));
    if (view.step == DecisionStep::shown) {
        view.again_label = say("decision.again");
        view.again_blocked = blocked_by(table.state, table.rules, table.moment,
                                        conference::OpenBallot{table.child.added.child});
    }
    if (view.step == DecisionStep::shown || view.step == DecisionStep::locked) {
        add_trace(view, table);
        view.chair_said = chair_sentence(table);
    }
    view.result = result_sentence(table.state, table.rules, table.child);
    view.correct_label = say("decision.correct");
    if (!table.child.result) return;
    if (table.state.closed)
        view.correct_blocked =
            refusal_text(conference::refuse("conference.closed", table.rules.procedure));
    if (!table.child.earlier_results.empty()) {
        const auto& earlier = table.child.earlier_results.back().locked;
        std::vector<std::string> labels;
        const auto* rule = table.rules.procedure.find<procedure::CategoryRule>();
        for (const auto& id : earlier.categories)
            labels.push_back(rule == nullptr ? id : choice_label(rule->categories, id));
        view.earlier_result =
            say("decision.earlier", {{"result", decision_label(table.rules, earlier.decision)},
                                     {"categories", say_list(labels)},
                                     {"why", table.child.result->correction_reason}});
    }
}

void add_categories(DecisionView& view, const Table& table) {
    const auto* rule = table.rules.procedure.find<procedure::CategoryRule>();
    const auto verdict = conference::verdict(table.state, table.rules, table.child);
    const bool protect =
        table.child.result ? table.child.protected_status() ||
                                 table.child.result_is(conference::Decision::agreed_outcome)
                           : verdict && (verdict->protect ||
                                         verdict->decision == conference::Decision::agreed_outcome);
    view.asks_category = rule != nullptr && protect;
    if (rule != nullptr) {
        view.several_categories = rule->several;
        view.category_title = say(rule->several ? "decision.categories" : "decision.category-one",
                                  {{"term", table.rules.procedure.terms.harm_category}});
        if (rule->required)
            view.category_first =
                refusal_text(conference::refuse("decision.category", table.rules.procedure));
        for (const auto& category : rule->categories) {
            const auto& locked = table.child.result;
            const bool chosen = locked && std::find(locked->locked.categories.begin(),
                                                    locked->locked.categories.end(),
                                                    category.id) != locked->locked.categories.end();
            view.categories.push_back({category.id, category.label, category.means, chosen, {}});
        }
    }
    if (view.step != DecisionStep::shown) return;
    const auto lock = [&](std::vector<std::string> categories) {
        return blocked_by(table.state, table.rules, table.moment,
                          conference::LockResult{table.child.added.child, std::move(categories)});
    };
    if (view.categories.empty() || !view.asks_category) {
        view.lock_blocked = lock({});
        return;
    }
    // Points may hang on a category: each is asked for by itself, and what stands against every one
    // of them stands against the lock.
    for (auto& category : view.categories)
        category.lock_blocked = lock({category.id});
    const bool all =
        std::none_of(view.categories.begin(), view.categories.end(),
                     [](const auto& category) { return category.lock_blocked.empty(); });
    if (all) view.lock_blocked = view.categories.front().lock_blocked;
    if (!rule->required) view.lock_blocked = lock({});
}

void add_family(DecisionView& view, const Table& table) {
    for (const auto& id : table.state.person_order) {
        const auto& person = table.state.people.at(id);
        const auto group = person.invited.group;
        if (group != conference::Group::family && group != conference::Group::child) continue;
        FamilyLine line;
        line.person = person_line(person, table.rules.procedure);
        line.state = say("decision.family-not-asked");
        for (const auto& said : table.child.family_views) {
            if (!(said.person == id)) continue;
            line.asked = true;
            line.state = say(said.agrees ? "decision.agrees" : "decision.differs");
            line.words = said.words;
        }
        view.family.push_back(std::move(line));
    }
}

void add_receipts(DecisionView& view, const Table& table) {
    if (!table.child.result || !table.child.ballot) return;
    const procedure::DissentRoute* route = nullptr;
    for (const auto& known : table.rules.procedure.dissent_routes)
        if (known.who == procedure::DissentWho::professional && known.about == "decision")
            route = &known;
    for (const auto& id : conference::dissenters(table.state, table.child)) {
        const auto* person = table.state.person(id);
        const auto* position = table.child.ballot->latest(id);
        if (person == nullptr || position == nullptr) continue;
        ReceiptView receipt;
        receipt.person = person_line(*person, table.rules.procedure);
        receipt.words = position->logged.reason;
        if (route != nullptr) {
            receipt.bound = route->receipt;
            receipt.cites = route->basis.cites;
            for (const auto& step : route->steps)
                receipt.steps.push_back({step.title, step.text});
        }
        view.receipts.push_back(std::move(receipt));
    }
}

void add_sheets(DecisionView& view, const Table& table) {
    const auto& sheet = table.moment.sheet;
    view.correct_open = sheet.name == "decision-correct" && table.child.result.has_value();
    const auto* person = table.state.person(sheet.person);
    if (person == nullptr) return;
    if (sheet.name == "decision-phone") {
        PhoneView phone;
        phone.person = person_line(*person, table.rules.procedure);
        phone.title = say("decision.phone-title", {{"who", phone.person.name}});
        phone.note = ballot_question(table);
        phone.read_back = say("decision.phone-read-back");
        phone.read_back_first =
            refusal_text(conference::refuse("vote.read-back", table.rules.procedure));
        phone.choose_first = say("ballot.choose-first");
        phone.reason_first =
            refusal_text(conference::refuse("vote.reason-given", table.rules.procedure));
        view.phone = std::move(phone);
    }
    if (sheet.name == "decision-family") {
        FamilySheetView family;
        family.person = person_line(*person, table.rules.procedure);
        family.title = say("decision.family-title", {{"who", family.person.name}});
        family.agrees = say("decision.family-agrees");
        family.differs = say("decision.family-differs");
        family.words = say("decision.family-words");
        family.choose_first = say("ballot.choose-first");
        view.family_sheet = std::move(family);
    }
}

}  // namespace cpc::view::decision
