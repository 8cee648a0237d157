// SPDX-License-Identifier: Apache-2.0
#include "app/document/html.hpp"

#include <cstdio>

#include "app/document/furniture.hpp"
#include "app/document/html_styles.hpp"
#include "app/document/letters.hpp"
#include "core/base/check.hpp"
#include "core/base/markup.hpp"
#include "core/base/match.hpp"

namespace cpc::document {
namespace {

std::string escaped(std::string_view text) {
    return escaped_markup(readable(text));
}

// The language and, with it, from which side it is read.
std::string tongue(const std::string& language) {
    return " lang=\"" + escaped(language) + "\" dir=\"" +
           (reads_right_to_left(language) ? "rtl" : "ltr") + "\"";
}

std::string with_weight(const Runs& runs) {
    std::string out;
    for (const auto& run : runs) {
        auto text = escaped(run.text);
        if (!run.language.empty() && !text.empty())
            text = "<span" + tongue(run.language) + ">" + text + "</span>";
        out +=
            run.weight == Weight::strong && !text.empty() ? "<strong>" + text + "</strong>" : text;
    }
    return out;
}

std::string_view label_class(Label label) {
    switch (label) {
        case Label::fact:
            return "fact";
        case Label::observation:
            return "observation";
        case Label::allegation:
            return "allegation";
        case Label::opinion:
            return "opinion";
    }
    report_defect(__FILE__, __LINE__, "every label has a class");
}

class Page {
  public:
    explicit Page(const Document& document) : document_(document) {}

    void head(const PdfStyle& style);
    void block(const Block& block);
    [[nodiscard]] Result<void> foot();
    [[nodiscard]] std::string take() { return std::move(out_); }

  private:
    void put(std::string_view markup) { out_ += markup; }
    void line(std::string_view element, std::string_view inner, std::string_view more = {}) {
        out_ += "<" + std::string{element} + std::string{more} + ">" + std::string{inner} + "</" +
                std::string{element} + ">\n";
    }
    void open_table(std::string_view more);
    void column_heads(const std::vector<std::string>& headings);
    void table(const Table& table);
    void callout(const Callout& callout);
    void statement(const Statement& statement);
    void tally(const Tally& tally);
    void signatures(const Signatures& signatures);
    void writing_space(const WritingSpace& space);
    void list(const List& list);
    void values(const KeyValues& values);
    void paragraph(const Paragraph& paragraph);
    void twin(const Twin& twin);

