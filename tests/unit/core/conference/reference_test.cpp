// SPDX-License-Identifier: Apache-2.0
// The engine against the reference, over a million meetings told in random words. No vault, no
// screen: a State is put together and asked.
#include "reference.hpp"

#include <array>
#include <random>

#include "support.hpp"

namespace cpc::conference {
namespace {

using reference::Attendee;
using reference::Authority;
using reference::Kind;
using reference::Meeting;
using reference::Part;
using reference::Said;

constexpr std::uint32_t fixed_seed = 20'270'330;
constexpr int meetings = 1'000'000;
constexpr std::size_t seats = 9;

constexpr std::array groups{Group::professional, Group::family,     Group::child,
                            Group::supporter,    Group::advocate,   Group::legal,
                            Group::interpreter,  Group::specialist, Group::observer,
                            Group::minute_taker, Group::chair};

// The authorities of the reference as procedures, and two that no area has yet: the rule "any, with
// reasons", and one view for each agency.
struct Law {
    Authority authority;
    Kind kind;
    bool by_agency;
    const Rulebook* rules;
    std::string type;
};

Rulebook changed(const std::string& id, procedure::CountUnit unit,
                 std::optional<procedure::ChairOverride> chair) {
    Rulebook rules = test::rulebook(id);
    for (auto& rule : rules.procedure.rules)
        if (auto* decision = std::get_if<procedure::DecisionRule>(&rule)) {
            decision->unit = unit;
            if (chair) decision->chair_override = *chair;
        }
    return rules;
}

std::vector<Law> laws() {
    using procedure::ChairOverride;
    using procedure::CountUnit;
    static const Rulebook free =
        changed("torbay-cpp", CountUnit::professional, ChairOverride::any_with_reasons);
    static const Rulebook torbay_agencies = changed("torbay-cpp", CountUnit::agency, {});
    static const Rulebook fife_agencies = changed("fife-cpcc", CountUnit::agency, {});
    const auto* abc = &test::rulebook("abc-ew-register");
    const auto* fife = &test::rulebook("fife-cpcc");
    const auto* torbay = &test::rulebook("torbay-cpp");
    const auto* vic = &test::rulebook("vic-intake");
    return {{Authority::abc, Kind::initial, false, abc, "initial"},
            {Authority::abc, Kind::review, false, abc, "review"},
            {Authority::abc, Kind::review, false, abc, "combined-review"},
            {Authority::fife, Kind::initial, false, fife, "initial"},
            {Authority::fife, Kind::initial, false, fife, "pre-birth"},
            {Authority::fife, Kind::review, false, fife, "review"},
            {Authority::fife, Kind::transfer, false, fife, "transfer"},
            {Authority::fife, Kind::initial, true, &fife_agencies, "initial"},
            {Authority::torbay, Kind::initial, false, torbay, "initial"},
            {Authority::torbay, Kind::review, false, torbay, "review"},
            {Authority::torbay, Kind::initial, true, &torbay_agencies, "initial"},
            {Authority::free, Kind::review, false, &free, "review"},
            {Authority::victoria, Kind::initial, false, vic, "a"},
            {Authority::victoria, Kind::initial, false, vic, "c"}};
}

Meeting told(std::mt19937& dice, const Law& law) {
    const auto roll = [&](unsigned sides) { return static_cast<int>(dice() % sides); };
    Meeting meeting;
    meeting.authority = law.authority;
    meeting.kind = law.kind;
    meeting.one_view_an_agency = law.by_agency;
    // Some rooms lean one way, or consensus would be rare.
    const int lean = roll(4);
    const bool votes = law.authority != Authority::victoria;
    meeting.attendees.resize(seats);
    for (auto& who : meeting.attendees) {
        who.part = roll(10) < 7 ? Part::professional : static_cast<Part>(1 + roll(10));
        who.agency = roll(4);
        who.about_this_child = roll(8) != 0;
        who.in_room_at_opening = roll(6) != 0;
        who.ever_came = who.in_room_at_opening || roll(2) == 0;
        if (votes && reference::counted_at_opening(who) && roll(30) != 0)
            who.said = lean == 0   ? (roll(5) == 0 ? Said::cannot_say : Said::yes)
                       : lean == 1 ? (roll(5) == 0 ? Said::cannot_say : Said::no)
                                   : static_cast<Said>(1 + roll(3));
        who.in_room_now = who.in_room_at_opening && roll(who.said == Said::nothing ? 3 : 9) != 0;
    }
    if (law.authority == Authority::victoria) {
        if (roll(3) != 0) meeting.agreed = roll(2) == 0;
    } else if (reference::chair_may_decide(meeting) && roll(2) == 0) {
        meeting.chair = roll(2) == 0;
    }
    return meeting;
}

class Table {
  public:
    Table() {
        state_.opened = ConferenceOpened{};
        auto& child = state_.children[cd_];
        child.added.child = cd_;
        state_.child_order.push_back(cd_);
        for (std::uint32_t i = 0; i < seats; ++i) {
            const auto id = test::id_of<PersonId>(i + 1);
            state_.person_order.push_back(id);
            state_.people[id].invited.person = id;
        }
    }

