// SPDX-License-Identifier: Apache-2.0
#include "core/store/vault.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <utility>

#include "core/base/check.hpp"
#include "core/crypto/aead.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"
#include "core/record/device_events.hpp"
#include "core/record/note.hpp"
#include "core/record/payload.hpp"
#include "core/record/type_rules.hpp"
#include "core/store/copies.hpp"
#include "core/store/recovery.hpp"
#include "core/store/signatory.hpp"
#include "core/store/store_writer.hpp"

namespace cpc::store {
namespace {

// A clock before this program was written has never been set (2026-01-01).
constexpr std::int64_t earliest_wall_ms = 1'767'225'600'000;
// A long conference fits into the reserve, so that it cannot run out of space half way.
constexpr std::uint64_t reserve_bytes = 32U << 20U;
constexpr std::uint64_t free_bytes_wanted = 256U << 20U;
constexpr std::uint64_t slow_disk_ms = 10'000;
constexpr std::uint8_t flags_for_callers = record::flag::restricted | record::flag::supersedes;
constexpr std::uint32_t clock_states_for_callers =
    record::clock_state::set_by_hand | record::clock_state::bounded_by_receipt;

Bytes wrap_associated(const Hash32& log_id, const ConferenceId& id, const ByteArray<16>& key_id) {
    return crypto::joined({view_of("cpc/ck/v1"), log_id, id.bytes, key_id});
}

Failure no_such_entries() {
    return fail(Fault::not_found, "The record has no such entries.");
}

}  // namespace

struct Vault::Impl {
    Impl(Ports with, std::string where, StoreKeys from, Recovered found,
         crypto::SigningKey chair_key)
        : ports(with),
          directory(std::move(where)),
          keys(std::move(from)),
          journal(std::move(found.journal)),
          index(std::move(found.index)),
          report(std::move(found.report)),
          device(crypto::SigningKey::from_seed(journal.identity().device_seed)),
          chair(std::move(chair_key)),
          log_id(journal.identity().log_id),
          writer(std::move(found.store)) {}

    Ports ports;
    std::string directory;
    StoreKeys keys;
    Journal journal;
    LogIndex index;
    OpenReport report;
    crypto::SigningKey device;
    crypto::SigningKey chair;
    Hash32 log_id;
    record::LogOpened opened;
    std::mutex mutex;  // over journal and index
    Signatory signatory;
    // Guarded memory for the keys of one append, wiped after it: making it anew each time would
    // cost more than everything else but the signatures.
    struct Hold {
        crypto::SecretBytes conference_key{32};
        record::PayloadSecrets payload{crypto::SecretBytes{32}, crypto::SecretBytes{32}, {}};
    };
    Hold hold;
    StoreWriter writer;

