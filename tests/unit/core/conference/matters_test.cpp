// SPDX-License-Identifier: Apache-2.0
// What is put to the chair, the chair's answers, who may know of them, and the state of the minutes.
#include "core/conference/matters.hpp"

#include "core/conference/access.hpp"
#include "core/conference/sight.hpp"
#include "support.hpp"

namespace cpc::conference {
namespace {

using test::DecisionRoom;

struct MatterRoom : DecisionRoom {
    MatterRaised matter(MatterKind kind, PersonId by) {
        MatterRaised raised;
        raised.matter = fresh<MatterId>();
        raised.kind = kind;
        raised.by = by;
        raised.text = "What is asked.";
        if (kind == MatterKind::report || kind == MatterKind::other_purpose)
            raised.about = "The police";
        return raised;
    }
    MatterId asked(MatterKind kind, PersonId by) {
        const auto raised = matter(kind, by);
        say(Say<MatterRaised>{raised});
        return raised.matter;
    }
    void close() { put(ConferenceClosed{now, {}}); }
};

TEST_CASE("a question stands before the chair until it is answered, and no longer", "[REQ-077]") {
    MatterRoom room;
    CHECK(waiting(room.state).empty());
    const auto first = room.asked(MatterKind::clarification, room.mother);
    const auto second = room.asked(MatterKind::clarification, room.gp);
    REQUIRE(waiting(room.state).size() == 2);
    CHECK(waiting(room.state).front()->raised.matter == first);
    room.stage(Stage::plan);
    CHECK(waiting(room.state).size() == 2);
    room.say(Say<MatterAnswered>{{first, false, {}, {}, {}}});  // in the room, by word of mouth
    REQUIRE(waiting(room.state).size() == 1);
    CHECK(waiting(room.state).front()->raised.matter == second);
    CHECK(room.refused(Say<MatterAnswered>{{first, false, {}, "Again.", {}}}) == "matter.open");
    CHECK(room.refused(Say<MatterAnswered>{{room.fresh<MatterId>(), false, {}, "?", {}}}) ==
          "matter.open");
    room.close();
    CHECK(waiting(room.state).size() == 1);
    room.say(Say<MatterAnswered>{{second, false, {}, "Told by telephone.", {}}});
    CHECK(waiting(room.state).empty());
    CHECK(room.refused(Say<MatterRaised>{room.matter(MatterKind::clarification, room.gp)}) ==
          "matter.time");
}

TEST_CASE("what is put to the chair says who asks, what, and about what",
          "[REQ-077][REQ-261][REQ-279]") {
    MatterRoom room;
    auto raised = room.matter(MatterKind::clarification, room.gp);
    raised.text = "  ";
    CHECK(room.refused(Say<MatterRaised>{raised}) == "matter.words");
    raised.text = std::string(100'000, 'x');
    CHECK(room.refused(Say<MatterRaised>{raised}) == "text.length");
    raised = room.matter(MatterKind::clarification, {});
    CHECK(room.refused(Say<MatterRaised>{raised}) == "matter.asker");
    raised.asker = "A solicitor";  // from outside nobody takes part in the meeting
    CHECK(room.refused(Say<MatterRaised>{raised}) == "matter.asker");
    CHECK(room.refused(Say<MatterRaised>{room.matter(MatterKind::clarification,
                                                     test::id_of<PersonId>(999))}) ==
          "matter.asker");
    raised = room.matter(MatterKind::report, {});
    CHECK(room.refused(Say<MatterRaised>{raised}) == "matter.asker");
    raised.asker = "A solicitor";
    raised.about = " ";
    CHECK(room.refused(Say<MatterRaised>{raised}) == "matter.about");
    raised.about = "The police";
    CHECK(room.refused(Say<MatterRaised>{raised}).empty());
    CHECK(room.refused(Say<MatterRaised>{raised}) == "matter.open");  // the same once more
    // Only the chair writes it down and answers.
    CHECK(room.refused(Say<MatterRaised>{room.matter(MatterKind::report, room.gp)}, room.gp) ==
          "chair.only");
    CHECK(room.refused(Say<MatterAnswered>{{raised.matter, true, {}, "Yes.", {}}}, room.gp) ==
          "chair.only");
    CHECK(room.refused(Say<MatterAnswered>{{raised.matter, true, {}, " ", {}}}) ==
          "matter.reasons");
    room.say(Say<MatterAnswered>{{raised.matter, true, {}, "Released to the court.", {}}});
    REQUIRE(room.state.matters.back().answered);
    CHECK(room.state.matters.back().answered->granted);
    CHECK(room.state.matters.back().raised.at == room.now);
}

TEST_CASE("a worry about sharing is raised before the meeting, and its answer is kept",
          "[REQ-277]") {
    test::Room room{"torbay-cpp", "initial"};
    const auto worker = room.person("social-worker");
    MatterRaised worry{room.fresh<MatterId>(), MatterKind::sharing, worker, {}, {}, "Bail.", {}, {}};
    room.say(Say<MatterRaised>{worry});
    CHECK(room.refused(Say<MatterAnswered>{{worry.matter, false, {}, {}, {}}}) ==
          "matter.reasons");
    room.say(Say<MatterAnswered>{{worry.matter, false, {}, "Say it apart.", {}}});
    CHECK(room.state.matters.front().answered->answer == "Say it apart.");
    room.stage(Stage::introductions);
    worry.matter = room.fresh<MatterId>();
    CHECK(room.refused(Say<MatterRaised>{worry}) == "matter.time");
}

TEST_CASE("what would harm the child if it were withheld is not kept confidential", "[REQ-278]") {
    MatterRoom room;
    const auto id = room.asked(MatterKind::confidentiality, room.gp);
    CHECK(room.refused(Say<MatterAnswered>{{id, true, {}, "Why.", {}}}) == "matter.prejudice");
    CHECK(room.refused(Say<MatterAnswered>{{id, true, true, "Why.", {}}}) == "matter.welfare");
    CHECK(room.refused(Say<MatterAnswered>{{id, false, true, " ", {}}}) == "matter.reasons");
    room.say(Say<MatterAnswered>{{id, false, true, "It is needed here.", {}}});
    CHECK(room.state.matters.front().answered->prejudice == true);
    // Where it harms nothing it may be kept, or shared all the same.
    for (const bool kept : {true, false}) {
        const auto other = room.asked(MatterKind::confidentiality, room.gp);
        room.say(Say<MatterAnswered>{{other, kept, false, "Why.", {}}});
        CHECK(room.state.matters.back().answered->granted == kept);
    }
}

TEST_CASE("another purpose waits for the chair's word, and for nobody else's", "[REQ-279]") {
    MatterRoom room;
    room.close();
    const auto rule = [&](std::string_view purpose) {
        const auto refused = purpose_refused(room.state, room.rules, purpose);
        return refused ? std::string{refused->rule} : std::string{};
    };
    CHECK(rule("A study") == "purpose.consulted");
    auto raised = room.matter(MatterKind::other_purpose, room.social_worker);
    raised.about = " A study. ";
    room.say(Say<MatterRaised>{raised});
    CHECK(rule("A study") == "purpose.consulted");  // asked, and not answered
    room.say(Say<MatterAnswered>{{raised.matter, false, {}, "Not without names.", {}}});
    CHECK(rule("A study") == "purpose.agreed");
    raised.matter = room.fresh<MatterId>();
    room.say(Say<MatterRaised>{raised});
    CHECK(rule("A study") == "purpose.agreed");
    room.say(Say<MatterAnswered>{{raised.matter, true, {}, "Without names.", {}}});
    CHECK(rule("a study").empty());
    CHECK(rule("Another study") == "purpose.consulted");
    CHECK(rule("") == "purpose.consulted");
    // Another kind of request with the same words opens nothing.
    auto report = room.matter(MatterKind::report, room.social_worker);
    report.about = "A newspaper";
    room.say(Say<MatterRaised>{report});
    room.say(Say<MatterAnswered>{{report.matter, true, {}, "Yes.", {}}});
    CHECK(rule("A newspaper") == "purpose.consulted");
    // What was agreed to may be taken back by asking again.
    raised.matter = room.fresh<MatterId>();
    room.say(Say<MatterRaised>{raised});
    room.say(Say<MatterAnswered>{{raised.matter, false, {}, "No more.", {}}});
    CHECK(rule("A study") == "purpose.agreed");
}

TEST_CASE("no paper holds what was put to the chair alone", "[REQ-277][REQ-278]") {
    MatterRoom room;
    room.asked(MatterKind::confidentiality, room.gp);
    room.asked(MatterKind::report, room.mother);
    room.asked(MatterKind::clarification, room.mother);
    SegmentStarted apart;
    apart.segment = room.fresh<SegmentId>();
    apart.in = {room.police, room.social_worker};
    apart.out = {room.mother, room.gp};
    room.put(apart);
    room.asked(MatterKind::clarification, room.police);
    CHECK(room.state.matters.back().raised.segment == apart.segment);
    room.put(SegmentEnded{apart.segment, room.now});
    const auto seen = [&](Readership readership, PersonId reader) {
        return seen_by(room.state, {room.cd, readership, {reader}});
    };
    CHECK(seen(Readership::professional, room.police).state.matters.size() == 2);
    CHECK(seen(Readership::professional, room.gp).state.matters.size() == 1);
    const auto family = seen(Readership::family, room.mother);
    REQUIRE(family.state.matters.size() == 1);
    CHECK(family.state.matters.front().raised.by == room.mother);
    REQUIRE(family.left_out.size() == 1);
    CHECK(family.left_out.front().why == WhyLeftOut::restricted);

    // Who asks for their own record reads what they asked, and of others what the room heard.
    std::vector<LogEntry> log;
    for (const auto& each : room.log)
        log.push_back({each.seq, 0, each.event, false});
    AccessRequest request;
    request.person = room.mother;
    request.capacity = Capacity::own;
    std::size_t given = 0, withheld = 0;
    for (const auto& entry : access_of(room.state, room.rules, log, request).entries) {
        const auto& event = room.log.at(entry.seq - 1).event;
        if (!std::holds_alternative<MatterRaised>(event)) continue;
        (entry.given ? given : withheld) += 1;
    }
    CHECK(given == 2);     // her request for the report, her question
    CHECK(withheld == 2);  // the doctor's, and what was asked without her
}

TEST_CASE("minutes are a draft, then checked, and only then the chair approves them",
          "[REQ-257]") {
    MatterRoom room;
    const auto mark = [](MinutesState state, const std::string& by, const std::string& note = {}) {
        return Say<MinutesMarked>{{state, by, note, {}}};
    };
    CHECK(room.refused(mark(MinutesState::checked, "Minute taker")) == "minutes.closed");
    room.close();
    CHECK(minutes_state(room.state) == MinutesState::draft);
    CHECK(room.refused(mark(MinutesState::approved, "Chair")) == "minutes.checked");
    CHECK(room.refused(mark(MinutesState::draft, "Chair", "Why.")) == "minutes.back");
    CHECK(room.refused(mark(MinutesState::checked, " ")) == "minutes.by");
    CHECK(room.refused(mark(MinutesState::checked, "Minute taker"), room.gp) == "chair.only");
    room.say(mark(MinutesState::checked, "Minute taker"));
    CHECK(minutes_state(room.state) == MinutesState::checked);
    CHECK(room.refused(mark(MinutesState::approved, "Chair"), room.social_worker) == "chair.only");
    room.say(mark(MinutesState::approved, "Chair"));
    CHECK(minutes_state(room.state) == MinutesState::approved);
    CHECK(room.refused(mark(MinutesState::approved, "Chair")) == "minutes.once");
    CHECK(room.refused(mark(MinutesState::draft, "Chair")) == "minutes.back");
    room.say(mark(MinutesState::draft, "Chair", "A name is wrong."));
    CHECK(room.refused(mark(MinutesState::approved, "Chair")) == "minutes.checked");
    CHECK(room.state.minutes.size() == 3);
}

}  // namespace
}  // namespace cpc::conference
