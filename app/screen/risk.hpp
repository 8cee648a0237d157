// SPDX-License-Identifier: Apache-2.0
// Risk for one child, with a sheet for each thing that can be added.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/screen/common.hpp"
#include "app/view/risk.hpp"

namespace cpc::screen {

// What is typed for one child.
struct RiskTyped {
    std::string summary;
    bool summary_open = false;  // the recorded summary is being written again
    std::string line;           // the risk line being written
    std::optional<std::size_t> severity, likelihood;
    std::vector<ContributionId> evidence;
    std::string voice;  // the child's words, or why there are none
    std::optional<std::size_t> voice_source;
    std::optional<std::size_t> scorer;  // whose number is said next; nothing: the room's
};

struct RiskDraft : RiskTyped {
    using Typed = RiskTyped;
    ChildId child;                        // whose texts these are
    std::map<ChildId, RiskTyped> parked;  // the other children's

    template <class Each>
    void each_text(Each&& each) {
        each("risk.summary", summary);
        each("risk.line", line);
        each("risk.voice", voice);
    }
};

[[nodiscard]] std::optional<view::Intent> draw(ui::Ui& ui, const view::RiskView& view,
                                               RiskDraft& draft);
// The record has taken `command`: what it was made from is forgotten. True closes the sheet.
[[nodiscard]] bool said(const conference::Command& command, RiskDraft& draft);

}  // namespace cpc::screen
