// SPDX-License-Identifier: Apache-2.0
// Who counts, and the round of views while it is sealed.
#include <algorithm>
#include <set>

#include "app/view/decision_parts.hpp"

namespace cpc::view {
namespace decision {
namespace {

using conference::NotCounted;

std::string why_not(const Table& table, const conference::CountedOut& out) {
    const auto key = "decision.not-" + std::string{conference::word(out.why)};
    const auto* person = table.state.person(out.person);
    if (out.why == NotCounted::left_before_decision && person != nullptr &&
        !person->presence.empty() && person->presence.back().to)
        return say("decision.not-left-at", {{"time", person->presence.back().to->clock()}});
    return say(key);
}

// What somebody who is not here wrote as their opinion of the matter.
std::string written_opinion(const Table& table, PersonId person) {
    std::string text;
    for (const auto& contribution : table.state.contributions) {
        const auto& said = contribution.said;
        if (said.segment) continue;  // everybody is in the room when views are given
        if (!(said.speaker == person) || said.label != conference::Label::opinion) continue;
        if (contribution.is_about(table.child.added.child)) text += (text.empty() ? "" : " ") + said.text;
    }
    return text;
}

// Counting people and counting agencies can only differ where an agency sent several people.
bool several_of_one_agency(const Table& table, const std::vector<PersonId>& counted) {
    std::set<std::string> agencies;
    return std::any_of(counted.begin(), counted.end(), [&](const PersonId& id) {
        const auto* person = table.state.person(id);
        return person != nullptr && !agencies.insert(person->invited.agency).second;
    });
}

bool units_differ(const Table& table) {
    const auto views = conference::counted_views(table.state, *table.child.ballot);
    const auto people = conference::rule_on(conference::count_people(views));
    const auto agencies = conference::rule_on(conference::count_agencies(views));
    if (people.outcome != agencies.outcome && (people.outcome == conference::Outcome::split ||
                                               agencies.outcome == conference::Outcome::split))
        return true;
    return people.outcome != conference::Outcome::split && people.protect != agencies.protect;
}

TileView tile_of(const Table& table, PersonId id, bool shown) {
    const auto& person = table.state.people.at(id);
    TileView tile;
    tile.person = person_line(person, table.rules.procedure);
    const auto* position = table.child.ballot->latest(id);
    tile.phone = conference::is_remote(person.attendance) && person.here();
    if (position == nullptr) {
        tile.state = tile.phone ? TileState::by_phone : TileState::to_give;
        tile.text = say(tile.phone ? "decision.tile-phone" : "decision.tile-pass");
        if (person.here()) return tile;
        tile.state = TileState::left;
        tile.can_press = false;
        tile.text =
            person.left() && person.presence.back().to
                ? say("decision.not-left-at", {{"time", person.presence.back().to->clock()}})
                : say("decision.not-left-before-decision");
        return tile;
    }
    const bool by_phone = position->logged.by_phone;
    tile.can_press = person.here() && !table.child.result;
    if (!shown) {
        tile.state = TileState::given;
        tile.text = say(by_phone ? "decision.tile-given-phone" : "decision.tile-given");
        return tile;
    }
    switch (position->logged.view) {
        case conference::View::in_favour:
            tile.state = TileState::agrees;
            break;
        case conference::View::against:
            tile.state = TileState::differs;
            break;
        case conference::View::unable:
            tile.state = TileState::unable;
            break;
    }
    tile.text = view_name(position->logged.view);
    if (!position->logged.reason.empty()) tile.text += say("decision.tile-reason");
    if (table.child.ballot->positions.at(id).size() > 1) tile.text += say("decision.tile-changed");
    return tile;
}

}  // namespace

void add_electorate(DecisionView& view, const Table& table) {
    conference::Electorate who;
    if (table.child.ballot) {
        who.counted = table.child.ballot->opened.counted;
        who.not_counted = table.child.ballot->opened.not_counted;
        if (table.child.ballot->closed)
            for (const auto& left : table.child.ballot->closed->left)
                who.not_counted.push_back(left);
    } else {
        who = conference::electorate(table.state, table.child.added.child);
    }
    for (const auto& id : who.counted)
        if (const auto* person = table.state.person(id))
            view.counted.push_back(person_line(*person, table.rules.procedure));
    for (const auto& out : who.not_counted) {
        const auto* person = table.state.person(out.person);
        if (person == nullptr) continue;
        NotCountedLine line{person_line(*person, table.rules.procedure), why_not(table, out), {}};
        if (!person->here()) line.opinion = written_opinion(table, out.person);
        view.not_counted.push_back(std::move(line));
    }
    view.counted_title = say_count("decision.counted", view.counted.size());
    view.not_counted_title = say_count("decision.not-counted", view.not_counted.size());
    const bool by_agency = table.rule().unit == procedure::CountUnit::agency;
    const auto key = std::string{by_agency ? "decision.unit-people" : "decision.unit-agencies"};
    if (table.child.ballot && table.child.ballot->closed) {
        if (units_differ(table)) view.unit_warning = say(key + "-differ");
    } else if (several_of_one_agency(table, who.counted)) {
        view.unit_warning = say(key + "-may");
    }
    view.start_blocked = blocked_by(table.state, table.rules, table.moment,
                                    conference::OpenBallot{table.child.added.child});
}

void add_round(DecisionView& view, const Table& table) {
    if (!table.child.ballot) return;
    const auto& ballot = *table.child.ballot;
    const bool shown = ballot.closed.has_value();
    for (const auto& id : ballot.opened.counted)
        if (table.state.person(id) != nullptr) view.tiles.push_back(tile_of(table, id, shown));
    if (const auto next = next_to_vote(table.state, table.child.added.child))
        view.next_person = person_line(*table.state.person(*next), table.rules.procedure);
    view.show_blocked = blocked_by(table.state, table.rules, table.moment,
                                   conference::CloseBallot{table.child.added.child});
    const auto missing = conference::still_to_give(table.state, ballot).size();
    std::size_t given = 0;
    for (const auto& id : ballot.opened.counted)
        given += ballot.latest(id) == nullptr ? 0 : 1;
    auto& tally = view.tally;
    tally.sealed = !shown;
    tally.missing = static_cast<int>(missing);
    tally.number = say("decision.n-of-m",
                       {{"n", std::to_string(given)}, {"m", std::to_string(given + missing)}});
    tally.text = say_count("decision.people-gave", given + missing);
    tally.rule = with_citation(say("decision.rule", {{"rule", table.rule().sentence}}),
                               table.rule().basis.cites);
    tally.spoken = say("decision.spoken-sealed",
                       {{"n", std::to_string(given)}, {"m", std::to_string(given + missing)}});
    if (!shown) {
        tally.agree = static_cast<int>(given);
        return;
    }
    const auto counted = conference::count_people(conference::counted_views(table.state, ballot));
    tally.agree = counted.in_favour;
    tally.differ = counted.against;
    tally.unable = counted.unable;
}

}  // namespace decision

std::optional<PersonId> next_to_vote(const conference::State& state, ChildId child_id,
                                     PersonId after) {
    const auto* child = state.child(child_id);
    if (child == nullptr || !child->ballot || child->ballot->closed) return std::nullopt;
    std::optional<PersonId> first;
    bool past = after.empty();
    for (const auto& id : conference::still_to_give(state, *child->ballot)) {
        const auto* person = state.person(id);
        if (person == nullptr || conference::is_remote(person->attendance)) continue;
        if (!first && !(id == after)) first = id;
    }
    for (const auto& id : child->ballot->opened.counted) {
        if (id == after) {
            past = true;
            continue;
        }
        const auto* person = state.person(id);
        const bool waits = person != nullptr && person->here() &&
                           !conference::is_remote(person->attendance) &&
                           child->ballot->latest(id) == nullptr;
        if (past && waits) return id;
    }
    return first;
}

}  // namespace cpc::view
