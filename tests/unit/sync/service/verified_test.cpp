// SPDX-License-Identifier: Apache-2.0
// Signatures that were verified ahead, on several threads, stand for nothing but themselves.
#include "sync/service/verified.hpp"

#include "tests/service/world.hpp"

namespace cpc::test {
namespace {

using service::Verified;

// Of a record long enough for several threads.
std::vector<wire::ParsedEntry> entries_of(Tablet& tablet) {
    tablet.speak(150);
    std::vector<wire::ParsedEntry> out;
    for (auto& raw : NEED(tablet.vault().raw(0, tablet.vault().size()))) {
        wire::ParsedEntry one;
        one.entry = NEED(record::parse(raw.entry));
        one.raw = {raw.entry, raw.ciphertext, raw.key_wrap, raw.new_keys};
        out.push_back(std::move(one));
    }
    return out;
}

const Verified::KeyOf nobody = [](const Hash32&) -> Result<std::optional<crypto::PublicKey>> {
    return std::optional<crypto::PublicKey>{};
};

TEST_CASE("every right signature is remembered with its key, and a bent one is not", "[central]") {
    Folder folder;
    Tablet tablet(folder.at("tablet"));
    auto entries = entries_of(tablet);
    auto& bent = entries[100].entry.signatures.front();
    bent.bytes[5] ^= 1;
    const auto verified = NEED(Verified::look_at(entries, 0, nobody));
    std::size_t right = 0;
    for (const auto& entry : entries)
        for (const auto& signature : entry.entry.signatures) {
            const auto key = tablet.vault().public_key(signature.kid);
            REQUIRE(key);
            CHECK(verified.fits(signature, *key) == (&signature != &bent));
            CHECK_FALSE(verified.fits(signature, crypto::SigningKey::generate().public_key()));
            right += verified.fits(signature, *key) ? 1 : 0;
            // Elsewhere in memory it is another signature, whatever its bytes say.
            const auto copy = signature;
            CHECK_FALSE(verified.fits(copy, *key));
        }
    CHECK(right > 250);
}

TEST_CASE("nothing is remembered of what was there before, nor of keys that nobody introduced",
          "[central]") {
    Folder folder;
    Tablet tablet(folder.at("tablet"));
    auto entries = entries_of(tablet);
    const auto verified = NEED(Verified::look_at(entries, 120, nobody));
    const auto known = [&](std::size_t i) {
        const auto& signature = entries[i].entry.signatures.front();
        return verified.fits(signature, *tablet.vault().public_key(signature.kid));
    };
    CHECK_FALSE(known(119));
    CHECK(known(120));
    for (auto& entry : entries)
        entry.raw.new_keys.clear();
    const auto none = NEED(Verified::look_at(entries, 0, nobody));
    const auto& signature = entries[130].entry.signatures.front();
    CHECK_FALSE(none.fits(signature, *tablet.vault().public_key(signature.kid)));
}

}  // namespace
}  // namespace cpc::test
