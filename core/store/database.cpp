// SPDX-License-Identifier: Apache-2.0
#include "core/store/database.hpp"

#include <fcntl.h>
#include <sqlcipher/sqlite3.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <utility>

#include "core/base/check.hpp"

namespace cpc::store {
namespace {

constexpr std::size_t key_size = 32;
constexpr std::size_t key_text_size = 2 + 2 * key_size + 1;  // x'…'
constexpr std::uint64_t page_size = 4096;
constexpr int value_bytes_max = 4 << 20;
constexpr int statement_bytes_max = 64 << 10;
constexpr const char* advice_io =
    "What was acknowledged before is safe in the journal. Close the program and open it again.";

// From 4.6.0 on the library writes to stderr about pages that do not fit, unless told not to. What
// was said before the first key of the process is forgotten by 4.6.0, so it is said again after it.
constexpr const char* quiet = "PRAGMA cipher_log_level=NONE";

// What the library says about how it encrypts. Drift here would mean another file format.
constexpr std::array<std::string_view, 6> cipher_settings = {
    "PRAGMA kdf_iter = 256000;",
    "PRAGMA cipher_page_size = 4096;",
    "PRAGMA cipher_use_hmac = 1;",
    "PRAGMA cipher_plaintext_header_size = 0;",
    "PRAGMA cipher_hmac_algorithm = HMAC_SHA512;",
    "PRAGMA cipher_kdf_algorithm = PBKDF2_HMAC_SHA512;",
};

Fault fault_of(int status) {
    switch (status & 0xFF) {
        case SQLITE_FULL:
            return Fault::no_space;
        case SQLITE_NOTADB:
            return Fault::wrong_secret;
        case SQLITE_CORRUPT:
        case SQLITE_ERROR:  // a table that is not as it was made; a page whose code does not fit
            return Fault::damaged;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return Fault::locked_out;
        case SQLITE_NOMEM:
            return Fault::exhausted;
        case SQLITE_CANTOPEN:
            return Fault::not_found;
        case SQLITE_PERM:
        case SQLITE_READONLY:
            return Fault::unreadable;
        case SQLITE_CONSTRAINT:
            return Fault::refused;
        default:
            return Fault::io;
    }
}

// "Cannot open" and "input/output error" can mean anything; the system said which.
Fault fault_of(int status, int system_error) {
    if (system_error == ENOSPC || system_error == EDQUOT) return Fault::no_space;
    if (system_error == EMFILE || system_error == ENFILE || system_error == ENOMEM)
        return Fault::exhausted;
    const bool not_opened = (status & 0xFF) == SQLITE_CANTOPEN;
    if (not_opened && (system_error == EACCES || system_error == EPERM || system_error == EROFS ||
                       system_error == ELOOP))
        return Fault::unreadable;
    if (not_opened && system_error != 0 && system_error != ENOENT) return Fault::io;
    return fault_of(status);
}

std::string code_text(int status) {
    return "code " + std::to_string(status);
}

// The library's standing texts only: sqlite3_errmsg could quote a value.
Failure failure_of(sqlite3* handle, int status, const char* doing) {
    const int kind = status & 0xFF;
    const bool systems = kind == SQLITE_IOERR || kind == SQLITE_CANTOPEN;
    const int system_error = systems && handle != nullptr ? sqlite3_system_errno(handle) : 0;
    std::string what = std::string{doing} + " failed: " + sqlite3_errstr(kind);
    // The library tries a second time, only to read, and then knows no more why the first failed.
    const bool hidden = system_error == ENOENT || system_error == EBADF;
    if (kind == SQLITE_CANTOPEN && hidden && sqlite3_db_readonly(handle, "main") == 0)
        return fail(Fault::io, "The store's own journal, a file beside it, could not be made.",
                    code_text(status), advice_io);
    if (kind == SQLITE_IOERR && system_error == EBADF)
        return fail(Fault::unreadable,
                    "The store's own journal, a file beside it, can only be read, not written.",
                    code_text(status), advice_io);
    if (system_error != 0 && !hidden) what += std::string{" ("} + std::strerror(system_error) + ")";
    return fail(fault_of(status, system_error), std::move(what), code_text(status), advice_io);
}

// Set up once for the process, before the first connection: no URI file names, no log to stderr.
void set_up_library() {
    static std::once_flag once;
    std::call_once(once, [] {
        sqlite3_config(SQLITE_CONFIG_URI, 0);
        using Sink = void (*)(void*, int, const char*);
        const Sink nowhere = [](void*, int, const char*) {};
        sqlite3_config(SQLITE_CONFIG_LOG, nowhere, nullptr);
        CPC_CHECK(sqlite3_initialize() == SQLITE_OK);
    });
}

int deny_attaching(void*, int action, const char*, const char*, const char*, const char*) {
    return action == SQLITE_ATTACH || action == SQLITE_DETACH ? SQLITE_DENY : SQLITE_OK;
}

void harden(sqlite3* handle) {
    constexpr std::array<std::pair<int, int>, 6> switches = {{
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_TRIGGER_EQP, 0},
        {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},
        {SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0},
    }};
    for (const auto& [which, value] : switches)
        sqlite3_db_config(handle, which, value, nullptr);
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, value_bytes_max);
    sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, statement_bytes_max);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_set_authorizer(handle, deny_attaching, nullptr);
}

