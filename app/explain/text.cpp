// SPDX-License-Identifier: Apache-2.0
// The page as plain text, for a terminal or a letter.
#include "app/explain/sentences.hpp"
#include "app/explain/standing.hpp"

namespace cpc::explain {
namespace {

constexpr std::size_t width = 96;

std::size_t letters_of(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text)
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++count;
    return count;
}

// Words that fit on a line, each line after the first set in.
void wrap(std::string& out, std::string_view text, const std::string& first,
          const std::string& next) {
    std::string line = first;
    std::size_t used = letters_of(first);
    bool empty = true;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(" \n"), text.size());
        const auto word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (word.empty()) continue;
        if (!empty && used + 1 + letters_of(word) > width) {
            out += line + "\n";
            line = next;
            used = letters_of(next);
            empty = true;
        }
        if (!empty) line += ' ';
        used += letters_of(word) + (empty ? 0 : 1);
        line += word;
        empty = false;
    }
    if (!empty) out += line + "\n";
}

void print_entry(std::string& out, const Entry& entry) {
    wrap(out, entry.title, "  ", "    ");
    std::string sentences;
    for (const auto& fact : entry.facts)
        if (fact.group.empty() && !repeats_title(entry, fact))
            sentences += (sentences.empty() ? "" : " ") + fact.text;
    wrap(out, sentences, "    ", "    ");
    std::string group;
    for (const auto& fact : entry.facts) {
        if (fact.group.empty()) continue;
        if (fact.group != group) wrap(out, fact.group + ":", "    ", "    ");
        group = fact.group;
        wrap(out, fact.text, "      - ", "        ");
    }
    if (entry.basis) wrap(out, "[" + basis_line(*entry.basis) + "]", "    ", "     ");
    out += "\n";
}

}  // namespace

std::string text_of_page(const Page& page) {
    std::string out = page.title + "\n" + std::string(letters_of(page.title), '=') + "\n\n";
    const auto standing = standing_of(page);
    for (const auto& line : standing.sentences)
        wrap(out, line, "", "");
    for (const auto& each : standing.to_check)
        wrap(out, each.title + " – " + each.id + " (" + standing_words(each.status) + ")", "  - ",
             "    ");
    out += "\n";
    for (const auto& section : page.sections) {
        if (section.entries.empty()) continue;
        out += section.title + "\n" + std::string(letters_of(section.title), '-') + "\n";
        wrap(out, section.lead, "", "");
        out += "\n";
        for (const auto& entry : section.entries)
            print_entry(out, entry);
    }
    return out;
}

}  // namespace cpc::explain
