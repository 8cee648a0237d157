// SPDX-License-Identifier: Apache-2.0
#include "app/document/html.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <fstream>

#include "app/document/html_styles.hpp"
#include "app/document/letters.hpp"
#include "html_reading.hpp"
#include "sample.hpp"

using namespace cpc;
using namespace cpc::document;

namespace {

std::string page_of(const Document& document) {
    auto page = render_html(document);
    REQUIRE(page);
    if (const char* folder = std::getenv("CPC_SAMPLES"))
        std::ofstream(std::string{folder} + "/" + document.kind + "-" +
                      std::string{version_word(document.version)} + ".html")
            << *page;
    return *page;
}

// What a reader of the tree expects to meet, in letters that may stand on a page.
std::vector<Element> expected(const Document& document) {
    auto out = elements_of(document);
    for (auto& element : out)
        element.text = readable(element.text);
    return out;
}

void check_same(const Document& document) {
    const auto page = page_of(document);
    INFO(page);
    const auto read = html::read(page);
    REQUIRE(read.problems == std::vector<std::string>{});
    const auto want = expected(document);
    REQUIRE(read.elements.size() == want.size());
    for (std::size_t i = 0; i < want.size(); ++i) {
        CHECK(read.elements[i].role == want[i].role);
        CHECK(read.elements[i].text == want[i].text);
    }
}

std::vector<Document> all_papers() {
    const auto facts = sample::torbay_majority();
    std::vector<Document> out;
    for (const auto version : {Version::professional, Version::family, Version::child})
        out.push_back(decision_sheet(facts, version).value());
    for (const auto version : {Version::full, Version::family, Version::non_attender})
        out.push_back(minutes(facts, version).value());
    out.push_back(client_file_extract(facts).value());
    out.push_back(service_manager_referral(facts).value());
    out.push_back(details_for_family(facts).value());
    out.push_back(plan_for_family(facts).value());
    return out;
}

}  // namespace

TEST_CASE("a page holds every word of its paper once, in order, and every element is closed") {
    for (const auto& paper : all_papers())
        check_same(paper);
}

TEST_CASE("what somebody said can never become markup") {
    auto paper = sample::blank();
    const std::string said =
        "</p><script>alert(1)</script><img src=x onerror=y> &lt; \"quoted\" 'so' &amp; \x01\xE2\x80"
        "\xAE back \xFF";
    paper.title = said;
    paper.running_head = said;
    paper.blocks = {Heading{1, said},
                    Paragraph{plain(said), Tone::normal, "cy\"><b>"},
                    Table{{{said, 1}}, {{plain(said)}}, RowHeads::first_column},
                    Callout{CalloutKind::attention, said, {strong(said)}},
                    Statement{Label::opinion, said, said, said, said, {{said, said}}},
                    Tally{{1, said}, {0, said}, {2, said}, said},
                    KeyValues{{{said, plain(said)}}}};
    const auto page = page_of(paper);
    CHECK(page.find("<script") == std::string::npos);
    CHECK(page.find("<img") == std::string::npos);
    CHECK(page.find("<b>") == std::string::npos);
    CHECK(page.find("\xE2\x80\xAE") == std::string::npos);
    CHECK(page.find("[U+202E]") != std::string::npos);
    check_same(paper);
}

TEST_CASE("a page fetches nothing and runs nothing") {
    for (const auto& paper : all_papers()) {
        const auto page = page_of(paper);
        for (const auto* word : {"http:", "https:", "src=", "url(", "@import", "<script", "<link",
                                 "javascript:", "onclick"}) {
            INFO(word);
            auto rest = page;
            // The names of two markup languages are no addresses that anything fetches.
            for (const auto* name : {"http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"})
                for (auto at = rest.find(name); at != std::string::npos; at = rest.find(name))
                    rest.erase(at, std::string_view{name}.size());
            CHECK(rest.find(word) == std::string::npos);
        }
        CHECK(page.find("default-src 'none'") != std::string::npos);
    }
}

TEST_CASE("two runs give the same page") {
    const auto facts = sample::torbay_majority();
    CHECK(page_of(minutes(facts, Version::full).value()) ==
          page_of(minutes(facts, Version::full).value()));
}

