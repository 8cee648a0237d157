// SPDX-License-Identifier: Apache-2.0
#include "app/document/check.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <set>

#include "app/document/letters.hpp"
#include "app/document/page_text.hpp"

namespace cpc::document {

namespace {

using Handle = QPDFObjectHandle;

constexpr int depth_max = 16;
constexpr std::array<std::string_view, 7> groups = {"Document", "Div", "L",   "LI",
                                                    "Table",    "TR",  "Sect"};

bool is_group(std::string_view role) {
    return std::find(groups.begin(), groups.end(), role) != groups.end();
}

std::string text_at(Handle dictionary, const std::string& key) {
    Handle value = dictionary.getKey(key);
    return value.isString() ? value.getUTF8Value() : std::string();
}

class Reader {
  public:
    explicit Reader(QPDF& pdf) : pdf_(pdf) {}

    ReadDocument run() {
        auto pages = QPDFPageDocumentHelper(pdf_).getAllPages();
        out_.pages = pages.size();
        for (std::size_t i = 0; i < pages.size(); ++i) {
            page_numbers_[pages[i].getObjectHandle().getObjGen()] = i;
            texts_.push_back(read_page(pages[i]));
            for (const auto& what : texts_[i].problems)
                problem("page " + std::to_string(i + 1) + ": " + what);
            out_.artifacts.push_back(texts_[i].artifacts);
        }
        catalogue();
        tree();
        parents(pages);
        return std::move(out_);
    }

  private:
    void catalogue() {
        Handle root = pdf_.getRoot();
        out_.language = text_at(root, "/Lang");
        if (out_.language.empty()) problem("the document names no language");
        Handle info = pdf_.getTrailer().getKey("/Info");
        if (info.isDictionary()) out_.title = text_at(info, "/Title");
        if (out_.title.empty()) problem("the document has no title");
        Handle viewer = root.getKey("/ViewerPreferences");
        Handle shown = viewer.isDictionary() ? viewer.getKey("/DisplayDocTitle") : viewer;
        if (!shown.isBool() || !shown.getBoolValue()) problem("readers are not told the title");
        Handle info_marks = root.getKey("/MarkInfo");
        Handle marked = info_marks.isDictionary() ? info_marks.getKey("/Marked") : info_marks;
        if (!marked.isBool() || !marked.getBoolValue()) problem("the document is not marked");
    }

    void tree() {
        Handle root = pdf_.getRoot().getKey("/StructTreeRoot");
        if (!root.isDictionary()) return problem("there is no structure tree");
        Handle top = root.getKey("/K");
        if (!top.isDictionary()) return problem("the structure tree has no single top");
        element(top, 0);
        for (std::size_t p = 0; p < texts_.size(); ++p)
            for (const auto& piece : texts_[p].pieces)
                if (used_.count({p, piece.first}) == 0)
                    problem("page " + std::to_string(p + 1) + ": piece " +
                            std::to_string(piece.first) + " belongs to no element");
    }

    // Each page's numbers must lead back to the element that holds the piece.
    void parents(std::vector<QPDFPageObjectHelper>& pages) {
        for (std::size_t p = 0; p < pages.size(); ++p) {
            Handle number = pages[p].getObjectHandle().getKey("/StructParents");
            if (!number.isInteger() || number.getIntValue() != static_cast<long long>(p))
                problem("page " + std::to_string(p + 1) + " does not lead to the structure tree");
        }
        Handle root = pdf_.getRoot().getKey("/StructTreeRoot");
        Handle tree = root.isDictionary() ? root.getKey("/ParentTree") : Handle::newNull();
        Handle numbers = tree.isDictionary() ? tree.getKey("/Nums") : tree;
        std::map<long long, Handle> by_page;
        for (int i = 0; numbers.isArray() && i + 1 < numbers.getArrayNItems(); i += 2)
            if (numbers.getArrayItem(i).isInteger())
                by_page[numbers.getArrayItem(i).getIntValue()] = numbers.getArrayItem(i + 1);
        for (const auto& [piece, holder] : used_) {
            const auto found = by_page.find(static_cast<long long>(piece.first));
            Handle row = found == by_page.end() ? Handle::newNull() : found->second;
            const auto at = static_cast<int>(piece.second);
            if (!row.isArray() || at >= row.getArrayNItems() ||
                row.getArrayItem(at).getObjGen() != holder)
                problem("page " + std::to_string(piece.first + 1) + ": piece " +
                        std::to_string(piece.second) + " does not lead back to its element");
        }
    }

