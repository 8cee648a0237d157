// SPDX-License-Identifier: Apache-2.0
// The vault: one directory that holds this device's record, in two complete copies.
//
// append() signs, encrypts and writes an entry to the journal with exactly one sync. When it
// returns, the entry is recorded and no power cut can lose it. One writer thread then carries it
// into the encrypted database, within a second. What always holds:
//
//     journal ≥ acknowledged      journal ≥ store      root(store) = root(journal, same size)
//
// open() checks every entry of both copies against the tree, rolls the store forward, repairs
// either copy from the other, and says what it did (report(), and an entry of type storage fault).
// If both are hurt in the same place it changes nothing and says which entries are lost.
//
// The vault does not know what an entry means: payloads are canonical CBOR made elsewhere. It gives
// no access to an entry's bytes except by these functions, and none of them changes an entry.
//
// Every function may be called from any thread. append(), conference() and range() answer from
// memory and the journal; put_state(), get_state(), erase_state() and settle() wait for the writer
// thread, which is a matter of milliseconds.
//
//     auto vault = CPC_TRY(Vault::create(ports, dir, passphrase, {KeyslotCost::moderate(), …}));
//     auto stored = CPC_TRY(vault.append({.type = 0x0140, .conference = id,
//                                         .payload = codec::encode(event),
//                                         .signers = {{&vault.chair_key(), Role::chair}}}));
//
// Files: keys.cpk, device.key, journal.cpl, store.db. Source: security design, 3.0–3.8.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/ports.hpp"
#include "core/base/result.hpp"
#include "core/crypto/keyslot.hpp"
#include "core/crypto/sign.hpp"
#include "core/record/entry.hpp"
#include "core/record/merkle.hpp"
#include "core/record/payload.hpp"
#include "core/store/erasures.hpp"
#include "core/store/raw_entry.hpp"

namespace cpc::store {

struct Ports {
    Files& files;
    Clock& clock;
    Entropy& entropy;
    // The database library's way to its files, by name. Null: the system's own, which is what every
    // program uses; a test that takes the disk away registers another.
    const char* database_vfs = nullptr;
};

struct Signer {
    const crypto::SigningKey* key = nullptr;
    record::Role role{};
};

struct AppendRequest {
    std::uint16_t type = 0;
    ConferenceId conference;      // empty: the entry is the device's own
    Bytes payload;                // canonical CBOR; may be empty
    std::vector<Signer> signers;  // the device's signature is added by the vault
    // How much of the record the author had been shown; default: all of it.
    std::optional<std::uint64_t> basis_size;
    std::uint8_t flags = 0;  // record::flag::restricted and supersedes; the others are set here
    std::uint32_t clock_state = 0;  // record::clock_state::set_by_hand, bounded_by_receipt
};

struct Stored {
    std::uint64_t seq = 0;
    record::EntryHeader header;
    std::vector<record::Signature> signatures;
    Bytes payload;
    bool erased = false;  // there was a content, and it was erased or purged
};

// The record that a new one carries on after a restore (restore.hpp).
struct Former {
    Hash32 log_id{};
    std::uint64_t size = 0;  // of its entries so many were restored
    Hash32 root{};
    std::optional<std::uint64_t> reached{};  // known to have been longer: what lies between is lost
};

// How far a conference has come.
struct ConferenceEnd {
    ConferenceId id;
    std::uint64_t entries = 0;
    std::uint64_t last_seq = 0;
};

struct CreateOptions {
    crypto::KeyslotCost cost = crypto::KeyslotCost::moderate();
    bool practice = false;  // written into the log's first entry
    std::string domain =
        "case-conference.invalid";   // of the organisation; begins the note's origin
    std::optional<Former> former{};  // named by the log's first entry
};

struct OpenReport {
    std::uint64_t entries = 0;
    bool repaired_store = false;
    bool repaired_journal = false;
    std::vector<std::string> notes;  // plain sentences, no case text
    std::uint64_t ledger_epoch = 0;  // of the ledger of attempts, begun by this opening
};

class Vault {
  public:
    // The directory is made if need be; it must hold no vault yet.
    [[nodiscard]] static Result<Vault> create(Ports ports, const std::string& directory,
                                              const crypto::SecretBytes& passphrase,
                                              const CreateOptions& options);
    [[nodiscard]] static Result<Vault> open(Ports ports, const std::string& directory,
                                            const crypto::SecretBytes& passphrase);
    ~Vault();  // settles as well as it can; what is not in the store yet is in the journal
    Vault(Vault&&) noexcept;
    Vault& operator=(Vault&&) noexcept;

