// SPDX-License-Identifier: Apache-2.0
#include "app/document/phrasebook.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace cpc::document {
namespace {

constexpr std::string_view turn_right = "\u200F";  // makes what follows read from the right

bool begins(std::string_view line, std::string_view with) {
    return line.substr(0, with.size()) == with;
}

// "…" with \" and \n in it; nothing where there are no quotes.
std::optional<std::string> quoted(std::string_view line) {
    const auto open = line.find('"');
    const auto close = line.rfind('"');
    if (open == std::string_view::npos || close == open) return std::nullopt;
    std::string out;
    for (std::size_t i = open + 1; i < close; ++i) {
        if (line[i] == '\\' && i + 1 < close) {
            ++i;
            out += line[i] == 'n' ? '\n' : line[i];
        } else {
            out += line[i];
        }
    }
    return out;
}

std::vector<std::string> split(std::string_view text, std::string_view between) {
    std::vector<std::string> parts;
    for (;;) {
        const auto at = text.find(between);
        parts.emplace_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + between.size());
    }
}

// The first letter is a Latin one: a line that begins so would be read from the left.
bool begins_latin(std::string_view text) {
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80) return false;
        if (std::isalpha(byte) != 0) return true;
    }
    return false;
}

bool all_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Result<Phrasebook> Phrasebook::read(std::string_view po, const std::string& file) {
    Phrasebook book;
    std::string english;
    std::string text;
    std::string* into = nullptr;
    int number = 0;
    const auto place = [&] { return file + ":" + std::to_string(number); };
    const auto finish = [&]() -> Result<void> {
        const bool header = english.empty() && !text.empty();
        if (header)
            for (const auto& line : split(text, "\n"))
                if (begins(line, "Language: ")) book.language_ = line.substr(10);
        if (!english.empty()) CPC_TRY(book.take(english, text, place()));
        english.clear();
        text.clear();
        into = nullptr;
        return {};
    };
    for (const auto& line : split(po, "\n")) {
        ++number;
        if (begins(line, "msgid ")) {
            CPC_TRY(finish());
            into = &english;
        } else if (begins(line, "msgstr ")) {
            into = &text;
        } else if (!begins(line, "\"")) {
            continue;
        }
        const auto words = quoted(line);
        if (!words || into == nullptr)
            return fail(Fault::malformed, "a text of the catalogue has no quotes around it",
                        place(), "Nothing was changed. Papers are made in English.");
        *into += *words;
    }
    CPC_TRY(finish());
    if (book.language_.empty())
        return fail(Fault::malformed, "the catalogue does not say its language", file,
                    "Write Language: in its header.");
    return book;
}

Result<void> Phrasebook::take(const std::string& english, const std::string& text,
                              const std::string& place) {
    if (text.empty()) return {};
    Pattern pattern;
    pattern.text = text;
    std::string_view rest = english;
    for (;;) {
        const auto open = rest.find('{');
        const auto close = open == std::string_view::npos ? open : rest.find('}', open);
        if (close == std::string_view::npos) break;
        pattern.literals.emplace_back(rest.substr(0, open));
        pattern.names.emplace_back(rest.substr(open + 1, close - open - 1));
        if (text.find("{" + pattern.names.back() + "}") == std::string::npos)
            return fail(Fault::malformed,
                        "the translation lacks {" + pattern.names.back() + "} of the English",
                        place, "Nothing was changed. Papers are made in English.");
        rest.remove_prefix(close + 1);
    }
    pattern.literals.emplace_back(rest);
    if (pattern.names.empty())
        exact_.emplace(english, text);
    else
        patterns_.push_back(std::move(pattern));
    return {};
}

std::string Phrasebook::facing(std::string text) const {
    if (reads_right_to_left(language_) && begins_latin(text)) text.insert(0, turn_right);
    return text;
}

