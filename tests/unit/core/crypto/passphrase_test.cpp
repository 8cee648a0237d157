// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/passphrase.hpp"

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <vector>

#include "tests/support/fakes.hpp"

namespace cpc::crypto {
namespace {

std::vector<std::string> word_file() {
    std::ifstream in(std::string(CPC_SOURCE_DIR) + "/assets/words/english.txt");
    std::vector<std::string> out;
    for (std::string line; std::getline(in, line);)
        out.push_back(line);
    return out;
}

std::vector<std::string> words_of(const SecretBytes& passphrase) {
    std::istringstream in{std::string{text_of(passphrase.view())}};
    std::vector<std::string> out;
    for (std::string word; in >> word;)
        out.push_back(word);
    return out;
}

bool taken(std::string_view text) {
    return check_passphrase(SecretBytes::from(text)).has_value();
}

// Gives the numbers it was told to.
class ScriptedEntropy final : public Entropy {
  public:
    explicit ScriptedEntropy(std::vector<std::uint16_t> numbers) : numbers_(std::move(numbers)) {}
    void fill(std::span<std::uint8_t> out) override {
        REQUIRE(out.size() == 2);
        REQUIRE(next < numbers_.size());
        out[0] = static_cast<std::uint8_t>(numbers_[next] >> 8U);
        out[1] = static_cast<std::uint8_t>(numbers_[next] & 0xFFU);
        ++next;
    }
    std::size_t next = 0;

  private:
    std::vector<std::uint16_t> numbers_;
};

TEST_CASE("the word list has 7,776 different words, in order, and none begins another",
          "[crypto][passphrase]") {
    const auto words = word_file();
    REQUIRE(words.size() == 7'776);
    for (std::size_t i = 0; i < words.size(); ++i) {
        CHECK(words[i].size() >= 3);
        CHECK(words[i].size() <= 9);
        CHECK(words[i].find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string::npos);
        if (i == 0) continue;
        CHECK(words[i - 1] < words[i]);
        CHECK(words[i].compare(0, words[i - 1].size(), words[i - 1]) != 0);
    }
}

TEST_CASE("a number is drawn again rather than favour the first words", "[crypto][passphrase]") {
    // 62,208 = 8 × 7,776 is the first that would be one too many.
    ScriptedEntropy entropy{{62'208, 65'535, 0, 7'775, 7'776 + 100, 62'207, 3'000}};
    const auto words = words_of(propose_passphrase(entropy));
    const auto list = word_file();
    REQUIRE(words.size() == 5);
    CHECK(words ==
          std::vector<std::string>{list[0], list[7'775], list[100], list[7'775], list[3'000]});
    CHECK(entropy.next == 7);
}

TEST_CASE("proposals are five words of the list, all taken as passphrases, evenly drawn",
          "[crypto][passphrase]") {
    const auto list = word_file();
    const std::set<std::string> known(list.begin(), list.end());
    support::SeededEntropy entropy{7};
    std::map<char, std::size_t> drawn;
    std::set<std::string> different;
    constexpr std::size_t proposals = 2'000;
    for (std::size_t i = 0; i < proposals; ++i) {
        const auto proposed = propose_passphrase(entropy);
        REQUIRE(check_passphrase(proposed));
        const auto words = words_of(proposed);
        REQUIRE(words.size() == 5);
        for (const auto& word : words) {
            REQUIRE(known.count(word) == 1);
            ++drawn[word.front()];
            different.insert(word);
        }
    }
    // The seed is fixed, so this is one known outcome: each letter's share is its share of the
    // list.
    std::map<char, std::size_t> listed;
    for (const auto& word : list)
        ++listed[word.front()];
    for (const auto& [letter, count] : listed) {
        const double expected = 10'000.0 * static_cast<double>(count) / 7'776.0;
        if (expected < 100) continue;
        CHECK(static_cast<double>(drawn[letter]) > expected * 0.8);
        CHECK(static_cast<double>(drawn[letter]) < expected * 1.2);
    }
    CHECK(different.size() > 5'300);
}

TEST_CASE("own passphrases that somebody would guess are refused", "[crypto][passphrase]") {
    for (const char* weak : {"",
                             "short",
                             "thirteen char",
                             "Password1Password1",
                             "p@ssw0rdp@ssw0rd",
                             "caseconference2026",
                             "Child-Protection-1",
                             "qwertyuiopasdf",
                             "12345678901234",
                             "abcdefghijklmnopq",
                             "aaaaaaaaaaaaaaaaaaaa",
                             "lantern lantern lantern",
                             "letmein letmein 123",
                             "Liverpool2024!!!",
                             "monkeydragonmaster",
                             "WelcomeWelcome2026",
                             "zxcvbnmasdfghjkl",
                             "01012020 31122026",
                             "!!!!!!!!!!!!!!!!",
                             "summer winter spring",
                             "Passw0rd!Passw0rd?",
                             "safeguarding 2026 safeguarding",
                             "abababababababab",
                             "poiuytrewqlkjhgfdsa"}) {
        CAPTURE(weak);
        const auto answer = check_passphrase(SecretBytes::from(weak));
        REQUIRE_FALSE(answer);
        CHECK(answer.error().fault == Fault::refused);
        CHECK(std::string(weak).size() * (answer.error().text().find(weak) + 1) == 0);
    }
    CHECK_FALSE(check_passphrase(SecretBytes::copy_of(Bytes(1'025, 'x'))));
}

TEST_CASE("own passphrases that nobody would guess are taken", "[crypto][passphrase]") {
    for (const char* good :
         {"otters sing under copper bridges", "Mein Hund frisst keine Ananas", "vKq82-bnRw77-yTpL",
          "rain on grandma's shed", "chair of the seven hills rolls", "ułan żółw gęś mgła",
          "тёплый вечер у реки"}) {
        CAPTURE(good);
        CHECK(taken(good));
    }
    // Fourteen characters, whatever their bytes.
    CHECK_FALSE(taken("żółwgęśmgłaż"));
}

}  // namespace
}  // namespace cpc::crypto
