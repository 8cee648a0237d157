// SPDX-License-Identifier: Apache-2.0
// The door of a record: a passphrase is counted before it is tried, and what was counted while the
// tablet was locked becomes part of the record when it is opened.
//
// What always holds: no Argon2 runs before its try is on the disk; failed tries and anything wrong
// with the ledger are entries of the record before the ledger begins a new epoch, so a power cut in
// between says them twice (with the same epoch) rather than never. Which chair's slot the
// passphrase opens does not matter here. What the file itself holds:
// core/crypto/attempt_ledger.hpp.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/crypto/keyslot.hpp"
#include "core/record/device_events.hpp"
#include "core/store/vault.hpp"

namespace cpc::store {

// For the lock screen: how many wrong passphrases in a row, and how long nobody is asked now. After
// a restart of the machine the wait begins anew, with this.
struct AtTheDoor {
    std::uint32_t wrong = 0;
    std::uint64_t wait_ms = 0;
};
[[nodiscard]] Result<AtTheDoor> at_the_door(Ports ports, const std::string& directory);

// Counted, then tried. Fault::locked_out: the wait is not over and nothing was tried.
[[nodiscard]] Result<crypto::Unlocked> try_passphrase(Ports ports, const std::string& directory,
                                                      const crypto::SecretBytes& passphrase);

// A new record's first ledger.
[[nodiscard]] Result<void> make_ledger(Ports ports, const std::string& directory,
                                       const crypto::SecretBytes& master);
// The record is open: what the ledger holds goes into it and a new epoch begins. `recorded` is the
// epoch that the last unlocking wrote down; 0: none did.
struct LedgerTaken {
    std::uint64_t epoch = 0;
    std::vector<std::string> notes;  // for whoever opened it; none if nothing was tried or wrong
};
[[nodiscard]] Result<LedgerTaken> import_ledger(Ports ports, const std::string& directory,
                                                const crypto::SecretBytes& master,
                                                std::uint64_t recorded, Vault& vault,
                                                const ByteArray<32>* former = nullptr);
// What the ledger's epochs are derived from; `former` above is that of the master key before.
[[nodiscard]] crypto::SecretBytes ledger_base(const crypto::SecretBytes& master);
// What happened to the tablet, as an entry of its own (core/record/device_events.def).
template <class Event>
[[nodiscard]] Result<void> write_down(Vault& vault, const Event& event,
                                      std::uint32_t clock_state = 0) {
    AppendRequest request;
    request.clock_state = clock_state;
    request.type = Event::entry_type;
    request.payload = record::encode_event(event);
    CPC_TRY(vault.append(request));
    return {};
}
// Whoever opened a vault to work with it says so in the record.
[[nodiscard]] Result<void> write_unlock(Vault& vault);
// Without changing anything, for verify.
[[nodiscard]] Result<std::vector<std::string>> inspect_ledger(
    Ports ports, const std::string& directory, const crypto::SecretBytes& master,
    const ByteArray<32>* former = nullptr);

}  // namespace cpc::store
