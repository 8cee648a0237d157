// SPDX-License-Identifier: Apache-2.0
#include "core/record/time_bounds.hpp"

#include <catch2/catch_test_macros.hpp>
#include <vector>

namespace cpc::record {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t twenty_years_ms = 20 * 365 * day_ms;
const ConferenceId ours{{1}};
const ConferenceId theirs{{2}};

EntryHeader at(std::int64_t wall_ms, std::uint32_t state, ConferenceId conference = ours) {
    EntryHeader out;
    out.wall = Instant{wall_ms};
    out.clock_state = state;
    out.conference = conference;
    return out;
}

}  // namespace

TEST_CASE("A clock that was right all along leaves nothing to say", "[record][clock]") {
    const std::vector headers{at(1'000, 0), at(2'000, 0), at(3'000, clock_state::set_by_hand)};
    CHECK_FALSE(doubtful_times(headers, ours));
    CHECK_FALSE(doubtful_times({}, ours));
}

TEST_CASE("What was recorded with an unset clock lies between what was recorded around it",
          "[record][clock]") {
    const std::vector headers{
        at(5 * day_ms, 0, theirs), at(0, clock_state::never_set | clock_state::stepped_back),
        at(100, clock_state::never_set | clock_state::stepped_back), at(6 * day_ms, 0, theirs)};
    const auto bounds = doubtful_times(headers, ours);
    REQUIRE(bounds);
    CHECK(bounds->not_before == Instant{5 * day_ms});
    CHECK(bounds->not_after == Instant{6 * day_ms});
    CHECK_FALSE(doubtful_times(headers, theirs));
}

TEST_CASE("The chair's word makes a clock believed again", "[record][clock]") {
    const std::vector headers{at(9, clock_state::never_set),
                              at(7 * day_ms, clock_state::stepped_back | clock_state::set_by_hand)};
    const auto bounds = doubtful_times(headers, ours);
    REQUIRE(bounds);
    CHECK_FALSE(bounds->not_before);
    CHECK(bounds->not_after == Instant{7 * day_ms});
}

TEST_CASE("A clock that ran twenty years ahead and came back gives no false bound",
          "[record][clock]") {
    const std::vector headers{at(twenty_years_ms, 0), at(3 * day_ms, clock_state::stepped_back),
                              at(4 * day_ms, clock_state::stepped_back | clock_state::set_by_hand)};
    const auto bounds = doubtful_times(headers, ours);
    REQUIRE(bounds);
    CHECK_FALSE(bounds->not_before);
    CHECK(bounds->not_after == Instant{4 * day_ms});
}

TEST_CASE("A receipt bounds what nothing after it does", "[record][clock]") {
    const std::vector headers{at(day_ms, 0), at(0, clock_state::stepped_back)};
    const auto open = doubtful_times(headers, ours);
    REQUIRE(open);
    CHECK_FALSE(open->not_after);
    CHECK(doubtful_times(headers, ours, Instant{2 * day_ms})->not_after == Instant{2 * day_ms});
}

}  // namespace cpc::record
