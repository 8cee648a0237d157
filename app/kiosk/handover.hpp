// SPDX-License-Identifier: Apache-2.0
// State of what stands between people and the meeting: who holds the tablet, and what is being
// typed into locked memory. The flow itself is in shell.hpp's handing.cpp, cover.cpp and
// unlock.cpp.
#pragma once

#include <cstdint>
#include <string>

#include "app/kiosk/secrets.hpp"
#include "app/screen/handover.hpp"
#include "app/view/handover.hpp"

namespace cpc::kiosk {

struct Handing {
    bool on = false;
    view::HandStep step = view::HandStep::pass;
    view::Handover purpose{};
    PersonId person;
    ChildId child;
    bool busy = false;
    bool body_stays = false;  // covered in mid-ballot: the PIN leads back to the same draft
    std::string problem;
    screen::HandDraft draft;
    std::optional<conference::Helped> helped;  // whole, and allowed
    view::TouchTries touches;
    TypedPin pin;
    crypto::SecretBytes first_pin;  // sign-in: what the second one is compared with
};

struct Unlocking {
    view::Setting setting = view::Setting::open;
    bool asking_pin = false;
    bool has_chair_pin = false;
    bool busy = false;
    bool on_break = false;    // the cover says so; the chair who opens it ends the break
    view::CoverFor cover{};   // what is behind the cover
    view::OpenSheet wanted;   // CoverFor::chair_sheet
    std::uint32_t wrong = 0;  // chair's PINs in a row, as counted on disk
    std::uint64_t wait_until_boot_ms = 0;
    // The same of the passphrase, as the ledger of attempts has it.
    std::uint32_t door_wrong = 0;
    std::uint64_t door_until_boot_ms = 0;
    // The chair's PIN opened something on `chair_at`: it is not asked again there until then.
    view::Place chair_at{};
    std::uint64_t chair_until_ms = 0;
    std::string problem;
    TypedPassphrase passphrase;
    TypedPin pin;
    crypto::SecretBytes proposed;  // set-up: five words, until the passphrase is made
    bool own_words = true;
    crypto::SecretBytes first_passphrase;  // set-up: what the second one is compared with
    crypto::SecretBytes first_pin;
    std::uint64_t busy_since_ms = 0;
};

// What was found when the tablet was opened in the middle of a meeting.
struct ResumeFound {
    view::ResumeFacts facts;
};

}  // namespace cpc::kiosk
