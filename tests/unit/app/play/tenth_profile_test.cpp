// SPDX-License-Identifier: Apache-2.0
// An authority that is only a file: nothing in the program knows Harrowmere, and a whole conference
// is played under its rules.
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "core/base/limits.hpp"
#include "tests/unit/app/play/room.hpp"

namespace cpc {
namespace {

const std::string profiles = std::string{CPC_SOURCE_DIR} + "/tests/scenarios/profiles";

struct Harrowmere {
    platform::SystemFiles files;
    platform::SystemEntropy entropy;
    play::ScriptedClock clock;
    std::string folder;
    std::unique_ptr<meeting::Desk> desk;
    play::Played played;
    nlohmann::json outcome;

    Harrowmere() {
        folder = (std::filesystem::temp_directory_path() / "cpc-tenth-XXXXXX").string();
        CPC_CHECK(mkdtemp(folder.data()) != nullptr);
    }
    ~Harrowmere() {
        desk.reset();
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    }
    Harrowmere(const Harrowmere&) = delete;
    Harrowmere& operator=(const Harrowmere&) = delete;

    Result<void> play() {
        auto library =
            CPC_TRY(meeting::Library::load(files, {std::string{CPC_SOURCE_DIR} + "/assets",
                                                   profiles, std::nullopt, std::nullopt}));
        meeting::SetUp setup;
        setup.cost = crypto::KeyslotCost::practice();
        setup.practice = true;
        desk = CPC_TRY(meeting::Desk::set_up({files, clock, entropy}, folder + "/store",
                                             crypto::SecretBytes::from("test"), setup,
                                             std::move(library)));
        const auto text = CPC_TRY(
            read_whole(files, profiles + "/harrowmere-conference.txt", limits::scenario_bytes_max));
        const auto scenario =
            CPC_TRY(play::parse_scenario(text_of(text), "harrowmere-conference.txt"));
        play::CommandHands hands(*desk, clock);
        played = CPC_TRY(play::play(scenario, hands));
        const auto& meeting = *hands.meeting();
        outcome = nlohmann::json::parse(report::outcome_json(meeting.state(), meeting.rules(), {}));
        return {};
    }
    std::string due(const std::string& id) const {
        for (const auto& limit : outcome["deadlines"])
            if (limit["id"] == id && !limit["due"].is_null()) return limit["due"];
        return "none";
    }
};

TEST_CASE("a tenth authority, written only as a file, plays a whole conference") {
    Harrowmere harrowmere;
    const auto done = harrowmere.play();
    if (!done) FAIL(done.error().text());
    for (const auto& failure : harrowmere.played.failures)
        FAIL_CHECK(failure);
    const auto& child = harrowmere.outcome["children"][0];
    CHECK(child["decision"] == "place");
    CHECK(child["rule"] == "CHAIR_JUDGEMENT");
    CHECK(child["for"] == 3);
    CHECK(child["against"] == 1);
    CHECK(child["categories"] == nlohmann::json::array({"neglect"}));
    CHECK(harrowmere.due("HAR-T01") == "2027-05-19");
    CHECK(harrowmere.due("HAR-T02") == "2027-05-16T14:00:00+01:00");
    CHECK(harrowmere.due("HAR-T04") == "2027-05-25");
    CHECK(harrowmere.due("HAR-T08") == "2027-05-28");
}

}  // namespace
}  // namespace cpc
