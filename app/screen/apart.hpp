// SPDX-License-Identifier: Apache-2.0
// The chair's two sheets about a part without everybody: asking people to step out, and looking
// again at what was said there (view/apart.hpp). What is shown while such a part is going on is the
// information screen's own (information.cpp).
#pragma once

#include <optional>
#include <set>
#include <string>

#include "app/screen/common.hpp"
#include "app/view/apart.hpp"

namespace cpc::screen {

struct StepOutDraft {
    std::string reason;
    std::set<PersonId> changed;  // the chair decided otherwise than the procedure would
    std::set<std::string> redaction;
    template <class Each>
    void each_text(Each&& each) {
        each("step-out.reason", reason);
    }
};

[[nodiscard]] std::optional<view::Intent> draw_step_out(ui::Ui& ui, const view::StepOutSheet& view,
                                                        StepOutDraft& draft);
[[nodiscard]] std::optional<view::Intent> draw_said_apart(ui::Ui& ui,
                                                          const view::SaidApartSheet& view);
[[nodiscard]] bool said(const conference::Command& command, StepOutDraft& draft);

// The button beside a stage's points.
[[nodiscard]] std::optional<view::Intent> step_out_button(ui::Ui& ui);

}  // namespace cpc::screen
