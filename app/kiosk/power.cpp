// SPDX-License-Identifier: Apache-2.0
// The battery, once a minute: a line at 20 and at 10 per cent, and at 5 the charger is asked for.
// Each step is told once, and all are forgotten when the charger is in. Nothing stops working.
#include <array>

#include "app/kiosk/shell.hpp"
#include "app/view/readiness.hpp"
#include "app/view/say.hpp"

namespace cpc::kiosk {
namespace {

constexpr std::array steps{view::battery_low_percent, 10, view::battery_empty_percent};
constexpr int none_told = 100;

}  // namespace

void Shell::watch_power() {
    if (services_.power == nullptr || power_minute_ == minute_) return;
    power_minute_ = minute_;
    auto* power = services_.power;
    post([this, power]() -> Afterwards {
        return [this, reading = power->read()] { power_is(reading); };
    });
}

void Shell::power_is(const PowerReading& reading) {
    power_ = reading;
    ++version_;
    if (!reading.battery || reading.charging) {
        power_told_ = none_told;
        ask_charger_ = false;
        if (notice_.kind == view::NoticeKind::warned) notice_ = {};
        return;
    }
    int step = none_told;
    for (const int each : steps)
        if (reading.percent <= each) step = each;
    if (step >= power_told_ || !unlocked()) return;
    power_told_ = step;
    notice(view::NoticeKind::warned,
           view::say("power.low", {{"n", std::to_string(reading.percent)}}));
    ask_charger_ = step == view::battery_empty_percent;
}

void Shell::draw_charger(ui::Ui& ui) {
    if (!desk_ || place_ == view::Place::lock || place_ == view::Place::hidden || handing_.on)
        return;
    ui::Sheet sheet;
    sheet.title = view::say("power.title");
    sheet.actions = {{view::say("shell.ok"), ui::Icon::none, ui::Kind::primary}};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.strong(view::say("power.empty", {{"n", std::to_string(power_.percent)}}));
        ui.paragraph(view::say("power.safe"));
    });
    if (!pressed) return;
    touched_ms_ = now_ms_;
    ask_charger_ = false;
}

}  // namespace cpc::kiosk
