// SPDX-License-Identifier: Apache-2.0
// Words that an invitation and what goes with it have in common.
#pragma once

#include <string>
#include <vector>

#include "app/document/invitation.hpp"
#include "core/conference/rulebook.hpp"

namespace cpc::report {

// The procedure's words for professionals, or its plain ones for the family.
enum class Words : std::uint8_t { professional, plain };

// "1 hour 45 minutes"
[[nodiscard]] std::string length_words(int minutes);
// The stages as numbered points; `child` stands for the child in plain words.
[[nodiscard]] std::vector<document::AgendaFacts> stages_in_words(
    const procedure::Procedure& procedure, Words words, const std::string& child);
[[nodiscard]] std::string who_decides(const procedure::Procedure& procedure, Words words,
                                      const std::string& child);
// What each thing in a report has to be called.
[[nodiscard]] std::vector<document::LabelFacts> label_facts(const procedure::Procedure& procedure);
// The day by which reports are due, in words; empty where the procedure names none.
[[nodiscard]] std::string report_by(const conference::State& state,
                                    const conference::Rulebook& rules);

}  // namespace cpc::report
