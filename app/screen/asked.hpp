// SPDX-License-Identifier: Apache-2.0
// Who is always asked, the reason where one is not, and whom somebody of the family is here for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/ui/ui.hpp"
#include "app/view/asked.hpp"

namespace cpc::screen {

struct AskedDraft {
    PersonId person;             // whose children are being chosen
    std::vector<bool> here_for;  // in the order of the children; empty: nothing was touched
    std::string role, why;       // who is left out, and why
};

[[nodiscard]] std::optional<view::Intent> draw_here_for(ui::Ui& ui, const view::HereForSheet& view,
                                                        AskedDraft& draft);
[[nodiscard]] std::optional<view::Intent> draw_left_out(ui::Ui& ui, const view::LeftOutSheet& view,
                                                        AskedDraft& draft);
[[nodiscard]] std::optional<view::Intent> draw_always_asked(ui::Ui& ui,
                                                            const view::AlwaysAsked& view);

}  // namespace cpc::screen
