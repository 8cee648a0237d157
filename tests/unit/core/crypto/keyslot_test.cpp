// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/keyslot.hpp"

#include <catch2/catch_test_macros.hpp>

#include "tests/support/memory_files.hpp"

namespace cpc::crypto {
namespace {

using support::MemoryFiles;

constexpr std::size_t copy_size = 8192;
const std::string keys_path = "d/keys.cpk";
const std::string device_path = "d/device.key";

struct Store {
    MemoryFiles files;
    SecretBytes passphrase = SecretBytes::from("first passphrase");
    SecretBytes master;
    SecretBytes chair_seed;

    Store() {
        auto made = Keyslots::create(files, "d", passphrase, KeyslotCost::practice());
        REQUIRE(made);
        master = std::move(made->master);
        chair_seed = std::move(made->chair_seed);
    }
    bool opens_with(const char* text) {
        const auto result = Keyslots::unlock(files, "d", SecretBytes::from(text));
        return result && result->master.same_as(master);
    }
};

TEST_CASE("the passphrase gives back the same keys, another gives none", "[crypto][keyslot]") {
    Store store;
    const auto opened = Keyslots::unlock(store.files, "d", store.passphrase);
    REQUIRE(opened);
    CHECK(opened->master.same_as(store.master));
    CHECK(opened->chair_seed.same_as(store.chair_seed));
    CHECK(opened->notes.empty());
    const auto wrong = Keyslots::unlock(store.files, "d", SecretBytes::from("second"));
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().fault == Fault::wrong_secret);
}

TEST_CASE("keys are never made over keys", "[crypto][keyslot]") {
    Store store;
    const auto again =
        Keyslots::create(store.files, "d", store.passphrase, KeyslotCost::practice());
    REQUIRE_FALSE(again);
    CHECK(again.error().fault == Fault::refused);
    CHECK(store.opens_with("first passphrase"));
}

TEST_CASE("without the device's secret the passphrase is worth nothing", "[crypto][keyslot]") {
    Store store;
    Store other;
    store.files.set_contents(device_path, other.files.contents(device_path));
    CHECK_FALSE(Keyslots::unlock(store.files, "d", store.passphrase));
}

TEST_CASE("either half of the key file may be hurt anywhere, and is found and repaired",
          "[crypto][keyslot]") {
    Store store;
    const Bytes whole = store.files.contents(keys_path);
    REQUIRE(whole.size() == 2 * copy_size);
    // Every used byte of the first slot and head, and samples of the rest.
    for (std::size_t at = 0; at < whole.size(); at += (at % copy_size) < 300 ? 1 : 97) {
        Bytes hurt = whole;
        hurt[at] ^= 0x10U;
        store.files.set_contents(keys_path, hurt);
        const auto found = Keyslots::inspect(store.files, "d");
        REQUIRE(found);
        REQUIRE(found->size() == 1);
        CHECK(found->front().offset == (at < copy_size ? 0 : copy_size));
        const auto opened = Keyslots::unlock(store.files, "d", store.passphrase);
        REQUIRE(opened);
        CHECK(opened->notes.size() == 1);
        REQUIRE(store.files.contents(keys_path) == whole);
    }
}

TEST_CASE("both halves hurt is said, and nothing is written", "[crypto][keyslot]") {
    Store store;
    Bytes hurt = store.files.contents(keys_path);
    hurt[100] ^= 1U;
    hurt[copy_size + 100] ^= 1U;
    store.files.set_contents(keys_path, hurt);
    const auto opened = Keyslots::unlock(store.files, "d", store.passphrase);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().fault == Fault::damaged);
    CHECK(store.files.contents(keys_path) == hurt);
    CHECK(Keyslots::inspect(store.files, "d")->size() == 2);
}

