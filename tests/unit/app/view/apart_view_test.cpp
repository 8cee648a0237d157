// SPDX-License-Identifier: Apache-2.0
// What is said while some are out of the room, and who is kept out: nothing of either is in a view
// that the room may read.
#include <algorithm>

#include "app/view/decision.hpp"
#include "app/view/information.hpp"
#include "app/view/kept_out.hpp"
#include "app/view/person_sheet.hpp"
#include "app/view/risk.hpp"
#include "app/view/sheets.hpp"
#include "tests/unit/app/view/decision_room.hpp"

using namespace cpc;
using namespace cpc::conference;
using namespace cpc::view;
using namespace cpc::view::test;

namespace {

constexpr const char* secret = "A third adult is under observation.";

struct Meeting {
    Room room;
    ChildId child = room.child("CD", "2018-02-11");
    PersonId chair = room.person("Chair", "chair");
    PersonId worker = room.person("Social worker", "social-worker");
    PersonId police = room.person("Police", "police");
    PersonId school = room.person("School", "school");
    PersonId mother = room.person("Mother", "mother");
    PersonId observer = room.person("Observer", "observer");
    ContributionId shared, restricted;

    Meeting() {
        room.enter(Stage::introductions);
        room.enter(Stage::information);
        room.moment.place = Place::information;
        shared = say(school, "CD comes late on Mondays.");
    }
    ContributionId say(PersonId who, const std::string& text) {
        ContributionRecorded said;
        said.contribution = room.fresh<ContributionId>();
        said.speaker = who;
        said.label = Label::fact;
        said.text = text;
        said.children = {child};
        room.say(Say<ContributionRecorded>{said});
        return said.contribution;
    }
    void step_out(const std::vector<PersonId>& out = {}) {
        SegmentStarted started;
        started.segment = room.fresh<SegmentId>();
        started.reason = "Intelligence on a third adult.";
        started.out = out;
        room.say(Say<SegmentStarted>{started});
    }
    void come_back() { room.say(Say<SegmentEnded>{{}}); }
    [[nodiscard]] InformationView view() {
        room.moment.family_can_see = room.state.family_in_room();
        return make_information_view(room.state, room.rules, room.moment);
    }
};

bool shows(const InformationView& view, const std::string& text) {
    return std::any_of(view.contributions.begin(), view.contributions.end(), [&](const auto& each) {
        const bool corrected =
            std::any_of(each.corrections.begin(), each.corrections.end(),
                        [&](const auto& c) { return c.text.find(text) != std::string::npos; });
        const bool conflicts =
            std::any_of(each.conflicts.begin(), each.conflicts.end(),
                        [&](const auto& c) { return c.find(text) != std::string::npos; });
        return each.text.find(text) != std::string::npos || corrected || conflicts;
    });
}

bool offers(const std::vector<PersonLine>& people, PersonId id) {
    return std::any_of(people.begin(), people.end(),
                       [&](const auto& line) { return line.id == id; });
}

}  // namespace

TEST_CASE("While a part is held apart the banner names who is in the room and only they may speak",
          "[view][REQ-275][REQ-053]") {
    Meeting meeting;
    REQUIRE_FALSE(meeting.view().apart);
    meeting.step_out();
    const auto view = meeting.view();
    REQUIRE(view.apart);
    CHECK(view.apart->banner.find("Chair, Social worker, Police and School") != std::string::npos);
    CHECK(view.apart->banner.find("Mother") == std::string::npos);
    CHECK(view.apart->out.find("Mother and Observer") != std::string::npos);
    CHECK(offers(view.add.speakers, meeting.police));
    CHECK_FALSE(offers(view.add.speakers, meeting.mother));
    CHECK_FALSE(offers(view.add.presenters, meeting.mother));
    CHECK_FALSE(offers(view.add.presenters, meeting.observer));
    CHECK(view.frame.tabs.empty());
    CHECK(view.frame.room_line.empty());  // no family is in the room
    CHECK(view.views.empty());
}

