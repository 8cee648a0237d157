// SPDX-License-Identifier: Apache-2.0
// Whether headphones are plugged in, as the sound cards' own jacks say it (ALSA control elements
// such as "Headphone Jack").
//
// What always holds: "yes" only when a jack that can feel a plug says there is one. No card, no
// right to look, a jack that cannot feel ("phantom"), a headset by radio or USB that no jack tells
// of: all of these are "no", because then nobody knows who hears.
//
// Left out: where the sound goes. A tablet that keeps its loudspeaker on while headphones are in
// must not be used for private parts; the README says how to try it.
#pragma once

#include <string>
#include <string_view>

namespace cpc::speech {

inline constexpr const char* sound_folder = "/dev/snd";

// folder: of the cards' control devices (controlC0…). Takes some microseconds.
[[nodiscard]] bool headphones_in(const std::string& folder = sound_folder);

// An element's name that stands for headphones: not a microphone, not a jack without a sensor.
[[nodiscard]] bool is_headphone_jack(std::string_view name);

}  // namespace cpc::speech
