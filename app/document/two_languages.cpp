// SPDX-License-Identifier: Apache-2.0
// What a book of sentences makes of a paper: the language alone, or both side by side.
#include "app/document/phrasebook.hpp"
#include "core/base/match.hpp"

namespace cpc::document {
namespace {

constexpr std::string_view not_reviewed = "Translation not reviewed";
constexpr std::string_view warning =
    "This translation has not been checked by a person who speaks the language. The English paper "
    "counts.";
constexpr std::string_view what_stays =
    "What people said, names and words of the local procedure that are not translated yet stand "
    "in English.";

class Translator {
  public:
    Translator(const Document& english, const Phrasebook& book) : english_(english), book_(book) {}

    // Everything around the blocks.
    Document frame() const {
        auto paper = english_;
        paper.blocks.clear();
        paper.language = book_.language();
        const auto mark = ", " + english_.record_reference;
        const auto at =
            english_.record_reference.empty() ? std::string::npos : english_.title.rfind(mark);
        paper.title = at == std::string::npos ? book_.or_same(english_.title)
                                              : book_.or_same(english_.title.substr(0, at)) + mark;
        paper.running_head = book_.or_same(english_.running_head);
        paper.version_line = book_.or_same(english_.version_line);
        auto& words = paper.words;
        words.page_of = page_words();
        words.record_reference = book_.or_same(words.record_reference);
        words.paper_code = book_.or_same(words.paper_code);
        words.qr_description = book_.or_same(words.qr_description);
        words.practice = book_.or_same(words.practice);
        return paper;
    }

    // That nobody has reviewed it, in both languages, below the title.
    Callout note(bool whole) const {
        Callout note{CalloutKind::attention, book_.or_same(not_reviewed), {}};
        note.paragraphs.push_back(plain(book_.or_same(warning)));
        note.paragraphs.push_back(plain(book_.or_same(what_stays)));
        auto both = std::string{not_reviewed} + ". " + std::string{warning};
        if (whole) both += " " + std::string{what_stays};
        note.paragraphs.push_back(in_english(plain(std::move(both))));
        return note;
    }

    [[nodiscard]] Runs in_english(Runs runs) const {
        for (auto& run : runs)
            run.language = english_.language;
        return runs;
    }
    [[nodiscard]] bool knows(const Runs& runs) const {
        for (const auto& run : runs)
            if (book_.say(run.text)) return true;
        return false;
    }
    [[nodiscard]] Runs own(const Runs& runs) const {
        Runs out;
        for (const auto& run : runs) {
            const auto known = book_.say(run.text);
            out.push_back(known ? Run{*known, run.weight, {}}
                                : Run{run.text, run.weight, english_.language});
        }
        return out;
    }
    // One below the other, where the book says it differently.
    [[nodiscard]] Runs both(const Runs& runs) const {
        if (!knows(runs)) return in_english(runs);
        Runs out;
        Runs english;  // of this line, not yet put below it
        const auto told = own(runs);
        for (std::size_t i = 0; i < runs.size(); ++i) {
            out.push_back(told[i]);
            if (told[i].text != runs[i].text && told[i].language.empty())
                english.push_back({(english.empty() ? "\n" : "") + runs[i].text, Weight::plain,
                                   english_.language});
            const bool line_ends = i + 1 == runs.size() || runs[i + 1].text.starts_with("\n");
            if (!line_ends) continue;
            out.insert(out.end(), english.begin(), english.end());
            english.clear();
        }
        return out;
    }
    [[nodiscard]] std::string both(const std::string& text) const {
        const auto known = book_.say(text);
        return known && *known != text ? *known + "\n" + text : text;
    }
    [[nodiscard]] const Phrasebook& book() const { return book_; }
    [[nodiscard]] const std::string& english_language() const { return english_.language; }

  private:
    // The renderer fills in {page} and {pages} itself.
    [[nodiscard]] std::string page_words() const { return book_.or_same(english_.words.page_of); }

