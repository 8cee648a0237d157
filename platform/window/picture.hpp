// SPDX-License-Identifier: Apache-2.0
// Internal to app/ui and platform/window: a finished frame as draw lists, bottom to top.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/pages.hpp"

namespace cpc::window {

// What a command that draws a page names as its texture; the letters' is 0.
[[nodiscard]] inline ImTextureID texture_of(const PagePicture& page) {
    return reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(page.id));
}

struct Picture {
    std::vector<ImDrawList*> lists;
    std::vector<std::shared_ptr<const PagePicture>> pages;  // that the lists draw

    [[nodiscard]] const PagePicture* page_of(ImTextureID texture) const {
        for (const auto& page : pages)
            if (texture != nullptr && texture_of(*page) == texture) return page.get();
        return nullptr;
    }
    ImFontAtlas* atlas = nullptr;
    std::uint64_t atlas_version = 0;  // changes when the texture must be made again
    std::uint64_t look_version = 0;   // changes with theme and size: everything is drawn again
    int width_px = 0;
    int height_px = 0;
    ImU32 background = 0;
};

}  // namespace cpc::window