    // The same meeting as a State of the engine.
    void set(const Meeting& meeting, const Law& law) {
        state_.opened->type = law.type;
        auto& child = state_.children[cd_];
        child.ballot.reset();
        child.agreed.reset();
        if (meeting.agreed) child.agreed = OutcomeAgreed{cd_, *meeting.agreed, {}, {}, {}};
        for (std::size_t i = 0; i < seats; ++i)
            seat(state_.people[state_.person_order[i]], meeting.attendees[i], true);
        auto who = electorate(state_, cd_);
        Ballot ballot;
        ballot.opened.counted = std::move(who.counted);
        for (std::size_t i = 0; i < seats; ++i) {
            const auto& attendee = meeting.attendees[i];
            const auto id = state_.person_order[i];
            if (attendee.said != Said::nothing)
                ballot.positions[id].push_back({i + 1, {cd_, id, view_of(attendee.said), {}}});
            seat(state_.people[id], attendee, false);
        }
        if (meeting.chair) ballot.chair = ChairDecided{cd_, *meeting.chair, "Reasons."};
        if (law.authority != Authority::victoria) child.ballot = std::move(ballot);
    }
    void show() { state_.children[cd_].ballot->closed = BallotClosed{}; }

    [[nodiscard]] const State& state() const { return state_; }
    [[nodiscard]] const Child& child() const { return state_.children.at(cd_); }

  private:
    static View view_of(Said said) {
        return said == Said::yes  ? View::in_favour
               : said == Said::no ? View::against
                                  : View::unable;
    }
    void seat(Person& person, const Attendee& who, bool at_opening) {
        person.invited.group = groups[static_cast<std::size_t>(who.part)];
        person.invited.agency.assign(1, static_cast<char>('a' + who.agency));
        person.invited.children.reset();
        if (!who.about_this_child) person.invited.children = {test::id_of<ChildId>(77)};
        const bool here = at_opening ? who.in_room_at_opening : who.in_room_now;
        person.presence.clear();
        if (here || who.ever_came)
            person.presence.push_back(
                {{}, here ? std::nullopt : std::optional<LocalTime>{LocalTime{}}, {}});
    }

