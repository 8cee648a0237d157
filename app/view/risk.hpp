// SPDX-License-Identifier: Apache-2.0
// Risk, one child at a time (ui-design C3): what the child says first, then how safe the child is,
// what has happened and could happen, what protects, what must change, and the chair's summary.
// Fields, prompts and the words for how bad and how likely are the procedure's.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "app/view/decision_support.hpp"

namespace cpc::view {

struct Quote {
    std::string text;
    std::string said_by;
};

struct RiskLine {
    std::string text;
    std::string degree;    // "Serious · likely"
    std::string evidence;  // "2 pieces of information", or that there is none (REQ-124)
    bool linked = false;
};

// One kind of risk line for this child. The cards of harm come first, the others may be short.
struct RiskCard {
    conference::RiskKind kind{};
    std::string title;
    std::string prompt;
    bool has_degree = false;
    bool main = false;  // shown whole even when empty
    std::vector<RiskLine> lines;
    std::string add_label;
    std::string count;                  // "2 noted" for the short rows
    std::vector<std::string> siblings;  // lines of brothers and sisters that can be taken over
};

// A professional who is asked for their own number. The number itself is on no row.
struct AskedPerson {
    PersonLine person;
    bool given = false;
    bool own_hand = false;  // else the chair enters it
    std::string status;
};

struct Evidence {
    ContributionId id;
    std::string label;  // "Fact · School"
    std::string text;
};

struct RiskView {
    FrameView frame;
    LocalTime now;
    ChildId child;
    std::string child_ref;
    ChildTabs tabs;
    std::string title, help;

    std::string voice_title, voice_empty, voice_add;
    std::vector<Quote> voice;
    std::vector<std::pair<std::string, std::string>> voice_sources;  // id, label

    std::string scale_title, scale_low, scale_high, scale_for_room;
    std::optional<int> score;
    std::array<int, 11> score_marks{};
    // Whose number the chair enters: family, and who is on the telephone or on video. Every
    // professional is asked (REQ-135); who is in the room says it with their own hand.
    std::vector<PersonLine> scorers;
    std::string scorers_note;
    std::string asked_title, asked_help;
    std::vector<AskedPerson> asked;

    std::vector<RiskCard> cards;
    std::vector<std::pair<std::string, std::string>> severity, likelihood;  // id, label
    std::vector<Evidence> evidence;

    std::string summary_title, summary_prompt, summary, summary_reason;
    std::vector<NoteLine> summary_also;  // fields of the profile that have no line of their own
    std::vector<PointLine> points;
    std::vector<std::string> missing;
    std::string status;

    std::optional<ChildId> next;
    std::string next_label;
    std::string continue_label, continue_blocked;

    // The sheet that is open: an index into cards, or the child's voice.
    std::optional<std::size_t> open_card;
    bool open_voice = false;
    std::string write_first, degree_first;
};

[[nodiscard]] RiskView make_risk_view(const conference::State& state,
                                      const conference::Rulebook& rules, const Moment& moment);

}  // namespace cpc::view
