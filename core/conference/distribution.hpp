// SPDX-License-Identifier: Apache-2.0
// The register of what goes to whom: each paper of a closed conference, person by person and place
// by place, with the moment it is due, where that is laid down, and every line of the record about
// its getting there (REQ-248). Who was away has a line of their own: somebody tells them what was
// decided, and that is written down too (REQ-237).
//
// What always holds: the lines are those of papers.hpp, so nobody is owed a paper they may not
// have. A paper that was made is not yet one that somebody holds: only PaperDelivered says that.
// Whether it was in time is counted from when it was done, not from when it was written down.
//
// Left out on purpose: what goes out before the meeting (papers.hpp sent_before).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/conference/papers.hpp"

namespace cpc::conference {

inline constexpr std::string_view follow_up = "follow-up";

// A line without a limit stays `open` until it is done; the others are `open` until their moment.
enum class DeliveryState : std::uint8_t { open, overdue, delivered, delivered_late };
[[nodiscard]] std::string_view word(DeliveryState state);  // "open", "overdue" …

struct Delivery {
    std::string about;  // of the copy: "minutes/family/3"; "follow-up"
    std::string kind, version;
    const procedure::DocumentRule* rule = nullptr;  // none: a follow-up
    ChildId child;
    std::optional<PersonId> person;
    std::string to;  // recipient word, id of a role or agency, where no person is meant
    std::optional<procedure::When> due;
    std::string limit;  // id of the limit; empty where the procedure sets none
    std::string cites;  // where that stands
    std::vector<const PaperDelivered*> lines;  // of this state, oldest first

    // The line that says it arrived, the first such; nothing while it has not.
    [[nodiscard]] const PaperDelivered* reached() const;
    [[nodiscard]] DeliveryState state(const LocalTime& now) const;
};

// In the order of the papers, then the follow-ups in the order of the list of people. Nothing
// before the close, but what a refused request asks for. The lines point into `state`.
[[nodiscard]] std::vector<Delivery> distribution_of(const State& state, const Rulebook& rules);

// Of a state that stays only here, the same: how many there are, how many wait, how many too long.
struct DistributionCount {
    std::size_t all = 0, waiting = 0, overdue = 0;
};
[[nodiscard]] DistributionCount count_of(const std::vector<Delivery>& lines, const LocalTime& now);

// Whether an office is one of the procedures' words for recipients; else it is a role or an agency.
[[nodiscard]] bool recipient_known(std::string_view to);

// Ways a paper or a word can take.
[[nodiscard]] bool is_way(std::string_view way);

}  // namespace cpc::conference
