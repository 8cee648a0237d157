// SPDX-License-Identifier: Apache-2.0
// The door to SQLCipher: an encrypted database that is opened in one way only, each setting set and
// read back. A connection that does not turn out as it should is closed again.
//
// Rollback journal (TRUNCATE, fully synced), never WAL: one flipped bit in a WAL drops committed
// rows without a word. A raw 32-byte key, never a passphrase; it is handed over as bytes, never in
// SQL text. Temporary tables stay in memory: Debian builds the library to spill them in the clear.
// One connection and one thread at a time; the caller sees to that. Measured: security design, 3.3
// and appendix A. Left out on purpose: rekeying (the library reports success when it failed),
// attaching, extensions, WAL.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/crypto/secret.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace cpc::store {

class Statement {
  public:
    ~Statement();
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&& other) noexcept;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    // Places count from 1. Bytes and texts are copied.
    Statement& bind(int place, std::uint64_t value);
    Statement& bind(int place, ByteView value);
    Statement& bind_text(int place, std::string_view value);

    [[nodiscard]] Result<bool> step();  // true: a row is there
    [[nodiscard]] Result<void> run();   // step to the end, then reset
    void reset();

    // Columns count from 0; only after step() gave true.
    [[nodiscard]] std::uint64_t number(int column) const;
    [[nodiscard]] Bytes bytes(int column) const;
    // Until the next step: the library's own memory.
    [[nodiscard]] ByteView view(int column) const;
    // Into memory that is there already.
    void bytes_into(int column, Bytes& out) const;
    [[nodiscard]] std::string text(int column) const;
    // There was no memory for what was just read: an empty answer then says nothing.
    [[nodiscard]] bool out_of_memory() const;

  private:
    friend class Database;
    explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}
    sqlite3_stmt* statement_ = nullptr;
    int bind_status_ = 0;
};

class Database {
  public:
    enum class Mode : std::uint8_t { create, read_write, read_only };

    // key: 32 bytes. Fault::wrong_secret if the file is not encrypted under it (or is damaged in
    // its first page: the two cannot be told apart), Fault::locked_out if somebody else has it
    // open. vfs: Ports::database_vfs.
    [[nodiscard]] static Result<Database> open(const std::string& path,
                                               const crypto::SecretBytes& key, Mode mode,
                                               const char* vfs = nullptr);
    ~Database();
    Database(Database&& other) noexcept;
    Database& operator=(Database&& other) noexcept;
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    [[nodiscard]] Result<void> execute(const char* sql);
    [[nodiscard]] Result<Statement> prepare(std::string_view sql);

    // Both of the library's checks, every row of them: they miss different things. Empty: whole.
    struct Damage {
        std::optional<std::uint64_t> offset;  // of the page, where it is told
        std::string what;
    };
    [[nodiscard]] Result<std::vector<Damage>> check();

    // For a while in which everything is read more than once: pages are kept in memory if all of
    // them fit into this many bytes, so that each is decrypted once. 0: back to the library's own
    // few, and the memory is given back.
    [[nodiscard]] Result<void> keep_pages(std::uint64_t bytes_max);

  private:
    [[nodiscard]] static Result<Database> open_once(const std::string& path,
                                                    const crypto::SecretBytes& key, Mode mode,
                                                    const char* vfs);
    explicit Database(sqlite3* handle) : handle_(handle) {}
    sqlite3* handle_ = nullptr;
};

// True: a sync failed on the way. What the system could not write it may have forgotten, and then a
// second sync that succeeds proves nothing.
[[nodiscard]] bool lost_a_sync(const Error& error);

// Everything between begin and commit happens, or nothing does: leaving the scope rolls back.
class Transaction {
  public:
    [[nodiscard]] static Result<Transaction> begin(Database& database);
    [[nodiscard]] Result<void> commit();
    ~Transaction();
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

  private:
    explicit Transaction(Database& database) : database_(&database) {}
    Database* database_;
};

}  // namespace cpc::store
