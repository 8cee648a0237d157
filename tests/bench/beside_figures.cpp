// SPDX-License-Identifier: Apache-2.0
// The same work in plain SQLite and plain SQLCipher: one entry, hashed, signed by two, inserted
// and committed, with the syncs counted that each makes. Plain SQLite is the same library without a
// key, so that versions do not differ. What has no counterpart there is left out there: no second
// copy, no tree, no content of its own key, no second look at the signatures.
#include <sqlcipher/sqlite3.h>

#include <optional>

#include "core/crypto/hash.hpp"
#include "core/crypto/sign.hpp"
#include "core/record/entry.hpp"
#include "tests/bench/counting_vfs.hpp"
#include "tests/bench/figure.hpp"
#include "tests/bench/room.hpp"

namespace cpc::bench {
namespace {

constexpr int warm_up = 40;  // until a write-ahead log has its steady size
constexpr std::uint16_t position_taken = 0x0142;
constexpr std::size_t entry_size = record::header_size + 2 * record::signature_size;
constexpr std::size_t content_size = 552;  // of a position with 200 letters: padded to 512

enum class Locked : std::uint8_t { no, with_a_key };
enum class Log : std::uint8_t { rollback, write_ahead };

struct Kind {
    const char* name;
    Locked locked;
    Log log;
};
constexpr Kind kinds[] = {
    {"SQLite, TRUNCATE and EXTRA", Locked::no, Log::rollback},
    {"SQLCipher, TRUNCATE and EXTRA", Locked::with_a_key, Log::rollback},
    {"SQLite, WAL and FULL", Locked::no, Log::write_ahead},
    {"SQLCipher, WAL and FULL", Locked::with_a_key, Log::write_ahead},
};

class PlainDatabase {
  public:
    static Result<std::unique_ptr<PlainDatabase>> make(const std::string& path, const Kind& kind) {
        auto out = std::make_unique<PlainDatabase>();
        constexpr int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        if (sqlite3_open_v2(path.c_str(), &out->handle_, flags, counting_vfs()) != SQLITE_OK)
            return fail(Fault::io, "a plain database cannot be made", path);
        constexpr std::string_view key =
            "x'0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'";
        if (kind.locked == Locked::with_a_key &&
            sqlite3_key(out->handle_, key.data(), static_cast<int>(key.size())) != SQLITE_OK)
            return fail(Fault::io, "a plain database takes no key", path);
        const char* settings = kind.log == Log::rollback
                                   ? "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=TRUNCATE; "
                                     "PRAGMA synchronous=EXTRA;"
                                   : "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;";
        CPC_TRY(out->execute(settings));
        CPC_TRY(
            out->execute("CREATE TABLE entry(seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL, "
                         "leaf_hash BLOB NOT NULL, content BLOB NOT NULL) STRICT"));
        const char* insert = "INSERT INTO entry(bytes, leaf_hash, content) VALUES (?, ?, ?)";
        if (sqlite3_prepare_v2(out->handle_, insert, -1, &out->insert_, nullptr) != SQLITE_OK)
            return fail(Fault::io, "a plain database takes no entries", path);
        return out;
    }
    PlainDatabase() = default;
    ~PlainDatabase() {
        sqlite3_finalize(insert_);
        sqlite3_close_v2(handle_);
    }
    PlainDatabase(const PlainDatabase&) = delete;
    PlainDatabase& operator=(const PlainDatabase&) = delete;

    // In ms, from the content to the commit.
    Result<double> append(const crypto::SigningKey& one, const crypto::SigningKey& other) {
        const double before = now_ms();
        Bytes entry(entry_size);
        Bytes content(content_size, static_cast<std::uint8_t>(++count_));
        const auto digest = crypto::sha256(content);
        std::copy(digest.begin(), digest.end(), entry.begin());
        const auto statement = record::statement_in(entry);
        auto at = entry.begin() + record::header_size;
        for (const auto* key : {&one, &other}) {
            const auto signature = key->sign(statement);
            at = std::copy(signature.begin(), signature.end(), at);
        }
        const auto leaf = crypto::sha256(entry);
        const auto bind = [&](int place, ByteView bytes) {
            sqlite3_bind_blob(insert_, place, bytes.data(), static_cast<int>(bytes.size()),
                              SQLITE_STATIC);
        };
        bind(1, entry);
        bind(2, leaf);
        bind(3, content);
        const int status = sqlite3_step(insert_);
        sqlite3_reset(insert_);
        if (status != SQLITE_DONE) return fail(Fault::io, "a plain database refused an entry");
        return now_ms() - before;
    }

  private:
    Result<void> execute(const char* sql) {
        if (sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) == SQLITE_OK) return {};
        return fail(Fault::io, "a plain database refused a setting");
    }

