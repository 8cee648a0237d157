// SPDX-License-Identifier: Apache-2.0
#include "app/ui/core.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/check.hpp"

namespace cpc::ui {
namespace {

constexpr int passes_max = 8;
constexpr std::uint64_t notice_ms = 6'000;

std::uint64_t hash(std::uint64_t seed, std::string_view text) {
    std::uint64_t value = seed ^ 0xcbf29ce484222325ULL;
    for (const char c : text) {
        value ^= static_cast<unsigned char>(c);
        value *= 0x100000001b3ULL;
    }
    return value | 1U;  // never 0: that means none
}

}  // namespace

Core::Core(Settings s) : settings(std::move(s)), recogniser(settings.surface.density) {
    recogniser.set_glide(settings.movement);
}

float Core::px(float units) const {
    return std::round(units * settings.surface.density);
}
float Core::pad(float units) const {
    return std::round(units * settings.surface.density * (1 + t()) / 2);
}
float Core::grow(float units) const {
    return std::round(units * settings.surface.density * t());
}

// ui-design.md 3: the rail and the side panel need t·560 + 430 u between the margins.
bool Core::narrow() const {
    return screen.w - px(48) < px(t() * 560 + 430);
}
bool Core::merged() const {
    return rail_last && narrow() && settings.text_percent >= 175 && screen.h < px(900);
}

void Core::wake_at(std::uint64_t time_ms) {
    if (!due_ms || time_ms < *due_ms) due_ms = time_ms;
}

void Core::say(std::string_view text, Tone tone) {
    notice = {std::string(text), tone, now_ms + notice_ms};
    unsettled = true;
}

// ---- passes ----

// Between two passes: nothing that a pass points into may go while it runs.
void Core::forget_hands() {
    hands_change = false;
    scrolls.clear();
    flags.clear();
    focus = 0;
    focus_shown = false;
    hold = {};
    notice = {};
    recogniser.stop_glide();
    stop_writing();
    write_again = 0;
    pad_keys = {};
    heard.reset();
    scan = {};
    if (reader) reader->stop();
}

void Core::begin_pass(const PassInput& in) {
    if (hands_change) forget_hands();
    input = in;
    tap_taken = false;
    entries.clear();
    kept_words.clear();
    violations.clear();
    last_areas.swap(areas);
    areas.clear();
    seen.clear();
    lists_used = 0;
    layer = 0;
    layers_used = 0;
    view = 0;
    level = Level::family;
    unsettled = false;
    due_ms.reset();
    merged_strip.reset();
    hide_rect.reset();
    hide_dark = false;
    covered = false;
    band.clear();
    strip_words = 0;
    rail_seen = false;
    writing.seen = false;
    pad_keys.seen = false;
    screen = {0, 0, static_cast<float>(settings.surface.width_px),
              static_cast<float>(settings.surface.height_px)};
    rest = screen;
    ids.assign(1, 0x9e3779b97f4a7c15ULL);
    shared.ClipRectFullscreen = ImVec4(0, 0, screen.w, screen.h);
    use_list();
    fill(screen, Ink::canvas);
    Column root;
    root.x = px(24);
    root.w = screen.w - px(48);
    root.y = root.top = px(24);
    root.clip = screen;
    root.owner = "screen";
    columns.assign(1, root);
    if (notice.until_ms != 0) {
        if (now_ms >= notice.until_ms)
            notice = {};
        else
            wake_at(notice.until_ms);
    }
}

void Core::end_pass() {
    CPC_CHECK(columns.size() == 1);
    write_again = 0;
    pad_keys.stood = pad_keys.seen;
    if (!pad_keys.seen) pad_keys = {};  // how they stood is nobody's business afterwards
    if (writing.key != 0 && !writing.seen) stop_writing();
    if (writing.key != 0) draw_writing_view();
    if (top_layer != layers_used || top_view != view) unsettled = true;
    if (rail_seen != rail_last) unsettled = true;
    rail_last = rail_seen;
    top_layer = layers_used;
    top_view = view;
    // What an overlay covers is not there, except the button that hides the screen.
    std::erase_if(entries, [&](const Entry& e) { return e.layer < top_layer; });
    std::stable_sort(entries.begin(), entries.end(),
                     [](const Entry& a, const Entry& b) { return a.section < b.section; });
    if (!band.empty()) draw_band();
    scan_step();
    rings();
    if (recogniser.gliding()) wake_at(now_ms + 16);
    picture.lists.clear();
    picture.pages = std::move(pages_shown);
    pages_shown.clear();
    for (std::size_t i = 0; i < lists_used; ++i) {
        pool.at(i)->_PopUnusedDrawCmd();
        picture.lists.push_back(pool.at(i).get());
    }
    picture.atlas = &fonts.atlas();
    picture.atlas_version = fonts.version();
    picture.look_version = look_version;
    picture.width_px = settings.surface.width_px;
    picture.height_px = settings.surface.height_px;
    picture.background = colour(Ink::canvas);
}

void Core::pass(const PassInput& in, const Draw& draw) {
    begin_pass(in);
    Ui ui(*this);
    draw(ui);
    end_pass();
}

void Core::settle(const PassInput& in, const Draw& draw) {
    pass(in, draw);
    const bool told = in.gesture || in.key != window::Key::none || !in.text.empty();
    for (int i = 0; i < passes_max && (unsettled || (i == 0 && told)); ++i)
        pass({}, draw);
}

void Core::gesture(const window::Gesture& g, const Draw& draw) {
    using window::GestureKind;
    finger_at = g.at;
    if (listens(g)) return;
    if (g.kind == GestureKind::tap || g.kind == GestureKind::release) before_input(g.down);
    switch (g.kind) {
        case GestureKind::press:
            finger = g;
            focus_shown = false;
            meant_view = top_view;
            meant.clear();
            for (const Entry& e : entries)
                if (e.key != 0 && e.rect.contains(g.down) && e.clip.contains(g.down))
                    meant.push_back(e.key);
            break;
        case GestureKind::drag:
            break;
        case GestureKind::scroll:
            finger.reset();
            scroll_by(g.down, g.delta_y);
            settle({}, draw);
            return;
        case GestureKind::tap:
        case GestureKind::release:
        case GestureKind::cancel:
            finger.reset();
            break;
    }
    PassInput in;
    in.gesture = g;
    settle(in, draw);
}

void Core::scroll_by(Point where, float delta_y) {
    for (auto area = areas.rbegin(); area != areas.rend(); ++area) {
        if (area->layer != top_layer || !area->rect.contains(where)) continue;
        ScrollState& state = scrolls[area->id];
        if (state.max < 1) continue;
        const float wanted = state.offset - delta_y;
        state.offset = std::clamp(wanted, 0.0F, state.max);
        if (state.offset != wanted) recogniser.stop_glide();
        return;
    }
    recogniser.stop_glide();
}

const Entry* Core::entry(std::uint64_t key) const {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const Entry& e) { return e.key == key && key != 0; });
    return found == entries.end() ? nullptr : &*found;
}

