// SPDX-License-Identifier: Apache-2.0
// The plan, its dates, the close and what may follow it.
#include <catch2/catch_test_macros.hpp>

#include "tests/unit/app/play/room.hpp"

using namespace cpc;
using namespace cpc::test;

namespace {

std::string to_the_plan() {
    return all({invited, begun, informed, risk_stage, decision_stage, round_open,
                "view worker CD for\nview police CD for\nview school CD for\nview nurse CD against "
                "\"x\"\nshow CD\n"
                "confirm summed-up-and-asked CD\nlock CD neglect\nusual\nstage plan\n"});
}

}  // namespace

TEST_CASE("a plan needs a key worker, and another than the social worker needs a reason",
          "[REQ-163]") {
    Room room;
    REQUIRE(room.play(to_the_plan()).empty());
    CHECK(room.play("stage close") == "plan.key-worker");
    CHECK(room.play("key-worker CD nurse") == "plan.key-worker-reason");
    CHECK(room.play("key-worker CD nurse reason \"Knows the family best.\"").empty());
}

TEST_CASE("a plan decision does not close without an outline plan", "[REQ-178]") {
    Room room;
    REQUIRE(room.play(to_the_plan() + "key-worker CD worker\n").empty());
    CHECK(room.play("stage close") == "plan.outline");
}

TEST_CASE("an action names one person and how we shall know", "[REQ-180][REQ-192]") {
    Room room;
    REQUIRE(room.play(to_the_plan()).empty());
    CHECK(room.play("action CD \"Visit.\" due 2027-04-09 outcome \"x\"") == "plan.action-complete");
    CHECK(room.play("action CD \"Visit.\" by nurse due 2027-04-09") == "plan.action-complete");
    CHECK(room.play("action CD \"Visit.\" by mother due 2027-04-09 outcome \"Seen\"").empty());
}

TEST_CASE("the core group and its first date are agreed before the close", "[REQ-182][REQ-184]") {
    Room room;
    REQUIRE(room.play(to_the_plan() + "key-worker CD worker\naction CD \"Visit.\" by nurse due "
                                      "2027-04-09 outcome \"x\"\n")
                .empty());
    CHECK(room.play("stage close") == "plan.core-group");
}

TEST_CASE("a first core group after ten working days needs a reason and shows as a planned breach",
          "[REQ-220][REQ-233]") {
    Room room;
    REQUIRE(room.play(to_the_plan()).empty());
    CHECK(room.play("core-group CD members worker first 2027-04-14 10:00") == "dates.later-reason");
    REQUIRE(room.play("core-group CD members worker first 2027-04-14 10:00 reason \"The hall is "
                      "closed.\"")
                .empty());
    const auto limits = room.meeting().deadlines();
    REQUIRE(limits.find("TOR-T04") != nullptr);
    const auto result =
        report::measure(*limits.find("TOR-T04"), room.state(), room.meeting().rules());
    CHECK(result.planned);
    CHECK(result.status == report::LimitStatus::breached);
}

TEST_CASE("a continuing plan needs the date of the next conference", "[REQ-231]") {
    Room room;
    REQUIRE(
        room.play(
                to_the_plan() +
                "key-worker CD worker\naction CD \"Visit.\" by nurse due 2027-04-09 outcome \"x\"\n"
                "core-group CD members worker first 2027-04-12 10:00\n")
            .empty());
    CHECK(room.play("stage close") == "close.next-conference");
    CHECK(room.play("next-conference 2027-07-01 10:00") == "dates.later-reason");
    CHECK(room.play("next-conference 2027-06-30 10:00").empty());
}

TEST_CASE("the next core group falls due four weeks after the first", "[REQ-221]") {
    Room room;
    REQUIRE(
        room.play(to_the_plan() + "core-group CD members worker first 2027-04-12 10:00\n").empty());
    const auto limits = room.meeting().deadlines();
    REQUIRE(limits.find("TOR-T05") != nullptr);
    CHECK(procedure::iso(limits.find("TOR-T05")->due) == "2027-05-10");
}

