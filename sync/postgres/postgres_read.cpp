// SPDX-License-Identifier: Apache-2.0
// The PostgreSQL store's questions. Long answers are read in pages by key, so that whoever visits
// rows may ask other things in between and memory stays small.
#include <algorithm>

#include "core/crypto/hash.hpp"
#include "sync/postgres/postgres_store.hpp"
#include "sync/service/office.hpp"

namespace cpc::postgres {
namespace {

constexpr std::uint64_t page_rows = 500;
constexpr std::uint64_t leaves_at_once = 10'000;

Instant instant_of(std::uint64_t ms) {
    return Instant{static_cast<std::int64_t>(ms)};
}

const std::string log_columns =
    "SELECT l.log_id, l.device_key, l.name, l.origin, l.practice, l.enrolled_ms, l.region, f.why, "
    "f.at_ms FROM cpc.log l LEFT JOIN cpc.freeze f ON f.log_id = l.log_id ";

LogRow log_row(const Rows& rows, std::size_t i) {
    LogRow out;
    out.log_id = rows.array<32>(i, 0);
    out.device_key = rows.array<32>(i, 1);
    out.name = rows.text(i, 2);
    out.origin = rows.text(i, 3);
    out.practice = rows.number(i, 4) != 0;
    out.enrolled = instant_of(rows.number(i, 5));
    out.region = rows.text(i, 6);
    if (!rows.is_null(i, 7)) {
        out.frozen = rows.text(i, 7);
        out.frozen_at = instant_of(rows.number(i, 8));
    }
    return out;
}

const std::string receipt_columns =
    "SELECT place, bundle, digest, log_id, from_seq, to_seq, bytes, received_ms, manifest, "
    "manifest_signature, shown_token, next_token, text FROM cpc.receipt ";

ReceivedBundle receipt_row(const Rows& rows, std::size_t i) {
    ReceivedBundle out;
    out.receipt_index = rows.number(i, 0);
    out.bundle.bytes = rows.array<16>(i, 1);
    out.digest = rows.array<32>(i, 2);
    out.log_id = rows.array<32>(i, 3);
    out.from = rows.number(i, 4);
    out.to = rows.number(i, 5);
    out.bytes = rows.number(i, 6);
    out.received = instant_of(rows.number(i, 7));
    out.manifest = rows.bytes(i, 8);
    out.manifest_signature = rows.array<64>(i, 9);
    out.shown_token = rows.array<32>(i, 10);
    out.next_token = rows.array<32>(i, 11);
    out.receipt = rows.text(i, 12);
    return out;
}

const std::string entry_columns =
    "SELECT e.seq, e.bytes, c.ciphertext, c.key_wrap, e.leaf_hash FROM cpc.entry e "
    "LEFT JOIN cpc.content c ON c.log_id = e.log_id AND c.seq = e.seq ";

StoredEntry entry_row(const Rows& rows, std::size_t i) {
    return {rows.number(i, 0), rows.bytes(i, 1), rows.bytes(i, 2), rows.bytes(i, 3)};
}

}  // namespace

Result<std::uint64_t> PostgresStore::count(const std::string& sql, const Cells& values) {
    const auto rows = CPC_TRY(ask(sql, values));
    return rows.empty() ? 0 : rows.number(0, 0);
}

Result<std::optional<LogRow>> PostgresStore::find_log(const Hash32& log_id) {
    const auto rows = CPC_TRY(ask(log_columns + "WHERE l.log_id = $1", {cell(log_id)}));
    if (rows.empty()) return std::optional<LogRow>{};
    return std::optional<LogRow>{log_row(rows, 0)};
}

Result<std::vector<LogRow>> PostgresStore::logs() {
    const auto rows = CPC_TRY(ask(log_columns + "ORDER BY l.enrolled_ms, l.log_id"));
    std::vector<LogRow> out;
    for (std::size_t i = 0; i < rows.size(); ++i)
        out.push_back(log_row(rows, i));
    return out;
}

// What another server added is read on top; fewer than before means another database was put in
// this one's place, and everything is computed again.
Result<record::CompactRange> PostgresStore::tree(const Hash32& log_id) {
    const auto size = CPC_TRY(
        count("SELECT coalesce((SELECT seq + 1 FROM cpc.entry WHERE log_id = $1 ORDER BY seq DESC "
              "LIMIT 1), 0)",
              {cell(log_id)}));
    auto& range = trees_[log_id];
    if (range.size() > size) range = {};
    while (range.size() < size) {
        const auto rows = CPC_TRY(
            ask("SELECT seq, bytes, leaf_hash FROM cpc.entry WHERE log_id = $1 AND seq >= $2 "
                "ORDER BY seq LIMIT $3",
                {cell(log_id), cell(range.size()), cell(page_rows)}));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto leaf = record::leaf_hash(rows.raw(i, 1));
            if (rows.number(i, 0) != range.size() || leaf != rows.array<32>(i, 2)) {
                trees_.erase(log_id);
                return fail(
                    Fault::damaged, "An entry in central's store does not match its hash or place.",
                    "log " + to_hex(log_id).substr(0, 16) + ", entry " +
                        std::to_string(rows.number(i, 0)),
                    "Nothing was taken in. Run cpc-central fsck and restore from a backup.");
            }
            range.append(leaf);
        }
        if (rows.empty()) break;
    }
    return range;
}

