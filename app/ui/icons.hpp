// SPDX-License-Identifier: Apache-2.0
// The icons in use, by what they mean. The glyphs are those of the Material Design Icons web font;
// only these are rasterised.
#pragma once

#include <cstdint>
#include <string_view>

namespace cpc::ui {

enum class Icon : std::uint8_t {
    none,
    home,
    read_aloud,
    text_size,
    hide,
    tick,
    cross,
    minus,
    plus,
    pencil,
    lock,
    info,
    undo,
    forward,
    back,
    done,
    eye,
    alert,
    opinion,
    document,
    scales,
    gavel,
    people,
    child,
    waiting,
    heart,
    unlock,
    hand,
    backspace,
    shift,
    keyboard_close,
    key,
    new_line,
    phone,
    person,
    chevron_right,
    chevron_down,
    chevron_up,
    calendar,
    printer,
    usb,
    refresh,
    warning,
    chart,
    comment,
    flag,
    ring,
    help,
    search,
    settings,
    remove,
    upload,
    sync,
    history,
    pause,
    play,
    battery,
    erase,
    book,
    link,
    shield,
    wifi_off,
    wifi,
    save,
    calendar_done,
    note,
    mail,
    key_card,
    speaking,
};

// The glyph as UTF-8; empty for none.
[[nodiscard]] std::string_view glyph(Icon icon);

}  // namespace cpc::ui
