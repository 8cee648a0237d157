// SPDX-License-Identifier: Apache-2.0
// A meeting that was played through the screens as far as one act of a scenario and goes on by
// hand. The tablet, its vault and the people in the room are as real as in a whole play.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "app/stage/performance.hpp"
#include "platform/entropy/entropy.hpp"
#include "platform/files/files.hpp"

namespace cpc::stage_test {

class HalfWay {
  public:
    // Plays `scenario` up to, and not including, its first act that `ends`.
    using Ends = std::function<bool(const play::Act&)>;
    HalfWay(const std::string& scenario, const Ends& ends);
    ~HalfWay();
    HalfWay(const HalfWay&) = delete;
    HalfWay& operator=(const HalfWay&) = delete;

    [[nodiscard]] stage::Stage& stage() { return *performance_->stage; }
    [[nodiscard]] ui::Driver& driver() { return stage().driver(); }
    [[nodiscard]] view::Place place() { return stage().shell().place(); }
    [[nodiscard]] meeting::Meeting& meeting() { return *stage().shell().meeting(); }
    [[nodiscard]] bool says(const std::string& part);
    // Each fails the test with what there is instead.
    void press(const std::string& label);
    void hold(const std::string& label);
    void fill(const std::string& label, const std::string& text);
    void digits(std::string_view typed);
    void chair_takes_it();  // the pad of the chair is open
    void pull_the_plug();

    // The hand-over from "Please pass the tablet" to the person's own screen.
    void own_screen(const std::string& person);
    [[nodiscard]] std::string pin_of(const std::string& person);

  private:
    std::string folder_;
    platform::SystemFiles files_;
    platform::SystemEntropy entropy_;
    std::unique_ptr<stage::Performance> performance_;
};

// The first act of this verb, or the first that changes the stage to `stage`.
[[nodiscard]] HalfWay::Ends at_verb(std::string verb);
[[nodiscard]] HalfWay::Ends after_stage(std::string stage);

}  // namespace cpc::stage_test
