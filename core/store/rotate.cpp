// SPDX-License-Identifier: Apache-2.0
#include "core/store/rotate.hpp"

#include <algorithm>
#include <map>

#include "core/base/check.hpp"
#include "core/codec/codec.hpp"
#include "core/crypto/aead.hpp"
#include "core/record/device_events.hpp"
#include "core/store/after_change.hpp"
#include "core/store/door.hpp"
#include "core/store/next_files.hpp"

namespace cpc::store {
namespace {

constexpr std::size_t batch = 256;
constexpr std::uint64_t room_to_spare = 8U << 20U;
constexpr const char* unchanged =
    "Nothing was changed: the record is as it was and opens as before.";

using Rows = std::map<std::string, Bytes>;

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
        : ports_(ports),
          directory_(std::move(directory)),
          old_(old),
          keys_(StoreKeys::from_master(master)) {}

    Result<void> build(const ToTell& tell);
    [[nodiscard]] const StoreKeys& keys() const { return keys_; }

  private:
    Result<void> enough_room();
    Result<void> gather_rows();
    Result<RawEntry> rewrapped(std::uint64_t seq);
    Result<void> write_journal();
    Result<void> write_store();
    Result<void> read_back();
    Result<void> same_keys(const LogIndex& index);
    Result<void> same_rows(EntryStore& store);
    [[nodiscard]] std::string path(const char* name) const { return directory_ + "/" + name; }

    Ports ports_;
    std::string directory_;
    VaultMaker::Inside& old_;
    StoreKeys keys_;
    Rows rows_;  // of the new store
};

Failure not_the_same(const char* what) {
    return fail(Fault::damaged,
                std::string{"The rewritten record does not read back as the old one: "} + what, {},
                unchanged);
}

Result<void> Change::enough_room() {
    std::uint64_t wanted = room_to_spare;
    for (const auto* name : {journal_file, store_file}) {
        auto file = CPC_TRY(ports_.files.open(path(name), OpenMode::read_only));
        wanted += CPC_TRY(file->size());
    }
    if (CPC_TRY(ports_.files.free_bytes(directory_)) >= wanted) return {};
    return fail(Fault::no_space,
                "A new master key writes the record a second time, and there is no room for it.",
                directory_,
                std::string{unchanged} + " Free " + std::to_string((wanted >> 20U) + 1) +
                    " MiB on the disk and try again.");
}

Result<void> Change::gather_rows() {
    return old_.writer.run([&](EntryStore& store) -> Result<void> {
        for (const auto& key : CPC_TRY(store.state_keys("")))
            if (const auto value = CPC_TRY(store.get_state(key))) rows_[key] = *value;
        return {};
    });
}

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

Result<void> Change::write_journal() {
    auto journal = CPC_TRY(Journal::create(ports_.files, ports_.entropy, path(journal_next_file),
                                           keys_.journal, old_.journal.identity()));
    for (std::uint64_t seq = 0; seq < old_.index.size(); ++seq) {
        const auto raw = CPC_TRY(rewrapped(seq));
        CPC_TRY(journal.append_without_sync(raw));
    }
    return journal.sync();
}

// From the new journal, so that both hold the same wraps.
Result<void> Change::write_store() {
    auto looked =
        CPC_TRY(look_at_journal(ports_, path(journal_next_file), keys_, Journal::Access::read));
    if (!looked.journal) return not_the_same("the journal's head");
    auto store = CPC_TRY(EntryStore::create(path(store_next_file), keys_.database,
                                            old_.journal.identity(), ports_.database_vfs));
    std::vector<RawEntry> entries;
    for (const auto& held : looked.held) {
        if (!held) return not_the_same("an entry is missing");
        entries.push_back(CPC_TRY(looked.journal->read(held->place)));
        if (entries.size() < batch) continue;
        CPC_TRY(store.write(entries, {}));
        entries.clear();
    }
    return store.write(entries, [&](EntryStore& rows) -> Result<void> {
        for (const auto& [key, value] : rows_)
            CPC_TRY(rows.put_state(key, value));
        return {};
    });
}

Result<void> Change::same_keys(const LogIndex& index) {
    auto conferences = old_.index.conferences();
    conferences.push_back(ConferenceId{});  // the device's own entries
    for (const auto& id : conferences)
        for (const auto section : {record::Section::open, record::Section::restricted}) {
            const auto* held = index.key_of(id, section);
            if ((held == nullptr) != (old_.index.key_of(id, section) == nullptr))
                return not_the_same("a conference's key is missing");
            if (held == nullptr) continue;
            const auto now = crypto::open_secret(
                keys_.wrapping, held->wrap, conference_wrap_bound(old_.log_id, id, held->key_id));
            if (!now || !now->same_as(CPC_TRY(old_.key_of(id, section))))
                return not_the_same("a conference's key is another one");
        }
    return {};
}

Result<void> Change::same_rows(EntryStore& store) {
    Rows found;
    for (const auto& key : CPC_TRY(store.state_keys("")))
        if (const auto value = CPC_TRY(store.get_state(key))) found[key] = *value;
    if (found != rows_) return not_the_same("its small state");
    return {};
}

// Both files, from the disk, as verify would read them.
Result<void> Change::read_back() {
    const auto journal =
        CPC_TRY(look_at_journal(ports_, path(journal_next_file), keys_, Journal::Access::read));
    const auto size = old_.index.size();
    const bool whole = journal.damage.empty() && journal.index && journal.index->size() == size &&
                       journal.index->root() == old_.index.root();
    if (!whole) return not_the_same("the journal's root");
    auto store =
        CPC_TRY(look_at_store(ports_, path(store_next_file), keys_, Database::Mode::read_only));
    if (!store.store || !store.damage.empty() || store.digests.size() != size)
        return not_the_same("the store's entries");
    for (std::uint64_t seq = 0; seq < size; ++seq)
        if (journal.held[seq]->digest != store.digests[seq])
            return not_the_same("journal and store differ");
    CPC_TRY(same_keys(*journal.index));
    return same_rows(*store.store);
}

Result<void> Change::build(const ToTell& tell) {
    CPC_TRY(remove_next(ports_, directory_));
    CPC_TRY(enough_room());
    CPC_TRY(gather_rows());
    const auto& pepper = old_.keys.pepper;
    rows_[pepper_row] = Bytes(pepper.view().begin(), pepper.view().end());
    rows_[to_tell_row] = codec::encode(tell);
    CPC_TRY(write_journal());
    CPC_TRY(write_store());
    CPC_TRY(read_back());
    return ports_.files.sync_directory(directory_);
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
        (void)remove_next(ports, directory);  // the next open removes what this cannot
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