    const Document& document_;
    std::string out_;
    std::string section_;  // the heading a table stands under, which names it
};

void Page::head(const PdfStyle& style) {
    // In percent of the reader's own size: 12 pt is what a browser calls 100 %.
    const int percent = static_cast<int>(style.body_size_pt * 100.0 / 12.0 + 0.5);
    put("<!DOCTYPE html>\n<html" + tongue(document_.language) +
        " xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n<meta charset=\"utf-8\"/>\n");
    put("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
        "<meta name=\"robots\" content=\"noindex, nofollow\"/>\n"
        "<meta name=\"referrer\" content=\"no-referrer\"/>\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'\"/>\n");
    line("title", escaped(document_.title));
    put("<style>");
    put(html_styles);
    put("html{font-size:" + std::to_string(percent) + "%}\n</style>\n</head>\n<body>\n<header>\n");
    line("span", escaped(document_.running_head));
    line("span", escaped(document_.version_line));
    put("</header>\n<main>\n");
    if (document_.practice == Practice::yes)
        line("div", escaped(document_.words.practice), " class=\"band\"");
}

void Page::paragraph(const Paragraph& paragraph) {
    std::string more;
    if (paragraph.tone == Tone::quiet) more = " class=\"quiet\"";
    if (paragraph.tone == Tone::lead) more = " class=\"lead\"";
    if (!paragraph.language.empty()) more += tongue(paragraph.language);
    line("p", with_weight(paragraph.runs), more);
}

void Page::list(const List& list) {
    const std::string_view element = list.kind == ListKind::bullets ? "ul" : "ol";
    put("<" + std::string{element} + ">\n");
    for (const auto& item : list.items)
        line("li", with_weight(item));
    put("</" + std::string{element} + ">\n");
}

void Page::values(const KeyValues& values) {
    put("<dl>\n");
    for (const auto& entry : values.entries)
        put("<div><dt>" + escaped(entry.key) + "</dt><dd>" + with_weight(entry.value) +
            "</dd></div>\n");
    put("</dl>\n");
}

// A table may be wider than a small screen: it scrolls by itself, also by keyboard.
void Page::open_table(std::string_view more) {
    put("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"" + escaped(section_) +
        "\"><table" + std::string{more} + ">\n");
}

void Page::column_heads(const std::vector<std::string>& headings) {
    put("<thead><tr>");
    for (const auto& heading : headings)
        put("<th scope=\"col\">" + escaped(heading) + "</th>");
    put("</tr></thead>\n<tbody>\n");
}

void Page::table(const Table& table) {
    open_table({});
    double whole = 0;
    for (const auto& column : table.columns)
        whole += column.weight;
    put("<colgroup>");
    std::vector<std::string> headings;
    for (const auto& column : table.columns) {
        const int percent = whole > 0 ? static_cast<int>(column.weight * 100.0 / whole) : 0;
        put("<col style=\"width:" + std::to_string(percent) + "%\"/>");
        headings.push_back(column.heading);
    }
    put("</colgroup>\n");
    column_heads(headings);
    for (const auto& row : table.rows) {
        put("<tr>");
        for (std::size_t i = 0; i < row.size(); ++i) {
            const bool head = i == 0 && table.heads == RowHeads::first_column;
            put(head ? "<th scope=\"row\">" : "<td>");
            put(with_weight(row[i]) + (head ? "</th>" : "</td>"));
        }
        put("</tr>\n");
    }
    put("</tbody></table></div>\n");
}

void Page::callout(const Callout& callout) {
    put(callout.kind == CalloutKind::attention ? "<div class=\"callout attention\">\n"
                                               : "<div class=\"callout\">\n");
    if (!callout.title.empty()) line("p", escaped(callout.title), " class=\"title\"");
    for (const auto& runs : callout.paragraphs)
        line("p", with_weight(runs));
    put("</div>\n");
}

void Page::statement(const Statement& statement) {
    put("<div class=\"statement " + std::string{label_class(statement.label)} + "\">\n");
    line("p", escaped(statement.label_word), " class=\"label\"");
    line("p", escaped(statement.attribution), " class=\"quiet\"");
    line("p", escaped(statement.text));
    if (!statement.source.empty()) line("p", escaped(statement.source), " class=\"quiet\"");
    for (const auto& correction : statement.corrections) {
        put("<div class=\"correction\">\n");
        line("p", escaped(correction.attribution), " class=\"quiet\"");
        line("p", escaped(correction.text));
        put("</div>\n");
    }
    put("</div>\n");
}

void Page::tally(const Tally& tally) {
    put("<div class=\"tally\" role=\"img\" aria-label=\"" + escaped(tally.description) + "\">");
    const auto part = [&](const TallySegment& segment, std::string_view look) {
        if (segment.count > 0)
            put("<span class=\"" + std::string{look} +
                "\" style=\"flex:" + std::to_string(segment.count) + "\"></span>");
    };
    part(tally.in_favour, "for");
    part(tally.against, "against");
    part(tally.unable, "unable");
    put("</div>\n");
    for (const auto* segment : {&tally.in_favour, &tally.against, &tally.unable})
        line("p", escaped(segment_words(*segment)));
}

void Page::signatures(const Signatures& signatures) {
    open_table(" class=\"signatures\"");
    column_heads({signatures.name_heading, signatures.signature_heading, signatures.date_heading});
    for (const auto& person : signatures.lines)
        put("<tr><th scope=\"row\">" + escaped(person.name + "\n" + person.role) +
            "</th><td></td><td></td></tr>\n");
    put("</tbody></table></div>\n");
}

void Page::writing_space(const WritingSpace& space) {
    line("p", "<strong>" + escaped(space.label) + "</strong>");
    put("<div class=\"writing\" style=\"height:" + std::to_string(2 * space.lines) +
        "em\"></div>\n");
}

void Page::twin(const Twin& twin) {
    put("<div class=\"twin\">\n");
    if (twin.level > 0) section_ = text_of(twin.own);
    line(twin.level == 0 ? "p" : "h" + std::to_string(twin.level), with_weight(twin.own));
    line("p", with_weight(twin.other),
         (twin.level == 0 ? "" : " class=\"title\"") + tongue(twin.language));
    put("</div>\n");
}

void Page::block(const Block& block) {
    match(
        block,
        [&](const Heading& heading) {
            section_ = heading.text;
            line("h" + std::to_string(heading.level), escaped(heading.text));
        },
        [&](const Paragraph& each) { paragraph(each); }, [&](const List& each) { list(each); },
        [&](const Table& each) { table(each); }, [&](const KeyValues& each) { values(each); },
        [&](const Callout& each) { callout(each); },
        [&](const Statement& each) { statement(each); }, [&](const Tally& each) { tally(each); },
        [&](const Signatures& each) { signatures(each); },
        [&](const WritingSpace& each) { writing_space(each); },
        [&](const Twin& each) { twin(each); },
        [&](const PageBreak&) { put("<div class=\"page-break\"></div>\n"); });
}

// One path for the whole code: a picture of squares, told to who cannot see it in one sentence.
std::string drawn(const QrCode& qr, const std::string& description) {
    const auto side = std::to_string(qr.side + 8);  // four squares of quiet all round
    std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"" +
                      escaped(description) + "\" viewBox=\"-4 -4 " + side + " " + side +
                      "\"><path fill=\"#1c2930\" d=\"";
    for (std::size_t row = 0; row < qr.side; ++row)
        for (std::size_t column = 0; column < qr.side; ++column)
            if (qr.dark[row * qr.side + column])
                out += "M" + std::to_string(column) + " " + std::to_string(row) + "h1v1h-1z";
    return out + "\"/></svg>\n";
}

Result<void> Page::foot() {
    put("</main>\n<footer>\n");
    const auto& words = document_.words;
    if (!document_.record_reference.empty())
        line("span", escaped(words.record_reference + " " + document_.record_reference));
    if (!document_.paper_code.empty())
        line("span", escaped(words.paper_code + " " + document_.paper_code));
    if (!document_.qr_text.empty())
        put(drawn(CPC_TRY(encode_qr(document_.qr_text)), words.qr_description));
    put("</footer>\n</body>\n</html>\n");
    return {};
}

}  // namespace

Result<std::string> render_html(const Document& document, const PdfStyle& style) {
    Page page{document};
    page.head(style);
    for (const auto& block : document.blocks)
        page.block(block);
    CPC_TRY(page.foot());
    return page.take();
}

}  // namespace cpc::document
