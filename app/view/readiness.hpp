// SPDX-License-Identifier: Apache-2.0
// "Is everything all right?" (ui-design B6): what a tablet can find out about itself before people
// sit down round it. A plain sentence first, figures second; what fails stands first, and has one
// thing that can be done about it.
//
// What always holds: facts hold ids, counts and dates, never a name or a word of a case, so that
// the report made of them can be given to whoever looks after tablets. What was not found out is
// told as not known, never as good. What is left out: whether a loudspeaker is heard or a corner of
// the glass is dead; only a person can tell.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/view/common.hpp"
#include "app/view/printing.hpp"
#include "core/base/power.hpp"

namespace cpc::view {

// What draws, as the program that owns the window knows it.
struct GlassFacts {
    std::string renderer;  // empty: a picture in memory, no display
    int width_px = 0, height_px = 0;
    int pixels_per_inch = 0;
    bool inch_told = false;  // by the display itself; otherwise a usual size is assumed
};

struct StorageFacts {
    std::optional<std::uint64_t> free_bytes;
    std::string key_damage;                 // of keys.cpk or device.key: what and where
    std::optional<std::uint64_t> write_ms;  // a small file, written through and taken away again
    std::string write_problem;
    bool reserve_spent = false;  // the disk filled up in a meeting
    std::size_t kept_aside = 0;  // damaged files of earlier repairs
};

struct HolidayFacts {
    std::string region;
    Date until;
    bool nears_end = false;
};

struct ProcedureFacts {
    std::string id, title, edition;
    std::optional<Date> from, until;
    bool from_program = false;  // else a key this tablet trusts has signed it
};

struct CopyFacts {
    std::optional<std::uint64_t> backed_up;  // so many entries; nothing: no backup is known
    std::optional<LocalTime> backed_up_at;
    std::uint64_t received = 0;  // entries that the centre has confirmed
};

// A look at every entry and every signature, in the background.
struct CheckFacts {
    bool running = false;
    bool over = false;
    bool whole = false;
    std::uint64_t done = 0, all = 0;
    std::string trouble;  // names the place
};

struct ReadinessFacts {
    bool asked = false;  // on this visit
    bool known = false;  // what follows was found out
    bool practice = false;
    std::optional<LocalTime> checked_at;
    std::string record;  // its id, hexadecimal
    std::uint64_t entries = 0, conferences = 0, closed = 0;
    std::size_t repairs = 0;  // made when it was opened
    StorageFacts storage;
    CheckFacts check;
    GlassFacts glass;
    bool clock_doubtful = false;
    std::vector<HolidayFacts> holidays;
    PowerReading power;
    PrintingFacts printing;
    std::vector<ProcedureFacts> procedures;
    std::vector<std::string> left_out;  // procedure files nobody answers for, in words
    std::string program;                // a digest of the program's own file; empty: not known
    CopyFacts copies;
    std::vector<std::string> weaker;  // guards of the program that are missing
};

enum class Standing : std::uint8_t { bad, look, good, unknown };

struct ReadinessLine {
    std::string about;  // "Storage"
    std::string sentence;
    std::string figures;
    Standing standing{};
    std::string action;  // label; empty where nothing needs doing
    std::optional<Intent> intent;
};

// A sheet that only tells.
struct InfoSheet {
    std::string title;
    std::vector<std::string> text;
    std::vector<std::pair<std::string, std::string>> rows;  // a name, and what is known of it
    std::string close;
};
inline constexpr std::string_view procedures_sheet = "tablet-procedures";
inline constexpr std::string_view backup_sheet = "tablet-backup";
// Which procedures and holiday lists there are, who answers for each, until when.
[[nodiscard]] InfoSheet make_procedures_sheet(const std::vector<ProcedureFacts>& procedures,
                                              const std::vector<HolidayFacts>& holidays,
                                              const std::vector<std::string>& left_out);

struct ReadinessView {
    std::string bar_title, title, help, display, hide, band;
    std::string fine_title;  // over the lines that are all right
    std::string banner;      // "Do not start a conference on this tablet."
    bool looking = false;
    std::string progress;  // "Checking: 512 of 2,013 entries"
    float part = 0;
    std::vector<ReadinessLine> lines;
    std::string again_label, save_label, save_blocked, back_label, papers_line;
    Notice notice;
    std::optional<InfoSheet> sheet;
};

[[nodiscard]] ReadinessView make_readiness_view(const ReadinessFacts& facts, const Moment& moment);

// Below this a conference should not begin; below the other it is said.
inline constexpr std::uint64_t free_bytes_least = 96U << 20U;
inline constexpr std::uint64_t free_bytes_wanted = 256U << 20U;
// A small write that takes longer is a medium that is failing.
inline constexpr std::uint64_t write_ms_most = 2'000;
inline constexpr int battery_low_percent = 20;
inline constexpr int battery_empty_percent = 5;

// The same for whoever looks after tablets: a line for each figure, in English, whatever the glass
// speaks. Ids and counts only.
[[nodiscard]] std::string readiness_report(const ReadinessFacts& facts);

}  // namespace cpc::view
