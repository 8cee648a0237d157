// SPDX-License-Identifier: Apache-2.0
#include "app/screen/aloud.hpp"

namespace cpc::screen {

view::AloudPress draw(ui::Ui& ui, const view::AloudView& view) {
    view::AloudPress press;
    ui.heading(view.title);
    press.titles = ui.toggle(view.titles, "", view.now.titles);
    press.touch = ui.toggle(view.touch, view.touch_help, view.now.touch);
    const auto stepper = [&](const std::string& label, const std::string& shown, int now, int least,
                             int most) {
        ui::Stepper one;
        one.label = label;
        one.shown = shown;
        one.can_less = now > least;
        one.can_more = now < most;
        return ui.stepper(one).value_or(0);
    };
    press.volume_steps = stepper(view.volume, view.volume_shown, view.now.volume_percent,
                                 view::volume_least, view::volume_most);
    press.speed_steps = stepper(view.speed, view.speed_shown, view.now.speed_percent,
                                view::speed_least, view::speed_most);
    press.scanning = ui.toggle(view.scanning, view.scanning_help, view.now.scanning);
    return press;
}

}  // namespace cpc::screen
