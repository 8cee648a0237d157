// SPDX-License-Identifier: Apache-2.0
// Where central keeps what it has taken in, as an interface: the embedded store
// (embedded_store.hpp) is one implementation, PostgreSQL (sync/postgres) another, and the same
// tests run against each.
//
// What every implementation owes: rows are only ever added; an entry stands at its place with no
// gap before it; one nonce counts once; ingest() happens whole or not at all, and when it returns
// the receipt, everything the receipt speaks of is on the disk. What none of them does: judge.
// Whether an entry may be taken in was decided before (ingest.hpp), from bytes and signatures.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/base/time.hpp"
#include "core/crypto/secret.hpp"
#include "core/crypto/sign.hpp"
#include "core/record/merkle.hpp"
#include "sync/wire/bundle.hpp"
#include "sync/wire/held_back.hpp"
#include "sync/wire/receipt.hpp"

namespace cpc::service {

struct LogRow {
    Hash32 log_id{};
    crypto::PublicKey device_key{};
    std::string name;
    std::string origin;
    bool practice = false;
    Instant enrolled;
    std::optional<std::string> frozen;  // why, in plain words
    std::string region = {};            // whose readers may see it; empty: nobody's in particular
    Instant frozen_at = {};
};

struct StoredEntry {
    std::uint64_t seq = 0;
    Bytes entry;
    Bytes ciphertext;
    Bytes key_wrap;
};

struct StoredKey {
    ConferenceId conference;
    ByteArray<16> key_id{};
    Bytes wrapped;  // under central's wrap key
};

struct SignerKey {
    std::uint64_t first_seq = 0;
    crypto::PublicKey key{};
};

struct ReceivedBundle {
    BundleId bundle;
    Hash32 digest{};
    Hash32 log_id{};
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    std::uint64_t bytes = 0;
    Instant received;
    std::uint64_t receipt_index = 0;
    Bytes manifest;
    crypto::SignatureBytes manifest_signature{};
    wire::Token shown_token{};  // what the device had from its newest receipt
    wire::Token next_token{};   // what this receipt gave it
    std::string receipt;
};

struct RejectedBundle {
    BundleId bundle;
    Hash32 digest{};
    Hash32 device_kid{};
    std::uint64_t bytes = 0;
    Instant at;
    std::string code;
    std::string message;
};

// Rival bytes at places that are taken: the proof that two histories were signed by one device.
struct ForkEvidence {
    Hash32 log_id{};
    BundleId bundle;
    std::uint64_t first_seq = 0;
    std::vector<Bytes> rivals;  // the other history from first_seq on, as far as it was shown
    Bytes manifest;             // signed by the device …
    crypto::SignatureBytes manifest_signature{};
    Instant at;
};

// What the people at the centre did: answers to records, their own accounts, what they looked at.
// One list, in order; a row is never changed, a later one of the same kind about the same thing
// takes its place. The content is sealed before it comes here (office.hpp).
struct OfficeRow {
    std::uint64_t number = 0;  // its place; given by the store, ascending, not without gaps
    std::string kind;
    Bytes about;  // what it is about: a log's id, or a hash; at most 64 bytes
    Instant at;
    Bytes content;
};

// One bundle, judged and found good.
struct Batch {
    Hash32 log_id{};
    std::uint64_t known = 0;           // entries of the log when this was judged
    std::vector<StoredEntry> entries;  // the new ones only, in order; may be empty
    std::vector<SignerKey> signers;
    std::vector<StoredKey> keys;
    std::vector<std::string> notices;       // things a person should read
    std::vector<StoredEntry> late;          // contents of entries that were held back until now
    std::vector<OfficeRow> office;          // what is held back now, and what came right (held.hpp)
    std::vector<wire::HeldBack> held_back;  // for the receipt: of all entries up to its size
    ReceivedBundle bundle;  // receipt, its index and next_token are filled in by ingest
};

// Called inside ingest()'s transaction with the receipt's place in central's own tree and the root
// over all receipts before it; gives the receipt's text.
struct MadeReceipt {
    std::string text;
    wire::Token next_token{};
};
using ReceiptMaker =
    std::function<Result<MadeReceipt>(std::uint64_t index, const Hash32& tree_root)>;

struct Notice {
    Hash32 log_id{};
    Instant at;
    std::string text;
};

class RecordStore {
  public:
    virtual ~RecordStore() = default;

    [[nodiscard]] virtual Result<void> enrol(const LogRow& row) = 0;
    [[nodiscard]] virtual Result<std::optional<LogRow>> find_log(const Hash32& log_id) = 0;
    [[nodiscard]] virtual Result<std::vector<LogRow>> logs() = 0;

