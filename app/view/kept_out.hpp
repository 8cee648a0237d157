// SPDX-License-Identifier: Apache-2.0
// Keeping somebody out of all or part of the meeting: the chair decides, on one of the procedure's
// grounds, and writes down why, how the person is heard all the same and what they are told
// (ui-design C1b; REQ-288, 293, 303, 320 to 326, 351). Objections to somebody's being here stand
// beside it (REQ-325).
//
// What always holds: all of it is for the chair only; the room learns "Part of the meeting" and
// nothing more. exclusion_missing() asks in the order of the rules and answers with their own
// words; the record decides once more.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/view/common.hpp"

namespace cpc::view {

inline constexpr std::string_view kept_out_sheet = "kept-out";

struct GroundRow {
    std::string id, label;
    std::string means;  // why it is not enough; empty: it is one of the procedure's
    bool alone_is_enough = true;
    bool whole = false;   // goes as far as the whole meeting
    std::string refusal;  // what the rule says where it stands alone and is not enough
};

// How somebody who is kept out is recorded at the meeting.
struct KeptOutWay {
    conference::Attendance attendance{};
    std::string label;
    bool needs_note = false;
};

struct KeptOutPerson {
    PersonId id;
    PersonLine line;
    std::string detail;  // what is decided, for the list
    bool decided = false;
    std::vector<std::pair<std::string, std::string>> facts;  // of the decision
    std::vector<std::string> objections;
    std::vector<KeptOutWay> ways;  // empty: nothing to record now
    std::string way_done;          // neutral: everybody may read it
};

// What is put to the chair before the decision is recorded.
struct ExclusionWish {
    std::vector<std::string> grounds;
    std::optional<bool> whole;
    std::string facts, discussed_by, suppressed_because, privacy_note;
    bool discussed = false, told = true;
};

struct KeptOutSheet {
    PersonId asked;  // whose sheet was asked for; empty: the list
    std::vector<KeptOutPerson> people;
    std::string title, chip, list_help, nobody, rule, cites;
    std::vector<GroundRow> grounds;
    std::string extent_label, grounds_label, facts_label, facts_hint, privacy_label, privacy_hint;
    std::vector<std::string> extents;  // part, whole
    std::string discussed_label, discussed_help, discussed_who, told_label, told_help, told_why;
    std::string unaware_label, unaware_help;  // label empty: the procedure has no such conference
    std::string talk_label, talk_help, talk_day;  // label empty: the procedure offers none
    std::string decided_by;
    bool privacy_needed = false;
    bool discuss_first = false;
    // Each `need_` is the rule's own refusal, the last three are the sheet's own.
    std::string need_ground, need_extent_ground, need_facts, need_discussed, need_privacy,
        need_extent, need_told_why, need_note;
    std::string hold, change, change_help, done_text, note_label, record_title;
    std::string objection_title, objection_open, objection_by, objection_why, objection_need_by,
        objection_need_why, objection_record, objection_done;
    std::vector<PersonLine> objectors;
    std::string back, cancel, close;
    Date today;
};

[[nodiscard]] KeptOutSheet make_kept_out_sheet(const conference::State& state,
                                               const conference::Rulebook& rules,
                                               const Moment& moment);

// Why it cannot be recorded yet, in the rules' own words and order; empty when it can.
[[nodiscard]] std::string exclusion_missing(const KeptOutSheet& sheet, const ExclusionWish& wish);

// Somebody the chair can decide about: nobody who counts, chairs or takes the minutes.
[[nodiscard]] bool can_be_kept_out(const conference::Person& person);

}  // namespace cpc::view
