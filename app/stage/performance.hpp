// SPDX-License-Identifier: Apache-2.0
// Everything that a play through the screens needs, in one hand: the scripted clock, a tablet that
// was set up through its own first screens, and the hands that press.
#pragma once

#include <memory>
#include <string>

#include "app/stage/screen_hands.hpp"

namespace cpc::stage {

struct Tablet {
    Files& files;
    Entropy& entropy;
    meeting::Library library;
    std::string directory;  // of the vault, which does not exist yet
    std::string passphrase;
    std::string pictures;  // folder for a picture of each screen; empty: none
    ui::Surface surface = {};
    Wanted gallery = {};
    ui::Driver::Hands hands = ui::Driver::Hands::finger;
    ui::Outside* outside = nullptr;  // a real window in place of none, and the hands before it
};

struct Performance {
    play::ScriptedClock clock;
    std::unique_ptr<Stage> stage;
    std::unique_ptr<ScreenHands> hands;
};

// The clock stands half an hour before the conference that the scenario plans.
[[nodiscard]] Result<std::unique_ptr<Performance>> begin_performance(const play::Scenario& scenario,
                                                                     Tablet tablet);

// "1280x800@1" or "1920x1200@1.5": the size in pixels and how dense they are.
[[nodiscard]] Result<ui::Surface> read_surface(const std::string& text);

}  // namespace cpc::stage
