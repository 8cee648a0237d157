// SPDX-License-Identifier: Apache-2.0
// The chairs of an open record: who may open it, and what every change of that leaves behind.
//
// Each change asks for the passphrase of the chair who makes it, once more, although the record is
// open: an unattended tablet is not a way to a keyslot. The record hears of a change before it is
// made, so that no slot exists that nobody was told of; if it then cannot be made, a second entry
// says so. A chair's name is for the list only; it lies in the encrypted small state, by key id.
//
//     Chairs chairs{ports, directory, vault};
//     CPC_TRY(chairs.add(own, fresh, KeyslotCost::moderate(), "Second chair"));
//
// A new master key is not made here: rotate.hpp. Source: security design, 3.1.
#pragma once

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.hpp"
#include "core/crypto/escrow.hpp"
#include "core/crypto/keyslot.hpp"
#include "core/store/vault.hpp"

namespace cpc::store {

struct Chair {
    crypto::SlotFacts slot;
    std::string name;   // empty: nobody gave one
    bool here = false;  // whose passphrase opened the record
};

// How ready a recovery is: three keys, and which pairs have been rehearsed since they were
// enrolled.
struct RecoveryStanding {
    std::vector<crypto::BoxPublicKey> officers;                 // three, or none
    bool made_here = false;                                     // the area is signed by this device
    std::set<std::pair<std::uint8_t, std::uint8_t>> rehearsed;  // numbers 1 to 3, ascending

    [[nodiscard]] bool ready() const { return made_here && !rehearsed.empty(); }
};

class Chairs {
  public:
    Chairs(Ports ports, std::string directory, Vault& vault)
        : ports_(ports), directory_(std::move(directory)), vault_(vault) {}

    [[nodiscard]] Result<std::vector<Chair>> list();
    [[nodiscard]] Result<crypto::SlotFacts> add(const crypto::SecretBytes& own,
                                                const crypto::SecretBytes& fresh,
                                                crypto::KeyslotCost cost, std::string_view name);
    [[nodiscard]] Result<crypto::SlotFacts> remove(const crypto::SecretBytes& own,
                                                   std::uint8_t slot);
    // Of the chair whose passphrase `own` is.
    [[nodiscard]] Result<crypto::SlotFacts> change_passphrase(const crypto::SecretBytes& own,
                                                              const crypto::SecretBytes& fresh,
                                                              crypto::KeyslotCost cost);

    // Three officers' public keys, in the place of any before.
    [[nodiscard]] Result<void> enrol_recovery(const crypto::SecretBytes& own,
                                              const crypto::OfficerKeys& officers);
    // The same, and on record with their names and signing keys: from then on any two of these
    // three, and nobody else, can sign an erasure (erase.hpp).
    [[nodiscard]] Result<void> enrol_officers(
        const crypto::SecretBytes& own,
        const std::array<crypto::RecoveryPublic, crypto::recovery_officers>& officers);
    // These two keys were tried on a throw-away record (rehearse_recovery) and opened it.
    [[nodiscard]] Result<void> note_rehearsal(const crypto::BoxPublicKey& one,
                                              const crypto::BoxPublicKey& other);
    [[nodiscard]] Result<RecoveryStanding> recovery();

  private:
    [[nodiscard]] Result<crypto::Unlocked> once_more(const crypto::SecretBytes& own);
    [[nodiscard]] Result<void> say(const crypto::SlotFacts& slot, std::string what);
    template <class Act>
    [[nodiscard]] Result<crypto::SlotFacts> carry_out(const std::string& what, Act act);

    Ports ports_;
    std::string directory_;
    Vault& vault_;
};

}  // namespace cpc::store
