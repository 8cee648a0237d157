// SPDX-License-Identifier: Apache-2.0
// Playing a scenario into a store, with its outcome and papers: what `cpc play` and `cpc practice`
// share.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/cli/command.hpp"

namespace cpc::cli {

struct PlayOptions {
    std::string scenario;
    std::string store;
    std::string outcome;
    std::string documents;
    std::string screens;                 // pictures of each screen; only through the screens
    std::string surface = "1280x800@1";  // the glass: pixels and how dense they are
    std::string gallery = {};            // each screen in `looks`; only through the screens
    std::string looks = {};              // empty: every one
    bool through_screens = false;
};

struct PlayReport {
    std::string outcome;
    std::vector<std::string> failures;
    std::size_t refusals = 0;
    // Only through the screens: what they do not offer or say otherwise, and what they drew badly.
    std::vector<std::string> not_offered, not_shown, complaints;
    std::size_t pictures = 0;
    std::uint64_t entries = 0;
    bool closed = false;
};

[[nodiscard]] Result<PlayReport> play_scenario(Machine& machine, const PlayOptions& options);
int print_report(const PlayReport& report);
[[nodiscard]] Result<std::string> temporary_folder();

}  // namespace cpc::cli
