// SPDX-License-Identifier: Apache-2.0
#include "platform/speech/ssip.hpp"

#include <algorithm>

namespace cpc::speech {
namespace {

constexpr std::size_t line_most = 4'096;
constexpr std::size_t lines_most = 64;
constexpr std::size_t code_size = 3;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

void ReplyReader::feed(std::string_view bytes) {
    for (const char c : bytes) {
        if (garbage_) return;
        if (c != '\n') {
            rest_ += c;
            if (rest_.size() > line_most) garbage_ = true;
            continue;
        }
        if (!rest_.empty() && rest_.back() == '\r') rest_.pop_back();
        line(rest_);
        rest_.clear();
    }
}

void ReplyReader::line(std::string_view text) {
    const bool coded = text.size() > code_size && is_digit(text[0]) && is_digit(text[1]) &&
                       is_digit(text[2]) && (text[3] == ' ' || text[3] == '-');
    if (!coded || open_.lines.size() >= lines_most) {
        garbage_ = true;
        return;
    }
    const int code = (text[0] - '0') * 100 + (text[1] - '0') * 10 + (text[2] - '0');
    if (!open_.lines.empty() && open_.code != code) {
        garbage_ = true;
        return;
    }
    open_.code = code;
    open_.lines.emplace_back(text.substr(code_size + 1));
    if (text[3] == '-') return;
    done_.push_back(std::move(open_));
    open_ = {};
}

std::optional<Reply> ReplyReader::next() {
    if (given_ == done_.size()) {
        done_.clear();
        given_ = 0;
        return std::nullopt;
    }
    return std::move(done_[given_++]);
}

std::string set_language(std::string_view language) {
    constexpr std::size_t tag_most = 16;
    const bool plain =
        !language.empty() && language.size() <= tag_most &&
        std::all_of(language.begin(), language.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || is_digit(c);
        });
    return "SET SELF LANGUAGE " + std::string(plain ? language : "en") + "\r\n";
}

std::string set_volume(int percent) {
    return "SET SELF VOLUME " + std::to_string(std::clamp(percent * 2 - 100, -100, 100)) + "\r\n";
}

std::string set_rate(int percent) {
    return "SET SELF RATE " + std::to_string(std::clamp(percent - 100, -100, 100)) + "\r\n";
}

std::string data_block(std::string_view text) {
    std::string out;
    bool starts = true;
    for (const char c : text) {
        if (c == '\r' || c == '\0') continue;
        if (starts && c == '.') out += '.';
        starts = c == '\n';
        if (starts) out += '\r';
        out += c;
    }
    return out + "\r\n.\r\n";
}

}  // namespace cpc::speech
