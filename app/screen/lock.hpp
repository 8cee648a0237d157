// SPDX-License-Identifier: Apache-2.0
// The screens between a closed tablet and a meeting: lock and first set-up (A2), the cover (A3,
// picture 10), resume after a power cut (A4). What is typed goes straight into locked memory.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "app/screen/common.hpp"
#include "app/view/lock.hpp"

namespace cpc::screen {

enum class LockAct : std::uint8_t {
    go_on,
    pin_complete,
    pin_cancel,
    take_words,
    other_words,
    own_words,
    back_to_words,
    display,
};
// `proposed` are words in locked memory, for the page that shows them.
[[nodiscard]] std::optional<LockAct> draw(ui::Ui& ui, const view::LockView& view,
                                          std::span<const std::string_view> proposed,
                                          ui::SecretSink& passphrase, ui::PinSink& pin);

enum class CoverAct : std::uint8_t { open, back, pin_complete, pin_cancel, passphrase };
[[nodiscard]] std::optional<CoverAct> draw(ui::Ui& ui, const view::CoverView& view,
                                           ui::PinSink& pin);

[[nodiscard]] std::optional<view::Intent> draw(ui::Ui& ui, const view::ResumeView& view);

}  // namespace cpc::screen
