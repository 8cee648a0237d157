// SPDX-License-Identifier: Apache-2.0
// Catalogues of other languages: read whole or refused with a place, never half shown.
#include "app/locale/language.hpp"

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>

#include "app/locale/messages.hpp"

using namespace cpc;
using namespace cpc::locale;

namespace {

constexpr const char* head =
    "msgid \"\"\n"
    "msgstr \"\"\n"
    "\"Language: xx\\n\"\n"
    "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
    "\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n"
    "\n";

// As a .po writes a text.
std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

std::string entry(std::string_view key, std::string_view english_text, std::string_view text) {
    return "msgctxt " + in_quotes(key) + "\nmsgid " + in_quotes(english_text) + "\nmsgstr " +
           in_quotes(text) + "\n\n";
}

// Every text of the program, "translated" by putting > before it.
std::string whole_catalogue() {
    std::string out = head;
    std::set<std::string> counts;
    for (const auto& table : tables())
        for (const auto& [key, text] : table) {
            const std::string stem{key.substr(0, key.rfind('.'))};
            const auto one = find_english(stem + ".one"), other = find_english(stem + ".other");
            const bool count = (key.ends_with(".one") || key.ends_with(".other")) && one && other;
            if (!count) {
                out += entry(key, text, ">" + std::string{text});
            } else if (counts.insert(stem).second) {
                out += "# not reviewed\nmsgctxt " + in_quotes(stem) + "\nmsgid " + in_quotes(*one) +
                       "\nmsgid_plural " + in_quotes(*other) + "\nmsgstr[0] " +
                       in_quotes(">" + std::string{*other}) + "\nmsgstr[1] " +
                       in_quotes(">>" + std::string{*other}) + "\n\n";
            }
        }
    return out;
}

std::string said(const Result<Catalogue>& read) {
    REQUIRE_FALSE(read.has_value());
    return read.error().text();
}

// A key that is no count, with a text that fills nothing in.
constexpr std::string_view some_key = "decision.question";

}  // namespace

TEST_CASE("a catalogue in gettext's form is read and gives its texts", "[locale]") {
    const std::string english_text{find_english(some_key).value()};
    const auto po = std::string{head} + "# not reviewed\n#. a note\n#: a place\n" +
                    "msgctxt \"decision.question\"\nmsgid " + in_quotes(english_text) +
                    "\nmsgstr \"\"\n\"Beth ydych \"\n\"chi'n ei \\\"feddwl\\\"?\"\n";
    const auto read = Catalogue::read(po, "xx.po");
    REQUIRE(read.has_value());
    CHECK(read->language() == "xx");
    CHECK(read->find(some_key) == "Beth ydych chi'n ei \"feddwl\"?");
    CHECK(read->not_reviewed() == 1);
    CHECK_FALSE(read->complete());
    CHECK_FALSE(read->find("shell.cancel").has_value());
}

TEST_CASE("a text made from an older English one, fuzzy or empty, is missing and not shown",
          "[locale]") {
    const std::string english_text{find_english(some_key).value()};
    const std::string dated = head + entry(some_key, english_text + " (older)", "Beth?");
    const std::string fuzzy = head + ("#, fuzzy\n" + entry(some_key, english_text, "Beth?"));
    const std::string empty = head + entry(some_key, english_text, "");
    const std::string gone = head + entry("no.such.key", "Gone", "Mynd");
    for (const auto& po : {dated, fuzzy, empty, gone}) {
        const auto read = Catalogue::read(po, "xx.po");
        REQUIRE(read.has_value());
        CHECK_FALSE(read->find(some_key).has_value());
        CHECK(std::count(read->missing().begin(), read->missing().end(), some_key) == 1);
    }
}

TEST_CASE("what is wrong in a catalogue is told with its line", "[locale]") {
    const std::string english_text{find_english(some_key).value()};
    const auto whole = entry(some_key, english_text, "Beth?");
    CHECK(said(Catalogue::read("", "xx.po")).find("nothing is in it") != std::string::npos);
    CHECK(said(Catalogue::read(whole, "xx.po")).find("begins with msgid") != std::string::npos);
    CHECK(said(Catalogue::read(head + whole + whole, "xx.po")).find("(xx.po:11)") !=
          std::string::npos);
    CHECK(said(Catalogue::read(head + entry("home.waiting.one", "x", "y") + "msgstr \"z\"\n", "xx"))
              .find("is not what comes here") != std::string::npos);
    CHECK(said(Catalogue::read(std::string{head} + "msgctxt no quotes\n", "xx.po"))
              .find("between two") != std::string::npos);
    CHECK(said(Catalogue::read(std::string{head} + "msgctxt \"a\\tb\"\n", "xx.po"))
              .find("backslash") != std::string::npos);
    CHECK(said(Catalogue::read(std::string{head} + "\"hanging\"\n", "xx.po"))
              .find("belongs to nothing") != std::string::npos);
    auto no_rule = std::string{head};
    no_rule.replace(no_rule.find("n != 1"), 6, "n !! 1");
    CHECK(said(Catalogue::read(no_rule + whole, "xx.po")).find("Plural-Forms") !=
          std::string::npos);
}

