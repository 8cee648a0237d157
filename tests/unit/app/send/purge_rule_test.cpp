// SPDX-License-Identifier: Apache-2.0
// The rule that says whether a conference may be purged, by itself: every single fact can stop it,
// and no clock that a tablet sets can make it younger or older than central signed.
#include <catch2/catch_test_macros.hpp>
#include <functional>

#include "app/send/purge.hpp"

namespace cpc::send {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
const Instant closed{1'800'000'000'000};

Instant days_later(std::int64_t days) {
    return Instant{closed.ms + days * day_ms};
}

PurgeFacts good_facts() {
    PurgeFacts facts;
    facts.closed = true;
    facts.paired = true;
    facts.last_entry = 40;
    facts.received = 60;
    facts.confirmed = 41;
    facts.now = days_later(33);
    facts.last_wall = days_later(32);
    facts.closed_at = closed;
    facts.first_received = days_later(1);
    facts.last_signed = days_later(32);
    return facts;
}

TEST_CASE("Every fact by itself stops a purge, says so and says who can change it", "[purge]") {
    CHECK(hindrances(good_facts()).empty());
    struct Row {
        PurgeBar bar;
        std::function<void(PurgeFacts&)> bend;
    };
    const std::vector<Row> rows = {
        {PurgeBar::kept_to_read, [](PurgeFacts& f) { f.kept_to_read = true; }},
        {PurgeBar::gone, [](PurgeFacts& f) { f.gone = "erased"; }},
        {PurgeBar::not_closed, [](PurgeFacts& f) { f.closed = false; }},
        {PurgeBar::still_to_sign, [](PurgeFacts& f) { f.still_to_sign = true; }},
        {PurgeBar::disagreement, [](PurgeFacts& f) { f.disagreements = 1; }},
        {PurgeBar::not_paired, [](PurgeFacts& f) { f.paired = false; }},
        {PurgeBar::not_received, [](PurgeFacts& f) { f.received = 40; }},
        {PurgeBar::held_back, [](PurgeFacts& f) { f.held_back = 2; }},
        {PurgeBar::not_confirmed, [](PurgeFacts& f) { f.confirmed = 40; }},
        {PurgeBar::wrong_receipt, [](PurgeFacts& f) { f.wrong_receipt = "Another key."; }},
        {PurgeBar::clock_doubtful, [](PurgeFacts& f) { f.clock_in_doubt = true; }},
        {PurgeBar::clock_doubtful, [](PurgeFacts& f) { f.last_wall = days_later(34); }},
        {PurgeBar::clock_doubtful, [](PurgeFacts& f) { f.last_signed = days_later(35); }},
        {PurgeBar::too_young, [](PurgeFacts& f) { f.closed_at = days_later(4); }},
        {PurgeBar::not_shown_old, [](PurgeFacts& f) { f.first_received = days_later(3); }},
        {PurgeBar::not_shown_old, [](PurgeFacts& f) { f.last_signed = days_later(30); }},
    };
    for (const auto& row : rows) {
        CAPTURE(code(row.bar));
        auto facts = good_facts();
        row.bend(facts);
        const auto found = hindrances(facts);
        REQUIRE(found.size() == 1);
        CHECK(found[0].bar == row.bar);
        CHECK(describe(found[0]).size() > 20);
    }
}

TEST_CASE(
    "A tablet's clock that is set forward by any number of days does not make a purge possible",
    "[purge]") {
    auto facts = good_facts();
    facts.first_received = days_later(1);
    facts.last_signed = days_later(5);
    for (std::int64_t ahead = 5; ahead < 4'000; ahead += 7) {
        facts.now = days_later(ahead);
        facts.last_wall = facts.now;
        REQUIRE_FALSE(hindrances(facts).empty());
    }
    facts.last_signed = days_later(31);
    facts.now = days_later(31);
    facts.last_wall = facts.now;
    CHECK(hindrances(facts).empty());
}

TEST_CASE("The day a purge may happen is named, and on that day it may", "[purge]") {
    auto facts = good_facts();
    facts.now = days_later(10);
    facts.last_wall = facts.now;
    facts.last_signed = days_later(9);
    const auto young = hindrances(facts);
    REQUIRE(young.size() == 1);
    REQUIRE(young[0].from);
    facts.now = Instant{std::int64_t{young[0].from->days} * day_ms};
    facts.last_wall = facts.now;
    const auto unshown = hindrances(facts);
    REQUIRE(unshown.size() == 1);
    CHECK(unshown[0].bar == PurgeBar::not_shown_old);
    REQUIRE(unshown[0].from);
    facts.last_signed = Instant{std::int64_t{unshown[0].from->days} * day_ms};
    facts.now = *facts.last_signed;
    facts.last_wall = facts.now;
    CHECK(hindrances(facts).empty());
}

}  // namespace
}  // namespace cpc::send
