// SPDX-License-Identifier: Apache-2.0
#include "core/store/database.hpp"

#include <sys/resource.h>

#include <catch2/catch_test_macros.hpp>
#include <csignal>

#include "core/store/copies.hpp"
#include "core/store/entry_store.hpp"
#include "tests/unit/core/store/store_fixture.hpp"

namespace cpc::store {
namespace {

using test::Bench;
using test::Directory;
using test::said;

const auto key = crypto::SecretBytes::copy_of(Bytes(32, 5));

Result<std::string> ask(Database& database, const char* sql) {
    auto statement = CPC_TRY(database.prepare(sql));
    const bool row = CPC_TRY(statement.step());
    return row ? statement.text(0) : std::string{"(nothing)"};
}

TEST_CASE("a database opens under its own key only, and never as plain SQLite",
          "[store][database]") {
    Directory directory;
    {
        auto database = Database::open(directory.file("a.db"), key, Database::Mode::create);
        REQUIRE(database);
        REQUIRE(database->execute("CREATE TABLE t(x INTEGER) STRICT"));
        CHECK(database->check().value().empty());
    }
    CHECK(Database::open(directory.file("a.db"), key, Database::Mode::read_write));
    const auto other = crypto::SecretBytes::copy_of(Bytes(32, 6));
    const auto wrong = Database::open(directory.file("a.db"), other, Database::Mode::read_write);
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().fault == Fault::wrong_secret);
    CHECK(
        Database::open(directory.file("none.db"), key, Database::Mode::read_write).error().fault ==
        Fault::not_found);
    platform::SystemFiles files;
    const auto bytes = read_whole(files, directory.file("a.db"), 1U << 20U).value();
    CHECK(text_of(ByteView{bytes}.first(15)) != "SQLite format 3");
}

TEST_CASE("the connection is what the record's safety rests on", "[store][database]") {
    Directory directory;
    auto database = Database::open(directory.file("a.db"), key, Database::Mode::create).value();
    CHECK(ask(database, "PRAGMA journal_mode").value() == "truncate");
    CHECK(ask(database, "PRAGMA synchronous").value() == "3");
    CHECK(ask(database, "PRAGMA temp_store").value() == "2");
    CHECK(ask(database, "PRAGMA locking_mode").value() == "exclusive");
    CHECK(ask(database, "PRAGMA secure_delete").value() == "1");
    CHECK(ask(database, "PRAGMA cell_size_check").value() == "1");
    CHECK_FALSE(database.execute("ATTACH ':memory:' AS other"));
    CHECK_FALSE(ask(database, "SELECT load_extension('x')"));
    CHECK_FALSE(ask(database, "SELECT \"not a column\""));
}

TEST_CASE("leaving a transaction without commit undoes it", "[store][database]") {
    Directory directory;
    auto database = Database::open(directory.file("a.db"), key, Database::Mode::create).value();
    REQUIRE(database.execute("CREATE TABLE t(x INTEGER) STRICT"));
    {
        auto whole = Transaction::begin(database).value();
        REQUIRE(database.execute("INSERT INTO t VALUES (1)"));
    }
    CHECK(ask(database, "SELECT count(*) FROM t").value() == "0");
    {
        auto whole = Transaction::begin(database).value();
        REQUIRE(database.execute("INSERT INTO t VALUES (1)"));
        REQUIRE(whole.commit());
    }
    CHECK(ask(database, "SELECT count(*) FROM t").value() == "1");
}

TEST_CASE("rows of the record cannot be changed or taken away", "[store][database]") {
    Bench bench;
    {
        auto vault = bench.create();
        REQUIRE(vault);
        REQUIRE(vault->append(said(*vault, "one")));
    }
    const auto unlocked =
        crypto::Keyslots::unlock(bench.real, bench.directory.path(), bench.passphrase);
    REQUIRE(unlocked);
    const auto keys = StoreKeys::from_master(unlocked->master);
    auto database =
        Database::open(bench.directory.file(store_file), keys.database, Database::Mode::read_write);
    REQUIRE(database);
    for (const char* sql :
         {"UPDATE entry SET bytes = zeroblob(280)", "DELETE FROM entry",
          "UPDATE content SET ciphertext = x'00'", "DELETE FROM content",
          "UPDATE conference_key SET first_seq = 0", "DELETE FROM conference_key",
          "UPDATE signer SET public_key = zeroblob(32)", "DELETE FROM signer",
          "UPDATE identity SET format = 2", "DELETE FROM identity",
          "INSERT INTO entry SELECT seq, bytes, leaf_hash FROM entry",
          "INSERT OR REPLACE INTO entry SELECT seq, zeroblob(280), leaf_hash FROM entry",
          "INSERT INTO content VALUES (77, x'00', zeroblob(72))"}) {
        CAPTURE(sql);
        CHECK_FALSE(database->execute(sql));
    }
    CHECK(database->check().value().empty());
}

// Lets no file of this process grow beyond a size.
class SizeLimit {
  public:
    SizeLimit() : old_handler_(std::signal(SIGXFSZ, SIG_IGN)) { ::getrlimit(RLIMIT_FSIZE, &old_); }
    ~SizeLimit() {
        lift();
        std::signal(SIGXFSZ, old_handler_);
    }
    SizeLimit(const SizeLimit&) = delete;
    SizeLimit& operator=(const SizeLimit&) = delete;
    void set(rlim_t bytes) {
        const rlimit limit{bytes, old_.rlim_max};
        REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
    }
    void lift() { (void)::setrlimit(RLIMIT_FSIZE, &old_); }

  private:
    rlimit old_{};
    void (*old_handler_)(int);
};

TEST_CASE("a store that cannot be written holds nobody up, and catches up when it can",
          "[store][database]") {
    Bench bench;
    std::uint64_t recorded = 0;
    {
        auto vault = bench.create();
        REQUIRE(vault);
        SizeLimit limit;
        limit.set(90'000);  // the store's next pages do not fit; the journal's space is there
        while (vault->settle()) {
            REQUIRE(vault->append(said(*vault, std::to_string(recorded++))));
            REQUIRE(recorded < 150);
        }
        for (int i = 0; i < 5; ++i)
            REQUIRE(vault->append(said(*vault, std::to_string(recorded++))));
        CHECK_FALSE(vault->settle());
        CHECK_FALSE(vault->put_state("x", Bytes(50'000)));
        CHECK(vault->conference(test::conference_a)->size() == recorded);
        limit.lift();
        CHECK(vault->settle());
        CHECK(vault->put_state("x", view_of("y")));
    }
    auto vault = bench.open();
    REQUIRE(vault);
    CHECK(vault->conference(test::conference_a)->size() == recorded);
    CHECK(vault->report().notes.empty());
}

}  // namespace
}  // namespace cpc::store
