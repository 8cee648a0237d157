// SPDX-License-Identifier: Apache-2.0
#include "core/store/door.hpp"

#include <algorithm>

#include "core/crypto/attempt_ledger.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"

namespace cpc::store {
namespace {

using crypto::AttemptLedger;

}  // namespace

crypto::SecretBytes ledger_base(const crypto::SecretBytes& master) {
    return crypto::derive_key(master, 4, "CPCSTOR1");
}

Result<AtTheDoor> at_the_door(Ports ports, const std::string& directory) {
    const auto now = ports.clock.read();
    const auto ledger = CPC_TRY(AttemptLedger::open(ports.files, directory, now));
    return AtTheDoor{ledger.attempts().wrong, crypto::wait_ms(ledger.attempts(), now)};
}

Result<crypto::Unlocked> try_passphrase(Ports ports, const std::string& directory,
                                        const crypto::SecretBytes& passphrase) {
    // Where there are no keys nothing is guessed and no ledger is left behind.
    const bool keys = ports.files.exists(directory + "/" + crypto::keyslots_file);
    if (!keys) return crypto::Keyslots::unlock(ports.files, directory, passphrase);
    auto ledger = CPC_TRY(AttemptLedger::open(ports.files, directory, ports.clock.read()));
    CPC_TRY(ledger.begin_try(ports.clock.read()));
    auto unlocked = crypto::Keyslots::unlock(ports.files, directory, passphrase);
    if (!unlocked && unlocked.error().fault != Fault::wrong_secret)
        CPC_TRY(ledger.was_no_guess(ports.clock.read()));
    return unlocked;
}

Result<void> make_ledger(Ports ports, const std::string& directory,
                         const crypto::SecretBytes& master) {
    return AttemptLedger::create(ports.files, directory, ledger_base(master));
}

Result<LedgerTaken> import_ledger(Ports ports, const std::string& directory,
                                  const crypto::SecretBytes& master, std::uint64_t recorded,
                                  Vault& vault, const ByteArray<32>* former) {
    const auto base = ledger_base(master);
    auto ledger = CPC_TRY(AttemptLedger::open(ports.files, directory, ports.clock.read()));
    auto report = ledger.report(base, recorded);
    // After a change of the master key it is still the former one's, until an epoch begins here.
    if (former != nullptr && !report.faults.empty())
        report = ledger.report(crypto::SecretBytes::copy_of(*former), recorded);
    LedgerTaken out;
    for (const auto& fault : report.faults) {
        CPC_TRY(write_down(vault, record::LedgerFault{fault, recorded}));
        out.notes.push_back(fault + " Somebody may have tried passphrases without being counted.");
    }
    if (report.wrong > 0) {
        CPC_TRY(write_down(
            vault, record::UnlocksFailed{"passphrase", report.wrong, report.epoch, std::nullopt}));
        out.notes.push_back("Wrong passphrases tried since the tablet was last opened: " +
                            std::to_string(report.wrong) + ".");
    }
    out.epoch = std::max(report.epoch, recorded) + 1;
    CPC_TRY(ledger.start_epoch(base, out.epoch));
    return out;
}

Result<void> write_unlock(Vault& vault) {
    return write_down(vault,
                      record::Unlocked{vault.chair_key().kid(), vault.report().ledger_epoch});
}

Result<std::vector<std::string>> inspect_ledger(Ports ports, const std::string& directory,
                                                const crypto::SecretBytes& master,
                                                const ByteArray<32>* former) {
    auto out = CPC_TRY(AttemptLedger::inspect(ports.files, directory, ledger_base(master))).faults;
    if (former == nullptr || out.empty()) return out;
    const auto base = crypto::SecretBytes::copy_of(*former);
    return CPC_TRY(AttemptLedger::inspect(ports.files, directory, base)).faults;
}

}  // namespace cpc::store