    // The record that this one carries on, to be read and never to be recorded into; nothing: this
    // one began by itself. Its conferences, checkpoints and small state are there like any other's.
    [[nodiscard]] static Result<std::optional<Vault>> open_former(Ports ports,
                                                                  const std::string& directory,
                                                                  Vault& heir);
    [[nodiscard]] std::optional<Former> former();
    // Why nothing is recorded into it any more; nothing: it is in use.
    [[nodiscard]] const std::optional<Error>& closed();

    // On return: recorded. On error: nothing was acknowledged and nothing of it will appear, except
    // after a failed sync, where the next open() decides (and the same entry is never doubled).
    [[nodiscard]] Result<Stored> append(const AppendRequest& request);

    // In order. Of entries of the type `headers_only` (pieces of files, which are large) everything
    // but the content.
    [[nodiscard]] Result<std::vector<Stored>> conference(
        ConferenceId conference, std::optional<std::uint16_t> headers_only = std::nullopt);
    [[nodiscard]] Result<std::vector<Stored>> range(std::uint64_t from, std::uint64_t to);
    [[nodiscard]] std::vector<ConferenceId> conferences();       // by first appearance
    [[nodiscard]] std::vector<ConferenceEnd> conference_ends();  // the same
    [[nodiscard]] std::uint64_t size();
    [[nodiscard]] Hash32 root();
    [[nodiscard]] Result<Hash32> root_at(std::uint64_t size);
    [[nodiscard]] Result<record::Proof> inclusion(std::uint64_t seq, std::uint64_t size);
    [[nodiscard]] Result<record::Proof> consistency(std::uint64_t old_size, std::uint64_t new_size);

    // The store has caught up. Before lock, bundle and exit.
    [[nodiscard]] Result<void> settle();

    // Before a conference opens: lays down space for all of it and puts some by for its close, so
    // that the disk cannot fill up half way, and says in plain words what is worrying about the
    // disk. An error: it is too full now, and nobody has been asked anything yet.
    [[nodiscard]] Result<std::vector<std::string>> make_ready();
    // The disk filled up since make_ready(), and what was put by is in use: a meeting under way can
    // be closed, and no other should be opened.
    [[nodiscard]] bool reserve_spent();

    // A checkpoint of the record as it is now, signed by the device.
    [[nodiscard]] Result<std::string> checkpoint_note();
    [[nodiscard]] Result<std::string> checkpoint_note_at(std::uint64_t size);
    [[nodiscard]] std::string origin();

    [[nodiscard]] const crypto::SigningKey& device_key();
    [[nodiscard]] const crypto::SigningKey& chair_key();
    [[nodiscard]] const crypto::SecretBytes& pin_pepper();  // for crypto::seal_with_pin
    [[nodiscard]] Hash32 log_id();
    [[nodiscard]] bool practice();

    // For bundles: the entries as they lie there, without the device's own key wraps.
    [[nodiscard]] Result<std::vector<RawEntry>> raw(std::uint64_t from, std::uint64_t to);
    // What was recorded with flag::restricted is under a key of its own.
    [[nodiscard]] Result<crypto::SecretBytes> conference_key(
        ConferenceId conference, record::Section section = record::Section::open);
    [[nodiscard]] std::optional<crypto::PublicKey> public_key(const Hash32& kid);

    // What two officers had erased (erase.hpp) and what a chair purged (purge.hpp), in order; and
    // who may sign the next erasure.
    [[nodiscard]] std::vector<Erased> erased();
    // If all of this conference's content is gone.
    [[nodiscard]] std::optional<Erased> erased(ConferenceId conference);
    [[nodiscard]] std::vector<record::OfficerKey> officers();

    // Small things that are not record: receipts, sealed attendee keys, pairing, drafts. Encrypted,
    // durable on return, overwritten when erased; in the store only, so that erasing means gone.
    [[nodiscard]] Result<void> put_state(std::string_view key, ByteView value);
    [[nodiscard]] Result<std::optional<Bytes>> get_state(std::string_view key);
    [[nodiscard]] Result<void> erase_state(std::string_view key);
    [[nodiscard]] Result<std::vector<std::string>> state_keys(std::string_view prefix);
    // Many at once: in one reading, and in one transaction.
    using StateRow = std::pair<std::string, Bytes>;
    [[nodiscard]] Result<std::vector<StateRow>> states(std::string_view prefix);
    [[nodiscard]] Result<void> put_states(const std::vector<StateRow>& rows);

    [[nodiscard]] OpenReport report();

  private:
    struct Impl;
    explicit Vault(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
    friend struct VaultMaker;
};

}  // namespace cpc::store
