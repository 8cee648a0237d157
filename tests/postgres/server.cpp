// SPDX-License-Identifier: Apache-2.0
#include "tests/postgres/server.hpp"

#include <fcntl.h>
#include <libpq-fe.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace cpc::test {
namespace {

namespace fs = std::filesystem;

// Debian keeps the server's programs away from the path, in a folder a version.
std::string programs() {
    if (const char* given = std::getenv("CPC_POSTGRES_BIN")) return given;
    std::string best;
    std::error_code ignored;
    for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", ignored)) {
        const auto bin = version.path() / "bin";
        if (fs::exists(bin / "initdb") && bin.string() > best) best = bin.string();
    }
    if (best.empty())
        FAIL(
            "PostgreSQL is not installed, so central's store on it cannot be tried. Install the "
            "package postgresql (15 or later), or name its programs' folder in CPC_POSTGRES_BIN.");
    return best;
}

struct Account {
    uid_t user = 0;
    gid_t group = 0;
};

// Root becomes somebody without rights; everybody else stays who they are.
Account account() {
    if (::geteuid() != 0) return {::geteuid(), ::getegid()};
    for (const char* name : {"postgres", "nobody"})
        if (const auto* entry = ::getpwnam(name)) return {entry->pw_uid, entry->pw_gid};
    FAIL("There is neither a user postgres nor nobody to run the database as.");
    return {};
}

[[noreturn]] void become(const std::vector<std::string>& words, const std::string& folder,
                         const Account& who) {
    const std::string log = folder + "/log";
    const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    const int in = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::dup2(in, 0);
    ::dup2(out, 1);
    ::dup2(out, 2);
    if (::geteuid() == 0 && (::setgid(who.group) != 0 || ::setuid(who.user) != 0)) ::_exit(126);
    // After the change of user, which would undo it.
    ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    std::vector<char*> arguments;
    for (const auto& word : words)
        arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    if (::chdir(folder.c_str()) == 0) ::execv(arguments[0], arguments.data());
    ::_exit(127);
}

std::vector<pid_t> children_of(pid_t process) {
    std::ifstream in("/proc/" + std::to_string(process) + "/task/" + std::to_string(process) +
                     "/children");
    std::vector<pid_t> out;
    for (pid_t child = 0; in >> child;)
        out.push_back(child);
    return out;
}

std::string tail_of(const std::string& path) {
    std::ifstream in(path);
    std::ostringstream all;
    all << in.rdbuf();
    const auto text = all.str();
    return text.size() > 2000 ? text.substr(text.size() - 2000) : text;
}

// Waiting for another program: looked at again every few milliseconds, given up after a minute.
constexpr int looks = 12'000;
void pause_a_moment() {
    ::poll(nullptr, 0, 5);
}

}  // namespace

void PostgresServer::make_folder() {
    // The socket's path has to be short.
    std::string name = (fs::temp_directory_path() / "cpc-pg-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    folder_ = name;
    const auto who = account();
    REQUIRE(::chown(folder_.c_str(), who.user, who.group) == 0);
}

PostgresServer::PostgresServer(std::vector<std::string> settings, Fixed fixed)
    : settings_(std::move(settings)), fixed_(fixed) {
    make_folder();
    run_program({programs() + "/initdb", "-D", data(), "-U", "cpc_admin", "-A", "trust", "-E",
                 "UTF8", "--locale=C", "--no-sync"});
    start();
    run_sql("postgres", "CREATE ROLE cpc_ingest NOLOGIN");
    run_sql("postgres", "CREATE ROLE cpc_central LOGIN IN ROLE cpc_ingest");
}

PostgresServer::PostgresServer(const PostgresServer& primary, const std::string& name) {
    make_folder();
    run_program({programs() + "/pg_basebackup", "-D", data(), "-R", "-X", "stream", "--checkpoint",
                 "fast", "-d", primary.admin("postgres") + " application_name=" + name});
    // What the copy wrote down as its primary carries the name it was made under.
    start();
}

PostgresServer::~PostgresServer() {
    if (running()) stop();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

pid_t PostgresServer::spawn(const std::vector<std::string>& words) const {
    const auto who = account();
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) become(words, folder_, who);
    return child;
}

void PostgresServer::run_program(const std::vector<std::string>& words) const {
    const pid_t child = spawn(words);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    INFO(words[0] << ": " << tail_of(folder_ + "/log"));
    REQUIRE(status == 0);
}

bool PostgresServer::answers() const {
    return PQping(admin("postgres").c_str()) == PQPING_OK;
}

// The memory of one that was killed may still be held by a process that has not noticed yet; the
// server then says no, and is asked again.
void PostgresServer::start() {
    std::vector<std::string> words = {programs() + "/postgres", "-D", data(), "-k", folder_};
    auto all = settings_;
    for (const std::string always :
         {"listen_addresses=", "shared_buffers=16MB", "max_connections=40", "max_wal_size=256MB",
          // After a kill: one call for the whole file system, not one for each file.
          "recovery_init_sync_method=syncfs"})
        all.push_back(always);
    if (fixed_ == Fixed::firmly)
        all.insert(all.begin(), {"fsync=on", "full_page_writes=on", "synchronous_commit=on"});
    for (const auto& setting : all) {
        words.emplace_back("-c");
        words.push_back(setting);
    }
    process_ = spawn(words);
    for (int i = 0; i < looks; ++i) {
        if (answers()) return;
        if (::waitpid(process_, nullptr, WNOHANG) == process_) process_ = spawn(words);
        pause_a_moment();
    }
    FAIL("the database did not start: " << tail_of(folder_ + "/log"));
}

void PostgresServer::kill() {
    REQUIRE(running());
    const auto children = children_of(process_);
    ::kill(process_, SIGKILL);
    for (const auto child : children)
        ::kill(child, SIGKILL);
    ::waitpid(process_, nullptr, 0);
    process_ = -1;
}

void PostgresServer::stop() {
    ::kill(process_, SIGINT);
    ::waitpid(process_, nullptr, 0);
    process_ = -1;
}

void PostgresServer::promote() {
    run_sql("postgres", "SELECT pg_promote(true, 60)");
}

std::string PostgresServer::admin(const std::string& database) const {
    return "host=" + folder_ + " user=cpc_admin dbname=" + database +
           " options='-c client_min_messages=warning'";
}

std::string PostgresServer::service(const std::string& database) const {
    return "host=" + folder_ + " user=cpc_central dbname=" + database;
}

std::string PostgresServer::run_sql(const std::string& database, const std::string& sql) const {
    PGconn* connection = PQconnectdb(admin(database).c_str());
    PGresult* result = PQexec(connection, sql.c_str());
    const auto status = PQresultStatus(result);
    const std::string why = PQerrorMessage(connection);
    std::string out;
    if (status == PGRES_TUPLES_OK && PQntuples(result) > 0) out = PQgetvalue(result, 0, 0);
    PQclear(result);
    PQfinish(connection);
    INFO(sql << ": " << why);
    REQUIRE((status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK));
    return out;
}

bool PostgresServer::try_sql(const std::string& connection, const std::string& sql) const {
    PGconn* open = PQconnectdb(connection.c_str());
    PGresult* result = PQexec(open, sql.c_str());
    const auto status = PQresultStatus(result);
    PQclear(result);
    PQfinish(open);
    return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
}

}  // namespace cpc::test
