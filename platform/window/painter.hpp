// SPDX-License-Identifier: Apache-2.0
// Internal to platform/window: draws pictures with SDL's renderer, only where they changed.
//
// Each draw list is compared with the same list of the picture before: the vertices between the
// common beginning and the common end, old and new, give the damage; commands are clipped to it
// and nothing is cleared. The whole glass is drawn when lists, clips, fonts or look changed. A
// renderer that swaps buffers only skips unchanged frames, because its back buffer is stale.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <vector>

#include "platform/window/geometry.hpp"

struct SDL_Renderer;
struct SDL_Texture;

namespace cpc::window {

struct Picture;

struct Painted {
    bool drawn = false;
    bool full = false;
    Rect damage;
};

class Painter {
  public:
    Painter(SDL_Renderer* renderer, bool keeps_picture);
    ~Painter();
    Painter(const Painter&) = delete;
    Painter& operator=(const Painter&) = delete;

    [[nodiscard]] Painted paint(const Picture& picture, bool everything);

  private:
    struct Kept {
        std::vector<ImDrawVert> vertices;
        std::vector<ImDrawIdx> indices;
        std::vector<ImVec4> clips;
    };
    [[nodiscard]] bool comparable(const Picture& picture) const;
    [[nodiscard]] bool difference(const ImDrawList& list, const Kept& kept, Rect& damage) const;
    void keep(const Picture& picture);
    void make_texture(const Picture& picture);
    void draw(const Picture& picture, const Rect& damage);

    SDL_Renderer* renderer_;
    bool keeps_picture_;
    ImGuiContext* context_;
    SDL_Texture* texture_ = nullptr;
    std::uint64_t atlas_version_ = 0;
    std::uint64_t look_version_ = 0;
    int width_px_ = 0;
    int height_px_ = 0;
    std::vector<Kept> kept_;
};

}  // namespace cpc::window
