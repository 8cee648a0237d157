// SPDX-License-Identifier: Apache-2.0
#include "core/store/rotate.hpp"

#include <algorithm>

#include "core/base/check.hpp"
#include "core/codec/codec.hpp"
#include "core/crypto/aead.hpp"
#include "core/record/device_events.hpp"
#include "core/store/after_change.hpp"
#include "core/store/door.hpp"
#include "core/store/next_files.hpp"
#include "core/store/rewrite.hpp"

namespace cpc::store {
namespace {

constexpr const char* unchanged =
    "Nothing was changed: the record is as it was and opens as before.";

// Who opens the record from now on.
struct NewChairs {
    std::vector<crypto::ChairToBe> chairs;
    std::vector<crypto::SecretBytes> seeds;
};

// One change, from an open record to two verified files and back.
class Change {
  public:
    Change(Ports ports, std::string directory, VaultMaker::Inside& old,
           const crypto::SecretBytes& master)
        : old_(old),
          keys_(StoreKeys::from_master(master)),
          rewrite_(ports, std::move(directory), {journal_next_file, store_next_file}, keys_) {}

    Result<void> build(const ToTell& tell);
    void abandon() { rewrite_.abandon(); }
    [[nodiscard]] const StoreKeys& keys() const { return keys_; }

  private:
    Result<RawEntry> rewrapped(std::uint64_t seq);
    Result<void> same_keys(const LogIndex& index);

