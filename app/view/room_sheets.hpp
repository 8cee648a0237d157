// SPDX-License-Identifier: Apache-2.0
// Sheets that every stage can open: somebody who was not expected has come, a report came late, the
// chair goes back to a stage or on to a later one and says why, a point gets a note or the meeting
// goes on without it, a point is answered, the meeting stops and goes on another day, or does not
// take place at all (ui-design C7 and 8; REQ-026, 041, 067, 081, 297, 309).
//
// What always holds: whether a stage may be entered is asked of the rules, with the reason that is
// still to be written taken as given; the points are the record's own, for the child that is open.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/view/decision_support.hpp"
#include "app/view/prepare.hpp"

namespace cpc::view {

inline constexpr std::string_view somebody_sheet = "somebody";
inline constexpr std::string_view late_report_sheet = "late-report";
inline constexpr std::string_view points_sheet = "points";
inline constexpr std::string_view adjourn_sheet = "adjourn";
inline constexpr std::string_view cancel_sheet = "cancel";
[[nodiscard]] std::string stage_sheet_name(conference::Stage stage);
// What the procedure calls a stage: where nothing is voted on, the decision is its agreed outcome.
[[nodiscard]] const procedure::Stage* procedure_stage(const procedure::Procedure& procedure,
                                                      conference::Stage stage);

// Going back to a stage, or on past the next one.
struct StageSheet {
    conference::Stage stage{};
    std::string title, text, reason_label, reason_hint, need_reason, enter, cancel, done_text;
    std::string blocked;  // the rule that stands against it
};

// A note beside a point, or going on without it.
struct PointsSheet {
    std::vector<PointLine> points;
    std::string title, help, none, note_label, need_point, need_note, need_why, not_waivable;
    std::string cancel, waive, confirm, waived_text, confirmed_text;
};

// One point that asks for more than a tick.
struct PointAnswerRow {
    std::string id;
    std::string label;
    std::string follows;  // what choosing it sets going, said before it is confirmed
    bool needs_text = false;
};
struct PointSheet {
    std::string key;
    std::string title, text, said, prompt, cites;
    std::vector<PointAnswerRow> answers;
    bool needs_text = false;
    std::string note_label, need_answer, need_text, need_why;
    std::string not_waivable;  // why the meeting does not go on without it; empty: it may
    std::string cancel, waive, confirm, waived_text, confirmed_text;
};

// Stopping here. Each `need_` is the rule's own refusal; `latest` is there while too few are here.
struct AdjournSheet {
    std::string title, text, reason_label, interim_label, day_label, time_label;
    std::string need_reason, need_date, need_interim, need_within;
    std::string blocked;  // the rule that stands against stopping now
    std::string stop, cancel, done_text, not_at_all;
    std::string when_label, day_title, pick, latest_label;
    bool interim_needed = false;
    std::optional<Date> latest;
    LocalTime now, start;  // `start`: the day and time that are offered first
    std::string zone;
};

// Between two sittings: nothing else of the conference can be used.
struct AdjournedSheet {
    std::string title, text, resume, home, not_at_all, done_text;
};

// It does not take place, or is not taken up again.
struct CancelSheet {
    std::string title, text, reason_label, need_reason, hold, cancel, done_text;
};

struct RoomSheets {
    std::optional<PrepareView> prepare;  // its sheet for a person or for a report
    std::optional<StageSheet> stage;
    std::optional<PointsSheet> points;
    std::optional<PointSheet> point;
    std::optional<AdjournSheet> adjourn;
    std::optional<AdjournedSheet> adjourned;
    std::optional<CancelSheet> cancel;
    std::optional<HereForSheet> here_for;
};
[[nodiscard]] RoomSheets make_room_sheets(const conference::State& state,
                                          const conference::Rulebook& rules, const Moment& moment);

}  // namespace cpc::view
