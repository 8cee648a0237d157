// SPDX-License-Identifier: Apache-2.0
// Pages that somebody brought, as pictures.
#include <algorithm>
#include <cmath>

#include "app/ui/core.hpp"

namespace cpc::ui {
namespace {

// Of the glass's height: what a sheet's head and its actions leave for one page.
constexpr float height_of_a_whole_page = 0.58F;

}  // namespace

Ui::PageSize Ui::page_picture(const std::shared_ptr<const PagePicture>& page,
                              std::string_view words, bool whole) {
    Core& c = *core_;
    const float width = c.column().w;
    const float height = whole ? std::floor(c.screen.h * height_of_a_whole_page) : 4 * width;
    const PageSize room{static_cast<int>(width), static_cast<int>(height)};
    if (!page || page->width_px <= 0 || page->height_px <= 0) return room;
    const float scale = std::min(width / static_cast<float>(page->width_px),
                                 height / static_cast<float>(page->height_px));
    const float w = std::floor(static_cast<float>(page->width_px) * scale);
    const float h = std::floor(static_cast<float>(page->height_px) * scale);
    const Rect rect = c.place(h, 14);
    const Rect spot{std::round(rect.x + (rect.w - w) / 2), std::round(rect.y), w, h};
    c.list->AddImage(window::texture_of(*page), {spot.x, spot.y}, {spot.right(), spot.bottom()});
    c.outline(spot, Ink::line_strong, 0, 1);
    c.add(Role::image, words, spot);
    const auto known = std::any_of(c.pages_shown.begin(), c.pages_shown.end(),
                                   [&](const auto& each) { return each->id == page->id; });
    if (!known) c.pages_shown.push_back(page);
    return room;
}

}  // namespace cpc::ui
