// SPDX-License-Identifier: Apache-2.0
// The closed vocabularies of a conference: every enum that an event may carry, with the one word
// that stands for it in files. A word is never renamed and a number never reused, because both are
// in signed records.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace cpc::conference {

// What somebody is in the room as. Decides whether they can count (requirements 2.0.3).
enum class Group : std::uint8_t {
    professional,
    family,
    child,
    supporter,
    advocate,
    legal,
    interpreter,
    specialist,
    observer,
    minute_taker,
    chair,
};

// REQ-040: one status for each invitee; no conference closes with one missing.
enum class Attendance : std::uint8_t {
    unrecorded,
    in_person,
    telephone,
    video,
    substitute,
    absent_with_report,
    absent_without_report,
    declined,
    excluded_wholly,
    excluded_partly,
};

enum class Stage : std::uint8_t {
    preparation,
    introductions,
    information,
    risk,
    decision,
    plan,
    close,
    closed,
};

enum class Label : std::uint8_t { fact, observation, allegation, opinion };  // REQ-085

enum class Mode : std::uint8_t {
    in_person,
    telephone,
    video,
    written_report,
    by_proxy
};  // REQ-101

enum class Heard : std::uint8_t {
    contributed,
    nothing_held,
    nothing_to_add,
    to_follow
};  // REQ-088

enum class RiskKind : std::uint8_t {
    existing,
    future,
    protective,
    need,
    must_change,
    developmental_need,
    parental_capacity,
    lived_experience,
    clinical_advice,
};

enum class View : std::uint8_t { in_favour, against, unable };

// How far an action of an earlier plan has come (REQ-108).
enum class Progress : std::uint8_t { done, done_late, under_way, not_done, not_needed };

enum class Decision : std::uint8_t {
    place,
    do_not_place,
    retain,
    remove,
    agreed_outcome,
    not_agreed,
};

// What was brought to the meeting as a file (REQ-096).
enum class MaterialKind : std::uint8_t { report, drawing, other };

enum class MediaType : std::uint8_t { pdf, png, jpeg };

// What is put to the chair and waits for an answer.
enum class MatterKind : std::uint8_t {
    clarification,    // somebody in the room wants something cleared up (REQ-077)
    sharing,          // a worry, before the meeting, about sharing something (REQ-277)
    confidentiality,  // a contributor asks that something be kept confidential (REQ-278)
    report,           // somebody asks for an agency's report (REQ-261)
    other_purpose,    // somebody wants to use what is known here for something else (REQ-279)
};

// The minutes of a closed conference are a draft until somebody has checked them (REQ-257).
enum class MinutesState : std::uint8_t { draft, checked, approved };

// Requirements 2.0.3: the rule that made a decision.
enum class RuleCode : std::uint8_t {
    consensus,
    majority,
    split_chair,
    chair_judgement,
    transfer_initial_registration,
    agreed_outcome,
    outcome_not_agreed,
};

// Why a person present or invited does not count for one child.
enum class NotCounted : std::uint8_t {
    chair,
    minute_taker,
    family,
    child,
    supporter,
    advocate,
    legal,
    interpreter,
    specialist,
    observer,
    absent,
    left_before_decision,
    not_for_this_child,
};

[[nodiscard]] std::string_view word(Group value);
[[nodiscard]] std::string_view word(Attendance value);
[[nodiscard]] std::string_view word(Stage value);
[[nodiscard]] std::string_view word(Label value);
[[nodiscard]] std::string_view word(Mode value);
[[nodiscard]] std::string_view word(Heard value);
[[nodiscard]] std::string_view word(RiskKind value);
[[nodiscard]] std::string_view word(Progress value);  // "done", "done-late" …
[[nodiscard]] std::string_view word(MaterialKind value);
[[nodiscard]] std::string_view word(MediaType value);  // "application/pdf" …
[[nodiscard]] std::string_view word(MatterKind value);
[[nodiscard]] std::string_view word(MinutesState value);
[[nodiscard]] std::string_view word(View value);      // "for", "against", "unable"
[[nodiscard]] std::string_view word(Decision value);  // "place", "do-not-place" …
[[nodiscard]] std::string_view word(RuleCode value);  // "CONSENSUS", "SPLIT_CHAIR" …
[[nodiscard]] std::string_view word(NotCounted value);

// The reverse: nothing when the text is not one of E's words.
template <class E>
[[nodiscard]] std::optional<E> from_word(std::string_view text);
extern template std::optional<Group> from_word<Group>(std::string_view);
extern template std::optional<Attendance> from_word<Attendance>(std::string_view);
extern template std::optional<Stage> from_word<Stage>(std::string_view);
extern template std::optional<Label> from_word<Label>(std::string_view);
extern template std::optional<Mode> from_word<Mode>(std::string_view);
extern template std::optional<Heard> from_word<Heard>(std::string_view);
extern template std::optional<RiskKind> from_word<RiskKind>(std::string_view);
extern template std::optional<View> from_word<View>(std::string_view);
extern template std::optional<Progress> from_word<Progress>(std::string_view);
extern template std::optional<MaterialKind> from_word<MaterialKind>(std::string_view);
extern template std::optional<MediaType> from_word<MediaType>(std::string_view);
extern template std::optional<MatterKind> from_word<MatterKind>(std::string_view);
extern template std::optional<MinutesState> from_word<MinutesState>(std::string_view);
extern template std::optional<Decision> from_word<Decision>(std::string_view);
extern template std::optional<RuleCode> from_word<RuleCode>(std::string_view);
extern template std::optional<NotCounted> from_word<NotCounted>(std::string_view);

// Somebody for whom another came is not present: the other is, under their own name (REQ-148).
[[nodiscard]] inline bool is_present(Attendance value) {
    return value == Attendance::in_person || value == Attendance::telephone ||
           value == Attendance::video || value == Attendance::excluded_partly;
}
[[nodiscard]] inline bool is_absent(Attendance value) {
    return value != Attendance::unrecorded && !is_present(value);
}
[[nodiscard]] inline bool is_remote(Attendance value) {
    return value == Attendance::telephone || value == Attendance::video;
}

}  // namespace cpc::conference
