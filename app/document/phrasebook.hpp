// SPDX-License-Identifier: Apache-2.0
// A family's papers in another language: a book of sentences, and what it makes of a finished
// paper.
//
// The English paper is built first, by the same builders as ever, and then looked through: a
// sentence that the book knows is said in the other language, a date is told in its words, and
// everything else stays as it was, marked as English. So what people said, and names, are never
// translated, and a sentence of a procedure that nobody has translated yet is still there.
//
// The book is a gettext catalogue (assets/locale/papers/pl.po). msgid is the English sentence;
// {name} in it stands for whatever the paper holds there, and is looked up itself.
//
// What always holds: a translated paper says on its first page, in both languages, that nobody has
// reviewed the translation; the two-language paper holds every word of the English one.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/document/content.hpp"
#include "core/base/result.hpp"

namespace cpc::document {

class Phrasebook {
  public:
    // file: for messages to whoever wrote it.
    [[nodiscard]] static Result<Phrasebook> read(std::string_view po, const std::string& file);

    [[nodiscard]] const std::string& language() const { return language_; }  // "pl"
    [[nodiscard]] std::size_t sentences() const { return exact_.size() + patterns_.size(); }
    // Nothing where the book does not know it.
    [[nodiscard]] std::optional<std::string> say(std::string_view english) const;
    [[nodiscard]] std::string or_same(std::string_view english) const;

  private:
    struct Pattern {
        std::vector<std::string> literals;  // one more than names
        std::vector<std::string> names;
        std::string text;
    };
    [[nodiscard]] Result<void> take(const std::string& english, const std::string& text,
                                    const std::string& place);
    [[nodiscard]] std::optional<std::string> by_pattern(std::string_view english) const;
    [[nodiscard]] std::optional<std::string> as_date(std::string_view english) const;
    [[nodiscard]] std::optional<std::string> as_parts(std::string_view english,
                                                      std::string_view between) const;
    [[nodiscard]] std::string facing(std::string text) const;

    std::string language_;
    std::map<std::string, std::string, std::less<>> exact_;
    std::vector<Pattern> patterns_;
};

// The paper in the book's language alone: for leaflets, which hold nobody's words.
[[nodiscard]] Document translated(const Document& english, const Phrasebook& book);
// Both languages side by side; the book's is read first.
[[nodiscard]] Document in_two_languages(const Document& english, const Phrasebook& book);

}  // namespace cpc::document
