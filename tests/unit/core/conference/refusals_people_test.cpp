// SPDX-License-Identifier: Apache-2.0
// Every rule that refuses about the opening, the people and who is kept out: one refusal each, and
// beside it what is accepted.
#include "support.hpp"

namespace cpc::conference {
namespace {

using test::DecisionRoom;
using test::id_of;
using test::Room;

PersonInvited somebody(Room& room, const std::string& role, Group group) {
    PersonInvited invited;
    invited.person = room.fresh<PersonId>();
    invited.name = role;
    invited.role = role;
    invited.agency = "Agency";
    invited.group = group;
    invited.reason = "involved";
    return invited;
}

TEST_CASE("a conference opens once, under a type of its procedure, with its reason and its date",
          "[REQ-001][REQ-003][REQ-004][REQ-010][REQ-011][REQ-012][REQ-013]") {
    Room room{test::rulebook("torbay-cpp")};
    auto opened = test::opening_of(room.rules, "initial");
    CHECK(room.refused(CloseConference{}) == "conference.basis-stated");
    opened.type = "transfer";  // Fife has it, Torbay has not
    CHECK(room.refused(Say<ConferenceOpened>{opened}) == "conference.type-offered");
    opened.type = "initial";
    const auto grounds = std::exchange(opened.grounds, std::nullopt);
    CHECK(room.refused(Say<ConferenceOpened>{opened}) == "conference.basis-stated");
    opened.grounds = grounds;
    const auto dates = std::exchange(opened.start_events, {});
    CHECK(room.refused(Say<ConferenceOpened>{opened}) == "conference.basis-stated");
    opened.start_events = dates;
    room.say(Say<ConferenceOpened>{opened});
    CHECK(room.refused(Say<ConferenceOpened>{opened}) == "conference.opened-once");
    for (const auto* other : {"fife-cpcc", "vic-intake"}) {
        Room elsewhere{test::rulebook(other)};
        auto bare = test::opening_of(elsewhere.rules, elsewhere.rules.procedure.types[0].id);
        bare.grounds.reset();
        CHECK(elsewhere.refused(Say<ConferenceOpened>{bare}) == "conference.basis-stated");
    }
}

TEST_CASE("a Fife criterion is nothing without the text that supports it", "[REQ-010]") {
    Room room{test::rulebook("fife-cpcc")};
    auto opened = test::opening_of(room.rules, "initial");
    opened.grounds->front().text = " ";
    CHECK(room.refused(Say<ConferenceOpened>{opened}) == "conference.basis-stated");
}

TEST_CASE("each child has a short name of their own, and keeps it once the meeting has begun",
          "[REQ-175][REQ-367]") {
    Room room{"torbay-cpp", "initial"};
    const auto cd = room.child("CD");
    ChildAdded other{room.fresh<ChildId>(), "CD", {}, {}, {}};
    CHECK(room.refused(Say<ChildAdded>{other}) == "child.ref-own");
    other.ref = "";
    CHECK(room.refused(Say<ChildAdded>{other}) == "text.length");
    ChildAdded renamed{cd, "XY", {}, {}, {}};
    room.stage(Stage::introductions);
    CHECK(room.refused(Say<ChildAdded>{renamed}) == "child.ref-own");
    renamed.ref = "CD";
    CHECK(room.refused(Say<ChildAdded>{renamed}).empty());
}

TEST_CASE("an invitation needs a reason, a known role and that role's own group",
          "[REQ-033][REQ-143][REQ-053][REQ-054]") {
    Room room{"torbay-cpp", "initial"};
    auto invited = somebody(room, "police", Group::professional);
    invited.reason = " ";
    CHECK(room.refused(Say<PersonInvited>{invited}) == "people.reason-given");
    invited.reason = "duty";
    invited.role = "astronaut";
    CHECK(room.refused(Say<PersonInvited>{invited}) == "people.role-known");
    invited.role = "mother";  // would count as a professional
    CHECK(room.refused(Say<PersonInvited>{invited}) == "people.role-group");
    invited.role = "police";
    CHECK(room.refused(Say<PersonInvited>{invited}).empty());
    invited.children = {id_of<ChildId>(99)};
    CHECK(room.refused(Say<PersonInvited>{invited}) == "conference.has-a-child");
    auto supporter = somebody(room, "supporter", Group::supporter);
    CHECK(room.refused(Say<PersonInvited>{supporter}) == "people.supporter-linked");
    supporter.supports = room.person("mother");
    CHECK(room.refused(Say<PersonInvited>{supporter}).empty());
}

TEST_CASE("nobody listed in a round of views is given another role, agency or children afterwards",
          "[REQ-143][REQ-165]") {
    DecisionRoom room;
    room.vote(0);
    auto again = room.state.people.at(room.police).invited;
    again.reason = "A better reason.";
    CHECK(room.refused(Say<PersonInvited>{again}).empty());
    again.agency = "School";
    CHECK(room.refused(Say<PersonInvited>{again}) == "people.counted-as");
}

TEST_CASE("a person signs in once; a new key replaces the one on record and no other",
          "[REQ-148]") {
    Room room{"torbay-cpp", "initial"};
    const auto gp = room.person("gp");
    const ByteArray<32> first{1}, second{2};
    CHECK(room.refused(Say<PersonRekeyed>{{gp, first, second}}) == "people.known");
    room.say(Say<PersonSignedIn>{{gp, first}});
    CHECK(room.refused(Say<PersonSignedIn>{{gp, second}}) == "people.key-once");
    CHECK(room.refused(Say<PersonRekeyed>{{gp, second, first}}) == "people.known");
    room.say(Say<PersonRekeyed>{{gp, first, second}});
    CHECK(room.state.people.at(gp).public_key == second);
}

TEST_CASE("Torbay takes one observer, agreed before the day; Victoria none", "[REQ-050]") {
    Room room{"torbay-cpp", "initial"};
    auto observer = somebody(room, "observer", Group::observer);
    CHECK(room.refused(Say<PersonInvited>{observer}) == "observers.agreed-before");
    observer.observer_agreed_on = test::day("2027-03-30");  // the day itself is too late
    CHECK(room.refused(Say<PersonInvited>{observer}) == "observers.agreed-before");
    observer.observer_agreed_on = test::day("2027-03-29");
    CHECK(room.refused(Say<PersonInvited>{observer}).empty());
    observer.person = room.fresh<PersonId>();
    CHECK(room.refused(Say<PersonInvited>{observer}) == "observers.one");
}

TEST_CASE("a Fife observer needs exceptional circumstances and the agreement of everybody asked",
          "[REQ-051]") {
    Room room{"fife-cpcc", "initial"};
    room.person("mother");
    auto observer = somebody(room, "observer", Group::observer);
    observer.observer_agreed_on = test::day("2027-03-20");
    CHECK(room.refused(Say<PersonInvited>{observer}) == "observers.exceptional");
    observer.details.emplace().push_back({"exceptional", "A student in the last week."});
    CHECK(room.refused(Say<PersonInvited>{observer}) == "observers.consent");
    observer.details->push_back({"social-worker", "Yes, 19 March"});
    CHECK(room.refused(Say<PersonInvited>{observer}) == "observers.consent");
    observer.details->push_back({"parents", "Yes, 20 March"});
    CHECK(room.refused(Say<PersonInvited>{observer}).empty());
}

TEST_CASE("a children's guardian observes with the dates of the order and of the appointment",
          "[REQ-052]") {
    Room room{"abc-ew-register", "initial"};
    auto guardian = somebody(room, "childrens-guardian", Group::observer);
    guardian.observer_agreed_on = test::day("2027-03-20");
    CHECK(room.refused(Say<PersonInvited>{guardian}) == "people.details");
    guardian.details.emplace();
    for (const auto& detail : room.rules.procedure.role("childrens-guardian")->details)
        guardian.details->push_back({detail.id, "2027-03-01"});
    CHECK(room.refused(Say<PersonInvited>{guardian}).empty());
}

TEST_CASE("before classification a class of person is asked only for the purposes of section 35",
          "[REQ-059][REQ-060]") {
    Room choosing{"vic-intake", "b"};
    auto police = somebody(choosing, "police", Group::professional);
    CHECK(choosing.refused(Say<PersonInvited>{police}) == "people.class-permitted");
    police.invitee_class = "information-holder";  // for a risk assessment only
    CHECK(choosing.refused(Say<PersonInvited>{police}) == "people.class-permitted");
    Room assessing{"vic-intake", "a"};
    CHECK(assessing.refused(Say<PersonInvited>{police}).empty());
    Room classified{"vic-intake", "c"};
    police.invitee_class.reset();
    CHECK(classified.refused(Say<PersonInvited>{police}).empty());
}

ExclusionDecided exclusion_of(PersonId person, const std::string& ground) {
    ExclusionDecided decided;
    decided.person = person;
    decided.grounds = {ground};
    decided.whole = true;
    decided.facts = "Hit the chair at the last meeting.";
    return decided;
}

TEST_CASE("only the chair keeps somebody out, on a ground of the procedure and as far as it goes",
          "[REQ-303][REQ-323][REQ-324][REQ-326]") {
    DecisionRoom room;
    auto decided = exclusion_of(room.mother, "violence");
    CHECK(room.refused(Say<ExclusionDecided>{decided}, room.police) == "exclusion.chair");
    decided.grounds = {};
    CHECK(room.refused(Say<ExclusionDecided>{decided}) == "exclusion.ground");
    decided.grounds = {"dislike"};
    CHECK(room.refused(Say<ExclusionDecided>{decided}) == "exclusion.ground-known");
    decided.grounds = {"pending-prosecution"};
    CHECK(room.refused(Say<ExclusionDecided>{decided}) == "exclusion.ground");
    decided.grounds = {"special-circumstances"};
    CHECK(room.refused(Say<ExclusionDecided>{decided}) == "exclusion.extent");
    decided.grounds = {"violence"};
    decided.discussed_before = true;
    CHECK(room.refused(Say<ExclusionDecided>{decided}) == "exclusion.discussed");
    decided.discussed_by = "The social worker";
    decided.facts = "";
    CHECK(room.refused(Say<ExclusionDecided>{decided}) == "exclusion.facts");
    decided.facts = "Hit the chair.";
    CHECK(room.refused(Say<ExclusionDecided>{decided}).empty());
    CHECK(room.state.people.at(room.mother).exclusion->discussed_by == "The social worker");
}

TEST_CASE("a possible prosecution alone keeps nobody out under ABC, and privacy is weighed",
          "[REQ-320][REQ-321][REQ-293]") {
    DecisionRoom room{"abc-ew-register"};
    auto decided = exclusion_of(room.mother, "pending-prosecution");
    decided.privacy_note = "She is heard in writing.";
    CHECK(room.refusal(Say<ExclusionDecided>{decided}).requirement == "REQ-321");
    decided.grounds.push_back("violence");
    CHECK(room.refused(Say<ExclusionDecided>{decided}).empty());
    decided.privacy_note = "";
    CHECK(room.refused(Say<ExclusionDecided>{decided}) == "exclusion.privacy");
    decided.privacy_note = "She is heard in writing.";
    decided.without_knowledge = true;
    CHECK(room.refused(Say<ExclusionDecided>{decided}) == "exclusion.without-knowledge");
}

TEST_CASE("nobody who counts is kept out, and who is kept out does not simply walk in",
          "[REQ-324][REQ-303]") {
    DecisionRoom room;
    CHECK(room.refused(Say<ExclusionDecided>{exclusion_of(room.police, "violence")}) ==
          "exclusion.whom");
    const AttendanceMarked out{room.mother, Attendance::excluded_wholly, room.now, {}};
    CHECK(room.refused(Say<AttendanceMarked>{out}) == "exclusion.decided-first");
    room.say(Say<ExclusionDecided>{exclusion_of(room.mother, "violence")});
    room.say(Say<AttendanceMarked>{out});
    CHECK_FALSE(room.state.people.at(room.mother).here());
    // She had been there: the record keeps it.
    CHECK(room.state.people.at(room.mother).presence.size() == 1);
    PersonArrived back{room.mother, room.now, Attendance::in_person, true};
    CHECK(room.refused(Say<PersonArrived>{back}) == "exclusion.stands");
    auto partly = exclusion_of(room.mother, "special-circumstances");
    partly.whole = false;
    room.say(Say<ExclusionDecided>{partly});
    CHECK(room.refused(Say<PersonArrived>{back}).empty());
}

TEST_CASE("an objection names who and why, and stays with its time", "[REQ-325]") {
    DecisionRoom room;
    room.later(25);
    CHECK(room.refused(Say<ObjectionRaised>{{room.police, room.mother, "", {}}}) == "text.length");
    room.say(Say<ObjectionRaised>{{room.police, room.mother, "Bail conditions.", {}}});
    REQUIRE(room.state.objections.size() == 1);
    CHECK(room.state.objections[0].at == room.now);
    CHECK(room.state.objections[0].at.instant() > room.state.started_at()->instant());
}

TEST_CASE("a birth is recorded of an unborn child only, who keeps everything recorded before",
          "[REQ-382]") {
    Room room{"fife-cpcc", "pre-birth"};
    const ChildId baby = room.fresh<ChildId>();
    room.say(Say<ChildAdded>{{baby, "BB", {}, {}, test::day("2027-06-30")}});
    room.put(RiskSummarised{baby, "The main issues."});
    const ChildBorn born{baby, "Ben", test::day("2027-06-20")};
    CHECK(room.state.children.at(baby).unborn());
    room.say(Say<ChildBorn>{born});
    CHECK_FALSE(room.state.children.at(baby).unborn());
    CHECK(room.state.children.at(baby).summary == "The main issues.");
    CHECK(room.refused(Say<ChildBorn>{born}) == "child.unborn");
}

}  // namespace
}  // namespace cpc::conference
