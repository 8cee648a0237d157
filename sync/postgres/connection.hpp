// SPDX-License-Identifier: Apache-2.0
// The door to libpq: one connection, statements with their values beside them, binary both ways.
//
// What always holds: a value never becomes part of a statement's text; an error that goes out
// carries the five-character state and the name of a rule, never a row's content (the server's own
// detail lines would have it); a connection that was lost says so and can be opened again, and is
// then asked again whether it is durable. One thread at a time.
//
// What it leaves out: what is asked. Statements are prepared once for each connection.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/crypto/secret.hpp"

struct pg_conn;
struct pg_result;

namespace cpc::postgres {

// A value as the server stores it, with its type.
struct Cell {
    std::uint32_t type = 0;
    Bytes bytes;
};
[[nodiscard]] Cell cell(ByteView value);
[[nodiscard]] Cell cell(std::uint64_t value);
[[nodiscard]] Cell cell_text(std::string_view value);
[[nodiscard]] Cell cell_list(const std::vector<Cell>& values);  // all of one type, at least one
using Cells = std::vector<Cell>;

class Rows {
  public:
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] bool is_null(std::size_t row, int column) const;
    // The value's bytes as they came; valid as long as this object.
    [[nodiscard]] ByteView raw(std::size_t row, int column) const;
    [[nodiscard]] Bytes bytes(std::size_t row, int column) const;
    [[nodiscard]] std::string text(std::size_t row, int column) const;
    [[nodiscard]] std::uint64_t number(std::size_t row, int column) const;
    template <std::size_t N>
    [[nodiscard]] ByteArray<N> array(std::size_t row, int column) const {
        ByteArray<N> out{};
        const auto in = raw(row, column);
        if (in.size() == N)
            for (std::size_t i = 0; i < N; ++i)
                out[i] = in[i];
        return out;
    }

  private:
    friend class Connection;
    explicit Rows(pg_result* result);
    std::shared_ptr<pg_result> result_;
};

struct Options {
    std::string connection;  // as libpq reads it: "host=… dbname=… user=…", or an address
    crypto::SecretBytes password;  // empty: none, or as libpq finds it
    [[nodiscard]] Options clone() const {
        return {connection, password.empty() ? crypto::SecretBytes{} : password.clone()};
    }
};

// Whether it holds a password, in either way of writing that libpq reads: lists of processes and
// files of settings show it to others.
[[nodiscard]] bool holds_a_password(const std::string& connection);

class Connection {
  public:
    [[nodiscard]] static Result<Connection> open(Options options);
    ~Connection();
    Connection(Connection&& other) noexcept;
    Connection& operator=(Connection&&) = delete;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    [[nodiscard]] Result<Rows> run(const std::string& sql, const Cells& values = {});
    // Several statements, without values and without an answer. Leaves contended() as it is.
    [[nodiscard]] Result<void> script(const std::string& sql);

    [[nodiscard]] bool lost() const;
    [[nodiscard]] Result<void> reopen();
    // The newest failure was another writer's success: the same thing may be tried again.
    [[nodiscard]] bool contended() const { return contended_; }

  private:
    explicit Connection(Options options) : options_(std::move(options)) {}
    [[nodiscard]] Result<void> connect();
    [[nodiscard]] Result<void> check_durable();
    [[nodiscard]] Result<std::string> prepared(const std::string& sql, const Cells& values);
    [[nodiscard]] Error error_of(const pg_result* result);
    void close();

    Options options_;
    pg_conn* connection_ = nullptr;
    std::map<std::string, std::string> statements_;
    bool contended_ = false;
};

// Everything in between happens, or nothing does.
template <class T>
[[nodiscard]] Result<T> in_transaction(Connection& connection,
                                       const std::function<Result<T>()>& act) {
    CPC_TRY(connection.run("BEGIN"));
    auto done = act();
    if (!done) {
        if (!connection.lost()) (void)connection.script("ROLLBACK");
        return done;
    }
    CPC_TRY(connection.run("COMMIT"));
    return done;
}

}  // namespace cpc::postgres
