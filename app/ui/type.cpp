// SPDX-License-Identifier: Apache-2.0
#include "app/ui/type.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H
#include <imgui_freetype.h>
#include <imgui_internal.h>

#include <atomic>
#include <cmath>
#include <filesystem>
#include <optional>
#include <system_error>

#include "app/ui/icons.hpp"

namespace cpc::ui {
namespace {

enum class FontFile : std::uint8_t { regular, medium, semibold, icons };

struct Source {
    const char* file;
    const char* package;
};
constexpr std::array<Source, 4> sources{{
    {"Inter-Regular.otf", "fonts-inter"},
    {"Inter-Medium.otf", "fonts-inter"},
    {"Inter-SemiBold.otf", "fonts-inter"},
    {"materialdesignicons-webfont.ttf", "fonts-materialdesignicons-webfont"},
}};

struct TypeRow {
    FontFile file;
    float size_u;
    float pitch;
};
constexpr std::array<TypeRow, static_cast<std::size_t>(Type::count)> types{{
    {FontFile::semibold, 50, 1.20F},  // display
    {FontFile::semibold, 36, 1.20F},  // title
    {FontFile::semibold, 28, 1.28F},  // lead
    {FontFile::regular, 24, 1.36F},   // body
    {FontFile::semibold, 24, 1.30F},  // strong
    {FontFile::regular, 20, 1.25F},   // small
    {FontFile::medium, 20, 1.25F},    // small_medium
    {FontFile::icons, 24, 1.0F},      // icon
    {FontFile::icons, 30, 1.0F},      // icon_medium
    {FontFile::icons, 60, 1.0F},      // icon_large
}};

// Latin, Latin-A, punctuation, euro, arrows, minus, less-or-equal.
constexpr std::array<ImWchar, 15> text_ranges{0x20,   0x17F,  0x2010, 0x2027, 0x2030,
                                              0x203A, 0x20AC, 0x20AC, 0x2190, 0x2193,
                                              0x2212, 0x2212, 0x2260, 0x2265, 0};

const std::vector<ImWchar>& icon_ranges() {
    static const std::vector<ImWchar> ranges = [] {
        std::vector<ImWchar> out;
        for (int i = 1; i <= static_cast<int>(Icon::speaking); ++i) {
            const std::string_view g = glyph(static_cast<Icon>(i));
            unsigned int c = 0;
            ImTextCharFromUtf8(&c, g.data(), g.data() + g.size());
            out.push_back(static_cast<ImWchar>(c));
            out.push_back(static_cast<ImWchar>(c));
        }
        out.push_back(0);
        return out;
    }();
    return ranges;
}

Result<std::string> find_font(const Source& source, const std::vector<std::string>& folders) {
    for (const auto& folder : folders) {
        std::string path = folder + "/" + source.file;
        std::error_code error;
        if (std::filesystem::is_regular_file(path, error)) return path;
    }
    return fail(Fault::not_found, std::string("The font ") + source.file + " is not installed", "",
                std::string("Nothing was lost. Install the Debian package ") + source.package +
                    " and start again.");
}

// Height of the font's line for one em, or nothing if the file is not a font.
std::optional<float> line_per_em(FT_Library library, const std::string& path) {
    FT_Face face = nullptr;
    if (FT_New_Face(library, path.c_str(), 0, &face) != 0) return std::nullopt;
    const auto height = static_cast<float>(face->ascender - face->descender);
    const auto em = static_cast<float>(face->units_per_EM);
    FT_Done_Face(face);
    if (em <= 0 || height <= 0) return std::nullopt;
    return height / em;
}

struct Found {
    std::string path;
    float line_per_em = 1;
};

Result<std::array<Found, sources.size()>> find_all(const std::vector<std::string>& folders) {
    std::array<Found, sources.size()> out;
    FT_Library library = nullptr;
    if (FT_Init_FreeType(&library) != 0)
        return fail(Fault::exhausted, "The font library does not start", "",
                    "Nothing was lost. There may be too little memory: start the tablet again.");
    for (std::size_t i = 0; i < sources.size(); ++i) {
        auto path = find_font(sources.at(i), folders);
        std::optional<float> ratio;
        if (path) ratio = line_per_em(library, *path);
        if (!ratio) {
            FT_Done_FreeType(library);
            if (!path) return Failure{std::move(path.error())};
            return fail(Fault::damaged, "A font file cannot be read", *path,
                        "Nothing was lost. Install its package again and start again.");
        }
        out.at(i) = {*path, *ratio};
    }
    FT_Done_FreeType(library);
    return out;
}

}  // namespace

Result<void> Fonts::build(const FontWish& wish) {
    static std::atomic<std::uint64_t> versions{0};
    const auto found = CPC_TRY(find_all(wish.folders));
    auto atlas = std::make_unique<ImFontAtlas>();
    atlas->FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    atlas->FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
    atlas->Flags |= ImFontAtlasFlags_NoMouseCursors;
    std::array<float, static_cast<std::size_t>(Type::count)> em{};
    std::array<ImFont*, static_cast<std::size_t>(Type::count)> fonts{};
    for (std::size_t i = 0; i < types.size(); ++i) {
        const TypeRow& row = types.at(i);
        const Found& file = found.at(static_cast<std::size_t>(row.file));
        em.at(i) =
            std::round(row.size_u * wish.density * static_cast<float>(wish.text_percent) / 100);
        ImFontConfig config;
        config.OversampleH = config.OversampleV = 1;
        config.PixelSnapH = true;
        if (row.file != FontFile::icons)  // a mean letter is 0.55 of an em wide
            config.GlyphExtraSpacing.x =
                std::round(em.at(i) * 0.55F * static_cast<float>(wish.stretch_percent) / 100);
        const ImWchar* ranges =
            row.file == FontFile::icons ? icon_ranges().data() : text_ranges.data();
        fonts.at(i) = atlas->AddFontFromFileTTF(file.path.c_str(), em.at(i) * file.line_per_em,
                                                &config, ranges);
        if (fonts.at(i) == nullptr)
            return fail(Fault::unreadable, "A font file cannot be opened", file.path,
                        "Nothing was lost. Install its package again and start again.");
    }
    atlas->TexDesiredWidth = em.front() > 120 ? 4096 : 2048;
    if (!atlas->Build())
        return fail(Fault::exhausted, "The fonts could not be drawn", "",
                    "Nothing was lost. Choose a smaller text size.");
    atlas_ = std::move(atlas);
    fonts_ = fonts;
    em_ = em;
    version_ = ++versions;
    return {};
}

float Fonts::line(Type type) const {
    return std::round(em(type) * types.at(static_cast<std::size_t>(type)).pitch);
}

float Fonts::lead_in(Type type) const {
    const ImFont* f = font(type);
    return std::round((line(type) - (f->Ascent - f->Descent)) / 2);
}

float Fonts::width(Type type, std::string_view text) const {
    const ImFont* f = font(type);
    float total = 0;
    const char* at = text.data();
    const char* end = at + text.size();
    while (at < end) {
        unsigned int c = static_cast<unsigned char>(*at);
        if (c < 0x80)
            ++at;
        else
            at += ImTextCharFromUtf8(&c, at, end);
        total += f->GetCharAdvance(static_cast<ImWchar>(c));
    }
    return total;
}

std::size_t next_character(std::string_view text, std::size_t at) {
    if (at >= text.size()) return text.size();
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U)
        ++at;
    return at;
}

