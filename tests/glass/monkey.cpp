// SPDX-License-Identifier: Apache-2.0
#include "tests/glass/monkey.hpp"

#include <algorithm>
#include <array>

#include "app/play/player.hpp"
#include "app/view/common.hpp"
#include "app/view/say.hpp"
#include "app/view/sheets.hpp"
#include "core/codec/wire.hpp"

namespace cpc::glass {
namespace {

using ui::Role;
using window::Key;

constexpr std::size_t findings_most = 20;
constexpr std::int64_t minute_ms = 60'000;

const std::array<std::string, 12> words{
    "Yes.",
    "She was seen at school on Monday.",
    "7",
    "2027",
    "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xE2\x80\xAE abc",  // right to left, and an override
    "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7 \xF0\x9F\x98\x80",
    "e\xCC\x81\xCC\x82\xCC\x83\xCC\x84\xCC\x85\xCC\x86",
    std::string("\0\x01\x1B[31m\x7F\r\n\t", 10),
    "\xFF\xFE\xC0\xAF\xED\xA0\x80 broken",
    "{who} %s %n ../../etc \"quoted\" <b> | ; '",
    std::string(3'000, 'x'),
    "Llanfair\xC5\xB5\xC5\xB7",
};

constexpr std::array keys{Key::tab,       Key::back_tab, Key::enter, Key::space, Key::escape,
                          Key::backspace, Key::remove,   Key::left,  Key::right, Key::up,
                          Key::down,      Key::home,     Key::end,   Key::f1,    Key::f9};

// What may fail here, because this tablet really has none.
const std::array<std::string, 1> expected{"no memory stick was found"};

bool can_be_touched(const ui::Entry& e) {
    return e.pressable() && e.enabled;
}

}  // namespace

Monkey::Monkey(Tablet& tablet, std::uint32_t seed) : tablet_(&tablet), random_(seed), seed_(seed) {
    tablet_->seen = [this] { look(); };
}

Monkey::~Monkey() {
    tablet_->seen = {};
}

void Monkey::play(std::uint64_t events) {
    const auto end = tablet_->events() + events;
    while (tablet_->events() < end && findings_.size() < findings_most) {
        move();
        if (tablet_->shell().wants_renewal()) ++locks_;
        tablet_->as_the_program_does();
    }
}

void Monkey::found(const std::string& what) {
    if (!told_.insert(what).second || findings_.size() >= findings_most) return;
    findings_.push_back("seed " + std::to_string(seed_) + ", event " +
                        std::to_string(tablet_->events()) + ", after " + last_ + ": " + what);
}

// ---- what it looks for ----

void Monkey::look() {
    const auto entries = tablet_->glass().entries();
    bool target = false, failed = false, outside = false;
    const auto* meeting = tablet_->shell().meeting();
    const bool family = tablet_->shell().unlocked() && meeting != nullptr &&
                        meeting->state().family_in_room() && !meeting->state().closed;
    for (const auto& e : entries) {
        target = target || can_be_touched(e);
        if (e.pressable() && !e.enabled && e.blocked_by.empty())
            found("\"" + e.group + ": " + e.label + "\" is off and does not say why");
        if (!codec::is_utf8(e.label) || !codec::is_utf8(e.value))
            found("what stands at \"" + e.label + "\" is not UTF-8");
        if (family && e.level == ui::Level::professionals)
            found("family can see \"" + e.label + "\"");
        failed = failed || (e.role == Role::title && e.label == view::say("shell.failed_title"));
        outside = outside || std::find(expected.begin(), expected.end(), e.label) != expected.end();
    }
    if (failed && !outside) found("something failed:\n" + tablet_->glass().transcript());
    if (!target && !tablet_->glass().next_due_ms())
        found("nothing can be pressed and nothing is waited for:\n" +
              tablet_->glass().transcript());
    const auto& refusal = tablet_->shell().last_refusal();
    const auto now = refusal ? refusal->rule + " " + refusal->message : std::string{};
    if (now == refusal_) return;
    refusal_ = now;
    if (!refusal) return;
    ++refusals_;
    if (refusal->rule.empty() || refusal->message.empty()) found("a refusal gives no reason");
}

// ---- what it does ----

ui::Point Monkey::anywhere() {
    const auto& surface = tablet_->glass().settings().surface;
    return {static_cast<float>(below(static_cast<unsigned>(surface.width_px))),
            static_cast<float>(below(static_cast<unsigned>(surface.height_px)))};
}

bool Monkey::on_pad() const {
    const auto& word = tablet_->glass().settings().words.key;
    return tablet_->find(word + " 1") != nullptr && tablet_->find(word + " q") == nullptr &&
           tablet_->find(tablet_->glass().settings().words.done) == nullptr;
}

void Monkey::move() {
    if (on_pad() && once_in(2)) {
        sensible();
        return;
    }
    const auto kind = below(1'000);
    if (kind < 500)
        touch_something();
    else if (kind < 550) {
        last_ = "a tap anywhere";
        tablet_->tap(anywhere());
    } else if (kind < 620)
        drag();
    else if (kind < 690) {
        last_ = "a key";
        tablet_->key(keys.at(below(keys.size())));
    } else if (kind < 770)
        type();
    else if (kind < 820)
        fingers();
    else if (kind < 870)
        time_goes();
    else if (kind < 885)
        interrupt();
    else
        sensible();
}

void Monkey::touch_something() {
    std::vector<std::uint64_t> there;
    for (const auto& e : tablet_->glass().entries())
        if (e.pressable() && e.key != 0 && (e.role != Role::key || once_in(8)))
            there.push_back(e.key);
    if (there.empty()) {
        tablet_->pass(500);
        return;
    }
    const auto key = there.at(below(static_cast<unsigned>(there.size())));
    if (!tablet_->bring_into_view(key)) return;
    for (const auto& e : tablet_->glass().entries()) {
        if (e.key != key) continue;
        const auto at = window::intersection(e.rect, e.clip).centre();
        last_ = "\"" + (e.group.empty() ? "" : e.group + ": ") + e.label + "\"";
        pressed_.insert(last_);
        const bool held = e.role == Role::hold_button && !once_in(4);
        if (!held) {
            tablet_->tap(at);
            return;
        }
        tablet_->down(at);
        tablet_->pass(1'100);
        tablet_->up(at);
        return;
    }
}

void Monkey::drag() {
    last_ = "a drag";
    const auto from = anywhere();
    const auto to = anywhere();
    const auto steps = 2 + below(6);
    tablet_->down(from);
    for (unsigned i = 1; i <= steps; ++i) {
        const float part = static_cast<float>(i) / static_cast<float>(steps);
        tablet_->pass(1 + below(40));
        tablet_->move({from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part});
    }
    if (once_in(8)) return;  // the glass lost the finger
    tablet_->up(to);
    if (once_in(3)) tablet_->pass(16 + below(200));  // it glides
}

// A second finger, a finger that never goes up, one that goes up and never came down.
void Monkey::fingers() {
    last_ = "several fingers";
    const auto one = next_finger_++;
    const auto other = next_finger_++;
    tablet_->down(anywhere(), one);
    if (once_in(2)) tablet_->down(anywhere(), other);
    if (once_in(2)) tablet_->move(anywhere(), other);
    if (once_in(2)) tablet_->up(anywhere(), other);
    if (once_in(2)) tablet_->down(anywhere(), one);
    if (once_in(3)) tablet_->pass(below(4'000));
    if (!once_in(5)) tablet_->up(anywhere(), one);
    if (once_in(4)) tablet_->up(anywhere(), next_finger_++);
}

void Monkey::type() {
    last_ = "typing";
    if (once_in(3))
        for (const auto& e : tablet_->glass().entries())
            if (e.role == Role::field && e.enabled && once_in(2)) {
                tablet_->press(e.group.empty() ? e.label : e.group + ": " + e.label);
                break;
            }
    tablet_->text(words.at(below(words.size())));
    if (once_in(2)) tablet_->key(Key::escape);
}

void Monkey::time_goes() {
    last_ = "time";
    switch (below(8)) {
        case 0:  // the clock alone is put forward or back
            tablet_->clock().now.wall.ms +=
                (static_cast<std::int64_t>(below(600)) - 300) * minute_ms;
            tablet_->pass(1'000);
            break;
        case 1: {
            const auto ms = 30'000 + below(700'000);
            tablet_->clock().advance_ms(ms);
            tablet_->pass(ms);
            break;
        }
        default: {
            const auto ms = 1 + below(3'000);
            tablet_->clock().advance_ms(ms);
            tablet_->pass(ms);
            break;
        }
    }
}

void Monkey::interrupt() {
    switch (below(6)) {
        case 0:
            last_ = "the power key";
            tablet_->shell().lock_at_once();
            tablet_->pass(16);
            break;
        case 1:
            last_ = "the plug";
            tablet_->start();
            break;
        default:
            last_ = "hide";
            tablet_->key(Key::f9);
            break;
    }
}

// What whoever knows what they are doing would do here.
void Monkey::sensible() {
    const auto& done = tablet_->glass().settings().words.done;
    if (tablet_->shell().place() == view::Place::lock) {
        last_ = "the passphrase";
        if (tablet_->find(done) == nullptr) {
            if (tablet_->find(view::say("lock.passphrase")) == nullptr) return;
            tablet_->press(view::say("lock.passphrase"));
        }
        for (int i = 0; i < 80; ++i)
            tablet_->key(Key::backspace);
        if (once_in(6)) tablet_->text("no");
        tablet_->text(std::string{passphrase});
        if (tablet_->find(done) != nullptr) tablet_->press(done);
        if (const auto* open = tablet_->find(view::say("lock.open")); open && open->enabled)
            tablet_->press(view::say("lock.open"));
        return;
    }
    if (on_pad()) {
        last_ = "a PIN";
        for (int i = 0; i < 8; ++i)
            tablet_->key(Key::backspace);
        const auto pin = once_in(6) ? std::string{"135790"} : right_pin();
        tablet_->text(pin);
        return;
    }
    if (tablet_->find(done) != nullptr) {
        last_ = "done";
        tablet_->press(done);
        return;
    }
    last_ = "carrying on";
    for (const auto* key : {"cover.turned", "cover.open", "hand.chair", "shell.close"})
        if (const auto* e = tablet_->find(view::say(key)); e != nullptr && e->enabled) {
            tablet_->press(view::say(key));
            return;
        }
    if (tablet_->shell().place() == view::Place::resume)
        for (const auto& e : tablet_->glass().entries())
            if (can_be_touched(e) && e.primary) {
                tablet_->press(e.label);
                return;
            }
    touch_something();
}

// Whose pad it is stands above it.
std::string Monkey::right_pin() {
    auto* meeting = tablet_->shell().meeting();
    if (tablet_->shell().place() != view::Place::hidden && meeting != nullptr) {
        const auto& order = meeting->state().person_order;
        for (const auto& id : order) {
            const view::Values who{{"who", view::person_name(meeting->state(), id)}};
            for (const auto* key : {"hand.pin", "hand.new_pin", "hand.repeat_pin"})
                if (tablet_->says(view::say(key, who))) {
                    const auto at = std::find(order.begin(), order.end(), id);
                    return play::scripted_pin(static_cast<std::size_t>(at - order.begin()));
                }
        }
    }
    return std::string{chair_pin};
}

}  // namespace cpc::glass
