// SPDX-License-Identifier: Apache-2.0
// What is put to the chair, and the chair's answers (REQ-077, 261, 277, 278, 279). Two sheets of
// one kind: "questions", which everybody in the room may read, for what somebody wants cleared up;
// and "matters", for the chair only, for what else is asked.
//
// What always holds: what waits for an answer stands first and stays until it is answered; what is
// for the chair only is never in the view of the room's sheet; matter_missing() and
// answer_missing() ask in the order of the rules and say it in their own words.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/view/common.hpp"

namespace cpc::view {

inline constexpr std::string_view questions_sheet = "questions";
inline constexpr std::string_view matters_sheet = "matters";

struct MatterKindRow {
    conference::MatterKind kind{};
    std::string label, detail;
    std::string about_label;  // empty: it is asked about nothing else
    std::string text_label;
    bool from_outside = false;  // also people ask this who are not on the list
};
struct MatterRow {
    MatterId id;
    conference::MatterKind kind{};
    std::string title;   // who asked, and when
    std::string detail;  // what is asked
    std::string answer;  // empty: it waits
};
struct MattersSheet {
    bool for_chair = false;
    std::string title, chip, help, none;
    std::string waiting_title, answered_title;
    std::vector<MatterRow> waiting, answered;
    std::vector<MatterKindRow> kinds;  // those that can be asked now
    std::vector<PersonLine> people;
    std::string raise, raise_title, kind_label, by_label, somebody_else, asker_label;
    std::string answer_label, answer_hint, prejudice_label, grant_label;
    std::vector<std::string> yes_no;
    std::string need_kind, need_asker, need_about, need_words, need_prejudice, need_decision,
        need_reasons;
    std::string welfare;  // why it cannot be kept confidential
    std::string record, answer_record, back, close, done_text, answered_text;
    std::string open_other;  // the other sheet; empty: none
};

struct MatterWish {
    std::optional<std::size_t> kind, by;
    std::string asker, about, text;
};
struct MatterAnswerWish {
    std::optional<bool> granted, prejudice;
    std::string answer;
};

[[nodiscard]] MattersSheet make_matters_sheet(const conference::State& state,
                                              const conference::Rulebook& rules,
                                              const Moment& moment, bool for_chair);
// Why it cannot be recorded yet; empty when it can.
[[nodiscard]] std::string matter_missing(const MattersSheet& sheet, const MatterWish& wish);
[[nodiscard]] std::string answer_missing(const MattersSheet& sheet, conference::MatterKind kind,
                                         const MatterAnswerWish& wish);
// Whether the answer to this kind is a yes or a no; clarity and worries are answered in words.
[[nodiscard]] bool is_granted_or_not(conference::MatterKind kind);

// "1 question is not answered"; empty when none waits that the room may know of.
[[nodiscard]] std::string questions_waiting(const conference::State& state);
[[nodiscard]] std::string matters_open();

}  // namespace cpc::view
