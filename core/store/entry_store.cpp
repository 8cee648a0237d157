// SPDX-License-Identifier: Apache-2.0
#include "core/store/entry_store.hpp"

#include <algorithm>
#include <array>

#include "core/record/merkle.hpp"
#include "core/record/payload.hpp"

namespace cpc::store {
namespace {

constexpr std::uint64_t format = 1;

constexpr const char* schema = R"sql(
CREATE TABLE identity(
    id INTEGER PRIMARY KEY CHECK (id = 1),
    format INTEGER NOT NULL,
    log_id BLOB NOT NULL CHECK (length(log_id) = 32),
    device_seed BLOB NOT NULL CHECK (length(device_seed) = 32)) STRICT;
CREATE TABLE entry(
    seq INTEGER PRIMARY KEY CHECK (seq >= 0),
    bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 280 AND 680),
    leaf_hash BLOB NOT NULL CHECK (length(leaf_hash) = 32)) STRICT;
CREATE TABLE content(
    seq INTEGER PRIMARY KEY REFERENCES entry(seq),
    ciphertext BLOB NOT NULL,
    key_wrap BLOB NOT NULL CHECK (length(key_wrap) = 72)) STRICT;
CREATE TABLE conference_key(
    first_seq INTEGER PRIMARY KEY REFERENCES entry(seq),
    key_wrap BLOB NOT NULL CHECK (length(key_wrap) = 72)) STRICT;
CREATE TABLE signer(
    id INTEGER PRIMARY KEY,
    first_seq INTEGER NOT NULL REFERENCES entry(seq),
    public_key BLOB NOT NULL CHECK (length(public_key) = 32)) STRICT;
CREATE INDEX signer_by_entry ON signer(first_seq);
CREATE TABLE state(
    key TEXT PRIMARY KEY,
    value BLOB NOT NULL) STRICT, WITHOUT ROWID;
)sql";

// The tables that are only ever added to.
constexpr std::array<const char*, 5> append_only = {"identity", "entry", "content",
                                                    "conference_key", "signer"};

Failure wrong_row(std::uint64_t seq, const char* problem) {
    return fail(Fault::damaged, std::string{"The store's row of an entry "} + problem,
                "store.db, entry " + std::to_string(seq));
}

}  // namespace

Result<EntryStore> EntryStore::create(const std::string& path, const crypto::SecretBytes& key,
                                      const LogIdentity& identity, const char* vfs) {
    EntryStore out{CPC_TRY(Database::open(path, key, Database::Mode::create, vfs))};
    auto whole = CPC_TRY(Transaction::begin(out.database_));
    CPC_TRY(out.database_.execute(schema));
    for (const std::string table : append_only)
        for (const std::string act : {"UPDATE", "DELETE"}) {
            const std::string sql = "CREATE TRIGGER " + table + "_no_" + act + " BEFORE " + act +
                                    " ON " + table +
                                    " BEGIN SELECT RAISE(ABORT, 'append-only'); END";
            CPC_TRY(out.database_.execute(sql.c_str()));
        }
    auto insert = CPC_TRY(out.database_.prepare(
        "INSERT INTO identity(id, format, log_id, device_seed) VALUES (1, ?, ?, ?)"));
    insert.bind(1, format).bind(2, identity.log_id).bind(3, identity.device_seed.view());
    CPC_TRY(insert.run());
    CPC_TRY(whole.commit());
    CPC_TRY(out.read_identity());
    return out;
}

Result<EntryStore> EntryStore::open(const std::string& path, const crypto::SecretBytes& key,
                                    Database::Mode mode, const char* vfs) {
    EntryStore out{CPC_TRY(Database::open(path, key, mode, vfs))};
    CPC_TRY(out.read_identity());
    return out;
}

