// SPDX-License-Identifier: Apache-2.0
// Internal to app/ui and platform/window: a finished frame as draw lists, bottom to top.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <vector>

namespace cpc::window {

struct Picture {
    std::vector<ImDrawList*> lists;
    ImFontAtlas* atlas = nullptr;
    std::uint64_t atlas_version = 0;  // changes when the texture must be made again
    std::uint64_t look_version = 0;   // changes with theme and size: everything is drawn again
    int width_px = 0;
    int height_px = 0;
    ImU32 background = 0;
};

}  // namespace cpc::window
