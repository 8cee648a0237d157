// SPDX-License-Identifier: Apache-2.0
// Makes the papers of a closed conference and writes down that they were made. A paper is bytes in
// memory until somebody prints it or saves it on purpose.
#pragma once

#include <string>
#include <vector>

#include "app/document/fonts.hpp"
#include "app/meeting/desk.hpp"

namespace cpc::report {

struct MadePaper {
    std::string kind;
    std::string version;
    std::string to;         // the person's name for a paper of one's own, else the recipients' word
    std::string file_name;  // no names of people: kind, version and a number
    Bytes pdf;
};

// Kinds that this program makes now: decision-sheet, minutes, dissent-receipt. Others of the
// procedure's list are in the outcome file with their due dates.
[[nodiscard]] bool can_make(const std::string& kind);

[[nodiscard]] Result<MadePaper> make_paper(const meeting::Meeting& meeting, bool practice,
                                           const std::string& kind, const std::string& version,
                                           const document::FontSet& fonts);
// Every paper that can be made, dissent receipts one for each dissenter.
[[nodiscard]] Result<std::vector<MadePaper>> make_all(const meeting::Meeting& meeting,
                                                      bool practice,
                                                      const document::FontSet& fonts);

}  // namespace cpc::report
