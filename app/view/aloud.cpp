// SPDX-License-Identifier: Apache-2.0
#include "app/view/aloud.hpp"

#include <algorithm>

#include "app/view/say.hpp"

namespace cpc::view {

AloudView make_aloud_view(const AloudFacts& facts) {
    const auto percent = [](int n) { return say("aloud.percent", {{"n", std::to_string(n)}}); };
    AloudView view;
    view.title = say("aloud.title");
    view.titles = say("aloud.titles");
    view.touch = say("aloud.touch");
    view.touch_help = say("aloud.touch_help");
    view.volume = say("aloud.volume");
    view.volume_shown = percent(facts.volume_percent);
    view.speed = say("aloud.speed");
    view.speed_shown = percent(facts.speed_percent);
    view.scanning = say("aloud.scanning");
    view.scanning_help = say("aloud.scanning_help");
    view.now = facts;
    return view;
}

AloudFacts after(const AloudFacts& facts, const AloudPress& press) {
    AloudFacts out = facts;
    out.titles = facts.titles != press.titles;
    out.touch = facts.touch != press.touch;
    out.scanning = facts.scanning != press.scanning;
    out.volume_percent = std::clamp(facts.volume_percent + press.volume_steps * aloud_step,
                                    volume_least, volume_most);
    out.speed_percent =
        std::clamp(facts.speed_percent + press.speed_steps * aloud_step, speed_least, speed_most);
    return out;
}

}  // namespace cpc::view
