// SPDX-License-Identifier: Apache-2.0
// Sheets that can be opened from every conference screen (ui-design C7): facts about the
// conference, what just happened, text size and colours. Level F.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/view/aloud.hpp"
#include "app/view/common.hpp"

namespace cpc::view {

// Sheets that only the chair may see or use (ui-design 4.9): they open after the tablet is turned
// and the chair's PIN.
[[nodiscard]] bool chair_only(std::string_view sheet);

struct FactsView {
    std::string title;
    std::vector<std::pair<std::string, std::string>> facts;
    std::string rule_title, rule, rule_cites;
    std::string dates_title;
    std::vector<std::pair<std::string, std::string>> dates;
    std::string words_title;
    std::vector<std::pair<std::string, std::string>> words;
    std::string history_label, close;
    std::string break_label;  // empty: no meeting is under way
};
[[nodiscard]] FactsView make_facts_view(const conference::State& state,
                                        const conference::Rulebook& rules, const Moment& moment);

struct HistoryView {
    std::string title, none, close;
    std::vector<std::string> lines;  // newest first
};
[[nodiscard]] HistoryView make_history_view(const std::vector<std::string>& history);

struct DisplayView {
    std::string title, size, percent, colours, sample, close;
    std::vector<std::string> themes;
    std::size_t theme = 0;
    std::string language_label;
    std::vector<std::string> languages;  // as their speakers write them; none: English only
    std::size_t language = 0;
    std::string not_reviewed;  // empty: somebody has read every word of all of them
    bool can_less = true, can_more = true;
    AloudView aloud;
};
[[nodiscard]] DisplayView make_display_view(int percent, std::size_t theme);

}  // namespace cpc::view