// A key of any other length would be taken for a passphrase, and quietly work.
int give_key(sqlite3* handle, const crypto::SecretBytes& key) {
    constexpr std::string_view digits = "0123456789abcdef";
    crypto::SecretBytes text(key_text_size);
    auto* out = text.data();
    *out++ = 'x';
    *out++ = '\'';
    for (const auto byte : key.view()) {
        *out++ = static_cast<std::uint8_t>(digits[byte >> 4U]);
        *out++ = static_cast<std::uint8_t>(digits[byte & 15U]);
    }
    *out++ = '\'';
    CPC_CHECK(out == text.data() + key_text_size);
    return sqlite3_key_v2(handle, "main", text.data(), static_cast<int>(text.size()));
}

Result<std::string> first_text(Database& database, const char* sql) {
    auto statement = CPC_TRY(database.prepare(sql));
    if (!CPC_TRY(statement.step())) return std::string{};
    auto out = statement.text(0);
    if (out.empty() && statement.out_of_memory())
        return fail(Fault::exhausted, "There was not enough memory to open the store.", {},
                    advice_io);
    return out;
}

Result<void> expect(Database& database, const char* pragma, std::string_view value) {
    const auto found = CPC_TRY(first_text(database, pragma));
    if (found == value) return {};
    return fail(Fault::unsupported,
                std::string{"The database library did not take a setting that the record's safety "
                            "rests on: "} +
                    pragma,
                {}, "Nothing was written. The program has to be installed again.");
}

Result<void> check_cipher(Database& database) {
    const auto version = CPC_TRY(first_text(database, "PRAGMA cipher_version"));
    if (version.size() < 3 || version[0] != '4' || version[1] != '.' || version[2] < '5')
        return fail(Fault::unsupported,
                    "The database library is not SQLCipher 4.5 or later: it may not encrypt.", {},
                    "Nothing was written. The program has to be installed again.");
    auto settings = CPC_TRY(database.prepare("PRAGMA cipher_settings"));
    for (const auto expected : cipher_settings)
        if (!CPC_TRY(settings.step()) || settings.text(0) != expected)
            return fail(Fault::unsupported,
                        "The database library encrypts differently from what this program knows.");
    return {};
}

// Set, then read back: a pragma that is misspelt or refused says nothing.
Result<void> apply_settings(Database& database, Database::Mode mode) {
    CPC_TRY(expect(database, "PRAGMA locking_mode=EXCLUSIVE", "exclusive"));
    CPC_TRY(database.execute("PRAGMA temp_store=2"));
    CPC_TRY(expect(database, "PRAGMA temp_store", "2"));
    CPC_TRY(expect(database, "PRAGMA journal_mode=TRUNCATE", "truncate"));
    CPC_TRY(database.execute("PRAGMA synchronous=3"));
    CPC_TRY(expect(database, "PRAGMA synchronous", "3"));
    CPC_TRY(expect(database, "PRAGMA page_size", "4096"));
    CPC_TRY(expect(database, "PRAGMA auto_vacuum", "0"));
    CPC_TRY(expect(database, "PRAGMA secure_delete", "1"));
    CPC_TRY(
        database.execute("PRAGMA mmap_size=0; PRAGMA cell_size_check=ON; "
                         "PRAGMA trusted_schema=OFF; PRAGMA foreign_keys=ON; "
                         "PRAGMA recursive_triggers=ON"));
    CPC_TRY(expect(database, "PRAGMA foreign_keys", "1"));
    CPC_TRY(expect(database, "PRAGMA trusted_schema", "0"));
    if (mode == Database::Mode::read_only) CPC_TRY(database.execute("PRAGMA query_only=ON"));
    return {};
}

