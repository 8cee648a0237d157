// SPDX-License-Identifier: Apache-2.0
#include "app/ui/driver.hpp"

#include <algorithm>

#include "app/ui/driver_state.hpp"

namespace cpc::ui {

Driver::Driver(std::unique_ptr<State> state) : state_(std::move(state)) {}
Driver::~Driver() = default;

Result<std::unique_ptr<Driver>> Driver::make(Settings settings, Draw draw, Outside* outside) {
    auto state = std::make_unique<State>();
    state->outside = outside;
    window::Options options;
    options.headless = outside == nullptr;
    options.drawing = window::Drawing::memory;
    options.width_px = settings.surface.width_px;
    options.height_px = settings.surface.height_px;
    state->glass = CPC_TRY(Glass::make(std::move(settings)));
    state->window = CPC_TRY(window::Window::open(options));
    state->draw = std::move(draw);
    state->look_again();
    return std::unique_ptr<Driver>(new Driver(std::move(state)));
}

void Driver::frame() {
    state_->look_again();
}
void Driver::pass_time(std::uint64_t ms) {
    state_->pass(ms);
}

Result<void> Driver::press(std::string_view label) {
    if (state_->hands != Hands::finger) return press_by_key(label);
    const Point at = CPC_TRY(state_->reach(label));
    state_->tap(at);
    return state_->trouble;
}

Result<void> Driver::hold(std::string_view label) {
    if (state_->hands != Hands::finger) {  // two presses stand for holding
        CPC_TRY(state_->go_to(label));
        state_->press_key(window::Key::enter);
        state_->press_key(window::Key::enter);
        return {};
    }
    const Point at = CPC_TRY(state_->reach(label));
    state_->feed(window::EventKind::finger_down, at);
    state_->pass(hold_ms);
    state_->feed(window::EventKind::finger_up, at);
    state_->now_ms += step_ms;
    return state_->trouble;
}

Result<void> Driver::type(std::string_view text) {
    State& s = *state_;
    const Words& words = s.glass->settings().words;
    const auto key_of = [&](const std::string& name) -> const Entry* {
        for (const Entry& e : s.glass->entries())
            if (e.role == Role::key && e.label == name) return &e;
        return nullptr;
    };
    const auto tap_key = [&](const std::string& name) {
        const Entry* e = key_of(name);
        if (e == nullptr) return false;
        s.tap(e->rect.centre());
        return true;
    };
    if (key_of(words.done) == nullptr)
        return fail(Fault::refused, "No field is being written in, so nothing can be typed");
    if (s.hands != Hands::finger) return type_by_key(text);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t next = next_character(text, at);
        const std::string character(text.substr(at, next - at));
        at = next;
        const std::string name = character == " "    ? words.space
                                 : character == "\n" ? words.line
                                                     : words.key + " " + character;
        if (tap_key(name)) continue;
        // Another case, the other page, or the other page and back.
        bool done = tap_key(words.shift) && tap_key(name);
        if (!done) done = tap_key(words.digits) && tap_key(name);
        if (!done)
            done = tap_key(words.letters) &&
                   (tap_key(name) || (tap_key(words.shift) && tap_key(name)));
        CPC_TRY(s.trouble);
        if (!done)
            return fail(Fault::not_found, "The keyboard has no key for \"" + character + "\"");
    }
    return s.trouble;
}

Result<void> Driver::fill(std::string_view label, std::string_view text) {
    CPC_TRY(press(label));
    State& s = *state_;
    const Words& words = s.glass->settings().words;
    const auto written = [&]() -> std::string {
        for (const Entry& e : s.glass->entries())
            if (e.role == Role::field && e.owner == "writing") return e.value;
        return {};
    };
    // A secret's value is the number of its characters, so it never is empty: it stops changing.
    for (std::string before = written(); !before.empty();) {
        hardware_text_erase();
        const std::string after = written();
        if (after == before) break;
        before = after;
    }
    CPC_TRY(type(text));
    if (s.hands != Hands::finger) {
        key(window::Key::escape);
        return {};
    }
    for (const Entry& e : s.glass->entries())
        if (e.role == Role::key && e.label == words.done) {
            s.tap(e.rect.centre());
            return s.trouble;
        }
    return fail(Fault::not_found, "The keyboard has no key that ends writing");
}

void Driver::hardware_text_erase() {
    key(window::Key::end);
    key(window::Key::backspace);
}

Result<void> Driver::press_digits(std::string_view digits) {
    const Words& words = state_->glass->settings().words;
    if (state_->hands != Hands::finger) {
        for (const char digit : digits)
            state_->press_text(std::string(1, digit));
        return {};
    }
    for (const char digit : digits)
        CPC_TRY(press(words.key + " " + std::string(1, digit)));
    return {};
}

void Driver::key(window::Key key) {
    state_->press_key(key);
}

void Driver::hardware_text(std::string_view text) {
    state_->press_text(text);
}

void Driver::finger(window::EventKind kind, Point at) {
    state_->feed(kind, at);
}

void Driver::drag(Point from, Point to, std::uint64_t over_ms) {
    state_->feed(window::EventKind::finger_down, from);
    const std::uint64_t steps = std::max<std::uint64_t>(1, over_ms / step_ms);
    for (std::uint64_t i = 1; i <= steps; ++i) {
        state_->now_ms += step_ms;
        const float part = static_cast<float>(i) / static_cast<float>(steps);
        state_->feed(window::EventKind::finger_move,
                     {from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part});
    }
    state_->feed(window::EventKind::finger_up, to);
}

const Entry* Driver::find(std::string_view label) const {
    for (const Entry& e : state_->glass->entries())
        if (answers_to(e, label)) return &e;
    return nullptr;
}

bool Driver::can_press(std::string_view label) const {
    const auto all = state_->glass->entries();
    return std::any_of(all.begin(), all.end(), [&](const Entry& e) {
        return e.pressable() && e.enabled && answers_to(e, label);
    });
}

std::span<const Entry> Driver::entries() const {
    return state_->glass->entries();
}
std::string Driver::transcript() const {
    return state_->glass->transcript();
}
std::vector<std::string> Driver::checks() const {
    return state_->glass->checks();
}

Result<void> Driver::save_png(const std::string& path) {
    (void)state_->window->paint(state_->glass->picture());
    return state_->window->save_png(path);
}

Bytes Driver::pixels() {
    (void)state_->window->paint_everything(state_->glass->picture());
    return state_->window->pixels();
}

Bytes Driver::damaged_pixels() {
    (void)state_->window->paint(state_->glass->picture());
    return state_->window->pixels();
}

window::Window& Driver::window() {
    return *state_->window;
}

Result<void> Driver::change(Settings settings) {
    if (settings.surface.width_px != state_->window->width_px() ||
        settings.surface.height_px != state_->window->height_px()) {
        window::Options options;
        options.headless = true;
        options.width_px = settings.surface.width_px;
        options.height_px = settings.surface.height_px;
        state_->window = CPC_TRY(window::Window::open(options));
    }
    CPC_TRY(state_->glass->change(std::move(settings)));
    frame();
    return {};
}

Glass& Driver::glass() {
    return *state_->glass;
}
std::uint64_t Driver::now_ms() const {
    return state_->now_ms;
}

}  // namespace cpc::ui
