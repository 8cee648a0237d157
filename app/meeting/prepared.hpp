// SPDX-License-Identifier: Apache-2.0
// A conference that was prepared at the centre, and how it becomes one on this tablet: made with
// the same commands that preparing it here makes, in the same order, judged by the same rules.
//
// The centre asks objections() while somebody writes it, and the tablet asks once more before it
// records anything: a pack is taken whole or not at all. The ids of the conference, its children
// and its people are fixed by the pack, so taking it again after a power cut goes on where it was,
// and taking it twice changes nothing. A later version takes an earlier one's place until the
// conference begins: the earlier one is cancelled on record, with the reason. What the tablet
// itself had added to the earlier one stays readable there.
#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "app/meeting/desk.hpp"

namespace cpc::meeting {

struct Prepared {
    conference::ConferenceOpened opened;  // with prepared_by
    std::vector<conference::ChildAdded> children;
    std::vector<conference::PersonInvited> people;
    static constexpr auto fields() {
        return std::tuple{&Prepared::opened, &Prepared::children, &Prepared::people};
    }
};

[[nodiscard]] Bytes write_prepared(const Prepared& prepared);
// Strict: ids there and each once, no more than a conference may have, names of a name's length.
[[nodiscard]] Result<Prepared> read_prepared(ByteView bytes);

// What the procedure says against it; the place is a child's or a person's in its list.
struct Objection {
    enum class Part : std::uint8_t { conference, child, person } part{};
    std::size_t place = 0;
    conference::Refusal refusal;
};
[[nodiscard]] std::vector<Objection> objections(const Prepared& prepared,
                                                const conference::Rulebook& rules, LocalTime now);

// Of the conference that a version of a pack becomes.
[[nodiscard]] ConferenceId record_of(const ConferenceId& pack, std::uint32_t version);

enum class TakenAs : std::uint8_t {
    made,
    begun,              // the earlier version's conference has begun here: nothing was done
    unknown_procedure,  // these rules, in this edition, are not on this tablet
    not_allowed,        // a rule refuses something in it
};
struct Taken {
    TakenAs as = TakenAs::made;
    std::string words;  // for not_allowed and unknown_procedure
    ConferenceId record;
};
// `before`: the version taken before this one; 0 for none.
[[nodiscard]] Result<Taken> take_prepared(Desk& desk, const ConferenceId& pack,
                                          std::uint32_t version, std::uint32_t before,
                                          const Prepared& prepared);

}  // namespace cpc::meeting