    sqlite3* handle_ = nullptr;
    sqlite3_stmt* insert_ = nullptr;
    int count_ = 0;
};

Result<double> append_ours(store::Vault& vault, const crypto::SigningKey& attendee,
                           ConferenceId conference) {
    store::AppendRequest request;
    request.type = position_taken;
    request.conference = conference;
    request.payload = {0xA1, 1, 0x78, 200};
    request.payload.insert(request.payload.end(), 200, 'r');
    request.signers = {{&attendee, record::Role::attendee}};
    request.basis_size = vault.size();
    const double before = now_ms();
    CPC_TRY(vault.append(request));
    return now_ms() - before;
}

struct Row {
    std::string name;
    Series took;
    double syncs = 0;
};

// Ours, with every sync of the journal and of the database's thread, which catches up at its own
// pace as it does in a meeting; waited for once, at the end.
Result<Row> ours_of(Room& room, const crypto::SigningKey& attendee, int rounds) {
    auto& vault = room.desk->vault();
    const auto conference = room.hands->meeting()->id();
    Row out{"Case Conference", {}, 0};
    for (int i = 0; i < warm_up; ++i)
        CPC_TRY(append_ours(vault, attendee, conference));
    CPC_TRY(vault.settle());
    const auto syncs = room.files.counts().syncs;
    const auto of_database = syncs_counted();
    for (int i = 0; i < rounds; ++i)
        out.took.push_back(CPC_TRY(append_ours(vault, attendee, conference)));
    CPC_TRY(vault.settle());
    out.syncs =
        static_cast<double>(room.files.counts().syncs - syncs + syncs_counted() - of_database) /
        rounds;
    return out;
}

Result<Row> theirs_of(PlainDatabase& database, const Kind& kind, const crypto::SigningKey& one,
                      const crypto::SigningKey& other, int rounds) {
    Row out{kind.name, {}, 0};
    const auto syncs = syncs_counted();
    for (int i = 0; i < rounds; ++i)
        out.took.push_back(CPC_TRY(database.append(one, other)));
    out.syncs = static_cast<double>(syncs_counted() - syncs) / rounds;
    return out;
}

std::string words_of(const std::vector<Row>& rows) {
    std::string out;
    for (const auto& row : rows)
        out += (out.empty() ? "" : "; ") + row.name + " " + number(median(row.took), 3) +
               " ms and " + number(row.syncs, 2) + " syncs";
    return out;
}

void add_to(std::vector<Row>& rows, std::size_t nth, Row part) {
    if (rows.size() <= nth) {
        rows.push_back(std::move(part));
        return;
    }
    auto& row = rows[nth];
    const auto before = static_cast<double>(row.took.size());
    const auto now = static_cast<double>(part.took.size());
    row.syncs = (row.syncs * before + part.syncs * now) / (before + now);
    row.took.insert(row.took.end(), part.took.begin(), part.took.end());
}

}  // namespace

Result<Figures> beside_figures(const Setting& setting) {
    constexpr int turns = 5;
    auto room = std::make_unique<Room>();
    room->database_vfs = counting_vfs();
    room = CPC_TRY(play_room_in(std::move(room), setting.folder + "/beside", setting.assets,
                                crypto::KeyslotCost::practice(), "at 11:15"));
    const auto one = crypto::SigningKey::generate();
    const auto other = crypto::SigningKey::generate();
    std::vector<std::unique_ptr<PlainDatabase>> plain;
    for (const auto& kind : kinds) {
        const auto path = setting.folder + "/plain-" + std::to_string(plain.size()) + ".db";
        plain.push_back(CPC_TRY(PlainDatabase::make(path, kind)));
        CPC_TRY(theirs_of(*plain.back(), kind, one, other, warm_up));
    }
    std::vector<Row> rows;
    for (int turn = 0; turn < turns; ++turn) {
        add_to(rows, 0, CPC_TRY(ours_of(*room, one, setting.rounds)));
        for (std::size_t i = 0; i < plain.size(); ++i)
            add_to(rows, i + 1,
                   CPC_TRY(theirs_of(*plain[i], kinds[i], one, other, setting.rounds)));
    }
    const double ours = median(rows[0].took);
    const auto detail = words_of(rows) + "; for each append, medians of " +
                        std::to_string(rows[0].took.size()) + " in turns of " +
                        std::to_string(setting.rounds);
    return Figures{{"append-beside-sqlcipher",
                    "recorded entry / plain SQLCipher that never loses one either, same signatures",
                    "×", 1.0, ours / median(rows[2].took), detail},
                   {"append-beside-wal",
                    "recorded entry / plain SQLite with its write-ahead log, same signatures", "×",
                    1.25, ours / median(rows[3].took), detail}};
}

}  // namespace cpc::bench
