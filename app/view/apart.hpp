// SPDX-License-Identifier: Apache-2.0
// A part of the meeting without everybody: opening it, what the glass shows meanwhile, and looking
// at it again later (ui-design 6; REQ-053, 275, 290).
//
// What always holds: what is said in such a part is on the glass only while that part is going on,
// or on a sheet for the chair alone. shown_to_room() is the one question that every view of
// contributions asks. An earlier part is not shown in a later one: other people may be in the room.
// The room learns that there was such a part, from when to when, and nothing else.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/view/common.hpp"

namespace cpc::view {

inline constexpr std::string_view step_out_sheet = "step-out";
inline constexpr std::string_view said_apart_sheet = "said-apart";

// Whether what was said, put right or paired in this part may stand where everybody who is in the
// room can read; said in no such part, it may.
[[nodiscard]] bool shown_to_room(const conference::State& state,
                                 const std::optional<SegmentId>& segment);
// Whether somebody is in the room now; without a restricted part, whether they are at the meeting.
[[nodiscard]] bool in_the_room(const conference::State& state, PersonId person);

// What stands over the information screen while such a part is going on.
struct ApartPart {
    std::string banner;  // since when, and who is in the room
    std::string title, help, out;
    std::string feed_title, flag;
    std::string end, end_done, throw_away;
    std::string end_blocked;  // blocked while something is typed and not recorded
};
// What the hidden screen says meanwhile; empty when no such part is going on.
[[nodiscard]] std::string apart_words(const conference::State* state,
                                      const conference::Rulebook* rules);
[[nodiscard]] std::optional<ApartPart> make_apart_part(const conference::State& state);

// The chair opens it. For the chair only: the reason may say what the family must not read.
struct StepOutRow {
    PersonId id;
    std::string name, detail;
    bool out = false;  // where the procedure's own choice is left as it is
};
struct StepOutReason {
    std::string id, label;
};
struct StepOutSheet {
    std::string title, note, text, cites;
    std::string people_label, people_help, always_out;
    std::vector<StepOutRow> people;
    std::string reason_label, reason_hint, redaction_label;
    std::vector<StepOutReason> redaction;
    std::string need_reason, need_somebody, blocked;
    std::string hold, cancel, done_text;
    bool somebody_always_out = false;
};

// The chair looks at it again. For the chair only.
struct SaidApart {
    std::string said_by, text;
    std::vector<std::string> corrections;
};
struct EarlierPart {
    std::string title, reason, in, out, redaction;
    std::vector<SaidApart> said;
};
struct SaidApartSheet {
    std::string title, note, help, none, close;
    std::vector<EarlierPart> parts;
};

[[nodiscard]] std::optional<StepOutSheet> make_step_out_sheet(const conference::State& state,
                                                              const conference::Rulebook& rules,
                                                              const Moment& moment);
[[nodiscard]] SaidApartSheet make_said_apart_sheet(const conference::State& state,
                                                   const conference::Rulebook& rules);

}  // namespace cpc::view