Result<void> EntryStore::read_identity() {
    // An emptied file opens as a new, empty database: that is damage, not a fault of the machine.
    auto table =
        CPC_TRY(database_.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'identity'"));
    (void)CPC_TRY(table.step());
    if (table.number(0) == 0) return fail(Fault::damaged, "The store is empty.", "store.db");
    auto row = CPC_TRY(database_.prepare("SELECT format, log_id, device_seed FROM identity"));
    if (!CPC_TRY(row.step())) return fail(Fault::damaged, "The store does not say whose it is.");
    if (row.number(0) != format)
        return fail(Fault::unsupported, "The store has a format this program does not know.");
    const auto log_id = row.bytes(1);
    auto seed = row.bytes(2);
    const bool sizes = log_id.size() == identity_.log_id.size() && seed.size() == 32;
    if (sizes) {
        std::copy(log_id.begin(), log_id.end(), identity_.log_id.begin());
        identity_.device_seed = crypto::SecretBytes::copy_of(seed);
    }
    crypto::wipe(seed);
    if (!sizes) return fail(Fault::damaged, "The store does not say whose it is.");
    return {};
}

Result<std::uint64_t> EntryStore::size() {
    auto row = CPC_TRY(database_.prepare("SELECT count(*), coalesce(max(seq) + 1, 0) FROM entry"));
    (void)CPC_TRY(row.step());
    if (row.number(0) != row.number(1))
        return fail(Fault::damaged, "The store lacks entries between others.", "store.db");
    return row.number(0);
}

namespace {

constexpr const char* entry_columns =
    "SELECT e.seq, e.bytes, e.leaf_hash, c.ciphertext, c.key_wrap, k.key_wrap FROM entry e "
    "LEFT JOIN content c ON c.seq = e.seq "
    "LEFT JOIN conference_key k ON k.first_seq = e.seq ";

// Everything but the keys that sign here for the first time.
Result<RawEntry> entry_in(const Statement& row) {
    RawEntry out;
    out.seq = row.number(0);
    out.entry = row.bytes(1);
    const auto stored_leaf = row.bytes(2);
    out.ciphertext = row.bytes(3);
    out.key_wrap = row.bytes(4);
    out.conference_key_wrap = row.bytes(5);
    const auto leaf = record::leaf_hash(out.entry);
    if (!std::equal(leaf.begin(), leaf.end(), stored_leaf.begin(), stored_leaf.end()))
        return wrong_row(out.seq, "does not match its hash");
    return out;
}

Result<void> add_key(RawEntry& entry, const Bytes& key) {
    auto& to = entry.new_keys.emplace_back();
    if (key.size() != to.size()) return wrong_row(entry.seq, "has a key of the wrong size");
    std::copy(key.begin(), key.end(), to.begin());
    return {};
}

}  // namespace

Result<RawEntry> EntryStore::read(std::uint64_t seq) {
    auto row = CPC_TRY(database_.prepare(std::string{entry_columns} + "WHERE e.seq = ?"));
    row.bind(1, seq);
    if (!CPC_TRY(row.step())) return wrong_row(seq, "is missing");
    auto out = CPC_TRY(entry_in(row));
    auto keys =
        CPC_TRY(database_.prepare("SELECT public_key FROM signer WHERE first_seq = ? ORDER BY id"));
    keys.bind(1, seq);
    while (CPC_TRY(keys.step()))
        CPC_TRY(add_key(out, keys.bytes(0)));
    return out;
}

Result<void> EntryStore::scan(const Visitor& visitor) {
    CPC_TRY(size());
    auto rows = CPC_TRY(database_.prepare(std::string{entry_columns} + "ORDER BY e.seq"));
    auto keys = CPC_TRY(
        database_.prepare("SELECT first_seq, public_key FROM signer ORDER BY first_seq, id"));
    bool more_keys = CPC_TRY(keys.step());
    while (CPC_TRY(rows.step())) {
        auto entry = CPC_TRY(entry_in(rows));
        while (more_keys && keys.number(0) == entry.seq) {
            CPC_TRY(add_key(entry, keys.bytes(1)));
            more_keys = CPC_TRY(keys.step());
        }
        CPC_TRY(visitor(entry));
    }
    if (more_keys) return wrong_row(keys.number(0), "is missing, but not a key of its signer");
    return {};
}

Result<void> EntryStore::insert_keys(const RawEntry& entry) {
    if (!entry.conference_key_wrap.empty()) {
        auto key = CPC_TRY(
            database_.prepare("INSERT INTO conference_key(first_seq, key_wrap) VALUES (?, ?)"));
        key.bind(1, entry.seq).bind(2, entry.conference_key_wrap);
        CPC_TRY(key.run());
    }
    for (const auto& public_key : entry.new_keys) {
        auto signer =
            CPC_TRY(database_.prepare("INSERT INTO signer(first_seq, public_key) VALUES (?, ?)"));
        signer.bind(1, entry.seq).bind(2, public_key);
        CPC_TRY(signer.run());
    }
    return {};
}

Result<void> EntryStore::insert(const RawEntry& entry) {
    auto row =
        CPC_TRY(database_.prepare("INSERT INTO entry(seq, bytes, leaf_hash) VALUES (?, ?, ?)"));
    row.bind(1, entry.seq).bind(2, entry.entry).bind(3, record::leaf_hash(entry.entry));
    CPC_TRY(row.run());
    if (!entry.ciphertext.empty()) {
        auto content = CPC_TRY(
            database_.prepare("INSERT INTO content(seq, ciphertext, key_wrap) VALUES (?, ?, ?)"));
        content.bind(1, entry.seq).bind(2, entry.ciphertext).bind(3, entry.key_wrap);
        CPC_TRY(content.run());
    }
    CPC_TRY(insert_keys(entry));
    const auto read_back = CPC_TRY(read(entry.seq));
    if (read_back != entry) return wrong_row(entry.seq, "does not read back as it was written");
    return {};
}

Result<void> EntryStore::write(std::span<const RawEntry> entries, const Task& task) {
    auto whole = CPC_TRY(Transaction::begin(database_));
    for (const auto& entry : entries)
        CPC_TRY(insert(entry));
    if (task) CPC_TRY(task(*this));
    return whole.commit();
}

Result<void> EntryStore::put_state(std::string_view key, ByteView value) {
    auto row = CPC_TRY(database_.prepare(
        "INSERT INTO state(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = "
        "excluded.value"));
    row.bind_text(1, key).bind(2, value);
    return row.run();
}

Result<std::optional<Bytes>> EntryStore::get_state(std::string_view key) {
    auto row = CPC_TRY(database_.prepare("SELECT value FROM state WHERE key = ?"));
    row.bind_text(1, key);
    if (!CPC_TRY(row.step())) return std::optional<Bytes>{};
    return std::optional<Bytes>{row.bytes(0)};
}

Result<void> EntryStore::erase_state(std::string_view key) {
    auto row = CPC_TRY(database_.prepare("DELETE FROM state WHERE key = ?"));
    row.bind_text(1, key);
    return row.run();
}

Result<std::vector<std::string>> EntryStore::state_keys(std::string_view prefix) {
    auto row = CPC_TRY(database_.prepare(
        "SELECT key FROM state WHERE substr(key, 1, length(?1)) = ?1 ORDER BY key"));
    row.bind_text(1, prefix);
    std::vector<std::string> out;
    while (CPC_TRY(row.step()))
        out.push_back(row.text(0));
    return out;
}

}  // namespace cpc::store
