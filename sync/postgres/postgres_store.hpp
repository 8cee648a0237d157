// SPDX-License-Identifier: Apache-2.0
// RecordStore in PostgreSQL 15 or later: for an authority that outgrew one file, several servers at
// once, and a standby.
//
// What always holds: ingest() is one transaction, durable when it returns (a server that is not set
// so is refused at every connection); what was decided before is decided again by whoever calls if
// another server changed the log in between (Fault::conflict); a connection that breaks is opened
// once more and the work asked again whether it had happened, so that nothing is doubled.
//
// Order without locks: every row outside the logs takes the next place in central's own list
// (cpc.act), which is a primary key. Two servers at once want the same place, one waits for the
// other, and the loser begins again with what is true then. That holds on any database with a
// unique key, and makes receipts one sequence.
//
// Each of those places is sealed under a key that is not in the database, over all columns of its
// row and the seal before it. Whoever may do everything in the database can change, take out or
// turn round rows, or bend the schema, and check_medium() says what does not fit any more. What it
// cannot say alone: that the newest end is gone. Central's own note of what it gave (central.hpp)
// and the tablets' receipts do.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "sync/postgres/connection.hpp"
#include "sync/postgres/schema.hpp"
#include "sync/service/record_store.hpp"

namespace cpc::postgres {

using service::Batch;
using service::ForkEvidence;
using service::LogRow;
using service::Notice;
using service::ReceiptMaker;
using service::ReceivedBundle;
using service::RejectedBundle;
using service::SignerKey;
using service::StoredEntry;
using service::StoredKey;

class PostgresStore final : public service::RecordStore {
  public:
    // store_key: central's, 32 bytes; the seals are made under a key derived from it. Refuses a
    // login that could change rows, and a schema of another version.
    [[nodiscard]] static Result<std::unique_ptr<PostgresStore>> open(
        Options options, const crypto::SecretBytes& store_key);

    Result<void> enrol(const LogRow& row) override;
    Result<std::optional<LogRow>> find_log(const Hash32& log_id) override;
    Result<std::vector<LogRow>> logs() override;
    Result<record::CompactRange> tree(const Hash32& log_id) override;
    Result<std::optional<StoredEntry>> entry(const Hash32& log_id, std::uint64_t seq) override;
    Result<std::optional<crypto::PublicKey>> signer(const Hash32& log_id,
                                                    const Hash32& kid) override;
    Result<std::vector<SignerKey>> signers(const Hash32& log_id) override;
    Result<std::vector<StoredKey>> keys(const Hash32& log_id) override;
    Result<bool> has_nonce(const Hash32& log_id, const ByteArray<16>& nonce) override;
    Result<std::optional<std::uint64_t>> token_rank(const Hash32& log_id,
                                                    const wire::Token& token) override;
    Result<std::uint64_t> token_rank_seen(const Hash32& log_id) override;
    Result<std::optional<ReceivedBundle>> received(const BundleId& bundle) override;
    Result<std::uint64_t> receipt_count() override;
    Result<std::optional<Hash32>> receipts_root(std::uint64_t count) override;
    Result<std::string> ingest(const Batch& batch, const ReceiptMaker& maker) override;
    Result<void> release(const Batch& batch) override;
    Result<void> freeze(const Hash32& log_id, const std::string& why, Instant at) override;
    Result<void> keep_evidence(const ForkEvidence& evidence, const std::string& why) override;
    Result<void> note_rejection(const RejectedBundle& rejected) override;
    Result<std::vector<ReceivedBundle>> list_received(std::size_t most) override;
    Result<std::vector<RejectedBundle>> list_rejected(std::size_t most) override;
    Result<std::vector<Notice>> list_notices(std::size_t most) override;
    Result<std::uint64_t> evidence_count(const Hash32& log_id) override;
    Result<std::vector<ForkEvidence>> evidence(const Hash32& log_id) override;
    Result<void> add_office(const service::OfficeRow& row) override;
    Result<std::vector<service::OfficeRow>> office(const std::string& kind, const Bytes& about,
                                                   std::uint64_t after, std::size_t most) override;
    Result<wire::ListHead> office_head() override;
    Result<std::vector<std::string>> check_medium() override;
    Result<void> scan(const Hash32& log_id, const EntryVisitor& visitor) override;
    Result<void> scan_receipts(const BundleVisitor& visitor) override;
    Result<void> scan_office(const OfficeVisitor& visitor) override;

