// SPDX-License-Identifier: Apache-2.0
// Every rule that refuses about the request, stages, presence, sittings, restricted parts and what
// is told: one refusal each, and beside it what is accepted.
#include <algorithm>

#include "support.hpp"

namespace cpc::conference {
namespace {

using test::DecisionRoom;
using test::id_of;
using test::Room;

PointConfirmed point(const std::string& id, const std::string& note = {}) {
    return {id, {}, note, false};
}

// Ready to start: a child, the chair's own words, nobody left out.
void prepared(Room& room) {
    for (const auto& item : room.rules.procedure.the<procedure::ChairRule>().confirmations) {
        auto said = point(item.id, "Words.");
        if (!item.answers.empty()) said.answer = item.answers.front().id;
        room.put(said);
    }
}

TEST_CASE(
    "a request needs who, from where, why and who answers it; it is answered once it is there",
    "[REQ-017][REQ-018][REQ-020]") {
    Room room{"fife-cpcc", "initial"};
    CHECK(room.refused(Say<RequestAnswered>{{true, {}, {}, {}}}) == "request.known");
    RequestReceived request;
    request.requester = "Ms Bell";
    request.received = test::day("2027-03-01");
    request.type = "initial";
    CHECK(room.refused(Say<RequestReceived>{request}) == "request.complete");
    request.reason = "Bruises.";
    CHECK(room.refused(Say<RequestReceived>{request}) == "request.complete");
    // A grandmother asks for an early review: she has no agency and needs none.
    auto early = request;
    early.early_review = true;
    early.type = "review";
    Room family{"abc-ew-register", "review"};
    CHECK(family.refused(Say<RequestReceived>{early}).empty());
    request.agency = "School";
    request.manager = "Team Manager";
    room.say(Say<RequestReceived>{request});
    CHECK(room.refused(Say<RequestReceived>{request}) == "request.once");
    CHECK(room.refused(Say<RequestAnswered>{{false, "Too little.", {}, {}}}) ==
          "request.refusal-reasons");
    CHECK(room.refused(Say<RequestAnswered>{{false, "", test::day("2027-03-02"), "SM"}}) ==
          "request.refusal-reasons");
    room.say(Say<RequestAnswered>{{false, "Too little.", test::day("2027-03-02"), "SM"}});
    room.child("CD");
    prepared(room);
    CHECK(room.refused(EnterStage{Stage::introductions, {}}) == "request.refused");
    room.say(Say<RequestAnswered>{{true, {}, {}, {}}});
    CHECK(room.refused(EnterStage{Stage::introductions, {}}) == "people.left-out");
}

TEST_CASE("it starts with a child, the chair's own words and everybody who is always asked",
          "[REQ-045][REQ-046][REQ-035][REQ-036][REQ-319]") {
    Room room{"torbay-cpp", "initial"};
    CHECK(room.refused(EnterStage{Stage::introductions, {}}) == "conference.has-a-child");
    room.child("CD");
    const auto refusal = room.refusal(EnterStage{Stage::introductions, {}});
    CHECK(refusal.rule == "chair.confirmed");
    CHECK(refusal.requirement == "REQ-046");
    CHECK_FALSE(refusal.cites.empty());
    // Independence is said or it is not so: it is no point to go on without.
    auto waived = point("independent", "I am her manager, but it is fine.");
    waived.waived = true;
    CHECK(room.refused(Say<PointConfirmed>{waived}) == "chair.confirmed");
    prepared(room);
    CHECK(room.refused(EnterStage{Stage::introductions, {}}).empty());
    Room fife{"fife-cpcc", "initial"};
    fife.child("CD");
    prepared(fife);
    CHECK(fife.refused(EnterStage{Stage::introductions, {}}) == "people.left-out");
    for (const auto* role : {"social-worker", "team-manager", "mother", "father"})
        fife.person(role);
    CHECK(fife.refused(Say<PointConfirmed>{point("omit-child")}) == "stage.needed-points");
    fife.say(Say<PointConfirmed>{point("omit-child", "Two months old.")});
    CHECK(fife.refused(EnterStage{Stage::introductions, {}}).empty());
}

TEST_CASE("stages come in order; skipping and reopening need the reason", "[REQ-026]") {
    DecisionRoom room;
    CHECK(room.refused(EnterStage{Stage::risk, {}}) == "stage.in-order");
    CHECK(room.refused(EnterStage{Stage::decision, "Again."}) == "stage.in-order");
    CHECK(room.refused(EnterStage{Stage::closed, "Now."}) == "stage.in-order");
    CHECK(room.refused(EnterStage{Stage::risk, "A fact came late."}).empty());
    CHECK(room.refused(LockResult{room.cd, {"neglect"}}) == "stage.right-one");
    CHECK(room.refused(CloseConference{}) == "stage.right-one");
    CHECK(room.refused(EnterStage{Stage::decision, {}}, room.police) == "chair.only");
}

TEST_CASE(
    "the introductions end when each person is recorded, introduced, and the agencies are here",
    "[REQ-040][REQ-066][REQ-067][REQ-072]") {
    Room room{"torbay-cpp", "initial"};
    room.child("CD");
    room.stage(Stage::introductions);
    const auto worker = room.person("social-worker");
    auto police = room.state.people.at(room.person("police")).invited;
    police.key_agency = true;
    room.put(police);
    const EnterStage onward{Stage::information, {}};
    CHECK(room.refused(onward) == "attendance.all-recorded");
    room.say(Say<AttendanceMarked>{{worker, Attendance::in_person, room.now, {}}});
    room.say(
        Say<AttendanceMarked>{{police.person, Attendance::absent_without_report, room.now, {}}});
    CHECK(room.refused(onward) == "attendance.key-absent");
    CHECK(room.refused(Say<PointConfirmed>{point("key-absent")}) == "stage.needed-points");
    room.say(Say<PointConfirmed>{point("key-absent", "The sergeant rang.")});
    CHECK(room.refused(onward) == "introductions.all-introduced");
    room.say(Say<PersonIntroduced>{{worker}});
    CHECK(room.refused(onward) == "stage.needed-points");
    for (const auto& open : open_points(room.state, room.rules.procedure, Stage::introductions)) {
        auto said = point(point_key(*open.item, room.state, open.child), "Words.");
        if (!open.item->answers.empty()) said.answer = open.item->answers.front().id;
        room.put(said);
    }
    CHECK(room.refused(onward) == "quorum");
    CHECK(room.refused(Say<PointConfirmed>{point("quorum.proceed")}) == "stage.needed-points");
    room.say(Say<PointConfirmed>{point("quorum.proceed", "The child goes home today.")});
    CHECK(room.refused(onward).empty());
}

TEST_CASE("skipping the introductions does not go round the quorum", "[REQ-067]") {
    Room room{"torbay-cpp", "initial"};
    room.child("CD");
    prepared(room);
    for (const auto& open : open_points(room.state, room.rules.procedure, Stage::introductions)) {
        auto said = point(point_key(*open.item, room.state, open.child), "Words.");
        if (!open.item->answers.empty()) said.answer = open.item->answers.front().id;
        room.put(said);
    }
    CHECK(room.refused(EnterStage{Stage::information, "Everybody knows us."}) == "quorum");
    const auto gp = room.person("gp");
    CHECK(room.refused(Say<PersonArrived>{{gp, room.now, Attendance::in_person, true}}) ==
          "stage.right-one");
}

TEST_CASE("a transfer does not start without somebody of the authority the child comes from",
          "[REQ-058]") {
    DecisionRoom room{"fife-cpcc", "transfer"};
    room.stage(Stage::introductions);
    for (const auto id : room.state.person_order)
        room.put(PersonIntroduced{id});
    room.tick(Stage::introductions);
    const auto refusal = room.refusal(EnterStage{Stage::information, {}});
    CHECK(refusal.rule == "people.must-attend");
    CHECK(refusal.requirement == "REQ-058");
    CHECK(room.refused(Say<PointConfirmed>{point("must-attend")}) == "stage.needed-points");
    room.say(Say<PointConfirmed>{point("must-attend", "Their train is late.")});
    CHECK(room.refused(EnterStage{Stage::information, {}}).empty());
}

TEST_CASE(
    "presence: who is not here cannot leave, who leaves early says why, who comes late is told",
    "[REQ-042][REQ-081][REQ-340]") {
    DecisionRoom room;
    const auto late = room.person("gp", "Second practice");
    CHECK(room.refused(Say<PersonLeft>{{late, room.now, "Ill."}}) == "people.is-here");
    CHECK(room.refused(Say<PersonIntroduced>{{late}}) == "people.is-here");
    CHECK(room.refused(Say<PersonIntroduced>{{id_of<PersonId>(99)}}) == "people.known");
    CHECK(room.refused(Say<PersonArrived>{{late, room.now, Attendance::in_person, false}}) ==
          "information.late-comer-told");
    room.say(Say<PersonArrived>{{late, room.now, Attendance::in_person, true}});
    CHECK(room.refused(Say<PersonArrived>{{late, room.now, Attendance::in_person, true}}) ==
          "people.is-here");
    CHECK(room.refused(Say<PersonLeft>{{late, room.now, {}}}) == "people.leaving-reason");
    // Marking somebody absent is no way round it, and does not undo that they were here.
    AttendanceMarked gone{late, Attendance::absent_without_report, room.now, {}};
    CHECK(room.refused(Say<AttendanceMarked>{gone}) == "people.leaving-reason");
    gone.note = "Called to a patient.";
    room.say(Say<AttendanceMarked>{gone});
    REQUIRE(room.state.people.at(late).presence.size() == 1);
    CHECK(room.state.people.at(late).presence[0].reason == "Called to a patient.");
}

TEST_CASE("a point's answer is one of its answers, with the words it asks for", "[REQ-026]") {
    Room room{"fife-cpcc", "initial"};
    auto said = point("reviewing-service");
    CHECK(room.refused(Say<PointConfirmed>{said}) == "stage.point-answer");
    said.answer = "no";
    CHECK(room.refused(Say<PointConfirmed>{said}) == "stage.point-answer");
    said.note = "On leave; the deputy chairs.";
    CHECK(room.refused(Say<PointConfirmed>{said}).empty());
}

TEST_CASE("an adjournment has its reason, a later date and, without a quorum, the child kept safe",
          "[REQ-067][REQ-309]") {
    Room room{"torbay-cpp", "initial"};
    const auto cd = room.child("CD");
    CHECK(room.refused(Say<ConferenceResumed>{}) == "adjourn.not");
    room.stage(Stage::introductions);
    const auto worker = room.here("social-worker");
    ConferenceAdjourned stop;
    CHECK(room.refused(Say<ConferenceAdjourned>{stop}) == "adjourn.reason");
    stop.reason = "Too few agencies.";
    CHECK(room.refused(Say<ConferenceAdjourned>{stop}) == "adjourn.date");
    stop.resumes = test::moment(room.rules, test::day("2027-04-20"), 600);
    CHECK(room.refused(Say<ConferenceAdjourned>{stop}) == "adjourn.interim");
    stop.interim_arrangements = "Stays with the grandmother.";
    // Ten working days over Easter end on 15 April.
    CHECK(room.refused(Say<ConferenceAdjourned>{stop}) == "adjourn.within");
    stop.resumes = test::moment(room.rules, test::day("2027-04-13"), 600);
    room.say(Say<ConferenceAdjourned>{stop});
    CHECK(room.refused(Say<ContinuingRiskRecorded>{{cd, true}}) == "conference.adjourned");
    CHECK(room.refused(CloseConference{}) == "conference.adjourned");
    room.say(Say<ConferenceResumed>{});
    CHECK(room.state.sittings.size() == 2);
    CHECK(room.state.people.at(worker).presence.size() == 1);  // of the first sitting
    CHECK_FALSE(room.state.people.at(worker).here());
}

TEST_CASE("a break lies within the meeting, after the one before it, and is over", "[REQ-309]") {
    Room room{"torbay-cpp", "initial"};
    const auto at = [&](std::int32_t minutes) {
        auto then = room.now;
        then.minute += minutes;
        return then;
    };
    CHECK(room.refused(Say<BreakTaken>{{room.now, room.now}}) == "stage.right-one");
    room.stage(Stage::introductions);
    CHECK(room.refused(Say<BreakTaken>{{at(-60 * 24), room.now}}) == "break.times");
    CHECK(room.refused(Say<BreakTaken>{{room.now, at(1)}}) == "break.times");
    CHECK(room.refused(Say<BreakTaken>{{room.now, at(-1)}}) == "break.times");
    room.say(Say<BreakTaken>{{room.now, room.now}});
    CHECK(room.refused(Say<BreakTaken>{{at(-1), room.now}}) == "break.times");
    CHECK(room.state.breaks.size() == 1);
}

TEST_CASE("a conference that is called off says why, is a record, and keeps what was decided",
          "[REQ-297][REQ-173]") {
    DecisionRoom room;
    CHECK(room.refused(CancelConference{" "}) == "cancel.reason");
    room.vote(0);
    room.tick(Stage::decision);
    room.say(LockResult{room.cd, room.categories()});
    room.say(CancelConference{"The fire alarm."});
    CHECK(room.state.closed.has_value());
    CHECK(room.state.cancelled->reason == "The fire alarm.");
    CHECK(room.state.children.at(room.cd).result.has_value());
    CHECK(room.refused(OpenBallot{room.cd}) == "conference.closed");
}

TEST_CASE("a restricted part is the chair's, with a reason, one at a time, and keeps somebody out",
          "[REQ-275][REQ-053]") {
    DecisionRoom room;
    SegmentStarted part{id_of<SegmentId>(5), {}, "Medical facts.", {}, {}};
    CHECK(room.refused(Say<SegmentEnded>{}) == "segment.one");
    CHECK(room.refused(Say<SegmentStarted>{part}, room.police) == "segment.reason");
    auto of_no_list = part;
    of_no_list.redaction = std::vector<std::string>{"because-we-say-so"};
    CHECK(room.refused(Say<SegmentStarted>{of_no_list}) == "segment.redaction-known");
    Room nobody{"torbay-cpp", "initial"};
    nobody.stage(Stage::introductions);
    nobody.here("gp");
    CHECK(nobody.refused(Say<SegmentStarted>{part}) == "segment.somebody-out");
    room.say(Say<SegmentStarted>{part});
    CHECK(room.refused(OpenBallot{room.cd}) == "segment.open");
    ContributionRecorded said;
    said.contribution = id_of<ContributionId>(1);
    said.speaker = room.mother;
    said.text = "I can hear you.";
    CHECK(room.refused(Say<ContributionRecorded>{said}) == "segment.out-of-the-room");
    said.speaker = room.gp;
    said.presenter = room.mother;
    CHECK(room.refused(Say<ContributionRecorded>{said}) == "segment.out-of-the-room");
    said.presenter = {};
    room.say(Say<ContributionRecorded>{said});
    CHECK(room.state.contributions[0].said.segment == part.segment);
    const CorrectionLinked mended{id_of<ContributionId>(2), said.contribution, room.mother, "No."};
    CHECK(room.refused(Say<CorrectionLinked>{mended}) == "segment.out-of-the-room");
}

ContributionRecorded words_of(Room& room, PersonId speaker, const std::string& text) {
    ContributionRecorded said;
    said.contribution = room.fresh<ContributionId>();
    said.speaker = speaker;
    said.text = text;
    room.say(Say<ContributionRecorded>{said});
    return said;
}

TEST_CASE("what stands beside something said in a restricted part is as restricted as that",
          "[REQ-093][REQ-103][REQ-275]") {
    DecisionRoom room;
    room.stage(Stage::information);
    const auto open = words_of(room, room.school, "Attendance is good.");
    const SegmentStarted part{id_of<SegmentId>(5), {}, "Medical facts.", {}, {}};
    room.say(Say<SegmentStarted>{part});
    const auto apart = words_of(room, room.gp, "A test came back.");
    // Beside something open, but said in the part.
    room.say(Say<CorrectionLinked>{
        {room.fresh<ContributionId>(), open.contribution, room.gp, "Not since the test."}});
    room.say(Say<SegmentEnded>{});
    CHECK(room.state.contribution(open.contribution)->corrections[0].segment == part.segment);
    // With everybody back: still of the part, and never by somebody who was out of it.
    CorrectionLinked later{room.fresh<ContributionId>(), apart.contribution, room.police,
                           "It was in May."};
    room.say(Say<CorrectionLinked>{later});
    CHECK(room.state.contribution(apart.contribution)->corrections[0].segment == part.segment);
    later.by = room.mother;
    CHECK(room.refused(Say<CorrectionLinked>{later}) == "segment.out-of-the-room");
    room.say(Say<ConflictPaired>{{open.contribution, apart.contribution, false}});
    CHECK(room.state.conflicts[0].segment == part.segment);
    // What was said before everybody stays so.
    room.say(Say<CorrectionLinked>{
        {room.fresh<ContributionId>(), open.contribution, room.mother, "And he likes it."}});
    CHECK_FALSE(room.state.contribution(open.contribution)->corrections[1].segment.has_value());
}

TEST_CASE("two restricted parts do not learn of each other", "[REQ-275]") {
    DecisionRoom room;
    room.stage(Stage::information);
    const SegmentStarted first{id_of<SegmentId>(5), {}, "Medical facts.", {}, {}};
    room.say(Say<SegmentStarted>{first});
    const auto medical = words_of(room, room.gp, "A test came back.");
    room.say(Say<SegmentEnded>{});
    const SegmentStarted second{id_of<SegmentId>(6), {}, "The investigation.", {}, {room.gp}};
    room.say(Say<SegmentStarted>{second});
    const auto criminal = words_of(room, room.police, "A charge is likely.");
    CHECK(room.refused(Say<CorrectionLinked>{{room.fresh<ContributionId>(), medical.contribution,
                                              room.police, "It fits."}}) == "segment.other-part");
    CHECK(room.refused(Say<ConflictPaired>{{medical.contribution, criminal.contribution, false}}) ==
          "segment.other-part");
    room.say(Say<SegmentEnded>{});
    CHECK(room.refused(Say<ConflictPaired>{{medical.contribution, criminal.contribution, false}}) ==
          "segment.other-part");
}

TEST_CASE("a record from before corrections said their part is read as restricted all the same",
          "[REQ-275]") {
    DecisionRoom room;
    ContributionRecorded apart;
    apart.contribution = id_of<ContributionId>(1);
    apart.speaker = room.gp;
    apart.text = "A test came back.";
    apart.segment = id_of<SegmentId>(5);
    room.put(apart);
    auto open = apart;
    open.contribution = id_of<ContributionId>(2);
    open.segment.reset();
    room.put(open);
    room.put(
        CorrectionLinked{id_of<ContributionId>(3), apart.contribution, room.police, "In May."});
    room.put(ConflictPaired{open.contribution, apart.contribution, false});
    CHECK(room.state.contribution(apart.contribution)->corrections[0].segment == apart.segment);
    CHECK(room.state.conflicts[0].segment == apart.segment);
}

TEST_CASE("whoever sends somebody else is not here: the other is, under their own name",
          "[REQ-040][REQ-148]") {
    DecisionRoom room;
    CHECK(room.refused(Say<AttendanceMarked>{{room.gp, Attendance::substitute, room.now, " "}}) ==
          "attendance.substitute-named");
    room.say(Say<AttendanceMarked>{{room.gp, Attendance::substitute, room.now, "Dr Other"}});
    CHECK_FALSE(room.state.person(room.gp)->here());
    const auto counts = [&](PersonId id) {
        const auto who = electorate(room.state, room.cd).counted;
        return std::find(who.begin(), who.end(), id) != who.end();
    };
    CHECK_FALSE(counts(room.gp));
    const auto other = room.here("gp");
    CHECK(counts(other));
    // For the procedures' own lists it is the same.
    for (const auto* id : {"abc-ew-register", "fife-cpcc", "torbay-cpp", "vic-intake", "eng-wt2023",
                           "wal-wsp", "sco-ng2023", "vic-2021"})
        for (const auto& status : test::rulebook(id).procedure.attendance) {
            CAPTURE(id, status.id);
            const auto engine = from_word<Attendance>(status.id);
            if (engine) CHECK(is_present(*engine) == status.present);
        }
}

TEST_CASE("a key agency that sent somebody else is here", "[REQ-040][REQ-066]") {
    Room room{"torbay-cpp", "initial"};
    room.stage(Stage::introductions);
    const auto named = room.person("police", "Police");
    auto invited = room.state.person(named)->invited;
    invited.key_agency = true;
    room.put(invited);
    room.put(AttendanceMarked{named, Attendance::substitute, room.now, "The sergeant"});
    CHECK(room.refused(EnterStage{Stage::information, {}}) == "attendance.key-absent");
    const auto sergeant = room.here("police", "Police");
    CHECK(room.refused(EnterStage{Stage::information, {}}) == "introductions.all-introduced");
    CHECK(room.state.person(sergeant)->here());
}

TEST_CASE("what a procedure's own text demands is not gone round; what it leaves open may be",
          "[REQ-026][REQ-045][REQ-308]") {
    DecisionRoom room;
    const auto waived = [](const std::string& id) {
        PointConfirmed said;
        said.point = id;
        said.note = "No time today.";
        said.waived = true;
        return Say<PointConfirmed>{said};
    };
    const auto refusal = room.refusal(waived("child-first"));
    CHECK(refusal.rule == "stage.not-waivable");
    CHECK(refusal.requirement == "REQ-075");
    CHECK(room.refused(waived("summed-up-and-asked@CD")) == "stage.not-waivable");
    CHECK(room.refused(waived("independent")) == "chair.confirmed");
    room.say(waived("apologies"));
    room.say(waived("parents-told"));
    auto silent = waived("parents-told");
    silent.fact.note = " ";
    CHECK(room.refused(silent) == "stage.needed-points");
    // Scotland lets the chair take the minutes too, with the reason.
    Room scotland{"sco-ng2023", "initial"};
    scotland.say(waived("not-the-minute-taker"));
}

TEST_CASE("information: each agency, each absent report and each view before the stage ends",
          "[REQ-088][REQ-095][REQ-097][REQ-098][REQ-385]") {
    DecisionRoom room;
    room.stage(Stage::information);
    const EnterStage onward{Stage::risk, {}};
    AgencyHeard heard{room.police, Heard::to_follow, {}, {}};
    CHECK(room.refused(Say<AgencyHeard>{heard}) == "information.agencies-heard");
    CHECK(room.refused(onward) == "information.agencies-heard");
    for (const auto id : room.counting())
        room.say(Say<AgencyHeard>{{id, Heard::contributed, {}, {}}});
    CHECK(room.refused(Say<ReportReadIn>{{room.police, room.now}}) ==
          "information.reports-read-in");
    const auto absent = room.person("police", "Other force");
    room.put(AttendanceMarked{absent, Attendance::absent_with_report, room.now, {}});
    ReportReceived report;
    report.author = absent;
    room.put(report);
    CHECK(room.refused(onward) == "information.reports-read-in");
    room.say(Say<ReportReadIn>{{absent, room.now}});
    CHECK(room.refused(onward) == "information.child-views");
    ViewsRecorded views;
    views.child = room.cd;
    CHECK(room.refused(Say<ViewsRecorded>{views}) == "information.child-views");
    views.text = "Wants to stay.";
    room.say(Say<ViewsRecorded>{views});
    CHECK(room.refused(onward) == "information.parent-views");
    // An unborn child has no views, and nobody waits for them.
    room.put(ChildAdded{id_of<ChildId>(60), "BB", {}, {}, test::day("2027-06-30")});
    CHECK(room.refused(onward) == "information.parent-views");
}

TEST_CASE("at a review each action that was carried over is marked before the risk is talked about",
          "[REQ-108]") {
    DecisionRoom room{"torbay-cpp", "review"};
    room.stage(Stage::information);
    for (const auto id : room.counting())
        room.put(AgencyHeard{id, Heard::contributed, {}, {}});
    room.put(ViewsRecorded{room.cd, {}, "Fine.", "present", {}});
    const auto action = id_of<ActionId>(9);
    CHECK(room.refused(Say<ActionReviewed>{{action, room.cd, Progress::done, {}}}) ==
          "information.action-known");
    room.say(Say<ActionCarried>{{action, room.cd, "Weekly visits", "Social worker", {}}});
    CHECK(room.refused(EnterStage{Stage::risk, {}}) == "information.progress");
    CHECK(room.refused(Say<ActionReviewed>{{action, room.cd, Progress::not_done, {}}}) ==
          "information.progress-words");
    room.say(Say<ActionReviewed>{{action, room.cd, Progress::not_done, "Nobody opened."}});
    CHECK(room.refused(EnterStage{Stage::risk, {}}) == "information.parent-views");
}

TEST_CASE("a correction stands beside something said; a risk has its degree; a summary comes first",
          "[REQ-093][REQ-113][REQ-114][REQ-123]") {
    DecisionRoom room;
    CHECK(room.refused(Say<CorrectionLinked>{{{}, id_of<ContributionId>(7), room.gp, "No."}}) ==
          "information.original-known");
    room.stage(Stage::risk);
    CHECK(room.refused(EnterStage{Stage::decision, {}}) == "risk.existing-and-future");
    RiskNoted risk{id_of<RiskId>(1), room.cd, RiskKind::existing, "Cold house.", "huge", {}, {}};
    CHECK(room.refused(Say<RiskNoted>{risk}) == "risk.degree");
    risk.severity = room.rules.procedure.risk.severity.front().id;
    risk.likelihood = room.rules.procedure.risk.likelihood.front().id;
    room.say(Say<RiskNoted>{risk});
    CHECK(room.refused(EnterStage{Stage::decision, {}}) == "risk.existing-and-future");
    risk.kind = RiskKind::future;
    room.say(Say<RiskNoted>{risk});
    CHECK(room.refused(EnterStage{Stage::decision, {}}) == "risk.summary");
}

}  // namespace
}  // namespace cpc::conference
