// SPDX-License-Identifier: Apache-2.0
// What the record says to one reader about one child. A paper is made from what these functions
// leave, so that what a reader may not know cannot be printed by mistake: it is not there.
//
// What always holds:
// - The other children of a conference are third parties in each child's papers (REQ-372): they and
//   everybody who is here only for them are gone, and so is whatever belongs to them.
// - What was said in a restricted part stays only where every reader was in that part (REQ-276).
// - In a family's copy (REQ-247) what is about other people is left out as well; what is also about
//   a brother or sister stays only where every reader is here for that child too. Free words that
//   name a child or a person the reader may not read about are taken out whole. Somebody who was
//   kept out does not learn what the child or the others of the family said of it.
// - Each thing left out is listed with its entry, why, and by whom it was decided; never its text.
//
// Left out on purpose: judging free words by their sense. Names are looked for; a hint is not
// found.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/conference/state.hpp"

namespace cpc::conference {

enum class WhyLeftOut : std::uint8_t {
    restricted,     // said in a part the reader was not in
    third_party,    // marked, when it was entered, as about somebody else
    other_child,    // about a child the reader is not here for
    named,          // free words that name such a child or person
    professionals,  // a file that was taken in for professionals only
    kept_out,       // what child and family said, where the reader was kept out of the meeting
};
[[nodiscard]] std::string_view word(WhyLeftOut why);  // "restricted", "third-party" …

struct LeftOut {
    std::uint64_t entry = 0;  // of the record; 0 where it is no entry of its own
    WhyLeftOut why = WhyLeftOut::restricted;
    PersonId speaker;  // who had said it; may be nobody
    // "chair" or "rule": a restricted part and the marks are the chair's, the rest follows from the
    // rule.
    [[nodiscard]] std::string_view by() const;
};

enum class Readership : std::uint8_t { professional, family };

struct Sight {
    ChildId child;
    Readership readership = Readership::professional;
    std::vector<PersonId> readers;  // nobody: somebody outside, who was in no restricted part
};

struct Seen {
    State state;
    std::vector<LeftOut> left_out;
};

// Whether all of these readers were in that restricted part; nobody was in none.
[[nodiscard]] bool were_in(const State& state, const SegmentId& id,
                           const std::vector<PersonId>& readers);
// Why a contribution or a file is kept from these readers; nothing if it is theirs. `names`: those
// they may not read (`unsayable`).
[[nodiscard]] std::optional<WhyLeftOut> why_left_out(const State& state, const Sight& sight,
                                                     const Contribution& each,
                                                     const std::vector<std::string>& names);
[[nodiscard]] std::optional<WhyLeftOut> why_left_out(const State& state, const Sight& sight,
                                                     const MaterialTaken& taken,
                                                     const std::vector<std::string>& names);

// Whether this person may have this child's papers. A child has its own only: by the children it
// was named for, else by its name.
[[nodiscard]] bool entitled(const State& state, const Person& person, ChildId child);

// Kept out of the whole meeting.
[[nodiscard]] bool kept_out(const Person& person);
// Does not know of the conference, so nothing of it goes there (REQ-259).
[[nodiscard]] bool kept_from(const Person& person);

// As if the conference had been about this child alone.
[[nodiscard]] State only(const State& state, ChildId child);

[[nodiscard]] Seen seen_by(const State& state, const Sight& sight);

// Names and short names that no paper for these readers may hold: of children they are not here
// for, and of people who are here only for those.
[[nodiscard]] std::vector<std::string> unsayable(const State& state, const Sight& sight);
// Whether one of the names stands in the text as a word of its own.
[[nodiscard]] bool names_one_of(std::string_view text, const std::vector<std::string>& names);

}  // namespace cpc::conference