// Inside a transaction too: what it reads there was committed by others.
Result<std::optional<Hash32>> PostgresStore::receipts_root(std::uint64_t wanted) {
    if (receipt_roots_.empty()) receipt_roots_.push_back(receipts_.root());
    while (receipts_.size() < wanted) {
        const auto rows = CPC_TRY(
            ask("SELECT leaf_hash FROM cpc.receipt WHERE place >= $1 ORDER BY place LIMIT $2",
                {cell(receipts_.size()), cell(leaves_at_once)}));
        if (rows.empty()) return std::optional<Hash32>{};
        for (std::size_t i = 0; i < rows.size(); ++i) {
            receipts_.append(rows.array<32>(i, 0));
            receipt_roots_.push_back(receipts_.root());
        }
    }
    return std::optional{receipt_roots_[wanted]};
}

Result<std::optional<StoredEntry>> PostgresStore::entry(const Hash32& log_id, std::uint64_t seq) {
    const auto rows = CPC_TRY(
        ask(entry_columns + "WHERE e.log_id = $1 AND e.seq = $2", {cell(log_id), cell(seq)}));
    if (rows.empty()) return std::optional<StoredEntry>{};
    return std::optional<StoredEntry>{entry_row(rows, 0)};
}

Result<std::optional<crypto::PublicKey>> PostgresStore::signer(const Hash32& log_id,
                                                               const Hash32& kid) {
    const std::pair name{log_id, kid};
    if (const auto found = signers_.find(name); found != signers_.end())
        return std::optional<crypto::PublicKey>{found->second};
    const auto rows =
        CPC_TRY(ask("SELECT public_key FROM cpc.signer WHERE log_id = $1 AND kid = $2",
                    {cell(log_id), cell(kid)}));
    if (rows.empty()) return std::optional<crypto::PublicKey>{};
    const auto key = rows.array<32>(0, 0);
    constexpr std::size_t remembered_max = 100'000;
    if (signers_.size() >= remembered_max) signers_.clear();
    signers_.emplace(name, key);
    return std::optional<crypto::PublicKey>{key};
}

Result<std::vector<SignerKey>> PostgresStore::signers(const Hash32& log_id) {
    const auto rows = CPC_TRY(ask(
        "SELECT first_seq, public_key FROM cpc.signer WHERE log_id = $1 ORDER BY first_seq, kid",
        {cell(log_id)}));
    std::vector<SignerKey> out;
    for (std::size_t i = 0; i < rows.size(); ++i)
        out.push_back({rows.number(i, 0), rows.array<32>(i, 1)});
    return out;
}

Result<std::vector<StoredKey>> PostgresStore::keys(const Hash32& log_id) {
    const auto rows =
        CPC_TRY(ask("SELECT conference, key_id, wrapped FROM cpc.conference_key WHERE log_id = $1 "
                    "ORDER BY conference, key_id",
                    {cell(log_id)}));
    std::vector<StoredKey> out;
    for (std::size_t i = 0; i < rows.size(); ++i)
        out.push_back({ConferenceId{rows.array<16>(i, 0)}, rows.array<16>(i, 1), rows.bytes(i, 2)});
    return out;
}

