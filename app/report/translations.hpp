// SPDX-License-Identifier: Apache-2.0
// The family's papers in the languages its people read (REQ-249): leaflets in the language alone,
// decision sheets, details and plans with both languages side by side. They are made beside the
// English ones, never instead of them.
//
// What always holds: each comes from the English paper of the same readers, so it holds no more
// than that; people's own words are not translated. Who reads what is PersonInvited::language.
#pragma once

#include <string>
#include <vector>

#include "app/document/phrasebook.hpp"
#include "app/report/papers.hpp"

namespace cpc::report {

using Phrasebooks = std::vector<document::Phrasebook>;

// Every .po of the folder (assets/locale/papers); none where there is no such folder.
[[nodiscard]] Result<Phrasebooks> read_phrasebooks(Files& files, const std::string& folder);

// All of a closed conference's, each named after the English one: "decision-sheet/family/pl".
[[nodiscard]] Result<std::vector<MadePaper>> make_translations(const meeting::Meeting& meeting,
                                                               bool practice,
                                                               const document::FontSet& fonts,
                                                               const Phrasebooks& books);
// Leaflets that go with the invitations.
[[nodiscard]] Result<std::vector<MadePaper>> make_translated_leaflets(
    const meeting::Meeting& meeting, bool practice, const document::FontSet& fonts,
    const Phrasebooks& books);

}  // namespace cpc::report
