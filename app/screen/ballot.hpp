// SPDX-License-Identifier: Apache-2.0
// The ballot, for the hand-over to draw once the person's PIN has opened their key. App bar and
// hide button are the hand-over's; this draws the bottom bar and the page.
//
// What always holds: the rows are of equal height in a fixed order with nothing chosen beforehand;
// the chosen row looks the same whichever it is; reason field, buttons and their words are the same
// for every answer; holding asks for PositionLogged as that person and nobody else; "Not now" is
// CloseSheet: nothing is said.
#pragma once

#include <optional>
#include <string>

#include "app/screen/common.hpp"
#include "app/view/ballot.hpp"

namespace cpc::screen {

struct BallotDraft {
    PersonId person;  // whose ballot this is; somebody else's is emptied before it is drawn
    ChildId child;
    std::optional<std::size_t> choice;
    std::string reason;

    template <class Each>
    void each_text(Each&& each) {
        each("ballot.reason", reason);
    }
};

[[nodiscard]] std::optional<view::Intent> draw_ballot(ui::Ui& ui, const view::BallotView& view,
                                                      BallotDraft& draft);
// The record has taken it: nothing stays behind.
[[nodiscard]] bool said(const conference::Command& command, BallotDraft& draft);

}  // namespace cpc::screen
