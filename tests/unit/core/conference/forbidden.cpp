// SPDX-License-Identifier: Apache-2.0
#include "forbidden.hpp"

#include <algorithm>

#include "digest.hpp"

namespace cpc::conference::test {
namespace {

using procedure::ChairOverride;
using procedure::Method;

bool empty_text(const std::string& text) {
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

bool protects(Decision decision) {
    return decision == Decision::place || decision == Decision::retain;
}

// Each side of a ballot by hand: the last view of everybody who counted.
struct Sides {
    int yes = 0, no = 0, silent_here = 0;
};
Sides sides_of(const State& state, const Ballot& ballot) {
    Sides sides;
    for (const auto& id : ballot.opened.counted) {
        const auto views = ballot.positions.find(id);
        if (views == ballot.positions.end() || views->second.empty()) {
            sides.silent_here += state.people.at(id).here() ? 1 : 0;
            continue;
        }
        const auto view = views->second.back().logged.view;
        sides.yes += view == View::in_favour ? 1 : 0;
        sides.no += view == View::against ? 1 : 0;
    }
    return sides;
}

template <class E>
const E* one_of(const std::vector<Event>& events) {
    for (const auto& event : events)
        if (const auto* found = std::get_if<E>(&event)) return found;
    return nullptr;
}

template <class E>
std::size_t how_many(const std::vector<Event>& events) {
    return static_cast<std::size_t>(std::count_if(
        events.begin(), events.end(), [](const auto& e) { return std::holds_alternative<E>(e); }));
}

bool decides(const Event& event) {
    return std::holds_alternative<ResultLocked>(event) ||
           std::holds_alternative<ResultCorrected>(event) ||
           std::holds_alternative<PositionLogged>(event) ||
           std::holds_alternative<ChairDecided>(event) ||
           std::holds_alternative<BallotOpened>(event) ||
           std::holds_alternative<BallotClosed>(event) ||
           std::holds_alternative<OutcomeAgreed>(event) ||
           std::holds_alternative<RegisterEntered>(event) ||
           std::holds_alternative<ConferenceClosed>(event);
}

}  // namespace

Forbidden::Forbidden(const procedure::Procedure& procedure)
    : procedure_(procedure), rule_(procedure.the<procedure::DecisionRule>()) {
    const auto add = [&](const procedure::Basis& basis) {
        if (!basis.cites.empty())
            cited_.insert(basis.requirements.begin(), basis.requirements.end());
    };
    for (const auto& rule : procedure.rules)
        add(procedure::basis_of(rule));
    for (const auto& stage : procedure.stages)
        add(stage.basis);
    for (const auto& outcome : procedure.outcomes)
        add(outcome.basis);
    for (const auto& type : procedure.types)
        add(type.basis);
    for (const auto& limit : procedure.deadlines)
        add(limit.basis);
}

void Forbidden::answered(const Player& player, const Command& command, PersonId actor,
                         const Answer& answer) {
    if (const auto* said_no = std::get_if<Refusal>(&answer)) return refusal(*said_no);
    const auto& events = std::get<std::vector<Event>>(answer);
    if (events.empty()) wrong("accepted without an event");
    if (how_many<ResultLocked>(events) > 1) wrong("one command locked two results (REQ-175)");
    if (!player.state().opened) return;
    for (const auto& each : events)
        event(player.state(), each, events, actor);
    if (!broken_.empty() && broken_.find(" <- ") == std::string::npos)
        broken_ += " <- " + name_of(command);
}

void Forbidden::refusal(const Refusal& refusal) {
    refusals_.insert(refusal.rule);
    const auto known = refusal_rules();
    if (std::none_of(known.begin(), known.end(),
                     [&](const auto& rule) { return rule.rule == refusal.rule; }))
        wrong("a refusal by no rule: " + refusal.rule);
    if (refusal.requirement.rfind("REQ-", 0) != 0) wrong("no requirement: " + refusal.rule);
    if (cited_.count(refusal.requirement) > 0 && refusal.cites.empty())
        wrong("no citation: " + refusal.rule + ", " + refusal.requirement);
    const auto& text = refusal.message;
    if (text.size() < 15 || (text.back() != '.' && text.back() != '?' && text.back() != '!'))
        wrong("no whole sentence: " + refusal.rule + ": " + text);
}

void Forbidden::event(const State& before, const Event& event, const std::vector<Event>& all,
                      PersonId actor) {
    if (before.closed && decides(event)) wrong("decided after the close");
    if (before.adjourned() && (decides(event) && one_of<ConferenceCancelled>(all) == nullptr))
        wrong("decided while adjourned");
    if (before.open_segment() != nullptr && decides(event)) wrong("decided in a restricted part");
    if (rule_.method == Method::agreed_outcome && (std::holds_alternative<BallotOpened>(event) ||
                                                   std::holds_alternative<PositionLogged>(event)))
        wrong("a view was counted where nothing is voted on (REQ-170)");
    if (const auto* locked = std::get_if<ResultLocked>(&event)) on(before, *locked, all);
    if (const auto* opened = std::get_if<BallotOpened>(&event)) on(before, *opened);
    if (const auto* position = std::get_if<PositionLogged>(&event)) on(before, *position, actor);
    if (const auto* decided = std::get_if<ChairDecided>(&event)) on(before, *decided, actor);
    if (const auto* corrected = std::get_if<ResultCorrected>(&event)) on(before, *corrected);
    if (const auto* invited = std::get_if<PersonInvited>(&event)) on(before, *invited);
    if (const auto* closed = std::get_if<ConferenceClosed>(&event)) on(before, *closed, all);
}

void Forbidden::on(const State& before, const ResultLocked& locked, const std::vector<Event>& all) {
    const auto& child = before.children.at(locked.child);
    if (child.result) return wrong("locked twice");
    const auto* type = procedure_.type(before.opened->type);
    const bool review = type->kind == procedure::TypeKind::review;
    const bool keeps = locked.decision == Decision::retain || locked.decision == Decision::remove;
    if (rule_.method == Method::agreed_outcome) {
        if (locked.rule != RuleCode::agreed_outcome && locked.rule != RuleCode::outcome_not_agreed)
            wrong("Victoria locked by a rule of votes");
        if (!child.agreed || child.agreed->agreed != (locked.rule == RuleCode::agreed_outcome))
            wrong("Victoria locked what was not agreed");
        // Only a conference held before classification recommends one (REQ-169).
        const auto offered = procedure_.outcomes_for(type->id);
        const bool classifies = std::any_of(offered.begin(), offered.end(), [](const auto* each) {
            return each->kind == procedure::OutcomeKind::agreed_outcome &&
                   std::find(each->needs.begin(), each->needs.end(), procedure::Need::category) !=
                       each->needs.end();
        });
        if (locked.rule == RuleCode::agreed_outcome && locked.categories.size() != 1 &&
            (classifies || !locked.categories.empty()))
            wrong("an agreed outcome without one classification");
        return;
    }
    if (keeps != review) wrong("kept or ended outside a review, or begun in one (REQ-025)");
    if (!child.ballot || !child.ballot->closed) return wrong("locked before the views were shown");
    const auto sides = sides_of(before, *child.ballot);
    if (sides.silent_here > 0) wrong("locked while somebody who counts was silent (REQ-149)");
    if (protects(locked.decision) && locked.categories.empty()) wrong("no category (REQ-150)");
    const bool transfer = before.opened->type == "transfer";
    if (transfer) {
        if (locked.rule != RuleCode::transfer_initial_registration ||
            locked.decision != Decision::place)
            wrong("a transfer that is no initial registration (REQ-167)");
        return;
    }
    if (protects(locked.decision) && child.continuing_risk != true) wrong("no risk (REQ-134)");
    const bool one_side = (sides.yes == 0) != (sides.no == 0);
    const bool more = sides.yes != sides.no && !one_side;
    const bool for_it = protects(locked.decision);
    const bool majority_rules = rule_.method == Method::consensus_then_majority;
    switch (locked.rule) {
        case RuleCode::consensus:
            if (!one_side || for_it != (sides.yes > 0)) wrong("no consensus");
            return;
        case RuleCode::majority:
            if (!majority_rules || !more || for_it != (sides.yes > sides.no)) wrong("no majority");
            return;
        case RuleCode::split_chair:
            if (!majority_rules || sides.yes != sides.no) wrong("the chair overturned (REQ-141)");
            break;
        case RuleCode::chair_judgement:
            if (majority_rules || one_side) wrong("a judgement over a consensus (REQ-137)");
            break;
        case RuleCode::transfer_initial_registration:
        case RuleCode::agreed_outcome:
        case RuleCode::outcome_not_agreed:
            return wrong("a rule of another procedure");
    }
    if (!child.ballot->chair || child.ballot->chair->protect != for_it)
        wrong("the chair decided otherwise");
    const auto* referral = one_of<ReferralMade>(all);
    if (!rule_.referral.empty() && (referral == nullptr || referral->kind != rule_.referral))
        wrong("no referral to the service manager (REQ-138)");
}

void Forbidden::on(const State& before, const BallotOpened& opened) {
    for (const auto& id : opened.counted) {
        const auto& person = before.people.at(id);
        const auto& child = before.children.at(opened.child);
        const auto* role = procedure_.role(person.invited.role);
        const bool gave = child.ballot && child.ballot->latest(id) != nullptr;
        if (person.invited.group != Group::professional ||
            role->group != procedure::RoleGroup::professional)
            wrong("somebody counts who is no professional (REQ-143)");
        if (!person.here() && !gave) wrong("somebody counts who is not here (REQ-146)");
        if (!person.concerns(opened.child)) wrong("somebody counts for another child (REQ-374)");
    }
    if (!before.children.at(opened.child).continuing_risk) wrong("views before the risk (REQ-134)");
}

void Forbidden::on(const State& before, const PositionLogged& position, PersonId actor) {
    const auto& child = before.children.at(position.child);
    const auto& counted = child.ballot->opened.counted;
    if (std::find(counted.begin(), counted.end(), position.person) == counted.end())
        wrong("a view of somebody who does not count");
    if (child.result) wrong("a view after the lock (REQ-148)");
    const bool own = actor == position.person && !position.by_phone;
    const bool by_phone = actor.empty() && position.by_phone && position.read_back &&
                          is_remote(before.people.at(position.person).attendance);
    if (!own && !by_phone) wrong("a view in somebody else's name (REQ-148)");
    if (position.view != View::in_favour && empty_text(position.reason))
        wrong("a view without its reason (REQ-148)");
}

void Forbidden::on(const State& before, const ChairDecided& decided, PersonId actor) {
    const auto& child = before.children.at(decided.child);
    if (!actor.empty()) wrong("somebody else decided for the chair");
    if (before.opened->type == "transfer" || rule_.method == Method::agreed_outcome)
        wrong("the chair decided where the chair never does");
    if (!child.ballot || !child.ballot->closed) return wrong("the chair decided before the views");
    const auto sides = sides_of(before, *child.ballot);
    if (rule_.chair_override == ChairOverride::on_split && sides.yes != sides.no)
        wrong("the chair decided over a majority (REQ-141)");
    if ((sides.yes == 0) != (sides.no == 0)) wrong("the chair decided over a consensus");
    if (empty_text(decided.reasons)) wrong("the chair gave no reasons (REQ-140)");
    if (rule_.mandatory_texts.size() < 2) return;
    for (const auto& heading : rule_.mandatory_texts)
        if (!decided.texts ||
            std::none_of(decided.texts->begin(), decided.texts->end(), [&](const auto& text) {
                return text.name == heading.id && !empty_text(text.text);
            }))
            wrong("the chair wrote nothing under " + heading.label + " (REQ-137)");
}

void Forbidden::on(const State& before, const ResultCorrected& corrected) {
    const auto& result = before.children.at(corrected.child).result;
    if (!result) return wrong("a correction of nothing");
    if (empty_text(corrected.reason)) wrong("a correction without a reason (REQ-176)");
    if (protects(result->locked.decision) != protects(corrected.decision))
        wrong("a correction that overturns");
    const auto decision = std::string{word(corrected.decision)};
    const auto offered = procedure_.outcomes_for(before.opened->type);
    if (std::none_of(offered.begin(), offered.end(), [&](const auto* outcome) {
            return procedure::outcome_word(outcome->kind) == decision;
        }))
        wrong("a correction to what is not offered (REQ-025)");
    if (protects(corrected.decision) && corrected.categories.empty())
        wrong("a correction without a category (REQ-150)");
}

void Forbidden::on(const State& before, const PersonInvited& invited) {
    const auto* role = procedure_.role(invited.role);
    if (role == nullptr || procedure::group_word(role->group) != word(invited.group))
        return wrong("a role in another group (REQ-143)");
    if (invited.group != Group::observer) return;
    int observers = 1;
    for (const auto& [id, person] : before.people)
        if (!(id == invited.person) && person.invited.group == Group::observer &&
            person.attendance != Attendance::declined)
            ++observers;
    if (observers > procedure_.the<procedure::ObserverRule>().most)
        wrong("one observer too many (REQ-050)");
}

void Forbidden::on(const State& before, const ConferenceClosed&, const std::vector<Event>& all) {
    std::size_t lines = 0;
    for (const auto& [id, child] : before.children) {
        if (!child.result) continue;
        for (const auto* outcome : procedure_.outcomes_for(before.opened->type))
            lines +=
                procedure::outcome_word(outcome->kind) == word(child.result->locked.decision) &&
                        !outcome->register_status.empty()
                    ? 1
                    : 0;
    }
    if (how_many<RegisterEntered>(all) != lines) wrong("the register misses a line (REQ-173)");
    if (one_of<ConferenceCancelled>(all) != nullptr) return;
    bool goes_on = false;
    for (const auto& [id, child] : before.children) {
        if (!child.result) return wrong("closed without each child's result (REQ-368)");
        if (!child.protected_status()) continue;
        goes_on = true;
        if (!child.key_worker) wrong("closed without a key worker");
        if (child.actions.empty()) wrong("closed without a plan (REQ-178)");
    }
    const auto* review = procedure_.find<procedure::ReviewRule>();
    if (goes_on && review != nullptr && review->date_before_close && !before.next_conference)
        wrong("closed without the next date (REQ-177)");
    for (const auto& [id, person] : before.people)
        if (person.attendance == Attendance::unrecorded)
            wrong("closed with an attendance open (REQ-040)");
}

void Forbidden::dissent_stays(const Player& player) {
    std::set<std::uint64_t> views;
    std::size_t dissents = 0, family = 0, corrections = 0, beside = 0;
    const auto keep = [&](const Ballot& ballot) {
        for (const auto& [id, list] : ballot.positions)
            for (const auto& position : list)
                views.insert(position.seq);
    };
    for (const auto& [id, child] : player.state().children) {
        dissents += child.dissents.size();
        family += child.family_views.size();
        corrections += child.earlier_results.size();
        if (child.ballot) keep(*child.ballot);
        for (const auto& ballot : child.earlier_ballots)
            keep(ballot);
    }
    for (const auto& contribution : player.state().contributions)
        beside += contribution.corrections.size();
    std::vector<Event> said;
    for (const auto& recorded : player.log()) {
        said.push_back(recorded.event);
        if (std::holds_alternative<PositionLogged>(recorded.event) &&
            views.count(recorded.seq) == 0)
            wrong("a view is gone (REQ-263)");
    }
    if (how_many<DissentNoted>(said) != dissents) wrong("a dissent is gone (REQ-263)");
    if (how_many<FamilyViewRecorded>(said) != family) wrong("a family view is gone (REQ-174)");
    if (how_many<ResultCorrected>(said) != corrections)
        wrong("an earlier result is gone (REQ-176)");
    if (how_many<CorrectionLinked>(said) != beside) wrong("a correction is gone (REQ-093)");
}

void Forbidden::ended(const Player& player) {
    dissent_stays(player);
    const auto& log = player.log();
    const std::span<const Recorded> all{log};
    const auto half = log.size() / 2;
    auto first = replay(State{}, all.first(half));
    if (!first) return wrong("half of the record cannot be read");
    const auto whole = replay(std::move(*first), all.subspan(half));
    if (!whole) return wrong("the record cannot be read");
    if (digest(*whole) != digest(player.state())) wrong("the record says something else");
}

}  // namespace cpc::conference::test