    void element(Handle node, int depth) {
        if (depth > depth_max) return problem("the structure tree is too deep");
        const std::size_t index = out_.elements.size();
        ReadElement own;
        own.role = node.getKey("/S").isName() ? node.getKey("/S").getName().substr(1) : "";
        own.language = text_at(node, "/Lang");
        own.depth = depth;
        Handle attributes = node.getKey("/A");
        if (attributes.isDictionary() && attributes.getKey("/Scope").isName())
            own.scope = attributes.getKey("/Scope").getName().substr(1);
        out_.elements.push_back(own);

        std::string text;
        std::set<std::size_t> pages;
        Handle kids = node.getKey("/K");
        const int count = kids.isArray() ? kids.getArrayNItems() : kids.isNull() ? 0 : 1;
        for (int i = 0; i < count; ++i)
            kid(node, kids.isArray() ? kids.getArrayItem(i) : kids, depth, text, pages);
        ReadElement& stored = out_.elements[index];
        const std::string actual = text_at(node, "/ActualText");
        stored.drawn = text;
        stored.pages = pages.size();
        if (!pages.empty()) stored.first_page = *pages.begin();
        stored.text = stored.role == "Figure" ? text_at(node, "/Alt")
                      : actual.empty()        ? text
                                              : actual;
        if (stored.role == "Figure" && stored.text.empty())
            problem("a figure has no alternative text");
        if (stored.role == "Figure" && !stored.drawn.empty())
            problem("a figure shows letters that nobody is told of");
        if (stored.role == "TH" && stored.scope.empty())
            problem("a heading cell does not say what it heads");
    }

    void kid(Handle node, Handle kid, int depth, std::string& text, std::set<std::size_t>& pages) {
        if (kid.isInteger()) return piece(node, node.getKey("/Pg"), kid, text, pages);
        if (!kid.isDictionary()) return problem("the structure tree holds something unknown");
        if (kid.getKey("/Type").isName() && kid.getKey("/Type").getName() == "/MCR")
            return piece(node, kid.getKey("/Pg"), kid.getKey("/MCID"), text, pages);
        element(kid, depth + 1);
    }

    void piece(Handle node, Handle page, Handle number, std::string& text,
               std::set<std::size_t>& pages) {
        const auto found = page_numbers_.find(page.getObjGen());
        if (found == page_numbers_.end() || !number.isInteger())
            return problem("an element points at no page");
        const std::size_t p = found->second;
        const auto key = std::make_pair(p, number.getIntValue());
        const auto words = texts_[p].pieces.find(key.second);
        if (words == texts_[p].pieces.end())
            return problem("page " + std::to_string(p + 1) + " lacks piece " +
                           std::to_string(key.second));
        if (!used_.emplace(key, node.getObjGen()).second)
            problem("a piece belongs to two elements");
        const auto [last, first_time] = last_.emplace(p, key.second);
        if (!first_time && last->second >= key.second)
            problem("page " + std::to_string(p + 1) + " is read in another order than drawn");
        last->second = key.second;
        text += words->second;
        pages.insert(p);
    }

    void problem(std::string what) { out_.problems.push_back(std::move(what)); }

