// SPDX-License-Identifier: Apache-2.0
// The words in another language: one gettext catalogue (.po) as translators write and send it.
//
//     # not reviewed
//     msgctxt "home.start"
//     msgid "Start"
//     msgstr "Dechrau"
//
// msgctxt is our key, msgid the English text it was made from, so that a translation of an English
// text that has changed since is noticed and not shown. A count has the key without ".one" and
// ".other", both English forms and one text for each form of the language.
//
// What always holds: a catalogue is read whole or refused with its file and line; a text in it has
// the same {names} as the English one, so nothing can fall out of a sentence; a key that is not
// translated, marked fuzzy or out of date is named by missing() and never given.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/locale/plural.hpp"
#include "core/base/result.hpp"

namespace cpc::locale {

inline constexpr std::size_t catalogue_bytes_max = std::size_t{4} << 20U;

class Catalogue {
  public:
    // file: for messages to whoever wrote it.
    [[nodiscard]] static Result<Catalogue> read(std::string_view text, const std::string& file);

    [[nodiscard]] const std::string& language() const { return language_; }  // "cy"
    [[nodiscard]] std::optional<std::string_view> find(std::string_view key) const;
    // stem: the key without ".one" and ".other".
    [[nodiscard]] std::optional<std::string_view> find_count(std::string_view stem,
                                                             std::uint64_t n) const;

    // English keys without a text here that may be shown, each once; empty: complete.
    [[nodiscard]] const std::vector<std::string>& missing() const { return missing_; }
    [[nodiscard]] bool complete() const { return missing_.empty(); }
    [[nodiscard]] std::size_t texts() const { return texts_.size() + counts_.size(); }
    [[nodiscard]] std::size_t not_reviewed() const { return not_reviewed_; }

  private:
    struct Entry;
    class Reader;
    [[nodiscard]] Result<void> take(Entry entry);
    [[nodiscard]] Result<void> take_header(const Entry& entry);
    void look_for_missing();

    std::string file_;
    std::string language_;
    PluralRule plural_;
    std::map<std::string, std::string, std::less<>> texts_;
    std::map<std::string, std::vector<std::string>, std::less<>> counts_;
    std::vector<std::string> missing_;
    std::size_t not_reviewed_ = 0;
};

}  // namespace cpc::locale
