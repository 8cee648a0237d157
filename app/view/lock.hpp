// SPDX-License-Identifier: Apache-2.0
// The screens that stand between a closed tablet and a meeting: lock, first set-up, cover, resume.
// They name nobody, no place and no number of conferences (ui-design A2, A3): they are level F,
// except resume, which comes after the passphrase.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "app/view/common.hpp"

namespace cpc::view {

enum class Setting : std::uint8_t {
    open,
    first_passphrase,
    repeat_passphrase,
    first_pin,
    repeat_pin
};

struct LockFacts {
    LocalTime now;
    Setting setting = Setting::open;
    bool meeting_paused = false;
    bool practice = false;
    std::string practice_passphrase;
    bool busy = false;      // for longer than a breath
    std::size_t typed = 0;  // characters of the passphrase
    std::string problem;    // what went wrong last, already in words
};

struct LockView {
    std::string band;   // "TRAINING – made-up people"
    std::string clock;  // empty in set-up
    std::string title;
    std::string text;
    std::string field, hint, note;
    Tone note_tone = Tone::secondary;
    std::string next;
    std::string blocked_by;
    bool asks_pin = false;
    std::string pin_title;
    std::size_t pin_digits = 6;
};
[[nodiscard]] LockView make_lock_view(const LockFacts& facts);

inline constexpr std::size_t passphrase_characters_min = 12;
inline constexpr std::size_t chair_pin_digits = 6;
inline constexpr std::size_t person_pin_digits = 4;

struct CoverFacts {
    bool asking = false;  // the PIN pad is open
    bool has_pin = true;
    std::string practice_pin;  // a training tablet says it
    std::string problem;
    std::string person;        // not empty: it was covered while this person had the tablet
    bool before_home = false;  // home is not shown while family is in the room
};
struct CoverView {
    std::string title, text, open, pin_title, message, cancel;
    bool asking = false;
    std::size_t digits = chair_pin_digits;
};
[[nodiscard]] CoverView make_cover_view(const CoverFacts& facts);

struct ResumeFacts {
    std::uint64_t entries = 0;
    std::vector<std::string> repairs;  // what opening the record put right
    std::vector<std::string> drafts;   // labels of the screens with unfinished text
    std::string stage;
    std::string conference;
    Place place{};
    ConferenceId id;
};
struct ResumeView {
    std::string bar_title, hide;
    std::string title, help;
    std::vector<std::string> safe;
    std::string drafts_title;
    std::vector<std::string> drafts;
    std::string carry_on, home;
    GoTo target;
};
[[nodiscard]] ResumeView make_resume_view(const ResumeFacts& facts);

}  // namespace cpc::view
