// SPDX-License-Identifier: Apache-2.0
// Who may have which paper, and what of the record each reader is given.
#include <algorithm>

#include "core/conference/papers.hpp"
#include "tests/unit/core/conference/support.hpp"

namespace cpc::conference::test {
namespace {

// Two children; one father each, one mother of both.
struct TwoChildren : Room {
    ChildId ab, cd;
    PersonId worker, mother, father_ab, father_cd;

    TwoChildren() : Room("torbay-cpp", "initial") {
        ab = child("AB");
        cd = child("CD");
        worker = here("social-worker");
        mother = here("mother");
        father_ab = of("Father of AB", ab);
        father_cd = of("Father of CD", cd);
    }
    PersonId of(const std::string& name, ChildId child) {
        PersonInvited invited;
        invited.person = fresh<PersonId>();
        invited.name = name;
        invited.role = "father";
        invited.group = Group::family;
        invited.children = std::vector<ChildId>{child};
        put(invited);
        put(AttendanceMarked{invited.person, Attendance::in_person, now, {}});
        return invited.person;
    }
    ContributionId said(const std::string& text, std::vector<ChildId> about) {
        ContributionRecorded contribution;
        contribution.contribution = fresh<ContributionId>();
        contribution.speaker = worker;
        contribution.children = std::move(about);
        contribution.text = text;
        put(contribution);
        return contribution.contribution;
    }
    [[nodiscard]] std::vector<std::string> texts(const State& of_state) const {
        std::vector<std::string> out;
        for (const auto& each : of_state.contributions)
            out.push_back(each.said.text);
        return out;
    }
    [[nodiscard]] Seen seen(ChildId child, PersonId reader) const {
        return seen_by(state, {child, Readership::family, {reader}});
    }
};

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a paper goes to nobody who is not here for its child, or does not know of it",
          "[REQ-259][REQ-371]") {
    TwoChildren room;
    room.put(ConferenceClosed{room.now, {}});
    DocumentIssued issued;
    issued.kind = "minutes";
    issued.version = "family";
    issued.at = room.now;
    issued.child = room.ab;
    issued.readers = std::vector<PersonId>{room.mother, room.father_ab};
    room.say(Say<DocumentIssued>{issued});
    issued.readers = std::vector<PersonId>{room.mother, room.father_cd};
    CHECK(room.refused(Say<DocumentIssued>{issued}) == "papers.by-right");
    issued.readers = std::vector<PersonId>{room.fresh<PersonId>()};
    CHECK(room.refused(Say<DocumentIssued>{issued}) == "people.known");
    issued.readers = std::vector<PersonId>{room.mother};
    issued.child = room.fresh<ChildId>();
    CHECK(room.refused(Say<DocumentIssued>{issued}) == "conference.has-a-child");
    ExclusionDecided decided;
    decided.person = room.mother;
    decided.whole = true;
    decided.without_knowledge = true;
    room.put(decided);
    issued.child = room.cd;
    CHECK(room.refused(Say<DocumentIssued>{issued}) == "papers.without-knowledge");
    decided.without_knowledge = false;
    room.put(decided);
    room.say(Say<DocumentIssued>{issued});
}

TEST_CASE("what is about a brother or sister is read by those who are here for both", "[REQ-372]") {
    TwoChildren room;
    room.said("of AB", {room.ab});
    room.said("of both", {room.ab, room.cd});
    room.said("of CD", {room.cd});
    room.said("of nobody", {});
    CHECK(room.texts(room.seen(room.ab, room.mother).state) ==
          Texts{"of AB", "of both", "of nobody"});
    CHECK(room.texts(room.seen(room.ab, room.father_ab).state) == Texts{"of AB"});
    CHECK(room.texts(room.seen(room.cd, room.father_cd).state) == Texts{"of CD"});
    const auto left = room.seen(room.ab, room.father_ab).left_out;
    REQUIRE(left.size() == 2);
    CHECK(left.front().why == WhyLeftOut::other_child);
    CHECK(left.front().entry == room.state.contributions.at(1).seq);
}

TEST_CASE("as if the conference had been about one child: the others and theirs are gone",
          "[REQ-371][REQ-372]") {
    TwoChildren room;
    room.said("of CD", {room.cd});
    room.put(PointConfirmed{"child-in-focus@AB", room.now, "AB was asked.", false, {}});
    room.put(PointConfirmed{"child-in-focus@CD", room.now, "CD was asked.", false, {}});
    room.put(RecommendationMade{room.fresh<ActionId>(), room.cd, "Housing", "A flat."});
    room.put(ConferenceClosed{room.now, "AB stays, CD goes."});
    const auto alone = only(room.state, room.ab);
    CHECK(alone.children.size() == 1);
    CHECK(alone.person(room.father_cd) == nullptr);
    CHECK(alone.person(room.father_ab) != nullptr);
    CHECK(alone.points.size() == 1);
    CHECK(alone.recommendations.empty());
    CHECK(alone.contributions.empty());
    CHECK(alone.closed->summary.empty());
    CHECK(only(room.state, room.cd).recommendations.size() == 1);
}

TEST_CASE("an addition made in a restricted part is read by those of that part", "[REQ-276]") {
    TwoChildren room;
    const auto first = room.said("in the open", {room.ab});
    SegmentStarted part;
    part.segment = room.fresh<SegmentId>();
    part.at = room.now;
    part.in = {room.worker};
    part.out = {room.mother, room.father_ab, room.father_cd};
    room.put(part);
    CorrectionLinked added;
    added.contribution = room.fresh<ContributionId>();
    added.original = first;
    added.by = room.worker;
    added.text = "told apart";
    added.segment = part.segment;
    room.put(added);
    const auto family = room.seen(room.ab, room.mother);
    REQUIRE(family.state.contributions.size() == 1);
    CHECK(family.state.contributions.front().corrections.empty());
    CHECK(family.left_out.size() == 1);
    const auto worker = seen_by(room.state, {room.ab, Readership::professional, {room.worker}});
    CHECK(worker.state.contributions.front().corrections.size() == 1);
    // Somebody outside was in no part at all.
    const auto outside = seen_by(room.state, {room.ab, Readership::professional, {}});
    CHECK(outside.state.contributions.front().corrections.empty());
}

TEST_CASE("a name is looked for as a word, and a family's surname is everybody's") {
    CHECK(names_one_of("Told by Bruno.", {"Bruno"}));
    CHECK(names_one_of("(BK)", {"BK"}));
    CHECK_FALSE(names_one_of("BKX and ABK", {"BK"}));
    CHECK_FALSE(names_one_of("Brunolda", {"Bruno"}));
    CHECK_FALSE(names_one_of("", {"Bruno"}));
    Room room("torbay-cpp", "initial");
    const auto one = room.fresh<ChildId>();
    const auto two = room.fresh<ChildId>();
    room.put(ChildAdded{one, "A", "Alma Kestrel", {}, {}});
    room.put(ChildAdded{two, "B", "Bruno Kestrel", {}, {}});
    const auto names = unsayable(room.state, {one, Readership::family, {}});
    CHECK(std::find(names.begin(), names.end(), "Bruno") != names.end());
    CHECK(std::find(names.begin(), names.end(), "Kestrel") == names.end());
    CHECK(std::find(names.begin(), names.end(), "B") == names.end());  // a letter, not a name
}

TEST_CASE("two people share a copy only where they may read just the same", "[REQ-371]") {
    TwoChildren room;
    room.put(ConferenceClosed{room.now, {}});
    std::vector<std::vector<PersonId>> readers;
    for (const auto& copy : copies_of(room.state, room.rules))
        if (copy.rule->kind == "minutes" && copy.sight.readership == Readership::family)
            readers.push_back(copy.sight.readers);
    CHECK(readers == std::vector<std::vector<PersonId>>{
                         {room.mother}, {room.father_ab}, {room.mother}, {room.father_cd}});
}

}  // namespace cpc::conference::test
