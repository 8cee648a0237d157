// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/keyslot.hpp"

#include <catch2/catch_test_macros.hpp>

#include "core/crypto/sign.hpp"
#include "tests/support/memory_files.hpp"

namespace cpc::crypto {
namespace {

using support::MemoryFiles;

constexpr std::size_t copy_size = key_copy_size;
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
    Unlocked opened(const char* text) {
        auto result = Keyslots::unlock(files, "d", SecretBytes::from(text));
        REQUIRE(result);
        return std::move(*result);
    }
    SlotFacts add(const std::string& text, const char* by = "first passphrase") {
        const auto added = Keyslots::add_chair(files, "d", opened(by), SecretBytes::from(text),
                                               KeyslotCost::practice());
        REQUIRE(added);
        return *added;
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
    const auto by = store.opened("first passphrase");
    REQUIRE(Keyslots::change_passphrase(store.files, "d", by, SecretBytes::from("second"),
                                        KeyslotCost::practice()));
    CHECK(store.opens_with("second"));
    CHECK_FALSE(store.opens_with("first passphrase"));
    CHECK(store.opened("second").chair_seed.same_as(store.chair_seed));
}

TEST_CASE("a change of passphrase rewrites one slot and leaves every other byte of slots alone",
          "[crypto][keyslot]") {
    Store store;
    store.add("second chair");
    store.add("third chair");
    const Bytes before = store.files.contents(keys_path);
    REQUIRE(Keyslots::change_passphrase(store.files, "d", store.opened("second chair"),
                                        SecretBytes::from("changed"), KeyslotCost::practice()));
    const Bytes after = store.files.contents(keys_path);
    for (std::size_t at = 16; at < key_copy_size - 32; ++at) {
        const bool second_slot = at >= 16 + keyslot_size && at < 16 + 2 * keyslot_size;
        if (!second_slot) REQUIRE(after[at] == before[at]);
        REQUIRE(after[at] == after[key_copy_size + at]);
    }
    CHECK(store.opens_with("first passphrase"));
    CHECK(store.opens_with("third chair"));
}

// What a change may leave behind at a cut, whichever change it is.
template <class Act, class Judge>
void cut_at_every_call(Act act, Judge judge) {
    bool completed = false;
    std::size_t cuts = 0;
    for (std::uint64_t cut = 1; !completed; ++cut) {
        REQUIRE(cut < 100);
        Store store;
        store.add("second chair");
        const auto by = store.opened("first passphrase");
        store.files.fail_every_call_from(cut, Fault::io);
        completed = act(store, by);
        store.files.heal();
        store.files.power_cut();
        judge(store, completed);
        ++cuts;
    }
    CHECK(cuts > 5);
}

TEST_CASE("a power cut at any call of a change leaves one of the two passphrases working",
          "[crypto][keyslot]") {
    cut_at_every_call(
        [](Store& store, const Unlocked& by) {
            return Keyslots::change_passphrase(store.files, "d", by, SecretBytes::from("other"),
                                               KeyslotCost::practice())
                .has_value();
        },
        [](Store& store, bool completed) {
            const bool old_works = store.opens_with("first passphrase");
            const bool new_works = store.opens_with("other");
            CHECK(old_works != new_works);
            CHECK(store.opens_with("second chair"));
            if (completed) CHECK(new_works);
        });
}

TEST_CASE("a power cut at any call of adding a chair leaves the chairs before, or one more",
          "[crypto][keyslot]") {
    cut_at_every_call(
        [](Store& store, const Unlocked& by) {
            return Keyslots::add_chair(store.files, "d", by, SecretBytes::from("third"),
                                       KeyslotCost::practice())
                .has_value();
        },
        [](Store& store, bool completed) {
            CHECK(store.opens_with("first passphrase"));
            CHECK(store.opens_with("second chair"));
            const auto count = Keyslots::list(store.files, "d")->size();
            CHECK(store.opens_with("third") == (count == 3));
            if (completed) CHECK(count == 3);
        });
}

TEST_CASE("a power cut at any call of removing a chair leaves the others opening",
          "[crypto][keyslot]") {
    cut_at_every_call(
        [](Store& store, const Unlocked& by) {
            return Keyslots::remove_chair(store.files, "d", by, 1).has_value();
        },
        [](Store& store, bool completed) {
            CHECK(store.opens_with("first passphrase"));
            const auto count = Keyslots::list(store.files, "d")->size();
            CHECK(store.opens_with("second chair") == (count == 2));
            if (completed) CHECK(count == 1);
        });
}

TEST_CASE("two chairs open one store with their own words and sign with their own keys",
          "[crypto][keyslot]") {
    Store store;
    const auto added = store.add("second chair");
    CHECK(store.opens_with("first passphrase"));
    const auto second = store.opened("second chair");
    CHECK(second.master.same_as(store.master));
    CHECK_FALSE(second.chair_seed.same_as(store.chair_seed));
    CHECK(second.slot == 1);
    CHECK(added.slot == 1);
    CHECK(added.chair == SigningKey::from_seed(second.chair_seed).kid());
    const auto listed = Keyslots::list(store.files, "d").value();
    REQUIRE(listed.size() == 2);
    CHECK(listed[0].chair == SigningKey::from_seed(store.chair_seed).kid());
    CHECK(listed[1].chair == added.chair);
    for (int i = 2; i < 13; ++i)
        store.add("chair " + std::to_string(i));
    CHECK_FALSE(Keyslots::add_chair(store.files, "d", second, SecretBytes::from("too many"),
                                    KeyslotCost::practice()));
}

TEST_CASE("a named slot is tried first, and a wrong name costs the open nothing but time",
          "[crypto][keyslot]") {
    Store store;
    store.add("second chair");
    const auto words = SecretBytes::from("second chair");
    for (const std::uint8_t named : Bytes{0, 1, 7, 200}) {
        const auto opened = Keyslots::unlock(store.files, "d", words, Repair::none, named);
        REQUIRE(opened);
        CHECK(opened->slot == 1);
    }
    CHECK_FALSE(Keyslots::unlock(store.files, "d", SecretBytes::from("wrong"), Repair::none, 1));
}

TEST_CASE("no two chairs have one passphrase", "[crypto][keyslot]") {
    Store store;
    store.add("second chair");
    const auto first = store.opened("first passphrase");
    const Bytes before = store.files.contents(keys_path);
    const auto added = Keyslots::add_chair(
        store.files, "d", first, SecretBytes::from("second chair"), KeyslotCost::practice());
    REQUIRE_FALSE(added);
    CHECK(added.error().fault == Fault::refused);
    const auto changed = Keyslots::change_passphrase(
        store.files, "d", first, SecretBytes::from("second chair"), KeyslotCost::practice());
    REQUIRE_FALSE(changed);
    CHECK(store.files.contents(keys_path) == before);
    // One's own again, under another cost, is a change like any other.
    CHECK(Keyslots::change_passphrase(store.files, "d", first, store.passphrase, {2, 16'384}));
    CHECK(store.opens_with("first passphrase"));
}

TEST_CASE("a removed chair opens nothing, and the last chair stays", "[crypto][keyslot]") {
    Store store;
    store.add("second chair");
    const auto by = store.opened("second chair");
    REQUIRE(Keyslots::remove_chair(store.files, "d", by, 0));
    CHECK_FALSE(store.opens_with("first passphrase"));
    CHECK(store.opens_with("second chair"));
    const Bytes slots = store.files.contents(keys_path);
    for (std::size_t at = 16; at < 16 + keyslot_size; ++at) {
        REQUIRE(slots[at] == 0);
        REQUIRE(slots[key_copy_size + at] == 0);
    }
    const auto last = Keyslots::remove_chair(store.files, "d", by, 1);
    REQUIRE_FALSE(last);
    CHECK(last.error().fault == Fault::refused);
    CHECK(Keyslots::remove_chair(store.files, "d", by, 5).error().fault == Fault::not_found);
    // The number is free again.
    CHECK(store.add("third", "second chair").slot == 0);
}

TEST_CASE("an open that has been overtaken changes nothing", "[crypto][keyslot]") {
    Store store;
    store.add("second chair");
    const auto gone = store.opened("second chair");
    REQUIRE(Keyslots::remove_chair(store.files, "d", store.opened("first passphrase"), 1));
    const auto added = Keyslots::add_chair(store.files, "d", gone, SecretBytes::from("third"),
                                           KeyslotCost::practice());
    REQUIRE_FALSE(added);
    CHECK(added.error().fault == Fault::conflict);
}

TEST_CASE("a change that its announcement stops is not made", "[crypto][keyslot]") {
    Store store;
    const Bytes before = store.files.contents(keys_path);
    const auto stop = [](const SlotFacts&) -> Result<void> { return fail(Fault::io, "no"); };
    const auto by = store.opened("first passphrase");
    CHECK_FALSE(Keyslots::add_chair(store.files, "d", by, SecretBytes::from("second"),
                                    KeyslotCost::practice(), stop));
    CHECK_FALSE(Keyslots::change_passphrase(store.files, "d", by, SecretBytes::from("second"),
                                            KeyslotCost::practice(), stop));
    CHECK(store.files.contents(keys_path) == before);
}

// The replacement of every slot, cut at every call: the old master key or the new one, whole.
TEST_CASE("a power cut at any call of a new epoch leaves the old keys or the new ones",
          "[crypto][keyslot]") {
    const auto fresh = SecretBytes::random(32);
    cut_at_every_call(
        [&](Store& store, const Unlocked& by) {
            const ChairToBe chair{0, &by.chair_seed, &store.passphrase};
            return Keyslots::replace_all(store.files, "d", fresh, 1, {&chair, 1},
                                         KeyslotCost::practice(), {})
                .has_value();
        },
        [&](Store& store, bool completed) {
            const auto opened = store.opened("first passphrase");
            const bool renewed = opened.master.same_as(fresh);
            CHECK(renewed != opened.master.same_as(store.master));
            CHECK(opened.epoch == (renewed ? 1 : 0));
            CHECK(store.opens_with("second chair") == !renewed);
            if (completed) CHECK(renewed);
        });
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
