// SPDX-License-Identifier: Apache-2.0
#include "app/ui/spoken.hpp"

#include <algorithm>

#include "app/ui/blocks.hpp"
#include "app/ui/spoken_text.hpp"

namespace cpc::ui {
namespace {

std::string counted(const std::string& pattern, Position at) {
    return filled(pattern, {{"n", std::to_string(at.n)}, {"all", std::to_string(at.all)}});
}

// States that the toolkit itself writes into the registry.
std::string state_word(const std::string& value, const SpokenWords& words) {
    if (value == "done") return words.done;
    if (value == "open") return words.open;
    if (value == "empty") return words.empty;
    if (value == "signed") return words.has_signed;
    return value == "chosen" ? std::string() : value;
}

void join(std::string& out, const std::string& part) {
    if (part.empty()) return;
    if (!out.empty()) {
        const char last = out.back();
        out += last == '.' || last == '?' || last == '!' || last == ':' ? " " : ", ";
    }
    out += part;
}

std::string role_and_state(std::span<const Entry> entries, std::size_t index,
                           const Words& all_words) {
    const Entry& e = entries[index];
    const SpokenWords& words = all_words.spoken;
    const Position at = position_of(entries, index, all_words);
    std::string out;
    switch (e.role) {
        case Role::heading:
            return words.heading;
        case Role::button:
            out = words.button;
            if (at.all > 1) join(out, counted(words.one_of, at));
            if (e.chosen) join(out, words.chosen);
            return out;
        case Role::hold_button:
            return words.hold_button;
        case Role::radio:
            out = counted(words.choice, at);
            if (e.chosen) join(out, words.chosen);
            return out;
        case Role::checkbox:
            return e.chosen ? words.ticked : words.not_ticked;
        case Role::field:
            return words.field;
        case Role::signature:
            return words.signature;
        case Role::key:
            return at.all > 1 ? counted(words.one_of, at) : std::string();
        case Role::title:
        case Role::text:
        case Role::status:
        case Role::tab:
        case Role::article:
        case Role::image:
            break;
    }
    return out;
}

bool types_a_character(const Entry& e, const Words& words) {
    return e.role == Role::key && e.label.rfind(words.key + " ", 0) == 0;
}

}  // namespace

bool is_private(const Entry& entry) {
    return entry.level != Level::family || entry.secret;
}

std::string spoken(std::span<const Entry> entries, std::size_t index, const Words& words) {
    const Entry& e = entries[index];
    const SpokenWords& say = words.spoken;
    const std::string label = for_voice(e.label, words);
    const std::string value = for_voice(state_word(e.value, say), words);
    std::string out;
    if (e.role == Role::article) {  // who says it stands before what is said
        out = value;
        if (!out.empty()) out += ": ";
        out += label;
    } else if (e.role == Role::tab) {
        out = counted(say.stage, position_of(entries, index, words));
        join(out, label);
        join(out, value);
    } else {
        if (!e.group.empty()) out = for_voice(e.group, words) + ": ";
        out += label;
        const bool said = e.role == Role::field || e.role == Role::signature;
        if (!said) join(out, value);
        join(out, role_and_state(entries, index, words));
        if (said) join(out, value.empty() ? say.empty : value);
    }
    if (!e.enabled) {
        join(out, say.unavailable);
        if (!e.blocked_by.empty()) out += ": " + for_voice(e.blocked_by, words);
    }
    if (!out.empty() && std::string_view(".?!").find(out.back()) == std::string_view::npos)
        out += '.';
    return out;
}

std::vector<Utterance> spoken_screen(std::span<const Entry> entries, const Words& words) {
    std::vector<Utterance> out;
    bool keys_told = false;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Entry& e = entries[i];
        if (types_a_character(e, words)) {
            if (!keys_told) out.push_back({words.spoken.keys, i, is_private(e)});
            keys_told = true;
            continue;
        }
        std::string text = spoken(entries, i, words);
        if (text.empty()) continue;
        out.push_back({std::move(text), i, is_private(e)});
    }
    return out;
}

std::string heard(std::span<const Entry> entries, const Words& words, Headset headset) {
    std::string out;
    bool told = false;
    for (const auto& each : spoken_screen(entries, words)) {
        const bool kept = each.is_private && headset == Headset::none;
        if (!kept || !told) out += (kept ? words.spoken.private_part : each.text) + "\n";
        told = kept;
    }
    return out;
}

}  // namespace cpc::ui