std::string_view Core::keep(std::string words) {
    kept_words.push_back(std::move(words));
    return kept_words.back();
}

// ---- layout ----

Rect Core::place(float height, float gap_u, Flow flow) {
    Column& c = column();
    c.y += c.gap;
    const Rect rect{c.x, c.y, c.w, height};
    c.y += height;
    c.gap = px(gap_u);
    c.last = flow;
    return rect;
}

std::uint64_t Core::make_id(std::string_view name) {
    const std::uint64_t plain = hash(ids.back(), name);
    const int times = seen[plain]++;
    return times == 0 ? plain : hash(plain, std::to_string(times));
}

float Core::known_size(std::uint64_t id, float guess) const {
    const auto found = sizes.find(id);
    return found == sizes.end() ? guess : found->second;
}

void Core::learn_size(std::uint64_t id, float size) {
    const auto [at, fresh] = sizes.try_emplace(id, size);
    if (!fresh && std::abs(at->second - size) < 0.5F) return;
    at->second = size;
    unsettled = true;
}

void Core::within(const Column& inner, const Body& body) {
    columns.push_back(inner);
    body();
    columns.pop_back();
}

void Core::scroll_area(std::string_view name, const Rect& rect, Section section, Ink back,
                       const Rect& inner, const Body& body) {
    const std::uint64_t id = make_id(name);
    ScrollState& state = scrolls[id];
    // Cut as an entry's clip is (add), or rounding would part the two and area_of() find nothing.
    areas.push_back({id, intersection(rect, screen), layer});
    Column c;
    c.x = inner.x;
    c.w = inner.w;
    c.y = c.top = inner.y - state.offset;
    c.clip = rect;
    c.owner = std::string(name);
    c.scroll = id;
    c.section = section;
    c.on_dark = back == Ink::hand_over;
    push_clip(rect);
    columns.push_back(c);
    ids.push_back(id);
    body();
    ids.pop_back();
    const float length = column().y - column().top;
    columns.pop_back();
    const float bottom_space = rect.bottom() - inner.bottom();
    const float max =
        std::max(0.0F, std::round(length + (inner.y - rect.y) + bottom_space - rect.h));
    if (max != state.max) {
        state.max = max;
        unsettled = true;
    }
    if (state.offset > max) {
        state.offset = max;
        unsettled = true;
    }
    if (max >= 1) {
        if (state.offset < max - 1) {  // a fade says there is more
            const ImU32 solid = colour(back);
            const ImU32 clear = solid & ~IM_COL32_A_MASK;
            const float fade = px(28);
            list->AddRectFilledMultiColor(ImVec2(rect.x, rect.bottom() - fade),
                                          ImVec2(rect.right(), rect.bottom()), clear, clear, solid,
                                          solid);
        }
        const float bar = std::max(px(40), rect.h * rect.h / (rect.h + max));
        const float at = rect.y + (rect.h - bar) * state.offset / max;
        // In the middle of the gutter; an ornament, so it may be pale.
        const float gutter = std::min(rect.right() - inner.right(), px(26));
        const float x = std::round(rect.right() - gutter / 2 - px(2.5F));
        const ImU32 pale = (colour(Ink::line_strong) & ~IM_COL32_A_MASK) |
                           (static_cast<ImU32>(120) << IM_COL32_A_SHIFT);
        list->AddRectFilled({x, std::round(at)}, {x + px(5), std::round(at + bar)}, pale, px(2.5F));
    }
    pop_clip();
}

