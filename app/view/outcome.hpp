// SPDX-License-Identifier: Apache-2.0
// Where nothing is voted on: the outcome for one child, agreed or not, in words, with who enters it
// and who endorses it, its classification, and who does not agree, by name.
//
// What always holds: no count, no round and no view of anybody is here, because the procedure has
// none (REQ-005, 169, 170); what may be locked is asked of the rules.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/view/decision.hpp"

namespace cpc::view {

// Whether this procedure's decision is an outcome that is agreed on.
[[nodiscard]] bool agrees_outcome(const conference::Rulebook& rules);

inline constexpr std::string_view dissent_sheet = "outcome-dissent";

struct OutcomePerson {
    PersonId id;
    std::string name;
    std::string detail;
};

struct OutcomeView {
    FrameView frame;
    LocalTime now;
    ChildId child;
    std::string child_ref;
    ChildTabs tabs;
    std::string title, help, rule, rule_cites;
    std::vector<PointLine> points;

    std::string ways_label;
    std::vector<std::string> ways;          // agreed, not agreed
    std::string words_first;                // over the words until one of them is chosen
    std::vector<std::string> words_labels;  // and then, by the way that was chosen
    std::string who_label, endorsed_label;
    std::vector<OutcomePerson> people;   // who is here
    std::vector<OutcomePerson> entries;  // who of them can enter it: the service that convenes
    std::string need_way, need_words, need_who, need_endorsed, record, recorded_text;
    std::string blocked;  // why no outcome may be recorded now
    // What was recorded. No words: nothing yet.
    struct Recorded {
        std::size_t way = 0;
        PersonId who;
        std::string words, endorsed, title, detail;
    };
    Recorded recorded;
    std::string put_right, keep;  // change what was recorded, or leave it
    std::string here;             // who was there; empty once it stands

    bool asks_category = false;
    bool several_categories = false;
    std::string category_title, category_first;
    std::vector<CategoryLine> categories;
    std::string lock, lock_text, lock_blocked;
    std::string result;  // not empty: locked

    std::string dissent_title, dissent_none, dissent_add, dissent_who, dissent_words,
        dissent_record;
    std::string need_dissent_who, need_dissent_words, dissent_text, cancel;
    std::vector<NoteLine> dissents;
    bool dissent_open = false;

    std::optional<ChildId> next;
    std::string next_label, continue_label, continue_blocked;
};

[[nodiscard]] OutcomeView make_outcome_view(const conference::State& state,
                                            const conference::Rulebook& rules,
                                            const Moment& moment);

}  // namespace cpc::view
