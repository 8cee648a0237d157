// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/app/centre/received.hpp"

using namespace cpc;
using namespace cpc::test;
using centre::ClockKind;
using centre::Urgency;

namespace {

const centre::Due* find(const std::vector<centre::Due>& all, ClockKind kind,
                        const std::string& limit = {}) {
    for (const auto& each : all)
        if (each.clock->kind == kind && (limit.empty() || each.clock->limit == limit)) return &each;
    return nullptr;
}

}  // namespace

TEST_CASE(
    "a received decision for a plan puts the child on the present register with category, "
    "day, authority, key worker and the day of the review",
    "[centre-store][REQ-302][REQ-295]") {
    Received received;
    received.play("torbay-majority.txt");
    const auto present = received.intake.ledger().present(everywhere, day("2027-04-05"));
    REQUIRE(present.size() == 1);
    const auto& line = *present.front().line;
    CHECK(line.child_name == "Child CD");
    CHECK(line.categories == std::vector<std::string>{"emotional"});
    CHECK(present.front().since == day("2027-03-30"));
    CHECK(line.authority.find("Torbay") != std::string::npos);
    CHECK(line.key_worker == "Social worker");
    CHECK(line.review_due == day("2027-06-30"));
    CHECK_FALSE(present.front().review_overdue);
    CHECK(received.intake.ledger().present(everywhere, day("2027-07-01")).front().review_overdue);
    CHECK(received.intake.unread().empty());
}

TEST_CASE(
    "a review that ends the plan takes the child off the present register and keeps every "
    "line",
    "[centre-store][REQ-302]") {
    Received received;
    received.play("fife-review-retains.txt");
    auto& ledger = received.intake.ledger();
    auto present = ledger.present(everywhere, day("2027-01-05"));
    REQUIRE(present.size() == 1);
    CHECK_FALSE(present.front().seen_before);
    const auto before = ledger.due(everywhere, noon("2027-01-05"));
    REQUIRE(find(before, ClockKind::review) != nullptr);
    received.play("fife-review-removes.txt");  // on another tablet
    CHECK(ledger.present(everywhere, day("2027-06-05")).empty());
    const auto ended = ledger.ended(everywhere, 10);
    REQUIRE(ended.size() == 1);
    CHECK(ended.front()->status == "removed");
    const auto history = ledger.history(*ended.front());
    REQUIRE(history.size() == 2);
    CHECK(history.front()->on_plan);
    CHECK(history.back()->ended);
}

TEST_CASE("a later conference about the same child ends the clock of the review it was",
          "[REQ-302]") {
    Received received;
    received.play("fife-review-retains.txt");
    received.play("fife-review-removes.txt");  // on another tablet
    CHECK(find(received.intake.ledger().due(everywhere, noon("2028-01-05")), ClockKind::review) ==
          nullptr);
}

TEST_CASE("what was entered in error is kept apart and does not count for the present register",
          "[REQ-302]") {
    Received received;
    received.play("torbay-majority.txt");
    auto& ledger = received.intake.ledger();
    const auto place = ledger.present(everywhere, day("2027-04-05")).front().line->place;
    ledger.mark_in_error(place, true);
    CHECK(ledger.present(everywhere, day("2027-04-05")).empty());
    CHECK(ledger.in_error(everywhere).size() == 1);
    CHECK(ledger.due(everywhere, noon("2027-04-05")).empty());
    ledger.mark_in_error(place, false);
    CHECK(ledger.present(everywhere, day("2027-04-05")).size() == 1);
    CHECK(ledger.in_error(everywhere).empty());
}

TEST_CASE("the first core group and the next are due, and a longer gap is called one",
          "[REQ-220][REQ-221]") {
    Received received;
    received.play("torbay-majority.txt");
    auto& ledger = received.intake.ledger();
    const auto early = ledger.due(everywhere, noon("2027-04-05"));
    const auto* next = find(early, ClockKind::core_group, "TOR-T05");
    REQUIRE(next != nullptr);
    CHECK(procedure::iso(*next->clock->due) == "2027-05-11");
    CHECK_FALSE(next->gap);
    CHECK(find(early, ClockKind::core_group, "TOR-T04")->urgency == Urgency::later);
    const auto late_days = ledger.due(everywhere, noon("2027-05-12"));
    const auto* late = find(late_days, ClockKind::core_group, "TOR-T05");
    CHECK(late->gap);
    CHECK(late->urgency == Urgency::overdue);
}