Result<bool> PostgresStore::has_nonce(const Hash32& log_id, const ByteArray<16>& nonce) {
    const auto rows = CPC_TRY(ask("SELECT seq FROM cpc.entry WHERE log_id = $1 AND nonce = $2",
                                  {cell(log_id), cell(nonce)}));
    return !rows.empty();
}

Result<std::optional<std::uint64_t>> PostgresStore::token_rank(const Hash32& log_id,
                                                               const wire::Token& token) {
    const auto rank =
        CPC_TRY(count("SELECT count(*) FROM cpc.receipt WHERE log_id = $1 AND place <= "
                      "(SELECT place FROM cpc.receipt WHERE log_id = $1 AND next_token = $2)",
                      {cell(log_id), cell(token)}));
    return rank == 0 ? std::optional<std::uint64_t>{} : std::optional{rank};
}

Result<std::uint64_t> PostgresStore::token_rank_seen(const Hash32& log_id) {
    return count(
        "SELECT count(*) FROM cpc.receipt WHERE log_id = $1 AND place <= (SELECT max(given.place) "
        "FROM cpc.receipt given JOIN cpc.receipt shown ON shown.shown_token = given.next_token "
        "WHERE given.log_id = $1 AND shown.log_id = $1)",
        {cell(log_id)});
}

Result<std::optional<ReceivedBundle>> PostgresStore::received(const BundleId& bundle) {
    const auto rows = CPC_TRY(ask(receipt_columns + "WHERE bundle = $1", {cell(bundle.bytes)}));
    if (rows.empty()) return std::optional<ReceivedBundle>{};
    return std::optional<ReceivedBundle>{receipt_row(rows, 0)};
}

Result<std::uint64_t> PostgresStore::receipt_count() {
    return count(
        "SELECT coalesce((SELECT place + 1 FROM cpc.receipt ORDER BY place DESC LIMIT 1), 0)", {});
}

Result<std::vector<ReceivedBundle>> PostgresStore::list_received(std::size_t most) {
    const auto rows =
        CPC_TRY(ask(receipt_columns + "ORDER BY place DESC LIMIT $1", {cell(std::uint64_t{most})}));
    std::vector<ReceivedBundle> out;
    for (std::size_t i = 0; i < rows.size(); ++i)
        out.push_back(receipt_row(rows, i));
    return out;
}

Result<std::vector<RejectedBundle>> PostgresStore::list_rejected(std::size_t most) {
    const auto rows = CPC_TRY(
        ask("SELECT bundle, digest, device_kid, bytes, at_ms, code, message FROM cpc.rejection "
            "ORDER BY act DESC LIMIT $1",
            {cell(std::uint64_t{most})}));
    std::vector<RejectedBundle> out;
    for (std::size_t i = 0; i < rows.size(); ++i)
        out.push_back({BundleId{rows.array<16>(i, 0)}, rows.array<32>(i, 1), rows.array<32>(i, 2),
                       rows.number(i, 3), instant_of(rows.number(i, 4)), rows.text(i, 5),
                       rows.text(i, 6)});
    return out;
}

Result<std::vector<Notice>> PostgresStore::list_notices(std::size_t most) {
    const auto rows =
        CPC_TRY(ask("SELECT log_id, at_ms, text FROM cpc.notice ORDER BY act DESC LIMIT $1",
                    {cell(std::uint64_t{most})}));
    std::vector<Notice> out;
    for (std::size_t i = 0; i < rows.size(); ++i)
        out.push_back({rows.array<32>(i, 0), instant_of(rows.number(i, 1)), rows.text(i, 2)});
    return out;
}

Result<std::vector<service::OfficeRow>> PostgresStore::office(const std::string& kind,
                                                              const Bytes& about,
                                                              std::uint64_t after,
                                                              std::size_t most) {
    Cells values = {cell_text(kind), cell(after), cell(std::uint64_t{most})};
    if (!about.empty()) values.push_back(cell(about));
    const auto rows = CPC_TRY(
        ask("SELECT act + 1, about, at_ms, content FROM cpc.office WHERE kind = $1 AND act + 1 > "
            "$2 " +
                std::string{about.empty() ? "" : "AND about = $4 "} + "ORDER BY act LIMIT $3",
            values));
    std::vector<service::OfficeRow> out;
    for (std::size_t i = 0; i < rows.size(); ++i)
        out.push_back({rows.number(i, 0), kind, rows.bytes(i, 1), instant_of(rows.number(i, 2)),
                       rows.bytes(i, 3)});
    return out;
}

