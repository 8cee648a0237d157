// SPDX-License-Identifier: Apache-2.0
// A clock that moves while the tablet is open is asked about in the same way: the one that cannot
// be set tells.
//
// A clock that was never set or went back is no reason not to record. The chair is asked once, when
// the tablet is opened, and the answer is an entry; until then the entries say themselves that
// their clock was in doubt, and the minutes say between when and when.
#include "app/kiosk/shell.hpp"
#include "app/view/say.hpp"

namespace cpc::kiosk {

using view::NoticeKind;
using view::Place;

namespace {

constexpr std::int64_t moved_ms = 120'000;

}  // namespace

void Shell::ask_about_clock() {
    ask_clock_ = true;
    ++version_;
}

void Shell::watch_clock(const ClockReading& reading) {
    if (!desk_) return;
    const auto ahead = reading.wall.ms - static_cast<std::int64_t>(reading.boot_ms);
    const auto moved = ahead - clock_ahead_ms_.value_or(ahead);
    if (!clock_ahead_ms_) clock_ahead_ms_ = ahead;
    if (moved <= moved_ms && moved >= -moved_ms) return;
    clock_ahead_ms_ = ahead;
    clock_moved_ = true;
    ask_about_clock();
}

// Never over somebody's own screen: it is the chair who is asked.
void Shell::draw_clock(ui::Ui& ui) {
    if (!desk_ || place_ == Place::lock || place_ == Place::hidden || handing_.on) return;
    ui::Sheet sheet;
    sheet.title = view::say("clock.title");
    sheet.actions = {{view::say("clock.wrong")},
                     {view::say("clock.right"), ui::Icon::tick, ui::Kind::primary}};
    const auto pressed = ui.sheet(sheet, [&] {
        // With its year: a clock that was never set shows one long past.
        ui.strong(view::say_day(now().date) + " " + now().date.iso().substr(0, 4) + ", " +
                  now().clock());
        ui.paragraph(view::say(clock_moved_ ? "clock.moved" : "clock.text"));
        ui.small(view::say("clock.safe"));
    });
    if (!pressed) return;
    touched_ms_ = now_ms_;
    ask_clock_ = false;
    if (*pressed == 0) {
        notice(NoticeKind::refused, view::say("clock.to_set"));
        return;
    }
    auto* desk = desk_.get();
    post([this, desk]() -> Afterwards {
        const auto confirmed = desk->confirm_clock();
        return [this, confirmed] {
            if (!confirmed) {
                failed(confirmed.error());
                return;
            }
            clock_moved_ = false;
            notice(NoticeKind::done, view::say("clock.confirmed"));
        };
    });
}

}  // namespace cpc::kiosk
