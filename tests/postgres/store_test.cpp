// SPDX-License-Identifier: Apache-2.0
// What the database itself refuses, and what fsck finds when somebody who may do everything made it
// give way.
#include "sync/postgres/migrate.hpp"
#include "sync/postgres/postgres_store.hpp"
#include "sync/postgres/schema.hpp"
#include "sync/service/office.hpp"
#include "tests/postgres/host.hpp"
#include "tests/service/world.hpp"

namespace cpc::test {
namespace {

const bool everywhere = [] {
    use_postgres();
    return true;
}();

struct Filled : World {
    std::string database = database_of(centre.directory());
    Filled() {
        tablet.speak(8);
        const auto sealed = seal();
        (void)receipt_of(centre.central().take_in(sealed.bundle, sealed.file));
        for (const Bytes& about : {Bytes{1}, Bytes{2}})
            NEED(centre.central().add_note(service::office_kind::look, about, view_of("seen")));
    }
    [[nodiscard]] bool may(const std::string& sql) const {
        return postgres_server().try_sql(postgres_server().service(database), sql);
    }
    [[nodiscard]] bool admin_may(const std::string& sql) const {
        return postgres_server().try_sql(postgres_server().admin(database), sql);
    }
    [[nodiscard]] service::CentralKeys keys() {
        return NEED(service::open_keys(centre.files, centre.directory()));
    }
};

const std::vector<std::string> tables = {
    "act",     "log",       "freeze",    "entry",          "content",
    "signer",  "receipt",   "evidence",  "notice",         "rejection",
    "entry_3", "content_7", "structure", "conference_key", "migration"};

}  // namespace

TEST_CASE("the serving login can add and read, and can change nothing", "[postgres][REQ-301]") {
    Filled world;
    for (const auto& table : tables) {
        INFO(table);
        CHECK_FALSE(world.may("DELETE FROM cpc." + table));
        CHECK_FALSE(world.may("TRUNCATE cpc." + table + " CASCADE"));
        CHECK_FALSE(world.may("ALTER TABLE cpc." + table + " DISABLE TRIGGER ALL"));
        CHECK_FALSE(world.may("DROP TABLE cpc." + table + " CASCADE"));
    }
    CHECK_FALSE(world.may("UPDATE cpc.entry SET bytes = bytes"));
    CHECK_FALSE(world.may("UPDATE cpc.receipt SET text = text"));
    CHECK_FALSE(world.may("INSERT INTO cpc.region_reader VALUES ('cpc_central', 'north')"));
    CHECK_FALSE(world.may("CREATE TABLE cpc.other(a int)"));
    CHECK_FALSE(world.may("SET session_replication_role = replica"));
    CHECK(world.may("SELECT count(*) FROM cpc.entry"));
}

TEST_CASE("triggers refuse the owner and the superuser too, in a replica's role as well",
          "[postgres][REQ-301]") {
    Filled world;
    for (const std::string role :
         {"SET session_replication_role = origin; ", "SET session_replication_role = replica; "})
        for (const auto& table : tables) {
            INFO(role << table);
            CHECK_FALSE(world.admin_may(role + "TRUNCATE cpc." + table + " CASCADE"));
            const auto rows =
                postgres_server().run_sql(world.database, "SELECT count(*) FROM cpc." + table);
            if (rows != "0") CHECK_FALSE(world.admin_may(role + "DELETE FROM cpc." + table));
        }
    CHECK_FALSE(world.admin_may("UPDATE cpc.entry SET bytes = bytes"));
    CHECK_FALSE(world.admin_may("UPDATE cpc.log SET name = 'other'"));
    CHECK(NEED(world.centre.central().fsck()).damage == std::vector<std::string>{});
}

TEST_CASE("gaps and rows that are not what they claim are refused by the database", "[postgres]") {
    Filled world;
    const auto copy_as = [&](const std::string& seq, const std::string& bytes) {
        return world.may("INSERT INTO cpc.entry(log_id, seq, bytes) SELECT log_id, " + seq + ", " +
                         bytes + " FROM cpc.entry WHERE seq = 1");
    };
    const std::string next = "(SELECT max(seq) + 1 FROM cpc.entry)";
    const std::string with_number = "overlay(overlay(bytes placing int8send(" + next +
                                    ") from 41) placing '\\x77'::bytea from 153)";
    CHECK_FALSE(copy_as("1", "bytes"));     // twice at one place
    CHECK_FALSE(copy_as(next, "bytes"));    // another number in its bytes
    CHECK_FALSE(copy_as(next, "'\\x00'"));  // not an entry
    CHECK_FALSE(copy_as(next, "overlay(bytes placing int8send(" + next + ") from 41)"));  // nonce
    CHECK_FALSE(copy_as("99", "overlay(bytes placing int8send(99) from 41)"));            // a gap
    CHECK_FALSE(
        world.may("INSERT INTO cpc.act(place, kind, digest, seal) SELECT 999, kind, digest, "
                  "seal FROM cpc.act WHERE place = 0"));
    // Shape and place fit: what only signatures can tell, fsck does.
    CHECK(copy_as(next, with_number));
    CHECK_FALSE(NEED(world.centre.central().fsck()).whole());
}

namespace {

const std::vector<std::string> in_the_logs = {
    // rows of the logs
    "DELETE FROM cpc.entry WHERE seq = 3",
    "DELETE FROM cpc.entry WHERE seq = (SELECT max(seq) FROM cpc.entry)",
    "UPDATE cpc.entry SET bytes = set_byte(overlay((SELECT bytes FROM cpc.entry WHERE seq = 4) "
    "placing int8send(5) from 41), 160, 7) WHERE seq = 5",
    "UPDATE cpc.content c SET ciphertext = o.ciphertext, key_wrap = o.key_wrap "
    "FROM cpc.content o WHERE c.seq IN (4, 5) AND o.seq = 9 - c.seq",
    "DELETE FROM cpc.content WHERE seq = 2",
    "UPDATE cpc.content SET key_wrap = overlay(key_wrap placing '\\xfefe' from 9) WHERE seq = "
    "4",
    "UPDATE cpc.content SET ciphertext = overlay(ciphertext placing '\\xfefe' from 9)",
    "UPDATE cpc.content SET ciphertext = (SELECT ciphertext FROM cpc.content WHERE seq = 4) "
    "WHERE seq = 5",
    "INSERT INTO cpc.content SELECT sha256(log_id), seq, ciphertext, key_wrap FROM cpc.content "
    "WHERE seq = 4",
    "DELETE FROM cpc.log",
    // keys, signers, tablets
    "DELETE FROM cpc.conference_key",
    "UPDATE cpc.conference_key SET wrapped = overlay(wrapped placing '\\xfefe' from 30)",
    "DELETE FROM cpc.signer",
    "UPDATE cpc.signer SET public_key = sha256(public_key)",
    "UPDATE cpc.signer SET first_seq = first_seq + 1",
    "INSERT INTO cpc.signer SELECT act + 1000, log_id, sha256(kid), sha256(public_key), "
    "first_seq FROM cpc.signer LIMIT 1",
    "UPDATE cpc.log SET device_key = sha256(device_key)",
    "UPDATE cpc.log SET name = 'Another tablet'",
    "UPDATE cpc.log SET enrolled_ms = enrolled_ms - 1",
    "UPDATE cpc.log SET region = 'north'",
    "INSERT INTO cpc.freeze SELECT 999, log_id, 'because', 1 FROM cpc.log",
    "INSERT INTO cpc.notice SELECT 999, log_id, 1, 'nothing to see' FROM cpc.log",
};

const std::vector<std::string> in_the_receipts = {
    // receipts and tokens
    "UPDATE cpc.receipt SET text = convert_to(replace(convert_from(text, 'UTF8'), 'level 1', "
    "'level 2'), 'UTF8')",
    "UPDATE cpc.receipt SET to_seq = to_seq - 1",
    "UPDATE cpc.receipt SET from_seq = from_seq + 1",
    "UPDATE cpc.receipt SET bytes = bytes + 1",
    "UPDATE cpc.receipt SET digest = sha256(digest)",
    "UPDATE cpc.receipt SET next_token = sha256(next_token)",
    "UPDATE cpc.receipt SET shown_token = sha256(shown_token)",
    "UPDATE cpc.receipt SET received_ms = received_ms + 1",
    "UPDATE cpc.receipt SET manifest = overlay(manifest placing '\\xfefe' from 20)",
    "DELETE FROM cpc.receipt",
    // everything of the newest end at once, so that what is left fits together
    "DELETE FROM cpc.receipt; DELETE FROM cpc.signer; DELETE FROM cpc.conference_key; "
    "DELETE FROM cpc.notice; DELETE FROM cpc.content; DELETE FROM cpc.entry; "
    "DELETE FROM cpc.act WHERE kind NOT IN ('structure', 'log')",
};

const std::vector<std::string> in_the_list_and_schema = {
    // what the people at the centre did
    "DELETE FROM cpc.office",
    "DELETE FROM cpc.office WHERE about = '\\x02'",
    "UPDATE cpc.office SET kind = 'admission'",
    "UPDATE cpc.office SET at_ms = at_ms + 1",
    "UPDATE cpc.office SET about = '\\x03' WHERE about = '\\x02'",
    "UPDATE cpc.office SET content = overlay(content placing '\\xfefe' from 30)",
    "UPDATE cpc.office c SET content = o.content FROM cpc.office o WHERE c.act <> o.act",
    // central's own list
    "DELETE FROM cpc.act WHERE place = (SELECT max(place) FROM cpc.act)",
    "UPDATE cpc.act SET digest = sha256(digest) WHERE place = 1",
    "UPDATE cpc.act SET seal = sha256(seal) WHERE place = 2",
    "UPDATE cpc.act SET kind = 'freeze' WHERE kind = 'signer'",
    "UPDATE cpc.structure SET text = text || 'x'",
    // the schema
    "ALTER TABLE cpc.entry DISABLE TRIGGER no_change",
    "ALTER TABLE cpc.entry_3 DISABLE TRIGGER ALL",
    "ALTER TABLE cpc.receipt ENABLE TRIGGER no_truncate",
    "DROP TRIGGER no_change ON cpc.act",
    "ALTER TABLE cpc.entry DROP CONSTRAINT entry_no_gap",
    "ALTER TABLE cpc.receipt DROP CONSTRAINT receipt_bundle_key",
    "CREATE OR REPLACE FUNCTION cpc.no_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RETURN NEW; END $$",
    "CREATE OR REPLACE FUNCTION cpc.u64be(b bytea, at int) RETURNS bigint LANGUAGE sql "
    "IMMUTABLE STRICT AS $$ SELECT 0::bigint $$",
    "CREATE RULE lose AS ON INSERT TO cpc.notice DO INSTEAD NOTHING",
    "GRANT UPDATE, DELETE ON cpc.entry TO cpc_ingest",
    "GRANT UPDATE (name) ON cpc.log TO cpc_ingest",
    "ALTER TABLE cpc.log OWNER TO cpc_ingest",
    "ALTER TABLE cpc.receipt DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE cpc.entry NO FORCE ROW LEVEL SECURITY",
    "CREATE POLICY all_of_it ON cpc.log FOR SELECT TO PUBLIC USING (true)",
    "CREATE VIEW cpc.other AS SELECT * FROM cpc.content",
    "ALTER TABLE cpc.notice ALTER COLUMN text DROP NOT NULL",
    "UPDATE cpc.migration SET digest = sha256(digest)",
};

std::vector<std::string> planted_changes() {
    std::vector<std::string> out = in_the_logs;
    out.insert(out.end(), in_the_receipts.begin(), in_the_receipts.end());
    out.insert(out.end(), in_the_list_and_schema.begin(), in_the_list_and_schema.end());
    // Where no check of the table looks. A byte that is FE by chance becomes 01: every change
    // really is one.
    for (int at = 48; at < 376; at += 31) {
        const auto byte = std::to_string(at);
        out.push_back("UPDATE cpc.entry SET bytes = set_byte(bytes, " + byte +
                      ", CASE get_byte(bytes, " + byte +
                      ") WHEN 254 THEN 1 ELSE 254 END) "
                      "WHERE seq = 5");
    }
    return out;
}

}  // namespace

namespace {

// Triggers off, the change, triggers on again exactly as they were: nothing but the rows differs.
std::string unseen(const std::string& change) {
    const auto all = [](const std::string& act) {
        return "DO $x$ DECLARE t text; BEGIN FOR t IN SELECT DISTINCT c.relname FROM pg_trigger g "
               "JOIN pg_class c ON c.oid = g.tgrelid WHERE g.tgname = 'no_change' AND "
               "c.relnamespace = 'cpc'::regnamespace LOOP EXECUTE format('ALTER TABLE cpc.%I " +
               act + " TRIGGER no_change', t); END LOOP; END $x$; ";
    };
    return "BEGIN; SET LOCAL session_replication_role = replica; " + all("DISABLE") + change +
           "; " + all("ENABLE ALWAYS") + "COMMIT";
}

}  // namespace

TEST_CASE("fsck finds every change that a superuser planted", "[postgres][fsck][REQ-301]") {
    Filled world;
    auto& server = postgres_server();
    server.run_sql(world.database, unseen("SELECT 1"));
    REQUIRE(NEED(world.centre.central().fsck()).damage == std::vector<std::string>{});
    const std::string spare = world.folder.at("spare");
    world.centre.copy_to(spare);
    const auto changes = planted_changes();
    CHECK(changes.size() >= 60);
    for (const auto& change : changes) {
        INFO(change);
        const auto first = change.substr(0, change.find(' '));
        const bool of_rows = first == "UPDATE" || first == "DELETE" || first == "INSERT";
        server.run_sql(world.database, of_rows ? unseen(change) : change);
        CHECK_FALSE(NEED(world.centre.central().fsck()).whole());
        world.centre.put_back(spare);
    }
    CHECK(NEED(world.centre.central().fsck()).damage == std::vector<std::string>{});
    postgres_server().run_sql("postgres", "DROP DATABASE " + database_of(spare));
}

TEST_CASE("a reader sees the headers of its own regions and nothing else", "[postgres][REQ-301]") {
    World world;
    Tablet north(world.folder.at("north"));
    (void)NEED(world.centre.central().enrol(north.registration(), "north"));
    const auto database = database_of(world.centre.directory());
    auto& server = postgres_server();
    server.run_sql(database,
                   "DO $$ BEGIN CREATE ROLE north_reader LOGIN IN ROLE cpc_read; "
                   "EXCEPTION WHEN duplicate_object THEN NULL; END $$");
    const std::string reader = "host=" + server.folder() + " user=north_reader dbname=" + database;
    // Division by the number of rows: an error says that there are none.
    CHECK_FALSE(server.try_sql(reader, "SELECT 1 / count(*) FROM cpc.log"));
    server.run_sql(database, "INSERT INTO cpc.region_reader VALUES ('north_reader', 'north')");
    CHECK(server.try_sql(reader, "SELECT 1 / (count(*) = 1)::int FROM cpc.log"));
    CHECK(server.try_sql(reader, "SELECT 1 / (count(*) = 0)::int FROM cpc.receipt"));
    CHECK_FALSE(server.try_sql(reader, "SELECT count(*) FROM cpc.content"));
    CHECK_FALSE(server.try_sql(reader, "SELECT count(*) FROM cpc.conference_key"));
    CHECK_FALSE(
        server.try_sql(reader, "INSERT INTO cpc.region_reader VALUES ('north_reader', '')"));
}

TEST_CASE("a server that does not promise durability is refused by name", "[postgres]") {
    World world;
    auto& server = postgres_server();
    const auto database = database_of(world.centre.directory());
    const auto keys = NEED(service::open_keys(world.centre.files, world.centre.directory()));
    for (const std::string value : {"off", "local", "remote_write"}) {
        const auto open = postgres::PostgresStore::open(
            {server.service(database) + " options='-c synchronous_commit=" + value + "'", {}},
            keys.store_key);
        REQUIRE_FALSE(open);
        CHECK(open.error().fault == Fault::refused);
        CHECK(open.error().what.find("synchronous_commit") != std::string::npos);
    }
    for (const std::string name : {"fsync", "full_page_writes"}) {
        PostgresServer careless({name + "=off"});
        const auto open =
            postgres::PostgresStore::open({careless.admin("postgres"), {}}, keys.store_key);
        REQUIRE_FALSE(open);
        CHECK(open.error().fault == Fault::refused);
        CHECK(open.error().what.find(name) != std::string::npos);
    }
    const auto admin = postgres::PostgresStore::open({server.admin(database), {}}, keys.store_key);
    REQUIRE_FALSE(admin);
    CHECK(admin.error().what.find("may change") != std::string::npos);
}

TEST_CASE("migrate is asked twice, changes nothing the second time, and refuses a bent schema",
          "[postgres][migrate]") {
    Folder folder;
    platform::SystemFiles files;
    const auto keys =
        NEED(service::create_keys(files, folder.at("c"), {"a.example/cpc", false, {}}));
    auto& server = postgres_server();
    const auto database = database_of(folder.at("c"));
    server.run_sql("postgres", "CREATE DATABASE " + database);
    const postgres::Options admin{server.admin(database), {}};
    const auto unmade =
        postgres::PostgresStore::open({server.service(database), {}}, keys.store_key);
    REQUIRE_FALSE(unmade);
    CHECK(unmade.error().fault == Fault::unsupported);
    CHECK(unmade.error().advice.find("migrate") != std::string::npos);
    CHECK(NEED(postgres::migrate(admin, keys.store_key, Instant{1})).done.size() ==
          postgres::steps().size());
    CHECK(NEED(postgres::migrate(admin, keys.store_key, Instant{2})).done.empty());
    CHECK(server.run_sql(database, "SELECT count(*) FROM cpc.structure") == "1");
    server.run_sql(database, "ALTER TABLE cpc.entry DISABLE TRIGGER no_change");
    const auto bent = postgres::migrate(admin, keys.store_key, Instant{3});
    REQUIRE_FALSE(bent);
    CHECK(bent.error().fault == Fault::conflict);
    CHECK_FALSE(NEED(postgres::migrate(admin, keys.store_key, Instant{3}, postgres::Bent::accept))
                    .accepted.empty());
    CHECK(NEED(postgres::migrate(admin, keys.store_key, Instant{4})).accepted.empty());
    server.run_sql("postgres", "DROP DATABASE " + database);
}

}  // namespace cpc::test
