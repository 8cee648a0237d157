// SPDX-License-Identifier: Apache-2.0
#include "sync/service/backup.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

#include "sync/service/backup_frames.hpp"

namespace cpc::service {
namespace {

using backup::Kind;

constexpr std::size_t all_of_them = 1'000'000'000;

// Walks a store in the order in which it grew.
class Exporter {
  public:
    Exporter(RecordStore& store, backup::Writer& writer) : store_(store), writer_(writer) {}

    Result<BackupFacts> run() {
        // First: what is given later is not looked at, and rows only ever get more.
        const auto receipts = CPC_TRY(store_.receipt_count());
        const auto logs = CPC_TRY(store_.logs());
        for (const auto& row : logs) {
            backup::LogFrame log{row, {}};
            log.keys = CPC_TRY(store_.keys(row.log_id));
            CPC_TRY(writer_.add(Kind::log, backup::write_log(log)));
            for (auto& signer : CPC_TRY(store_.signers(row.log_id)))
                signers_[row.log_id].push_back(signer);
            ++facts_.logs;
        }
        auto notices = CPC_TRY(store_.list_notices(all_of_them));
        std::reverse(notices.begin(), notices.end());
        for (auto& notice : notices)
            notices_[{notice.log_id, notice.at.ms}].push_back(std::move(notice.text));
        CPC_TRY(store_.scan_receipts([&](const ReceivedBundle& row) -> Result<void> {
            return row.receipt_index < receipts ? add_batch(row) : Result<void>{};
        }));
        for (const auto& row : logs)
            for (const auto& one : CPC_TRY(store_.evidence(row.log_id)))
                CPC_TRY(writer_.add(Kind::evidence, backup::write_evidence(one)));
        auto rejected = CPC_TRY(store_.list_rejected(all_of_them));
        std::reverse(rejected.begin(), rejected.end());
        for (const auto& one : rejected)
            CPC_TRY(writer_.add(Kind::rejection, backup::write_rejection(one)));
        // In its own order: which custodians an admission had to be signed by follows from it.
        CPC_TRY(store_.scan_office([&](const OfficeRow& row) {
            return writer_.add(Kind::office, backup::write_office(row));
        }));
        CPC_TRY(writer_.finish(facts_));
        return facts_;
    }

  private:
    Result<void> add_batch(const ReceivedBundle& row) {
        Batch batch;
        batch.log_id = row.log_id;
        batch.bundle = row;
        auto& size = sizes_[row.log_id];
        batch.known = size;
        for (; size < row.to; ++size) {
            auto entry = CPC_TRY(store_.entry(row.log_id, size));
            if (!entry)
                return fail(
                    Fault::damaged, "An entry that has a receipt is not there.",
                    "log " + to_hex(row.log_id).substr(0, 16) + ", entry " + std::to_string(size),
                    "Nothing was backed up. Run cpc-central fsck.");
            batch.entries.push_back(std::move(*entry));
            ++facts_.entries;
        }
        for (const auto& signer : signers_[row.log_id])
            if (signer.first_seq >= batch.known && signer.first_seq < size)
                batch.signers.push_back(signer);
        if (const auto found = notices_.find({row.log_id, row.received.ms});
            found != notices_.end()) {
            batch.notices = std::move(found->second);
            notices_.erase(found);
        }
        ++facts_.receipts;
        return writer_.add(Kind::batch, backup::write_batch(batch));
    }

    RecordStore& store_;
    backup::Writer& writer_;
    BackupFacts facts_;
    std::map<Hash32, std::vector<SignerKey>> signers_;
    std::map<std::pair<Hash32, std::int64_t>, std::vector<std::string>> notices_;
    std::map<Hash32, std::uint64_t> sizes_;
};

// Puts the frames of a file that was checked into a store, one after the other.
class Importer {
  public:
    explicit Importer(RecordStore& store) : store_(store) {}

    Result<void> take(const backup::Frame& frame) {
        if (frame.kind == Kind::log) return take_log(CPC_TRY(backup::read_log(frame.body)));
        if (frame.kind == Kind::batch) return take_batch(CPC_TRY(backup::read_batch(frame.body)));
        if (frame.kind == Kind::evidence) {
            CPC_TRY(freeze_all());
            return store_.keep_evidence(CPC_TRY(backup::read_evidence(frame.body)),
                                        "This log has two different histories.");
        }
        if (frame.kind == Kind::rejection)
            return store_.note_rejection(CPC_TRY(backup::read_rejection(frame.body)));
        if (frame.kind == Kind::office) {
            CPC_TRY(freeze_all());
            return store_.add_office(CPC_TRY(backup::read_office(frame.body)));
        }
        return freeze_all();
    }

