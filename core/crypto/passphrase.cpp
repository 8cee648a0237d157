// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/passphrase.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/base/check.hpp"
#include "word_list.hpp"

namespace cpc::crypto {
namespace {

constexpr std::size_t word_bytes_max = 9;
constexpr std::size_t different_min = 6;
constexpr std::size_t left_over_min = 8;
constexpr std::size_t run_min = 4;
constexpr char taken_out = ' ';

static_assert(word_list.size() == 7'776);

// What guessers try first, and what hangs on this office's wall. Longer ones before those they
// begin with: they are taken out in this order.
constexpr std::array<std::string_view, 76> usual = {
    "caseconference", "childprotection", "safeguarding", "socialworker", "socialwork", "conference",
    "protection",     "administrator",   "passphrase",   "password",     "passwort",   "passcode",
    "kennwort",       "welcome",         "letmein",      "iloveyou",     "sunshine",   "princess",
    "football",       "baseball",        "superman",     "batman",       "pokemon",    "starwars",
    "trustno",        "whatever",        "computer",     "internet",     "android",    "samsung",
    "google",         "microsoft",       "windows",      "charlie",      "michael",    "jennifer",
    "jordan",         "thomas",          "daniel",       "jessica",      "ashley",     "liverpool",
    "arsenal",        "chelsea",         "manchester",   "rangers",      "celtic",     "monkey",
    "dragon",         "master",          "shadow",       "secret",       "summer",     "winter",
    "spring",         "autumn",          "january",      "february",     "september",  "october",
    "november",       "december",        "monday",       "friday",       "cheese",     "banana",
    "freedom",        "hello",           "login",        "admin",        "chair",      "tablet",
    "kiosk",          "council",         "office",       "guest",
};

// Rows of the keyboard and the two ways of counting, read forwards and backwards.
constexpr std::array<std::string_view, 6> rows = {
    "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "abcdefghijklmnopqrstuvwxyz", "01234567890",
};

// One letter for all its usual disguises. Digits that are none stay digits.
char plain(std::uint8_t byte) {
    const char c = static_cast<char>(byte);
    if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
    switch (c) {
        case '@':
        case '4':
            return 'a';
        case '3':
            return 'e';
        case '1':
        case '!':
            return 'i';
        case '0':
            return 'o';
        case '5':
        case '$':
            return 's';
        case '7':
            return 't';
        default:
            return c;
    }
}

// Bytes above 7F belong to letters of other alphabets and count as such.
bool is_letter(std::uint8_t byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
}

std::size_t characters(ByteView text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](std::uint8_t byte) { return (byte & 0xC0U) != 0x80; }));
}

std::size_t different(ByteView text) {
    std::array<bool, 256> seen{};
    for (const auto byte : text)
        seen[static_cast<std::uint8_t>(plain(byte))] = true;
    return static_cast<std::size_t>(std::count(seen.begin(), seen.end(), true));
}

void take_out(std::span<std::uint8_t> text, std::string_view word) {
    if (word.size() > text.size()) return;
    for (std::size_t at = 0; at + word.size() <= text.size(); ++at)
        if (std::equal(word.begin(), word.end(), text.begin() + static_cast<std::ptrdiff_t>(at)))
            std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(at), word.size(), taken_out);
}

// How far the text goes on from here along one row, forwards or backwards, or repeats one key.
std::size_t run_from(ByteView text) {
    std::size_t longest = 1;
    while (longest < text.size() && text[longest] == text[0])
        ++longest;
    for (const auto row : rows)
        for (const int step : {1, -1}) {
            auto at = static_cast<std::ptrdiff_t>(row.find(static_cast<char>(text[0])));
            std::size_t length = 0;
            while (length < text.size() && at >= 0 && at < std::ssize(row) &&
                   row[static_cast<std::size_t>(at)] == static_cast<char>(text[length])) {
                ++length;
                at += step;
            }
            longest = std::max(longest, length);
        }
    return longest;
}