TEST_CASE("What was said apart is in no view once everybody is back", "[view][REQ-290][REQ-275]") {
    Meeting meeting;
    meeting.step_out();
    meeting.restricted = meeting.say(meeting.police, secret);
    ConflictPaired pair;
    pair.first = meeting.restricted;
    pair.second = meeting.shared;
    meeting.room.say(Say<ConflictPaired>{pair});
    CHECK(shows(meeting.view(), "third adult"));
    meeting.come_back();

    auto view = meeting.view();
    CHECK_FALSE(view.apart);
    CHECK_FALSE(shows(view, "third adult"));
    REQUIRE(view.contributions.size() == 1);
    CHECK(view.contributions.front().conflicts.empty());
    const auto police = std::find_if(view.speakers.begin(), view.speakers.end(),
                                     [&](const auto& row) { return row.id == meeting.police; });
    REQUIRE(police != view.speakers.end());
    CHECK(police->detail == "Not heard yet");  // not even how much they said

    meeting.room.moment.sheet = {"contribution", {}, meeting.restricted};
    CHECK_FALSE(meeting.view().contribution);
    meeting.room.moment.sheet = {"contribution", {}, meeting.shared};
    view = meeting.view();
    REQUIRE(view.contribution);
    CHECK(view.contribution->others.empty());
    CHECK(view.contribution->open_conflicts.empty());

    // Also with no family left in the room: an observer and a supporter were out as well.
    meeting.room.say(Say<PersonLeft>{{meeting.mother, meeting.room.moment.now, "Work."}});
    meeting.room.moment.sheet = {};
    CHECK_FALSE(shows(meeting.view(), "third adult"));
}

TEST_CASE("A later part without others shows nothing of the earlier one", "[view][REQ-276]") {
    Meeting meeting;
    meeting.step_out();
    meeting.restricted = meeting.say(meeting.police, secret);
    meeting.come_back();
    meeting.step_out({meeting.mother, meeting.police, meeting.school});
    CHECK_FALSE(shows(meeting.view(), "third adult"));
    CHECK(shows(meeting.view(), "late on Mondays"));
}

TEST_CASE("A line of the risk can rest on what was said apart, and names neither word nor speaker",
          "[view][REQ-124][REQ-290]") {
    Meeting meeting;
    meeting.step_out();
    meeting.restricted = meeting.say(meeting.police, secret);
    meeting.come_back();
    meeting.room.enter(Stage::risk);
    meeting.room.moment.place = Place::risk;
    const auto view = make_risk_view(meeting.room.state, meeting.room.rules, meeting.room.moment);
    REQUIRE(view.evidence.size() == 2);
    CHECK(view.evidence.back().id == meeting.restricted);
    CHECK(view.evidence.back().label == "Recorded apart, point 1");
    CHECK(view.evidence.back().text.find("third") == std::string::npos);
}

TEST_CASE("A correction made apart stands beside what everybody reads only in that part",
          "[view][REQ-275][REQ-290]") {
    Meeting meeting;
    meeting.step_out();
    CorrectionLinked correction;
    correction.contribution = meeting.room.fresh<ContributionId>();
    correction.original = meeting.shared;
    correction.by = meeting.police;
    correction.text = secret;
    meeting.room.say(Say<CorrectionLinked>{correction});
    CHECK(shows(meeting.view(), "third adult"));
    meeting.come_back();
    CHECK_FALSE(shows(meeting.view(), "third adult"));
    CHECK(shows(meeting.view(), "late on Mondays"));
    const auto sheet = make_said_apart_sheet(meeting.room.state, meeting.room.rules);
    REQUIRE(sheet.parts.size() == 1);
    REQUIRE(sheet.parts.front().said.size() == 1);
    CHECK(sheet.parts.front().said.front().corrections.front().find("third adult") !=
          std::string::npos);
}

TEST_CASE("The chair reads again who was out, why, and what was said", "[view][REQ-275]") {
    Meeting meeting;
    meeting.step_out();
    meeting.restricted = meeting.say(meeting.police, secret);
    meeting.come_back();
    const auto sheet = make_said_apart_sheet(meeting.room.state, meeting.room.rules);
    REQUIRE(sheet.parts.size() == 1);
    CHECK(sheet.parts.front().reason == "Intelligence on a third adult.");
    CHECK(sheet.parts.front().out.find("Mother") != std::string::npos);
    REQUIRE(sheet.parts.front().said.size() == 1);
    CHECK(sheet.parts.front().said.front().text == secret);
    CHECK(chair_only(said_apart_sheet));
    CHECK(chair_only(step_out_sheet));
    CHECK(chair_only(kept_out_sheet));
}

