// SPDX-License-Identifier: Apache-2.0
// A room for tests: a real desk with a real vault in a folder of its own, and a conference that is
// told in the scenario language up to the stage a test is about.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "app/play/command_hands.hpp"
#include "app/report/outcome.hpp"
#include "core/base/check.hpp"
#include "platform/entropy/entropy.hpp"
#include "platform/files/files.hpp"

namespace cpc::test {

inline constexpr const char* invited = R"(
procedure torbay-cpp
conference initial "Family T" at "Room 1" on 2027-03-30 10:00
basis incident
date strategy-meeting 2027-03-09
child CD born 2018-02-11
person chair role chair
person worker role social-worker
person police role police
person school role school
person nurse role school-nurse
person mother role mother
)";
inline constexpr const char* begun = R"(
usual
stage introductions
)";
inline constexpr const char* informed = R"(
usual
stage information
)";
inline constexpr const char* risk_stage = R"(
usual
stage risk
)";
inline constexpr const char* decision_stage = R"(
usual
stage decision
)";
inline constexpr const char* round_open = R"(
continuing-risk CD yes
round CD
)";

class Room {
  public:
    Room() {
        std::string name = (std::filesystem::temp_directory_path() / "cpc-room-XXXXXX").string();
        CPC_CHECK(mkdtemp(name.data()) != nullptr);
        folder_ = name;
        auto library = meeting::Library::load(files_, std::string{CPC_SOURCE_DIR} + "/assets");
        CPC_CHECK(library.has_value());
        meeting::SetUp setup;
        setup.cost = crypto::KeyslotCost::practice();
        setup.practice = true;
        auto desk =
            meeting::Desk::set_up({files_, clock_, entropy_}, folder_ + "/store",
                                  crypto::SecretBytes::from("test"), setup, std::move(*library));
        CPC_CHECK(desk.has_value());
        desk_ = std::move(*desk);
        hands_ = std::make_unique<play::CommandHands>(*desk_, clock_);
    }
    ~Room() {
        hands_.reset();
        desk_.reset();
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    Room(const Room&) = delete;
    Room& operator=(const Room&) = delete;

    // Plays more acts. The rule that refused last, "" if none did, "error: …" if one cannot be
    // played.
    std::string play(const std::string& acts) {
        const auto scenario = play::parse_scenario(acts, "test.txt");
        if (!scenario) return "error: " + scenario.error().text();
        const auto played = play::play(*scenario, *hands_);
        if (!played) return "error: " + played.error().text();
        if (played->refusals.empty()) return {};
        last_ = played->refusals.back().refusal;
        return last_.rule;
    }
    // Plays a whole scenario: its outcome file, and what went otherwise than the scenario says.
    std::string outcome_of(const play::Scenario& scenario, std::vector<std::string>& failures) {
        const auto played = play::play(scenario, *hands_);
        if (!played) {
            failures.push_back(played.error().text());
            return {};
        }
        failures = played->failures;
        std::vector<report::RefusedLine> refused;
        for (const auto& each : played->refusals)
            refused.push_back({each.line, each.refusal});
        for (const auto& each : played->refusals) {
            const auto act = std::find_if(scenario.acts.begin(), scenario.acts.end(),
                                          [&](const auto& a) { return a.line == each.line; });
            if (act == scenario.acts.end() || !act->refused_by)
                failures.push_back(scenario.file + ":" + std::to_string(each.line) +
                                   ": refused by " + each.refusal.rule +
                                   ", not announced: " + each.refusal.message);
        }
        return report::outcome_json(state(), meeting().rules(), refused);
    }
    [[nodiscard]] bool is_open() { return hands_->meeting() != nullptr; }
    [[nodiscard]] const conference::State& state() { return hands_->meeting()->state(); }
    [[nodiscard]] meeting::Meeting& meeting() { return *hands_->meeting(); }
    [[nodiscard]] meeting::Desk& desk() { return *desk_; }
    [[nodiscard]] const conference::Refusal& last() const { return last_; }
    [[nodiscard]] const conference::Child& child() {
        return state().children.at(state().child_order.front());
    }
    [[nodiscard]] std::string folder() const { return folder_; }

  private:
    platform::SystemFiles files_;
    platform::SystemEntropy entropy_;
    play::ScriptedClock clock_;
    std::string folder_;
    std::unique_ptr<meeting::Desk> desk_;
    std::unique_ptr<play::CommandHands> hands_;
    conference::Refusal last_;
};

inline std::string all(std::initializer_list<const char*> parts) {
    std::string out;
    for (const auto* part : parts)
        out += part;
    return out;
}

}  // namespace cpc::test
