// SPDX-License-Identifier: Apache-2.0
// What is put to the chair: the list, one to be asked, one to be answered.
#pragma once

#include <optional>
#include <string>

#include "app/ui/ui.hpp"
#include "app/view/matters.hpp"

namespace cpc::screen {

struct MattersDraft {
    bool asking = false;  // the page on which something is asked
    MatterId answering;   // whose answer is written; empty: none
    std::optional<std::size_t> kind, by, granted, prejudice;
    std::string asker, about, text, answer;
    template <class Each>
    void each_text(Each&& each) {
        each("matters.asker", asker);
        each("matters.about", about);
        each("matters.text", text);
        each("matters.answer", answer);
    }
};

[[nodiscard]] std::optional<view::Intent> draw_matters(ui::Ui& ui, const view::MattersSheet& view,
                                                       MattersDraft& draft);
// Opens the room's sheet; from there the chair's.
[[nodiscard]] std::optional<view::Intent> questions_button(ui::Ui& ui);
// What the record took is no draft any more. The sheet stays: the list shows it.
void said(const conference::Command& command, MattersDraft& draft);

}  // namespace cpc::screen
