// SPDX-License-Identifier: Apache-2.0
// How an entry gets into the record: checked, sealed, signed, written, synced.
#include <algorithm>
#include <optional>

#include "core/base/check.hpp"
#include "core/crypto/aead.hpp"
#include "core/crypto/layout.hpp"
#include "core/record/payload.hpp"
#include "core/record/type_rules.hpp"
#include "core/store/vault_impl.hpp"

namespace cpc::store {
namespace {

// A clock before this program was written has never been set (2026-01-01).
constexpr std::int64_t earliest_wall_ms = 1'767'225'600'000;
constexpr std::uint8_t flags_for_callers = record::flag::restricted | record::flag::supersedes;
constexpr std::uint32_t clock_states_for_callers =
    record::clock_state::set_by_hand | record::clock_state::bounded_by_receipt;

}  // namespace

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
                               conference_wrap_bound(log_id, id, held->key_id));
}

Result<void> Vault::Impl::add_content(const AppendRequest& request, record::EntryHeader& header,
                                      RawEntry& raw) {
    if (request.payload.empty()) return {};
    header.flags |= record::flag::has_payload;
    if (const auto* gone = erased.of_conference(request.conference))
        return fail(Fault::refused, "This conference's content was " + gone->sentence() + ".", {},
                    gone->purge ? "Nothing was recorded. What comes now is for the centre to write."
                                : "Nothing was recorded. Open a new conference.");
    const auto* held = index.key_of(request.conference, record::section_of(header));
    header.key_id = held != nullptr ? held->key_id : random<16>();
    const auto bound = conference_wrap_bound(log_id, request.conference, header.key_id);
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

std::vector<crypto::PublicKey> Vault::Impl::public_keys_of(std::span<const Signer> signers) {
    std::vector<crypto::PublicKey> out;
    out.reserve(signers.size());
    for (const auto& signer : signers)
        out.push_back(signer.key->public_key());
    return out;
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

// While the disk works the signatures are made again (signatory.hpp), and the index says what the
// log becomes with the bytes that were written, by the same door as at open.
Result<record::Entry> Vault::Impl::record_checked(const RawEntry& raw,
                                                  std::span<const Signer> signers) {
    const auto place = CPC_TRY(journal.append_without_sync(raw));
    std::optional<Result<LogIndex::Fitting>> fitting;
    signatory.begin_check(raw.entry, signers);
    signatory.meanwhile([&] { fitting = index.fit(raw); });
    const auto synced = journal.sync();
    auto checked = signatory.finish_check();
    CPC_TRY(synced);
    if (checked && *fitting) return index.admit(std::move(**fitting), raw, place);
    CPC_TRY(journal.take_back(place));
    auto error = std::move(checked ? fitting->error() : checked.error());
    error.advice =
        "It was not recorded, and everything recorded before is safe. Try again. If it happens "
        "again, this device's memory or processor is failing: use another one.";
    return Failure{std::move(error)};
}

Result<RawEntry> Vault::Impl::compose(const AppendRequest& request, std::vector<Signer>& signers) {
    RawEntry raw;
    auto header = CPC_TRY(start_header(request));
    raw.seq = header.seq;
    CPC_TRY(add_content(request, header, raw));
    signers.push_back({&device, record::Role::device});
    const record::Entry entry{header, signatory.sign(header, signers)};
    CPC_TRY(record::check_signers(entry));
    raw.entry = record::serialise(entry);
    raw.new_keys = keys_new_with(signers);
    return raw;
}

Result<Stored> Vault::Impl::append(const AppendRequest& request) {
    CPC_TRY(check_request(request));
    if (request.type == record::type::erasure)
        return fail(Fault::refused, "Nothing is erased by writing that it is.", {},
                    "Nothing was changed. Two officers do it on a closed record: cpc erase.");
    if (request.type == record::type::purged)
        return fail(Fault::refused, "Nothing is removed by writing that it is.", {},
                    "Nothing was changed. A chair does it, by a receipt of level 2: cpc store "
                    "purge.");
    const std::lock_guard lock(mutex);
    signatory.rouse();
    CPC_TRY(writer.sound());
    auto signers = request.signers;
    auto raw = CPC_TRY(compose(request, signers));
    const auto recorded = CPC_TRY(record_checked(raw, signers));
    writer.enqueue(std::move(raw), public_keys_of(signers));
    return Stored{recorded.header.seq, recorded.header, recorded.signatures, request.payload};
}

}  // namespace cpc::store
