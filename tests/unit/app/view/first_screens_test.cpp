// SPDX-License-Identifier: Apache-2.0
// Home, introductions and information as views: what they say, what blocks, what the family's eyes
// may not meet.
#include <catch2/catch_test_macros.hpp>

#include "app/view/handover.hpp"
#include "app/view/home.hpp"
#include "app/view/information.hpp"
#include "app/view/introductions.hpp"
#include "app/view/lock.hpp"
#include "app/view/room_sheets.hpp"
#include "tests/unit/app/view/decision_room.hpp"

using namespace cpc;
using namespace cpc::view;
using namespace cpc::view::test;

namespace {

struct Opening : Room {
    Opening() {
        moment.place = Place::introductions;
        moment.family_can_see = true;
        child("CD", "2018-01-15");
        enter(Stage::introductions);
    }
    [[nodiscard]] IntroductionsView introductions() const {
        return make_introductions_view(state, rules, moment);
    }
    [[nodiscard]] InformationView information() const {
        return make_information_view(state, rules, moment);
    }
};

const AttendanceCard& card(const IntroductionsView& view, const std::string& name) {
    for (const auto& group : view.groups)
        for (const auto& person : group.people)
            if (person.line.name == name) return person;
    FAIL("nobody is called " << name);
    return view.groups.front().people.front();
}

}  // namespace

TEST_CASE("The chair's prompts are not in the view while family can see the glass", "[view]") {
    Opening room;
    room.person("Mother", "mother");
    CHECK(room.introductions().prompts.empty());
    room.moment.family_can_see = false;
    CHECK_FALSE(room.introductions().prompts.empty());
}

TEST_CASE("Of an exclusion the room sees only that it is for part of the meeting", "[view]") {
    Opening room;
    const auto father = room.person("Father", "father", Attendance::excluded_partly);
    room.put(AttendanceMarked{father, Attendance::excluded_partly, room.moment.now,
                              "Very likely to be violent"});
    const auto view = room.introductions();
    CHECK(card(view, "Father").instead == "Part of the meeting");
    CHECK(card(view, "Father").note.find("violent") == std::string::npos);
}

TEST_CASE("The rule of the day stands on the introductions with its citation",
          "[view][REQ-084]") {
    const Opening room;
    const auto view = room.introductions();
    CHECK_FALSE(view.rule_text.empty());
    CHECK(view.rule_cites.find("Torbay leaflet") != std::string::npos);
}

TEST_CASE("Apologies and not being here are told apart", "[view][REQ-040]") {
    Opening room;
    room.person("Police", "police", Attendance::unrecorded);
    const auto school = room.person("School", "school", Attendance::unrecorded);
    const auto nurse = room.person("School nurse", "school-nurse", Attendance::unrecorded);
    CHECK_FALSE(card(room.introductions(), "Police").chosen.has_value());
    const auto view = room.introductions();
    room.put(AttendanceMarked{school, view.groups.at(0).people.at(1).options.at(1),
                              room.moment.now, view.apologies_note});
    room.put(AttendanceMarked{nurse, view.groups.at(0).people.at(2).options.at(2),
                              room.moment.now, {}});
    CHECK(card(room.introductions(), "School").chosen == 1U);
    CHECK(card(room.introductions(), "School nurse").chosen == 2U);
}

TEST_CASE("Somebody absent whose report has come is absent with a report", "[view][REQ-040]") {
    Opening room;
    const auto school = room.person("School", "school", Attendance::unrecorded);
    room.put(ReportReceived{school, room.moment.now, true, true, {}, {}, {}});
    CHECK(card(room.introductions(), "School").options.at(1) == Attendance::absent_with_report);
}

TEST_CASE("The missing quorum is told once everybody is recorded, and not before",
          "[view][REQ-067]") {
    Opening room;
    room.person("Social worker", "social-worker");
    const auto school = room.person("School", "school", Attendance::unrecorded);
    CHECK_FALSE(room.introductions().way_on);
    room.put(AttendanceMarked{school, Attendance::absent_without_report, room.moment.now, {}});
    const auto view = room.introductions();
    REQUIRE(view.way_on);
    CHECK(view.way_on->text.find("at least two other agencies") != std::string::npos);
}

TEST_CASE("The next step is blocked with the rule's own words", "[view][REQ-072]") {
    Opening room;
    room.person("Social worker", "social-worker");
    const auto view = room.introductions();
    CHECK(view.next_blocked.find("introduced") != std::string::npos);
    CHECK(view.next_blocked.find("Torbay leaflet") != std::string::npos);
}