    const Document& english_;
    const Phrasebook& book_;
};

// The language alone, block by block.
Block alone(const Translator& translator, Block block) {
    const auto& book = translator.book();
    match(
        block, [&](Heading& each) { each.text = book.or_same(each.text); },
        [&](Paragraph& each) {
            if (each.language.empty()) each.runs = translator.own(each.runs);
        },
        [&](List& each) {
            for (auto& item : each.items)
                item = translator.own(item);
        },
        [&](Table& each) {
            for (auto& column : each.columns)
                column.heading = book.or_same(column.heading);
            for (auto& row : each.rows)
                for (auto& cell : row)
                    cell = translator.own(cell);
        },
        [&](KeyValues& each) {
            for (auto& entry : each.entries) {
                entry.key = book.or_same(entry.key);
                entry.value = translator.own(entry.value);
            }
        },
        [&](Callout& each) {
            each.title = book.or_same(each.title);
            for (auto& runs : each.paragraphs)
                runs = translator.own(runs);
        },
        [](Statement&) {}, [](Tally&) {}, [](Signatures&) {},
        [&](WritingSpace& each) { each.label = book.or_same(each.label); }, [](Twin&) {},
        [](PageBreak&) {});
    return block;
}

class Pairs {
  public:
    Pairs(const Translator& translator, std::vector<Block>& out)
        : translator_(translator), out_(out) {}

    void add(const Block& block) {
        match(
            block, [&](const Heading& each) { heading(each); },
            [&](const Paragraph& each) { paragraph(each); },
            [&](const List& each) {
                List list{each.kind, {}};
                for (const auto& item : each.items)
                    list.items.push_back(translator_.both(item));
                out_.push_back(std::move(list));
            },
            [&](const Table& each) { table(each); },
            [&](const KeyValues& each) {
                KeyValues values;
                for (const auto& entry : each.entries)
                    values.entries.push_back(
                        {translator_.both(entry.key), translator_.both(entry.value)});
                out_.push_back(std::move(values));
            },
            [&](const Callout& each) { callout(each); },
            [&](const Statement& each) { out_.push_back(each); },
            [&](const Tally& each) { out_.push_back(each); },
            [&](const Signatures& each) { out_.push_back(each); },
            [&](const WritingSpace& each) {
                out_.push_back(WritingSpace{translator_.both(each.label), each.lines});
            },
            [&](const Twin& each) { out_.push_back(each); },
            [&](const PageBreak& each) { out_.push_back(each); });
    }

  private:
    void heading(const Heading& each) {
        const auto known = translator_.book().say(each.text);
        if (!known || *known == each.text) {
            out_.push_back(each);
        } else if (each.level == 1) {
            out_.push_back(Heading{1, *known});
            out_.push_back(
                Paragraph{strong(each.text), Tone::lead, translator_.english_language()});
        } else {
            out_.push_back(Twin{each.level, plain(*known), plain(each.text),
                                translator_.english_language(), Tone::normal});
        }
    }
    void paragraph(const Paragraph& each) {
        if (!each.language.empty()) return out_.push_back(each);
        if (translator_.knows(each.runs)) {
            out_.push_back(Twin{0, translator_.own(each.runs), each.runs,
                                translator_.english_language(), each.tone});
            return;
        }
        auto same = each;
        same.language = translator_.english_language();
        out_.push_back(std::move(same));
    }
    void table(const Table& each) {
        auto table = each;
        for (auto& column : table.columns)
            column.heading = translator_.both(column.heading);
        for (auto& row : table.rows)
            for (auto& cell : row)
                cell = translator_.both(cell);
        out_.push_back(std::move(table));
    }
    void callout(const Callout& each) {
        const auto title = translator_.book().say(each.title);
        Callout callout{each.kind, title.value_or(each.title), {}};
        for (const auto& runs : each.paragraphs)
            if (translator_.knows(runs)) callout.paragraphs.push_back(translator_.own(runs));
        if (title && !each.title.empty())
            callout.paragraphs.push_back(translator_.in_english(strong(each.title)));
        for (const auto& runs : each.paragraphs)
            callout.paragraphs.push_back(translator_.in_english(runs));
        out_.push_back(std::move(callout));
    }

    const Translator& translator_;
    std::vector<Block>& out_;
};

}  // namespace

Document translated(const Document& english, const Phrasebook& book) {
    const Translator translator(english, book);
    auto paper = translator.frame();
    for (const auto& block : english.blocks) {
        paper.blocks.push_back(alone(translator, block));
        if (paper.blocks.size() == 1) paper.blocks.push_back(translator.note(true));
    }
    return paper;
}

Document in_two_languages(const Document& english, const Phrasebook& book) {
    const Translator translator(english, book);
    auto paper = translator.frame();
    Pairs pairs(translator, paper.blocks);
    bool first = true;
    for (const auto& block : english.blocks) {
        pairs.add(block);
        if (first) paper.blocks.push_back(translator.note(false));
        first = false;
    }
    return paper;
}

}  // namespace cpc::document
