// SPDX-License-Identifier: Apache-2.0
// What only Victoria asks: the mother of an unborn child and her agreement, what bears on today's
// question, who enters an outcome, and requests to other agencies' meetings. Both editions.
#include <array>

#include "support.hpp"

namespace cpc::conference {
namespace {

using test::Room;

const std::vector<std::string>& editions() {
    static const std::vector<std::string> ids{"vic-intake", "vic-2021"};
    return ids;
}

PersonInvited asked(Room& room, const std::string& role) {
    const auto* known = room.rules.procedure.role(role);
    REQUIRE(known != nullptr);
    PersonInvited invited;
    invited.person = room.fresh<PersonId>();
    invited.name = known->label;
    invited.role = role;
    invited.agency = known->agency;
    invited.group = Group::family;
    invited.reason = "family";
    return invited;
}

PointConfirmed answered(const std::string& point, const std::string& answer) {
    PointConfirmed said;
    said.point = point;
    said.answer = answer;
    said.note = "Told the practitioner on 1 March, by telephone.";
    return said;
}

// Everything the chair says before the start; nobody of the family is asked about.
void prepare(Room& room) {
    for (const auto& open : open_points(room.state, room.rules.procedure, Stage::preparation)) {
        PointConfirmed said{open.item->id, room.now, "Words.", false};
        if (!open.item->answers.empty()) said.answer = open.item->answers.front().id;
        room.say(Say<PointConfirmed>{said});
    }
    room.person("convening-practitioner");
}

void add_child(Room& room, bool unborn) {
    const auto id = room.fresh<ChildId>();
    if (unborn)
        room.say(Say<ChildAdded>{{id, "UB", {}, {}, test::day("2027-06-30")}});
    else
        room.say(Say<ChildAdded>{{id, "NB", {}, test::day("2020-06-30"), {}}});
}

TEST_CASE("a conference about an unborn child does not open unless its mother is asked to come",
          "[REQ-378]") {
    for (const auto& edition : editions()) {
        CAPTURE(edition);
        Room room{edition, "a"};
        add_child(room, true);
        prepare(room);
        const EnterStage begin{Stage::introductions, {}};
        const auto refusal = room.refusal(begin);
        CHECK(refusal.rule == "people.must-attend");
        CHECK(refusal.requirement == "REQ-378");
        CHECK_FALSE(refusal.cites.empty());
        // No reason of the chair's takes her place.
        PointConfirmed without;
        without.point = "must-attend";
        without.note = "She lives far away.";
        room.say(Say<PointConfirmed>{without});
        CHECK(room.refused(begin) == "people.must-attend");
        room.say(Say<PersonInvited>{asked(room, "mother")});
        room.say(begin);
    }
}

TEST_CASE("the mother of an unborn child takes part, in the room or on the line", "[REQ-378]") {
    for (const auto& edition : editions()) {
        CAPTURE(edition);
        Room room{edition, "c"};
        add_child(room, true);
        room.here("convening-practitioner");
        room.here("police");
        const auto mother = room.person("mother");
        room.put(AttendanceMarked{mother, Attendance::absent_with_report, room.now, "In labour."});
        room.stage(Stage::introductions);
        for (const auto& id : room.state.person_order)
            if (room.state.people.at(id).here()) room.put(PersonIntroduced{id});
        for (const auto& open :
             open_points(room.state, room.rules.procedure, Stage::introductions)) {
            PointConfirmed said{point_key(*open.item, room.state, open.child), {}, "Words.", false};
            if (!open.item->answers.empty()) said.answer = open.item->answers.front().id;
            room.put(said);
        }
        PointConfirmed without;
        without.point = "must-attend";
        without.note = "She is in hospital.";
        room.put(without);
        const EnterStage onward{Stage::information, {}};
        CHECK(room.refusal(onward).requirement == "REQ-378");
        room.say(Say<AttendanceMarked>{{mother, Attendance::telephone, room.now, {}}});
        room.say(Say<PersonIntroduced>{{mother}});
        room.say(onward);
    }
}

TEST_CASE("a born child's mother may be left out; the rule is for unborn children", "[REQ-378]") {
    for (const auto& edition : editions()) {
        Room room{edition, "a"};
        add_child(room, false);
        prepare(room);
        room.say(EnterStage{Stage::introductions, {}});
    }
}

TEST_CASE("for an unborn child father, partner and family are asked with the mother's consent only",
          "[REQ-379]") {
    for (const auto& edition : editions())
        for (const auto& [role, point] : std::vector<std::pair<std::string, std::string>>{
                 {"father", "consent-father"},
                 {"partner", "consent-partner"},
                 {"family-member", "consent-family"}}) {
            CAPTURE(edition, role);
            Room room{edition, "a"};
            add_child(room, true);
            room.say(Say<PersonInvited>{asked(room, "mother")});
            const Say<PersonInvited> other{asked(room, role)};
            const auto refusal = room.refusal(other);
            CHECK(refusal.rule == "people.consent");
            CHECK(refusal.requirement == "REQ-379");
            for (const auto* answer : {"not-agreed", "nobody", "exceptional", "not-best"}) {
                room.say(Say<PointConfirmed>{answered(point, answer)});
                CHECK(room.refused(other) == "people.consent");
            }
            // The consent is recorded with its words, or it is none.
            auto silent = answered(point, "agreed");
            silent.note.clear();
            CHECK(room.refused(Say<PointConfirmed>{silent}) == "stage.point-answer");
            room.say(Say<PointConfirmed>{answered(point, "agreed")});
            room.say(other);
        }
}

TEST_CASE("consent that is not followed needs exceptional circumstances or the child's interests",
          "[REQ-379]") {
    for (const auto& edition : editions()) {
        CAPTURE(edition);
        Room room{edition, "a"};
        add_child(room, true);
        room.say(Say<PersonInvited>{asked(room, "mother")});
        prepare(room);
        room.say(Say<PointConfirmed>{answered("consent-partner", "agreed")});
        const EnterStage begin{Stage::introductions, {}};
        const auto refusal = room.refusal(begin);
        CHECK(refusal.rule == "people.left-out");
        CHECK(refusal.requirement == "REQ-379");
        // A reason of no list, or none at all, is not enough; nor is going round the question.
        CHECK(room.refused(Say<PointConfirmed>{answered("consent-partner", "busy")}) ==
              "stage.point-answer");
        auto around = answered("consent-partner", "");
        around.waived = true;
        CHECK(room.refused(Say<PointConfirmed>{around}) == "chair.confirmed");
        for (const auto* reason : {"exceptional", "not-best"}) {
            auto silent = answered("consent-partner", reason);
            silent.note.clear();
            CHECK(room.refused(Say<PointConfirmed>{silent}) == "stage.point-answer");
            Room other = room;
            other.say(Say<PointConfirmed>{answered("consent-partner", reason)});
            other.say(begin);
        }
    }
}

TEST_CASE("consent that is taken back before the start keeps out whoever was asked on it",
          "[REQ-379]") {
    Room room{"vic-intake", "a"};
    add_child(room, true);
    room.say(Say<PersonInvited>{asked(room, "mother")});
    prepare(room);
    room.say(Say<PointConfirmed>{answered("consent-father", "agreed")});
    room.say(Say<PersonInvited>{asked(room, "father")});
    room.say(Say<PointConfirmed>{answered("consent-father", "not-agreed")});
    CHECK(room.refused(EnterStage{Stage::introductions, {}}) == "people.consent");
    // For a child that is born nobody's consent is waited for.
    Room born{"vic-intake", "a"};
    add_child(born, false);
    born.say(Say<PersonInvited>{asked(born, "father")});
}

TEST_CASE("what does not bear on the purpose of the conference is refused, with the question",
          "[REQ-105]") {
    for (const auto& edition : editions())
        for (const auto& [type, mark, other] :
             std::vector<std::array<std::string, 3>>{{"a", "intake-assessment", "how-to-help"},
                                                     {"b", "how-to-help", "intake-assessment"},
                                                     {"c", "how-to-help", "intake-assessment"}}) {
            CAPTURE(edition, type);
            Room room{edition, type};
            const auto nurse = room.here("maternal-child-health");
            room.stage(Stage::information);
            ContributionRecorded said;
            said.contribution = room.fresh<ContributionId>();
            said.speaker = nurse;
            said.text = "The neighbours' garden is untidy.";
            const auto refusal = room.refusal(Say<ContributionRecorded>{said});
            CHECK(refusal.rule == "information.relevance");
            CHECK(refusal.requirement == "REQ-105");
            CHECK(refusal.message.find("today's question") != std::string::npos);
            said.relevance = other;
            CHECK(room.refused(Say<ContributionRecorded>{said}) == "information.relevance");
            said.relevance = mark;
            room.say(Say<ContributionRecorded>{said});
            CHECK(room.state.contributions.back().said.relevance == mark);
        }
    // Elsewhere nobody asks for a mark.
    Room torbay{"torbay-cpp", "initial"};
    const auto school = torbay.here("gp");
    torbay.stage(Stage::information);
    ContributionRecorded said;
    said.speaker = school;
    said.text = "Well.";
    torbay.say(Say<ContributionRecorded>{said});
}

TEST_CASE("an agreed outcome is entered by Child Protection and nobody else", "[REQ-170]") {
    for (const auto& edition : editions()) {
        CAPTURE(edition);
        Room room{edition, "a"};
        add_child(room, false);
        const auto worker = room.here("convening-practitioner");
        const auto chair = room.here("chair");
        const auto police = room.here("police");
        const auto family = room.here("family-service");
        const auto mother = room.here("mother");
        room.stage(Stage::decision);
        const auto child = room.state.child_order.front();
        for (const auto other : {police, family, mother}) {
            const auto refusal =
                room.refusal(Say<OutcomeAgreed>{{child, true, "Help.", other, "Supervisor"}});
            CHECK(refusal.rule == "decision.entered-by");
            CHECK(refusal.requirement == "REQ-170");
        }
        room.say(Say<OutcomeAgreed>{{child, true, "Help.", chair, "Supervisor"}});
        room.say(Say<OutcomeAgreed>{{child, true, "Help.", worker, "Supervisor"}});
    }
}

RequestReceived call() {
    RequestReceived request;
    request.requester = "Ward social worker";
    request.received = test::day("2027-03-01");
    request.elsewhere = true;
    return request;
}

TEST_CASE("a request to another agency's meeting is accepted with the caller and a judgement only",
          "[REQ-014]") {
    for (const auto& edition : editions()) {
        CAPTURE(edition);
        Room room{edition, "a"};
        auto request = call();
        room.say(Say<RequestReceived>{request});  // written down as it came
        RequestAnswered yes{true, {}, {}, {}};
        CHECK(room.refused(Say<RequestAnswered>{yes}) == "request.caller");
        request.agency = "Children's hospital";
        request.reason = "A baby with bruises, not a client.";
        room.say(Say<RequestReceived>{request});
        CHECK(room.refused(Say<RequestAnswered>{yes}) == "request.caller");
        request.contact = "By telephone, on the ward";
        room.say(Say<RequestReceived>{request});
        const auto refusal = room.refusal(Say<RequestAnswered>{yes});
        CHECK(refusal.rule == "request.judgement");
        CHECK(refusal.requirement == "REQ-014");
        yes.judgement = "perhaps";
        yes.judged_because = "Bruises on a baby who does not crawl.";
        CHECK(room.refused(Say<RequestAnswered>{yes}) == "request.judgement");
        yes.judgement = "needed";
        yes.judged_because = " ";
        CHECK(room.refused(Say<RequestAnswered>{yes}) == "request.judgement");
        yes.judged_because = "Bruises on a baby who does not crawl.";
        Room no_need = room;
        room.say(Say<RequestAnswered>{yes});
        CHECK(room.refused(Say<RequestReceived>{request}) == "request.once");
        yes.judgement = "not-needed";
        no_need.say(Say<RequestAnswered>{yes});
    }
}

TEST_CASE("a no to another agency's meeting needs its reasons and stops no conference of our own",
          "[REQ-014]") {
    Room room{"vic-intake", "a"};
    room.say(Say<RequestReceived>{call()});
    CHECK(room.refused(Say<RequestAnswered>{{false, " ", {}, {}}}) == "request.refusal-reasons");
    room.say(Say<RequestAnswered>{{false, "The caller rang off.", {}, {}}});
    CHECK_FALSE(room.state.request_refused());
    // Where the procedure says nothing of such requests there are none.
    Room torbay{"torbay-cpp", "initial"};
    CHECK(torbay.refused(Say<RequestReceived>{call()}) == "request.elsewhere");
    // A request for a conference of our own stays one request.
    RequestReceived own = call();
    own.elsewhere.reset();
    own.agency = "School";
    own.manager = "Team manager";
    own.reason = "Worried.";
    own.type = "a";
    Room second{"vic-intake", "a"};
    second.say(Say<RequestReceived>{own});
    CHECK(second.refused(Say<RequestReceived>{call()}) == "request.once");
}

TEST_CASE("a classification put right asks what the new one would have asked before the lock",
          "[REQ-169][REQ-176]") {
    Room room{"vic-intake", "a"};
    add_child(room, false);
    const auto worker = room.here("convening-practitioner");
    room.here("police");
    room.stage(Stage::decision);
    const auto child = room.state.child_order.front();
    room.say(Say<OutcomeAgreed>{{child, true, "Look into it.", worker, "Supervisor"}});
    const auto answer_all = [&](const std::vector<std::string>& categories) {
        for (const auto& open :
             open_points(room.state, room.rules.procedure, Stage::decision, &categories)) {
            PointConfirmed said{point_key(*open.item, room.state, open.child), {}, "Words.", false};
            if (!open.item->answers.empty()) said.answer = open.item->answers.front().id;
            room.say(Say<PointConfirmed>{said});
        }
    };
    answer_all({"protective-intervention"});
    room.say(LockResult{child, {"protective-intervention"}});
    room.stage(Stage::plan);
    const ResultCorrected mended{child, Decision::agreed_outcome, {"child-wellbeing"}, "Misread."};
    const auto refusal = room.refusal(Say<ResultCorrected>{mended});
    CHECK(refusal.rule == "stage.needed-points");
    CHECK(refusal.requirement == "REQ-169");
    answer_all({"child-wellbeing"});
    room.say(Say<ResultCorrected>{mended});
    CHECK(room.state.child(child)->result->locked.categories ==
          std::vector<std::string>{"child-wellbeing"});
}

}  // namespace
}  // namespace cpc::conference
