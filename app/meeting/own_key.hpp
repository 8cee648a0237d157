// SPDX-License-Identifier: Apache-2.0
// Is an entry in a person's name signed with that person's key?
//
// The record's own rules (core/record/type_rules.hpp) say which roles sign which type, and cannot
// say more, because who somebody is lies in the encrypted content. Whoever has the tablet's keys
// can therefore make an entry that is signed, in an attendee's role, with a key of nobody. Here,
// where contents are read, each attendee's signature is held against the keys that people signed in
// with before it, in this log. Asked of every entry when a conference is read back, so that a
// forged view is never counted again. Source: security design, invariant I4.
#pragma once

#include "core/conference/events.hpp"
#include "core/conference/state.hpp"
#include "core/store/vault.hpp"

namespace cpc::meeting {

// What a person signs with their own key; everything else the chair signs for the meeting.
[[nodiscard]] bool signed_by_person(const conference::Event& event);

// `before`: what the entries before it made. Fault::forged names the entry.
[[nodiscard]] Result<void> check_own_key(const conference::State& before,
                                         const store::Stored& stored,
                                         const conference::Event& event);

}  // namespace cpc::meeting