std::size_t previous_character(std::string_view text, std::size_t at) {
    if (at == 0) return 0;
    --at;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U)
        --at;
    return at;
}

// Greedy: as many words as fit; a word longer than a line is split and the block says so. Spaces
// at a wrap stay at the end of their line without being measured.
TextBlock Fonts::wrap(Type type, std::string_view text, float limit) const {
    TextBlock block{type, {}, 0, 0, false};
    const auto push = [&](std::size_t from, std::size_t to) {
        std::string_view line = text.substr(from, to - from);
        while (!line.empty() && line.back() == ' ')
            line.remove_suffix(1);
        block.lines.push_back({text.substr(from, to - from), width(type, line)});
        block.width = std::max(block.width, block.lines.back().width);
    };
    std::size_t start = 0;
    std::size_t at = 0;
    float used = 0;
    while (at < text.size()) {
        if (text[at] == '\n') {
            push(start, at);
            start = ++at;
            used = 0;
            continue;
        }
        std::size_t end = at;
        while (end < text.size() && text[end] != ' ' && text[end] != '\n')
            ++end;
        const float word = width(type, text.substr(at, end - at));
        if (used + word > limit + 0.5F && at > start) {
            push(start, at);
            start = at;
            used = 0;
        }
        if (word > limit + 0.5F) {  // longer than a line
            block.broken = true;
            while (at < end) {
                const std::size_t next = next_character(text, at);
                const float advance = width(type, text.substr(at, next - at));
                if (used + advance > limit && at > start) {
                    push(start, at);
                    start = at;
                    used = 0;
                }
                used += advance;
                at = next;
            }
        } else {
            used += word;
            at = end;
        }
        while (at < text.size() && text[at] == ' ') {
            used += width(type, " ");
            ++at;
        }
    }
    push(start, text.size());
    block.height = line(type) * static_cast<float>(block.lines.size());
    return block;
}

}  // namespace cpc::ui
