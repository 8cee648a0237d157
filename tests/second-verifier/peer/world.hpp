// SPDX-License-Identifier: Apache-2.0
// A made-up device with its people and a record of a few entries, all from dice, and the hand that
// bends it: every bend is done before signing, so that what comes out is what a dishonest or broken
// device could really have signed.
#pragma once

#include <functional>
#include <vector>

#include "core/crypto/box.hpp"
#include "core/record/entry.hpp"
#include "core/record/merkle.hpp"
#include "core/record/payload.hpp"
#include "sync/wire/bundle.hpp"
#include "tests/second-verifier/peer/artefact.hpp"

namespace cpc::peer {

struct Person {
    record::Role role{};
    const crypto::SigningKey* key = nullptr;
};

struct MadeEntry {
    record::Entry entry;
    Bytes bytes;
    Bytes plain;
    Bytes ciphertext;
    Bytes wrap;
    crypto::SecretBytes record_key;
    std::vector<crypto::PublicKey> signers;   // one for each signature
    std::vector<crypto::PublicKey> new_keys;  // that no earlier entry had
};

// What the hand may touch of entry `at` before it is signed.
struct Draft {
    record::EntryHeader& header;
    std::vector<Person>& people;
    Bytes& plain;
};
using Bend = std::function<void(std::uint64_t at, Draft draft)>;

class World {
  public:
    explicit World(Dice& dice);

    // entry 0 opens the log; the others are of random types with the signers their rows ask for.
    void grow(std::size_t entries, const Bend& bend = {});

    [[nodiscard]] std::string origin() const;
    [[nodiscard]] Hash32 root_at(std::size_t size) const;
    [[nodiscard]] std::string checkpoint_at(std::size_t size) const;
    [[nodiscard]] wire::BundlePlan plan();

    Dice& dice;
    crypto::SigningKey device, chair, attendee, other, central;
    crypto::BoxKeyPair ingest;
    ByteArray<16> salt{};
    Hash32 log_id{};
    ConferenceId conference;
    ByteArray<16> key_id{}, device_key_id{};
    crypto::SecretBytes conference_key, device_conference_key;
    bool practice = true;
    std::vector<MadeEntry> entries;
    std::vector<Hash32> leaves;
    std::vector<Hash32> seen;  // kids that have signed

  private:
    void add(const Bend& bend);
    [[nodiscard]] Bytes content(std::uint64_t at);
    void sign(MadeEntry& made, const std::vector<Person>& people);
};

// Any canonical value, of any kind, nested a few times.
[[nodiscard]] Bytes random_content(Dice& dice);
// Who signs this type when all is as it should be; unknown types: anybody, at least one.
[[nodiscard]] std::vector<Person> signers_for(std::uint16_t type, World& world);
[[nodiscard]] std::uint16_t random_type(Dice& dice);

// A flip, a cut, something added, left out or doubled: at a random place.
void hurt(Dice& dice, Bytes& bytes);
void hurt(Dice& dice, std::string& text);

}  // namespace cpc::peer
