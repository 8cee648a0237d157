// SPDX-License-Identifier: Apache-2.0
// Inside the acts: the papers of one copy, and the record's line that one was made, saved or
// printed.
#pragma once

#include <string>
#include <vector>

#include "app/kiosk/acts.hpp"
#include "app/report/papers.hpp"
#include "app/report/translations.hpp"

namespace cpc::kiosk {

// One that cannot be made in another language does not keep the English one back.
struct Papers {
    std::vector<report::MadePaper> made;
    Result<void> translated;  // why those in other languages are not among them
};
// The copy that `about` names, and the same in the languages that its readers read.
[[nodiscard]] Result<Papers> papers_about(meeting::Desk& desk, const meeting::Meeting& meeting,
                                          const std::string& about, const document::FontSet& fonts,
                                          const report::Phrasebooks& books);

// The log of what was handed out: to whom, which version, how, when and by whom (REQ-248).
[[nodiscard]] Result<void> note_paper(meeting::Meeting& meeting, const report::MadePaper& paper,
                                      ByteView file, PaperWay way);

}  // namespace cpc::kiosk
