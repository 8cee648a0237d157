// SPDX-License-Identifier: Apache-2.0
#include "core/store/vault.hpp"

#include <catch2/catch_test_macros.hpp>

#include "core/record/note.hpp"
#include "tests/unit/core/store/store_fixture.hpp"

namespace cpc::store {
namespace {

using test::Bench;
using test::conference_a;
using test::conference_b;
using test::said;
using test::text_in;

TEST_CASE("what was appended comes back in order after the vault is opened again", "[store]") {
    Bench bench;
    Hash32 root{};
    {
        auto vault = bench.create();
        REQUIRE(vault);
        for (const char* text : {"one", "two", "three"})
            REQUIRE(vault->append(said(*vault, text)));
        REQUIRE(vault->append(said(*vault, "elsewhere", conference_b)));
        REQUIRE(vault->settle());
        CHECK(vault->size() == 5);
        root = vault->root();
    }
    auto vault = bench.open();
    REQUIRE(vault);
    CHECK(vault->root() == root);
    CHECK(vault->practice());
    CHECK(vault->report().entries == 5);
    CHECK_FALSE(vault->report().repaired_store);
    CHECK_FALSE(vault->report().repaired_journal);
    CHECK(vault->report().notes.empty());
    const auto entries = vault->conference(conference_a);
    REQUIRE(entries);
    REQUIRE(entries->size() == 3);
    CHECK(text_in((*entries)[0]) == "one");
    CHECK(text_in((*entries)[2]) == "three");
    CHECK((*entries)[2].header.seq == 3);
    CHECK((*entries)[2].signatures.size() == 2);
}

}  // namespace
}  // namespace cpc::store
