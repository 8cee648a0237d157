// SPDX-License-Identifier: Apache-2.0
// A record with everything in it that a new master key has to carry: chairs, officers, two
// conferences, a restricted part, small state and a sealed PIN.
#pragma once

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "core/crypto/pin.hpp"
#include "core/record/device_events.hpp"
#include "core/store/chairs.hpp"
#include "core/store/next_files.hpp"
#include "core/store/rotate.hpp"
#include "tests/unit/core/store/store_fixture.hpp"

namespace cpc::store::test {

using crypto::BoxKeyPair;
using crypto::SecretBytes;

inline constexpr auto cost = crypto::KeyslotCost::practice;
inline constexpr int sayings = 12;

struct Filled : Bench {
    SecretBytes second = SecretBytes::from("words of the second chair");
    SecretBytes fresh = SecretBytes::from("words after the recovery");
    SecretBytes pin = SecretBytes::from("271828");
    std::array<BoxKeyPair, 3> officers{BoxKeyPair::generate(), BoxKeyPair::generate(),
                                       BoxKeyPair::generate()};
    std::uint64_t size = 0;
    Hash32 root{};
    Hash32 first_chair{};
    Hash32 second_chair{};

    explicit Filled(bool on_the_forgetful_disk = false) {
        forgetful = on_the_forgetful_disk;
        auto vault = create();
        REQUIRE(vault);
        first_chair = vault->chair_key().kid();
        Chairs chairs{ports(), directory.path(), *vault};
        second_chair = chairs.add(passphrase, second, cost(), "Second").value().chair;
        REQUIRE(chairs.enrol_recovery(
            passphrase,
            {officers[0].public_key(), officers[1].public_key(), officers[2].public_key()}));
        for (int i = 0; i < sayings; ++i) {
            auto request =
                said(*vault, std::to_string(i), i % 2 == 0 ? conference_a : conference_b);
            if (i % 3 == 0) request.flags = record::flag::restricted;
            REQUIRE(vault->append(request));
        }
        const auto key = crypto::SigningKey::generate();
        const auto sealed =
            crypto::seal_with_pin(key, pin, vault->pin_pepper(), conference_a, cost()).value();
        REQUIRE(vault->put_state("key/somebody", sealed));
        REQUIRE(vault->put_state("draft", view_of("half a sentence")));
        REQUIRE(vault->settle());
        size = vault->size();
        root = vault->root();
    }
    Result<MasterChanged> change(std::span<const SecretBytes> others = {}) {
        return change_master(ports(), directory.path(), passphrase, others, cost());
    }
    Result<MasterChanged> recover(std::size_t i, std::size_t j) {
        return recover_by_officers(ports(), directory.path(), officers[i], officers[j], fresh,
                                   cost());
    }
    Result<Vault> open_with(const SecretBytes& words) {
        return Vault::open(ports(), directory.path(), words);
    }
    std::size_t told(Vault& vault, std::uint16_t type, std::string_view what = {}) {
        std::size_t count = 0;
        const auto entries = vault.range(size, vault.size()).value();
        for (const auto& stored : entries) {
            if (stored.header.type != type) continue;
            if (type != record::KeyslotChanged::entry_type) {
                ++count;
                continue;
            }
            const auto event = record::decode_event<record::KeyslotChanged>(stored.payload);
            if (event->what == what) ++count;
        }
        return count;
    }
    // Everything acknowledged before is there and reads the same.
    void check_all_there(Vault& vault) {
        REQUIRE(vault.root_at(size).value() == root);
        int seen = 0;
        for (const auto& id : {conference_a, conference_b}) {
            const auto entries = vault.conference(id);
            REQUIRE(entries);
            for (const auto& stored : *entries) {
                CHECK(std::stoi(text_in(stored)) % 2 == (id == conference_a ? 0 : 1));
                ++seen;
            }
        }
        CHECK(seen >= sayings);
        CHECK(text_of(**vault.get_state("draft")) == "half a sentence");
        const auto sealed = vault.get_state("key/somebody").value();
        REQUIRE(sealed);
        CHECK(crypto::open_with_pin(*sealed, pin, vault.pin_pepper(), conference_a));
        CHECK(told(vault, record::LedgerFault::entry_type) == 0);
        CHECK(told(vault, record::type::storage_fault) == 0);
    }
    void check_no_next_files() {
        for (const auto* name : {journal_next_file, store_next_file})
            CHECK_FALSE(ports().files.exists(directory.file(name)));
    }
};

}  // namespace cpc::store::test
