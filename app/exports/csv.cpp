// SPDX-License-Identifier: Apache-2.0
#include "app/exports/csv.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>

#include "core/base/letters.hpp"

namespace cpc::exports {
namespace {

std::uint32_t code_of(std::string_view letter) {
    const auto lead = static_cast<unsigned char>(letter[0]);
    if (letter.size() == 1) return lead;
    if (letter.size() > 4) return 0xFFFD;  // no text
    std::uint32_t code = lead & (0x7FU >> letter.size());
    for (const char more : letter.substr(1))
        code = (code << 6U) | (static_cast<unsigned char>(more) & 0x3FU);
    return code;
}

bool turns_direction(std::uint32_t code) {
    return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) ||
           code == 0x200E || code == 0x200F || code == 0x061C;
}

bool shown_by_number(std::uint32_t code) {
    return (code < 0x20 && code != '\n') || (code >= 0x7F && code < 0xA0) ||
           turns_direction(code) || code == 0xFEFF;
}

// Of the text before anything in it is written otherwise.
bool begins_a_formula(std::string_view text) {
    const auto from = text.find_first_not_of(" \n");
    if (from == std::string_view::npos) return false;
    constexpr std::array<std::uint32_t, 10> starts{'=',  '+',    '-',    '@',    '\t',
                                                   '\r', 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20};
    const auto code = code_of(first_letter(text.substr(from)));
    return std::find(starts.begin(), starts.end(), code) != starts.end();
}

}  // namespace

std::string csv_cell(std::string_view text) {
    std::string out = begins_a_formula(text) ? "\"'" : "\"";
    for (std::size_t at = 0; at < text.size();) {
        const auto letter = first_letter(text.substr(at));
        at += letter.size();
        const auto code = code_of(letter);
        if (shown_by_number(code)) {
            char number[16];
            std::snprintf(number, sizeof number, "[U+%04X]", static_cast<unsigned>(code));
            out += number;
        } else if (code == '"') {
            out += "\"\"";
        } else {
            out += letter;
        }
    }
    return out + "\"";
}

std::string csv_file(const std::vector<std::vector<std::string>>& lines) {
    std::string out = "\xEF\xBB\xBF";
    for (const auto& line : lines) {
        for (std::size_t i = 0; i < line.size(); ++i)
            out += (i == 0 ? "" : ",") + csv_cell(line[i]);
        out += "\r\n";
    }
    return out;
}

}  // namespace cpc::exports