Result<void> PostgresStore::scan_office(const OfficeVisitor& visitor) {
    for (std::uint64_t next = 0;;) {
        const auto rows = CPC_TRY(
            ask("SELECT act + 1, kind, about, at_ms, content FROM cpc.office WHERE act >= $1 "
                "ORDER BY act LIMIT $2",
                {cell(next), cell(page_rows)}));
        if (rows.empty()) return {};
        for (std::size_t i = 0; i < rows.size(); ++i)
            CPC_TRY(visitor({rows.number(i, 0), rows.text(i, 1), rows.bytes(i, 2),
                             instant_of(rows.number(i, 3)), rows.bytes(i, 4)}));
        next = rows.number(rows.size() - 1, 0);
    }
}

// Inside a transaction too: what it reads there was committed by others.
Result<wire::ListHead> PostgresStore::office_head() {
    while (true) {
        const auto rows = CPC_TRY(
            ask("SELECT act, kind, about, at_ms, sha256(content) FROM cpc.office WHERE act >= $1 "
                "ORDER BY act LIMIT $2",
                {cell(office_next_), cell(leaves_at_once)}));
        for (std::size_t i = 0; i < rows.size(); ++i)
            office_.append(service::office_leaf(rows.text(i, 1), rows.bytes(i, 2),
                                                instant_of(rows.number(i, 3)),
                                                rows.array<32>(i, 4)));
        if (rows.empty()) break;
        office_next_ = rows.number(rows.size() - 1, 0) + 1;
    }
    return wire::ListHead{office_.size(), office_.root()};
}

Result<std::uint64_t> PostgresStore::evidence_count(const Hash32& log_id) {
    return count("SELECT count(*) FROM cpc.evidence WHERE log_id = $1", {cell(log_id)});
}

Result<std::vector<ForkEvidence>> PostgresStore::evidence(const Hash32& log_id) {
    const auto rows = CPC_TRY(
        ask("SELECT bundle, seq, rival, manifest, manifest_signature, at_ms FROM cpc.evidence "
            "WHERE log_id = $1 ORDER BY act",
            {cell(log_id)}));
    std::vector<ForkEvidence> out;
    for (std::size_t i = 0; i < rows.size(); ++i)
        out.push_back({log_id,
                       BundleId{rows.array<16>(i, 0)},
                       rows.number(i, 1),
                       {rows.bytes(i, 2)},
                       rows.bytes(i, 3),
                       rows.array<64>(i, 4),
                       instant_of(rows.number(i, 5))});
    return out;
}

Result<void> PostgresStore::scan(const Hash32& log_id, const EntryVisitor& visitor) {
    for (std::uint64_t next = 0;;) {
        const auto rows = CPC_TRY(
            ask(entry_columns + "WHERE e.log_id = $1 AND e.seq >= $2 ORDER BY e.seq LIMIT $3",
                {cell(log_id), cell(next), cell(page_rows)}));
        if (rows.empty()) return {};
        for (std::size_t i = 0; i < rows.size(); ++i)
            CPC_TRY(visitor(entry_row(rows, i), rows.array<32>(i, 4)));
        next = rows.number(rows.size() - 1, 0) + 1;
    }
}

Result<void> PostgresStore::scan_receipts(const BundleVisitor& visitor) {
    for (std::uint64_t next = 0;;) {
        const auto rows = CPC_TRY(ask(receipt_columns + "WHERE place >= $1 ORDER BY place LIMIT $2",
                                      {cell(next), cell(page_rows)}));
        if (rows.empty()) return {};
        for (std::size_t i = 0; i < rows.size(); ++i)
            CPC_TRY(visitor(receipt_row(rows, i)));
        next = rows.number(rows.size() - 1, 0) + 1;
    }
}

}  // namespace cpc::postgres
