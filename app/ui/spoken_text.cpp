// SPDX-License-Identifier: Apache-2.0
// Text written out for a voice: times, dates and the signs that are drawn between words.
#include "app/ui/spoken_text.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "app/ui/spoken.hpp"

namespace cpc::ui {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 128;
}

// A number of `least` to `most` digits at `at`, which it moves behind it.
std::optional<int> number(std::string_view text, std::size_t& at, std::size_t least,
                          std::size_t most) {
    std::size_t end = at;
    int value = 0;
    while (end < text.size() && is_digit(text[end]) && end - at < most) {
        value = value * 10 + (text[end] - '0');
        ++end;
    }
    if (end - at < least || (end < text.size() && is_digit(text[end]))) return std::nullopt;
    at = end;
    return value;
}

bool sign(std::string_view text, std::size_t& at, char c) {
    if (at >= text.size() || text[at] != c) return false;
    ++at;
    return true;
}

// Each gives what is said, and moves `at` behind what it stands for; nothing if it is none.
std::optional<std::string> iso_date(std::string_view text, std::size_t& at, const Words& words) {
    std::size_t end = at;
    const auto year = number(text, end, 4, 4);
    if (!year || !sign(text, end, '-')) return std::nullopt;
    const auto month = number(text, end, 2, 2);
    if (!month || *month < 1 || *month > 12 || !sign(text, end, '-')) return std::nullopt;
    const auto day = number(text, end, 2, 2);
    if (!day || *day < 1 || *day > 31) return std::nullopt;
    at = end;
    return std::to_string(*day) + " " + words.months.at(static_cast<std::size_t>(*month) - 1) +
           " " + std::to_string(*year);
}

std::optional<std::string> clock(std::string_view text, std::size_t& at, const Words& words) {
    std::size_t end = at;
    const auto hour = number(text, end, 1, 2);
    if (!hour || *hour > 23 || !sign(text, end, ':')) return std::nullopt;
    const auto minute = number(text, end, 2, 2);
    if (!minute || *minute > 59 || (end < text.size() && text[end] == ':')) return std::nullopt;
    at = end;
    const auto& pattern = *minute == 0   ? words.spoken.full_hour
                          : *minute < 10 ? words.spoken.first_minutes
                                         : words.spoken.time;
    return filled(pattern, {{"hour", std::to_string(*hour)}, {"minute", std::to_string(*minute)}});
}

std::string_view word_at(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && is_letter(text[end]))
        ++end;
    return text.substr(at, end - at);
}

// The whole name of which `word` is the beginning, three letters at least, if there is just one.
template <std::size_t Size>
std::optional<std::string> whole_name(const std::array<std::string, Size>& names,
                                      std::string_view word) {
    constexpr std::size_t least = 3;
    if (word.size() < least) return std::nullopt;
    const auto begins = [&](const std::string& name) {
        return name.size() > word.size() && std::string_view(name).substr(0, word.size()) == word;
    };
    const auto found = std::find_if(names.begin(), names.end(), begins);
    if (found == names.end() || std::count_if(names.begin(), names.end(), begins) != 1)
        return std::nullopt;
    return *found;
}

// "Tue" before a number, "Mar" and "min" behind one.
std::optional<std::string> short_word(std::string_view text, std::size_t& at, const Words& words) {
    const auto word = word_at(text, at);
    if (word.empty()) return std::nullopt;
    const std::size_t behind = at + word.size();
    const bool number_behind =
        behind + 1 < text.size() && text[behind] == ' ' && is_digit(text[behind + 1]);
    const bool number_before = at >= 2 && text[at - 1] == ' ' && is_digit(text[at - 2]);
    std::optional<std::string> whole;
    if (number_behind) whole = whole_name(words.spoken.weekdays, word);
    if (!whole && number_before) whole = whole_name(words.months, word);
    if (!whole && number_before && word == "min") whole = words.spoken.minutes;
    if (!whole) return std::nullopt;
    at = behind;
    return whole;
}

