// SPDX-License-Identifier: Apache-2.0
// After the close (ui-design C6a–c): who still signs, which papers go to whom by when, the paper
// code, and that the people's keys are gone. Every paper that can be made names what it leaves
// out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/view/decision_support.hpp"
#include "app/view/register.hpp"

namespace cpc::view {

struct SignatureLine {
    PersonLine person;
    std::string state;  // "Signed", "Still to sign", "Not signed: left at 11:05"
    bool signed_ = false;
    bool can_sign = false;
};

struct PaperLine {
    std::string about;  // of the copy: "decision-sheet/professional", "minutes/family/3"
    std::string label;
    std::string to;     // "Professionals who were here · by Wed 31 Mar 2027, 11:45"
    std::string state;  // "Made at 11:50", "Not made yet"
    std::string withheld;
    bool made = false;
    DeliveryPart given;  // who has it
};

struct ClosedView {
    FrameView frame;
    ConferenceId conference;
    std::string title, closed_at, thanks;
    std::vector<SignatureLine> signatures;
    std::optional<PersonLine> next_to_sign;
    std::vector<PaperLine> papers;
    std::string paper_code;
    std::vector<std::string> check_words;  // the code in four short groups, to read out
    bool keys_destroyed = false;
    std::string keys_line;
    std::string status;
    std::string finish_label, finish_note;
    bool papers_open = false;
    bool finish_open = false;  // asked before somebody could sign
    std::optional<std::size_t> open_paper;
    std::string matters_label, minutes_label;  // open the chair's sheets
    std::string routes_label;  // opens the chair's sheet about steps taken; empty: no such way
};

[[nodiscard]] ClosedView make_closed_view(const conference::State& state,
                                          const conference::Rulebook& rules, const Moment& moment);

// "7KQ2", "M9TD" …: in groups of four, to read out and compare.
[[nodiscard]] std::vector<std::string> paper_code_groups(const std::string& code);

// The papers of this conference, copy by copy, as core/conference/papers.hpp gives them: child by
// child where there are several, and another copy wherever somebody may read less.
[[nodiscard]] std::vector<PaperLine> paper_lines(const conference::State& state,
                                                 const conference::Rulebook& rules,
                                                 const LocalTime& now);

}  // namespace cpc::view