    VaultMaker::Inside& old_;
    StoreKeys keys_;
    Rewrite rewrite_;
};

// The entry as it was; where it brings its conference's key, that is wrapped under the new one.
Result<RawEntry> Change::rewrapped(std::uint64_t seq) {
    auto raw = CPC_TRY(old_.journal.read(old_.index.at(seq).place));
    if (raw.conference_key_wrap.empty()) return raw;
    const auto entry = CPC_TRY(record::parse(raw.entry));
    const auto& h = entry.header;
    const auto key = CPC_TRY(old_.key_of(h.conference, record::section_of(h)));
    raw.conference_key_wrap =
        crypto::seal(keys_.wrapping, old_.random<24>(), key.view(),
                     conference_wrap_bound(old_.log_id, h.conference, h.key_id));
    return raw;
}

Result<void> Change::same_keys(const LogIndex& index) {
    auto conferences = old_.index.conferences();
    conferences.push_back(ConferenceId{});  // the device's own entries
    for (const auto& id : conferences)
        for (const auto section : {record::Section::open, record::Section::restricted}) {
            const auto* held = index.key_of(id, section);
            if ((held == nullptr) != (old_.index.key_of(id, section) == nullptr))
                return not_the_same("a conference's key is missing", unchanged);
            if (held == nullptr) continue;
            const auto now = crypto::open_secret(
                keys_.wrapping, held->wrap, conference_wrap_bound(old_.log_id, id, held->key_id));
            if (!now || !now->same_as(CPC_TRY(old_.key_of(id, section))))
                return not_the_same("a conference's key is another one", unchanged);
        }
    return {};
}

Result<void> Change::build(const ToTell& tell) {
    Rewrite::Plan plan;
    plan.size = old_.index.size();
    plan.root = old_.index.root();
    plan.entry = [this](std::uint64_t seq) { return rewrapped(seq); };
    plan.check = [this](const LogIndex& index) { return same_keys(index); };
    plan.purpose = "A new master key";
    plan.unchanged = unchanged;
    const auto gathered = old_.writer.run([&](EntryStore& store) -> Result<void> {
        plan.rows = CPC_TRY(Rewrite::rows_of(store));
        return {};
    });
    CPC_TRY(gathered);
    const auto& pepper = old_.keys.pepper;
    plan.rows[pepper_row] = Bytes(pepper.view().begin(), pepper.view().end());
    plan.rows[to_tell_row] = codec::encode(tell);
    return rewrite_.build(old_.journal.identity(), plan);
}

struct Wanted {
    const crypto::SecretBytes& old_master;
    std::uint32_t epoch = 0;  // the new one
    NewChairs chairs;
    crypto::KeyslotCost cost;
    std::uint16_t type = 0;  // of the entry that tells of it
    Bytes payload;
};

// The officers' public keys go with the record, if this device vouched for them.
Result<std::optional<crypto::Escrow>> escrow_for(Ports ports, const std::string& directory,
                                                 const VaultMaker::Inside& old,
                                                 const crypto::SecretBytes& master,
                                                 std::uint32_t epoch,
                                                 std::vector<std::string>& notes) {
    const auto held = crypto::Keyslots::escrow(ports.files, directory);
    if (held && !*held) return std::optional<crypto::Escrow>{};
    if (!held || (*held)->signer != old.device.public_key()) {
        notes.push_back(
            "The recovery area was not one that this tablet made and was left out. Enrol the three "
            "recovery keys again.");
        return std::optional<crypto::Escrow>{};
    }
    return std::optional{CPC_TRY(
        crypto::make_escrow(master, epoch, (*held)->device, (*held)->officers, old.device))};
}

// The record is open and settled; on return it is closed and the new key holds.
Result<MasterChanged> carry_out(Ports ports, const std::string& directory, Vault vault,
                                const Wanted& wanted) {
    auto& old = VaultMaker::inside(vault);
    CPC_TRY(crypto::worth_it(wanted.cost, vault.practice()));
    CPC_TRY(vault.settle());
    const auto master = crypto::SecretBytes::random(32);
    MasterChanged out;
    out.epoch = wanted.epoch;
    out.entries = old.index.size();
    const auto escrow = CPC_TRY(escrow_for(ports, directory, old, master, wanted.epoch, out.notes));
    ToTell tell{old.index.size(), wanted.type, wanted.payload, {}};
    const auto door = ledger_base(wanted.old_master);
    std::copy_n(door.data(), tell.former_ledger.size(), tell.former_ledger.begin());

    Change change{ports, directory, old, master};
    if (auto built = change.build(tell); !built) {
        change.abandon();
        if (built.error().advice.empty()) built.error().advice = unchanged;
        return Failure{std::move(built.error())};
    }
    if (auto done = crypto::Keyslots::replace_all(ports.files, directory, master,
                                                  static_cast<std::uint16_t>(wanted.epoch),
                                                  wanted.chairs.chairs, wanted.cost, escrow);
        !done) {
        done.error().advice =
            "The record is safe. Either the old passphrases open it or the new ones: try both.";
        return Failure{std::move(done.error())};
    }
    const auto lock = VaultMaker::close_keeping_lock(std::move(vault));
    CPC_TRY(finish_change(ports, directory, change.keys()));
    for (const auto& chair : wanted.chairs.chairs)
        out.slots.push_back(chair.slot);
    return out;
}

Result<std::uint32_t> next_epoch(std::uint32_t epoch) {
    constexpr std::uint32_t epochs_max = 65'535;
    if (epoch < epochs_max) return epoch + 1;
    return fail(Fault::refused, "The master key was changed as often as it can be.", {}, unchanged);
}

// The entry that tells of it is written by this open, which also proves the new passphrase.
Result<MasterChanged> open_once(Ports ports, const std::string& directory,
                                const crypto::SecretBytes& passphrase, MasterChanged out) {
    auto vault = CPC_TRY(Vault::open(ports, directory, passphrase));
    CPC_TRY(vault.settle());
    for (auto& note : vault.report().notes)
        out.notes.push_back(std::move(note));
    out.notes.push_back(
        "Copies of the old files that were made elsewhere still open with old passphrases.");
    return out;
}

}  // namespace

Result<MasterChanged> change_master(Ports ports, const std::string& directory,
                                    const crypto::SecretBytes& passphrase,
                                    std::span<const crypto::SecretBytes> others,
                                    crypto::KeyslotCost cost) {
    auto lock = CPC_TRY(StoreLock::take(directory, StoreLock::IfMissing::do_without));
    const auto unlocked = CPC_TRY(try_passphrase(ports, directory, passphrase));
    NewChairs chairs;
    chairs.seeds.push_back(unlocked.chair_seed.clone());
    std::vector<std::pair<std::uint8_t, const crypto::SecretBytes*>> staying = {
        {unlocked.slot, &passphrase}};
    for (const auto& other : others) {
        const auto opened = CPC_TRY(crypto::Keyslots::unlock(ports.files, directory, other));
        const bool twice = std::any_of(staying.begin(), staying.end(),
                                       [&](const auto& one) { return one.first == opened.slot; });
        if (twice) continue;
        staying.emplace_back(opened.slot, &other);
        chairs.seeds.push_back(opened.chair_seed.clone());
    }
    for (std::size_t i = 0; i < staying.size(); ++i)
        chairs.chairs.push_back({staying[i].first, &chairs.seeds[i], staying[i].second});
    const auto epoch = CPC_TRY(next_epoch(unlocked.epoch));
    record::KeyslotChanged event;
    event.slot = unlocked.slot;
    event.what = "master key changed";
    event.chair = crypto::SigningKey::from_seed(unlocked.chair_seed).kid();
    event.epoch = epoch;
    auto vault = CPC_TRY(
        VaultMaker::make(ports, std::move(lock), directory, unlocked, VaultMaker::Expect::a_log));
    auto out =
        CPC_TRY(carry_out(ports, directory, std::move(vault),
                          {unlocked.master, epoch, std::move(chairs), cost,
                           record::KeyslotChanged::entry_type, record::encode_event(event)}));
    return open_once(ports, directory, passphrase, std::move(out));
}

Result<MasterChanged> recover_by_officers(Ports ports, const std::string& directory,
                                          const crypto::BoxKeyPair& one,
                                          const crypto::BoxKeyPair& other,
                                          const crypto::SecretBytes& new_passphrase,
                                          crypto::KeyslotCost cost) {
    auto lock = CPC_TRY(StoreLock::take(directory, StoreLock::IfMissing::do_without));
    const auto held = CPC_TRY(crypto::Keyslots::escrow(ports.files, directory));
    if (!held)
        return fail(Fault::not_found, "No recovery keys were enrolled on this tablet.", directory,
                    "Nothing was changed. Only a chair's passphrase opens this record.");
    const auto device = CPC_TRY(crypto::Keyslots::device_id(ports.files, directory));
    crypto::Unlocked unlocked;
    unlocked.master = CPC_TRY(crypto::open_escrow(*held, device, one, other));
    unlocked.chair_seed = crypto::SecretBytes::random(32);
    NewChairs chairs;
    chairs.seeds.push_back(unlocked.chair_seed.clone());
    chairs.chairs.push_back({0, &chairs.seeds[0], &new_passphrase});
    const auto place = [&](const crypto::BoxKeyPair& keys) {
        const auto& all = held->officers;
        return static_cast<std::uint8_t>(std::find(all.begin(), all.end(), keys.public_key()) -
                                         all.begin() + 1);
    };
    const auto epoch = CPC_TRY(next_epoch(held->epoch));
    record::RecoveryUsed event;
    event.first = std::min(place(one), place(other));
    event.second = std::max(place(one), place(other));
    event.chair = crypto::SigningKey::from_seed(unlocked.chair_seed).kid();
    event.epoch = epoch;
    auto vault = CPC_TRY(
        VaultMaker::make(ports, std::move(lock), directory, unlocked, VaultMaker::Expect::a_log));
    auto out = CPC_TRY(carry_out(ports, directory, std::move(vault),
                                 {unlocked.master, epoch, std::move(chairs), cost,
                                  record::RecoveryUsed::entry_type, record::encode_event(event)}));
    return open_once(ports, directory, new_passphrase, std::move(out));
}

}  // namespace cpc::store