TEST_CASE("a cut key file opens as long as one half is there", "[crypto][keyslot]") {
    Store store;
    const Bytes whole = store.files.contents(keys_path);
    store.files.set_contents(keys_path, Bytes(whole.begin(), whole.begin() + copy_size + 5));
    CHECK(Keyslots::inspect(store.files, "d")->size() == 1);
    CHECK(store.opens_with("first passphrase"));
    CHECK(store.files.contents(keys_path) == whole);
    Bytes longer = whole;
    longer.push_back(0);
    store.files.set_contents(keys_path, longer);
    CHECK(Keyslots::inspect(store.files, "d")->size() == 1);
    CHECK(store.opens_with("first passphrase"));
    CHECK(store.files.contents(keys_path) == whole);
}

TEST_CASE("a damaged device secret is told apart from a wrong passphrase", "[crypto][keyslot]") {
    Store store;
    const Bytes whole = store.files.contents(device_path);
    for (std::size_t at = 0; at < whole.size(); ++at) {
        Bytes hurt = whole;
        hurt[at] ^= 1U;
        store.files.set_contents(device_path, hurt);
        const auto opened = Keyslots::unlock(store.files, "d", store.passphrase);
        REQUIRE_FALSE(opened);
        CHECK(opened.error().fault == Fault::damaged);
    }
}

TEST_CASE("a change of passphrase keeps the keys and ends the old one", "[crypto][keyslot]") {
    Store store;
    REQUIRE(Keyslots::change_passphrase(store.files, "d", store.passphrase,
                                        SecretBytes::from("second"), KeyslotCost::practice()));
    CHECK(store.opens_with("second"));
    CHECK_FALSE(store.opens_with("first passphrase"));
    CHECK(Keyslots::unlock(store.files, "d", SecretBytes::from("second"))
              ->chair_seed.same_as(store.chair_seed));
    CHECK_FALSE(Keyslots::change_passphrase(store.files, "d", store.passphrase,
                                            SecretBytes::from("third"), KeyslotCost::practice()));
}

TEST_CASE("a power cut at any call of a change leaves one of the two passphrases working",
          "[crypto][keyslot]") {
    bool completed = false;
    for (std::uint64_t cut = 1; !completed; ++cut) {
        REQUIRE(cut < 100);
        Store store;
        store.files.fail_every_call_from(cut, Fault::io);
        const auto changed =
            Keyslots::change_passphrase(store.files, "d", store.passphrase,
                                        SecretBytes::from("second"), KeyslotCost::practice());
        completed = changed.has_value();
        store.files.heal();
        store.files.power_cut();
        const bool old_works = store.opens_with("first passphrase");
        const bool new_works = store.opens_with("second");
        CHECK(old_works != new_works);
        if (completed) CHECK(new_works);
    }
}

TEST_CASE("two chairs open one store with their own words and sign with their own keys",
          "[crypto][keyslot]") {
    Store store;
    REQUIRE(Keyslots::add_chair(store.files, "d", store.master, SecretBytes::from("second chair"),
                                KeyslotCost::practice()));
    CHECK(store.opens_with("first passphrase"));
    const auto second = Keyslots::unlock(store.files, "d", SecretBytes::from("second chair"));
    REQUIRE(second);
    CHECK(second->master.same_as(store.master));
    CHECK_FALSE(second->chair_seed.same_as(store.chair_seed));
    CHECK(second->slot == 1);
    for (int i = 2; i < 13; ++i)
        REQUIRE(Keyslots::add_chair(store.files, "d", store.master,
                                    SecretBytes::from("chair " + std::to_string(i)),
                                    KeyslotCost::practice()));
    CHECK_FALSE(Keyslots::add_chair(store.files, "d", store.master, SecretBytes::from("too many"),
                                    KeyslotCost::practice()));
}

TEST_CASE("a full disk makes no half-made keys", "[crypto][keyslot]") {
    MemoryFiles files;
    files.set_capacity(4096);
    CHECK_FALSE(Keyslots::create(files, "d", SecretBytes::from("p"), KeyslotCost::practice()));
    CHECK_FALSE(files.exists(keys_path));
    files.set_capacity(1U << 20U);
    CHECK(Keyslots::create(files, "d", SecretBytes::from("p"), KeyslotCost::practice()));
}

}  // namespace
}  // namespace cpc::crypto
