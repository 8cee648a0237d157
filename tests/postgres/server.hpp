// SPDX-License-Identifier: Apache-2.0
// A PostgreSQL server of the test's own: in a temporary folder, on a socket in that folder and
// nowhere else, run by a user without rights (the server refuses root), with everything on that
// makes it durable. It ends with the test program, however that ends.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace cpc::test {

class PostgresServer {
  public:
    // firmly: what makes it durable cannot be switched off in its configuration.
    enum class Fixed : std::uint8_t { firmly, loosely };
    // Settings as "name=value". Fails the test, and says how to mend it, where PostgreSQL is
    // missing.
    explicit PostgresServer(std::vector<std::string> settings = {}, Fixed fixed = Fixed::firmly);
    // A standby copied from a running server; `name` is how the primary knows it.
    PostgresServer(const PostgresServer& primary, const std::string& name);
    ~PostgresServer();
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    void start();    // ready for connections when it returns
    void kill();     // SIGKILL to every process of it
    void stop();     // orderly, without waiting for clients
    void promote();  // a standby becomes the primary; done when it returns
    [[nodiscard]] bool running() const { return process_ > 0; }

    // For libpq. admin: the superuser; service: a login that may add and read.
    [[nodiscard]] std::string admin(const std::string& database) const;
    [[nodiscard]] std::string service(const std::string& database) const;
    [[nodiscard]] const std::string& folder() const { return folder_; }
    // As the superuser. The first value of the answer; a failed statement fails the test.
    std::string run_sql(const std::string& database, const std::string& sql) const;
    // False instead of a failed test, and as any login.
    [[nodiscard]] bool try_sql(const std::string& connection, const std::string& sql) const;

  private:
    void make_folder();
    [[nodiscard]] std::string data() const { return folder_ + "/data"; }
    [[nodiscard]] bool answers() const;
    void run_program(const std::vector<std::string>& words) const;
    [[nodiscard]] pid_t spawn(const std::vector<std::string>& words) const;

    std::string folder_;
    std::vector<std::string> settings_;
    Fixed fixed_ = Fixed::firmly;
    pid_t process_ = -1;
};

}  // namespace cpc::test