int open_flags(Database::Mode mode) {
    constexpr int common = SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_PRIVATECACHE;
    switch (mode) {
        case Database::Mode::create:
            return common | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        case Database::Mode::read_write:
            return common | SQLITE_OPEN_READWRITE;
        case Database::Mode::read_only:
            return common | SQLITE_OPEN_READONLY;
    }
    return common;
}

// The library would make the file readable by everybody; its journal takes the file's own mode.
Result<void> make_private_file(const std::string& path) {
    const int made = ::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (made < 0)
        return fail(fault_of(SQLITE_CANTOPEN, errno),
                    std::string{"The store's file could not be made: "} + std::strerror(errno),
                    path);
    ::close(made);
    return {};
}

std::optional<std::uint64_t> page_named_in(const std::string& text) {
    constexpr std::string_view mark = "page ";
    const auto at = text.rfind(mark);
    if (at == std::string::npos) return std::nullopt;
    const auto page = std::strtoull(text.c_str() + at + mark.size(), nullptr, 10);
    if (page == 0) return std::nullopt;
    return (page - 1) * page_size;
}

}  // namespace

Statement::~Statement() {
    sqlite3_finalize(statement_);
}

Statement::Statement(Statement&& other) noexcept
    : statement_(std::exchange(other.statement_, nullptr)), bind_status_(other.bind_status_) {}

Statement& Statement::operator=(Statement&& other) noexcept {
    if (this != &other) {
        sqlite3_finalize(statement_);
        statement_ = std::exchange(other.statement_, nullptr);
        bind_status_ = other.bind_status_;
    }
    return *this;
}

Statement& Statement::bind(int place, std::uint64_t value) {
    CPC_CHECK(value <= static_cast<std::uint64_t>(INT64_MAX));
    bind_status_ |= sqlite3_bind_int64(statement_, place, static_cast<sqlite3_int64>(value));
    return *this;
}

Statement& Statement::bind(int place, ByteView value) {
    // A null pointer would bind NULL; an empty value is not that.
    const void* data = value.empty() ? static_cast<const void*>("") : value.data();
    bind_status_ |= sqlite3_bind_blob64(statement_, place, data, value.size(), SQLITE_TRANSIENT);
    return *this;
}

Statement& Statement::bind_text(int place, std::string_view value) {
    const char* data = value.empty() ? "" : value.data();
    bind_status_ |=
        sqlite3_bind_text64(statement_, place, data, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    return *this;
}

Result<bool> Statement::step() {
    if (bind_status_ != SQLITE_OK)
        return failure_of(sqlite3_db_handle(statement_), bind_status_, "Handing over a value");
    errno = 0;
    const int status = sqlite3_step(statement_);
    if (status == SQLITE_ROW) return true;
    if (status == SQLITE_DONE) return false;
    auto failed = failure_of(sqlite3_db_handle(statement_), status, "Reading or writing the store");
    sqlite3_reset(statement_);
    return failed;
}

Result<void> Statement::run() {
    while (CPC_TRY(step())) {
    }
    reset();
    return {};
}

void Statement::reset() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    bind_status_ = SQLITE_OK;
}

std::uint64_t Statement::number(int column) const {
    return static_cast<std::uint64_t>(sqlite3_column_int64(statement_, column));
}

ByteView Statement::view(int column) const {
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return data == nullptr ? ByteView{} : ByteView{data, size};
}

Bytes Statement::bytes(int column) const {
    const auto there = view(column);
    return {there.begin(), there.end()};
}

void Statement::bytes_into(int column, Bytes& out) const {
    const auto there = view(column);
    out.assign(there.begin(), there.end());
}