void Core::overlay(std::string_view name, const Body& body) {
    const int before = layer;
    layer = ++layers_used;
    const std::uint64_t id = make_id(name);
    view = hash(view, std::to_string(id));
    ids.push_back(id);
    ImDrawList* under = list;
    use_list();
    body();
    list = under;
    ids.pop_back();
    layer = before;
}

// ---- registry and touch ----

Entry& Core::add(Role role, std::string_view label, const Rect& rect, std::string_view value) {
    const Column& c = column();
    Entry e;
    e.role = role;
    e.label = std::string(label);
    e.value = std::string(value);
    e.rect = rect;
    e.clip = intersection(c.clip, screen);
    e.visible = e.clip.contains(rect.centre());
    e.level = level;
    e.section = c.section;
    e.owner = c.owner;
    e.layer = layer;
    entries.push_back(std::move(e));
    return entries.back();
}

bool Core::finger_on(const Rect& rect) const {
    return finger && layer == top_layer && rect.contains(finger->down);
}

bool Core::was_meant(std::uint64_t key) const {
    return std::find(meant.begin(), meant.end(), key) != meant.end();
}

Touch Core::control(Entry e) {
    using window::GestureKind;
    Touch touch;
    e.key = make_id(e.group + ":" + e.label);
    const bool reachable = e.layer >= top_layer;
    const auto inside = [&](Point p) { return e.rect.contains(p) && e.clip.contains(p); };
    const bool meant_it = reachable && was_meant(e.key);
    touch.down = e.enabled && meant_it && finger && inside(finger->down);
    bool pressed = meant_it && !tap_taken && input.gesture &&
                   input.gesture->kind == GestureKind::tap && inside(input.gesture->down) &&
                   inside(input.gesture->at);
    tap_taken = tap_taken || pressed;
    if (focus_shown && e.key == focus && reachable &&
        (input.key == window::Key::enter || input.key == window::Key::space))
        pressed = true;
    if (pressed && !e.enabled) {
        if (!e.blocked_by.empty()) say(e.blocked_by, Tone::warn);
        pressed = false;
    }
    touch.pressed = pressed;
    entries.push_back(std::move(e));
    return touch;
}

Touch Core::control(Role role, std::string_view label, const Rect& rect,
                    std::string_view blocked_by, std::string_view group) {
    Entry e = add(role, label, rect);
    entries.pop_back();
    e.group = std::string(group);
    e.enabled = blocked_by.empty();
    e.blocked_by = std::string(blocked_by);
    return control(std::move(e));
}

}  // namespace cpc::ui