TEST_CASE("a translation may not lose what is filled in, nor invent it", "[locale]") {
    std::string key, english_text;
    for (const auto& table : tables())
        for (const auto& message : table)
            if (key.empty() && message.text.find("{child}") != std::string_view::npos &&
                !message.key.ends_with(".one") && !message.key.ends_with(".other")) {
                key = message.key;
                english_text = message.text;
            }
    REQUIRE_FALSE(key.empty());
    CHECK(Catalogue::read(head + entry(key, english_text, english_text), "xx").has_value());
    for (const auto* wrong : {"Dim enw", "{plentyn}", "{child} {nobody}"})
        CHECK(said(Catalogue::read(head + entry(key, english_text, wrong), "xx"))
                  .find("same {names}") != std::string::npos);
}

TEST_CASE("only a complete language is offered, and only the thread that chose it speaks it",
          "[locale]") {
    auto half = Catalogue::read(head, "xx.po");
    REQUIRE(half.has_value());
    const auto refused = add(std::move(*half));
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().what.find("not complete") != std::string::npos);
    CHECK_FALSE(speak("xx"));

    auto whole = Catalogue::read(whole_catalogue(), "xx.po");
    INFO((whole ? std::string{} : whole.error().text()));
    REQUIRE(whole.has_value());
    CHECK(whole->missing().empty());
    REQUIRE(add(std::move(*whole)).has_value());
    REQUIRE(languages().size() == 2);
    CHECK(languages().back().name == ">English");
    CHECK_FALSE(languages().back().reviewed);
    const std::string english_text{find(some_key).value()};
    REQUIRE(speak("xx"));
    CHECK(spoken() == "xx");
    CHECK(find(some_key) == ">" + english_text);
    CHECK(find_count("decision.n-agree", 1) == ">{n} agree");
    CHECK(find_count("decision.n-agree", 2) == ">>{n} agree");
    std::string elsewhere;
    std::thread{[&] { elsewhere = find(some_key).value(); }}.join();
    CHECK(elsewhere == english_text);
    REQUIRE(speak(english));
    CHECK(find(some_key) == english_text);
    CHECK(find_count("decision.n-agree", 1) == "{n} agrees");
}

TEST_CASE("the pseudo language is longer, accented and fills in the same names", "[locale]") {
    CHECK(pseudo_text("Start {child}") == "[\u0160\u0163\u00e5\u0155\u0163 {child} \u00b7\u00b7]");
    CHECK(pseudo_text("Mon|Tue").find('[') == std::string::npos);
    REQUIRE(speak(pseudo));
    CHECK(find(some_key)->front() == '[');
    CHECK(find_count("decision.n-agree", 1)->find("{n}") != std::string_view::npos);
    REQUIRE(speak(english));
}

TEST_CASE("plural rules are gettext's, read whole or refused", "[locale]") {
    const auto welsh = PluralRule::parse(
        "nplurals=6; plural=(n==0) ? 0 : (n==1) ? 1 : (n==2) ? 2 : (n==3) ? 3 : (n==6) ? 4 : 5;");
    REQUIRE(welsh.has_value());
    const std::size_t forms[] = {0, 1, 2, 3, 5, 5, 4, 5};
    for (std::uint64_t n = 0; n < 8; ++n)
        CHECK(welsh->form_of(n) == forms[n]);
    const auto polish = PluralRule::parse(
        "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);");
    REQUIRE(polish.has_value());
    CHECK(polish->form_of(1) == 0);
    CHECK(polish->form_of(22) == 1);
    CHECK(polish->form_of(12) == 2);
    const auto odd = PluralRule::parse("nplurals=2; plural=n/(n-n)+7-!n*2;");
    REQUIRE(odd.has_value());
    CHECK(odd->form_of(5) == 1);
    for (const auto* wrong :
         {"", "nplurals=0; plural=0;", "nplurals=9; plural=0;", "nplurals=2; plural=;",
          "nplurals=2; plural=n", "nplurals=2; plural=(n;", "nplurals=2; plural=n n;",
          "nplurals=2; plural=n ? 1;", "nplurals=2; plural=m;", "nplurals=2; plural=99999999999;"})
        CHECK_FALSE(PluralRule::parse(wrong).has_value());
    const std::string deep =
        "nplurals=2; plural=" + std::string(400, '(') + "n" + std::string(400, ')') + ";";
    CHECK_FALSE(PluralRule::parse(deep).has_value());
}

TEST_CASE("every catalogue in the program's assets is complete", "[locale]") {
    const auto path = std::string{CPC_SOURCE_DIR} + "/assets/locale/cy.po";
    std::ifstream file(path, std::ios::binary);
    REQUIRE(file.good());
    std::ostringstream text;
    text << file.rdbuf();
    const auto read = Catalogue::read(text.str(), path);
    INFO((read ? std::string{} : read.error().text()));
    REQUIRE(read.has_value());
    CHECK(read->language() == "cy");
    INFO((read->complete() ? std::string{} : read->missing().front()));
    CHECK(read->missing().empty());
}
