// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/screen/information.hpp"

namespace cpc::screen {

// Whichever sheet of the information stage is open.
[[nodiscard]] std::optional<view::Intent> draw_information_sheet(ui::Ui& ui,
                                                                 const view::InformationView& view,
                                                                 InformationDraft& draft);

[[nodiscard]] ui::LabelKind label_kind(conference::Label label);

}  // namespace cpc::screen
