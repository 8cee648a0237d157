// SPDX-License-Identifier: Apache-2.0
#include "app/document/content.hpp"

#include "core/base/check.hpp"
#include "core/base/match.hpp"

namespace cpc::document {

std::string_view version_word(Version version) {
    switch (version) {
        case Version::full:
            return "full";
        case Version::professional:
            return "professional";
        case Version::family:
            return "family";
        case Version::child:
            return "child";
        case Version::non_attender:
            return "non-attender";
        case Version::gp:
            return "gp";
    }
    report_defect(__FILE__, __LINE__, "every version has a word");
}

std::string text_of(const Runs& runs) {
    std::string text;
    for (const auto& run : runs)
        text += run.text;
    return text;
}

std::string list_mark(ListKind kind, std::size_t index) {
    return kind == ListKind::bullets ? "•" : std::to_string(index + 1) + ".";
}

std::string segment_words(const TallySegment& segment) {
    return std::to_string(segment.count) + " " + segment.word;
}

bool reads_right_to_left(std::string_view language) {
    const auto primary = language.substr(0, language.find('-'));
    return primary == "ar" || primary == "ur" || primary == "fa" || primary == "he";
}

namespace {

using Elements = std::vector<Element>;

void put(Elements& out, std::string role, std::string text) {
    out.push_back(Element{std::move(role), std::move(text)});
}

void list_table(Elements& out, const Table& table) {
    for (const auto& column : table.columns)
        put(out, "TH", column.heading);
    for (const auto& row : table.rows)
        for (std::size_t i = 0; i < row.size(); ++i) {
            const bool head = i == 0 && table.heads == RowHeads::first_column;
            put(out, head ? "TH" : "TD", text_of(row[i]));
        }
}

void list_statement(Elements& out, const Statement& statement) {
    put(out, "P", statement.label_word);
    put(out, "P", statement.attribution);
    put(out, "P", statement.text);
    if (!statement.source.empty()) put(out, "P", statement.source);
    for (const auto& correction : statement.corrections) {
        put(out, "P", correction.attribution);
        put(out, "P", correction.text);
    }
}

void list_tally(Elements& out, const Tally& tally) {
    put(out, "Figure", tally.description);
    put(out, "P", segment_words(tally.in_favour));
    put(out, "P", segment_words(tally.against));
    put(out, "P", segment_words(tally.unable));
}

void list_signatures(Elements& out, const Signatures& signatures) {
    put(out, "TH", signatures.name_heading);
    put(out, "TH", signatures.signature_heading);
    put(out, "TH", signatures.date_heading);
    for (const auto& line : signatures.lines) {
        put(out, "TH", line.name + "\n" + line.role);
        put(out, "TD", "");
        put(out, "TD", "");
    }
}

void list_block(Elements& out, const Block& block) {
    match(
        block,
        [&](const Heading& heading) {
            put(out, "H" + std::to_string(heading.level), heading.text);
        },
        [&](const Paragraph& paragraph) { put(out, "P", text_of(paragraph.runs)); },
        [&](const List& list) {
            for (std::size_t i = 0; i < list.items.size(); ++i) {
                put(out, "Lbl", list_mark(list.kind, i));
                put(out, "LBody", text_of(list.items[i]));
            }
        },
        [&](const Table& table) { list_table(out, table); },
        [&](const KeyValues& values) {
            for (const auto& entry : values.entries) {
                put(out, "Lbl", entry.key);
                put(out, "LBody", text_of(entry.value));
            }
        },
        [&](const Callout& callout) {
            if (!callout.title.empty()) put(out, "P", callout.title);
            for (const auto& runs : callout.paragraphs)
                put(out, "P", text_of(runs));
        },
        [&](const Statement& statement) { list_statement(out, statement); },
        [&](const Tally& tally) { list_tally(out, tally); },
        [&](const Signatures& signatures) { list_signatures(out, signatures); },
        [&](const WritingSpace& space) { put(out, "P", space.label); },
        [&](const Twin& twin) {
            put(out, twin.level == 0 ? "P" : "H" + std::to_string(twin.level), text_of(twin.own));
            put(out, "P", text_of(twin.other));
        },
        [](const PageBreak&) {});
}

}  // namespace

std::vector<Element> elements_of(const Document& document) {
    Elements out;
    for (const auto& block : document.blocks)
        list_block(out, block);
    if (!document.qr_text.empty()) put(out, "Figure", document.words.qr_description);
    return out;
}

}  // namespace cpc::document
