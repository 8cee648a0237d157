// SPDX-License-Identifier: Apache-2.0
// Central's keys, its store's own refusals, fsck, uploads and the paths of its interface.
#include <sys/stat.h>

#include "core/crypto/hash.hpp"
#include "sync/service/embedded_schema.hpp"
#include "sync/service/embedded_store.hpp"
#include "sync/wire/limits.hpp"
#include "tests/service/world.hpp"

namespace cpc::test {
namespace {

using service::answer;
using service::HttpRequest;
using service::HttpResponse;
using service::Peer;

HttpResponse ask(World& world, const std::string& method, const std::string& target,
                 Bytes body = {}, Peer peer = Peer::this_machine) {
    HttpRequest request{method, target, body.empty() ? "" : wire::content_digest(body), body, peer};
    return answer(world.centre.central(), request);
}

store::Database& database(World& world) {
    return dynamic_cast<service::EmbeddedStore&>(world.centre.central().store()).database();
}

TEST_CASE("keys are made once, opened again the same, and refused when others may read them",
          "[central][keys]") {
    Folder folder;
    platform::SystemFiles files;
    const auto made =
        NEED(service::create_keys(files, folder.at("c"), {"a.example/cpc", false, {}}));
    const auto opened = NEED(service::open_keys(files, folder.at("c")));
    CHECK(opened.ingest.public_key() == made.ingest.public_key());
    CHECK(opened.receipt.public_key() == made.receipt.public_key());
    CHECK(opened.store_key.same_as(made.store_key));
    CHECK(wire::fingerprint(opened.pairing) == wire::fingerprint(made.pairing));
    CHECK_FALSE(service::create_keys(files, folder.at("c"), {"a.example/cpc", false, {}}));
    ::chmod(folder.at("c/central.key").c_str(), 0644);
    const auto open_to_all = service::open_keys(files, folder.at("c"));
    REQUIRE_FALSE(open_to_all);
    CHECK(open_to_all.error().fault == Fault::refused);
}

TEST_CASE("any flipped byte in central's key files is noticed", "[central][keys]") {
    Folder folder;
    platform::SystemFiles files;
    (void)NEED(service::create_keys(files, folder.at("c"), {"a.example/cpc", false, {}}));
    for (const std::string name : {"central.key", "keys.cps"}) {
        const auto whole = NEED(read_whole(files, folder.at("c/" + name), 4096));
        for (std::size_t at = 0; at < whole.size(); at += 3) {
            Bytes bytes = whole;
            bytes[at] ^= 1U;
            NEED(write_whole(files, folder.at("c/" + name), bytes));
            INFO(name << " byte " << at);
            CHECK_FALSE(service::open_keys(files, folder.at("c")));
        }
        NEED(write_whole(files, folder.at("c/" + name), whole));
    }
    CHECK(service::open_keys(files, folder.at("c")));
}

TEST_CASE("no secret of central lies on the disk in the clear but the one in central.key",
          "[central][keys]") {
    Folder folder;
    platform::SystemFiles files;
    const auto keys =
        NEED(service::create_keys(files, folder.at("c"), {"a.example/cpc", false, {}}));
    for (const std::string name : {"central.key", "keys.cps", "central.json"}) {
        const auto bytes = NEED(read_whole(files, folder.at("c/" + name), 8192));
        for (const auto* secret : {&keys.store_key, &keys.wrap_key, &keys.ingest.secret()}) {
            const auto found = std::search(bytes.begin(), bytes.end(), secret->view().begin(),
                                           secret->view().end());
            CHECK(found == bytes.end());
        }
    }
}

TEST_CASE("the store refuses to change or delete any row of any table",
          "[central][store][embedded][REQ-301]") {
    World world;
    world.tablet.speak(2);
    const auto sealed = world.seal();
    (void)receipt_of(world.centre.central().take_in(sealed.bundle, sealed.file));
    auto& db = database(world);
    for (const std::string table : service::embedded_tables) {
        auto rows = NEED(db.prepare("SELECT count(*) FROM " + table));
        REQUIRE(NEED(rows.step()));
        if (rows.number(0) == 0) continue;
        INFO(table);
        CHECK_FALSE(db.execute(("DELETE FROM " + table).c_str()));
        const std::string column = table == "format" ? "version" : "rowid";
        const bool has_rowid = table == "content" || table == "conference_key" ||
                               table == "receipt" || table == "format";
        if (has_rowid)
            CHECK_FALSE(
                db.execute(("UPDATE " + table + " SET " + column + " = " + column).c_str()));
    }
    CHECK_FALSE(db.execute("UPDATE entry SET bytes = bytes"));
    CHECK_FALSE(db.execute("UPDATE log SET name = 'other'"));
    CHECK_FALSE(db.execute("INSERT OR REPLACE INTO entry SELECT * FROM entry"));
    CHECK(NEED(world.centre.central().fsck()).whole());
}

TEST_CASE("a store of the first format is brought to this one with its rows, and fits",
          "[central][store][embedded]") {
    Folder folder;
    const auto key = crypto::SecretBytes::random(32);
    const Hash32 log = crypto::sha256(Bytes{1});
    {
        auto db =
            NEED(store::Database::open(folder.at("c.db"), key, store::Database::Mode::create));
        std::string schema = service::embedded_schema;
        const std::string region = ",\n    region TEXT NOT NULL DEFAULT ''";
        REQUIRE(schema.find(region) != std::string::npos);
        schema.erase(schema.find(region), region.size());
        NEED(db.execute(schema.c_str()));
        NEED(db.execute("INSERT INTO format(version) VALUES (1)"));
        auto row = NEED(db.prepare("INSERT INTO log VALUES (?, ?, 'Tablet 1', 'o', 1, 7)"));
        row.bind(1, log).bind(2, crypto::sha256(log));
        NEED(row.run());
    }
    for (int again = 0; again < 2; ++again) {
        const auto store = NEED(service::EmbeddedStore::open(folder.at("c.db"), key, true));
        const auto row = NEED(store->find_log(log));
        REQUIRE(row);
        CHECK(row->name == "Tablet 1");
        CHECK(row->region.empty());
    }
    auto db =
        NEED(store::Database::open(folder.at("c.db"), key, store::Database::Mode::read_write));
    NEED(db.execute("INSERT INTO format(version) VALUES (99)"));
    { const auto gone = std::move(db); }
    const auto newer = service::EmbeddedStore::open(folder.at("c.db"), key, true);
    REQUIRE_FALSE(newer);
    CHECK(newer.error().fault == Fault::unsupported);
}

TEST_CASE("the store refuses gaps and rows that are not what they claim",
          "[central][store][embedded]") {
    World world;
    world.tablet.speak(2);
    const auto sealed = world.seal();
    (void)receipt_of(world.centre.central().take_in(sealed.bundle, sealed.file));
    auto& db = database(world);
    const auto copy_as = [&](const std::string& seq, const std::string& bytes,
                             const std::string& nonce) {
        return db.execute(
            ("INSERT INTO entry(log_id, seq, bytes, leaf_hash, nonce) SELECT log_id, " + seq +
             ", " + bytes + ", leaf_hash, " + nonce + " FROM entry WHERE seq = 1")
                .c_str());
    };
    CHECK_FALSE(copy_as("99", "bytes", "nonce"));  // a gap
    CHECK_FALSE(copy_as("1", "bytes", "nonce"));   // twice at one place
    CHECK_FALSE(copy_as("(SELECT max(seq) + 1 FROM entry)", "bytes", "nonce"));  // wrong number
    CHECK_FALSE(copy_as("(SELECT max(seq) + 1 FROM entry)", "x'00'", "nonce"));
}

TEST_CASE("a damaged store is not accepted as what was given", "[central][fsck][embedded]") {
    World world;
    world.tablet.speak(1);
    const auto sealed = world.seal();
    (void)receipt_of(world.centre.central().take_in(sealed.bundle, sealed.file));
    const auto path = world.centre.directory() + "/given.cpg";
    const auto before = NEED(read_whole(world.centre.files, path, 4096));
    auto& db = database(world);
    NEED(db.execute("DROP TRIGGER entry_no_UPDATE"));
    NEED(db.execute("PRAGMA ignore_check_constraints=ON"));
    NEED(db.execute("UPDATE entry SET bytes = x'00' WHERE seq = 0"));
    const auto report = NEED(world.centre.central().accept_as_given());
    CHECK_FALSE(report.whole());
    CHECK(report.damage.back().find("not accepted") != std::string::npos);
    CHECK(NEED(read_whole(world.centre.files, path, 4096)) == before);
}

// Fifty changes are planted by somebody who dropped the triggers; each has to be found.
TEST_CASE("fsck finds every change that somebody with the store's key made",
          "[central][fsck][embedded]") {
    World world;
    world.tablet.speak(8);
    const auto sealed = world.seal();
    (void)receipt_of(world.centre.central().take_in(sealed.bundle, sealed.file));
    auto& db = database(world);
    for (const std::string table : service::embedded_tables)
        for (const std::string act : {"UPDATE", "DELETE"})
            NEED(db.execute(("DROP TRIGGER " + table + "_no_" + act).c_str()));
    NEED(db.execute("PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON"));
    REQUIRE(NEED(world.centre.central().fsck()).whole());
    std::vector<std::string> changes = {
        "DELETE FROM entry WHERE seq = 3",
        "DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)",
        "DELETE FROM content WHERE seq = 2",
        "DELETE FROM conference_key",
        "DELETE FROM signer",
        "UPDATE signer SET public_key = randomblob(32)",
        "UPDATE conference_key SET wrapped = randomblob(72)",
        "UPDATE content SET key_wrap = randomblob(72) WHERE seq = 4",
        "UPDATE content SET ciphertext = randomblob(length(ciphertext)) WHERE seq = 5",
        "UPDATE content SET ciphertext = (SELECT ciphertext FROM content WHERE seq = 4) "
        "WHERE seq = 5",
        "UPDATE log SET device_key = randomblob(32)",
        "UPDATE receipt SET text = replace(text, 'level 1', 'level 2')",
        "UPDATE receipt SET to_seq = to_seq - 1",
        "UPDATE receipt SET digest = randomblob(32)",
        "UPDATE receipt SET next_token = randomblob(32)",
        "UPDATE receipt SET received_ms = received_ms + 1",
        "UPDATE entry SET leaf_hash = randomblob(32) WHERE seq = 6",
        "UPDATE entry SET bytes = (SELECT bytes FROM entry WHERE seq = 4) WHERE seq = 5",
    };
    for (int offset = 9; offset < 360; offset += 11) {
        const auto at = std::to_string(offset);
        // A byte that is x'FE' by chance becomes x'01': every change really is one.
        changes.push_back("UPDATE entry SET bytes = CAST(substr(bytes, 1, " +
                          std::to_string(offset - 1) + ") || CASE substr(bytes, " + at +
                          ", 1) WHEN x'FE' THEN x'01' ELSE x'FE' END || substr(bytes, " +
                          std::to_string(offset + 1) + ") AS BLOB) WHERE seq = 5");
    }
    CHECK(changes.size() >= 50);
    for (const auto& change : changes) {
        INFO(change);
        NEED(db.execute("SAVEPOINT planted"));
        NEED(db.execute(change.c_str()));
        const auto report = NEED(world.centre.central().fsck());
        CHECK_FALSE(report.whole());
        NEED(db.execute("ROLLBACK TO planted; RELEASE planted"));
    }
    CHECK(NEED(world.centre.central().fsck()).whole());
}

TEST_CASE("paths that do not exist and requests that make no sense are refused plainly",
          "[central][http]") {
    World world;
    const std::string id(32, 'a');
    const std::string log = to_hex(world.tablet.vault().log_id());
    CHECK(ask(world, "GET", "/nothing").status == 404);
    CHECK(ask(world, "GET", "").status == 404);
    CHECK(ask(world, "GET", "//").status == 404);
    CHECK(ask(world, "GET", "/v1/state/../../etc/passwd").status == 404);
    CHECK(ask(world, "GET", "/v1/state/" + log).status == 200);
    CHECK(ask(world, "POST", "/v1/state/" + log).status == 405);
    CHECK(ask(world, "GET", "/v1/state/" + std::string(64, '0')).status == 403);
    CHECK(ask(world, "GET", "/v1/state/xyz").status == 400);
    CHECK(ask(world, "GET", "/v1/state/" + log + "?x=1").status == 400);
    CHECK(ask(world, "GET", "/v1/bundles/" + std::string(32, 'A')).status == 400);
    CHECK(ask(world, "PUT", "/v1/bundles/" + id + "/00", Bytes{1}).status == 400);
    CHECK(ask(world, "PUT", "/v1/bundles/" + id + "/4096", Bytes{1}).status == 400);
    CHECK(ask(world, "PUT", "/v1/bundles/" + id + "/-1", Bytes{1}).status == 400);
    CHECK(ask(world, "PUT", "/v1/bundles/" + id + "/0").status == 413);
    CHECK(ask(world, "PUT", "/v1/bundles/" + id + "/0", Bytes(65'537, 1)).status == 413);
    CHECK(ask(world, "PUT", "/v1/bundles/" + id + "/0", Bytes(65'536, 1)).status == 204);
    CHECK(ask(world, "DELETE", "/v1/bundles/" + id).status == 405);
    CHECK(ask(world, "POST", "/v1/bundles/" + id + "/commit", Bytes{'{', '}'}).status == 400);
    CHECK(ask(world, "GET", "/v1/bundles/" + id + "/receipt").status == 404);
    CHECK(ask(world, "GET", "/health").body == "ok\n");
    HttpRequest wrong{"PUT", "/v1/bundles/" + id + "/0", "sha-256=:AAAA:", Bytes{1},
                      Peer::this_machine};
    CHECK(answer(world.centre.central(), wrong).status == 422);
}

TEST_CASE("practice enrolment and the staff page are for this machine only", "[central][http]") {
    World world;
    Tablet second(world.folder.at("second"));
    CHECK(ask(world, "POST", "/v1/enrol", second.registration(), Peer::elsewhere).status == 404);
    CHECK(ask(world, "GET", "/v1/pairing", {}, Peer::elsewhere).status == 404);
    CHECK(ask(world, "GET", "/", {}, Peer::elsewhere).status == 404);
    CHECK(ask(world, "GET", "/v1/pairing").status == 200);
    CHECK(ask(world, "POST", "/v1/enrol", second.registration()).status == 204);
    CHECK(ask(world, "POST", "/v1/enrol", second.registration()).status == 204);
    World real(false);
    CHECK(ask(real, "GET", "/v1/pairing").status == 404);
    CHECK(ask(real, "POST", "/v1/enrol", real.tablet.registration()).status == 404);
}

TEST_CASE(
    "the staff page lists what came and what was refused, with no script and nothing unescaped",
    "[central][http]") {
    World world;
    world.tablet.speak(2);
    const auto sealed = world.seal();
    (void)receipt_of(world.centre.central().take_in(sealed.bundle, sealed.file));
    Tablet second(world.folder.at("second"));
    const auto text = NEED(send::registration(second.vault(), "<b>Tablet & \"two\"</b>"));
    (void)NEED(world.centre.central().enrol(view_of(text)));
    const auto page = ask(world, "GET", "/");
    REQUIRE(page.status == 200);
    CHECK(page.body.find(to_hex(ByteView{sealed.bundle.bytes}.first(8))) != std::string::npos);
    CHECK(page.body.find("practice only") != std::string::npos);
    CHECK(page.body.find("&lt;b&gt;Tablet &amp; &quot;two&quot;&lt;/b&gt;") != std::string::npos);
    CHECK(page.body.find("<b>Tablet") == std::string::npos);
    CHECK(page.body.find("<script") == std::string::npos);
    CHECK(page.body.find("<html lang=\"en\">") != std::string::npos);
}

TEST_CASE("unfinished uploads are limited and make room only once they are forgotten",
          "[central][uploads]") {
    Folder folder;
    platform::SystemFiles files;
    service::Uploads uploads(files, folder.at("in"), {2, 100'000, 1'000});
    NEED(uploads.clear());
    const auto id = [](std::uint8_t n) { return BundleId{{n}}; };
    REQUIRE(uploads.put(id(1), 0, Bytes(10, 1), 0));
    REQUIRE(uploads.put(id(2), 0, Bytes(10, 1), 500));
    const auto third = uploads.put(id(3), 0, Bytes(10, 1), 900);
    REQUIRE_FALSE(third);
    CHECK(third.error().fault == Fault::exhausted);
    REQUIRE(uploads.put(id(3), 0, Bytes(10, 1), 1'000));  // the first is an hour old in this test
    CHECK(uploads.held(id(1)).empty());
    CHECK_FALSE(uploads.put(id(2), 1, Bytes(65'537, 1), 1'000));
    REQUIRE(uploads.put(id(2), 1, Bytes(60'000, 1), 1'000));
    CHECK_FALSE(uploads.put(id(3), 1, Bytes(60'000, 1), 1'000));  // no room left
    REQUIRE(uploads.put(id(2), 1, Bytes(60'000, 2), 1'000));      // replacing needs none
    CHECK(uploads.held(id(2)).size() == 2);
}

TEST_CASE("an upload is whole only with every piece and the right digest", "[central][uploads]") {
    Folder folder;
    platform::SystemFiles files;
    service::Uploads uploads(files, folder.at("in"), {});
    NEED(uploads.clear());
    const BundleId id{{1}};
    Bytes file(150'000);
    for (std::size_t i = 0; i < file.size(); ++i)
        file[i] = static_cast<std::uint8_t>(i * 7);
    const auto digest = crypto::sha256(file);
    const ByteView all{file};
    REQUIRE(uploads.put(id, 0, all.subspan(0, 65'536), 0));
    REQUIRE(uploads.put(id, 2, all.subspan(131'072), 0));
    CHECK_FALSE(uploads.assemble(id, file.size(), digest));
    CHECK(uploads.held(id)[1] == std::nullopt);
    REQUIRE(uploads.put(id, 1, all.subspan(65'536, 65'536), 0));
    CHECK(NEED(uploads.assemble(id, file.size(), digest)) == file);
    CHECK_FALSE(uploads.assemble(id, file.size() - 1, digest));
    const auto wrong = uploads.assemble(id, file.size(), Hash32{});
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().fault == Fault::damaged);
    CHECK(uploads.held(id).empty());
}

TEST_CASE("central's log holds ids and numbers and no name", "[central][log]") {
    World world;
    world.tablet.speak(1);
    const auto sealed = world.seal();
    (void)receipt_of(world.centre.central().take_in(sealed.bundle, sealed.file));
    CHECK(world.centre.log.find("bundle.received") != std::string::npos);
    CHECK(world.centre.log.find("Tablet 1") == std::string::npos);
}

TEST_CASE("two programs cannot serve one directory, however little the first has done",
          "[central][store]") {
    World world;
    world.centre.close();
    world.centre.open();
    const auto second = service::Central::open(
        {world.centre.files, world.centre.clock, [](std::string_view, const std::string&) {}},
        world.centre.directory());
    REQUIRE_FALSE(second);
    CHECK(second.error().fault == Fault::locked_out);
    CHECK(second.error().advice.find("Stop it first") != std::string::npos);
}

}  // namespace
}  // namespace cpc::test
