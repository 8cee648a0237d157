// SPDX-License-Identifier: Apache-2.0
#include "core/store/entry_store.hpp"

#include <algorithm>
#include <array>
#include <utility>

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

class EntryStore::Use {
  public:
    explicit Use(Statement& statement) : statement_(&statement) { statement_->reset(); }
    ~Use() {
        if (statement_ != nullptr) statement_->reset();
    }
    Use(Use&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}
    Use& operator=(Use&&) = delete;
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;
    Statement* operator->() const { return statement_; }
    Statement& operator*() const { return *statement_; }

  private:
    Statement* statement_;
};

Result<EntryStore::Use> EntryStore::prepared(Act act) {
    static constexpr std::array<const char*, acts> texts = {
        "SELECT e.seq, e.bytes, e.leaf_hash, c.ciphertext, c.key_wrap, k.key_wrap FROM entry e "
        "LEFT JOIN content c ON c.seq = e.seq "
        "LEFT JOIN conference_key k ON k.first_seq = e.seq WHERE e.seq = ?",
        "SELECT public_key FROM signer WHERE first_seq = ? ORDER BY id",
        "INSERT INTO entry(seq, bytes, leaf_hash) VALUES (?, ?, ?)",
        "INSERT INTO content(seq, ciphertext, key_wrap) VALUES (?, ?, ?)",
        "INSERT INTO conference_key(first_seq, key_wrap) VALUES (?, ?)",
        "INSERT INTO signer(first_seq, public_key) VALUES (?, ?)",
    };
    const auto which = static_cast<std::size_t>(act);
    auto& slot = prepared_[which];
    if (!slot) slot.emplace(CPC_TRY(database_.prepare(texts[which])));
    return Use{*slot};
}

namespace {

Result<void> check_leaf(std::uint64_t seq, ByteView entry, ByteView stored) {
    const auto leaf = record::leaf_hash(entry);
    if (std::equal(leaf.begin(), leaf.end(), stored.begin(), stored.end())) return {};
    return wrong_row(seq, "does not match its hash");
}

Result<void> add_key(RawEntry& entry, const Bytes& key) {
    auto& to = entry.new_keys.emplace_back();
    if (key.size() != to.size()) return wrong_row(entry.seq, "has a key of the wrong size");
    std::copy(key.begin(), key.end(), to.begin());
    return {};
}

// One table from its first row to its last, beside another that says which number is wanted next.
class Beside {
  public:
    explicit Beside(Statement rows) : rows_(std::move(rows)) {}

    // True: the row at hand belongs to this number.
    Result<bool> at(std::uint64_t seq) {
        if (used_) more_ = CPC_TRY(rows_.step());
        used_ = false;
        return more_ && rows_.number(0) == seq;
    }
    // The row at hand, which is then done with.
    const Statement& take() {
        used_ = true;
        return rows_;
    }
    // Nothing may be left when the other table has ended.
    Result<void> finish() {
        if (used_) more_ = CPC_TRY(rows_.step());
        if (more_) return wrong_row(rows_.number(0), "is missing, but not what belongs to it");
        return {};
    }

  private:
    Statement rows_;
    bool used_ = true;
    bool more_ = false;
};

}  // namespace

Result<RawEntry> EntryStore::read(std::uint64_t seq) {
    const auto row = CPC_TRY(prepared(Act::read));
    row->bind(1, seq);
    if (!CPC_TRY(row->step())) return wrong_row(seq, "is missing");
    RawEntry out;
    out.seq = row->number(0);
    out.entry = row->bytes(1);
    CPC_TRY(check_leaf(out.seq, out.entry, row->bytes(2)));
    out.ciphertext = row->bytes(3);
    out.key_wrap = row->bytes(4);
    out.conference_key_wrap = row->bytes(5);
    const auto keys = CPC_TRY(prepared(Act::read_keys));
    keys->bind(1, seq);
    while (CPC_TRY(keys->step()))
        CPC_TRY(add_key(out, keys->bytes(0)));
    return out;
}

