// SPDX-License-Identifier: Apache-2.0
// The entries of a finished conference as rows a person can read, stage by stage: what was
// recorded, about whom, when, and who signed it (ui-design B4, "Record").
//
// What always holds: a row says what kind of thing was recorded and about whom; the words that were
// said stand in a row only where everybody who was in the room heard them (apart.hpp). An entry of
// a kind this program does not know is a row of its own, never left out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/view/information.hpp"
#include "app/view/readiness.hpp"
#include "app/view/removal.hpp"

namespace cpc::view {

// One entry, as the shell read it.
struct RecordLine {
    std::uint64_t seq = 0;
    std::uint16_t type = 0;  // of the entry: which event it is
    LocalTime at;
    std::optional<conference::Stage> stage;  // entered with it
    PersonId person;                         // whom it is about; empty: nobody in particular
    ChildId child;
    std::vector<PersonId> signed_by;
    bool by_chair = false;
    bool erased = false;
};

struct RecordFacts {
    bool asked = false;  // on this visit
    bool known = false;
    std::vector<RecordLine> lines;
    CheckFacts own;    // the signatures of this conference's entries
    CheckFacts whole;  // of the whole record of the tablet, when somebody wanted that
    RemovalFacts removal;
};

struct RecordRow {
    std::string key;
    std::string label;   // "Attendance recorded: Mother"
    std::string detail;  // "10:12 · entry 17 · signed by the chair"
    std::optional<ContributionView> said;
};
struct RecordStage {
    std::string label;
    std::vector<RecordRow> rows;
};

// In the order in which the stages were first entered; what came after the close stands last.
[[nodiscard]] std::vector<RecordStage> record_stages(const conference::State& state,
                                                     const conference::Rulebook& rules,
                                                     const RecordFacts& facts);
// What an entry of this kind records: "Attendance recorded".
[[nodiscard]] std::string entry_words(std::uint16_t type);

// "41 entries. Every signature fits." or how far the look is.
struct CheckLine {
    std::string text;
    bool good = false, bad = false;
    float part = 0;  // while it is running
    bool running = false;
};
[[nodiscard]] CheckLine own_check_line(const RecordFacts& facts);
[[nodiscard]] CheckLine whole_check_line(const RecordFacts& facts);

}  // namespace cpc::view
