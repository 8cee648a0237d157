// SPDX-License-Identifier: Apache-2.0
// A receipt means stored, whatever happens to the database: killed, failed over, or shared by two
// servers that receive at once.
#include <poll.h>

#include <algorithm>
#include <random>
#include <thread>

#include "core/crypto/hash.hpp"
#include "sync/postgres/migrate.hpp"
#include "sync/postgres/postgres_store.hpp"
#include "tests/postgres/load.hpp"

namespace cpc::test {
namespace {

service::StoreOpener at(const std::string& connection) {
    return [connection](
               const service::CentralKeys& keys) -> Result<std::unique_ptr<service::RecordStore>> {
        return CPC_TRY(postgres::PostgresStore::open({connection, {}}, keys.store_key));
    };
}

// A service with keys of its own in `directory`, on whatever database it is told.
struct Service {
    platform::SystemFiles files;
    platform::SystemClock clock;
    std::string directory;
    std::optional<service::Central> central;

    explicit Service(std::string where) : directory(std::move(where)) {}
    service::CentralKeys make_keys() {
        return NEED(service::create_keys(files, directory, {"central.example.org/cpc", true, {}}));
    }
    void copy_keys(const Service& from) {
        NEED(files.make_directories(directory));
        for (const std::string name : {"keys.cps", "central.key", "central.json"})
            std::filesystem::copy(from.directory + "/" + name, directory + "/" + name);
    }
    void open(const std::string& connection) {
        service::CentralOptions options;
        options.store = at(connection);
        central.emplace(
            NEED(service::Central::open({files, clock, [](std::string_view, const std::string&) {}},
                                        directory, std::move(options))));
    }
};

struct Sending {
    Folder folder;
    Tablet tablet{folder.at("tablet")};
    Service service{folder.at("central")};
    std::string database = database_of(folder.at("central"));
    std::vector<World::Sealed> bundles;