TEST_CASE("limits tied to a plan do not run for a child without one", "[REQ-220]") {
    Room room;
    REQUIRE(room.play(all({invited, begun, informed, risk_stage, decision_stage, round_open,
                           "view worker CD against \"x\"\nview police CD against \"x\"\nview "
                           "school CD against \"x\"\n"
                           "view nurse CD against \"x\"\nshow CD\nconfirm summed-up-and-asked "
                           "CD\nlock CD\n"}))
                .empty());
    CHECK(room.meeting().deadlines().find("TOR-T04") == nullptr);
}

TEST_CASE("open dissent never stops the close, and nothing changes after it",
          "[REQ-273][REQ-235]") {
    Room room;
    REQUIRE(room.play(to_the_plan() + "usual\nstage close\nusual\nclose\n").empty());
    CHECK(room.state().closed.has_value());
    CHECK(room.play("say worker fact \"One more thing.\"") == "conference.closed");
    CHECK(room.play("leaves worker \"x\"") == "conference.closed");
}

TEST_CASE("sealed keys of a closed conference outlive the close only until the tablet is locked",
          "[REQ-165]") {
    Room room;
    REQUIRE(room.play(to_the_plan() + "usual\nstage close\nusual\n").empty());
    auto& desk = room.desk();
    REQUIRE(desk.destroy_spent_keys(meeting::Desk::Spent::at_lock));
    CHECK_FALSE(room.meeting().keys_destroyed());  // not closed yet: a lock takes nothing
    REQUIRE(room.play("close").empty());
    REQUIRE_FALSE(room.meeting().cosign_due().empty());
    REQUIRE(desk.destroy_spent_keys(meeting::Desk::Spent::everybody_has_signed));
    CHECK_FALSE(room.meeting().keys_destroyed());
    REQUIRE(desk.destroy_spent_keys(meeting::Desk::Spent::at_lock));
    CHECK(room.meeting().keys_destroyed());
    CHECK(room.play("cosign worker").find("error") == 0);
}

TEST_CASE("whoever forgot their PIN is let in by the chair with a new key, and the old one is dead",
          "[REQ-165]") {
    Room room;
    REQUIRE(room.play(to_the_plan()).empty());
    auto& meeting = room.meeting();
    const auto person = std::find_if(
        meeting.state().person_order.begin(), meeting.state().person_order.end(),
        [&](const auto& id) { return meeting.state().people.at(id).public_key.has_value(); });
    REQUIRE(person != meeting.state().person_order.end());
    const auto id = *person;
    const auto first = crypto::SecretBytes::from("271828");
    const auto second = crypto::SecretBytes::from("161803");
    REQUIRE(meeting.readmit(id, first));
    const auto old_key = meeting.state().people.at(id).public_key;
    REQUIRE(meeting.unlock(id, first));
    meeting.lock_person();
    const auto reply = meeting.readmit(id, second);
    REQUIRE(reply);
    REQUIRE(std::holds_alternative<std::vector<conference::Recorded>>(*reply));
    const auto new_key = meeting.state().people.at(id).public_key;
    CHECK(new_key != old_key);
    CHECK(meeting.unlock(id, first).error().fault == Fault::wrong_secret);
    REQUIRE(meeting.unlock(id, second));
    meeting.lock_person();
    // The change is on record: the chair's signature, the old key and the new one.
    const auto entries = room.desk().vault().conference(meeting.id()).value();
    const auto& last = entries.back();
    CHECK(last.header.type == 0x0103);
    REQUIRE(last.signatures.size() == 2);
    CHECK(last.signatures.front().kid == room.desk().vault().chair_key().kid());
}

TEST_CASE("everyone who took a position signs the close for themselves, then the keys are gone",
          "[REQ-165]") {
    Room room;
    REQUIRE(room.play(to_the_plan() + "usual\nstage close\nusual\nclose\n").empty());
    CHECK(room.meeting().cosign_due().size() == 4);
    REQUIRE(room.play("cosign everyone").empty());
    CHECK(room.meeting().cosign_due().empty());
    CHECK(room.meeting().keys_destroyed());
    CHECK(room.play("cosign worker").find("error") == 0);
}
