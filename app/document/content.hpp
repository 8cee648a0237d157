// SPDX-License-Identifier: Apache-2.0
// The content tree: what a paper says, in reading order, before anybody thinks about ink.
//
// What always holds: a tree is plain data and knows nothing of pages; every word that will be
// printed is in it (running head, foot and practice band included), so a second renderer prints
// the same words. A tree is built once and never changed by a renderer.
//
// Left out on purpose: fonts, sizes, colours and positions (pdf.hpp decides), and any right to see
// something: who may read what is decided where the tree is built (sheets.hpp).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/time.hpp"

namespace cpc::document {

enum class Version : std::uint8_t { full, professional, family, child, non_attender, gp };
[[nodiscard]] std::string_view version_word(Version version);  // "non-attender", as in outcomes

enum class Weight : std::uint8_t { plain, strong };

struct Run {
    std::string text;
    Weight weight = Weight::plain;
    std::string language{};  // only when it differs from the document's
};
using Runs = std::vector<Run>;

[[nodiscard]] inline Runs plain(std::string text) {
    return {Run{std::move(text), Weight::plain}};
}
[[nodiscard]] inline Runs strong(std::string text) {
    return {Run{std::move(text), Weight::strong}};
}
[[nodiscard]] std::string text_of(const Runs& runs);

struct Heading {
    int level = 1;  // 1–3; exactly one of level 1 in a document, as its first block
    std::string text;
};

enum class Tone : std::uint8_t {
    normal,
    quiet,  // citations, sources: same size, lighter ink
    lead,   // the one sentence a reader should take away
};

struct Paragraph {
    Runs runs;
    Tone tone = Tone::normal;
    std::string language;  // only when it differs from the document's
};

enum class ListKind : std::uint8_t { bullets, numbers };

struct List {
    ListKind kind = ListKind::bullets;
    std::vector<Runs> items;
};

struct Column {
    std::string heading;
    double weight = 1;  // share of the width
};

enum class RowHeads : std::uint8_t { none, first_column };

struct Table {
    std::vector<Column> columns;
    std::vector<std::vector<Runs>> rows;  // each as long as columns
    RowHeads heads = RowHeads::first_column;
};

struct KeyValue {
    std::string key;
    Runs value;
};

struct KeyValues {
    std::vector<KeyValue> entries;
};

enum class CalloutKind : std::uint8_t {
    calm,      // the decision, a next step
    attention  // something a reader must not miss
};

struct Callout {
    CalloutKind kind = CalloutKind::calm;
    std::string title;
    std::vector<Runs> paragraphs;
};

enum class Label : std::uint8_t { fact, observation, allegation, opinion };

// A correction or addition by somebody else, printed beside what it corrects, never instead of it.
struct Correction {
    std::string attribution;
    std::string text;
};

struct Statement {
    Label label = Label::fact;
    std::string label_word;
    std::string attribution;  // who said it, and for whom
    std::string text;
    std::string source;  // may be empty
    std::vector<Correction> corrections;
};

struct TallySegment {
    int count = 0;
    std::string word;  // "for a plan"
};

// Three fills that survive a photocopier: solid, hatched, sunken.
struct Tally {
    TallySegment in_favour;
    TallySegment against;
    TallySegment unable;
    std::string description;  // the figure in one sentence, for people who hear it
};

struct SignatureLine {
    std::string name;
    std::string role;
};

struct Signatures {
    std::string name_heading;
    std::string signature_heading;
    std::string date_heading;
    std::vector<SignatureLine> lines;
};

// Room for a hand: ruled lines below a label. Only the label is read out.
struct WritingSpace {
    std::string label;
    int lines = 4;
};

// The same words in two languages, side by side; the document's own is read first.
struct Twin {
    int level = 0;  // of a heading, 2 or 3; 0: a paragraph. Only its own words count as the heading
    Runs own;
    Runs other;
    std::string language;  // of the other
    Tone tone = Tone::normal;
};

struct PageBreak {};

using Block = std::variant<Heading, Paragraph, List, Table, KeyValues, Callout, Statement, Tally,
                           Signatures, WritingSpace, Twin, PageBreak>;

// Words of the page itself. {page}, {pages} are filled in by the renderer.
struct PageWords {
    std::string page_of;           // "Page {page} of {pages}"
    std::string record_reference;  // "Record"
    std::string paper_code;        // "Paper code"
    std::string qr_description;    // alternative text of the code on the first page
    std::string practice;          // the band; needed when practice is true
};

enum class Practice : std::uint8_t { no, yes };

struct Document {
    std::string title;
    std::string language = "en-GB";  // BCP 47
    std::string kind;                // "decision-sheet", as in the outcome vocabulary
    Version version = Version::professional;
    std::string running_head;
    std::string version_line;  // at the right of the running head
    std::string record_reference;
    std::string paper_code;
    std::string qr_text;  // never a name
    Practice practice = Practice::no;
    LocalTime created;
    PageWords words;
    std::vector<Block> blocks;
};

// One thing a reader meets: its role in the structure tree and its words. The renderer's output is
// held against this list, so it is written apart from the renderer.
struct Element {
    std::string role;  // H1 H2 H3 P Lbl LBody TH TD Figure
    std::string text;  // for Figure: its alternative text
    friend bool operator==(const Element& a, const Element& b) {
        return a.role == b.role && a.text == b.text;
    }
};
// Arabic, Urdu and the others that are read from right to left.
[[nodiscard]] bool reads_right_to_left(std::string_view language);

[[nodiscard]] std::vector<Element> elements_of(const Document& document);

// "•", or "1." for the first item of a numbered list.
[[nodiscard]] std::string list_mark(ListKind kind, std::size_t index);
// "5 for a plan"
[[nodiscard]] std::string segment_words(const TallySegment& segment);

}  // namespace cpc::document