struct Sign {
    std::string_view drawn, said;
};
// Said "" leaves it out; said "," is a pause that takes the spaces round it.
constexpr std::array<Sign, 12> signs{{{"\u00B7", ","},
                                      {"\u2013", ","},
                                      {"\u2014", ","},
                                      {"\u2026", "."},
                                      {"\u2192", ""},
                                      {"\u2190", ""},
                                      {"\u2022", ""},
                                      {"\u201C", ""},
                                      {"\u201D", ""},
                                      {"\u00AB", ""},
                                      {"\u00BB", ""},
                                      {"\u2212", "-"}}};

void pause(std::string& out, std::string_view mark) {
    while (!out.empty() && out.back() == ' ')
        out.pop_back();
    const bool paused =
        out.empty() || std::string_view(",.:;?!").find(out.back()) != std::string_view::npos;
    if (!paused) out += mark;
}

// "10–12": a dash right between two numbers.
bool between_numbers(std::string_view text, std::size_t at, std::size_t size) {
    return at > 0 && is_digit(text[at - 1]) && at + size < text.size() && is_digit(text[at + size]);
}

class Writer {
  public:
    Writer(std::string_view text, const Words& words) : text_(text), words_(&words) {}

    std::string write() {
        while (at_ < text_.size())
            step();
        while (!out_.empty() && (out_.back() == ' ' || out_.back() == ','))
            out_.pop_back();
        return std::move(out_);
    }

  private:
    void step() {
        const char c = text_[at_];
        const bool starts = at_ == 0 || (!is_letter(text_[at_ - 1]) && !is_digit(text_[at_ - 1]));
        if (starts && is_digit(c)) {
            auto said = iso_date(text_, at_, *words_);
            if (!said) said = clock(text_, at_, *words_);
            if (said) {
                out_ += *said;
                return;
            }
        }
        if (starts && is_letter(c))
            if (const auto said = short_word(text_, at_, *words_)) {
                out_ += *said;
                return;
            }
        if (static_cast<unsigned char>(c) < 128) {
            plain(c);
            return;
        }
        if (!drawn_sign()) whole_character();
    }

    void plain(char c) {
        ++at_;
        const bool space = static_cast<unsigned char>(c) <= 32 || c == 127;
        if (!space)
            out_ += c;
        else if (!out_.empty() && out_.back() != ' ')
            out_ += ' ';
    }

    bool drawn_sign() {
        for (const Sign& each : signs) {
            if (text_.substr(at_, each.drawn.size()) != each.drawn) continue;
            const bool range = each.said == "," && between_numbers(text_, at_, each.drawn.size());
            at_ += each.drawn.size();
            if (range) {
                // What stands before is in `out_` already, and what comes is yet to be written.
                out_ += filled(words_->spoken.until, {{"from", ""}, {"to", ""}});
            } else if (each.said == "-") {
                out_ += each.said;
            } else if (!each.said.empty()) {
                pause(out_, each.said);
            }
            return true;
        }
        return false;
    }

    // A character of several bytes as it is; a byte that is part of none is left out.
    void whole_character() {
        const auto first = static_cast<unsigned char>(text_[at_]);
        const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1;
        bool good = size > 1 && first <= 0xF4 && at_ + size <= text_.size();
        for (std::size_t i = 1; good && i < size; ++i)
            good = (static_cast<unsigned char>(text_[at_ + i]) & 0xC0U) == 0x80U;
        if (good) out_ += text_.substr(at_, size);
        at_ += good ? size : 1;
    }

    std::string_view text_;
    const Words* words_;
    std::string out_;
    std::size_t at_ = 0;
};

}  // namespace

std::string filled(std::string_view pattern,
                   std::initializer_list<std::pair<std::string_view, std::string>> values) {
    std::string out(pattern);
    for (const auto& [name, value] : values) {
        const std::string hole = "{" + std::string(name) + "}";
        if (const auto at = out.find(hole); at != std::string::npos)
            out.replace(at, hole.size(), value);
    }
    return out;
}

std::string for_voice(std::string_view text, const Words& words) {
    return Writer(text, words).write();
}

}  // namespace cpc::ui
