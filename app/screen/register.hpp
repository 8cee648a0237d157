// SPDX-License-Identifier: Apache-2.0
// The register of papers: its rows in a paper's sheet, and the sheet that writes down that a paper
// was given, sent or tried to be.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/screen/common.hpp"
#include "app/view/register.hpp"

namespace cpc::screen {

struct DeliveryDraft {
    std::string about;  // of the paper it is filled in for
    std::vector<bool> chosen;
    std::optional<std::size_t> way;
    std::size_t reached = 0;  // 1: in vain
    std::string by, taken_by, note;
    std::optional<Date> day;
    std::optional<int> minute;

    template <class Each>
    void each_text(Each&& each) {
        each("register.by", by);
        each("register.taken-by", taken_by);
        each("register.note", note);
    }
};

// The mark that goes with a state: a shape of its own, for whoever does not see the colour.
[[nodiscard]] ui::Icon icon_of(view::DeliveryMark mark);
[[nodiscard]] ui::Tone tone_of(view::DeliveryMark mark);

// Who has it and who waits for it, and the button that opens the sheet below.
[[nodiscard]] std::optional<view::Intent> draw_deliveries(ui::Ui& ui,
                                                          const view::DeliveryPart& part);
[[nodiscard]] std::optional<view::Intent> draw_delivery_sheet(ui::Ui& ui,
                                                              const view::DeliverySheet& view,
                                                              DeliveryDraft& draft);
// The record has taken it: true closes the sheet.
[[nodiscard]] bool said(const conference::Command& command, DeliveryDraft& draft);

}  // namespace cpc::screen
