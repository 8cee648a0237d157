// SPDX-License-Identifier: Apache-2.0
// The frame that every conference screen has, and the small conversions from view to toolkit.
//
// A screen is one function:
//
//     std::optional<view::Intent> draw(ui::Ui& ui, const view::RiskView& view, RiskDraft& draft);
//
// It begins with draw_frame(), which draws app bar, rail and bottom bar in the order the toolkit
// wants and answers with what somebody pressed there; then it draws its page, and its sheets last.
// A draft holds what is typed and not yet said, and lists its texts so that the shell can keep
// them:
//
//     struct RiskDraft {
//         std::string summary;
//         template <class Each> void each_text(Each&& each) { each("risk.summary", summary); }
//     };
//
// Sheets of a screen are opened by OpenSheet{"name", person, contribution} and closed by
// CloseSheet; which one is open stands in the view, because the shell puts it into the Moment the
// view is made from. The sheets "facts", "display" and "history" belong to the shell.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/ui/ui.hpp"
#include "app/view/common.hpp"

namespace cpc::screen {

// A button of the bottom bar and what it causes.
struct Step {
    ui::Action action;
    view::Intent intent;
};

struct Foot {
    std::vector<Step> left;
    ui::Status status;        // what is still missing; the frame's own notice goes before it
    std::vector<Step> right;  // the next step is the last one
};

[[nodiscard]] std::optional<view::Intent> draw_frame(ui::Ui& ui, const view::FrameView& frame,
                                                     const Foot& foot);

// The next step as a filled button with an arrow.
[[nodiscard]] Step next_step(std::string label, std::string blocked_by, view::Intent intent);
[[nodiscard]] Step second_step(std::string label, std::string blocked_by, view::Intent intent,
                               ui::Icon icon = ui::Icon::none);

[[nodiscard]] ui::Tone tone(view::Tone tone);
[[nodiscard]] ui::Person person(const view::PersonLine& line);

}  // namespace cpc::screen