    // Writes down what the schema looks like now, if that is not written down yet. For migrate.
    [[nodiscard]] Result<void> seal_structure(Instant at);
    // What differs from what was written down: "+ line" is new, "- line" is gone.
    [[nodiscard]] Result<std::vector<std::string>> structure_changes();

    // Without open()'s demands on the login: migrate works as the owner.
    [[nodiscard]] static std::unique_ptr<PostgresStore> over(Connection connection,
                                                             const crypto::SecretBytes& store_key);

  private:
    struct Head {
        std::uint64_t acts = 0;
        Hash32 seal{};
    };
    struct Row {
        Sealed table;
        Cells cells;
    };
    // Called in the transaction with the head known; may read, and gives the rows to add. None:
    // there is nothing to do, which is no failure.
    using Planner = std::function<Result<std::vector<Row>>()>;
    using Extra = std::function<Result<void>()>;  // between taking the places and adding the rows

    PostgresStore(Connection connection, const crypto::SecretBytes& store_key);
    [[nodiscard]] Result<void> check_schema();
    [[nodiscard]] Result<void> check_login();
    [[nodiscard]] Result<void> reopen();
    void forget();
    [[nodiscard]] Result<Head> head();
    [[nodiscard]] Hash32 seal_of(const Hash32& before, std::uint64_t place, std::string_view kind,
                                 const Hash32& digest) const;
    [[nodiscard]] Result<void> add_acts(const Head& head, const std::vector<Row>& rows);
    [[nodiscard]] Result<void> add_row(std::uint64_t place, const Row& row);
    [[nodiscard]] Result<void> add_entries(const Batch& batch);
    [[nodiscard]] Result<void> add_late(const Batch& batch);
    [[nodiscard]] Result<void> write(const Planner& plan, const Extra& extra = {});
    [[nodiscard]] Result<void> write_once(const Planner& plan, const Extra& extra);
    [[nodiscard]] Result<Rows> ask(const std::string& sql, const Cells& values = {});
    [[nodiscard]] Result<std::uint64_t> count(const std::string& sql, const Cells& values);
    [[nodiscard]] static std::vector<Row> rows_beside(const Batch& batch);
    [[nodiscard]] Result<std::vector<Row>> plan_batch(const Batch& batch, const ReceiptMaker& maker,
                                                      std::string& text);
    // check_medium()'s parts; each adds what it finds.
    using Found = std::vector<std::string>;
    using Kinds = std::map<std::string, std::uint64_t>;
    [[nodiscard]] Result<void> check_acts(Found& found, Kinds& kinds);
    [[nodiscard]] Result<void> check_rows(Sealed table, Found& found, const Kinds& kinds);
    [[nodiscard]] Result<void> check_strays(Found& found);
    [[nodiscard]] Result<std::string> structure_text();

    Connection connection_;
    crypto::SecretBytes seal_key_;
    bool inside_ = false;  // a transaction: a lost connection may not be opened again half-way
    // Computed from bytes since this program started; grown by what other servers added.
    std::map<Hash32, record::CompactRange> trees_;
    record::CompactRange receipts_;
    record::CompactRange office_;
    std::uint64_t office_next_ = 0;      // the first place of central's list that is not in it
    std::vector<Hash32> receipt_roots_;  // after 0, 1, 2 … receipts: tablets ask for old ones
    std::map<std::pair<Hash32, Hash32>, crypto::PublicKey> signers_;
};

}  // namespace cpc::postgres
