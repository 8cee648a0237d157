// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/held_back.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/base/limits.hpp"

namespace cpc::wire {
namespace {

constexpr std::size_t code_size_max = 40;

struct CodeRow {
    std::string_view code;
    std::string_view words;
    HeldOwner owner;
};
constexpr std::array<CodeRow, 5> rows = {{
    {held_code::content_locked,
     "The centre could not open what this entry says: the key that came with it does not fit. The "
     "tablet sends it again.",
     HeldOwner::administrator},
    {held_code::content_unreadable,
     "What this entry says is not written as the centre's program reads it.",
     HeldOwner::administrator},
    {held_code::newer_format,
     "It was written by a newer program than the centre's. Once the centre's program is brought up "
     "to date, the tablet sends it again.",
     HeldOwner::centre},
    {held_code::unknown_procedure,
     "The conference follows a procedure that the centre was not given. Once the centre has it, "
     "the tablet sends it again.",
     HeldOwner::centre},
    {held_code::content_purged,
     "The tablet no longer has what this entry says: it was removed there after the centre and its "
     "second site had confirmed that they hold it, and the centre was put back since. The second "
     "site has it.",
     HeldOwner::centre},
}};

const CodeRow* row_of(std::string_view code) {
    const auto* found = std::find_if(rows.begin(), rows.end(),
                                     [&](const CodeRow& row) { return row.code == code; });
    return found == rows.end() ? nullptr : found;
}

bool is_code(std::string_view text) {
    if (text.empty() || text.size() > code_size_max || text.front() == '-') return false;
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
}

std::optional<std::uint64_t> number_of(std::string_view text) {
    std::uint64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() ||
        value >= cpc::limits::entries_max)
        return std::nullopt;
    return value;
}

}  // namespace

std::string_view held_words(std::string_view code) {
    if (const auto* row = row_of(code)) return row->words;
    return "The centre set this entry aside for a reason that this program does not know.";
}

HeldOwner held_owner(std::string_view code) {
    const auto* row = row_of(code);
    return row == nullptr ? HeldOwner::centre : row->owner;
}

std::string_view held_owner_words(std::string_view code) {
    return held_owner(code) == HeldOwner::centre ? "the people who run the central service"
                                                 : "the site's device administrator";
}

bool held_code_known(std::string_view code) {
    return row_of(code) != nullptr;
}

void add_held(std::vector<HeldBack>& lines, std::uint64_t entry, const std::string& code) {
    if (!lines.empty() && lines.back().last + 1 == entry && lines.back().code == code)
        lines.back().last = entry;
    else
        lines.push_back({entry, entry, code});
}

std::optional<std::string> held_as(const std::vector<HeldBack>& lines, std::uint64_t entry) {
    for (const auto& line : lines)
        if (line.first <= entry && entry <= line.last) return line.code;
    return std::nullopt;
}

std::string write_held(const HeldBack& held) {
    return std::to_string(held.first) + " " + std::to_string(held.last) + " " + held.code;
}

std::optional<HeldBack> read_held(std::string_view text) {
    const auto one = text.find(' ');
    const auto two = one == std::string_view::npos ? one : text.find(' ', one + 1);
    if (two == std::string_view::npos) return std::nullopt;
    const auto first = number_of(text.substr(0, one));
    const auto last = number_of(text.substr(one + 1, two - one - 1));
    const auto code = text.substr(two + 1);
    if (!first || !last || *first > *last || !is_code(code)) return std::nullopt;
    HeldBack out{*first, *last, std::string{code}};
    if (write_held(out) != text) return std::nullopt;
    return out;
}

bool held_in_order(const std::vector<HeldBack>& lines) {
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const auto& before = lines[i - 1];
        const auto& here = lines[i];
        if (here.first <= before.last) return false;
        if (here.first == before.last + 1 && here.code == before.code) return false;
    }
    return lines.size() <= held_back_lines_max;
}

}  // namespace cpc::wire
