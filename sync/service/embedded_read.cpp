// SPDX-License-Identifier: Apache-2.0
// The embedded store's questions. What changes it is in embedded_store.cpp.
#include <algorithm>

#include "core/crypto/hash.hpp"
#include "sync/service/embedded_store.hpp"

namespace cpc::service {
namespace {

template <std::size_t N>
ByteArray<N> array_of(const Bytes& bytes) {
    ByteArray<N> out{};
    if (bytes.size() == N) std::copy(bytes.begin(), bytes.end(), out.begin());
    return out;
}

Instant instant_of(std::uint64_t ms) {
    return Instant{static_cast<std::int64_t>(ms)};
}

constexpr const char* log_columns =
    "SELECT l.log_id, l.device_key, l.name, l.origin, l.practice, l.enrolled_ms, f.why, "
    "l.region, f.at_ms FROM log l LEFT JOIN freeze f ON f.log_id = l.log_id ";

LogRow log_row(const store::Statement& row) {
    LogRow out;
    out.log_id = array_of<32>(row.bytes(0));
    out.device_key = array_of<32>(row.bytes(1));
    out.name = row.text(2);
    out.origin = row.text(3);
    out.practice = row.number(4) != 0;
    out.enrolled = instant_of(row.number(5));
    if (auto why = row.text(6); !why.empty()) {
        out.frozen = std::move(why);
        out.frozen_at = instant_of(row.number(8));
    }
    out.region = row.text(7);
    return out;
}

constexpr const char* receipt_columns =
    "SELECT place, bundle, digest, log_id, from_seq, to_seq, bytes, received_ms, manifest, "
    "manifest_signature, shown_token, next_token, text FROM receipt ";

ReceivedBundle receipt_row(const store::Statement& row) {
    ReceivedBundle out;
    out.receipt_index = row.number(0);
    out.bundle.bytes = array_of<16>(row.bytes(1));
    out.digest = array_of<32>(row.bytes(2));
    out.log_id = array_of<32>(row.bytes(3));
    out.from = row.number(4);
    out.to = row.number(5);
    out.bytes = row.number(6);
    out.received = instant_of(row.number(7));
    out.manifest = row.bytes(8);
    out.manifest_signature = array_of<64>(row.bytes(9));
    out.shown_token = array_of<32>(row.bytes(10));
    out.next_token = array_of<32>(row.bytes(11));
    out.receipt = row.text(12);
    return out;
}

OfficeRow office_row(const store::Statement& row) {
    return {row.number(0), row.text(1), row.bytes(2), instant_of(row.number(3)), row.bytes(4)};
}

constexpr const char* entry_columns =
    "SELECT e.seq, e.bytes, c.ciphertext, c.key_wrap, e.leaf_hash FROM entry e "
    "LEFT JOIN content c ON c.log_id = e.log_id AND c.seq = e.seq ";

StoredEntry entry_row(const store::Statement& row) {
    return {row.number(0), row.bytes(1), row.bytes(2), row.bytes(3)};
}

}  // namespace

Result<std::uint64_t> EmbeddedStore::count(const char* sql, const Hash32& log_id) {
    auto row = CPC_TRY(database_.prepare(sql));
    row.bind(1, log_id);
    if (!CPC_TRY(row.step())) return 0;
    return row.number(0);
}

Result<std::optional<LogRow>> EmbeddedStore::find_log(const Hash32& log_id) {
    auto row = CPC_TRY(database_.prepare(std::string{log_columns} + "WHERE l.log_id = ?"));
    row.bind(1, log_id);
    if (!CPC_TRY(row.step())) return std::optional<LogRow>{};
    return std::optional<LogRow>{log_row(row)};
}

Result<std::vector<LogRow>> EmbeddedStore::logs() {
    auto row =
        CPC_TRY(database_.prepare(std::string{log_columns} + "ORDER BY l.enrolled_ms, l.log_id"));
    std::vector<LogRow> out;
    while (CPC_TRY(row.step()))
        out.push_back(log_row(row));
    return out;
}

Result<std::optional<StoredEntry>> EmbeddedStore::entry(const Hash32& log_id, std::uint64_t seq) {
    const auto row = CPC_TRY(lend(std::string{entry_columns} + "WHERE e.log_id = ? AND e.seq = ?"));
    row->bind(1, log_id).bind(2, seq);
    if (!CPC_TRY(row->step())) return std::optional<StoredEntry>{};
    return std::optional<StoredEntry>{entry_row(*row)};
}

Result<std::optional<crypto::PublicKey>> EmbeddedStore::signer(const Hash32& log_id,
                                                               const Hash32& kid) {
    const auto row = CPC_TRY(lend("SELECT public_key FROM signer WHERE log_id = ? AND kid = ?"));
    row->bind(1, log_id).bind(2, kid);
    if (!CPC_TRY(row->step())) return std::optional<crypto::PublicKey>{};
    return std::optional<crypto::PublicKey>{array_of<32>(row->bytes(0))};
}

Result<std::vector<SignerKey>> EmbeddedStore::signers(const Hash32& log_id) {
    auto row = CPC_TRY(database_.prepare(
        "SELECT first_seq, public_key FROM signer WHERE log_id = ? ORDER BY first_seq, kid"));
    row.bind(1, log_id);
    std::vector<SignerKey> out;
    while (CPC_TRY(row.step()))
        out.push_back({row.number(0), array_of<32>(row.bytes(1))});
    return out;
}

Result<std::vector<StoredKey>> EmbeddedStore::keys(const Hash32& log_id) {
    auto row = CPC_TRY(
        database_.prepare("SELECT conference, key_id, wrapped FROM conference_key WHERE log_id = ? "
                          "ORDER BY conference, key_id"));
    row.bind(1, log_id);
    std::vector<StoredKey> out;
    while (CPC_TRY(row.step()))
        out.push_back(
            {ConferenceId{array_of<16>(row.bytes(0))}, array_of<16>(row.bytes(1)), row.bytes(2)});
    return out;
}

Result<void> EmbeddedStore::scan_office(const OfficeVisitor& visitor) {
    auto row = CPC_TRY(database_.prepare(
        "SELECT number, kind, about, at_ms, content FROM office ORDER BY number"));
    while (CPC_TRY(row.step()))
        CPC_TRY(visitor(office_row(row)));
    return {};
}

Result<std::vector<OfficeRow>> EmbeddedStore::office(const std::string& kind, const Bytes& about,
                                                     std::uint64_t after, std::size_t most) {
    const std::string which = about.empty() ? "" : "AND about = ?4 ";
    auto row = CPC_TRY(database_.prepare(
        "SELECT number, kind, about, at_ms, content FROM office WHERE kind = ?1 AND number > ?2 " +
        which + "ORDER BY number LIMIT ?3"));
    row.bind_text(1, kind).bind(2, after).bind(3, std::uint64_t{most});
    if (!about.empty()) row.bind(4, about);
    std::vector<OfficeRow> out;
    while (CPC_TRY(row.step()))
        out.push_back(office_row(row));
    return out;
}

Result<bool> EmbeddedStore::has_nonce(const Hash32& log_id, const ByteArray<16>& nonce) {
    const auto row = CPC_TRY(lend("SELECT 1 FROM entry WHERE log_id = ? AND nonce = ?"));
    row->bind(1, log_id).bind(2, nonce);
    return row->step();
}

Result<std::optional<std::uint64_t>> EmbeddedStore::token_rank(const Hash32& log_id,
                                                               const wire::Token& token) {
    auto row = CPC_TRY(
        database_.prepare("SELECT count(*) FROM receipt WHERE log_id = ?1 AND place <= "
                          "(SELECT place FROM receipt WHERE log_id = ?1 AND next_token = ?2)"));
    row.bind(1, log_id).bind(2, token);
    if (!CPC_TRY(row.step()) || row.number(0) == 0) return std::optional<std::uint64_t>{};
    return std::optional<std::uint64_t>{row.number(0)};
}

Result<std::uint64_t> EmbeddedStore::token_rank_seen(const Hash32& log_id) {
    return count(
        "SELECT count(*) FROM receipt WHERE log_id = ?1 AND place <= (SELECT max(given.place) FROM "
        "receipt given JOIN receipt shown ON shown.shown_token = given.next_token "
        "WHERE given.log_id = ?1 AND shown.log_id = ?1)",
        log_id);
}

Result<std::optional<ReceivedBundle>> EmbeddedStore::received(const BundleId& bundle) {
    auto row = CPC_TRY(database_.prepare(std::string{receipt_columns} + "WHERE bundle = ?"));
    row.bind(1, bundle.bytes);
    if (!CPC_TRY(row.step())) return std::optional<ReceivedBundle>{};
    return std::optional<ReceivedBundle>{receipt_row(row)};
}

Result<std::uint64_t> EmbeddedStore::receipt_count() {
    auto row = CPC_TRY(database_.prepare("SELECT count(*) FROM receipt"));
    (void)CPC_TRY(row.step());
    return row.number(0);
}

Result<std::vector<ReceivedBundle>> EmbeddedStore::list_received(std::size_t most) {
    auto row =
        CPC_TRY(database_.prepare(std::string{receipt_columns} + "ORDER BY place DESC LIMIT ?"));
    row.bind(1, std::uint64_t{most});
    std::vector<ReceivedBundle> out;
    while (CPC_TRY(row.step()))
        out.push_back(receipt_row(row));
    return out;
}

Result<std::vector<RejectedBundle>> EmbeddedStore::list_rejected(std::size_t most) {
    auto row = CPC_TRY(database_.prepare(
        "SELECT bundle, digest, device_kid, bytes, at_ms, code, message FROM rejection "
        "ORDER BY id DESC LIMIT ?"));
    row.bind(1, std::uint64_t{most});
    std::vector<RejectedBundle> out;
    while (CPC_TRY(row.step()))
        out.push_back({BundleId{array_of<16>(row.bytes(0))}, array_of<32>(row.bytes(1)),
                       array_of<32>(row.bytes(2)), row.number(3), instant_of(row.number(4)),
                       row.text(5), row.text(6)});
    return out;
}

Result<std::vector<Notice>> EmbeddedStore::list_notices(std::size_t most) {
    auto row = CPC_TRY(
        database_.prepare("SELECT log_id, at_ms, text FROM notice ORDER BY id DESC LIMIT ?"));
    row.bind(1, std::uint64_t{most});
    std::vector<Notice> out;
    while (CPC_TRY(row.step()))
        out.push_back({array_of<32>(row.bytes(0)), instant_of(row.number(1)), row.text(2)});
    return out;
}

Result<std::uint64_t> EmbeddedStore::evidence_count(const Hash32& log_id) {
    return count("SELECT count(*) FROM evidence WHERE log_id = ?", log_id);
}

Result<std::vector<ForkEvidence>> EmbeddedStore::evidence(const Hash32& log_id) {
    auto row = CPC_TRY(database_.prepare(
        "SELECT bundle, seq, rival, manifest, manifest_signature, at_ms FROM evidence "
        "WHERE log_id = ? ORDER BY id"));
    row.bind(1, log_id);
    std::vector<ForkEvidence> out;
    while (CPC_TRY(row.step())) {
        ForkEvidence one;
        one.log_id = log_id;
        one.bundle = BundleId{array_of<16>(row.bytes(0))};
        one.first_seq = row.number(1);
        one.rivals.push_back(row.bytes(2));
        one.manifest = row.bytes(3);
        one.manifest_signature = array_of<64>(row.bytes(4));
        one.at = instant_of(row.number(5));
        out.push_back(std::move(one));
    }
    return out;
}

Result<std::vector<std::string>> EmbeddedStore::check_medium() {
    std::vector<std::string> out;
    for (const auto& damage : CPC_TRY(database_.check()))
        out.push_back(damage.what);
    return out;
}

Result<void> EmbeddedStore::scan(const Hash32& log_id, const EntryVisitor& visitor) {
    auto row = CPC_TRY(
        database_.prepare(std::string{entry_columns} + "WHERE e.log_id = ? ORDER BY e.seq"));
    row.bind(1, log_id);
    while (CPC_TRY(row.step()))
        CPC_TRY(visitor(entry_row(row), array_of<32>(row.bytes(4))));
    return {};
}

Result<void> EmbeddedStore::scan_receipts(const BundleVisitor& visitor) {
    auto row = CPC_TRY(database_.prepare(std::string{receipt_columns} + "ORDER BY place"));
    while (CPC_TRY(row.step()))
        CPC_TRY(visitor(receipt_row(row)));
    return {};
}

}  // namespace cpc::service