void take_out_runs(std::span<std::uint8_t> text) {
    for (std::size_t from = 0; from < text.size();) {
        const auto run = run_from(text.subspan(from));
        if (run >= run_min)
            std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(from), run, taken_out);
        from += run >= run_min ? run : 1;
    }
}

// A part that stood before counts once: "lantern lantern lantern" is one word.
void take_out_repetition(std::span<std::uint8_t> text) {
    for (std::size_t size = text.size() / 2; size >= run_min; --size)
        for (std::size_t at = size; at + size <= text.size(); ++at) {
            const auto part = text.subspan(at, size);
            if (std::find(part.begin(), part.end(), taken_out) != part.end()) continue;
            const auto before = text.first(at);
            if (std::search(before.begin(), before.end(), part.begin(), part.end()) != before.end())
                std::fill(part.begin(), part.end(), taken_out);
        }
}

std::size_t left_over(ByteView passphrase) {
    // Digits stand for letters only among letters: a date is none.
    const auto real = std::count_if(passphrase.begin(), passphrase.end(), is_letter);
    if (static_cast<std::size_t>(real) < left_over_min) return 0;
    SecretBytes text(passphrase.size());
    std::size_t used = 0;
    // Digits are looked at as digits first: 1234 is a run, and would be none as "i2ea".
    for (const auto byte : passphrase)
        text.data()[used++] =
            (byte >= '0' && byte <= '9') ? byte : static_cast<std::uint8_t>(plain(byte));
    take_out_runs(text.span());
    used = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto c = static_cast<std::uint8_t>(plain(text.data()[at]));
        if (is_letter(c)) text.data()[used++] = c;
    }
    const auto letters = text.span().first(used);
    for (const auto word : usual)
        take_out(letters, word);
    take_out_repetition(letters);
    return static_cast<std::size_t>(std::count_if(letters.begin(), letters.end(), is_letter));
}

Failure weak(const char* why) {
    return fail(Fault::refused, why, {},
                "Nothing was changed. Take the five words that the program proposes, or choose "
                "words that do not belong together.");
}

SecretBytes draw(Entropy& entropy, std::size_t words) {
    constexpr std::uint32_t fair = 65'536 / word_list.size() * word_list.size();
    SecretBytes text(words * (word_bytes_max + 1));
    SecretBytes drawn(2);
    std::size_t used = 0;
    for (std::size_t i = 0; i < words;) {
        entropy.fill(drawn.span());
        const std::uint32_t number = drawn.data()[0] * 256U + drawn.data()[1];
        if (number >= fair) continue;
        if (i++ > 0) text.data()[used++] = ' ';
        const auto word = word_list[number % word_list.size()];
        CPC_CHECK(used + word.size() <= text.size());
        std::copy(word.begin(), word.end(), text.data() + used);
        used += word.size();
    }
    return SecretBytes::copy_of(text.view().first(used));
}

}  // namespace

SecretBytes propose_passphrase(Entropy& entropy, std::size_t words) {
    CPC_CHECK(words >= passphrase_words);
    // One in some hundreds repeats a word or has too few letters, and is thrown away whole.
    while (true) {
        auto proposed = draw(entropy, words);
        if (check_passphrase(proposed)) return proposed;
    }
}

Result<void> check_passphrase(const SecretBytes& passphrase) {
    if (passphrase.size() > passphrase_bytes_max)
        return weak("A passphrase of more than 1,024 bytes is not taken.");
    if (characters(passphrase.view()) < passphrase_characters_min)
        return weak("An own passphrase has at least 14 characters.");
    if (different(passphrase.view()) < different_min ||
        left_over(passphrase.view()) < left_over_min)
        return weak(
            "That passphrase is easily guessed: it is made of usual words, runs of keys or "
            "repetition.");
    return {};
}

}  // namespace cpc::crypto
