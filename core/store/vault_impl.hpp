// SPDX-License-Identifier: Apache-2.0
// What a vault is made of. For vault.cpp, append.cpp and a change of the master key only.
#pragma once

#include <mutex>
#include <set>
#include <utility>

#include "core/record/device_events.hpp"
#include "core/record/note.hpp"
#include "core/store/copies.hpp"
#include "core/store/recovery.hpp"
#include "core/store/signatory.hpp"
#include "core/store/space_reserve.hpp"
#include "core/store/store_lock.hpp"
#include "core/store/store_writer.hpp"
#include "core/store/vault.hpp"

namespace cpc::store {

struct Vault::Impl {
    Impl(Ports with, StoreLock held, std::string where, StoreKeys from, Recovered found,
         crypto::SigningKey chair_key)
        : in_use(std::move(held)),
          ports(with),
          directory(std::move(where)),
          keys(std::move(from)),
          journal(std::move(found.journal)),
          index(std::move(found.index)),
          report(std::move(found.report)),
          device(crypto::SigningKey::from_seed(journal.identity().device_seed)),
          chair(std::move(chair_key)),
          log_id(journal.identity().log_id),
          erased(std::move(found.erased)),
          space(std::make_shared<SpaceReserve>(ports.files, directory)),
          writer(std::move(found.store), [held = space] { return held->release(); }) {
        journal.when_full([held = space] { return held->release(); });
    }

    StoreLock in_use;  // first: it is let go when everything else is closed
    Ports ports;
    std::string directory;
    StoreKeys keys;
    Journal journal;
    LogIndex index;
    OpenReport report;
    crypto::SigningKey device;
    crypto::SigningKey chair;
    Hash32 log_id;
    Erasures erased;  // an erasure is made on a closed record (erase.hpp), a purge on an open one
    record::LogOpened opened;
    std::optional<Error> closed;  // why nothing is recorded any more
    std::mutex mutex;             // over journal, index and erased
    Signatory signatory;
    // Guarded memory for the keys of one append, wiped after it: making it anew each time would
    // cost more than everything else but the signatures.
    struct Hold {
        crypto::SecretBytes conference_key{32};
        record::PayloadSecrets payload{crypto::SecretBytes{32}, crypto::SecretBytes{32}, {}};
    };
    Hold hold;
    std::shared_ptr<SpaceReserve> space;
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
    static std::vector<crypto::PublicKey> public_keys_of(std::span<const Signer> signers);
    Result<record::Entry> record_checked(const RawEntry& raw, std::span<const Signer> signers);
    // Sealed and signed, and nowhere yet. Adds the device to the signers.
    Result<RawEntry> compose(const AppendRequest& request, std::vector<Signer>& signers);
    Result<Stored> append(const AppendRequest& request);
    // The conference's key last used, for the length of one call: unwrapping it costs more than
    // reading an entry.
    struct KeyInHand {
        ConferenceId conference;
        record::Section section{};
        crypto::SecretBytes key;
        crypto::SecretBytes record_key{32};  // lent to each entry in turn
    };
    Result<Stored> load(std::uint64_t seq, KeyInHand& hand,
                        std::optional<std::uint16_t> header_only = std::nullopt);
    Result<std::string> note_at(std::uint64_t size) const;
    std::string origin() const { return record::origin_of(opened.domain, log_id); }
};

struct Kept;  // after_change.hpp

// What create(), open() and a change of the master key share.
struct VaultMaker {
    // What is to be done with it. A copy that is not in use (standing.hpp) and a record that was
    // handed over are neither `a_log`.
    enum class Expect : std::uint8_t {
        nothing_yet,
        a_log,
        handed_over,  // its last entry says so; one more may follow, by move.cpp
        to_read,      // whatever it is, nothing is added
    };
    using Inside = Vault::Impl;
    // A vault that is ready, its first entry read.
    static Result<Vault> make(Ports ports, StoreLock lock, const std::string& directory,
                              const crypto::Unlocked& unlocked, Expect expect);
    static Inside& inside(Vault& vault) { return *vault.impl_; }
    // The key that the last entry hands it over to; nothing: it does not.
    static Result<std::optional<Hash32>> heir_of(Inside& inside);
    // Both files are closed, and still nobody else can open the record.
    static StoreLock close_keeping_lock(Vault vault) { return std::move(vault.impl_->in_use); }

  private:
    static Result<void> look_at_standing(Inside& impl, const std::string& directory, Expect expect,
                                         bool marked);
    static Result<void> take_in_ledger(Vault& vault, const crypto::SecretBytes& master,
                                       const Kept& kept);
};

}  // namespace cpc::store