    template <std::size_t N>
    ByteArray<N> random() {
        ByteArray<N> out{};
        ports.entropy.fill(out);
        return out;
    }
    Result<void> check_request(const AppendRequest& request) const;
    Result<record::EntryHeader> start_header(const AppendRequest& request);
    Result<void> add_content(const AppendRequest& request, record::EntryHeader& header,
                             RawEntry& raw);
    Result<crypto::SecretBytes> key_of(const ConferenceId& id, record::Section section) const;
    std::vector<crypto::PublicKey> keys_new_with(std::span<const Signer> signers) const;
    Result<FramePlace> record_checked(const RawEntry& raw, std::span<const Signer> signers);
    Result<Stored> append(const AppendRequest& request);
    // The conference's key last used, for the length of one call: unwrapping it costs more than
    // reading an entry.
    struct KeyInHand {
        ConferenceId conference;
        record::Section section{};
        crypto::SecretBytes key;
    };
    Result<Stored> load(std::uint64_t seq, KeyInHand& hand);
    Result<std::string> note_at(std::uint64_t size) const;
    std::string origin() const { return record::origin_of(opened.domain, log_id); }
};

Result<void> Vault::Impl::check_request(const AppendRequest& request) const {
    if (!record::payload_fits(request.payload.size()))
        return fail(Fault::refused, "An entry's content is too large to be recorded.");
    if (!request.payload.empty()) CPC_TRY(record::check_content(request.payload));
    CPC_CHECK((request.flags & ~flags_for_callers) == 0);
    CPC_CHECK((request.clock_state & ~clock_states_for_callers) == 0);
    for (const auto& signer : request.signers) {
        CPC_CHECK(signer.key != nullptr && !signer.key->empty());
        CPC_CHECK(signer.role != record::Role::device);
    }
    std::set<std::pair<record::Role, Hash32>> distinct;
    for (const auto& signer : request.signers)
        if (!distinct.emplace(signer.role, signer.key->kid()).second)
            return fail(Fault::refused, "Nobody signs an entry twice.");
    if (request.signers.size() + 1 > record::signatures_max)
        return fail(Fault::refused, "An entry has room for four signatures.");
    return {};
}

Result<record::EntryHeader> Vault::Impl::start_header(const AppendRequest& request) {
    const auto now = ports.clock.read();
    record::EntryHeader out;
    out.log_id = log_id;
    out.seq = index.size();
    out.prev_root = index.root();
    out.type = request.type;
    out.flags = request.flags;
    if (!request.signers.empty()) out.flags |= record::flag::authored;
    out.signature_count = static_cast<std::uint8_t>(request.signers.size() + 1);
    out.conference = request.conference;
    out.wall = now.wall;
    out.boot_ms = now.boot_ms;
    out.boot_id = now.boot_id;
    out.clock_state = request.clock_state;
    // A wrong clock is written down and never a reason not to record.
    if (now.wall.ms < earliest_wall_ms) out.clock_state |= record::clock_state::never_set;
    if (now.wall < index.last_wall()) out.clock_state |= record::clock_state::stepped_back;
    out.entry_nonce = random<16>();
    out.basis_size = request.basis_size.value_or(index.size());
    const auto basis = index.root_at(out.basis_size);
    if (!basis) return fail(Fault::refused, "The author cannot have been shown a later record.");
    out.basis_root = *basis;
    return out;
}

Result<crypto::SecretBytes> Vault::Impl::key_of(const ConferenceId& id,
                                                record::Section section) const {
    const auto* held = index.key_of(id, section);
    if (held == nullptr) return fail(Fault::not_found, "This conference has no content yet.");
    return crypto::open_secret(keys.wrapping, held->wrap,
                               wrap_associated(log_id, id, held->key_id));
}

Result<void> Vault::Impl::add_content(const AppendRequest& request, record::EntryHeader& header,
                                      RawEntry& raw) {
    if (request.payload.empty()) return {};
    header.flags |= record::flag::has_payload;
    const auto* held = index.key_of(request.conference, record::section_of(header));
    header.key_id = held != nullptr ? held->key_id : random<16>();
    const auto bound = wrap_associated(log_id, request.conference, header.key_id);
    if (held != nullptr) {
        CPC_TRY(crypto::open_secret_into(hold.conference_key, keys.wrapping, held->wrap, bound));
    } else {
        ports.entropy.fill(hold.conference_key.span());
        raw.conference_key_wrap =
            crypto::seal(keys.wrapping, random<24>(), hold.conference_key.view(), bound);
    }
    auto& secrets = hold.payload;
    ports.entropy.fill(secrets.record_key.span());
    ports.entropy.fill(secrets.commitment_key.span());
    secrets.nonce = random<24>();
    raw.ciphertext = record::seal_payload(header, request.payload, secrets);
    raw.key_wrap =
        record::wrap_record_key(header, hold.conference_key, secrets.record_key, random<24>());
    for (auto* secret : {&hold.conference_key, &secrets.record_key, &secrets.commitment_key})
        crypto::wipe(secret->span());
    return {};
}

// Of those who sign, whose keys the record does not have yet; each once.
std::vector<crypto::PublicKey> Vault::Impl::keys_new_with(std::span<const Signer> signers) const {
    std::vector<crypto::PublicKey> out;
    for (const auto& signer : signers) {
        const auto& key = signer.key->public_key();
        const bool here = std::find(out.begin(), out.end(), key) != out.end();
        if (!here && !index.knows(signer.key->kid())) out.push_back(key);
    }
    return out;
}

// The signatures are checked while the disk works; see signatory.hpp.
Result<FramePlace> Vault::Impl::record_checked(const RawEntry& raw,
                                               std::span<const Signer> signers) {
    signatory.begin_check(raw.entry, signers);
    auto place = journal.append(raw);
    auto checked = signatory.finish_check();
    CPC_TRY(place);
    if (checked) return place;
    CPC_TRY(journal.take_back(*place));
    checked.error().advice =
        "It was not recorded, and everything recorded before is safe. Try again. If it happens "
        "again, this device's memory or processor is failing: use another one.";
    return Failure{std::move(checked.error())};
}

Result<Stored> Vault::Impl::append(const AppendRequest& request) {
    CPC_TRY(check_request(request));
    const std::lock_guard lock(mutex);
    signatory.rouse();
    RawEntry raw;
    auto header = CPC_TRY(start_header(request));
    raw.seq = header.seq;
    CPC_TRY(add_content(request, header, raw));
    auto signers = request.signers;
    signers.push_back({&device, record::Role::device});
    record::Entry entry{header, signatory.sign(header, signers)};
    CPC_TRY(record::check_signers(entry));
    raw.entry = record::serialise(entry);
    raw.new_keys = keys_new_with(signers);
    const auto place = CPC_TRY(record_checked(raw, signers));
    // Recorded. The index takes the bytes that were written, by the same door as at open.
    const auto added = index.add(raw, place);
    CPC_CHECK(added.has_value());
    writer.enqueue(std::move(raw));
    return Stored{header.seq, header, std::move(entry.signatures), request.payload};
}

Result<Stored> Vault::Impl::load(std::uint64_t seq, KeyInHand& hand) {
    const auto raw = CPC_TRY(journal.read(index.at(seq).place));
    auto entry = CPC_TRY(record::parse(raw.entry));
    Stored out{seq, entry.header, std::move(entry.signatures), {}};
    if ((out.header.flags & record::flag::has_payload) != 0) {
        const auto& id = out.header.conference;
        const auto section = record::section_of(out.header);
        if (hand.key.empty() || !(hand.conference == id) || hand.section != section)
            hand = {id, section, CPC_TRY(key_of(id, section))};
        out.payload =
            CPC_TRY(record::read_payload(out.header, raw.ciphertext, raw.key_wrap, hand.key));
    }
    return out;
}

Result<std::string> Vault::Impl::note_at(std::uint64_t size) const {
    const auto root = index.root_at(size);
    if (!root) return no_such_entries();
    const auto text = record::checkpoint_text({origin(), size, *root});
    return record::write_note({text, {record::sign_note(text, origin(), device)}});
}

// What create() and open() share: a vault that is ready, its first entry read.
struct VaultMaker {
    enum class Expect : std::uint8_t { nothing_yet, a_log };
    static Result<Vault> make(Ports ports, const std::string& directory,
                              const crypto::Unlocked& unlocked, Expect expect);
};

Result<Vault> VaultMaker::make(Ports ports, const std::string& directory,
                               const crypto::Unlocked& unlocked, Expect expect) {
    auto keys = StoreKeys::from_master(unlocked.master);
    auto found = CPC_TRY(recover(ports, directory, keys));
    const auto faults = found.faults;
    Vault out{std::make_unique<Vault::Impl>(ports, directory, std::move(keys), std::move(found),
                                            crypto::SigningKey::from_seed(unlocked.chair_seed))};
    auto& impl = *out.impl_;
    impl.report.notes.insert(impl.report.notes.end(), unlocked.notes.begin(), unlocked.notes.end());
    if (expect == Expect::a_log) {
        if (impl.index.size() == 0)
            return fail(Fault::malformed, "The making of this record was broken off.", directory,
                        "It holds nothing yet. Remove the directory and make it again.");
        Vault::Impl::KeyInHand hand;
        const auto first = CPC_TRY(impl.load(0, hand));
        impl.opened = CPC_TRY(record::decode_log_opened(first.payload));
        const bool ours =
            impl.opened.device_key == impl.device.public_key() &&
            record::log_id_of(impl.opened.device_key, impl.opened.salt) == impl.log_id;
        if (!ours) return fail(Fault::damaged, "The record's first entry is not this device's.");
    }
    for (const auto& fault : faults) {
        AppendRequest request;
        request.type = record::type::storage_fault;
        request.payload = record::encode_event(record::StorageFault{fault});
        CPC_TRY(impl.append(request));
    }
    return out;
}

Vault::Vault(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Vault::~Vault() = default;
Vault::Vault(Vault&&) noexcept = default;
Vault& Vault::operator=(Vault&&) noexcept = default;

Result<Vault> Vault::create(Ports ports, const std::string& directory,
                            const crypto::SecretBytes& passphrase, const CreateOptions& options) {
    CPC_TRY(ports.files.make_directories(directory));
    const std::string journal_path = directory + "/" + journal_file;
    const std::string store_path = directory + "/" + store_file;
    if (ports.files.exists(journal_path) || ports.files.exists(store_path))
        return fail(Fault::refused, "This directory already holds a record.", directory,
                    "Open the record that is there, or choose an empty directory.");
    const auto unlocked =
        CPC_TRY(crypto::Keyslots::create(ports.files, directory, passphrase, options.cost));
    const auto keys = StoreKeys::from_master(unlocked.master);
    crypto::SecretBytes seed(32);
    ports.entropy.fill(seed.span());
    const auto device = crypto::SigningKey::from_seed(seed);
    record::LogOpened opened{device.public_key(), {}, options.domain, options.practice};
    ports.entropy.fill(opened.salt);
    const LogIdentity identity{record::log_id_of(device.public_key(), opened.salt),
                               std::move(seed)};
    CPC_TRY(EntryStore::create(store_path, keys.database, identity));
    CPC_TRY(Journal::create(ports.files, ports.entropy, journal_path, keys.journal, identity));
    CPC_TRY(ports.files.sync_directory(directory));
    auto out =
        CPC_TRY(VaultMaker::make(ports, directory, unlocked, VaultMaker::Expect::nothing_yet));
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
    const auto unlocked = CPC_TRY(crypto::Keyslots::unlock(ports.files, directory, passphrase));
    return VaultMaker::make(ports, directory, unlocked, VaultMaker::Expect::a_log);
}

Result<Stored> Vault::append(const AppendRequest& request) {
    return impl_->append(request);
}

Result<std::vector<Stored>> Vault::conference(ConferenceId conference) {
    const std::lock_guard lock(impl_->mutex);
    std::vector<Stored> out;
    const auto* list = impl_->index.entries_of(conference);
    if (list == nullptr) return out;
    Impl::KeyInHand hand;
    for (const auto seq : *list)
        out.push_back(CPC_TRY(impl_->load(seq, hand)));
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
    CPC_TRY(impl_->journal.reserve(reserve_bytes));
    const auto took_ms = impl_->ports.clock.read().boot_ms - before;
    if (took_ms > slow_disk_ms)
        warnings.push_back("The disk needed " + std::to_string(took_ms) +
                           " ms to lay down space: it may be failing.");
    return warnings;
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

OpenReport Vault::report() {
    return impl_->report;
}

}  // namespace cpc::store