    State state_;
    ChildId cd_ = test::id_of<ChildId>(1);
};

std::string text_of(const std::optional<Verdict>& verdict) {
    if (!verdict) return "none";
    return std::string{word(verdict->rule)} + " " + std::string{word(verdict->decision)};
}

std::string text_of(const std::optional<reference::Decided>& decided) {
    return decided ? decided->rule + " " + decided->outcome : "none";
}

// What differs between the two, or nothing.
std::string difference(Table& table, const Meeting& meeting, const Law& law) {
    if (law.authority != Authority::victoria) {
        const bool shown = still_to_give(table.state(), *table.child().ballot).empty();
        if (shown != reference::may_be_shown(meeting)) return "whether the result may be shown";
        if (shown) table.show();
    }
    const auto who = electorate(table.state(), table.child().added.child);
    std::size_t counted = 0;
    for (const auto& attendee : meeting.attendees)
        counted += reference::counts_now(attendee) ? 1 : 0;
    if (counted != who.counted.size()) return "how many count";
    std::size_t out = 0;
    for (std::size_t i = 0; i < seats; ++i) {
        const auto why = reference::why_not(meeting.attendees[i]);
        if (why.empty()) continue;
        if (out >= who.not_counted.size() ||
            !(who.not_counted[out].person == table.state().person_order[i]) ||
            word(who.not_counted[out].why) != why)
            return "why somebody does not count: " + why;
        ++out;
    }
    const bool chair = !chair_may_not_decide(table.state(), *law.rules, table.child());
    if (chair != reference::chair_may_decide(meeting)) return "whether the chair may decide";
    const auto ours = text_of(verdict(table.state(), *law.rules, table.child()));
    const auto theirs = text_of(reference::decision_of(meeting));
    return ours == theirs ? "" : "the decision: " + ours + " instead of " + theirs;
}

std::string told_again(const Meeting& meeting) {
    std::string out;
    for (const auto& who : meeting.attendees)
        out += "part " + std::to_string(static_cast<int>(who.part)) + ", agency " +
               std::to_string(who.agency) + (who.about_this_child ? "" : ", not for this child") +
               (who.in_room_at_opening ? ", here at the opening" : "") +
               (who.in_room_now ? ", here now" : "") + ", said " +
               std::to_string(static_cast<int>(who.said)) + "\n";
    return out;
}

TEST_CASE("the engine decides as the reference does, over a million meetings",
          "[REQ-134][REQ-135][REQ-136][REQ-137][REQ-139][REQ-140][REQ-141][REQ-142][REQ-143]"
          "[REQ-146][REQ-147][REQ-149][REQ-155][REQ-167][REQ-169][REQ-170][REQ-374]") {
    std::mt19937 dice{fixed_seed};
    const auto all = laws();
    std::map<std::string, int> met;
    Table table;
    for (int i = 0; i < meetings; ++i) {
        const auto& law = all[static_cast<std::size_t>(i) % all.size()];
        const auto meeting = told(dice, law);
        table.set(meeting, law);
        const auto differs = difference(table, meeting, law);
        if (!differs.empty())
            FAIL("meeting " << i << " of fixed_seed " << fixed_seed << ", "
                            << law.rules->procedure.id << " " << law.type << ": they differ on "
                            << differs << "\n"
                            << told_again(meeting));
        ++met[text_of(reference::decision_of(meeting))];
    }
    // A million meetings that never came to a decision would prove nothing.
    for (const char* each :
         {"none", "CONSENSUS place", "CONSENSUS do-not-place", "CONSENSUS retain",
          "CONSENSUS remove", "MAJORITY place", "MAJORITY do-not-place", "MAJORITY retain",
          "MAJORITY remove", "SPLIT_CHAIR place", "SPLIT_CHAIR remove", "CHAIR_JUDGEMENT place",
          "CHAIR_JUDGEMENT do-not-place", "CHAIR_JUDGEMENT retain", "CHAIR_JUDGEMENT remove",
          "TRANSFER_INITIAL_REGISTRATION place", "AGREED_OUTCOME agreed-outcome",
          "OUTCOME_NOT_AGREED not-agreed"}) {
        INFO(each << ": " << met[each]);
        CHECK(met[each] > 5'000);
    }
}

}  // namespace
}  // namespace cpc::conference