TEST_CASE("Opening a part offers the procedure's own choice and asks for the reason in its words",
          "[view][REQ-275][REQ-053]") {
    Meeting meeting;
    const auto sheet =
        make_step_out_sheet(meeting.room.state, meeting.room.rules, meeting.room.moment);
    REQUIRE(sheet);
    for (const auto& row : sheet->people)
        CHECK(row.out == (row.id == meeting.mother));
    CHECK(sheet->always_out.find("Observer") != std::string::npos);
    CHECK(sheet->need_reason.find("The chair opens a restricted part") != std::string::npos);
    CHECK(sheet->blocked.empty());
    CHECK(sheet->redaction.size() == 4);
    meeting.step_out();
    CHECK_FALSE(make_step_out_sheet(meeting.room.state, meeting.room.rules, meeting.room.moment));
}

TEST_CASE("What blocks a decision to keep somebody out is what the rules say, in their order",
          "[view][REQ-320][REQ-323][REQ-326][REQ-303]") {
    Meeting meeting;
    const auto sheet =
        make_kept_out_sheet(meeting.room.state, meeting.room.rules, meeting.room.moment);
    REQUIRE(sheet.people.size() == 2);  // the mother and the observer, nobody who counts
    ExclusionWish wish;
    const auto rule_says = [&] {
        ExclusionDecided decided;
        decided.person = meeting.mother;
        decided.grounds = wish.grounds;
        decided.whole = wish.whole.value_or(false);
        decided.facts = wish.facts;
        decided.discussed_before = wish.discussed;
        decided.discussed_by = wish.discussed_by;
        const auto answer = decide(meeting.room.state, meeting.room.rules,
                                   {meeting.room.moment.now, {}}, Say<ExclusionDecided>{decided});
        const auto* refusal = std::get_if<Refusal>(&answer);
        return refusal == nullptr ? std::string{} : refusal_text(*refusal);
    };
    CHECK(exclusion_missing(sheet, wish) == rule_says());
    wish.whole = true;
    wish.grounds = {"pending-prosecution"};
    CHECK(exclusion_missing(sheet, wish) == rule_says());
    CHECK(rule_says().find("not enough") != std::string::npos);
    wish.grounds = {"special-circumstances"};
    CHECK(exclusion_missing(sheet, wish) == rule_says());
    wish.grounds = {"pending-prosecution", "violence"};
    CHECK(exclusion_missing(sheet, wish) == rule_says());
    wish.facts = "She threatened the school.";
    wish.discussed = true;
    CHECK(exclusion_missing(sheet, wish) == rule_says());
    CHECK_FALSE(rule_says().empty());
    wish.discussed_by = "Social worker";
    CHECK(exclusion_missing(sheet, wish).empty());
    CHECK(rule_says().empty());
    wish.told = false;
    CHECK_FALSE(exclusion_missing(sheet, wish).empty());
}

TEST_CASE("The room reads nothing of a decision to keep somebody out, the chair all of it",
          "[view][REQ-290][REQ-303][REQ-325]") {
    Meeting meeting;
    ExclusionDecided decided;
    decided.person = meeting.mother;
    decided.grounds = {"violence"};
    decided.facts = "She threatened the school.";
    decided.discussed_before = true;
    decided.discussed_by = "Social worker";
    decided.privacy_note = "She is heard in writing.";
    meeting.room.say(Say<ExclusionDecided>{decided});
    meeting.room.say(Say<ObjectionRaised>{{meeting.police, meeting.mother, "Bail.", {}}});
    const auto person = make_person_sheet(meeting.room.state, meeting.room.rules,
                                          meeting.room.moment, meeting.mother);
    REQUIRE(person);
    CHECK(person->kept_out == "Part of the meeting only");
    for (const auto& way : person->ways)
        CHECK(way.attendance != Attendance::excluded_partly);
    CHECK(make_person_sheet(meeting.room.state, meeting.room.rules, meeting.room.moment,
                            meeting.police)
              ->kept_out.empty());

    const auto sheet =
        make_kept_out_sheet(meeting.room.state, meeting.room.rules, meeting.room.moment);
    const auto& row = sheet.people.front();
    REQUIRE(row.id == meeting.mother);
    CHECK(row.decided);
    std::string told;
    for (const auto& [label, value] : row.facts)
        told += value + "\n";
    for (const auto* part : {"threatened the school", "Very likely to be violent", "Social worker",
                             "heard in writing", "A part of it"})
        CHECK(told.find(part) != std::string::npos);
    REQUIRE(row.objections.size() == 1);
    CHECK(row.objections.front().find("after the meeting had begun") != std::string::npos);
    REQUIRE(row.ways.size() == 1);  // for a part only: the whole meeting is not offered
    CHECK(row.ways.front().attendance == Attendance::excluded_partly);
    CHECK(row.way_done == "Mother: part of the meeting.");
}
