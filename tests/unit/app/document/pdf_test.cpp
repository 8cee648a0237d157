// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "app/document/finish.hpp"
#include "app/document/text.hpp"
#include "sample.hpp"

namespace cpc::document {
namespace {

std::string repeated(std::string_view part, int times) {
    std::string text;
    for (int i = 0; i < times; ++i)
        text += part;
    return text;
}

Table long_table(int rows) {
    Table table{{{"Who", 1}, {"What", 2}}, {}, RowHeads::first_column};
    for (int i = 0; i < rows; ++i)
        table.rows.push_back({plain("Person " + std::to_string(i)),
                              plain("Does a thing that takes a whole line and a little more so "
                                    "that it wraps, number " +
                                    std::to_string(i))});
    return table;
}

TEST_CASE("two runs give the same bytes") {
    const auto facts = sample::torbay_majority();
    const auto paper = *minutes(facts, Version::professional);
    const auto again = FontSet::open();
    REQUIRE(again);
    CHECK(sample::rendered(paper, "twice") == *render_pdf(paper, *again));
}

TEST_CASE("another date in the record gives other bytes") {
    auto paper = sample::blank();
    const auto first = sample::rendered(paper, "date");
    paper.created.date = paper.created.date + 1;
    CHECK(first != sample::rendered(paper, "date"));
}

TEST_CASE("a table over pages repeats its heading on the page and says it once") {
    auto paper = sample::blank();
    paper.blocks.push_back(long_table(120));
    CHECK(sample::problems_of(paper, "long-table") == "");
    const auto read = read_pdf(sample::rendered(paper, "long-table"));
    REQUIRE(read);
    CHECK(read->pages > 4);
    // The repeated heading row is decoration on every page but the first.
    CHECK(read->artifacts[0].find("WhoWhat") == std::string::npos);
    for (std::size_t p = 1; p < read->pages; ++p)
        CHECK(read->artifacts[p].find("WhoWhat") != std::string::npos);
}

TEST_CASE("a row higher than a page is cut between lines and stays one row") {
    auto paper = sample::blank();
    Table table{{{"Who", 1}, {"What", 2}}, {}, RowHeads::first_column};
    table.rows.push_back({plain("One"), plain(repeated("many words that go on and on ", 250))});
    table.rows.push_back({plain("Two"), plain("short")});
    paper.blocks.push_back(table);
    CHECK(sample::problems_of(paper, "tall-row") == "");
    const auto read = read_pdf(sample::rendered(paper, "tall-row"));
    REQUIRE(read);
    CHECK(read->pages >= 2);
    CHECK(std::count_if(read->elements.begin(), read->elements.end(),
                        [](const auto& e) { return e.role == "TR"; }) == 3);
    CHECK(std::any_of(read->elements.begin(), read->elements.end(),
                      [](const auto& e) { return e.role == "TD" && e.pages >= 2; }));
}

TEST_CASE("a heading never stands alone at the foot of a page") {
    // Push a heading down line by line: on whichever page it lands, its text follows there.
    bool moved = false;
    for (int lines = 18; lines < 40; ++lines) {
        auto paper = sample::blank();
        paper.qr_text.clear();
        for (int i = 0; i < lines; ++i)
            paper.blocks.push_back(Paragraph{plain("line"), Tone::normal, {}});
        paper.blocks.push_back(Heading{2, "Alone?"});
        paper.blocks.push_back(Paragraph{plain("what follows"), Tone::normal, {}});
        const auto read = read_pdf(sample::rendered(paper, "widow"));
        REQUIRE(read);
        REQUIRE(read->elements.size() > 2);
        const auto& heading = read->elements[read->elements.size() - 2];
        const auto& text = read->elements[read->elements.size() - 1];
        REQUIRE(heading.role == "H2");
        CHECK(heading.first_page == text.first_page);
        moved = moved || heading.first_page == 1;
    }
    CHECK(moved);
}

TEST_CASE("names of two hundred letters are printed whole") {
    auto paper = sample::blank();
    const std::string name = repeated("Wolfeschlegelsteinhausen", 8) + "berger12";
    REQUIRE(name.size() == 200);
    paper.blocks.push_back(Heading{2, name});
    Table table{{{"Name", 1}, {"Role", 3}}, {{plain(name), plain(name)}}, RowHeads::first_column};
    paper.blocks.push_back(table);
    paper.blocks.push_back(KeyValues{{{name, plain(name)}}});
    paper.running_head = name;
    paper.version_line = name;
    CHECK(sample::problems_of(paper, "long-names") == "");
}

TEST_CASE("names from many languages are printed and read back") {
    auto paper = sample::blank();
    for (const auto* name :
         {"Siân Ŵyn-Bowŵen", "Łukasz Dąbrowski-Źrebięć", "Zoë Nuñez", "Юлия Коваленко", "Ελένη",
          "محمد عبد الله", "نستعلیق اردو", "রহিমা বেগম", "ਹਰਪ੍ਰੀਤ ਕੌਰ", "O’Brien"})
        paper.blocks.push_back(Paragraph{plain(name), Tone::normal, {}});
    CHECK(sample::problems_of(paper, "languages") == "");
}

TEST_CASE("a letter no font has is named by its number and kept for readers") {
    CHECK(printable(sample::fonts(), "Ann 😀") == "Ann [U+1F600]");
    CHECK(printable(sample::fonts(),
                    "a\xFF"
                    "b") == "a[?]b");
    CHECK(printable(sample::fonts(), "evil\xE2\x80\xAEname") == "evil[U+202E]name");
    CHECK(printable(sample::fonts(), "tab\there") == "tab here");
    auto paper = sample::blank();
    paper.blocks.push_back(Paragraph{plain("Ann 😀 smiles"), Tone::normal, {}});
    CHECK(sample::problems_of(paper, "emoji") == "");
}

TEST_CASE("a practice paper carries its band on every page and a real one on none") {
    auto paper = sample::blank();
    paper.blocks.push_back(long_table(40));
    const auto real = read_pdf(sample::rendered(paper, "real"));
    REQUIRE(real);
    for (const auto& page : real->artifacts)
        CHECK(page.find("TRAINING") == std::string::npos);
    paper.practice = Practice::yes;
    CHECK(sample::problems_of(paper, "practice") == "");  // compare() looks at every page
    paper.words.practice.clear();
    CHECK_FALSE(render_pdf(paper, sample::fonts()));
}

TEST_CASE("a missing font is named with its package") {
    const auto fonts = FontSet::open({"/nonexistent"});
    REQUIRE_FALSE(fonts);
    CHECK(fonts.error().fault == Fault::not_found);
    CHECK(fonts.error().text().find("fonts-inter") != std::string::npos);
}

TEST_CASE("a paper in a language that no font here can write is refused, and names the package",
          "[REQ-249]") {
    namespace fs = std::filesystem;
    const auto folder = fs::temp_directory_path() / "cpc-fonts-of-one-family";
    fs::remove_all(folder);
    fs::create_directories(folder);
    for (const auto& each : fs::recursive_directory_iterator("/usr/share/fonts"))
        if (each.path().stem() == "Inter-Regular" || each.path().stem() == "Inter-SemiBold")
            fs::copy_file(each.path(), folder / each.path().filename(),
                          fs::copy_options::overwrite_existing);
    const auto few = FontSet::open({folder.string()});
    REQUIRE(few);
    auto paper = sample::blank();
    CHECK(render_pdf(paper, *few));
    paper.language = "ar";
    paper.words.page_of = "\u0635\u0641\u062D\u0629 {page}";
    const auto refused = render_pdf(paper, *few);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fault == Fault::not_found);
    CHECK(refused.error().text().find("fonts-noto-core") != std::string::npos);
    CHECK(render_pdf(paper, sample::fonts()));
    fs::remove_all(folder);
}

TEST_CASE("a reference too long for the code is refused, not cut") {
    auto paper = sample::blank();
    paper.qr_text = std::string(5000, 'x');
    const auto pdf = render_pdf(paper, sample::fonts());
    REQUIRE_FALSE(pdf);
    CHECK(pdf.error().fault == Fault::refused);
}

TEST_CASE("a page with another number of marked pieces than were drawn is no paper") {
    auto paper = sample::blank();
    paper.qr_text.clear();
    const auto pdf = sample::rendered(paper, "pieces");  // one piece: the title
    Structure same;
    same.mark(same.add(Structure::root(), "H1"), 0);
    CHECK(finish_pdf(pdf, paper, same));
    Structure more = same;
    more.mark(more.add(Structure::root(), "P"), 0);
    Structure elsewhere = same;
    elsewhere.mark(elsewhere.add(Structure::root(), "P"), 7);
    for (const auto& other : {Structure{}, more, elsewhere}) {
        const auto finished = finish_pdf(pdf, paper, other);
        REQUIRE_FALSE(finished);
        CHECK(finished.error().fault == Fault::damaged);
    }
    CHECK_FALSE(finish_pdf(view_of("no pdf"), paper, same));
}

TEST_CASE("a figure has one anchor, and no paper shows it") {
    auto paper = sample::blank();  // two pieces: the title and the code
    const auto pdf = sample::rendered(paper, "figure");
    const auto read = read_pdf(pdf);
    REQUIRE(read);
    REQUIRE(read->elements.back().role == "Figure");
    CHECK(read->elements.back().drawn.empty());
    CHECK(read->elements.back().pages == 1);
    // The code's anchor is gone already; the title has more letters than one.
    const std::array<std::array<std::string, 2>, 2> wrong = {
        {{{"H1", "Figure"}}, {{"Figure", "P"}}}};
    for (const auto& roles : wrong) {
        Structure structure;
        for (const auto& role : roles)
            structure.mark(structure.add(Structure::root(), role), 0);
        const auto finished = finish_pdf(pdf, paper, structure);
        REQUIRE_FALSE(finished);
        CHECK(finished.error().fault == Fault::damaged);
    }
    Structure plain_roles;
    for (const std::string role : {"H1", "P"})
        plain_roles.mark(plain_roles.add(Structure::root(), role), 0);
    CHECK(finish_pdf(pdf, paper, plain_roles));
}

TEST_CASE("lines of nothing but spaces do not spoil a paper") {
    auto paper = sample::blank();
    const std::string wide = "\xC2\xA0\xE2\x80\x83 ";  // spaces of other widths
    paper.blocks.push_back(Paragraph{plain("above\n\n" + wide + "\nbelow"), Tone::normal, {}});
    paper.blocks.push_back(Paragraph{plain("   "), Tone::normal, {}});
    paper.blocks.push_back(Paragraph{plain(wide), Tone::normal, {}});
    paper.blocks.push_back(Table{{{"Who", 1}, {"What", 1}},
                                 {{plain("a"), plain(" ")}, {plain(""), plain("b\n \nc")}},
                                 RowHeads::first_column});
    CHECK(sample::problems_of(paper, "blank-lines") == "");
}

TEST_CASE("marks without a picture do not spoil a paper") {
    for (const std::string text :
         {"\xC2\xAD", "\xE2\x80\x8B", "\xE2\x81\xA0", "\xEF\xB8\x8F", "\xEF\xBB\xBF",
          "soft\xC2\xADhyphen", "zero\xE2\x80\x8Bwidth", "joi\xE2\x80\x8Dned"}) {
        INFO(text);
        auto paper = sample::blank();
        paper.blocks.push_back(Paragraph{plain(text), Tone::normal, {}});
        CHECK(sample::problems_of(paper, "unseen") == "");
    }
}

TEST_CASE("figures are of one width and leave what stands between them alone") {
    const auto width = [](const char* text, Figures figures) {
        TextStyle style;
        style.figures = figures;
        return TextBlock(sample::fonts(), plain(text), style, 400).natural_width();
    };
    CHECK(width("1111", Figures::tabular) == width("8888", Figures::tabular));
    CHECK(width("1111", Figures::proportional) != width("8888", Figures::proportional));
    const auto* const between = "made-up: A/B.";
    CHECK(width(between, Figures::tabular) == width(between, Figures::proportional));
}

TEST_CASE("an empty paper is one page") {
    const auto read = read_pdf(sample::rendered(sample::blank(), "blank"));
    REQUIRE(read);
    CHECK(read->pages == 1);
    CHECK(compare(*read, sample::blank()).empty());
}

}  // namespace
}  // namespace cpc::document
