// SPDX-License-Identifier: Apache-2.0
#include "platform/window/painter.hpp"

#include <SDL.h>
#include <backends/imgui_impl_sdlrenderer2.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <iterator>

#include "platform/window/picture.hpp"

namespace cpc::window {
namespace {

constexpr float pixels_around = 2;

bool same(const ImDrawVert& a, const ImDrawVert& b) {
    return std::memcmp(&a, &b, sizeof a) == 0;
}

// One state of a draw list, living or kept.
struct Shapes {
    const ImDrawVert* vertices;
    const ImDrawIdx* indices;
    const ImDrawCmd* commands;
    std::size_t commands_count;
};

// Adds every triangle that uses a vertex of [from, to).
void add_changed(Rect& damage, const Shapes& shapes, int from, int to) {
    for (std::size_t n = 0; n < shapes.commands_count; ++n) {
        const ImDrawCmd& command = shapes.commands[n];
        const ImVec4& clip = command.ClipRect;
        float left = clip.z, right = clip.x, top = clip.w, bottom = clip.y;
        for (unsigned int i = 0; i + 2 < command.ElemCount; i += 3) {
            const ImDrawIdx* corner = shapes.indices + command.IdxOffset + i;
            const auto number = [&](int k) {
                return static_cast<int>(corner[k]) + static_cast<int>(command.VtxOffset);
            };
            const auto changed = [&](int k) { return number(k) >= from && number(k) < to; };
            if (!changed(0) && !changed(1) && !changed(2)) continue;
            for (int k = 0; k < 3; ++k) {
                const ImVec2& p = shapes.vertices[number(k)].pos;
                left = std::min(left, p.x);
                right = std::max(right, p.x);
                top = std::min(top, p.y);
                bottom = std::max(bottom, p.y);
            }
        }
        const float x = std::floor(left) - pixels_around;
        const float y = std::floor(top) - pixels_around;
        const Rect hit{x, y, std::ceil(right) + pixels_around - x,
                       std::ceil(bottom) + pixels_around - y};
        if (right < left) continue;  // nothing of this command
        damage =
            hull(damage, intersection(hit, {clip.x, clip.y, clip.z - clip.x, clip.w - clip.y}));
    }
}

}  // namespace

Painter::Painter(SDL_Renderer* renderer) : renderer_(renderer) {
    if (renderer_ == nullptr) return;
    context_ = ImGui::CreateContext();
    ImGui::SetCurrentContext(context_);
    ImGui::GetIO().IniFilename = nullptr;
    ImGui_ImplSDLRenderer2_Init(renderer_);
}

Painter::~Painter() {
    if (renderer_ == nullptr) return;
    ImGui::SetCurrentContext(context_);
    ImGui_ImplSDLRenderer2_Shutdown();
    if (texture_ != nullptr) SDL_DestroyTexture(texture_);
    for (const auto& [number, texture] : pages_)
        SDL_DestroyTexture(texture);
    ImGui::DestroyContext(context_);
}

void Painter::make_texture(const Picture& picture) {
    atlas_version_ = picture.atlas_version;
    if (renderer_ == nullptr) {
        raster_.set_atlas(*picture.atlas);
        return;
    }
    if (texture_ != nullptr) SDL_DestroyTexture(texture_);
    unsigned char* pixels = nullptr;
    int width = 0;
    int height = 0;
    picture.atlas->GetTexDataAsRGBA32(&pixels, &width, &height);
    texture_ = SDL_CreateTexture(renderer_, SDL_PIXELFORMAT_ABGR8888, SDL_TEXTUREACCESS_STATIC,
                                 width, height);
    if (texture_ == nullptr) return;
    SDL_UpdateTexture(texture_, nullptr, pixels, 4 * width);
    SDL_SetTextureBlendMode(texture_, SDL_BLENDMODE_BLEND);
    SDL_SetTextureScaleMode(texture_, SDL_ScaleModeLinear);
}

void Painter::make_page_textures(const Picture& picture) {
    for (auto kept = pages_.begin(); kept != pages_.end();) {
        const bool shown = std::any_of(picture.pages.begin(), picture.pages.end(),
                                       [&](const auto& page) { return page->id == kept->first; });
        if (!shown) SDL_DestroyTexture(kept->second);
        kept = shown ? std::next(kept) : pages_.erase(kept);
    }
    for (const auto& page : picture.pages) {
        if (pages_.contains(page->id)) continue;
        auto* made = SDL_CreateTexture(renderer_, SDL_PIXELFORMAT_ARGB8888,
                                       SDL_TEXTUREACCESS_STATIC, page->width_px, page->height_px);
        if (made == nullptr) continue;  // larger than this GPU takes: its place stays empty
        SDL_UpdateTexture(made, nullptr, page->pixels.data(), 4 * page->width_px);
        SDL_SetTextureScaleMode(made, SDL_ScaleModeLinear);
        pages_.emplace(page->id, made);
    }
}

SDL_Texture* Painter::texture_for(const Picture& picture, const ImDrawCmd& command) const {
    const auto* page = picture.page_of(command.GetTexID());
    if (page == nullptr) return texture_;
    const auto made = pages_.find(page->id);
    return made == pages_.end() ? texture_ : made->second;
}

bool Painter::comparable(const Picture& picture) const {
    return picture.look_version == look_version_ && picture.atlas_version == atlas_version_ &&
           picture.width_px == width_px_ && picture.height_px == height_px_ &&
           picture.lists.size() == kept_.size();
}

// False when only drawing everything is safe.
bool Painter::difference(const ImDrawList& list, const Kept& kept, Rect& damage) const {
    if (static_cast<std::size_t>(list.CmdBuffer.Size) != kept.commands.size()) return false;
    for (int i = 0; i < list.CmdBuffer.Size; ++i)
        if (list.CmdBuffer[i].TextureId != kept.commands[static_cast<std::size_t>(i)].TextureId ||
            std::memcmp(&list.CmdBuffer[i].ClipRect,
                        &kept.commands[static_cast<std::size_t>(i)].ClipRect, sizeof(ImVec4)) != 0)
            return false;
    const ImDrawVert* now = list.VtxBuffer.Data;
    const ImDrawVert* old = kept.vertices.data();
    const int now_n = list.VtxBuffer.Size;
    const int old_n = static_cast<int>(kept.vertices.size());
    const int shorter = std::min(now_n, old_n);
    int front = 0;
    while (front < shorter && same(now[front], old[front]))
        ++front;
    int back = 0;
    while (back < shorter - front && same(now[now_n - 1 - back], old[old_n - 1 - back]))
        ++back;
    if (front == now_n && now_n == old_n)  // the same corners; joined the same way?
        return static_cast<std::size_t>(list.IdxBuffer.Size) == kept.indices.size() &&
               (kept.indices.empty() || std::memcmp(list.IdxBuffer.Data, kept.indices.data(),
                                                    kept.indices.size() * sizeof(ImDrawIdx)) == 0);
    add_changed(damage,
                {now, list.IdxBuffer.Data, list.CmdBuffer.Data,
                 static_cast<std::size_t>(list.CmdBuffer.Size)},
                front, now_n - back);
    add_changed(damage, {old, kept.indices.data(), kept.commands.data(), kept.commands.size()},
                front, old_n - back);
    return true;
}

void Painter::keep(const Picture& picture) {
    kept_.resize(picture.lists.size());
    for (std::size_t i = 0; i < kept_.size(); ++i) {
        const ImDrawList& list = *picture.lists[i];
        Kept& k = kept_[i];
        k.vertices.assign(list.VtxBuffer.begin(), list.VtxBuffer.end());
        k.indices.assign(list.IdxBuffer.begin(), list.IdxBuffer.end());
        k.commands.assign(list.CmdBuffer.begin(), list.CmdBuffer.end());
    }
    look_version_ = picture.look_version;
    width_px_ = picture.width_px;
    height_px_ = picture.height_px;
}

void Painter::draw_with_gpu(const Picture& picture) {
    ImDrawData data;
    data.Valid = true;
    data.DisplayPos = {0, 0};
    data.DisplaySize = {static_cast<float>(picture.width_px),
                        static_cast<float>(picture.height_px)};
    data.FramebufferScale = {1, 1};
    make_page_textures(picture);
    // The lists name the picture's own pages again afterwards: they may be painted once more.
    std::vector<ImTextureID> named;
    for (ImDrawList* list : picture.lists) {
        for (ImDrawCmd& command : list->CmdBuffer) {
            named.push_back(command.TextureId);
            command.TextureId = texture_for(picture, command);
        }
        data.CmdLists.push_back(list);
        data.CmdListsCount++;
        data.TotalVtxCount += list->VtxBuffer.Size;
        data.TotalIdxCount += list->IdxBuffer.Size;
    }
    ImGui::SetCurrentContext(context_);
    ImGui_ImplSDLRenderer2_RenderDrawData(&data);
    std::size_t at = 0;
    for (ImDrawList* list : picture.lists)
        for (ImDrawCmd& command : list->CmdBuffer)
            command.TextureId = named[at++];
    SDL_RenderPresent(renderer_);
}

Painted Painter::paint(const Picture& picture, bool everything) {
    const Rect whole{0, 0, static_cast<float>(picture.width_px),
                     static_cast<float>(picture.height_px)};
    Painted out;
    bool compared = comparable(picture);
    if (atlas_version_ != picture.atlas_version) make_texture(picture);
    if (compared)
        for (std::size_t i = 0; compared && i < kept_.size(); ++i)
            compared = difference(*picture.lists[i], kept_[i], out.damage);
    if (compared && !everything) {
        if (out.damage.empty()) return out;
        out.damage = intersection(out.damage, whole);
        out.full = false;
    } else {
        out.damage = whole;
        out.full = true;
    }
    out.drawn = true;
    if (renderer_ != nullptr) {
        out.damage = whole;
        draw_with_gpu(picture);
    } else {
        if (raster_.width_px() != picture.width_px || raster_.height_px() != picture.height_px)
            raster_.resize(picture.width_px, picture.height_px);
        raster_.draw(picture, out.damage);
    }
    keep(picture);
    return out;
}

}  // namespace cpc::window
