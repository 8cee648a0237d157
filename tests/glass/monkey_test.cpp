// SPDX-License-Identifier: Apache-2.0
// Everything touched in any order. CPC_GLASS_EVENTS says how many events there are, CPC_GLASS_SEED
// with which seed the first tablet begins; by itself the test does a share of the million.
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>

#include "core/store/door.hpp"
#include "core/store/verify.hpp"
#include "tests/glass/monkey.hpp"

namespace cpc::glass {
namespace {

constexpr std::uint64_t events_usual = 30'000;
constexpr std::uint64_t events_a_tablet = 4'000;

struct Where {
    const char* scenario;
    Ends ends;
};

std::vector<Where> beginnings() {
    return {{"torbay-split.txt", after_stage("introductions")},
            {"torbay-split.txt", after_stage("information")},
            {"torbay-split.txt", after_stage("risk")},
            {"torbay-split.txt", after_stage("decision")},
            {"torbay-split.txt", at_verb("view")},
            {"torbay-split.txt", at_verb("chair-decides")},
            {"torbay-split.txt", after_stage("plan")},
            {"torbay-split.txt", after_stage("close")},
            {"torbay-split.txt", at_verb("cosign")},
            {"torbay-restricted.txt", after_stage("information")},
            {"torbay-siblings.txt", after_stage("decision")},
            {"wales-today-two.txt", after_stage("risk")},
            {"fife-review-removes.txt", after_stage("decision")},
            {"victoria-intake.txt", after_stage("plan")}};
}

std::uint64_t said_in(const char* name, std::uint64_t otherwise) {
    const char* said = std::getenv(name);
    const auto number = said == nullptr ? 0 : std::strtoull(said, nullptr, 10);
    return number == 0 ? otherwise : number;
}

struct Sum {
    std::uint64_t events = 0, entries = 0, refusals = 0, locks = 0;
    std::set<std::string> pressed;
};

void play_with(const Played& played, std::uint32_t seed, std::uint64_t events, Sum& sum) {
    Tablet tablet{played, seed};
    tablet.open();  // one that is closed opens at home
    if (tablet.shell().place() == view::Place::resume) tablet.press(tablet.carry_on());
    const auto before = tablet.shell().desk()->vault().size();
    {
        Monkey monkey{tablet, seed};
        monkey.play(events);
        for (const auto& finding : monkey.findings()) {
            UNSCOPED_INFO(finding);
            CHECK(finding.empty());
        }
        sum.refusals += monkey.refusals();
        sum.locks += monkey.locks();
        sum.pressed.insert(monkey.pressed().begin(), monkey.pressed().end());
    }
    sum.events += tablet.events();
    // What was recorded is a record: it verifies, and its people and their acts replay.
    if (auto* desk = tablet.shell().desk()) REQUIRE(desk->vault().settle().has_value());
    tablet.start();
    // Who guessed at the passphrase left a wait behind; it is waited out like anybody's.
    const auto door = store::at_the_door(tablet.ports(), tablet.vault());
    REQUIRE(door.has_value());
    tablet.clock().advance_ms(static_cast<std::int64_t>(door->wait_ms));
    const auto report = store::verify_directory(tablet.ports(), tablet.vault(),
                                                crypto::SecretBytes::from(passphrase));
    REQUIRE(report.has_value());
    CHECK(report->whole());
    const auto library =
        meeting::Library::load(tablet.ports().files, std::string{CPC_SOURCE_DIR} + "/assets");
    REQUIRE(library.has_value());
    auto desk = meeting::Desk::open(tablet.ports(), tablet.vault(),
                                    crypto::SecretBytes::from(passphrase), *library);
    if (!desk) FAIL(desk.error().text());
    for (const auto& summary : (*desk)->conferences())
        if (const auto meeting = (*desk)->meeting(summary.id); !meeting)
            FAIL(meeting.error().text());
    sum.entries += (*desk)->vault().size() - before;
}

}  // namespace

TEST_CASE(
    "Everything touched in any order leaves a glass that can be used and a record that "
    "verifies",
    "[monkey]") {
    const auto wanted = said_in("CPC_GLASS_EVENTS", events_usual);
    const auto first = static_cast<std::uint32_t>(said_in("CPC_GLASS_SEED", 1));
    const auto places = beginnings();
    std::vector<std::unique_ptr<Played>> played;
    for (const auto& where : places)
        played.push_back(play_until(where.scenario, where.ends));
    Sum sum;
    for (std::uint32_t seed = first; sum.events < wanted; ++seed) {
        const auto at = (seed - 1) % places.size();
        INFO("seed " << seed << ", " << places[at].scenario);
        play_with(*played[at], seed, std::min(events_a_tablet, wanted - sum.events), sum);
    }
    WARN(sum.events << " events, " << sum.entries << " entries recorded, " << sum.refusals
                    << " refusals, " << sum.locks << " locks, " << sum.pressed.size()
                    << " different controls touched");
    CHECK(sum.entries > 0);
    CHECK(sum.pressed.size() > 100);
}

}  // namespace cpc::glass
