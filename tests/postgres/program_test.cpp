// SPDX-License-Identifier: Apache-2.0
// cpc-central itself: one configuration file, either store, and the way from one to the other.
#include <sys/wait.h>

#include <cstdio>
#include <fstream>

#include "tests/postgres/load.hpp"

namespace cpc::test {
namespace {

struct Ran {
    int code = -1;
    std::string said;  // both streams
};

Ran run(const std::string& words) {
    const std::string line = std::string{CPC_CENTRAL} + " " + words + " 2>&1";
    FILE* out = ::popen(line.c_str(), "r");
    REQUIRE(out != nullptr);
    Ran ran;
    char part[512];
    for (std::size_t size = 0; (size = std::fread(part, 1, sizeof part, out)) > 0;)
        ran.said.append(part, size);
    const int status = ::pclose(out);
    ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return ran;
}

struct Configured {
    Folder folder;
    std::string file = folder.at("central.toml");
    std::string database = database_of(folder.at("d"));

    Configured() {
        postgres_server().run_sql("postgres", "CREATE DATABASE " + database);
        std::ofstream(file) << "data = \"" << folder.at("d") << "\"\nstore = \"postgres\"\n"
                            << "database = \"" << postgres_server().service(database) << "\"\n"
                            << "practice = true\n";
    }
    ~Configured() {
        (void)postgres_server().try_sql(postgres_server().admin("postgres"),
                                        "DROP DATABASE " + database);
    }
    Configured(const Configured&) = delete;
    Configured& operator=(const Configured&) = delete;
    Ran act(const std::string& words) const { return run("--config " + file + " " + words); }
    [[nodiscard]] std::string as_admin() const {
        // The shell's quotes around libpq's.
        return "--database \"host=" + postgres_server().folder() +
               " user=cpc_admin dbname=" + database + "\" ";
    }
};

}  // namespace

TEST_CASE("cpc-central on PostgreSQL is made, migrated and healthy from one file",
          "[postgres][program]") {
    const Configured world;
    REQUIRE(world.act("init").code == 0);
    const auto unmade = world.act("health");
    CHECK(unmade.code == 2);
    CHECK(unmade.said.find("cpc-central migrate") != std::string::npos);
    REQUIRE(world.act("migrate " + world.as_admin()).code == 0);
    const auto healthy = world.act("health");
    CHECK(healthy.code == 0);
    CHECK(healthy.said.find("store: postgres, answers and is durable") != std::string::npos);
    const auto admin = world.act("health " + world.as_admin());
    CHECK(admin.code == 2);
    CHECK(admin.said.find("may change what is stored") != std::string::npos);
    CHECK(world.act("fsck").code == 0);
    postgres_server().run_sql(world.database, "ALTER TABLE cpc.act DISABLE TRIGGER ALL");
    const auto bent = world.act("fsck");
    CHECK(bent.code == 1);
    CHECK(bent.said.find("the schema is not what it was") != std::string::npos);
    CHECK(world.act("migrate " + world.as_admin()).code == 2);
}

TEST_CASE("an unknown name in the file, a password in it and a wrong store are refused",
          "[postgres][program]") {
    Configured world;
    std::ofstream(world.file, std::ios::app) << "sotre = \"embedded\"\n";
    const auto unknown = world.act("health");
    CHECK(unknown.code > 2);
    CHECK(unknown.said.find("sotre") != std::string::npos);
    CHECK(run("health --data d --store oracle").code > 2);
    REQUIRE(run("init --practice --data " + world.folder.at("d")).code == 0);
    for (const std::string database :
         {"dbname=x password=y", "postgresql://cpc:y@host/x", "dbname = x  password = 'y z'",
          "postgresql://host/x?sslpassword=y"}) {
        INFO(database);
        const auto open = run("health --store postgres --database \"" + database + "\" --data " +
                              world.folder.at("d"));
        CHECK(open.code == 2);
        CHECK(open.said.find("does not belong") != std::string::npos);
    }
    const auto none = run("health --store postgres --data " + world.folder.at("d"));
    CHECK(none.code == 2);
    CHECK(none.said.find("no database is named") != std::string::npos);
}

TEST_CASE("a backup of the embedded store is restored into PostgreSQL and is whole there",
          "[postgres][program][backup]") {
    const Configured world;
    const auto data = " --data " + world.folder.at("d") + " ";
    REQUIRE(run("init --practice" + data).code == 0);
    Tablet tablet(world.folder.at("tablet"));
    std::string receipt;
    {
        platform::SystemFiles files;
        platform::SystemClock clock;
        auto central = NEED(service::Central::open(
            {files, clock, [](std::string_view, const std::string&) {}}, world.folder.at("d")));
        tablet.pair(central.pairing());
        (void)NEED(central.enrol(tablet.registration()));
        for (const auto& bundle : make_bundles(tablet, 3))
            receipt = receipt_of(central.take_in(bundle.bundle, bundle.file));
    }
    const auto file = world.folder.at("all.backup");
    REQUIRE(run("backup --store embedded" + data + "--to " + file).code == 0);
    CHECK(run("backup --store embedded" + data + "--to " + file).code == 2);
    CHECK(world.act("restore --verify --from " + file).code == 0);
    REQUIRE(world.act("migrate " + world.as_admin()).code == 0);
    const auto restored = world.act("restore --from " + file);
    INFO(restored.said);
    REQUIRE(restored.code == 0);
    CHECK(restored.said.find("All whole") != std::string::npos);
    CHECK(postgres_server().run_sql(world.database, "SELECT count(*) FROM cpc.entry") ==
          std::to_string(tablet.vault().size()));
    CHECK(postgres_server().run_sql(
              world.database,
              "SELECT convert_from(text, 'UTF8') FROM cpc.receipt WHERE place = 2") == receipt);
    CHECK(world.act("restore --from " + file).code == 2);
    CHECK(world.act("fsck").code == 0);
    const auto log = to_hex(tablet.vault().log_id()).substr(0, 12);
    CHECK(world.act("revoke --why stolen --log " + log).code == 0);
    CHECK(world.act("revoke --why stolen --log " + log).code == 2);
    CHECK(world.act("health").said.find("frozen: 1") != std::string::npos);
}

}  // namespace cpc::test
