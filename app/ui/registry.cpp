// SPDX-License-Identifier: Apache-2.0
#include "app/ui/registry.hpp"

#include <cmath>
#include <map>

namespace cpc::ui {

std::string_view role_name(Role role) {
    switch (role) {
        case Role::title:
            return "title";
        case Role::heading:
            return "heading";
        case Role::text:
            return "text";
        case Role::status:
            return "status";
        case Role::button:
            return "button";
        case Role::hold_button:
            return "hold-button";
        case Role::tab:
            return "tab";
        case Role::radio:
            return "radio";
        case Role::checkbox:
            return "checkbox";
        case Role::field:
            return "field";
        case Role::key:
            return "key";
        case Role::article:
            return "article";
        case Role::image:
            return "image";
        case Role::signature:
            return "signature";
    }
    return "";
}

std::string_view level_name(Level level) {
    switch (level) {
        case Level::family:
            return "F";
        case Level::professionals:
            return "P";
        case Level::chair:
            return "C";
        case Level::one_person:
            return "V";
    }
    return "";
}

std::string transcript(std::span<const Entry> entries) {
    std::string out;
    for (const Entry& e : entries) {
        out += role_name(e.role);
        out += " \"";
        if (!e.group.empty()) out += e.group + ": ";
        out += e.label + "\"";
        if (!e.value.empty() && e.value != "chosen") out += " = " + e.value;
        if (e.chosen) out += " [chosen]";
        if (e.primary) out += " [primary]";
        if (!e.enabled) out += e.blocked_by.empty() ? " [off]" : " [off: " + e.blocked_by + "]";
        if (e.level != Level::family) out += " [" + std::string(level_name(e.level)) + "]";
        out += "\n";
    }
    return out;
}

namespace {

std::string name_of(const Entry& e) {
    return std::string(role_name(e.role)) + " \"" + (e.group.empty() ? "" : e.group + ": ") +
           e.label + "\"";
}

void check_targets(std::span<const Entry> entries, const CheckLimits& limits,
                   std::vector<std::string>& out) {
    for (const Entry& e : entries) {
        if (!e.pressable()) continue;
        const float least = e.role == Role::key ? limits.key_u : limits.target_u;
        const float w = e.rect.w / limits.density;
        const float h = e.rect.h / limits.density;
        if (w < least - 0.6F || h < least - 0.6F)
            out.push_back("target too small: " + name_of(e) + " " +
                          std::to_string(static_cast<int>(std::floor(w))) + " x " +
                          std::to_string(static_cast<int>(std::floor(h))) + " u");
        if (e.rect.x < -1 ||
            (!e.clip.empty() && e.rect.right() > e.clip.right() + 1.5F && e.owner != "bottom bar"))
            out.push_back("runs off its region: " + name_of(e));
    }
}

void check_overlap(std::span<const Entry> entries, std::vector<std::string>& out) {
    for (std::size_t i = 0; i < entries.size(); ++i)
        for (std::size_t j = i + 1; j < entries.size(); ++j) {
            const Entry& a = entries[i];
            const Entry& b = entries[j];
            if (!a.pressable() || !b.pressable()) continue;
            const Rect both =
                intersection(intersection(a.rect, a.clip), intersection(b.rect, b.clip));
            if (both.w > 1.5F && both.h > 1.5F)
                out.push_back("targets overlap: " + name_of(a) + " and " + name_of(b));
        }
}

}  // namespace

std::vector<std::string> check_entries(std::span<const Entry> entries, const CheckLimits& limits) {
    std::vector<std::string> out;
    check_targets(entries, limits, out);
    check_overlap(entries, out);
    std::map<std::string, int> names;
    int titles = 0;
    int primaries = 0;
    for (const Entry& e : entries) {
        if (e.role == Role::title) ++titles;
        if (e.primary) ++primaries;
        if (e.label.empty()) out.push_back("no label: " + std::string(role_name(e.role)));
        if (e.pressable() && ++names[e.group + ": " + e.label] == 2)
            out.push_back("two controls have the same label: " + name_of(e));
    }
    if (titles != 1) out.push_back("titles: " + std::to_string(titles) + ", want 1");
    // None where there is nothing to go on to: a stage that is looked back at, a PIN.
    if (primaries > 1) out.push_back("primary buttons: " + std::to_string(primaries));
    return out;
}

}  // namespace cpc::ui
