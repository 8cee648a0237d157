// SPDX-License-Identifier: Apache-2.0
// Introductions: who is here and how, who has said who they are, what the chair has explained, and
// whether enough agencies are here (ui-design C1; REQ-040 to 043, 050, 054, 067, 071 to 084).
// Level F throughout: of an exclusion the room sees only "Part of the meeting".
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "app/view/common.hpp"

namespace cpc::view {

struct AttendanceCard {
    PersonLine line;
    std::string note;  // "by telephone", "came late 10:12", "has left"
    Tone note_tone = Tone::secondary;
    bool note_is_phone = false;
    std::string instead;                // in place of the three choices
    std::optional<std::size_t> chosen;  // of here, apologies, not here
    std::array<conference::Attendance, 3> options{};
    std::array<std::string, 3> done_texts;
    bool on_sheet = false;  // after the introductions every change has its words on the sheet
    bool here = false;
};
struct AttendanceGroup {
    std::string title;
    std::vector<AttendanceCard> people;
};

struct PointRow {
    std::string point;  // id to confirm; empty: the record shows it by itself
    std::string label;
    std::string detail;
    bool done = false;
    bool warns = false;     // the detail asks for attention
    std::string statement;  // not empty: opens this statement to be read to everyone
    bool asks = false;      // an answer or words belong to it
};

struct IntroducedRow {
    PersonId id;
    std::string label;
    std::string detail;
    bool done = false;
    std::string done_text;
};

struct SignInRow {
    PersonId id;
    std::string label;
    std::string detail;
    bool done = false;
};

struct StatementView {
    std::string id, title, text;
    std::string point;  // ticked by "Read to everyone"; empty when it is ticked already
    std::string read_label, back_label, done_text;
};

// Somebody is missing, and the chair may go on all the same with a reason that is recorded: too few
// agencies (REQ-067), a key agency (REQ-066), somebody without whom it cannot begin (REQ-058).
struct WayOn {
    std::string point;
    std::string title, text, cites, reason_label, go_on, need, done_text;
    std::string adjourn, stop;  // the other way, where the procedure names it
};

// The person sheet.
struct WayOfTakingPart {
    conference::Attendance attendance{};
    std::string label;
    bool needs_note = false;
    std::string done_text;
};
struct PersonSheet {
    PersonLine line;
    std::string counts;    // who they count as, and why not (REQ-143)
    std::string supports;  // "Is here for Mother"
    std::string report;
    std::string state;  // "In the room since 10:00"
    std::string ways_label, ways_help, note_label, note_needed;
    std::vector<WayOfTakingPart> ways;
    std::optional<std::size_t> way;
    bool can_leave = false, can_arrive = false;
    bool told_needed = false;
    std::string leave_title, leave_text, leave_reason, leave_label, leave_blocked_empty;
    std::string arrive_title, arrive_label, told_label, told_detail, told_needed_text;
    std::string arrive_how;  // the question before these
    std::vector<WayOfTakingPart> arrive_ways;
    std::string here_for, here_for_change;  // of the family, where there are several children
    std::string kept_out;     // opens the chair's sheet; empty: not for this person
    std::string report_late;  // the report has come after all; empty: nothing to record
    std::string arrived_text, left_text;
    std::string sign_in_label;  // empty: already signed in, or has nothing to sign
    std::string sign_in_again;  // the chair gives somebody who forgot a new key
    std::string done;
};

struct IntroductionsView {
    FrameView frame;
    std::string title, help;
    std::vector<AttendanceGroup> groups;
    std::array<std::string, 3> options;  // Here, Apologies, Not here
    std::string none;
    std::string add_label;  // somebody who was not expected; empty once it is closed
    std::string banner;     // quorum not met
    std::string points_title;
    std::vector<PointRow> points;
    std::string introduced_title, introduced_help;
    std::vector<IntroducedRow> introduced;
    std::string sign_in_title, sign_in_help, sign_in_next;
    std::vector<SignInRow> sign_in;
    std::optional<PersonId> sign_in_first;
    std::string rule_title, rule_text, rule_cites;
    std::string prompts_title;
    std::vector<std::string> prompts;
    std::optional<WayOn> way_on;
    std::string missing;  // status slot
    std::string next, next_blocked;
    bool stage_is_now = true;  // false: looked back at from a later stage
    std::optional<StatementView> statement;
    std::optional<PersonSheet> person;
    std::string sheet;
    std::string point_done, apologies_note;
};

[[nodiscard]] IntroductionsView make_introductions_view(const conference::State& state,
                                                        const conference::Rulebook& rules,
                                                        const Moment& moment);

}  // namespace cpc::view
