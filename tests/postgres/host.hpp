// SPDX-License-Identifier: Apache-2.0
// The suites of sync/service on PostgreSQL: every Centre (tests/service/world.hpp) gets a database
// of its own on one server for the whole program. A program that links this runs so when
// CPC_TEST_STORE=postgres is in its environment.
#pragma once

#include <string>

#include "sync/service/keys.hpp"
#include "tests/postgres/server.hpp"

namespace cpc::test {

// Called before the first test, by the file on_postgres.cpp of each such program.
bool use_postgres_if_asked();
void use_postgres();

// Started when first asked for, stopped when the program ends.
[[nodiscard]] PostgresServer& postgres_server();
// A database name that follows from a path.
[[nodiscard]] std::string database_of(const std::string& path);
// A new database with central's tables.
void make_database(const PostgresServer& server, const std::string& name,
                   const service::CentralKeys& keys);

}  // namespace cpc::test
