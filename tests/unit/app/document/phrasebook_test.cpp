// SPDX-License-Identifier: Apache-2.0
// The family's papers in other languages: what a book of sentences says, what it leaves in English,
// and what a reader of the finished files is told.
#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <sstream>

#include "app/document/enclosures.hpp"
#include "app/document/html.hpp"
#include "app/document/phrasebook.hpp"
#include "tests/unit/app/document/sample.hpp"

namespace cpc::document::test {
namespace {

constexpr std::array languages{"cy", "pl", "ar", "ur"};

Phrasebook book_of(const std::string& language) {
    const auto path = std::string{CPC_SOURCE_DIR} + "/assets/locale/papers/" + language + ".po";
    std::ifstream file(path, std::ios::binary);
    REQUIRE(file.good());
    std::ostringstream text;
    text << file.rdbuf();
    auto book = Phrasebook::read(text.str(), path);
    REQUIRE(book.has_value());
    return std::move(*book);
}

Document english_sheet() {
    auto sheet = decision_sheet(sample::torbay_majority(), Version::family);
    REQUIRE(sheet.has_value());
    return std::move(*sheet);
}

Document english_leaflet(LeafletFor reader) {
    auto facts = sample::torbay_majority();
    facts.papers.record_reference.clear();
    facts.papers.paper_code.clear();
    facts.papers.qr_text.clear();
    facts.started_text.clear();
    LeafletFacts words;
    words.reader = reader;
    words.ask = "Safeguarding and Reviewing Service";
    words.agenda = {{"Introductions",
                     "Everyone says who they are and why they came. The chair explains how the "
                     "meeting works."},
                    {"Decision",
                     "The professionals each say whether the child needs a Child Protection Plan. "
                     "Your view is written down beside theirs."}};
    auto sheet = leaflet(facts, words);
    REQUIRE(sheet.has_value());
    return std::move(*sheet);
}

void reads_back(const Document& paper, const std::string& name) {
    CHECK(sample::problems_of(paper, name) == "");
    CHECK(sample::rendered(paper, name) == sample::rendered(paper, name));
}

bool holds(const Document& paper, const std::string& text) {
    const auto elements = elements_of(paper);
    return std::any_of(elements.begin(), elements.end(), [&](const auto& element) {
        return element.text.find(text) != std::string::npos;
    });
}

}  // namespace

TEST_CASE("a sentence with something in it is found, and what is in it is told as well",
          "[REQ-249]") {
    const auto book = book_of("pl");
    CHECK(book.say("Fri 19 Feb 2027") == "pt. 19 lutego 2027");
    CHECK(book.say("Fri 5 February 2027, 13:00") == "pt. 5 lutego 2027, 13:00");
    CHECK(book.say("Your key worker") == "Państwa pracownik prowadzący");
    CHECK(book.say("4 of 5 professionals said that a Child Protection Plan is needed.") ==
          "4 z 5 specjalistów powiedziało, że potrzebny jest plan ochrony dziecka.");
    CHECK(book.say("Page {page} of {pages}") == "Strona {page} z {pages}");
    CHECK_FALSE(book.say("The mother said that she was tired."));
    CHECK_FALSE(book.say(""));
    CHECK_FALSE(book.say("Fri 45"));
}

TEST_CASE("a line that begins with a Latin name is read from the right in Arabic and Urdu",
          "[REQ-249]") {
    for (const auto* const language : {"ar", "ur"}) {
        const auto said = book_of(language).say(
            "ZA does not need a Child Protection Plan. There may still be help that you can ask "
            "for.");
        REQUIRE(said);
        const bool turned =
            said->substr(0, 3) == "\u200F" || static_cast<unsigned char>(said->front()) >= 0x80;
        CHECK(turned);
    }
}

TEST_CASE("a catalogue that loses a name of the sentence is refused with its line", "[REQ-249]") {
    const auto bad = Phrasebook::read(
        "msgid \"\"\nmsgstr \"Language: pl\\n\"\n\nmsgid \"For {child}\"\nmsgstr \"Dla\"\n",
        "pl.po");
    REQUIRE_FALSE(bad);
    CHECK(bad.error().text().find("pl.po:") != std::string::npos);
    CHECK(bad.error().text().find("{child}") != std::string::npos);
    CHECK_FALSE(Phrasebook::read("msgid \"A\"\nmsgstr \"B\"\n", "none.po"));
    CHECK_FALSE(Phrasebook::read("msgid A\n", "none.po"));
}

TEST_CASE(
    "the two-language sheet holds every word of the English one, and says in both languages "
    "that nobody reviewed it",
    "[REQ-249]") {
    const auto english = english_sheet();
    for (const std::string language : languages) {
        CAPTURE(language);
        const auto book = book_of(language);
        const auto both = in_two_languages(english, book);
        CHECK(both.language == language);
        for (const auto& element : elements_of(english)) {
            if (element.role == "Figure" || element.role == "Lbl") continue;
            std::istringstream lines(element.text);
            for (std::string line; std::getline(lines, line);) {
                CAPTURE(line);
                CHECK(holds(both, line));
            }
        }
        CHECK(holds(both, "Translation not reviewed. This translation has not been checked"));
        CHECK(holds(both, book.or_same("Translation not reviewed")));
        CHECK(holds(both, book.or_same("What happens now")));
        reads_back(both, "decision-family-" + language);
    }
}

TEST_CASE("leaflets stand in the language alone, marked as not reviewed, and read back whole",
          "[REQ-249][REQ-250]") {
    for (const std::string language : languages) {
        CAPTURE(language);
        const auto book = book_of(language);
        for (const auto reader : {LeafletFor::parents, LeafletFor::child}) {
            const auto paper = translated(english_leaflet(reader), book);
            CHECK(holds(paper, book.or_same("Translation not reviewed")));
            CHECK_FALSE(holds(paper, "One person runs the meeting"));
            reads_back(paper,
                       std::string{reader == LeafletFor::child ? "child-" : "parents-"} + language);
        }
    }
}

TEST_CASE(
    "an HTML page says its language and from which side it is read, and marks the English "
    "in it",
    "[REQ-249]") {
    const auto page = render_html(in_two_languages(english_sheet(), book_of("ur")));
    REQUIRE(page.has_value());
    CHECK(page->find("<html lang=\"ur\" dir=\"rtl\"") != std::string::npos);
    CHECK(page->find("lang=\"en-GB\" dir=\"ltr\"") != std::string::npos);
    const auto polish = render_html(in_two_languages(english_sheet(), book_of("pl")));
    REQUIRE(polish.has_value());
    CHECK(polish->find("<html lang=\"pl\" dir=\"ltr\"") != std::string::npos);
}

}  // namespace cpc::document::test
