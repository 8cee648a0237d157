// SPDX-License-Identifier: Apache-2.0
#include "sync/service/embedded_store.hpp"

#include <algorithm>

#include "core/base/check.hpp"
#include "core/crypto/hash.hpp"
#include "core/record/entry.hpp"
#include "sync/service/embedded_schema.hpp"
#include "sync/service/office.hpp"

namespace cpc::service {
namespace {

std::uint64_t stamp(Instant at) {
    return static_cast<std::uint64_t>(std::max<std::int64_t>(at.ms, 0));
}

Bytes nonce_of(ByteView entry) {
    const auto nonce = entry.subspan(152, 16);
    return {nonce.begin(), nonce.end()};
}

// Central's own tree is kept beside the logs' under a name that no log can have.
constexpr Hash32 receipts_tree{};

}  // namespace

Result<std::unique_ptr<EmbeddedStore>> EmbeddedStore::open(const std::string& path,
                                                           const crypto::SecretBytes& key,
                                                           bool exists) {
    const auto mode = exists ? store::Database::Mode::read_write : store::Database::Mode::create;
    auto database = CPC_TRY(store::Database::open(path, key, mode));
    std::unique_ptr<EmbeddedStore> out(new EmbeddedStore(std::move(database)));
    if (!exists) CPC_TRY(out->create_schema());
    CPC_TRY(out->check_format());
    // A large bundle's pages stay in memory until it is committed: what the library lets go of in
    // between has to be synced, encrypted and read again each time.
    CPC_TRY(out->database_.execute("PRAGMA cache_size=-65536"));
    return out;
}

Result<EmbeddedStore::Lent> EmbeddedStore::lend(const std::string& sql) {
    auto found = kept_.find(sql);
    if (found == kept_.end()) found = kept_.emplace(sql, CPC_TRY(database_.prepare(sql))).first;
    return Lent{found->second};
}

Result<void> EmbeddedStore::create_schema() {
    auto whole = CPC_TRY(store::Transaction::begin(database_));
    CPC_TRY(database_.execute(embedded_schema));
    CPC_TRY(database_.execute(embedded_office));
    for (const auto* table : embedded_tables)
        CPC_TRY(guard(table));
    CPC_TRY(write_format());
    return whole.commit();
}

Result<void> EmbeddedStore::guard(const std::string& table) {
    for (const std::string act : {"UPDATE", "DELETE"}) {
        const std::string sql = "CREATE TRIGGER " + table + "_no_" + act + " BEFORE " + act +
                                " ON " + table + " BEGIN SELECT RAISE(ABORT, 'append-only'); END";
        CPC_TRY(database_.execute(sql.c_str()));
    }
    return {};
}

Result<void> EmbeddedStore::write_format() {
    auto row = CPC_TRY(database_.prepare("INSERT INTO format(version) VALUES (?)"));
    row.bind(1, embedded_format);
    return row.run();
}

Result<void> EmbeddedStore::check_format() {
    std::uint64_t version = 0;
    {
        auto row = CPC_TRY(database_.prepare("SELECT max(version) FROM format"));
        if (CPC_TRY(row.step())) version = row.number(0);
    }
    if (version == embedded_format) return {};
    if (version == 1 || version == 2) {
        auto whole = CPC_TRY(store::Transaction::begin(database_));
        if (version == 1) CPC_TRY(database_.execute(embedded_from_1));
        CPC_TRY(database_.execute(embedded_office));
        CPC_TRY(guard("office"));
        CPC_TRY(write_format());
        return whole.commit();
    }
    return fail(Fault::unsupported, "The store was made by another version of this program.",
                embedded_store_file, "Nothing was changed. Use the program that made it.");
}

Result<void> EmbeddedStore::enrol(const LogRow& row) {
    auto insert = CPC_TRY(database_.prepare(
        "INSERT INTO log(log_id, device_key, name, origin, practice, enrolled_ms, region) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)"));
    insert.bind(1, row.log_id).bind(2, row.device_key).bind_text(3, row.name);
    insert.bind_text(4, row.origin).bind(5, std::uint64_t{row.practice ? 1U : 0U});
    insert.bind(6, stamp(row.enrolled)).bind_text(7, row.region);
    return insert.run();
}

Result<void> EmbeddedStore::insert_entry(const Hash32& log_id, const StoredEntry& entry) {
    const auto row = CPC_TRY(
        lend("INSERT INTO entry(log_id, seq, bytes, leaf_hash, nonce) VALUES (?, ?, ?, ?, ?)"));
    row->bind(1, log_id).bind(2, entry.seq).bind(3, entry.entry);
    row->bind(4, record::leaf_hash(entry.entry)).bind(5, nonce_of(entry.entry));
    CPC_TRY(row->run());
    return insert_content(log_id, entry);
}

Result<void> EmbeddedStore::insert_content(const Hash32& log_id, const StoredEntry& entry) {
    if (entry.ciphertext.empty()) return {};
    const auto content =
        CPC_TRY(lend("INSERT INTO content(log_id, seq, ciphertext, key_wrap) VALUES (?, ?, ?, ?)"));
    content->bind(1, log_id).bind(2, entry.seq).bind(3, entry.ciphertext).bind(4, entry.key_wrap);
    return content->run();
}

Result<void> EmbeddedStore::insert_late(const Batch& batch) {
    for (const auto& late : batch.late) {
        CPC_TRY(insert_content(batch.log_id, late));
        const auto back = CPC_TRY(this->entry(batch.log_id, late.seq));
        if (!back || back->entry != late.entry || back->ciphertext != late.ciphertext)
            return fail(Fault::damaged, "A content does not read back as it was written.",
                        "entry " + std::to_string(late.seq));
    }
    return {};
}

Result<void> EmbeddedStore::insert_rest(const Batch& batch) {
    for (const auto& signer : batch.signers) {
        auto row = CPC_TRY(database_.prepare(
            "INSERT INTO signer(log_id, kid, public_key, first_seq) VALUES (?, ?, ?, ?)"));
        row.bind(1, batch.log_id).bind(2, crypto::kid_of(signer.key)).bind(3, signer.key);
        row.bind(4, signer.first_seq);
        CPC_TRY(row.run());
    }
    for (const auto& key : batch.keys) {
        auto row = CPC_TRY(database_.prepare(
            "INSERT INTO conference_key(log_id, conference, key_id, wrapped) VALUES (?, ?, ?, ?)"));
        row.bind(1, batch.log_id).bind(2, key.conference.bytes).bind(3, key.key_id);
        row.bind(4, key.wrapped);
        CPC_TRY(row.run());
    }
    for (const auto& row : batch.office)
        CPC_TRY(add_office(row));
    for (const auto& text : batch.notices) {
        auto row =
            CPC_TRY(database_.prepare("INSERT INTO notice(log_id, at_ms, text) VALUES (?, ?, ?)"));
        row.bind(1, batch.log_id).bind(2, stamp(batch.bundle.received)).bind_text(3, text);
        CPC_TRY(row.run());
    }
    return {};
}

Result<std::string> EmbeddedStore::insert_receipt(const Batch& batch, const ReceiptMaker& maker) {
    const auto place = CPC_TRY(receipt_count());
    const auto root = CPC_TRY(receipts_root(place));
    CPC_CHECK(root.has_value());
    const auto made = CPC_TRY(maker(place, *root));
    const auto& b = batch.bundle;
    auto row = CPC_TRY(database_.prepare(
        "INSERT INTO receipt(place, bundle, digest, log_id, from_seq, to_seq, bytes, received_ms, "
        "manifest, manifest_signature, shown_token, next_token, text) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"));
    row.bind(1, place).bind(2, b.bundle.bytes).bind(3, b.digest).bind(4, b.log_id);
    row.bind(5, b.from).bind(6, b.to).bind(7, b.bytes).bind(8, stamp(b.received));
    row.bind(9, b.manifest).bind(10, b.manifest_signature).bind(11, b.shown_token);
    row.bind(12, made.next_token).bind_text(13, made.text);
    CPC_TRY(row.run());
    return made.text;
}

Result<std::string> EmbeddedStore::ingest(const Batch& batch, const ReceiptMaker& maker) {
    auto grown = CPC_TRY(tree(batch.log_id));
    if (grown.size() != batch.known)
        return fail(Fault::conflict, "The log has other entries than when this was judged.");
    const auto act = [&]() -> Result<std::string> {
        auto whole = CPC_TRY(store::Transaction::begin(database_));
        for (const auto& entry : batch.entries) {
            CPC_TRY(insert_entry(batch.log_id, entry));
            // From the row as it lies there: a binding or memory fault must not be signed for.
            const auto back = CPC_TRY(this->entry(batch.log_id, entry.seq));
            if (!back || back->entry != entry.entry || back->ciphertext != entry.ciphertext)
                return fail(Fault::damaged, "An entry does not read back as it was written.",
                            "entry " + std::to_string(entry.seq));
            grown.append(record::leaf_hash(back->entry));
        }
        CPC_TRY(insert_late(batch));
        CPC_TRY(insert_rest(batch));
        auto text = CPC_TRY(insert_receipt(batch, maker));
        CPC_TRY(whole.commit());
        return text;
    };
    auto text = act();
    if (!text) {
        forget();
        return text;
    }
    trees_.insert_or_assign(batch.log_id, std::move(grown));
    if (const auto found = trees_.find(receipts_tree); found != trees_.end())
        found->second.append(record::leaf_hash(view_of(*text)));
    return text;
}

Result<void> EmbeddedStore::release(const Batch& batch) {
    auto whole = CPC_TRY(store::Transaction::begin(database_));
    CPC_TRY(insert_late(batch));
    CPC_TRY(insert_rest(batch));
    return whole.commit();
}

Result<void> EmbeddedStore::freeze(const Hash32& log_id, const std::string& why, Instant at) {
    auto row = CPC_TRY(
        database_.prepare("INSERT OR IGNORE INTO freeze(log_id, why, at_ms) VALUES (?, ?, ?)"));
    row.bind(1, log_id).bind_text(2, why).bind(3, stamp(at));
    return row.run();
}

Result<void> EmbeddedStore::keep_evidence(const ForkEvidence& evidence, const std::string& why) {
    auto whole = CPC_TRY(store::Transaction::begin(database_));
    std::uint64_t seq = evidence.first_seq;
    for (const auto& rival : evidence.rivals) {
        auto row = CPC_TRY(database_.prepare(
            "INSERT OR IGNORE INTO evidence(log_id, bundle, seq, rival, manifest, "
            "manifest_signature, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)"));
        row.bind(1, evidence.log_id).bind(2, evidence.bundle.bytes).bind(3, seq).bind(4, rival);
        row.bind(5, evidence.manifest).bind(6, evidence.manifest_signature);
        row.bind(7, stamp(evidence.at));
        CPC_TRY(row.run());
        ++seq;
    }
    CPC_TRY(freeze(evidence.log_id, why, evidence.at));
    return whole.commit();
}

Result<void> EmbeddedStore::note_rejection(const RejectedBundle& rejected) {
    auto row = CPC_TRY(database_.prepare(
        "INSERT OR IGNORE INTO rejection(bundle, digest, device_kid, bytes, at_ms, code, message) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)"));
    row.bind(1, rejected.bundle.bytes).bind(2, rejected.digest).bind(3, rejected.device_kid);
    row.bind(4, rejected.bytes).bind(5, stamp(rejected.at)).bind_text(6, rejected.code);
    row.bind_text(7, rejected.message);
    return row.run();
}

Result<void> EmbeddedStore::add_office(const OfficeRow& row) {
    auto insert = CPC_TRY(
        database_.prepare("INSERT INTO office(kind, about, at_ms, content) VALUES (?, ?, ?, ?)"));
    insert.bind_text(1, row.kind).bind(2, row.about).bind(3, stamp(row.at)).bind(4, row.content);
    return insert.run();
}

Result<record::CompactRange> EmbeddedStore::tree(const Hash32& log_id) {
    if (const auto found = trees_.find(log_id); found != trees_.end()) return found->second;
    record::CompactRange range;
    CPC_TRY(scan(log_id, [&](const StoredEntry& entry, const Hash32& stored) -> Result<void> {
        const auto leaf = record::leaf_hash(entry.entry);
        if (leaf != stored)
            return fail(
                Fault::damaged, "An entry in central's store does not match its hash.",
                "log " + to_hex(log_id).substr(0, 16) + ", entry " + std::to_string(entry.seq),
                "Nothing was taken in. Run cpc-central fsck and restore from a backup.");
        range.append(leaf);
        return {};
    }));
    trees_.insert_or_assign(log_id, range);
    return range;
}

// A transaction that came to nothing may have put rows into them that are not there any more.
void EmbeddedStore::forget() {
    trees_.clear();
    office_ = {};
}

Result<wire::ListHead> EmbeddedStore::office_head() {
    auto row = CPC_TRY(database_.prepare(
        "SELECT number, kind, about, at_ms, content FROM office WHERE number > ? ORDER BY number"));
    row.bind(1, office_.last);
    while (CPC_TRY(row.step())) {
        office_.range.append(office_leaf(row.text(1), row.bytes(2),
                                         Instant{static_cast<std::int64_t>(row.number(3))},
                                         crypto::sha256(row.bytes(4))));
        office_.last = row.number(0);
    }
    return wire::ListHead{office_.range.size(), office_.range.root()};
}

Result<std::optional<Hash32>> EmbeddedStore::receipts_root(std::uint64_t count) {
    if (const auto found = trees_.find(receipts_tree);
        found != trees_.end() && found->second.size() == count)
        return std::optional<Hash32>{found->second.root()};
    record::CompactRange range;
    auto row =
        CPC_TRY(database_.prepare("SELECT text FROM receipt WHERE place < ? ORDER BY place"));
    row.bind(1, count);
    while (CPC_TRY(row.step()))
        range.append(record::leaf_hash(view_of(row.text(0))));
    if (range.size() != count) return std::optional<Hash32>{};
    if (count == CPC_TRY(receipt_count())) trees_.insert_or_assign(receipts_tree, range);
    return std::optional<Hash32>{range.root()};
}

}  // namespace cpc::service
