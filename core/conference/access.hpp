// SPDX-License-Identifier: Apache-2.0
// What of a record somebody may be given who asks for access to it: entry by entry, with why and
// under which exception anything is held back (REQ-280 to REQ-284).
//
// What always holds:
// - Every entry is accounted for: it is given, given in part, held back, or holds no words about
//   anybody. The four numbers make the number of entries.
// - A version is made by what the requester may have. An event that is given in part is a copy
//   without the fields that are held back, so that whoever prints it cannot print them.
// - Restricted parts, marks as about others, other children and names follow sight.hpp. Beyond
//   that, held back are: what the police told while the requester was not there, who asked for the
//   conference, what others of the family said when the requester was not there, and details of
//   other people. Somebody who does not know of the conference is given nothing of it (REQ-259).
// - One's own words are always given, but for those that name a child one is not here for.
// - A court's order, or a guardian whom a court appointed, is given everything there is.
//
// Left out on purpose: the decision itself. A person decides on each request, with these reasons
// before them, and may decide to give more by another way. Data protection law of the day is not
// worked out here; the exceptions are those of the procedure, or REQ-282's where it has none.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/conference/rulebook.hpp"
#include "core/conference/sight.hpp"

namespace cpc::conference {

// In which capacity somebody asks (REQ-280).
enum class Capacity : std::uint8_t {
    own,             // a parent or another of the family, for what is written about themselves
    child,           // a child who understands what they are asking for
    for_child,       // a parent on a child's behalf: only in the child's interest (REQ-281)
    representative,  // somebody who may act for that person
    guardian,        // whom a court appointed (REQ-284)
    court,           // under a court's order (REQ-283)
};
[[nodiscard]] std::string_view word(Capacity capacity);  // "self", "parent-for-child" …
[[nodiscard]] std::optional<Capacity> capacity_from(std::string_view text);

struct AccessRequest {
    PersonId person;  // of the family, or a child: whose data is asked for
    Capacity capacity = Capacity::own;
    std::string because;  // the finding, order or evidence it is granted on, and who granted it
};

enum class WhyWithheld : std::uint8_t {
    restricted,    // a part of the meeting the requester was not in
    third_party,   // marked as about somebody else
    other_child,   // about a child, or a person here only for a child, the request is not about
    named,         // free words that name such a child or person
    staff_only,    // a file taken in for professionals only
    police,        // what the police told while the requester was not there
    asked_by,      // who asked for the conference
    other_person,  // another person's details, or words said while the requester was not there
    kept_out,      // what child and family said, where the requester was kept out
    childs_words,  // asked for oneself only
    not_shared,    // why a report was not shared with the family
    not_told,      // the requester is not told the reasons, or of the conference
    erased,        // its content was erased or purged
};
[[nodiscard]] std::string_view word(WhyWithheld why);

struct Withheld {
    std::string part;  // the field's name in words, or empty: the whole entry
    WhyWithheld why = WhyWithheld::restricted;
    std::vector<std::string> grounds;  // ids of exceptions; none: nobody has named one
};

struct AccessEntry {
    std::uint64_t seq = 0;
    std::uint16_t type = 0;
    std::optional<Event> given;      // without what is held back
    std::vector<Withheld> withheld;  // nothing: it is given whole, or holds no words
    PersonId by;                     // whose words or whom it is about, for the list of staff
};

struct AccessCount {
    std::size_t entries = 0, whole = 0, in_part = 0, withheld = 0, no_words = 0;
};

struct AccessView {
    AccessRequest request;
    std::vector<ChildId> children;  // the request reaches to
    std::vector<std::string> unsayable;
    std::vector<AccessEntry> entries;  // every one of the record, in its order
    [[nodiscard]] AccessCount count() const;
};

// An entry of the record as it stands there: what it says, or nothing where it holds no words of
// the conference (keys, seals) or was erased.
struct LogEntry {
    std::uint64_t seq = 0;
    std::uint16_t type = 0;
    std::optional<Event> event;
    bool erased = false;
};

// Refused with the reason where the request cannot be granted as it stands.
[[nodiscard]] Result<void> may_ask(const State& state, const AccessRequest& request);

[[nodiscard]] AccessView access_of(const State& state, const Rulebook& rules,
                                   std::span<const LogEntry> log, const AccessRequest& request);

// An exception in the procedure's words, or in those of REQ-282 where it has none of that id.
[[nodiscard]] std::string ground_words(const procedure::Procedure& procedure,
                                       std::string_view ground);
// Where the procedure says that it may be held back.
[[nodiscard]] std::string ground_cites(const procedure::Procedure& procedure);

}  // namespace cpc::conference
