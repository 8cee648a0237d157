// SPDX-License-Identifier: Apache-2.0
// Two of three officers bring a record back; one does not, nor does anything of another tablet.
#include "tests/unit/core/store/filled.hpp"

namespace cpc::store {
namespace {

using crypto::BoxKeyPair;
using test::Bench;
using test::cost;
using test::Filled;
using test::said;

TEST_CASE("every pair of officers brings the record back, and the old words are gone",
          "[store][recovery-keys]") {
    constexpr std::size_t pairs[3][2] = {{0, 1}, {2, 0}, {1, 2}};
    for (const auto& pair : pairs) {
        Filled bench;
        const auto recovered = bench.recover(pair[0], pair[1]);
        if (!recovered) FAIL(recovered.error().text());
        CHECK(recovered->slots == std::vector<std::uint8_t>{0});
        CHECK(bench.open_with(bench.passphrase).error().fault == Fault::wrong_secret);
        CHECK(bench.open_with(bench.second).error().fault == Fault::wrong_secret);
        auto vault = bench.open_with(bench.fresh);
        REQUIRE(vault);
        bench.check_all_there(*vault);
        const auto& chair = vault->chair_key().kid();
        CHECK(chair != bench.first_chair);
        CHECK(chair != bench.second_chair);
        REQUIRE(bench.told(*vault, record::RecoveryUsed::entry_type) == 1);
        const auto entries = vault->range(bench.size, vault->size()).value();
        for (const auto& stored : entries) {
            if (stored.header.type != record::RecoveryUsed::entry_type) continue;
            const auto event = record::decode_event<record::RecoveryUsed>(stored.payload).value();
            CHECK(event.first == std::min(pair[0], pair[1]) + 1);
            CHECK(event.second == std::max(pair[0], pair[1]) + 1);
            CHECK(event.chair == chair);
            CHECK(event.epoch == 1U);
        }
        REQUIRE(vault->append(said(*vault, "100")));
    }
}

TEST_CASE("one officer, a stranger, and a record without officers are refused and nothing changes",
          "[store][recovery-keys]") {
    Filled bench;
    const auto keys = bench.contents("keys.cpk");
    const auto stranger = BoxKeyPair::generate();
    CHECK(bench.recover(1, 1).error().fault == Fault::refused);
    CHECK(recover_by_officers(bench.ports(), bench.directory.path(), bench.officers[0], stranger,
                              bench.fresh, cost())
              .error()
              .fault == Fault::wrong_secret);
    CHECK(bench.contents("keys.cpk") == keys);
    Bench plain;
    REQUIRE(plain.create());
    CHECK(recover_by_officers(plain.ports(), plain.directory.path(), bench.officers[0],
                              bench.officers[1], bench.fresh, cost())
              .error()
              .fault == Fault::not_found);
}

TEST_CASE("the recovery area of another tablet with the same officers opens nothing here",
          "[store][recovery-keys]") {
    Filled here;
    Bench there;
    auto vault = there.create();
    REQUIRE(vault);
    Chairs chairs{there.ports(), there.directory.path(), *vault};
    REQUIRE(chairs.enrol_recovery(there.passphrase,
                                  {here.officers[0].public_key(), here.officers[1].public_key(),
                                   here.officers[2].public_key()}));
    const auto foreign = crypto::Keyslots::escrow(there.real, there.directory.path()).value();
    REQUIRE(crypto::Keyslots::put_escrow(here.real, here.directory.path(), *foreign));
    const auto refused = here.recover(0, 1);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fault == Fault::refused);
    // With the other tablet's device.key as well, its master key still opens nothing of this one.
    here.overwrite("keys.cpk", there.contents("keys.cpk"));
    here.overwrite("device.key", there.contents("device.key"));
    const auto journal = here.contents(journal_file);
    const auto store = here.contents(store_file);
    CHECK_FALSE(here.recover(0, 1));
    CHECK(here.contents(journal_file) == journal);
    CHECK(here.contents(store_file) == store);
}

TEST_CASE("a rehearsal proves the pair on a record of its own, and fails for a pair that is wrong",
          "[store][recovery-keys]") {
    Bench bench;
    std::array<BoxKeyPair, 3> officers{BoxKeyPair::generate(), BoxKeyPair::generate(),
                                       BoxKeyPair::generate()};
    const crypto::OfficerKeys open{officers[0].public_key(), officers[1].public_key(),
                                   officers[2].public_key()};
    const auto good = rehearse_recovery(bench.ports(), bench.directory.file("good"), open,
                                        officers[2], officers[1]);
    if (!good) FAIL(good.error().text());
    CHECK(rehearse_recovery(bench.ports(), bench.directory.file("wrong"), open, officers[0],
                            BoxKeyPair::generate())
              .error()
              .fault == Fault::wrong_secret);
    CHECK_FALSE(rehearse_recovery(bench.ports(), bench.directory.file("alone"), open, officers[0],
                                  officers[0]));
}

}  // namespace
}  // namespace cpc::store
