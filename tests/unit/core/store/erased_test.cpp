// SPDX-License-Identifier: Apache-2.0
// What is erased from the small state is in no file any more: every page of the database is
// decrypted here by hand, free pages and all, and searched byte by byte.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "core/crypto/keyslot.hpp"
#include "core/crypto/pin.hpp"
#include "core/store/copies.hpp"
#include "tests/unit/core/store/in_clear.hpp"
#include "tests/unit/core/store/store_fixture.hpp"

namespace cpc::store {
namespace {

using crypto::SecretBytes;
using test::Bench;
using test::conference_a;
using test::said;

using test::in_clear;
using test::page_in_clear;
using test::page_size;

struct Tablet : Bench {
    SecretBytes pin = SecretBytes::from("314159");

    StoreKeys keys() {
        return StoreKeys::from_master(
            crypto::Keyslots::unlock(real, directory.path(), passphrase)->master);
    }
    crypto::PinSealed sealed(Vault& vault) {
        return crypto::seal_with_pin(crypto::SigningKey::generate(), pin, vault.pin_pepper(),
                                     conference_a, crypto::KeyslotCost::practice())
            .value();
    }
    // Any sixteen bytes in a row of what it keeps secret: salt, nonce, seed, tag.
    static bool holds(ByteView all, const crypto::PinSealed& secret) {
        constexpr std::size_t piece = 16;
        for (std::size_t at = 0; at + piece <= secret.size(); at += 4) {
            const auto from = secret.begin() + static_cast<std::ptrdiff_t>(at);
            if (std::search(all.begin(), all.end(), from, from + piece) != all.end()) return true;
        }
        return false;
    }
    bool in_the_store(const crypto::PinSealed& secret) {
        return holds(in_clear(contents(store_file), keys().database), secret);
    }
    // Journal frames opened, the rollback journal's pages opened, and every file as it lies there.
    bool anywhere_else(const crypto::PinSealed& secret) {
        const auto with = keys();
        auto journal = Journal::open(real, entropy, directory.file(journal_file), with.journal,
                                     Journal::Access::read);
        REQUIRE(journal);
        bool found = false;
        const auto look = [&](const FramePlace&, const RawEntry& entry) -> Result<void> {
            found = found || holds(pack(entry), secret);
            return {};
        };
        REQUIRE(journal->scan(look));
        const auto hot = contents(store_hot_file);
        // Its records: page number 4, page, checksum 4, after a head of 512.
        for (std::size_t at = 512; at + 8 + page_size <= hot.size(); at += 8 + page_size)
            for (const bool first : {false, true})
                found = found || holds(page_in_clear(ByteView{hot}.subspan(at + 4, page_size),
                                                     with.database, first),
                                       secret);
        const auto names = real.list(directory.path()).value();
        for (const auto& name : names)
            found = found || holds(contents(name), secret);
        return found;
    }
};

TEST_CASE(
    "a sealed key that is overwritten or erased is on no page of the database and nowhere "
    "else",
    "[store][erased][REQ-165]") {
    Tablet tablet;
    auto vault = tablet.create();
    REQUIRE(vault);
    // Neighbours, so that the rows fill more than a page.
    for (int i = 0; i < 60; ++i)
        REQUIRE(vault->put_state("key/other/" + std::to_string(i), tablet.sealed(*vault)));
    for (int i = 0; i < 20; ++i)
        REQUIRE(vault->append(said(*vault, std::to_string(i))));
    const auto first = tablet.sealed(*vault);
    const auto again = tablet.sealed(*vault);
    REQUIRE(vault->put_state("key/a/person", first));
    REQUIRE(vault->settle());
    REQUIRE(tablet.in_the_store(first));  // or this test would find nothing either way
    CHECK_FALSE(tablet.anywhere_else(first));

    REQUIRE(vault->put_state("key/a/person", again));  // re-admitted: a new key in its place
    CHECK_FALSE(tablet.in_the_store(first));
    CHECK(tablet.in_the_store(again));

    REQUIRE(vault->erase_state("key/a/person"));
    CHECK_FALSE(tablet.in_the_store(again));
    CHECK_FALSE(tablet.anywhere_else(first));
    CHECK_FALSE(tablet.anywhere_else(again));
    vault = fail(Fault::io, "closed");
    CHECK_FALSE(tablet.in_the_store(again));
    CHECK_FALSE(tablet.anywhere_else(again));
}

TEST_CASE("whole pages of sealed keys that are erased leave nothing on the pages set free",
          "[store][erased][REQ-165]") {
    Tablet tablet;
    auto vault = tablet.create();
    REQUIRE(vault);
    std::vector<crypto::PinSealed> all;
    for (int i = 0; i < 80; ++i) {
        all.push_back(tablet.sealed(*vault));
        REQUIRE(vault->put_state("key/a/" + std::to_string(i), all.back()));
    }
    const auto clear_before = in_clear(tablet.contents(store_file), tablet.keys().database);
    for (const auto& one : all)
        REQUIRE(Tablet::holds(clear_before, one));
    for (int i = 0; i < 80; ++i)
        REQUIRE(vault->erase_state("key/a/" + std::to_string(i)));
    REQUIRE(vault->settle());
    const auto clear = in_clear(tablet.contents(store_file), tablet.keys().database);
    for (const auto& one : all)
        REQUIRE_FALSE(Tablet::holds(clear, one));
    CHECK_FALSE(tablet.anywhere_else(all.front()));
    CHECK_FALSE(tablet.anywhere_else(all.back()));
}

}  // namespace
}  // namespace cpc::store
