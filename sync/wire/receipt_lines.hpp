// SPDX-License-Identifier: Apache-2.0
// The lines that stand at the head of a receipt of either level, read one after the other. For
// receipt.cpp and confirmed.cpp only.
#pragma once

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/record/note.hpp"

namespace cpc::wire {

inline constexpr std::uint64_t receipt_ms_max = 253'402'300'799'999;  // the end of the year 9999

inline Failure receipt_damage(std::string what, std::string where) {
    return fail(Fault::damaged, std::move(what), std::move(where),
                "It proves nothing as it is, and the record on the tablet is untouched. Fetch the "
                "receipt again: central gives the same one every time.");
}

inline std::string receipt_lines(std::size_t from, std::string_view text) {
    const auto count = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    return "lines " + std::to_string(from) + " to " + std::to_string(from + count - 1);
}

// One line after the other, each with its word; remembers which line was wrong.
class ReceiptLines {
  public:
    explicit ReceiptLines(std::string_view text) : text_(text) {}

    std::string_view take(std::string_view word) {
        ++line_;
        const auto end = text_.find('\n');
        const auto line = text_.substr(0, end);
        text_.remove_prefix(end == std::string_view::npos ? text_.size() : end + 1);
        if (line.size() <= word.size() + 1 || line.substr(0, word.size()) != word ||
            line[word.size()] != ' ') {
            reject();
            return {};
        }
        return line.substr(word.size() + 1);
    }
    // Whether the next line begins so; nothing is taken.
    [[nodiscard]] bool next_is(std::string_view word) const {
        return text_.substr(0, word.size()) == word && text_.substr(word.size(), 1) == " ";
    }
    std::uint64_t number(std::string_view word, std::uint64_t most) {
        const auto text = take(word);
        std::uint64_t value = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
        if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || value > most)
            reject();
        return value;
    }
    template <std::size_t N>
    void binary(std::string_view word, ByteArray<N>& out, bool hex) {
        const auto text = take(word);
        const auto bytes = hex ? from_hex(text) : from_base64(text);
        if (!bytes || bytes->size() != N) return reject();
        std::copy(bytes->begin(), bytes->end(), out.begin());
    }
    record::VerifierKey key(std::string_view word, record::NoteKind kind) {
        auto key = record::parse_verifier_key(take(word));
        if (!key || key->kind != kind) {
            reject();
            return {};
        }
        return std::move(*key);
    }
    void reject() {
        if (wrong_line_ == 0) wrong_line_ = line_;
    }
    [[nodiscard]] std::size_t wrong_line() const { return wrong_line_; }

  private:
    std::string_view text_;
    std::size_t line_ = 0;
    std::size_t wrong_line_ = 0;
};

}  // namespace cpc::wire
