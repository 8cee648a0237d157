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
    proposed,  // five words that the tablet drew
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
    bool busy = false;                // for longer than a breath
    std::size_t typed = 0;            // characters of the passphrase
    bool own_words = true;            // in set-up: the passphrase was chosen, not proposed
    std::string problem;              // what went wrong last, already in words
    std::uint32_t wrong = 0;          // passphrases in a row
    std::uint64_t wait_ms = 0;        // too many of them: nobody is asked before this has passed
    std::vector<std::string> weaker;  // guards of the program that are missing
    int battery_percent = -1;         // below 0: none is told
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
    // The words themselves are in no view: the screen draws them from locked memory.
    std::string proposal, take, another, own, back;  // labels; empty: not offered
    bool asks_pin = false;
    std::string pin_title;
    std::size_t pin_digits = 6;
    std::vector<std::string> weaker;  // each in a sentence of its own
    std::string battery;              // "Battery 64 per cent"
    std::string display;              // the button for language, letters, colours and sound
};
[[nodiscard]] LockView make_lock_view(const LockFacts& facts);

inline constexpr std::size_t passphrase_characters_min = 12;
inline constexpr std::size_t chair_pin_digits = 6;
inline constexpr std::size_t person_pin_digits = 4;

// What stands behind the cover, and so who opens it.
enum class CoverFor : std::uint8_t {
    place,        // hidden by a touch or by idle time: the chair
    person,       // somebody had the tablet: their own PIN, if they have one yet
    take_back,    // it went from hand to hand: the chair says that they have it again
    home,         // the list of conferences is not shown while family is in the room
    chair_sheet,  // what is for the chair only: the tablet is turned first
};

struct CoverFacts {
    CoverFor what{};
    bool asking = false;       // the PIN pad is open
    bool has_pin = true;       // of whoever opens it
    bool needs_pin = true;     // false: it was given on this screen a moment ago
    std::string practice_pin;  // a training tablet says it
    bool on_break = false;     // the meeting stands still: said to those who wait
    std::string apart;         // words for those who wait outside, while some meet without them
    std::string problem;
    std::string person;         // CoverFor::person
    std::uint64_t wait_ms = 0;  // too many wrong PINs: nobody is asked before this has passed
};
struct CoverView {
    std::string title, text, open, back, pin_title, message, cancel;
    std::string passphrase;  // the way round a wait
    bool asking = false;
    bool waiting = false;
    std::size_t digits = chair_pin_digits;
};
[[nodiscard]] CoverView make_cover_view(const CoverFacts& facts);

struct ResumeFacts {
    std::uint64_t entries = 0;
    std::vector<std::string> repairs;     // what opening the record put right
    std::vector<std::string> drafts;      // labels of the screens with unfinished text
    int wrong_pins = 0;                   // of the chair's, since it last fitted
    std::optional<LocalTime> last_entry;  // when the last thing was recorded
    std::optional<LocalTime> drafts_at;   // when what was typed was last kept
    std::optional<LocalTime> break_from;  // the room had stopped since then
    LocalTime now;
    bool ballot_open = false;  // somebody may have begun to give a view
    std::string stage;
    std::string conference;
    Place place{};
    ConferenceId id;
};
struct ResumeView {
    std::string bar_title, hide;
    std::string title, help;
    std::vector<std::string> safe;
    std::string warning;
    std::string drafts_title;
    std::vector<std::string> drafts;
    std::string carry_on, home;
    GoTo target;
};
[[nodiscard]] ResumeView make_resume_view(const ResumeFacts& facts);

}  // namespace cpc::view
