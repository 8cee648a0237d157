// SPDX-License-Identifier: Apache-2.0
// The tablet is switched off, and somebody has its disk: what can be read, weakened or exchanged
// without a passphrase, and what two tablets' files make together.
#include <filesystem>

#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"
#include "core/record/device_events.hpp"
#include "core/store/chairs.hpp"
#include "core/store/rotate.hpp"
#include "tests/attacks/victim.hpp"

namespace cpc::attacks {
namespace {

using crypto::SecretBytes;
constexpr const char* keys_file = crypto::keyslots_file;
constexpr const char* secret_file = crypto::device_secret_file;

// keys.cpk with its first slot changed in both copies, and its digests made to fit.
void change_slot(Victim& victim, const std::function<void(std::span<std::uint8_t>)>& change) {
    auto raw = victim.contents(keys_file);
    constexpr std::size_t slots_at = 16;
    for (std::size_t copy = 0; copy < raw.size(); copy += crypto::key_copy_size) {
        const std::span<std::uint8_t> all{raw.data() + copy, crypto::key_copy_size};
        change(all.subspan(slots_at, crypto::keyslot_size));
        const auto digest = crypto::blake2b(all.first(crypto::key_copy_size - 32));
        std::copy(digest.begin(), digest.end(), all.end() - 32);
    }
    victim.overwrite(keys_file, raw);
}

void from_another_tablet(Victim& victim, Victim& other, std::initializer_list<const char*> names) {
    for (const char* name : names)
        victim.overwrite(name, other.contents(name));
}

}  // namespace

ATTACK("disk-image-without-the-device-secret", "[thief-off]") {
    Victim victim;
    victim.remove(secret_file);
    const auto words = refused(victim.open());
    stopped(words, {"device"});
    victim.nothing_is_opened(words);
}

ATTACK("device-secret-of-another-tablet", "[thief-off]") {
    Victim victim;
    Victim other;
    from_another_tablet(victim, other, {secret_file});
    stopped(refused(victim.open()), {"passphrase does not open this store"});
}

ATTACK("keyslots-of-another-tablet", "[thief-off]") {
    Victim victim;
    Victim other;
    from_another_tablet(victim, other, {keys_file});
    stopped(refused(victim.open()), {"passphrase does not open this store"});
}

// The thief's own passphrase then fits the thief's own slots, and opens nothing that was said.
ATTACK("keyslots-and-secret-of-another-tablet", "[thief-off]") {
    Victim victim;
    Victim other;
    from_another_tablet(victim, other, {keys_file, secret_file});
    const auto words = refused(victim.open());
    stopped(words, {"Neither the journal nor the store can be opened"});
}

ATTACK("weaker-argon2-written-into-a-slot", "[thief-off]") {
    Victim victim;
    change_slot(victim, [](std::span<std::uint8_t> slot) {
        crypto::put_u32(slot.subspan(8), 16);  // KiB: even less than practice has
    });
    stopped(refused(victim.open()), {"passphrase does not open this store"});
    CHECK(crypto::Keyslots::inspect(victim.real, victim.path())->empty());  // the digests did fit
}

ATTACK("argon2-of-a-thousand-gigabytes-in-a-slot", "[thief-off]") {
    Victim victim;
    change_slot(victim,
                [](std::span<std::uint8_t> slot) { crypto::put_u32(slot.subspan(8), 1U << 30U); });
    const auto words = refused(victim.open());
    stopped(words, {"limits"});
}

ATTACK("slot-given-to-another-number", "[thief-off]") {
    Victim victim;
    change_slot(victim, [](std::span<std::uint8_t> slot) { slot[1] = 5; });
    stopped(refused(victim.open()), {"keyslot is damaged", "slot 5"});
}

// The check value is all that is looked at before a slot is opened.
ATTACK("slot-with-another-key-behind-its-check", "[thief-off]") {
    Victim victim;
    change_slot(victim, [](std::span<std::uint8_t> slot) {
        for (std::size_t i = 60; i < 60 + 24 + 64 + 16; ++i)
            slot[i] = static_cast<std::uint8_t>(slot[i] ^ 0x5AU);
    });
    stopped(refused(victim.open()), {"passphrase is right but its keyslot is damaged"});
}

ATTACK("slot-owner-exchanged", "[thief-off]") {
    Victim victim;
    change_slot(victim, [](std::span<std::uint8_t> slot) { slot[28] ^= 1U; });
    stopped(refused(victim.open()), {"keyslot is damaged"});
}

ATTACK("store-exchanged-for-a-database-in-the-clear", "[thief-off]") {
    Victim victim;
    Bytes plain(8192);
    const std::string_view head{"SQLite format 3\0", 16};
    std::copy(head.begin(), head.end(), plain.begin());
    plain[16] = 0x10;  // pages of 4096
    plain[18] = plain[19] = 1;
    victim.overwrite(store::store_file, plain);
    stopped(victim.verifying(), {"store.db", "does not open under its key"});
    stopped(victim.still_all_there(), {"rebuilt from the journal"});
}

ATTACK("restricted-words-with-the-open-sections-key", "[parent]") {
    Victim victim;
    const Forger forger{victim};
    bool tried = false;
    for (std::uint64_t seq = 0; seq < forger.entries.size(); ++seq) {
        const auto header = forger.entry(seq).header;
        if (record::section_of(header) != record::Section::restricted) continue;
        tried = true;
        const auto& raw = forger.entries[seq];
        const auto open = forger.conference_key(record::Section::open);
        stopped(refused(record::read_payload(header, raw.ciphertext, raw.key_wrap, open)), {"key"});
        const auto right = forger.conference_key(record::Section::restricted);
        CHECK(record::read_payload(header, raw.ciphertext, raw.key_wrap, right).has_value());
    }
    CHECK(tried);
}

// A chair who was taken away kept a copy of the keys from before.
ATTACK("former-chairs-old-keyslots-after-a-new-master-key", "[chair]") {
    Victim victim;
    const auto former = SecretBytes::from("the words of a former chair");
    Bytes kept;
    {
        auto vault = victim.open();
        REQUIRE(vault.has_value());
        store::Chairs chairs{victim.ports(), victim.path(), *vault};
        REQUIRE(chairs.add(victim.passphrase, former, crypto::KeyslotCost::practice(), "Former")
                    .has_value());
    }
    kept = victim.contents(keys_file);
    REQUIRE(store::change_master(victim.ports(), victim.path(), victim.passphrase, {},
                                 crypto::KeyslotCost::practice())
                .has_value());
    stopped(refused(store::Vault::open(victim.ports(), victim.path(), former)),
            {"passphrase does not open this store"});
    const auto now = victim.contents(keys_file);
    victim.overwrite(keys_file, kept);
    stopped(refused(store::Vault::open(victim.ports(), victim.path(), former)),
            {"Neither the journal nor the store can be opened"});
    victim.overwrite(keys_file, now);
    (void)victim.still_all_there();
}

ATTACK("one-recovery-officer-twice", "[passphrase]") {
    Victim victim;
    const auto one = crypto::BoxKeyPair::generate();
    const auto two = crypto::BoxKeyPair::generate();
    const auto three = crypto::BoxKeyPair::generate();
    {
        auto vault = victim.open();
        REQUIRE(vault.has_value());
        store::Chairs chairs{victim.ports(), victim.path(), *vault};
        REQUIRE(chairs
                    .enrol_recovery(victim.passphrase,
                                    {one.public_key(), two.public_key(), three.public_key()})
                    .has_value());
    }
    const auto fresh = SecretBytes::from("words of somebody else now");
    const auto recover = [&](const crypto::BoxKeyPair& a, const crypto::BoxKeyPair& b) {
        return store::recover_by_officers(victim.ports(), victim.path(), a, b, fresh,
                                          crypto::KeyslotCost::practice());
    };
    stopped(refused(recover(one, one)), {"Two different officers' keys"});
    stopped(refused(recover(one, crypto::BoxKeyPair::generate())), {"recovery key"});
    stopped(refused(store::Vault::open(victim.ports(), victim.path(), fresh)), {"passphrase"});
    (void)victim.still_all_there();
}

}  // namespace cpc::attacks