TEST_CASE("A person's sheet says whether they count and why not", "[view][REQ-143]") {
    Opening room;
    const auto mother = room.person("Mother", "mother");
    const auto police = room.person("Police", "police");
    room.moment.sheet = {"person", mother, {}};
    auto view = room.introductions();
    REQUIRE(view.person.has_value());
    CHECK(view.person->counts.find("written down beside") != std::string::npos);
    room.moment.sheet.person = police;
    view = room.introductions();
    CHECK(view.person->counts.find("yes") != std::string::npos);
}

TEST_CASE("A correction stands beside what was said, which stays", "[view][REQ-093]") {
    Opening room;
    const auto mother = room.person("Mother", "mother");
    const auto school = room.person("School", "school");
    room.enter(Stage::information);
    room.moment.place = Place::information;
    ContributionRecorded said;
    said.contribution = room.fresh<ContributionId>();
    said.speaker = school;
    said.label = Label::fact;
    said.text = "Attendance is 70 per cent.";
    room.say(Say<ContributionRecorded>{said});
    room.say(Say<CorrectionLinked>{
        {room.fresh<ContributionId>(), said.contribution, mother, "It is 85 per cent now."}});
    const auto view = room.information();
    REQUIRE(view.contributions.size() == 1);
    CHECK(view.contributions.front().text == "Attendance is 70 per cent.");
    REQUIRE(view.contributions.front().corrections.size() == 1);
    CHECK(view.contributions.front().corrections.front().said_by.find("Mother") !=
          std::string::npos);
}

TEST_CASE("Two points that do not fit stand side by side until they are settled",
          "[view][REQ-103]") {
    Opening room;
    const auto school = room.person("School", "school");
    room.enter(Stage::information);
    std::vector<ContributionId> ids;
    for (const auto* text : {"He was well.", "He was hungry."}) {
        ContributionRecorded said;
        said.contribution = room.fresh<ContributionId>();
        said.speaker = school;
        said.text = text;
        room.say(Say<ContributionRecorded>{said});
        ids.push_back(said.contribution);
    }
    room.say(Say<ConflictPaired>{{ids[0], ids[1], false}});
    CHECK(room.information().contributions.front().conflicts.size() == 1);
    room.say(Say<ConflictPaired>{{ids[1], ids[0], true}});
    CHECK(room.information().contributions.front().conflicts.empty());
}

TEST_CASE("A report of somebody absent waits to be read in and then counts as heard",
          "[view][REQ-095]") {
    Opening room;
    const auto nurse = room.person("School nurse", "school-nurse", Attendance::absent_with_report);
    room.put(ReportReceived{nurse, room.moment.now, true, true, {}, {}, {}});
    room.enter(Stage::information);
    const auto row = [&] { return room.information().speakers.front(); };
    CHECK(row().absent_report);
    CHECK_FALSE(row().done);
    room.say(Say<ReportReadIn>{{nurse, room.moment.now}});
    CHECK(row().done);
}

TEST_CASE("Home puts the running conference first and gives one filled button", "[view]") {
    Opening room;
    std::vector<HomeEntry> entries(3);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        entries[i].id.bytes[0] = static_cast<std::uint8_t>(i + 1);
        entries[i].planned_start = room.moment.now;
        entries[i].planned_start.minute += static_cast<std::int32_t>(i) * 60;
    }
    entries[2].stage = Stage::information;
    const auto view = make_home_view(entries, {&room.rules.procedure}, room.moment);
    REQUIRE(view.today.size() == 3);
    CHECK(view.today.front().running);
    CHECK(view.today.front().primary);
    CHECK_FALSE(view.today.at(1).primary);
    CHECK_FALSE(view.today.at(2).primary);
}

TEST_CASE("Home says of an erased conference that it was, who had it erased, and opens nothing",
          "[view][erase]") {
    const Opening room;
    HomeEntry entry;
    entry.stage = Stage::closed;
    entry.planned_start = room.moment.now;
    entry.planned_start.date = entry.planned_start.date - 400;
    entry.closed_at = entry.planned_start;
    entry.erased_at = room.moment.now;
    entry.erased_by = "officer-1, officer-3";
    const auto home = make_home_view({entry}, {&room.rules.procedure}, room.moment);
    REQUIRE(home.past.size() == 1);
    const auto& card = home.past.front();
    CHECK(card.open.empty());
    CHECK(card.closed);
    CHECK(card.state.find("officer-1, officer-3") != std::string::npos);
    CHECK(card.state.find(say_date(room.moment.now.date)) != std::string::npos);
    CHECK(card.title == "Erased conference");
    CHECK(home.sending_text.find('1') == std::string::npos);  // it is none of the finished ones
}

