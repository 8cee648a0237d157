// SPDX-License-Identifier: Apache-2.0
// Reading aloud on the glass: the button, what is touched, the ring round what is being said.
#include <algorithm>
#include <utility>

#include "app/ui/core.hpp"

namespace cpc::ui {
namespace {

std::string title_text(std::span<const Entry> entries) {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [](const Entry& e) { return e.role == Role::title; });
    return found == entries.end() ? std::string() : found->label;
}

// What stands uppermost there: a control before the card it stands on.
std::optional<std::size_t> under(std::span<const Entry> entries, Point p) {
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Entry& e = entries[i];
        if (!e.rect.contains(p) || !e.clip.contains(p)) continue;
        if (!best || e.layer > entries[*best].layer ||
            (e.layer == entries[*best].layer && (e.pressable() || !entries[*best].pressable())))
            best = i;
    }
    return best;
}

}  // namespace

Reader::Glance Core::glance() const {
    return {entries, settings, covered, now_ms};
}

// Whoever taps or types has heard enough; what becomes of the control is said afterwards.
void Core::before_input(std::optional<Point> at) {
    if (!reader) return;
    was_reading = reader->reading_whole();
    reader->stop();
    if (at) {
        if (const auto i = under(entries, *at)) reader->acted_on(glance(), *i);
        return;
    }
    for (std::size_t i = 0; focus_shown && i < entries.size(); ++i)
        if (entries[i].key == focus) reader->acted_on(glance(), i);
}

// "Read what I touch": the first tap speaks, the second acts. The button that hides the screen and
// the cover itself act at once, and a finger that scrolls scrolls.
bool Core::listens(const window::Gesture& g) {
    using window::GestureKind;
    const bool wanted = reader && settings.aloud.touch && !covered && !at_once &&
                        reader->voice().state() != Voice::State::absent;
    if (g.kind == GestureKind::press) {
        listening = false;
        if (!wanted) return false;
        const auto i = under(entries, g.down);
        if (!i || entries[*i].layer == layer_always) return false;
        const bool again = heard == mark_of(entries, *i) && heard_title == title_text(entries);
        listening = !again;
        if (listening) focus_shown = false;
        return listening;
    }
    if (!listening) {
        const bool key_stays = heard && heard->role == Role::key;
        if (g.kind == GestureKind::tap && !key_stays) heard.reset();
        return false;
    }
    if (g.kind == GestureKind::scroll) {
        listening = false;
        return false;
    }
    if (g.kind == GestureKind::drag) return true;
    listening = false;
    if (g.kind != GestureKind::tap) return true;
    if (const auto i = under(entries, g.down)) {
        heard = mark_of(entries, *i);
        heard_title = title_text(entries);
        reader->one(glance(), *i);
    }
    return true;
}

// After each input and each tick, when the frame has settled.
void Core::read_along(const Draw& draw) {
    if (!reader) return;
    if (std::exchange(read_wanted, false) && !was_reading) {
        if (reader->voice().state() == Voice::State::absent) reader->voice().look();
        reader->whole(glance());
    }
    was_reading = false;
    reader->follow(glance());
    if (spoken_at == reader->at()) return;
    spoken_at = reader->at();
    if (spoken_at)
        if (const auto at = find_marked(entries, *spoken_at))
            if (!entries[*at].visible) into_middle(entries[*at]);
    settle({}, draw);
}

// The button. Where nobody answers it is off and says so; touching it looks once more.
bool Core::speaker(const Rect& rect) {
    const auto& words = settings.words.spoken;
    const bool absent = reader->voice().state() == Voice::State::absent;
    const Touch touch =
        control(Role::button, words.read_aloud, rect, absent ? words.no_voice : std::string());
    const bool dark = hide_dark && !touch.down;
    if (touch.down) fill(rect, Ink::primary_tint, 14);
    const Ink ink = absent ? Ink::ink_3 : dark ? Ink::on_hand_over : Ink::primary;
    icon(Icon::read_aloud, Type::icon, rect.centre(), ink);
    if (absent) {  // crossed out: no colour alone says it
        const float arm = fonts.em(Type::icon) / 2;
        const Point middle = rect.centre();
        line({middle.x - arm, middle.y - arm}, {middle.x + arm, middle.y + arm}, ink, 3);
        const auto& g = input.gesture;
        if (g && g->kind == window::GestureKind::tap && was_meant(entries.back().key))
            reader->voice().look();
    }
    if (touch.pressed) read_wanted = true;
    return touch.pressed;
}

void Glass::set_voice(Voice& voice) {
    if (core_->reader && &core_->reader->voice() == &voice) return;
    core_->reader = std::make_unique<Reader>(voice);
}

const Entry* Glass::focused() const {
    return core_->focus_shown ? core_->entry(core_->focus) : nullptr;
}

}  // namespace cpc::ui