Result<void> EntryStore::scan(const Visitor& visitor) {
    auto rows = CPC_TRY(database_.prepare("SELECT seq, bytes, leaf_hash FROM entry ORDER BY seq"));
    Beside contents{
        CPC_TRY(database_.prepare("SELECT seq, ciphertext, key_wrap FROM content ORDER BY seq"))};
    Beside wraps{CPC_TRY(
        database_.prepare("SELECT first_seq, key_wrap FROM conference_key ORDER BY first_seq"))};
    Beside keys{CPC_TRY(
        database_.prepare("SELECT first_seq, public_key FROM signer ORDER BY first_seq, id"))};
    RawEntry entry;
    for (std::uint64_t expected = 0; CPC_TRY(rows.step()); ++expected) {
        entry.seq = rows.number(0);
        if (entry.seq != expected)
            return fail(Fault::damaged, "The store lacks entries between others.", "store.db");
        rows.bytes_into(1, entry.entry);
        CPC_TRY(check_leaf(entry.seq, entry.entry, rows.view(2)));
        entry.ciphertext.clear();
        entry.key_wrap.clear();
        entry.conference_key_wrap.clear();
        entry.new_keys.clear();
        if (CPC_TRY(contents.at(entry.seq))) {
            const auto& row = contents.take();
            row.bytes_into(1, entry.ciphertext);
            row.bytes_into(2, entry.key_wrap);
        }
        if (CPC_TRY(wraps.at(entry.seq))) wraps.take().bytes_into(1, entry.conference_key_wrap);
        while (CPC_TRY(keys.at(entry.seq)))
            CPC_TRY(add_key(entry, keys.take().bytes(1)));
        CPC_TRY(visitor(entry));
    }
    CPC_TRY(contents.finish());
    CPC_TRY(wraps.finish());
    return keys.finish();
}

Result<void> EntryStore::insert_keys(const RawEntry& entry) {
    if (!entry.conference_key_wrap.empty()) {
        const auto key = CPC_TRY(prepared(Act::conference_key));
        key->bind(1, entry.seq).bind(2, entry.conference_key_wrap);
        CPC_TRY(key->run());
    }
    for (const auto& public_key : entry.new_keys) {
        const auto signer = CPC_TRY(prepared(Act::signer));
        signer->bind(1, entry.seq).bind(2, public_key);
        CPC_TRY(signer->run());
    }
    return {};
}

Result<void> EntryStore::insert(const RawEntry& entry) {
    {
        const auto row = CPC_TRY(prepared(Act::entry));
        row->bind(1, entry.seq).bind(2, entry.entry).bind(3, record::leaf_hash(entry.entry));
        CPC_TRY(row->run());
    }
    if (!entry.ciphertext.empty()) {
        const auto content = CPC_TRY(prepared(Act::content));
        content->bind(1, entry.seq).bind(2, entry.ciphertext).bind(3, entry.key_wrap);
        CPC_TRY(content->run());
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

namespace {

// Behind every key that begins with this: the last character there is.
std::string end_of(std::string_view prefix) {
    return std::string{prefix} + "\xF4\x8F\xBF\xBF";
}

}  // namespace

Result<std::vector<std::string>> EntryStore::state_keys(std::string_view prefix) {
    auto row =
        CPC_TRY(database_.prepare("SELECT key FROM state WHERE key >= ? AND key < ? ORDER BY key"));
    row.bind_text(1, prefix).bind_text(2, end_of(prefix));
    std::vector<std::string> out;
    while (CPC_TRY(row.step()))
        out.push_back(row.text(0));
    return out;
}

Result<std::vector<std::pair<std::string, Bytes>>> EntryStore::states(std::string_view prefix) {
    auto row = CPC_TRY(
        database_.prepare("SELECT key, value FROM state WHERE key >= ? AND key < ? ORDER BY key"));
    row.bind_text(1, prefix).bind_text(2, end_of(prefix));
    std::vector<std::pair<std::string, Bytes>> out;
    while (CPC_TRY(row.step()))
        out.emplace_back(row.text(0), row.bytes(1));
    return out;
}

}  // namespace cpc::store