TEST_CASE("The lock screen names nobody and no conference", "[view]") {
    LockFacts facts;
    facts.now = Room{}.moment.now;
    const auto view = make_lock_view(facts);
    CHECK(view.clock == "10:00");
    CHECK(view.title == "Tuesday 30 March");
    CHECK_FALSE(view.blocked_by.empty());
    CHECK((view.text + view.note).find("Family") == std::string::npos);
}

TEST_CASE("A PIN that does not match says how many tries are left and no digit", "[view]") {
    Opening room;
    HandFacts facts;
    facts.step = HandStep::pin;
    facts.person = room.person("Police", "police");
    facts.problem = "That PIN does not match. 4 tries left.";
    const auto view = make_hand_view(room.state, room.rules, facts);
    CHECK(view.pin_message == facts.problem);
    CHECK(view.pin_title.find("Police") != std::string::npos);
    CHECK(view.digits == person_pin_digits);
}

TEST_CASE("The thank-you screen says the same for every purpose and every choice", "[view]") {
    Opening room;
    HandFacts facts;
    facts.step = HandStep::thanks;
    facts.person = room.person("Police", "police");
    facts.purpose = Handover::ballot;
    const auto one = make_hand_view(room.state, room.rules, facts);
    facts.purpose = Handover::sign_in;
    const auto two = make_hand_view(room.state, room.rules, facts);
    CHECK(one.title == two.title);
    CHECK(one.text == two.text);
}

TEST_CASE("While too few are here, stopping asks for how the child is kept safe and has a last day",
          "[view][REQ-067]") {
    Opening room;
    room.person("Social worker", "social-worker");
    room.moment.sheet.name = adjourn_sheet;
    const auto sheets = make_room_sheets(room.state, room.rules, room.moment);
    REQUIRE(sheets.adjourn.has_value());
    CHECK(sheets.adjourn->interim_needed);
    REQUIRE(sheets.adjourn->latest.has_value());
    CHECK(sheets.adjourn->start.date <= *sheets.adjourn->latest);
    CHECK(sheets.adjourn->need_within.find(sheets.adjourn->latest->iso()) != std::string::npos);
    CHECK(sheets.adjourn->blocked.empty());
}

TEST_CASE("Between two sittings only the next one is offered, and then nobody is here yet",
          "[view][REQ-309]") {
    Opening room;
    room.person("Social worker", "social-worker");
    auto resumes = room.moment.now;
    resumes.date = resumes.date + 7;
    room.put(ConferenceAdjourned{room.moment.now, "Too few.", "With her aunt.", resumes});
    auto sheets = make_room_sheets(room.state, room.rules, room.moment);
    REQUIRE(sheets.adjourned.has_value());
    CHECK(sheets.adjourned->text.find(say_date_and_time(resumes)) != std::string::npos);
    CHECK(sheets.adjourned->text.find("aunt") == std::string::npos);
    room.put(ConferenceResumed{resumes});
    room.moment.now = resumes;
    sheets = make_room_sheets(room.state, room.rules, room.moment);
    CHECK_FALSE(sheets.adjourned.has_value());
    CHECK_FALSE(card(room.introductions(), "Social worker").chosen.has_value());
}

TEST_CASE("Home says until when a conference is adjourned, and that one was cancelled",
          "[view][REQ-297][REQ-309]") {
    const Opening room;
    HomeEntry entry;
    entry.planned_start = room.moment.now;
    entry.stage = Stage::information;
    entry.adjourned_until = room.moment.now;
    auto home = make_home_view({entry}, {&room.rules.procedure}, room.moment);
    REQUIRE(home.today.size() == 1);
    CHECK(home.today[0].state == "Adjourned until " + say_date_and_time(room.moment.now));
    CHECK(home.today[0].target.place == Place::information);
    entry.adjourned_until.reset();
    entry.stage = Stage::closed;
    entry.closed_at = room.moment.now;
    entry.cancelled = true;
    home = make_home_view({entry}, {&room.rules.procedure}, room.moment);
    CHECK(home.today[0].state.rfind("Cancelled", 0) == 0);
    entry.not_convened = true;
    home = make_home_view({entry}, {&room.rules.procedure}, room.moment);
    CHECK(home.today[0].state.rfind("Not convened", 0) == 0);
}
