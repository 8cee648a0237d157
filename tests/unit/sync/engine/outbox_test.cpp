// SPDX-License-Identifier: Apache-2.0
#include "sync/engine/outbox.hpp"

#include <catch2/catch_test_macros.hpp>
#include <vector>

namespace cpc::engine {
namespace {

constexpr Instant start{1'806'397'200'000};

Item at_stage(Stage stage) {
    Item item;
    item.stage = stage;
    item.since = start;
    return item;
}

std::vector<Event> every_event() {
    return {Sealed{BundleId{{1}}},
            Queued{},
            Sending{},
            Carried{},
            ReceiptVerified{1},
            ReceiptRejected{"it does not fit"},
            Failed{"no network", 7},
            Refused{{wire::RefusalCode::busy, "later", std::nullopt}, 7},
            Refused{{wire::RefusalCode::fork, "two histories", std::nullopt}, 7},
            TriedByHand{}};
}

constexpr Stage every_stage[] = {Stage::draft, Stage::sealed,   Stage::queued,
                                 Stage::sent,  Stage::received, Stage::needs_attention};

TEST_CASE("the straight way leads from draft to received", "[sync][engine]") {
    Item item = at_stage(Stage::draft);
    CHECK(next_step(item, start).step == Step::seal);
    item = evolve(item, Sealed{BundleId{{1}}}, start);
    CHECK(next_step(item, start).step == Step::queue);
    item = evolve(item, Queued{}, start);
    CHECK(next_step(item, start).step == Step::send);
    item = evolve(item, Sending{}, start);
    CHECK(item.stage == Stage::sent);
    CHECK(next_step(item, start).step == Step::none);
    item = evolve(item, ReceiptVerified{1}, start);
    CHECK(item.stage == Stage::received);
}

TEST_CASE("only a verified receipt makes it received", "[sync][engine]") {
    for (const auto stage : every_stage)
        for (const auto& event : every_event()) {
            const Item after = evolve(at_stage(stage), event, start);
            const bool verified = std::holds_alternative<ReceiptVerified>(event);
            CHECK((after.stage == Stage::received) == (verified || stage == Stage::received));
        }
}

TEST_CASE("nothing makes a received record anything else", "[sync][engine]") {
    for (const auto& event : every_event()) {
        const Item after = evolve(at_stage(Stage::received), event, Instant{start.ms + 5});
        CHECK(after.stage == Stage::received);
        CHECK(after.since == start);
    }
}

TEST_CASE("every change of state says when and why", "[sync][engine]") {
    const Instant later{start.ms + 1'000};
    for (const auto stage : every_stage)
        for (const auto& event : every_event()) {
            const Item after = evolve(at_stage(stage), event, later);
            if (after.stage == stage && after.since == start) continue;
            CHECK(after.since == later);
            CHECK_FALSE(after.reason.empty());
        }
}

TEST_CASE("waits double from two seconds to ten minutes and never go beyond", "[sync][engine]") {
    CHECK(back_off_ms(1, 0) == 2'000);
    CHECK(back_off_ms(2, 0) == 4'000);
    CHECK(back_off_ms(9, 0) == 512'000);
    CHECK(back_off_ms(10, 0) == 600'000);
    CHECK(back_off_ms(4'000'000'000U, 0) == 600'000);
    for (std::uint32_t tries = 1; tries < 20; ++tries)
        for (std::uint32_t luck = 0; luck < 1'000; luck += 37) {
            const auto wait = back_off_ms(tries, luck);
            CHECK(wait <= back_off_ms(tries, 0));
            CHECK(wait > back_off_ms(tries, 0) * 3 / 4 - 1);
        }
}

TEST_CASE("a broken way is tried again after the wait and not before", "[sync][engine]") {
    Item item = evolve(at_stage(Stage::sent), Failed{"no network", 0}, start);
    CHECK(item.stage == Stage::queued);
    CHECK(item.tries == 1);
    CHECK(next_step(item, start).step == Step::wait);
    CHECK(next_step(item, start).at.ms == start.ms + 2'000);
    CHECK(next_step(item, Instant{start.ms + 2'000}).step == Step::send);
}

TEST_CASE("a clock that was set back does not keep a record waiting for years", "[sync][engine]") {
    const Item item = evolve(at_stage(Stage::sent), Failed{"no network", 0}, start);
    CHECK(next_step(item, Instant{0}).step == Step::send);
}

TEST_CASE("what trying again cannot help waits for a person, with central's words",
          "[sync][engine]") {
    const wire::Refusal fork{wire::RefusalCode::fork, "two histories", std::nullopt};
    Item item = evolve(at_stage(Stage::sent), Refused{fork, 0}, start);
    CHECK(item.stage == Stage::needs_attention);
    CHECK(item.reason == "two histories");
    CHECK(item.refusal_code == "fork");
    CHECK(next_step(item, start).step == Step::none);
    item = evolve(item, TriedByHand{}, start);
    CHECK(item.stage == Stage::queued);
    CHECK_FALSE(item.refusal_code.has_value());
    const wire::Refusal busy{wire::RefusalCode::busy, "later", std::nullopt};
    CHECK(evolve(item, Refused{busy, 0}, start).stage == Stage::queued);
}

TEST_CASE("an item survives being stored", "[sync][engine]") {
    Item item = evolve(at_stage(Stage::sent), Failed{"no network", 3}, start);
    item.bundle = BundleId{{4, 5}};
    item.to = 9;
    const auto back = codec::decode<Item>(codec::encode(item));
    REQUIRE(back);
    CHECK(codec::encode(*back) == codec::encode(item));
    CHECK(back->next_try == item.next_try);
}

// A bad week: whatever comes in whatever order, the machine ends received once the receipt comes.
TEST_CASE("after any sequence of events a verified receipt still ends it well", "[sync][engine]") {
    const auto events = every_event();
    std::uint64_t state = 12345;
    for (int run = 0; run < 2'000; ++run) {
        Item item = at_stage(Stage::draft);
        for (int i = 0; i < 12; ++i) {
            state = state * 6364136223846793005ULL + 1442695040888963407ULL;
            const auto& event = events[(state >> 33U) % events.size()];
            item = evolve(std::move(item), event, Instant{start.ms + i});
            CHECK_FALSE((item.stage == Stage::needs_attention && item.reason.empty()));
        }
        item = evolve(std::move(item), ReceiptVerified{1}, Instant{start.ms + 99});
        CHECK(item.stage == Stage::received);
    }
}

}  // namespace
}  // namespace cpc::engine
