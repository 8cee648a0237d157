// SPDX-License-Identifier: Apache-2.0
// Passing the tablet (ui-design 7, picture 07): who gets it, PINs, thank you. What the person then
// does is another screen.
#pragma once

#include <optional>

#include "app/screen/common.hpp"
#include "app/view/handover.hpp"

namespace cpc::screen {

enum class HandAct : std::uint8_t {
    yes,
    back,
    pin_complete,
    next,
    chair,
    display,
    hide,
    help,    // "Someone helps me"
    helped,  // it was said who, and why
    smaller,
    larger,
    language,  // HandDraft::language
    touches,   // five circles, please
    landed,
    beside,
    by_switch,  // one switch from now on
};
// What is being said on these screens.
struct HandDraft {
    view::HelpDraft help;
    std::size_t language = 0;
};
[[nodiscard]] std::optional<HandAct> draw(ui::Ui& ui, const view::HandView& view, ui::PinSink& pin,
                                          HandDraft& draft);

// Above the person's own screen: display or hide.
[[nodiscard]] std::optional<HandAct> draw_person_bar(ui::Ui& ui, const view::PersonBar& view);

}  // namespace cpc::screen
