// SPDX-License-Identifier: Apache-2.0
#include "sync/postgres/connection.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <utility>

#include "core/base/check.hpp"
#include "core/crypto/layout.hpp"

namespace cpc::postgres {
namespace {

constexpr std::uint32_t type_bytes = 17;
constexpr std::uint32_t type_number = 20;
constexpr std::uint32_t type_text = 25;
constexpr std::uint32_t type_bytes_list = 1001;
constexpr std::uint32_t type_text_list = 1009;
constexpr std::uint32_t type_number_list = 1016;

std::uint32_t list_of(std::uint32_t type) {
    if (type == type_bytes) return type_bytes_list;
    if (type == type_text) return type_text_list;
    return type_number_list;
}

std::string field(const PGresult* result, int code) {
    const char* text = result == nullptr ? nullptr : PQresultErrorField(result, code);
    return text == nullptr ? std::string{} : std::string{text};
}

struct Meaning {
    std::string_view state;  // the whole of it, or its class of two characters
    Fault fault;
    const char* what;
    const char* advice;
};

constexpr Meaning meanings[] = {
    {"08", Fault::network, "The connection to the database broke off.",
     "What was acknowledged is kept. It is opened again at the next request."},
    {"57P", Fault::network, "The database is stopping or not ready yet.",
     "What was acknowledged is kept. It is tried again at the next request."},
    {"25006", Fault::network, "The database takes no writes: it is a standby.",
     "Name both servers in the connection and set target_session_attrs=read-write."},
    {"53100", Fault::no_space, "The database's disk is full.", "Make room, then go on."},
    {"53300", Fault::exhausted, "The database takes no more connections.",
     "Raise max_connections or stop another client."},
    {"28", Fault::wrong_secret, "The database does not let this login in.",
     "Look at the login's name, its password and pg_hba.conf."},
    {"3D000", Fault::not_found, "There is no such database.", "Make it with createdb."},
    {"42501", Fault::refused, "This login may not do that in the database.",
     "cpc-central serve needs a member of cpc_ingest; migrate needs one of cpc_owner."},
    {"3F000", Fault::unsupported, "The database has no tables of central's yet.",
     "Make them with: cpc-central migrate."},
    {"42P01", Fault::unsupported, "The database has no tables of central's yet.",
     "Make them with: cpc-central migrate."},
    {"40", Fault::conflict, "Another server wrote at the same moment.", "It is tried again."},
    {"23", Fault::conflict,
     "The database refused a row: it is there already, or is not what it "
     "claims to be.",
     "Nothing was stored."},
    {"P0001", Fault::refused, "The database refused to change a row.", "Nothing was changed."},
    {"XX001", Fault::damaged, "The database found one of its pages damaged.",
     "Stop it and restore from a backup or the standby."},
};

}  // namespace

Cell cell(ByteView value) {
    return {type_bytes, Bytes{value.begin(), value.end()}};
}

Cell cell(std::uint64_t value) {
    return {type_number, crypto::Packer{}.u64(value).take()};
}

Cell cell_text(std::string_view value) {
    const auto bytes = view_of(value);
    return {type_text, Bytes{bytes.begin(), bytes.end()}};
}

// Dimensions, null marks, element type, length, lower bound; then each length and value.
Cell cell_list(const std::vector<Cell>& values) {
    CPC_CHECK(!values.empty());
    crypto::Packer out;
    out.u32(1).u32(0).u32(values.front().type);
    out.u32(static_cast<std::uint32_t>(values.size())).u32(1);
    for (const auto& value : values)
        out.u32(static_cast<std::uint32_t>(value.bytes.size())).bytes(value.bytes);
    return {list_of(values.front().type), out.take()};
}

Rows::Rows(pg_result* result) : result_(result, PQclear) {}

std::size_t Rows::size() const {
    return static_cast<std::size_t>(PQntuples(result_.get()));
}

bool Rows::is_null(std::size_t row, int column) const {
    return PQgetisnull(result_.get(), static_cast<int>(row), column) != 0;
}

ByteView Rows::raw(std::size_t row, int column) const {
    const int at = static_cast<int>(row);
    const auto* value = PQgetvalue(result_.get(), at, column);
    const auto size = PQgetlength(result_.get(), at, column);
    return {reinterpret_cast<const std::uint8_t*>(value), static_cast<std::size_t>(size)};
}

Bytes Rows::bytes(std::size_t row, int column) const {
    const auto in = raw(row, column);
    return {in.begin(), in.end()};
}

std::string Rows::text(std::size_t row, int column) const {
    return std::string{text_of(raw(row, column))};
}

std::uint64_t Rows::number(std::size_t row, int column) const {
    std::uint64_t out = 0;
    for (const auto byte : raw(row, column))
        out = (out << 8U) | byte;
    return out;
}

Result<Connection> Connection::open(Options options) {
    Connection out(std::move(options));
    CPC_TRY(out.connect());
    return out;
}

Connection::~Connection() {
    close();
}

Connection::Connection(Connection&& other) noexcept
    : options_(std::move(other.options_)),
      connection_(std::exchange(other.connection_, nullptr)),
      statements_(std::move(other.statements_)),
      contended_(other.contended_) {}

void Connection::close() {
    if (connection_ != nullptr) PQfinish(connection_);
    connection_ = nullptr;
    statements_.clear();
}

bool holds_a_password(const std::string& connection) {
    PQconninfoOption* const options = PQconninfoParse(connection.c_str(), nullptr);
    bool found = false;
    for (const auto* option = options; option != nullptr && option->keyword != nullptr; ++option) {
        const std::string_view keyword = option->keyword;
        const bool secret = keyword == "password" || keyword == "sslpassword";
        found = found || (secret && option->val != nullptr && *option->val != '\0');
    }
    PQconninfoFree(options);
    return found;
}

Result<void> Connection::connect() {
    close();
    // The given text may say more (servers, certificates); it may not undo what stands here.
    std::string password{text_of(options_.password.view())};
    const char* names[] = {"dbname",          "fallback_application_name",
                           "connect_timeout", "client_encoding",
                           "password",        nullptr};
    const char* values[] = {options_.connection.c_str(),
                            "cpc-central",
                            "10",
                            "UTF8",
                            password.empty() ? nullptr : password.c_str(),
                            nullptr};
    connection_ = PQconnectdbParams(names, values, 1);
    crypto::wipe({reinterpret_cast<std::uint8_t*>(password.data()), password.size()});
    if (connection_ == nullptr)
        return fail(Fault::exhausted, "There is no memory for a connection to the database.");
    if (PQstatus(connection_) != CONNECTION_OK) {
        // libpq's own words: they name the address, and hold nothing of any record.
        std::string why = PQerrorMessage(connection_);
        while (!why.empty() && (why.back() == '\n' || why.back() == ' '))
            why.pop_back();
        std::replace(why.begin(), why.end(), '\n', ' ');
        close();
        return fail(Fault::network, "The database cannot be reached.", why,
                    "What was acknowledged is kept. Look at whether it runs, and at --database.");
    }
    PQsetNoticeProcessor(
        connection_, [](void*, const char*) {}, nullptr);
    return check_durable();
}

// A receipt says "stored for good", so a server that only promises to store soon is not used.
Result<void> Connection::check_durable() {
    const auto rows =
        CPC_TRY(run("SELECT coalesce(current_setting('fsync', true), '?'), "
                    "coalesce(current_setting('full_page_writes', true), '?'), "
                    "coalesce(current_setting('synchronous_commit', true), '?')"));
    const auto wrong = [&](const char* name, int column) {
        const auto is = rows.text(0, column);
        close();
        return fail(Fault::refused,
                    "The database does not promise that what it acknowledges is on the disk: " +
                        std::string{name} + " is '" + is + "'.",
                    {}, "Set it to on (see sync/postgres/POSTGRES.md). Nothing was taken in.");
    };
    if (rows.text(0, 0) != "on") return wrong("fsync", 0);
    if (rows.text(0, 1) != "on") return wrong("full_page_writes", 1);
    const auto commit = rows.text(0, 2);
    if (commit != "on" && commit != "remote_apply") return wrong("synchronous_commit", 2);
    // Held for this session, whatever the server's configuration says later.
    return script("SET SESSION synchronous_commit = " + commit);
}

Result<void> Connection::reopen() {
    return connect();
}

bool Connection::lost() const {
    return connection_ == nullptr || PQstatus(connection_) != CONNECTION_OK;
}

Error Connection::error_of(const pg_result* result) {
    const auto state = field(result, PG_DIAG_SQLSTATE);
    const auto rule = field(result, PG_DIAG_CONSTRAINT_NAME);
    const auto table = field(result, PG_DIAG_TABLE_NAME);
    contended_ = state == "40001" || state == "40P01" || (state == "23505" && rule == "act_pkey");
    std::string where = state.empty() ? "no answer" : "state " + state;
    if (!table.empty()) where += ", table " + table;
    if (!rule.empty()) where += ", rule " + rule;
    if (state.empty() || lost())
        return {Fault::network, meanings[0].what, where, meanings[0].advice};
    for (const auto& meaning : meanings)
        if (std::string_view{state}.substr(0, meaning.state.size()) == meaning.state)
            return {meaning.fault, meaning.what, where, meaning.advice};
    return {Fault::io, "The database could not do what it was asked.", where,
            "What was acknowledged is kept. The database's own log says more."};
}

Result<std::string> Connection::prepared(const std::string& sql, const Cells& values) {
    if (const auto found = statements_.find(sql); found != statements_.end()) return found->second;
    std::vector<Oid> types;
    for (const auto& value : values)
        types.push_back(value.type);
    const std::string name = "s" + std::to_string(statements_.size());
    PGresult* result = PQprepare(connection_, name.c_str(), sql.c_str(),
                                 static_cast<int>(types.size()), types.data());
    const Rows keep(result);
    if (PQresultStatus(result) != PGRES_COMMAND_OK) return Failure{error_of(result)};
    statements_.emplace(sql, name);
    return name;
}

Result<Rows> Connection::run(const std::string& sql, const Cells& values) {
    contended_ = false;
    if (connection_ == nullptr)
        return fail(Fault::network, meanings[0].what, "closed", meanings[0].advice);
    const auto name = CPC_TRY(prepared(sql, values));
    std::vector<const char*> data;
    std::vector<int> sizes;
    for (const auto& value : values) {
        // An empty value needs an address all the same: none would mean NULL.
        data.push_back(value.bytes.empty() ? ""
                                           : reinterpret_cast<const char*>(value.bytes.data()));
        sizes.push_back(static_cast<int>(value.bytes.size()));
    }
    const std::vector<int> binary(values.size(), 1);
    Rows out(PQexecPrepared(connection_, name.c_str(), static_cast<int>(values.size()), data.data(),
                            sizes.data(), binary.data(), 1));
    const auto status = PQresultStatus(out.result_.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        return Failure{error_of(out.result_.get())};
    // A COMMIT of a transaction that had failed is answered politely, and with ROLLBACK.
    if (sql == "COMMIT" && std::string_view{PQcmdStatus(out.result_.get())} != "COMMIT")
        return fail(Fault::io, "The database took back what it was to store.", {},
                    "Nothing was stored.");
    return out;
}

Result<void> Connection::script(const std::string& sql) {
    if (connection_ == nullptr)
        return fail(Fault::network, meanings[0].what, "closed", meanings[0].advice);
    const Rows out(PQexec(connection_, sql.c_str()));
    const auto status = PQresultStatus(out.result_.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        return Failure{error_of(out.result_.get())};
    return {};
}

}  // namespace cpc::postgres
