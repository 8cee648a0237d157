// SPDX-License-Identifier: Apache-2.0
// Internal to app/ui: type roles, fonts at exact pixels, measuring and wrapping.
//
// Sizes are em squares in units: body 24 u gives capitals of 2.95 mm (ui-design.md 2.4). The
// library that rasterises takes the height of a line instead; Fonts converts.
#pragma once

#include <imgui.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace cpc::ui {

enum class Type : std::uint8_t {
    display,
    title,
    lead,
    body,
    strong,
    small,
    small_medium,
    icon,
    icon_medium,
    icon_large,
    count,
};

struct TextLine {
    std::string_view text;
    float width = 0;
};

// A text that knows its size before it is drawn. Views into the caller's string.
struct TextBlock {
    Type type = Type::body;
    std::vector<TextLine> lines;
    float width = 0;  // of the widest line
    float height = 0;
    bool broken = false;  // a word did not fit a line and was split
};

struct FontWish {
    std::vector<std::string> folders;  // in the order of the search
    float density = 1;
    int text_percent = 100;
    int stretch_percent = 0;  // for checks: every text this much longer
    friend bool operator==(const FontWish&, const FontWish&) = default;
};

class Fonts {
  public:
    Fonts() = default;
    // Finds the files and rasterises them; 20–50 ms.
    [[nodiscard]] Result<void> build(const FontWish& wish);
    [[nodiscard]] ImFontAtlas& atlas() { return *atlas_; }
    [[nodiscard]] ImFont* font(Type type) const {
        return fonts_.at(static_cast<std::size_t>(type));
    }
    [[nodiscard]] float em(Type type) const { return em_.at(static_cast<std::size_t>(type)); }
    [[nodiscard]] float line(Type type) const;  // line pitch in whole pixels
    [[nodiscard]] float width(Type type, std::string_view text) const;
    [[nodiscard]] TextBlock wrap(Type type, std::string_view text, float width) const;
    // From the top of a line's box to the top of the font's own box.
    [[nodiscard]] float lead_in(Type type) const;
    [[nodiscard]] std::uint64_t version() const { return version_; }

  private:
    std::unique_ptr<ImFontAtlas> atlas_;
    std::array<ImFont*, static_cast<std::size_t>(Type::count)> fonts_{};
    std::array<float, static_cast<std::size_t>(Type::count)> em_{};
    std::uint64_t version_ = 0;
};

// The byte after / before the UTF-8 character at `at`.
[[nodiscard]] std::size_t next_character(std::string_view text, std::size_t at);
[[nodiscard]] std::size_t previous_character(std::string_view text, std::size_t at);

}  // namespace cpc::ui
