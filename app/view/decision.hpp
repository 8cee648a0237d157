// SPDX-License-Identifier: Apache-2.0
// The decision for one child (ui-design C4). One screen with a state for each step: the continuing
// risk, who counts, the round of views, the views shown, the result locked.
//
// What always holds: until the round is closed, the view holds how many have given a view and
// nobody's direction or reason, so no screen, transcript or speech made from it can tell; the rule
// that decides is the procedure's, asked through decide() and verdict(), never worked out here.
// Requirements 2.0.3, REQ-134, 139–150, 165, 174–176; outcome vocabulary, readings 1–4.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/view/decision_support.hpp"

namespace cpc::view {

enum class DecisionStep : std::uint8_t {
    risk,    // a: continuing risk first
    who,     // b: who counts and who does not
    views,   // c: the round, sealed
    shown,   // d, e: the views, the rule, the result
    locked,  // f: done for this child
};

enum class TileState : std::uint8_t { to_give, given, agrees, differs, unable, left, by_phone };

struct TileView {
    PersonLine person;
    TileState state{};
    std::string text;
    bool phone = false;  // the chair enters this view and reads it back
    bool can_press = true;
};

struct NotCountedLine {
    PersonLine person;
    std::string why;
    std::string opinion;  // written, shown and never counted (REQ-144)
};

struct TallyView {
    bool sealed = true;
    int agree = 0, differ = 0, unable = 0, missing = 0;  // sealed: agree = number given
    std::string number;                                  // "4 of 7"
    std::string text;
    std::string result;
    std::string rule;
    std::string spoken;
};

struct FamilyLine {
    PersonLine person;
    std::string state;  // "Not asked yet", "Agrees", "Does not agree"
    std::string words;
    bool asked = false;
};

struct ReceiptView {
    PersonLine person;
    std::string words;
    std::string bound;  // the agency stays responsible
    std::vector<NoteLine> steps;
    std::string cites;
};

struct CategoryLine {
    std::string id;
    std::string label;
    std::string means;
    bool chosen = false;
    std::string lock_blocked;  // why the result cannot be locked with this one
};

// The sheet in which the chair enters the view of somebody on the telephone.
struct PhoneView {
    PersonLine person;
    std::string title, note, read_back, read_back_first, choose_first, reason_first;
};

struct FamilySheetView {
    PersonLine person;
    std::string title, agrees, differs, words, choose_first;
};

struct BallotChoice {
    conference::View view{};
    std::string label;
    std::string help;
    bool reason_needed = false;
};

struct DecisionView {
    FrameView frame;
    LocalTime now;
    ChildId child;
    std::string child_ref;
    ChildTabs tabs;
    DecisionStep step{};
    std::string title, help, question, question_help;
    std::string rule;                 // who decides and how, with its citation
    conference::Decision decision{};  // of the locked result
    std::vector<PointLine> points;

    // a
    std::string risk_yes, risk_no;
    std::optional<bool> at_risk;
    std::string risk_recorded;  // "At continuing risk: yes"
    std::string choose_first;
    // Until the result is locked the answer can be given anew; it has a sheet then.
    std::string risk_change, risk_question;
    bool risk_open = false;

    // b
    std::vector<PersonLine> counted;
    std::vector<NotCountedLine> not_counted;
    std::string counted_title, not_counted_title;
    std::string unit_warning;  // the other count unit would, or could, differ (REQ-147)
    std::string start_blocked;

    // c
    std::vector<TileView> tiles;
    std::optional<PersonLine> next_person;
    bool next_by_phone = false;
    std::string show_blocked;
    TallyView tally;

    // d, e
    std::vector<std::string> trace;  // three sentences: who counts, how they split, what follows
    std::string cites;
    std::vector<BallotChoice> choices;
    std::vector<NoteLine> reasons;  // after the reveal: who said what, and why
    bool asks_category = false;
    std::string category_title;
    bool several_categories = false;
    std::vector<CategoryLine> categories;
    std::string category_first;
    std::string lock_blocked;  // for another reason than a missing category
    std::string chair_label, chair_blocked, chair_said;
    std::string again_label, again_blocked;  // one more round; empty while none is thinkable
    std::vector<FamilyLine> family;

    // f
    std::string result;
    std::string earlier_result;
    std::vector<ReceiptView> receipts;
    std::string correct_label, correct_blocked;

    std::string status;
    bool status_done = false;
    std::optional<ChildId> next;
    std::string next_label, continue_label, continue_blocked;

    // sheets
    std::optional<PhoneView> phone;
    std::optional<FamilySheetView> family_sheet;
    bool correct_open = false;
};

[[nodiscard]] DecisionView make_decision_view(const conference::State& state,
                                              const conference::Rulebook& rules,
                                              const Moment& moment);

// The next counted person still to give a view after `person`, in the order of the room; people on
// the telephone are the chair's to enter and are passed over.
[[nodiscard]] std::optional<PersonId> next_to_vote(const conference::State& state, ChildId child,
                                                   PersonId person = {});

// The answers of this procedure's ballot, in their fixed order.
[[nodiscard]] std::vector<BallotChoice> ballot_choices(const conference::State& state,
                                                       const conference::Rulebook& rules);

}  // namespace cpc::view