TEST_CASE("tables, languages and pictures are told to who cannot see them") {
    auto paper = sample::blank();
    paper.language = "en-GB";
    paper.qr_text = "CPC1";
    paper.words.qr_description = "The paper code as a picture";
    paper.blocks = {Heading{1, "Dates"}, Paragraph{plain("Dyddiadau"), Tone::normal, "cy"},
                    Table{{{"What", 1}, {"When", 2}},
                          {{plain("First core group"), plain("Tue 13 April 2027")}},
                          RowHeads::first_column}};
    const auto page = page_of(paper);
    CHECK(page.find("<html lang=\"en-GB\"") != std::string::npos);
    CHECK(page.find("<p lang=\"cy\" dir=\"ltr\">Dyddiadau</p>") != std::string::npos);
    CHECK(page.find("<th scope=\"col\">When</th>") != std::string::npos);
    CHECK(page.find("<th scope=\"row\">First core group</th>") != std::string::npos);
    CHECK(page.find("aria-label=\"Dates\"") != std::string::npos);
    CHECK(page.find("aria-label=\"The paper code as a picture\"") != std::string::npos);
}

TEST_CASE("large print is large on the screen too [REQ-249]") {
    const auto paper = sample::blank();
    CHECK(render_html(paper)->find("html{font-size:100%}") != std::string::npos);
    CHECK(render_html(paper, PdfStyle::large_print())->find("html{font-size:150%}") !=
          std::string::npos);
}

TEST_CASE("a practice page says so and a real one does not") {
    auto paper = sample::blank();
    paper.words.practice = "TRAINING";
    CHECK(page_of(paper).find("TRAINING") == std::string::npos);
    paper.practice = Practice::yes;
    CHECK(page_of(paper).find(">TRAINING<") != std::string::npos);
}

TEST_CASE("page and paper have the same inks") {
    const auto hex = [](Colour colour) {
        std::array<char, 8> text{};
        std::snprintf(text.data(), text.size(), "#%02x%02x%02x",
                      static_cast<unsigned>(colour.red * 255.0 + 0.5),
                      static_cast<unsigned>(colour.green * 255.0 + 0.5),
                      static_cast<unsigned>(colour.blue * 255.0 + 0.5));
        return std::string{text.data()};
    };
    const std::array<std::pair<std::string_view, Colour>, 14> pairs{
        {{"--text", ink::text},
         {"--quiet", ink::quiet},
         {"--line", ink::line_strong},
         {"--primary", ink::primary},
         {"--primary-tint", ink::primary_tint},
         {"--warn", ink::warn},
         {"--warn-tint", ink::warn_tint},
         {"--sunken", ink::sunken},
         {"--against", ink::against},
         {"--against-tint", ink::against_tint},
         {"--fact", ink::fact},
         {"--observation", ink::observation},
         {"--allegation", ink::allegation},
         {"--opinion", ink::opinion}}};
    for (const auto& [name, colour] : pairs) {
        INFO(name);
        CHECK(html_styles.find(std::string{name} + ":" + hex(colour)) != std::string_view::npos);
    }
}

TEST_CASE("the reader of pages finds a word too many, a tag not closed and another order") {
    auto paper = sample::blank();
    paper.blocks = {Heading{1, "One"}, Paragraph{plain("two"), Tone::normal, {}}};
    const auto page = page_of(paper);
    const auto changed = [&](const std::string& from, const std::string& to) {
        auto out = page;
        out.replace(out.find(from), from.size(), to);
        return html::read(out);
    };
    CHECK_FALSE(changed("<p>two</p>", "<p>two").problems.empty());
    CHECK_FALSE(changed("<p>two</p>", "loose <p>two</p>").problems.empty());
    CHECK_FALSE(changed("<p>two</p>", "<p>two & three</p>").problems.empty());
    CHECK_FALSE(changed("<p>two</p>", "<p>two</h1>").problems.empty());
    CHECK(html::read(page).elements.at(1).text == "two");
    CHECK(changed("<p>two</p>", "<p>three</p>").elements.at(1).text == "three");
}
