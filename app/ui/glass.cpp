// SPDX-License-Identifier: Apache-2.0
#include "app/ui/glass.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "app/ui/core.hpp"

namespace cpc::ui {
namespace {

// Where Debian's packages put them.
constexpr std::array<const char*, 4> system_folders{
    "/usr/share/fonts/opentype/inter",
    "/usr/share/fonts/truetype/inter",
    "/usr/share/fonts-materialdesignicons-webfont/fonts",
    "/usr/share/fonts/truetype/materialdesignicons-webfont",
};

FontWish wish_of(const Settings& settings) {
    FontWish wish{settings.font_folders, settings.surface.density, settings.text_percent,
                  settings.stretch_percent};
    if (settings.system_fonts)
        wish.folders.insert(wish.folders.end(), system_folders.begin(), system_folders.end());
    return wish;
}

// What the draw lists share; the library's own context is only needed by the renderer.
void set_up_shared(Core& c) {
    const ImFontAtlas& atlas = c.fonts.atlas();
    c.shared.TexUvWhitePixel = atlas.TexUvWhitePixel;
    c.shared.TexUvLines = atlas.TexUvLines;
    c.shared.Font = c.fonts.font(Type::body);
    c.shared.FontSize = c.shared.Font->FontSize;
    c.shared.CurveTessellationTol = 1.25F;
    c.shared.SetCircleTessellationMaxError(0.3F);
    // No textured lines: the software renderer tears them.
    c.shared.InitialFlags = ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedFill |
                            ImDrawListFlags_AllowVtxOffset;
}

}  // namespace

Ui::LevelGuard::LevelGuard(Core& core, Level level) : core_(&core), before_(core.level) {
    core.level = level;
}
Ui::LevelGuard::~LevelGuard() {
    core_->level = before_;
}
Ui::IdGuard::IdGuard(Core& core, std::string_view name) : core_(&core) {
    core.ids.push_back(core.make_id(name));
}
Ui::IdGuard::~IdGuard() {
    core_->ids.pop_back();
}

bool Ui::narrow() const {
    return core_->narrow();
}
std::uint64_t Ui::now_ms() const {
    return core_->now_ms;
}
void Ui::wake_at(std::uint64_t time_ms) {
    core_->wake_at(time_ms);
}
void Ui::new_hands() {
    core_->hands_change = true;
    core_->unsettled = true;
}

Glass::Glass(std::unique_ptr<Core> core) : core_(std::move(core)) {}
Glass::~Glass() = default;

Result<std::unique_ptr<Glass>> Glass::make(Settings settings) {
    auto core = std::make_unique<Core>(std::move(settings));
    CPC_TRY(core->fonts.build(wish_of(core->settings)));
    set_up_shared(*core);
    return std::unique_ptr<Glass>(new Glass(std::move(core)));
}

const Settings& Glass::settings() const {
    return core_->settings;
}

Result<void> Glass::change(Settings settings) {
    Core& c = *core_;
    const bool fonts = !(wish_of(settings) == wish_of(c.settings));
    if (fonts) {
        CPC_TRY(c.fonts.build(wish_of(settings)));
        set_up_shared(c);
        // The list keeps its place as a part of its length.
        const float grown =
            static_cast<float>(settings.text_percent) / static_cast<float>(c.settings.text_percent);
        for (auto& [id, scroll] : c.scrolls) {
            scroll.offset *= grown;
            scroll.max *= grown;
        }
    }
    if (settings.surface.density != c.settings.surface.density)
        c.recogniser = window::Recogniser(settings.surface.density);
    c.settings = std::move(settings);
    c.recogniser.set_glide(c.settings.movement);
    ++c.look_version;
    return {};
}

void Glass::feed(const window::InputEvent& event, const Draw& draw) {
    using window::EventKind;
    using window::Key;
    Core& c = *core_;
    c.now_ms = std::max(c.now_ms, event.time_ms);
    switch (event.kind) {
        case EventKind::finger_down:
        case EventKind::finger_move:
        case EventKind::finger_up:
        case EventKind::wheel:
            for (const auto& g : c.recogniser.feed(event))
                c.gesture(g, draw);
            c.read_along(draw);
            return;
        case EventKind::key:
            c.before_input({});
            c.space_pressed = event.key == Key::space && c.writing.key == 0;
            if (event.key == Key::f1 && c.reader)
                c.read_wanted = true;
            else if (!c.feed_key(event.key, draw))
                c.settle({{}, event.key, {}}, draw);
            c.read_along(draw);
            return;
        case EventKind::text:
            // The space that opened a field is not typed into it.
            if (std::exchange(c.space_pressed, false) && event.text == " ") return;
            c.before_input({});
            c.settle({{}, Key::none, event.text}, draw);
            c.read_along(draw);
            return;
        case EventKind::expose:
        case EventKind::resized:
            ++c.look_version;
            c.settle({}, draw);
            return;
        case EventKind::quit:
            return;
    }
}

void Glass::tick(std::uint64_t now_ms, const Draw& draw) {
    Core& c = *core_;
    c.now_ms = std::max(c.now_ms, now_ms);
    for (const auto& g : c.recogniser.tick(c.now_ms))
        c.gesture(g, draw);
    c.settle({}, draw);
    c.read_along(draw);
}

std::optional<std::uint64_t> Glass::next_due_ms() const {
    const auto reading = core_->reader ? core_->reader->due_ms() : std::nullopt;
    if (!reading || !core_->due_ms) return reading ? reading : core_->due_ms;
    return std::min(*reading, *core_->due_ms);
}

std::span<const Entry> Glass::entries() const {
    return core_->entries;
}

std::string Glass::transcript() const {
    return ui::transcript(core_->entries);
}

std::vector<std::string> Glass::checks() const {
    std::vector<std::string> out = core_->violations;
    CheckLimits limits;
    limits.density = core_->settings.surface.density;
    for (auto& found : check_entries(core_->entries, limits))
        out.push_back(std::move(found));
    return out;
}

bool Glass::bring_into_view(std::uint64_t key, const Draw& draw) {
    Core& c = *core_;
    const Entry* e = c.entry(key);
    if (e == nullptr) return false;
    if (e->visible) return true;
    c.into_middle(*e, 0);
    c.settle({}, draw);
    e = c.entry(key);
    return e != nullptr && e->visible;
}

const window::Picture& Glass::picture() const {
    return core_->picture;
}

}  // namespace cpc::ui