    QPDF& pdf_;
    ReadDocument out_;
    std::vector<PageText> texts_;
    std::map<QPDFObjGen, std::size_t> page_numbers_;
    std::map<std::pair<std::size_t, long long>, QPDFObjGen> used_;  // piece to element
    std::map<std::size_t, long long> last_;
};

bool begins(std::string_view text, std::string_view with) {
    return text.substr(0, with.size()) == with;
}

// Bytes of the space that begins here, of any width; none if it is no space.
std::size_t space_at(std::string_view text) {
    constexpr std::array<std::string_view, 9> spaces = {
        " ",           "\n", "\t", "\r", "\xC2\xA0", "\xE1\x9A\x80", "\xE2\x80\xAF", "\xE2\x81\x9F",
        "\xE3\x80\x80"};
    for (const auto space : spaces)
        if (begins(text, space)) return space.size();
    const bool wide =
        begins(text, "\xE2\x80") && text.size() > 2 && static_cast<unsigned char>(text[2]) <= 0x8A;
    return wide ? 3 : 0;
}

// Bytes of the mark without a picture that begins here: soft hyphen, joiners, variants.
std::size_t unseen_at(std::string_view text) {
    if (begins(text, "\xC2\xAD")) return 2;
    if (text.size() < 3) return 0;
    const auto last = static_cast<unsigned char>(text[2]);
    const bool joiner = begins(text, "\xE2\x80") && last >= 0x8B && last <= 0x8F;
    const bool variant = begins(text, "\xEF\xB8") && last <= 0x8F;
    return joiner || variant || begins(text, "\xE2\x81\xA0") ? 3 : 0;
}

// Line breaks and runs of spaces say nothing, nor does a text of unseen marks alone; everything
// else must be the same.
std::string settled(std::string_view text) {
    std::string out;
    bool gap = false;
    bool seen = false;
    while (!text.empty()) {
        const std::size_t space = space_at(text);
        const std::size_t bytes = std::max<std::size_t>(space + unseen_at(text), 1);
        seen = seen || (space == 0 && unseen_at(text) == 0);
        if (space == 0) {
            if (gap && !out.empty()) out += ' ';
            out += text.substr(0, bytes);
        }
        gap = space > 0;
        text.remove_prefix(bytes);
    }
    return seen ? out : std::string();
}

std::string without_spaces(std::string_view text) {
    std::string out = settled(text);
    out.erase(std::remove(out.begin(), out.end(), ' '), out.end());
    return out;
}

// Only letters whose glyphs stand one after another in reading order: below Hebrew.
bool reads_plainly(const std::string& text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool punctuation = byte == 0xE2 && i + 1 < text.size() &&
                                 (static_cast<unsigned char>(text[i + 1]) == 0x80);
        if (byte >= 0xD6 && !punctuation) return false;
    }
    return true;
}

}  // namespace

Result<ReadDocument> read_pdf(ByteView pdf) {
    try {
        QPDF file;
        file.setSuppressWarnings(true);
        file.setAttemptRecovery(false);
        file.processMemoryFile("document", reinterpret_cast<const char*>(pdf.data()), pdf.size());
        ReadDocument read = Reader(file).run();
        if (file.anyWarnings()) read.problems.push_back("libqpdf has warnings about this file");
        return read;
    } catch (const std::exception&) {
        return fail(Fault::malformed, "This is not a whole PDF file", "libqpdf",
                    "Print the paper again from the record");
    }
}

std::vector<std::string> compare(const ReadDocument& read, const Document& document) {
    std::vector<std::string> problems = read.problems;
    if (read.title != document.title) problems.push_back("the title differs");
    if (read.language != document.language) problems.push_back("the language differs");
    std::vector<const ReadElement*> leaves;
    for (const auto& element : read.elements)
        if (!is_group(element.role)) leaves.push_back(&element);
    const auto expected = elements_of(document);
    if (leaves.size() != expected.size())
        problems.push_back("the file has " + std::to_string(leaves.size()) + " elements, not " +
                           std::to_string(expected.size()));
    for (std::size_t i = 0; i < std::min(leaves.size(), expected.size()); ++i) {
        if (leaves[i]->role != expected[i].role)
            problems.push_back("element " + std::to_string(i) + " is " + leaves[i]->role +
                               ", not " + expected[i].role);
        if (settled(leaves[i]->text) != settled(expected[i].text))
            problems.push_back("element " + std::to_string(i) + " (" + expected[i].role +
                               ") has other words");
        // What an element says of itself must also be what eyes see.
        if (expected[i].role != "Figure" && reads_plainly(expected[i].text) &&
            without_spaces(leaves[i]->drawn) != without_spaces(expected[i].text))
            problems.push_back("element " + std::to_string(i) + " (" + expected[i].role +
                               ") shows other words");
    }
    for (std::size_t p = 0; p < read.artifacts.size(); ++p) {
        const std::string words = settled(read.artifacts[p]);
        const auto lacks = [&](const std::string& part) {
            return !part.empty() && words.find(settled(part)) == std::string::npos;
        };
        const std::string where = "page " + std::to_string(p + 1);
        if (lacks(document.record_reference)) problems.push_back(where + " lacks the reference");
        if (lacks(document.paper_code)) problems.push_back(where + " lacks the paper code");
        // Letters that join are drawn in other shapes and order than they are written in.
        if (document.practice == Practice::yes && !has_complex_script(document.words.practice) &&
            lacks(document.words.practice))
            problems.push_back(where + " lacks the practice band");
    }
    return problems;
}

}  // namespace cpc::document
