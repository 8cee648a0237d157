// SPDX-License-Identifier: Apache-2.0
#include "core/store/vault.hpp"

#include <algorithm>

#include "core/base/check.hpp"
#include "core/record/payload.hpp"
#include "core/record/type_rules.hpp"
#include "core/store/after_change.hpp"
#include "core/store/door.hpp"
#include "core/store/next_files.hpp"
#include "core/store/standing.hpp"
#include "core/store/vault_impl.hpp"

namespace cpc::store {
namespace {

// A long conference fits into it, so that the journal cannot run out of space half way.
constexpr std::uint64_t journal_reserve_bytes = 32U << 20U;
constexpr std::uint64_t free_bytes_wanted = 256U << 20U;
constexpr std::uint64_t slow_disk_ms = 10'000;
Failure no_such_entries() {
    return fail(Fault::not_found, "The record has no such entries.");
}

}  // namespace

Result<Stored> Vault::Impl::load(std::uint64_t seq, KeyInHand& hand,
                                 std::optional<std::uint16_t> header_only) {
    const auto raw = CPC_TRY(journal.read(index.at(seq).place));
    auto entry = CPC_TRY(record::parse(raw.entry));
    Stored out{seq, entry.header, std::move(entry.signatures), {}, is_bare(raw)};
    const bool wanted = out.header.type != header_only;
    if (wanted && !out.erased && (out.header.flags & record::flag::has_payload) != 0) {
        const auto& id = out.header.conference;
        const auto section = record::section_of(out.header);
        if (hand.key.empty() || !(hand.conference == id) || hand.section != section)
            hand = {id, section, CPC_TRY(key_of(id, section)), std::move(hand.record_key)};
        out.payload = CPC_TRY(record::read_payload(out.header, raw.ciphertext, raw.key_wrap,
                                                   hand.key, hand.record_key));
    }
    return out;
}

Result<std::string> Vault::Impl::note_at(std::uint64_t size) const {
    const auto root = index.root_at(size);
    if (!root) return no_such_entries();
    const auto text = record::checkpoint_text({origin(), size, *root});
    return record::write_note({text, {record::sign_note(text, origin(), device)}});
}

Result<std::optional<Hash32>> VaultMaker::heir_of(Inside& inside) {
    Inside::KeyInHand hand;
    const auto last = CPC_TRY(inside.load(inside.index.size() - 1, hand));
    if (last.header.type != record::type::log_close) return std::optional<Hash32>{};
    return std::optional{CPC_TRY(record::decode_event<record::LogClosed>(last.payload)).heir};
}

// Entry 0, and whether anything may follow what is there.
Result<void> VaultMaker::look_at_standing(Inside& impl, const std::string& directory, Expect expect,
                                          bool marked) {
    if (impl.index.size() == 0)
        return fail(Fault::malformed, "The making of this record was broken off.", directory,
                    "It holds nothing yet. Remove the directory and make it again.");
    Inside::KeyInHand hand;
    const auto first = CPC_TRY(impl.load(0, hand));
    impl.opened = CPC_TRY(record::decode_event<record::LogOpened>(first.payload));
    const bool ours = impl.opened.device_key == impl.device.public_key() &&
                      record::log_id_of(impl.opened.device_key, impl.opened.salt) == impl.log_id;
    if (!ours) return fail(Fault::damaged, "The record's first entry is not this device's.");
    const auto heir = CPC_TRY(heir_of(impl));
    if (expect == Expect::a_log && marked) return Failure{only_a_copy(directory)};
    if (expect == Expect::a_log && heir) return Failure{was_handed_over(*heir, directory)};
    if (expect == Expect::handed_over && !heir)
        return fail(Fault::refused, "This record was not handed over to another tablet.", directory,
                    "Nothing was changed.");
    if (expect == Expect::to_read) impl.closed = only_to_be_read(directory);
    if (expect == Expect::handed_over) impl.closed = was_handed_over(*heir, directory);
    return {};
}

Result<Vault> VaultMaker::make(Ports ports, StoreLock lock, const std::string& directory,
                               const crypto::Unlocked& unlocked, Expect expect) {
    auto keys = StoreKeys::from_master(unlocked.master);
    const bool finished = CPC_TRY(finish_change(ports, directory, keys));
    auto found = CPC_TRY(recover(ports, directory, keys));
    auto kept = CPC_TRY(kept_from_change(found.store));
    const bool marked = CPC_TRY(found.store.get_state(copy_row)).has_value();
    if (kept.pepper) keys.pepper = std::move(*kept.pepper);
    if (finished)
        found.report.notes.push_back("A change of the master key was interrupted and is finished.");
    const auto faults = found.faults;
    Vault out{std::make_unique<Vault::Impl>(ports, std::move(lock), directory, std::move(keys),
                                            std::move(found),
                                            crypto::SigningKey::from_seed(unlocked.chair_seed))};
    auto& impl = *out.impl_;
    impl.report.notes.insert(impl.report.notes.end(), unlocked.notes.begin(), unlocked.notes.end());
    if (expect != Expect::nothing_yet) CPC_TRY(look_at_standing(impl, directory, expect, marked));
    if (impl.closed) return out;  // what was repaired is in its notes
    for (const auto& fault : faults) {
        AppendRequest request;
        request.type = record::type::storage_fault;
        request.payload = record::encode_event(record::StorageFault{fault});
        CPC_TRY(impl.append(request));
    }
    if (kept.to_tell) CPC_TRY(tell(impl, *kept.to_tell));
    if (expect == Expect::a_log) CPC_TRY(take_in_ledger(out, unlocked.master, kept));
    return out;
}

// What was tried at the door while it was shut; then nothing of a change of keys is left to tell.
Result<void> VaultMaker::take_in_ledger(Vault& vault, const crypto::SecretBytes& master,
                                        const Kept& kept) {
    auto& impl = *vault.impl_;
    std::uint64_t recorded = 0;
    if (const auto last = impl.index.last_unlock()) {
        Inside::KeyInHand hand;
        const auto entry = CPC_TRY(impl.load(*last, hand));
        recorded = CPC_TRY(record::decode_event<record::Unlocked>(entry.payload)).epoch;
    }
    auto taken = CPC_TRY(import_ledger(impl.ports, impl.directory, master, recorded, vault,
                                       kept.to_tell ? &kept.to_tell->former_ledger : nullptr));
    impl.report.ledger_epoch = taken.epoch;
    for (auto& note : taken.notes)
        impl.report.notes.push_back(std::move(note));
    if (kept.to_tell) CPC_TRY(forget(impl));
    return {};
}

Vault::Vault(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Vault::~Vault() = default;
Vault::Vault(Vault&&) noexcept = default;
Vault& Vault::operator=(Vault&&) noexcept = default;

Result<Vault> Vault::create(Ports ports, const std::string& directory,
                            const crypto::SecretBytes& passphrase, const CreateOptions& options) {
    CPC_TRY(ports.files.make_directories(directory));
    auto lock = CPC_TRY(StoreLock::take(directory));
    const std::string journal_path = directory + "/" + journal_file;
    const std::string store_path = directory + "/" + store_file;
    if (ports.files.exists(journal_path) || ports.files.exists(store_path))
        return fail(Fault::refused, "This directory already holds a record.", directory,
                    "Open the record that is there, or choose an empty directory.");
    const auto unlocked =
        CPC_TRY(crypto::Keyslots::create(ports.files, directory, passphrase, options.cost));
    CPC_TRY(make_ledger(ports, directory, unlocked.master));
    const auto keys = StoreKeys::from_master(unlocked.master);
    crypto::SecretBytes seed(32);
    ports.entropy.fill(seed.span());
    const auto device = crypto::SigningKey::from_seed(seed);
    record::LogOpened opened;
    opened.device_key = device.public_key();
    opened.domain = options.domain;
    opened.practice = options.practice;
    if (options.former) {
        opened.former = options.former->log_id;
        opened.former_size = options.former->size;
        opened.former_root = options.former->root;
        opened.former_reached = options.former->reached;
    }
    ports.entropy.fill(opened.salt);
    const LogIdentity identity{record::log_id_of(device.public_key(), opened.salt),
                               std::move(seed)};
    CPC_TRY(EntryStore::create(store_path, keys.database, identity, ports.database_vfs));
    CPC_TRY(Journal::create(ports.files, ports.entropy, journal_path, keys.journal, identity));
    CPC_TRY(ports.files.sync_directory(directory));
    auto out = CPC_TRY(VaultMaker::make(ports, std::move(lock), directory, unlocked,
                                        VaultMaker::Expect::nothing_yet));
    out.impl_->opened = opened;
    AppendRequest first;
    first.type = record::type::log_open;
    first.payload = record::encode_event(opened);
    CPC_TRY(out.append(first));
    CPC_TRY(out.settle());
    return out;
}

Result<Vault> Vault::open(Ports ports, const std::string& directory,
                          const crypto::SecretBytes& passphrase) {
    const bool any = ports.files.exists(directory + "/" + journal_file) ||
                     ports.files.exists(directory + "/" + store_file);
    CPC_TRY(refuse_copy(ports.files, directory));
    // In a place without a record no lock file is left behind.
    auto lock = CPC_TRY(StoreLock::take(
        directory, any ? StoreLock::IfMissing::make_file : StoreLock::IfMissing::do_without));
    const auto unlocked = CPC_TRY(try_passphrase(ports, directory, passphrase));
    return VaultMaker::make(ports, std::move(lock), directory, unlocked, VaultMaker::Expect::a_log);
}

Result<Stored> Vault::append(const AppendRequest& request) {
    if (impl_->closed) return Failure{*impl_->closed};
    return impl_->append(request);
}

const std::optional<Error>& Vault::closed() {
    return impl_->closed;
}

std::optional<Former> Vault::former() {
    const auto& opened = impl_->opened;
    if (!opened.former || !opened.former_size || !opened.former_root) return std::nullopt;
    return Former{*opened.former, *opened.former_size, *opened.former_root, opened.former_reached};
}

Result<std::vector<Stored>> Vault::conference(ConferenceId conference,
                                              std::optional<std::uint16_t> headers_only) {
    const std::lock_guard lock(impl_->mutex);
    std::vector<Stored> out;
    const auto* list = impl_->index.entries_of(conference);
    if (list == nullptr) return out;
    Impl::KeyInHand hand;
    for (const auto seq : *list)
        out.push_back(CPC_TRY(impl_->load(seq, hand, headers_only)));
    return out;
}

Result<std::vector<Stored>> Vault::range(std::uint64_t from, std::uint64_t to) {
    const std::lock_guard lock(impl_->mutex);
    if (from > to || to > impl_->index.size()) return no_such_entries();
    std::vector<Stored> out;
    Impl::KeyInHand hand;
    for (std::uint64_t seq = from; seq < to; ++seq)
        out.push_back(CPC_TRY(impl_->load(seq, hand)));
    return out;
}

std::vector<ConferenceId> Vault::conferences() {
    const std::lock_guard lock(impl_->mutex);
    return impl_->index.conferences();
}

std::vector<ConferenceEnd> Vault::conference_ends() {
    const std::lock_guard lock(impl_->mutex);
    std::vector<ConferenceEnd> out;
    out.reserve(impl_->index.conferences().size());
    for (const auto& id : impl_->index.conferences()) {
        const auto& list = *impl_->index.entries_of(id);
        out.push_back({id, list.size(), list.back()});
    }
    return out;
}

std::uint64_t Vault::size() {
    const std::lock_guard lock(impl_->mutex);
    return impl_->index.size();
}

Hash32 Vault::root() {
    const std::lock_guard lock(impl_->mutex);
    return impl_->index.root();
}

Result<Hash32> Vault::root_at(std::uint64_t size) {
    const std::lock_guard lock(impl_->mutex);
    const auto root = impl_->index.root_at(size);
    if (!root) return no_such_entries();
    return *root;
}

Result<record::Proof> Vault::inclusion(std::uint64_t seq, std::uint64_t size) {
    const std::lock_guard lock(impl_->mutex);
    if (size > impl_->index.size() || seq >= size) return no_such_entries();
    return record::inclusion_proof(impl_->index.leaves(size), seq);
}

Result<record::Proof> Vault::consistency(std::uint64_t old_size, std::uint64_t new_size) {
    const std::lock_guard lock(impl_->mutex);
    if (new_size > impl_->index.size() || old_size > new_size) return no_such_entries();
    return record::consistency_proof(impl_->index.leaves(new_size), old_size);
}

Result<void> Vault::settle() {
    return impl_->writer.settle();
}

Result<std::string> Vault::checkpoint_note() {
    const std::lock_guard lock(impl_->mutex);
    return impl_->note_at(impl_->index.size());
}

Result<std::string> Vault::checkpoint_note_at(std::uint64_t size) {
    const std::lock_guard lock(impl_->mutex);
    return impl_->note_at(size);
}

Result<std::vector<std::string>> Vault::make_ready() {
    std::vector<std::string> warnings;
    const auto free = CPC_TRY(impl_->ports.files.free_bytes(impl_->directory));
    if (free < free_bytes_wanted) warnings.push_back("Less than 256 MiB are free on the disk.");
    const std::lock_guard lock(impl_->mutex);
    const auto before = impl_->ports.clock.read().boot_ms;
    CPC_TRY(impl_->journal.reserve(journal_reserve_bytes));
    CPC_TRY(impl_->space->hold());
    const auto took_ms = impl_->ports.clock.read().boot_ms - before;
    if (took_ms > slow_disk_ms)
        warnings.push_back("The disk needed " + std::to_string(took_ms) +
                           " ms to lay down space: it may be failing.");
    return warnings;
}

bool Vault::reserve_spent() {
    return impl_->space->spent();
}

std::string Vault::origin() {
    return impl_->origin();
}
const crypto::SigningKey& Vault::device_key() {
    return impl_->device;
}
const crypto::SigningKey& Vault::chair_key() {
    return impl_->chair;
}
const crypto::SecretBytes& Vault::pin_pepper() {
    return impl_->keys.pepper;
}
Hash32 Vault::log_id() {
    return impl_->log_id;
}
bool Vault::practice() {
    return impl_->opened.practice;
}

Result<std::vector<RawEntry>> Vault::raw(std::uint64_t from, std::uint64_t to) {
    const std::lock_guard lock(impl_->mutex);
    if (from > to || to > impl_->index.size()) return no_such_entries();
    std::vector<RawEntry> out;
    for (std::uint64_t seq = from; seq < to; ++seq) {
        out.push_back(CPC_TRY(impl_->journal.read(impl_->index.at(seq).place)));
        out.back().conference_key_wrap.clear();
    }
    return out;
}

Result<crypto::SecretBytes> Vault::conference_key(ConferenceId conference,
                                                  record::Section section) {
    const std::lock_guard lock(impl_->mutex);
    return impl_->key_of(conference, section);
}

std::optional<crypto::PublicKey> Vault::public_key(const Hash32& kid) {
    const std::lock_guard lock(impl_->mutex);
    return impl_->index.signer(kid);
}

std::vector<Erased> Vault::erased() {
    const std::lock_guard lock(impl_->mutex);
    return impl_->erased.all();
}

std::optional<Erased> Vault::erased(ConferenceId conference) {
    const std::lock_guard lock(impl_->mutex);
    const auto* found = impl_->erased.of_conference(conference);
    return found == nullptr ? std::nullopt : std::optional{*found};
}

std::vector<record::OfficerKey> Vault::officers() {
    const std::lock_guard lock(impl_->mutex);
    return impl_->erased.officers();
}

Result<void> Vault::put_state(std::string_view key, ByteView value) {
    return impl_->writer.run([&](EntryStore& store) { return store.put_state(key, value); });
}

Result<std::optional<Bytes>> Vault::get_state(std::string_view key) {
    std::optional<Bytes> out;
    const auto task = [&](EntryStore& store) -> Result<void> {
        out = CPC_TRY(store.get_state(key));
        return {};
    };
    CPC_TRY(impl_->writer.run(task));
    return out;
}

Result<void> Vault::erase_state(std::string_view key) {
    return impl_->writer.run([&](EntryStore& store) { return store.erase_state(key); });
}

Result<std::vector<std::string>> Vault::state_keys(std::string_view prefix) {
    std::vector<std::string> out;
    const auto task = [&](EntryStore& store) -> Result<void> {
        out = CPC_TRY(store.state_keys(prefix));
        return {};
    };
    CPC_TRY(impl_->writer.run(task));
    return out;
}

Result<std::vector<Vault::StateRow>> Vault::states(std::string_view prefix) {
    std::vector<StateRow> out;
    const auto task = [&](EntryStore& store) -> Result<void> {
        out = CPC_TRY(store.states(prefix));
        return {};
    };
    CPC_TRY(impl_->writer.run(task));
    return out;
}

Result<void> Vault::put_states(const std::vector<StateRow>& rows) {
    return impl_->writer.run([&](EntryStore& store) -> Result<void> {
        for (const auto& [key, value] : rows)
            CPC_TRY(store.put_state(key, value));
        return {};
    });
}

OpenReport Vault::report() {
    return impl_->report;
}

}  // namespace cpc::store
