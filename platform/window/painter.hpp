// SPDX-License-Identifier: Apache-2.0
// Internal to platform/window: draws pictures only where they changed, with SDL's renderer (GPU) or
// into memory (raster.hpp).
//
// Each draw list is compared with the same list of the picture before: the triangles that use a
// vertex between the common beginning and the common end, old and new, give the damage, each as far
// as its command's clip lets it be seen; commands are clipped to it
// and nothing is cleared. The whole glass is drawn when lists, clips, fonts or look changed. The
// GPU only skips unchanged frames, because after a swap its back buffer is stale.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <map>
#include <vector>

#include "platform/window/geometry.hpp"
#include "platform/window/raster.hpp"

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
    // Without a renderer the picture is drawn into raster().
    explicit Painter(SDL_Renderer* renderer);
    ~Painter();
    Painter(const Painter&) = delete;
    Painter& operator=(const Painter&) = delete;

    [[nodiscard]] Painted paint(const Picture& picture, bool everything);
    [[nodiscard]] const Raster& raster() const { return raster_; }

  private:
    struct Kept {
        std::vector<ImDrawVert> vertices;
        std::vector<ImDrawIdx> indices;
        std::vector<ImDrawCmd> commands;
    };
    [[nodiscard]] bool comparable(const Picture& picture) const;
    [[nodiscard]] bool difference(const ImDrawList& list, const Kept& kept, Rect& damage) const;
    void keep(const Picture& picture);
    void make_texture(const Picture& picture);
    void make_page_textures(const Picture& picture);
    [[nodiscard]] SDL_Texture* texture_for(const Picture& picture, const ImDrawCmd& command) const;
    void draw_with_gpu(const Picture& picture);

    SDL_Renderer* renderer_;
    ImGuiContext* context_ = nullptr;
    Raster raster_;
    SDL_Texture* texture_ = nullptr;
    std::map<std::uint64_t, SDL_Texture*> pages_;  // by number; gone with the page
    std::uint64_t atlas_version_ = 0;
    std::uint64_t look_version_ = 0;
    int width_px_ = 0;
    int height_px_ = 0;
    std::vector<Kept> kept_;
};

}  // namespace cpc::window
