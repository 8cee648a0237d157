// SPDX-License-Identifier: Apache-2.0
// The driver's other hands: a person at a keyboard, and a person at a keyboard who only hears.
#include "app/ui/driver_state.hpp"
#include "app/ui/spoken.hpp"

namespace cpc::ui {
namespace {

using window::Key;

constexpr int stops_most = 400;
constexpr int block_most = 80;

bool boundary(std::string_view text, std::size_t at) {
    const bool asked =
        at > 0 && std::string_view(".?!:").find(text[at - 1]) != std::string_view::npos;
    return at >= text.size() || (asked && text[at] == ' ') ||
           std::string_view(",.:?!").find(text[at]) != std::string_view::npos;
}

// The label is what is said first, or what is said behind the name of its group. What begins alike
// and goes on to another label ("Social worker, …: Put it right") is another control.
bool says_label(std::string_view heard, std::string_view label) {
    if (heard.substr(0, label.size()) == label && boundary(heard, label.size()) &&
        heard.find(": ", label.size()) == std::string_view::npos)
        return true;
    const auto at = heard.find(": " + std::string(label));
    return at != std::string_view::npos && boundary(heard, at + 2 + label.size());
}

// "… 2 of 6 …": there is more of its kind, in reach of the arrows.
bool says_one_of(std::string_view heard, const SpokenWords& words) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto from = words.one_of.find("{n}") + 3;
    const auto middle =
        std::string_view(words.one_of).substr(from, words.one_of.find("{all}") - from);
    for (auto at = heard.find(middle); at != std::string_view::npos;
         at = heard.find(middle, at + 1)) {
        const auto behind = at + middle.size();
        if (at > 0 && digit(heard[at - 1]) && behind < heard.size() && digit(heard[behind]))
            return true;
    }
    return false;
}

}  // namespace

Result<void> Driver::State::walk_to(std::uint64_t key, std::string_view label) {
    const auto there = [&] { return glass->focused() != nullptr && glass->focused()->key == key; };
    const auto block = [&] {
        const Entry* at = glass->focused();
        const Entry* to = nullptr;
        for (const Entry& e : glass->entries())
            if (e.key == key) to = &e;
        return at != nullptr && to != nullptr && at->role == to->role && at->group == to->group &&
               (to->role == Role::radio || to->role == Role::key || !to->group.empty());
    };
    for (int i = 0; i < stops_most && !there(); ++i) {
        press_key(Key::tab);
        if (there() || !block()) continue;
        for (const Key arrow : {Key::right, Key::left})
            for (int n = 0; n < block_most && !there() && block(); ++n)
                press_key(arrow);
    }
    if (there()) return {};
    return fail(Fault::not_found,
                "\"" + std::string(label) + "\" cannot be reached with Tab and arrows");
}

Result<void> Driver::State::listen_for(std::string_view label) {
    const Words& words = glass->settings().words;
    const auto wanted_sound = for_voice(label, words);
    const auto fits = [&] {
        return says_label(ear.last(), wanted_sound) &&
               ear.last().find(words.spoken.unavailable) == std::string::npos;
    };
    press_key(Key::home);
    std::string all;
    for (int i = 0; i < stops_most; ++i) {
        if (fits()) return {};
        all += ear.last() + " | ";
        if (says_one_of(ear.last(), words.spoken))
            for (const Key arrow : {Key::right, Key::left})
                for (int n = 0; n < block_most; ++n) {
                    const auto before = ear.said.size();
                    press_key(arrow);
                    if (ear.said.size() == before) break;
                    if (fits()) return {};
                }
        press_key(Key::tab);
    }
    return fail(Fault::not_found, "Nothing that is said is called \"" + wanted_sound + "\"", "",
                "Heard: " + all.substr(0, 2'000));
}

Result<void> Driver::State::go_to(std::string_view label) {
    if (hands == Hands::ear) return listen_for(label);
    return walk_to(CPC_TRY(wanted(label)), label);
}

void Driver::use(Hands hands) {
    state_->hands = hands;
    if (hands != Hands::ear) return;
    ear().plugged_in = true;
    auto settings = state_->glass->settings();
    settings.aloud.touch = true;
    (void)state_->glass->change(std::move(settings));  // no font changes: nothing can fail
}

Ear& Driver::ear() {
    state_->glass->set_voice(state_->ear);
    return state_->ear;
}

Result<void> Driver::press_by_key(std::string_view label) {
    // Who writes on a keyboard leaves the field with Escape; its keys on the glass are for fingers.
    for (const Entry& e : state_->glass->entries())
        if (e.role == Role::key && e.label == label && e.owner == "writing") {
            state_->press_key(Key::escape);
            return {};
        }
    CPC_TRY(state_->go_to(label));
    state_->press_key(Key::enter);
    return {};
}

Result<void> Driver::press_control(std::uint64_t key) {
    State& s = *state_;
    std::string name;
    for (const Entry& e : s.glass->entries())
        if (e.key == key) name = (e.group.empty() ? "" : e.group + ": ") + e.label;
    if (s.hands == Hands::finger) {
        s.tap(CPC_TRY(s.reach(key, name)));
        return {};
    }
    if (s.hands == Hands::ear)
        CPC_TRY(s.listen_for(name));
    else
        CPC_TRY(s.walk_to(key, name));
    s.press_key(Key::enter);
    return {};
}

Result<void> Driver::type_by_key(std::string_view text) {
    std::string part;
    const auto flush = [&] {
        if (!part.empty()) state_->press_text(part);
        part.clear();
    };
    for (const char c : text) {
        if (c != '\n') {
            part += c;
            continue;
        }
        flush();
        state_->press_key(Key::enter);
    }
    flush();
    return {};
}

}  // namespace cpc::ui
