// SPDX-License-Identifier: Apache-2.0
#include "app/ui/blocks.hpp"

#include <string>

namespace cpc::ui {
namespace {

// A key of a date or time column: "Day more".
bool steps(const Entry& e, const Words& words) {
    const auto ends = [&](const std::string& word) {
        const auto tail = " " + word;
        return e.label.size() > tail.size() &&
               e.label.compare(e.label.size() - tail.size(), tail.size(), tail) == 0;
    };
    return e.role == Role::button && !e.group.empty() && (ends(words.less) || ends(words.more));
}

}  // namespace

bool one_block(const Entry& a, const Entry& b, const Words& words) {
    if (a.owner != b.owner || a.section != b.section) return false;
    if (a.role == Role::key && b.role == Role::key) return true;
    if (a.group.empty() || a.group != b.group) return false;
    return (a.role == Role::radio && b.role == Role::radio) || (steps(a, words) && steps(b, words));
}

Position position_of(std::span<const Entry> entries, std::size_t index, const Words& words) {
    const Entry& e = entries[index];
    const auto same = [&](const Entry& other) {
        if (e.role == Role::tab) return other.role == Role::tab;
        return one_block(e, other, words);
    };
    Position out{0, 0};
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (!same(entries[i]) && i != index) continue;
        ++out.all;
        if (i <= index) ++out.n;
    }
    return out;
}

}  // namespace cpc::ui