std::string Statement::text(int column) const {
    const auto* data = sqlite3_column_text(statement_, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return data == nullptr ? std::string{} : std::string(reinterpret_cast<const char*>(data), size);
}

bool Statement::out_of_memory() const {
    return (sqlite3_errcode(sqlite3_db_handle(statement_)) & 0xFF) == SQLITE_NOMEM;
}

// A setting may look wrong because there was no memory to read it; a second look tells.
Result<Database> Database::open(const std::string& path, const crypto::SecretBytes& key, Mode mode,
                                const char* vfs) {
    auto out = open_once(path, key, mode, vfs);
    const bool again = !out && out.error().fault == Fault::unsupported && mode != Mode::create;
    if (again) return open_once(path, key, mode, vfs);
    return out;
}

Result<Database> Database::open_once(const std::string& path, const crypto::SecretBytes& key,
                                     Mode mode, const char* vfs) {
    CPC_CHECK(key.size() == key_size);
    set_up_library();
    if (mode == Mode::create && vfs == nullptr) CPC_TRY(make_private_file(path));
    sqlite3* handle = nullptr;
    errno = 0;
    const int opened = sqlite3_open_v2(path.c_str(), &handle, open_flags(mode), vfs);
    Database out{handle};
    if (opened != SQLITE_OK) return failure_of(handle, opened, "Opening the store");
    CPC_TRY(out.execute(quiet));
    if (const int keyed = give_key(handle, key); keyed != SQLITE_OK)
        return failure_of(handle, keyed, "Giving the store its key");
    CPC_TRY(out.execute(quiet));
    harden(handle);
    if (mode != Mode::read_only && sqlite3_db_readonly(handle, "main") == 1)
        return fail(Fault::unreadable, "The store's file can only be read, not written.", path,
                    "Nothing was changed. Look for what keeps this program from writing there: "
                    "the rights on the file, a disk that is full or was made read-only.");
    CPC_TRY(expect(out, "PRAGMA locking_mode=EXCLUSIVE", "exclusive"));
    // The first read is where a wrong key shows.
    CPC_TRY(first_text(out, "SELECT count(*) FROM sqlite_schema"));
    CPC_TRY(check_cipher(out));
    CPC_TRY(apply_settings(out, mode));
    return out;
}

Database::~Database() {
    sqlite3_close_v2(handle_);
}

Database::Database(Database&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}

Database& Database::operator=(Database&& other) noexcept {
    if (this != &other) {
        sqlite3_close_v2(handle_);
        handle_ = std::exchange(other.handle_, nullptr);
    }
    return *this;
}

Result<void> Database::execute(const char* sql) {
    errno = 0;
    const int status = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
    if (status != SQLITE_OK) return failure_of(handle_, status, "Reading or writing the store");
    return {};
}

Result<Statement> Database::prepare(std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    const int status = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), 0,
                                          &statement, nullptr);
    if (status != SQLITE_OK) return failure_of(handle_, status, "Preparing a statement");
    return Statement{statement};
}

bool lost_a_sync(const Error& error) {
    return error.where == code_text(SQLITE_IOERR_FSYNC) ||
           error.where == code_text(SQLITE_IOERR_DIR_FSYNC);
}

Result<std::vector<Database::Damage>> Database::check() {
    std::vector<Damage> out;
    auto pages = CPC_TRY(prepare("PRAGMA cipher_integrity_check"));
    while (CPC_TRY(pages.step())) {
        auto text = pages.text(0);
        out.push_back({page_named_in(text), std::move(text)});
    }
    auto structure = CPC_TRY(prepare("PRAGMA integrity_check"));
    while (true) {
        const auto row = structure.step();
        if (!row && row.error().fault != Fault::damaged && row.error().fault != Fault::wrong_secret)
            return Failure{row.error()};  // the machine failed: that says nothing about the file
        if (!row) {
            out.push_back({std::nullopt, row.error().what});
            break;
        }
        if (!*row) break;
        if (auto text = structure.text(0); text != "ok") out.push_back({std::nullopt, text});
    }
    return out;
}

Result<void> Database::keep_pages(std::uint64_t bytes_max) {
    if (bytes_max == 0) return execute("PRAGMA cache_size=-2000; PRAGMA shrink_memory");
    auto count = CPC_TRY(prepare("PRAGMA page_count"));
    (void)CPC_TRY(count.step());
    const auto pages = count.number(0);
    if (pages > bytes_max / page_size) return {};
    // A few more than there are: the library keeps some for itself.
    constexpr std::uint64_t margin = 512;
    return execute(("PRAGMA cache_size=" + std::to_string(pages + margin)).c_str());
}

Result<Transaction> Transaction::begin(Database& database) {
    CPC_TRY(database.execute("BEGIN IMMEDIATE"));
    return Transaction{database};
}

Result<void> Transaction::commit() {
    CPC_CHECK(database_ != nullptr);
    CPC_TRY(database_->execute("COMMIT"));
    database_ = nullptr;
    return {};
}

Transaction::~Transaction() {
    if (database_ != nullptr) (void)database_->execute("ROLLBACK");
}

Transaction::Transaction(Transaction&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)) {}

}  // namespace cpc::store
