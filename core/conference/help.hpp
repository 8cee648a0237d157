// SPDX-License-Identifier: Apache-2.0
// Who may help somebody to give their own view at the glass (ui-design 7, "Someone helps me").
//
// What always holds: whoever helps is in the room and has nothing of their own to win by the
// answer. That is never the chair, nobody who counts in this round, nobody of the family and nobody
// who is here for the family, no observer, who takes no part, and never the person themselves.
// Somebody who is not on the list may help if it is written down who they are. What the person
// says, and the PIN that signs it, stay their own.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "core/conference/state.hpp"

namespace cpc::conference {

inline constexpr std::array<std::string_view, 4> help_reasons{"sight", "hands", "reading",
                                                              "language"};

[[nodiscard]] inline bool may_help(const State& state, const Ballot& ballot, PersonId person,
                                   PersonId helper) {
    const auto* who = state.person(helper);
    if (who == nullptr || helper == person || !who->here()) return false;
    const auto& counted = ballot.opened.counted;
    if (std::find(counted.begin(), counted.end(), helper) != counted.end()) return false;
    switch (who->invited.group) {
        case Group::interpreter:
        case Group::specialist:
        case Group::minute_taker:
        case Group::professional:
            return true;
        case Group::supporter:
        case Group::advocate:
            return who->invited.supports == person;
        case Group::family:
        case Group::child:
        case Group::legal:
        case Group::observer:
        case Group::chair:
            return false;
    }
    return false;
}

[[nodiscard]] inline bool help_fits(const State& state, const Ballot& ballot, PersonId person,
                                    const Helped& helped) {
    const bool known =
        std::find(help_reasons.begin(), help_reasons.end(), helped.because) != help_reasons.end();
    if (!known) return false;
    if (helped.helper.empty()) return helped.name.find_first_not_of(" \t\r\n") != std::string::npos;
    return helped.name.empty() && may_help(state, ballot, person, helped.helper);
}

}  // namespace cpc::conference
