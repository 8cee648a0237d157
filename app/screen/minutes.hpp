// SPDX-License-Identifier: Apache-2.0
// The chair's sheet about the state of the minutes.
#pragma once

#include <optional>
#include <string>

#include "app/ui/ui.hpp"
#include "app/view/minutes.hpp"

namespace cpc::screen {

struct MinutesDraft {
    bool begun = false;  // the offered name is in the field
    std::string by, note;
    template <class Each>
    void each_text(Each&& each) {
        each("minutes.by", by);
        each("minutes.note", note);
    }
};

[[nodiscard]] std::optional<view::Intent> draw_minutes(ui::Ui& ui, const view::MinutesSheet& view,
                                                       MinutesDraft& draft);
void said(const conference::Command& command, MinutesDraft& draft);

}  // namespace cpc::screen
