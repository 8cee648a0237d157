// SPDX-License-Identifier: Apache-2.0
// What somebody wants, as a screen says it. The shell carries each out: it asks the meeting, moves
// to another place, or opens a hand-over. A screen never does any of this itself.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "core/conference/commands.hpp"

namespace cpc::view {

// Where the kiosk is. One name for each situation of ui-design 9 that fills the screen.
enum class Place : std::uint8_t {
    lock,
    hidden,
    resume,
    home,
    new_conference,
    prepare,
    introductions,
    information,
    risk,
    decision,
    plan,
    close,
    closed,
    past_conference,
    sending,
    settings,
    diagnostics,
};

// Ask the conference to record something. The chair speaks unless `actor` is named and unlocked.
struct Ask {
    conference::Command command;
    PersonId actor;
    std::string done_text;  // the confirmation line: "Health visitor marked as here."
};
struct GoTo {
    Place place{};
    ChildId child;            // for the stages that are told child by child
    ConferenceId conference;  // for home: which one to open
};
// Pass the tablet: hand-over screen, PIN, then what that person does.
enum class Handover : std::uint8_t { sign_in, risk, ballot, cosign };
struct PassTo {
    Handover purpose{};
    PersonId person;
    ChildId child;
};
struct HideScreen {};
struct LockTablet {};
struct OpenSheet {
    std::string sheet;  // name of a sheet of the present place
    PersonId person;
    ContributionId contribution;
};
struct CloseSheet {};
// Print or save, send, verify: acts outside the meeting, by name, with what they are about.
struct Do {
    std::string act;
    std::string about;
};

using Intent = std::variant<Ask, GoTo, PassTo, HideScreen, LockTablet, OpenSheet, CloseSheet, Do>;

}  // namespace cpc::view
