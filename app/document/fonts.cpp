// SPDX-License-Identifier: Apache-2.0
#include "app/document/fonts.hpp"

#include <pango/pangofc-fontmap.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <string_view>

#include "app/document/font_state.hpp"

namespace cpc::document {

namespace {

constexpr std::array<std::string_view, 2> needed = {"Inter-Regular", "Inter-SemiBold"};
constexpr std::array<std::string_view, 18> welcome = {
    "NotoSans-Regular",           "NotoSans-Bold",
    "NotoNaskhArabic-Regular",    "NotoNaskhArabic-Bold",
    "NotoNastaliqUrdu-Regular",   "NotoNastaliqUrdu-Bold",
    "NotoSansBengali-Regular",    "NotoSansBengali-Bold",
    "NotoSansGurmukhi-Regular",   "NotoSansGurmukhi-Bold",
    "NotoSansDevanagari-Regular", "NotoSansDevanagari-Bold",
    "NotoSansHebrew-Regular",     "NotoSansHebrew-Bold",
    "NotoSansTamil-Regular",      "NotoSansTamil-Bold",
    "NotoSansSymbols2-Regular",   "NotoSansEthiopic-Regular"};
constexpr int folder_depth_max = 6;

bool is_wanted(std::string_view stem) {
    return std::find(needed.begin(), needed.end(), stem) != needed.end() ||
           std::find(welcome.begin(), welcome.end(), stem) != welcome.end();
}

// Stem to path, the first in path order winning, so that the choice does not depend on the order
// in which a disk lists its folders.
std::map<std::string, std::string> find_files(const std::vector<std::string>& folders) {
    namespace fs = std::filesystem;
    std::map<std::string, std::string> found;
    for (const auto& folder : folders) {
        std::map<std::string, std::string> here;
        std::error_code error;
        auto walk = fs::recursive_directory_iterator(
            folder, fs::directory_options::skip_permission_denied, error);
        for (; !error && walk != fs::recursive_directory_iterator(); walk.increment(error)) {
            if (walk.depth() > folder_depth_max) walk.disable_recursion_pending();
            const auto& path = walk->path();
            if (path.extension() != ".otf" && path.extension() != ".ttf") continue;
            const auto stem = path.stem().string();
            if (!is_wanted(stem)) continue;
            auto& slot = here[stem];
            if (slot.empty() || path.string() < slot) slot = path.string();
        }
        found.insert(here.begin(), here.end());
    }
    return found;
}

Failure no_inter(std::string_view stem) {
    return fail(Fault::not_found, "The font file " + std::string(stem) + " is missing or broken",
                "Debian package fonts-inter",
                "Nothing of the record is touched. Install fonts-inter and print again");
}

void collect_letters(FcConfig* config, FcCharSet* letters) {
    const FcFontSet* fonts = FcConfigGetFonts(config, FcSetApplication);
    if (fonts == nullptr) return;
    for (int i = 0; i < fonts->nfont; ++i) {
        FcCharSet* of_font = nullptr;
        FcBool changed = FcFalse;
        if (FcPatternGetCharSet(fonts->fonts[i], FC_CHARSET, 0, &of_font) == FcResultMatch)
            FcCharSetMerge(letters, of_font, &changed);
    }
}

Object<PangoContext> make_context(PangoFontMap* map) {
    Object<PangoContext> context(pango_font_map_create_context(map));
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context.get(), options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context.get(), FALSE);
    return context;
}

}  // namespace

// Pango 1.50 forgets to let go of the font list it was given; asked to use none, it does.
FontSet::State::~State() {
    context.reset();
    if (map) pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map.get()), nullptr);
}

Result<FontSet> FontSet::open(const std::vector<std::string>& folders) {
    const auto files = find_files(folders);
    for (const auto stem : needed)
        if (files.count(std::string(stem)) == 0) return no_inter(stem);

    auto state = std::make_unique<State>();
    state->config.reset(FcConfigCreate());
    state->letters.reset(FcCharSetCreate());
    if (!state->config || !state->letters)
        return fail(Fault::exhausted, "The font list could not be made", {}, "Restart the program");
    for (const auto& [stem, path] : files) {
        const auto* name = reinterpret_cast<const FcChar8*>(path.c_str());
        const bool added = FcConfigAppFontAddFile(state->config.get(), name) == FcTrue;
        if (!added && std::find(needed.begin(), needed.end(), stem) != needed.end())
            return no_inter(stem);
    }
    collect_letters(state->config.get(), state->letters.get());
    if (FcCharSetHasChar(state->letters.get(), U'a') != FcTrue) return no_inter(needed[0]);

    state->map.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
    if (!state->map)
        return fail(Fault::unsupported, "This system's pango cannot use font files", {},
                    "Install libpangocairo-1.0-0 with FreeType");
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(state->map.get()), state->config.get());
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(state->map.get()), 72);
    state->context = make_context(state->map.get());
    return FontSet{std::move(state)};
}

Result<FontSet> FontSet::open() {
    return open({"/usr/share/fonts", "/usr/local/share/fonts"});
}

bool FontSet::covers(char32_t letter) const {
    return FcCharSetHasChar(state_->letters.get(), letter) == FcTrue;
}

FontSet::FontSet(std::unique_ptr<State> state) : state_(std::move(state)) {}
FontSet::FontSet(FontSet&&) noexcept = default;
FontSet& FontSet::operator=(FontSet&&) noexcept = default;
FontSet::~FontSet() = default;

}  // namespace cpc::document