  private:
    Result<void> take_log(backup::LogFrame log) {
        CPC_TRY(store_.enrol(log.row));
        keys_[log.row.log_id] = std::move(log.keys);
        if (log.row.frozen) frozen_.push_back(std::move(log.row));
        return {};
    }

    Result<void> take_batch(Batch batch) {
        // All of a log's keys come with its first receipt: what they opened when is not kept.
        batch.keys = std::exchange(keys_[batch.log_id], {});
        const auto index = batch.bundle.receipt_index;
        const MadeReceipt made{batch.bundle.receipt, batch.bundle.next_token};
        (void)CPC_TRY(
            store_.ingest(batch, [&](std::uint64_t place, const Hash32&) -> Result<MadeReceipt> {
                if (place == index) return made;
                return fail(Fault::conflict, "The store is not as it was when the backup was made.",
                            "receipt " + std::to_string(index));
            }));
        return {};
    }

    Result<void> freeze_all() {
        for (const auto& row : std::exchange(frozen_, {}))
            CPC_TRY(store_.freeze(row.log_id, *row.frozen, row.frozen_at));
        return {};
    }

    RecordStore& store_;
    std::map<Hash32, std::vector<StoredKey>> keys_;
    std::vector<LogRow> frozen_;
};

}  // namespace

Result<BackupFacts> write_backup(RecordStore& store, const CentralKeys& keys, Files& files,
                                 const std::string& path) {
    if (files.exists(path))
        return fail(Fault::refused, "A file of this name is there already.", path,
                    "Nothing was written. Choose another name.");
    const std::string under_way = path + ".under-way";
    if (files.exists(under_way)) CPC_TRY(files.remove(under_way));
    auto writer = CPC_TRY(backup::Writer::create(files, under_way, keys.store_key));
    const auto written = CPC_TRY(Exporter(store, writer).run());
    auto read = CPC_TRY(check_backup(keys, files, under_way));
    if (read.receipts != written.receipts || read.entries != written.entries)
        return fail(Fault::io, "The backup does not read back as it was written.", under_way,
                    "Use another medium.");
    CPC_TRY(files.rename(under_way, path));
    const auto folder = std::filesystem::path(path).parent_path().string();
    CPC_TRY(files.sync_directory(folder.empty() ? "." : folder));
    return read;
}

Result<BackupFacts> check_backup(const CentralKeys& keys, Files& files, const std::string& path) {
    auto reader = CPC_TRY(backup::Reader::open(files, path, keys.store_key));
    BackupFacts seen;
    seen.bytes = reader.size();
    while (true) {
        const auto frame = CPC_TRY(reader.next());
        if (frame.kind == Kind::log) ++seen.logs;
        if (frame.kind == Kind::batch) {
            ++seen.receipts;
            seen.entries += CPC_TRY(backup::read_batch(frame.body)).entries.size();
        }
        if (frame.kind != Kind::end) continue;
        const auto said = CPC_TRY(backup::read_facts(frame.body));
        if (said.logs == seen.logs && said.receipts == seen.receipts &&
            said.entries == seen.entries && reader.at_end())
            return seen;
        return fail(Fault::damaged, "The backup does not hold what its end says.", path,
                    "Nothing was restored. Use another backup.");
    }
}

Result<BackupFacts> restore_backup(RecordStore& store, const CentralKeys& keys, Files& files,
                                   const std::string& path) {
    if (!CPC_TRY(store.logs()).empty() || CPC_TRY(store.receipt_count()) != 0)
        return fail(Fault::refused, "The store to restore into is not empty.", {},
                    "Nothing was changed. Restore into a new one.");
    const auto facts = CPC_TRY(check_backup(keys, files, path));
    auto reader = CPC_TRY(backup::Reader::open(files, path, keys.store_key));
    Importer importer(store);
    while (true) {
        const auto frame = CPC_TRY(reader.next());
        CPC_TRY(importer.take(frame));
        if (frame.kind == Kind::end) return facts;
    }
}

}  // namespace cpc::service
