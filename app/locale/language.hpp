// SPDX-License-Identifier: Apache-2.0
// Which language the glass speaks.
//
// English is in the program. Others come from assets/locale/<id>.po and are offered only when they
// are complete: half a meeting in one language is worse than none. "en-x-pseudo" is English drawn
// longer and with accents on every letter, to find text that is cut or was never put in a table.
//
// What always holds: the language is the choice of one thread, the one that draws. Whatever another
// thread says (papers, the record) is English, whoever holds the tablet. A key that a language does
// not have is given in English.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/locale/catalogue.hpp"
#include "core/base/ports.hpp"

namespace cpc::locale {

inline constexpr std::string_view english = "en";
inline constexpr std::string_view pseudo = "en-x-pseudo";

struct Language {
    std::string id;        // "cy"
    std::string name;      // as its speakers write it: "Cymraeg"
    bool reviewed = true;  // false: at least one text was not read by a person yet
};

// At start, before a second thread: the catalogue stays for as long as the program runs. Refused
// when it is not complete, with how many texts are missing and the first of them.
[[nodiscard]] Result<void> add(Catalogue catalogue);

// Every .po of a folder. Gives the ones that cannot be used, each in a sentence with its place.
[[nodiscard]] Result<std::vector<std::string>> add_all(Files& files, const std::string& folder);

// English and what was added; never the pseudo language.
[[nodiscard]] std::vector<Language> languages();

// For this thread, until the next call. False: nobody added it, and nothing changed.
bool speak(std::string_view id);
[[nodiscard]] std::string_view spoken();
[[nodiscard]] bool reviewed();  // of the spoken one: a person has read every text

// English with accents, longer: "[Šţàŕţ ···]"; {names} stay as they are.
[[nodiscard]] std::string pseudo_text(std::string_view text);

}  // namespace cpc::locale