    // On `server`, reached by `connection`.
    Sending(const PostgresServer& server, std::size_t count) {
        make_database(server, database, service.make_keys());
        service.open(server.service(database));
        tablet.pair(service.central->pairing());
        (void)NEED(service.central->enrol(tablet.registration()));
        bundles = make_bundles(tablet, count);
    }
    void check_end(const PostgresServer& server, Sender& sender) {
        sender.finish();
        CHECK(sender.problem() == "");
        const auto given = sender.given();
        CHECK(given.size() == bundles.size());
        check_present(server, database, given);
        CHECK(server.run_sql(database, "SELECT count(*) FROM cpc.receipt") ==
              std::to_string(bundles.size()));
        const auto report = NEED(service.central->fsck());
        CHECK(report.damage == std::vector<std::string>{});
        CHECK(report.entries == tablet.vault().size());
    }
};

}  // namespace

TEST_CASE("the database killed again and again under load loses nothing that has a receipt",
          "[postgres][kill][REQ-301]") {
    const auto kills = wanted("CPC_POSTGRES_KILLS", 8);
    PostgresServer server;
    constexpr std::size_t a_round = 6;
    Sending world(server, kills * a_round);
    std::minstd_rand random(7);
    Sender sender(*world.service.central, world.bundles, a_round);
    std::size_t killed = 0;
    for (; killed < kills && !sender.ended(); ++killed) {
        sender.allow((killed + 1) * a_round);
        sender.wait_for(killed * a_round + 1 + random() % 4);
        const timespec wait{0, static_cast<long>(random() % 6'000'000)};
        ::ppoll(nullptr, 0, &wait, nullptr);
        server.kill();
        // What was given before the last process died, whoever had it then.
        const auto given = sender.given();
        server.start();
        INFO("kill " << killed << ", receipts " << given.size());
        check_present(server, world.database, given);
    }
    CHECK(killed == kills);
    sender.allow(world.bundles.size());
    world.check_end(server, sender);
}

TEST_CASE("the primary killed and its standby promoted under load lose nothing with a receipt",
          "[postgres][standby][REQ-301]") {
    const auto failovers = wanted("CPC_POSTGRES_FAILOVERS", 1);
    for (std::size_t i = 0; i < failovers; ++i) {
        PostgresServer primary;
        Sending world(primary, 60);
        PostgresServer standby(primary, "second");
        primary.run_sql("postgres", "ALTER SYSTEM SET synchronous_standby_names = 'second'");
        primary.run_sql("postgres", "SELECT pg_reload_conf()");
        while (primary.run_sql("postgres",
                               "SELECT count(*) FROM pg_stat_replication WHERE "
                               "sync_state = 'sync' AND state = 'streaming'") != "1")
            ::poll(nullptr, 0, 5);
        world.service.central.reset();
        world.service.open("host=" + primary.folder() + "," + standby.folder() +
                           " user=cpc_central dbname=" + world.database +
                           " target_session_attrs=read-write");
        Sender sender(*world.service.central, world.bundles);
        sender.wait_for(10 + 3 * i);
        primary.kill();
        const auto given = sender.given();
        CHECK(given.size() >= 10);
        CHECK(given.size() < world.bundles.size());
        standby.promote();
        check_present(standby, world.database, given);
        world.check_end(standby, sender);
    }
}

TEST_CASE("two servers on one database give one receipt for one bundle and one order",
          "[postgres][two]") {
    auto& server = postgres_server();
    Sending world(server, 40);
    Service second(world.folder.at("second"));
    second.copy_keys(world.service);
    second.open(server.service(world.database));
    // Another tablet, whose bundles only the second server gets, in between.
    Tablet other(world.folder.at("other"));
    other.pair(second.central->pairing());
    (void)NEED(second.central->enrol(other.registration()));
    const auto others = make_bundles(other, 20);
    auto mixed = world.bundles;
    for (std::size_t i = 0; i < others.size(); ++i)
        mixed.insert(mixed.begin() + static_cast<std::ptrdiff_t>(3 * i), others[i]);
    Sender here(*world.service.central, world.bundles);
    Sender there(*second.central, mixed);
    here.finish();
    there.finish();
    CHECK(here.problem() == "");
    CHECK(there.problem() == "");
    const auto mine = here.given();
    auto theirs = there.given();
    REQUIRE(mine.size() == 40);
    REQUIRE(theirs.size() == 60);
    for (const auto& one : mine) {
        const auto same = std::find_if(theirs.begin(), theirs.end(),
                                       [&](const auto& t) { return t.bundle == one.bundle; });
        REQUIRE(same != theirs.end());
        CHECK(same->receipt == one.receipt);
    }
    CHECK(server.run_sql(world.database, "SELECT count(*) || ' ' || max(place) FROM cpc.receipt") ==
          "60 59");
    for (auto* central : {&*world.service.central, &*second.central}) {
        const auto report = NEED(central->fsck());
        CHECK(report.damage == std::vector<std::string>{});
        CHECK(report.entries == world.tablet.vault().size() + other.vault().size());
        CHECK(NEED(central->store().receipts_root(60)) ==
              NEED(world.service.central->store().receipts_root(60)));
    }
    world.service.central.reset();
    second.central.reset();
    server.run_sql("postgres", "DROP DATABASE " + world.database);
}

TEST_CASE("two servers that write down something at the same moment both succeed",
          "[postgres][two]") {
    auto& server = postgres_server();
    Folder folder;
    Service service(folder.at("c"));
    const auto keys = service.make_keys();
    const auto database = database_of(folder.at("c"));
    make_database(server, database, keys);
    const auto note = [&](std::uint8_t who) -> std::string {
        const auto store = at(server.service(database))(keys);
        if (!store) return store.error().text();
        for (std::uint8_t i = 0; i < 60; ++i) {
            service::RejectedBundle one;
            one.digest = crypto::sha256(Bytes{who, i});
            one.code = "damaged";
            const auto noted = (*store)->note_rejection(one);
            if (!noted) return noted.error().text();
        }
        return {};
    };
    std::string here;
    std::string there;
    std::thread other([&] { there = note(2); });
    here = note(1);
    other.join();
    CHECK(here.empty());
    CHECK(there.empty());
    {
        const auto store = NEED(at(server.service(database))(keys));
        CHECK(NEED(store->list_rejected(1'000)).size() == 120);
        CHECK(NEED(store->check_medium()) == std::vector<std::string>{});
    }
    server.run_sql("postgres", "DROP DATABASE " + database);
}

TEST_CASE("a database made careless while it is in use is noticed at the next bundle",
          "[postgres]") {
    PostgresServer server({"full_page_writes=on"}, PostgresServer::Fixed::loosely);
    Sending world(server, 2);
    auto& central = *world.service.central;
    const auto set = [&](const std::string& value) {
        for (const std::string name : {"fsync", "synchronous_commit"})
            server.run_sql("postgres", "ALTER SYSTEM SET " + name + " = " + value);
        server.run_sql("postgres", "SELECT pg_reload_conf()");
        while (server.run_sql("postgres", "SHOW fsync") != value)
            ::poll(nullptr, 0, 5);
    };
    set("off");
    const auto& first = world.bundles.front();
    // The reload reaches the serving process at its next statement at the latest but one.
    (void)central.head(world.tablet.vault().log_id());
    const auto careless = central.take_in(first.bundle, first.file);
    CHECK(refusal_of(careless).code == wire::RefusalCode::storage);
    CHECK(server.run_sql(world.database, "SELECT count(*) FROM cpc.receipt") == "0");
    set("on");
    (void)central.head(world.tablet.vault().log_id());
    (void)receipt_of(central.take_in(first.bundle, first.file));
}

TEST_CASE("a connection that breaks is opened again and the work done once", "[postgres]") {
    auto& server = postgres_server();
    Sending world(server, 3);
    auto& central = *world.service.central;
    for (const auto& bundle : world.bundles) {
        server.run_sql("postgres",
                       "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE "
                       "usename = 'cpc_central'");
        const auto first = receipt_of(central.take_in(bundle.bundle, bundle.file));
        CHECK(receipt_of(central.take_in(bundle.bundle, bundle.file)) == first);
    }
    CHECK(server.run_sql(world.database, "SELECT count(*) FROM cpc.receipt") == "3");
    CHECK(NEED(central.fsck()).damage == std::vector<std::string>{});
    world.service.central.reset();
    server.run_sql("postgres", "DROP DATABASE " + world.database);
}

TEST_CASE("a service whose database is away says so and takes nothing, and goes on when it is back",
          "[postgres][service]") {
    PostgresServer server;
    Sending world(server, 1);
    auto& central = *world.service.central;
    const service::HttpRequest health{"GET", "/health", "", {}, service::Peer::this_machine};
    CHECK(service::answer(central, health).status == 200);
    server.stop();
    CHECK(service::answer(central, health).status >= 500);
    const auto& bundle = world.bundles.front();
    const auto away = central.take_in(bundle.bundle, bundle.file);
    CHECK(refusal_of(away).code == wire::RefusalCode::storage);
    server.start();
    CHECK(service::answer(central, health).status == 200);
    (void)receipt_of(central.take_in(bundle.bundle, bundle.file));
}

}  // namespace cpc::test