    // The tree over a log, computed from its entries' bytes.
    [[nodiscard]] virtual Result<record::CompactRange> tree(const Hash32& log_id) = 0;
    [[nodiscard]] virtual Result<std::optional<StoredEntry>> entry(const Hash32& log_id,
                                                                   std::uint64_t seq) = 0;
    [[nodiscard]] virtual Result<std::optional<crypto::PublicKey>> signer(const Hash32& log_id,
                                                                          const Hash32& kid) = 0;
    // In the order in which they first signed.
    [[nodiscard]] virtual Result<std::vector<SignerKey>> signers(const Hash32& log_id) = 0;
    [[nodiscard]] virtual Result<std::vector<StoredKey>> keys(const Hash32& log_id) = 0;
    [[nodiscard]] virtual Result<bool> has_nonce(const Hash32& log_id,
                                                 const ByteArray<16>& nonce) = 0;

    // Places of receipts whose token it is: 1 for the first receipt of that log, and so on; nothing
    // if central never gave it out.
    [[nodiscard]] virtual Result<std::optional<std::uint64_t>> token_rank(
        const Hash32& log_id, const wire::Token& token) = 0;
    // The highest rank that has come back in a bundle.
    [[nodiscard]] virtual Result<std::uint64_t> token_rank_seen(const Hash32& log_id) = 0;

    [[nodiscard]] virtual Result<std::optional<ReceivedBundle>> received(
        const BundleId& bundle) = 0;
    [[nodiscard]] virtual Result<std::uint64_t> receipt_count() = 0;
    // Of the first `count` receipts; nothing if there are fewer.
    [[nodiscard]] virtual Result<std::optional<Hash32>> receipts_root(std::uint64_t count) = 0;

    // Fault::conflict: what was judged is not what is stored any more (another server was first);
    // nothing happened, and judging again is right.
    [[nodiscard]] virtual Result<std::string> ingest(const Batch& batch,
                                                     const ReceiptMaker& maker) = 0;
    // Contents of entries that are here already, and nothing else of the log: `late` of the batch,
    // its keys, notices and lines of the centre's list. Whole or not at all; without a receipt.
    [[nodiscard]] virtual Result<void> release(const Batch& batch) = 0;
    [[nodiscard]] virtual Result<void> freeze(const Hash32& log_id, const std::string& why,
                                              Instant at) = 0;
    [[nodiscard]] virtual Result<void> keep_evidence(const ForkEvidence& evidence,
                                                     const std::string& why) = 0;
    [[nodiscard]] virtual Result<void> note_rejection(const RejectedBundle& rejected) = 0;

    // Newest first.
    [[nodiscard]] virtual Result<std::vector<ReceivedBundle>> list_received(std::size_t most) = 0;
    [[nodiscard]] virtual Result<std::vector<RejectedBundle>> list_rejected(std::size_t most) = 0;
    [[nodiscard]] virtual Result<std::vector<Notice>> list_notices(std::size_t most) = 0;
    [[nodiscard]] virtual Result<std::uint64_t> evidence_count(const Hash32& log_id) = 0;
    // Each with one rival, in the order in which they were kept.
    [[nodiscard]] virtual Result<std::vector<ForkEvidence>> evidence(const Hash32& log_id) = 0;

    [[nodiscard]] virtual Result<void> add_office(const OfficeRow& row) = 0;
    // Rows of a kind with a number above `after`, in order; about one thing, or (empty) all.
    [[nodiscard]] virtual Result<std::vector<OfficeRow>> office(const std::string& kind,
                                                                const Bytes& about,
                                                                std::uint64_t after,
                                                                std::size_t most) = 0;

    // Over all of them as they are now; inside ingest()'s transaction too.
    [[nodiscard]] virtual Result<wire::ListHead> office_head() = 0;

    // The medium's own check: empty means whole.
    [[nodiscard]] virtual Result<std::vector<std::string>> check_medium() = 0;
    // For fsck: every row as it lies there. The stored leaf hash comes beside the bytes.
    using EntryVisitor =
        std::function<Result<void>(const StoredEntry& entry, const Hash32& stored_leaf)>;
    [[nodiscard]] virtual Result<void> scan(const Hash32& log_id, const EntryVisitor& visitor) = 0;
    using BundleVisitor = std::function<Result<void>(const ReceivedBundle& bundle)>;
    [[nodiscard]] virtual Result<void> scan_receipts(const BundleVisitor& visitor) = 0;
    // Of every kind, in the order in which they were added.
    using OfficeVisitor = std::function<Result<void>(const OfficeRow& row)>;
    [[nodiscard]] virtual Result<void> scan_office(const OfficeVisitor& visitor) = 0;
};

}  // namespace cpc::service
