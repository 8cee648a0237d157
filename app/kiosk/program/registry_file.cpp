// SPDX-License-Identifier: Apache-2.0
#include "app/kiosk/program/registry_file.hpp"

#include <algorithm>

namespace cpc::kiosk {
namespace {

std::string on_one_line(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
    return text;
}

}  // namespace

std::string registry_lines(std::span<const ui::Entry> entries, std::uint64_t turn) {
    std::string out = "turn\t" + std::to_string(turn) + "\n";
    for (const auto& e : entries) {
        const auto seen = window::intersection(e.rect, e.clip);
        for (const float side : {seen.x, seen.y, seen.w, seen.h})
            out += std::to_string(static_cast<int>(side)) + "\t";
        out += std::string{ui::role_name(e.role)} + "\t";
        out += !e.visible ? "hidden\t" : e.enabled ? "on\t" : "off\t";
        out += on_one_line(e.group.empty() ? e.label : e.group + ": " + e.label) + "\n";
    }
    return out;
}

}  // namespace cpc::kiosk