TEST_CASE("a paper that is not on record as handed out is due and then overdue", "[REQ-235]") {
    Received received;
    received.play("torbay-majority.txt");
    auto& ledger = received.intake.ledger();
    const auto due = ledger.due(everywhere, noon("2027-03-30"));
    const auto* paper = find(due, ClockKind::paper);
    REQUIRE(paper != nullptr);
    CHECK(paper->urgency == Urgency::due_soon);
    const auto later = ledger.due(everywhere, noon("2027-09-01"));
    CHECK(find(later, ClockKind::paper)->urgency == Urgency::overdue);
    for (std::size_t i = 1; i < later.size(); ++i)
        if (later[i - 1].clock->due && later[i].clock->due)
            CHECK(procedure::date_of(*later[i - 1].clock->due) <=
                  procedure::date_of(*later[i].clock->due));
}

TEST_CASE("a recommendation waits for its agency until the record has an answer",
          "[REQ-262][REQ-160]") {
    Received received;
    received.play("register-unanimous.txt");
    const auto waiting = received.intake.ledger().unanswered(everywhere);
    REQUIRE_FALSE(waiting.empty());
    CHECK(waiting.front().second->agency == "Housing");
    CHECK(waiting.front().second->what == "Inspect the heating.");
}

TEST_CASE("each child of a conference has its own line", "[REQ-296]") {
    Received received;
    received.play("torbay-siblings.txt");
    const auto works = received.intake.ledger().all(everywhere);
    REQUIRE(works.size() == 1);
    CHECK(works.front()->lines.size() > 1);
    std::size_t under = 0;
    for (const auto& line : works.front()->lines)
        under += line.on_plan ? 1U : 0U;
    CHECK(received.intake.ledger().present(everywhere, day("2027-06-01")).size() == under);
    CHECK(under < works.front()->lines.size());
}

TEST_CASE("a reader of one region sees nothing of another", "[centre-store]") {
    Received received;
    received.play("torbay-majority.txt", "north");
    received.play("fife-review-retains.txt", "south");
    auto& ledger = received.intake.ledger();
    const auto today = day("2027-04-05");
    CHECK(ledger.present(everywhere, today).size() == 2);
    const auto north = ledger.present({false, "north"}, today);
    REQUIRE(north.size() == 1);
    CHECK(north.front().line->child_name == "Child CD");
    CHECK(ledger.present({false, ""}, today).empty());
    for (const auto& each : ledger.due({false, "south"}, noon("2027-04-05")))
        CHECK(each.work->source.region == "south");
    CHECK(ledger.ended({false, "north"}, 10).empty());
}

TEST_CASE("a second look at the same store adds nothing, and a new start finds the same",
          "[centre-store]") {
    Received received;
    received.play("torbay-majority.txt");
    NEED(received.intake.refresh(received.centre.central()));
    CHECK(received.intake.ledger().conferences() == 1);
    centre::Intake again(Received::library());
    NEED(again.refresh(received.centre.central()));
    const auto today = day("2027-04-05");
    REQUIRE(again.ledger().present(everywhere, today).size() == 1);
    CHECK(again.ledger().present(everywhere, today).front().line->key_worker == "Social worker");
    CHECK(again.ledger().due(everywhere, noon("2027-04-05")).size() ==
          received.intake.ledger().due(everywhere, noon("2027-04-05")).size());
}

TEST_CASE("a conference under rules that are not here is on the register all the same, and says so",
          "[REQ-302]") {
    Received received;
    const auto& room = received.play("torbay-majority.txt");
    const auto& work = *received.intake.ledger().all(everywhere).front();
    const auto bare = centre::work_of(work.source, const_cast<Room&>(room).state(), nullptr);
    REQUIRE(bare.lines.size() == 1);
    CHECK(bare.lines.front().on_plan);
    CHECK(bare.clocks.empty());
    CHECK(bare.incomplete.size() == 1);
}

TEST_CASE("the register costs what it shows: closed conferences behind it add nothing to it",
          "[REQ-302]") {
    Received received;
    received.play("torbay-majority.txt");
    const auto one = *received.intake.ledger().all(everywhere).front();
    centre::Ledger ledger;
    for (std::uint32_t i = 0; i < 5'000; ++i) {
        auto work = one;
        work.source.place.conference.bytes = {static_cast<std::uint8_t>(i >> 8U),
                                              static_cast<std::uint8_t>(i), 1};
        auto& line = work.lines.front();
        line.place = work.source.place;
        line.child_name = "Child " + std::to_string(i);
        line.on_plan = i < 3;
        line.ended = !line.on_plan;
        for (auto& clock : work.clocks)
            if (!line.on_plan) clock.state = centre::ClockState::met;
        ledger.put(std::move(work));
    }
    CHECK(ledger.conferences() == 5'000);
    CHECK(ledger.present(everywhere, day("2027-04-05")).size() == 3);
    CHECK(ledger.due(everywhere, noon("2027-04-05")).size() <= 3 * one.clocks.size());
    CHECK(ledger.ended(everywhere, 20).size() == 20);
}
