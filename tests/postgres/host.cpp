// SPDX-License-Identifier: Apache-2.0
#include "tests/postgres/host.hpp"

#include <cstdlib>

#include "core/crypto/hash.hpp"
#include "sync/postgres/migrate.hpp"
#include "sync/postgres/postgres_store.hpp"
#include "tests/service/world.hpp"

namespace cpc::test {
namespace {

class PostgresHost final : public StoreHost {
  public:
    void make(const std::string& name, const service::CentralKeys& keys) override {
        make_database(postgres_server(), database_of(name), keys);
    }
    service::StoreOpener opener(const std::string& name) override {
        return
            [name](
                const service::CentralKeys& keys) -> Result<std::unique_ptr<service::RecordStore>> {
                return CPC_TRY(postgres::PostgresStore::open(
                    {postgres_server().service(database_of(name)), {}}, keys.store_key));
            };
    }
    void copy(const std::string& from, const std::string& to) override {
        postgres_server().run_sql(
            "postgres", "CREATE DATABASE " + database_of(to) + " TEMPLATE " + database_of(from));
    }
    void drop(const std::string& name) override {
        postgres_server().run_sql("postgres", "DROP DATABASE " + database_of(name));
    }
};

}  // namespace

void use_postgres() {
    store_host = std::make_unique<PostgresHost>();
}

bool use_postgres_if_asked() {
    const char* asked = std::getenv("CPC_TEST_STORE");
    if (asked == nullptr || std::string{asked} != "postgres") return false;
    use_postgres();
    return true;
}

PostgresServer& postgres_server() {
    static PostgresServer server;
    if (!server.running()) server.start();
    return server;
}

std::string database_of(const std::string& path) {
    return "c" + to_hex(ByteView{crypto::sha256(view_of(path))}.first(12));
}

void make_database(const PostgresServer& server, const std::string& name,
                   const service::CentralKeys& keys) {
    server.run_sql("postgres", "CREATE DATABASE " + name);
    (void)NEED(
        postgres::migrate({server.admin(name), {}}, keys.store_key, Instant{1'800'000'000'000}));
}

}  // namespace cpc::test