// A name that stands twice in the English is the same both times.
std::optional<std::string> Phrasebook::by_pattern(std::string_view english) const {
    for (const auto& pattern : patterns_) {
        if (!begins(english, pattern.literals.front())) continue;
        std::map<std::string, std::string> values;
        auto rest = english.substr(pattern.literals.front().size());
        bool fits = true;
        for (std::size_t i = 0; fits && i < pattern.names.size(); ++i) {
            const auto& after = pattern.literals[i + 1];
            const bool last = i + 1 == pattern.names.size();
            const auto end = after.empty() && last ? rest.size()
                             : last                ? rest.rfind(after)
                                                   : rest.find(after, 1);
            fits = end != std::string_view::npos && end > 0 &&
                   (!last || end + after.size() == rest.size());
            if (!fits) break;
            const std::string value{rest.substr(0, end)};
            const auto [found, fresh] = values.emplace(pattern.names[i], value);
            fits = fresh || found->second == value;
            rest.remove_prefix(end + after.size());
        }
        if (!fits) continue;
        std::string out;
        for (std::size_t at = 0; at < pattern.text.size();) {
            const auto open = pattern.text.find('{', at);
            const auto close = open == std::string::npos ? open : pattern.text.find('}', open);
            if (close == std::string::npos) {
                out += pattern.text.substr(at);
                break;
            }
            out += pattern.text.substr(at, open - at);
            const auto known = values.find(pattern.text.substr(open + 1, close - open - 1));
            if (known != values.end()) out += or_same(known->second);
            at = close + 1;
        }
        return out;
    }
    return std::nullopt;
}

// "Fri 19 Feb 2027", "Fri 19 February 2027, 13:00"
std::optional<std::string> Phrasebook::as_date(std::string_view english) const {
    constexpr std::array<std::string_view, 12> months{
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    const auto comma = english.find(", ");
    const auto time =
        comma == std::string_view::npos ? std::string_view{} : english.substr(comma + 2);
    if (!time.empty() && (time.size() != 5 || time[2] != ':')) return std::nullopt;
    const auto words = split(english.substr(0, comma), " ");
    if (words.size() != 4 || !all_digits(words[1]) || !all_digits(words[3])) return std::nullopt;
    const auto* const month =
        std::find_if(months.begin(), months.end(), [&](std::string_view each) {
            return each == words[2] || (words[2].size() == 3 && begins(each, words[2]));
        });
    const auto day = exact_.find(words[0]);
    if (month == months.end() || day == exact_.end()) return std::nullopt;
    const auto name = exact_.find(*month);
    if (name == exact_.end()) return std::nullopt;
    auto out = day->second + " " + words[1] + " " + name->second + " " + words[3];
    if (!time.empty()) out += (reads_right_to_left(language_) ? "، " : ", ") + std::string{time};
    return out;
}

std::optional<std::string> Phrasebook::as_parts(std::string_view english,
                                                std::string_view between) const {
    if (english.find(between) == std::string_view::npos) return std::nullopt;
    std::string out;
    bool any = false;
    bool first = true;
    const bool lines = between == "\n" || between == " · ";
    for (const auto& part : split(english, between)) {
        const auto known = say(part);
        // A list is told in the language only where the whole of it can be.
        if (!known && !lines) return std::nullopt;
        any = any || known.has_value();
        if (!first) out += between == ", " && reads_right_to_left(language_) ? "، " : between;
        out += known.value_or(part);
        first = false;
    }
    return any ? std::optional{out} : std::nullopt;
}

std::optional<std::string> Phrasebook::say(std::string_view english) const {
    if (english.empty()) return std::nullopt;
    if (const auto known = exact_.find(english); known != exact_.end())
        return facing(known->second);
    auto made = as_date(english);
    if (!made) made = by_pattern(english);
    if (!made) made = as_parts(english, "\n");
    if (!made) made = as_parts(english, " · ");
    if (!made) made = as_parts(english, ", ");
    if (!made) return std::nullopt;
    return facing(std::move(*made));
}

std::string Phrasebook::or_same(std::string_view english) const {
    return say(english).value_or(std::string{english});
}

}  // namespace cpc::document
