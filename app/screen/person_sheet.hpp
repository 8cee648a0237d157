// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/screen/introductions.hpp"

namespace cpc::screen {

// One person: how they take part, late and early stamps, signing in (ui-design C1a).
[[nodiscard]] std::optional<view::Intent> draw_person_sheet(ui::Ui& ui,
                                                            const view::PersonSheet& view,
                                                            IntroductionsDraft& draft);

}  // namespace cpc::screen
