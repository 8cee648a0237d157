// SPDX-License-Identifier: Apache-2.0
// RecordStore in one SQLCipher file: for a trial, a small authority, and every test.
//
// Append-only twice over: triggers refuse UPDATE and DELETE on every table, and CHECKs and a gap
// trigger refuse rows that are not what they claim to be, whatever this program believes. Whoever
// holds the store's key and another program can still drop a trigger; fsck finds what they change.
// One process at a time: the file is locked while it is open.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "core/store/database.hpp"
#include "sync/service/record_store.hpp"

namespace cpc::service {

inline constexpr const char* embedded_store_file = "central.db";

class EmbeddedStore final : public RecordStore {
  public:
    // Makes the file if it is not there.
    [[nodiscard]] static Result<std::unique_ptr<EmbeddedStore>> open(const std::string& path,
                                                                     const crypto::SecretBytes& key,
                                                                     bool exists);

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
    Result<void> add_office(const OfficeRow& row) override;
    Result<std::vector<OfficeRow>> office(const std::string& kind, const Bytes& about,
                                          std::uint64_t after, std::size_t most) override;
    Result<wire::ListHead> office_head() override;
    Result<std::vector<std::string>> check_medium() override;
    Result<void> scan(const Hash32& log_id, const EntryVisitor& visitor) override;
    Result<void> scan_receipts(const BundleVisitor& visitor) override;
    Result<void> scan_office(const OfficeVisitor& visitor) override;

    // For tests that tamper behind the program's back.
    [[nodiscard]] store::Database& database() { return database_; }

  private:
    explicit EmbeddedStore(store::Database database) : database_(std::move(database)) {}
    [[nodiscard]] Result<void> create_schema();
    [[nodiscard]] Result<void> check_format();
    [[nodiscard]] Result<void> guard(const std::string& table);
    [[nodiscard]] Result<void> write_format();
    [[nodiscard]] Result<void> insert_entry(const Hash32& log_id, const StoredEntry& entry);
    [[nodiscard]] Result<void> insert_content(const Hash32& log_id, const StoredEntry& entry);
    [[nodiscard]] Result<void> insert_late(const Batch& batch);
    [[nodiscard]] Result<void> insert_rest(const Batch& batch);
    [[nodiscard]] Result<std::string> insert_receipt(const Batch& batch, const ReceiptMaker& maker);
    [[nodiscard]] Result<std::uint64_t> count(const char* sql, const Hash32& log_id);

    // A statement that every entry of a bundle asks for, prepared once. One holder at a time, and
    // not across a call that may ask for the same.
    class Lent {
      public:
        explicit Lent(store::Statement& statement) : statement_(&statement) {}
        ~Lent() {
            if (statement_ != nullptr) statement_->reset();
        }
        Lent(Lent&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}
        Lent& operator=(Lent&&) = delete;
        Lent(const Lent&) = delete;
        Lent& operator=(const Lent&) = delete;
        store::Statement* operator->() const { return statement_; }
        store::Statement& operator*() const { return *statement_; }

      private:
        store::Statement* statement_;
    };
    [[nodiscard]] Result<Lent> lend(const std::string& sql);

    store::Database database_;
    std::map<std::string, store::Statement> kept_;  // gone before the database is
    // Trees that were computed from bytes since this program started, one for each log, and
    // central's own over its receipts. A failed ingest drops them.
    std::map<Hash32, record::CompactRange> trees_;
    struct OfficeTree {
        record::CompactRange range;
        std::uint64_t last = 0;  // the newest row's number that is in it
    };
    OfficeTree office_;
    void forget();
};

}  // namespace cpc::service
