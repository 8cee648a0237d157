// SPDX-License-Identifier: Apache-2.0
// Entries, contents, their encoding, and proofs about them.
#include <algorithm>

#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"
#include "tests/second-verifier/peer/make.hpp"
#include "tests/second-verifier/peer/world.hpp"

namespace cpc::peer {
namespace {

using record::header_size;
using record::signature_size;

Json entry_json(const Bytes& bytes, const std::vector<crypto::PublicKey>& keys) {
    Json list = Json::array();
    for (const auto& key : keys)
        list.push_back(text64(key));
    return {{"kind", "entry"}, {"bytes", text64(bytes)}, {"keys", list}};
}

// Signs the header as its bytes stand, allowed or not.
Bytes signed_anew(const World& world, Bytes bytes, const std::vector<Person>& people) {
    bytes.resize(header_size);
    const ByteView view{bytes};
    const std::string_view label{"cpc/stmt/v1\0", 12};
    const Bytes statement =
        crypto::joined({view_of(label), view.subspan(8, 32), view.subspan(80, 200)});
    for (const auto& person : people) {
        const auto* key = person.key != nullptr ? person.key : &world.device;
        bytes = crypto::joined({bytes, crypto::Packer{}
                                           .u8(static_cast<std::uint8_t>(person.role))
                                           .u8(1)
                                           .u16(0)
                                           .bytes(key->kid())
                                           .bytes(key->sign(statement))
                                           .take()});
    }
    return bytes;
}

// One field of the header set to something it should not or could be, then signed as if it were.
void bend_header(Dice& dice, Bytes& bytes) {
    static constexpr std::pair<std::size_t, std::size_t> fields[] = {
        {0, 8},   {40, 8},  {80, 2},  {82, 1},  {82, 1},   {83, 1},   {84, 16}, {100, 16}, {116, 8},
        {148, 4}, {151, 1}, {168, 8}, {175, 1}, {208, 32}, {240, 32}, {272, 4}, {276, 4},
    };
    const auto [at, size] = fields[dice.below(std::size(fields))];
    const auto how = dice.below(4);
    for (std::size_t i = at; i < at + size; ++i)
        bytes[i] = static_cast<std::uint8_t>(how == 0 ? 0 : how == 1 ? 255 : dice.below(256));
    if (how == 3 && size > 1)
        std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), size - 1, std::uint8_t{0});
}

std::vector<Person> random_people(World& world) {
    std::vector<Person> out;
    const crypto::SigningKey* keys[] = {&world.device, &world.chair, &world.attendee, &world.other};
    const auto count = world.dice.below(6);
    for (std::uint64_t i = 0; i < count; ++i)
        out.push_back({static_cast<record::Role>(world.dice.below(6)), keys[world.dice.below(4)]});
    const auto place = [](const Person& p) { return std::pair{p.role, p.key->kid()}; };
    if (!world.dice.once_in(3))
        std::sort(out.begin(), out.end(),
                  [&](const auto& a, const auto& b) { return place(a) < place(b); });
    return out;
}

Bytes with_people(World& world, Bytes bytes) {
    const auto people = random_people(world);
    bytes[83] = static_cast<std::uint8_t>(people.size());
    const bool authored = std::any_of(people.begin(), people.end(),
                                      [](auto& p) { return p.role != record::Role::device; });
    if (!world.dice.once_in(4))
        bytes[82] = static_cast<std::uint8_t>((bytes[82] & ~2) | (authored ? 2 : 0));
    return signed_anew(world, bytes, people);
}

// The same signature in its second form: S plus the group's order.
void second_form(Bytes& bytes) {
    static constexpr std::uint8_t order[32] = {0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58,
                                               0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
                                               0,    0,    0,    0,    0,    0,    0,    0,
                                               0,    0,    0,    0,    0,    0,    0,    0x10};
    unsigned carry = 0;
    for (std::size_t i = 0; i < 32; ++i) {
        auto& byte = bytes[bytes.size() - 32 + i];
        carry += static_cast<unsigned>(byte) + order[i];
        byte = static_cast<std::uint8_t>(carry);
        carry >>= 8U;
    }
}

// A key of small order, with which a lax reader verifies anything.
Json small_order(Dice& dice, Bytes bytes, std::vector<crypto::PublicKey> keys) {
    crypto::PublicKey key{};
    key[0] = dice.once_in(2) ? 1 : 0;
    if (dice.once_in(3)) key[31] = 0x80;
    if (dice.once_in(3)) {
        key.fill(0xFF);
        key[0] = static_cast<std::uint8_t>(0xEC + dice.below(4));
        key[31] = 0x7F;
    }
    const std::size_t at = bytes.size() - signature_size;
    const auto kid = crypto::kid_of(key);
    std::copy(kid.begin(), kid.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at + 4));
    std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(at + 36), bytes.end(), std::uint8_t{0});
    bytes[at + 36] = 1;
    keys.push_back(key);
    return entry_json(bytes, keys);
}

}  // namespace

Json make_entry(Dice& dice) {
    World world(dice);
    world.grow(1 + dice.below(5));
    auto& made = world.entries[dice.below(world.entries.size())];
    auto keys = made.signers;
    Bytes bytes = made.bytes;
    const auto people = [&] {
        std::vector<Person> out;
        for (const auto& s : made.entry.signatures)
            for (const auto* key : {&world.device, &world.chair, &world.attendee, &world.other})
                if (key->kid() == s.kid) out.push_back({s.role, key});
        return out;
    };
    switch (dice.below(9)) {
        case 0:
        case 1:
            hurt(dice, bytes);
            break;
        case 2:
            bytes[dice.below(bytes.size())] ^= static_cast<std::uint8_t>(1U << dice.below(8));
            break;
        case 3:
            bend_header(dice, bytes);
            bytes = signed_anew(world, bytes, people());
            break;
        case 4:
            keys = {world.device.public_key(), world.chair.public_key(),
                    world.attendee.public_key(), world.other.public_key()};
            bytes = with_people(world, bytes);
            break;
        case 5:
            second_form(bytes);
            break;
        case 6:
            if (dice.once_in(2)) return small_order(dice, bytes, keys);
            keys.pop_back();
            break;
        default:
            break;
    }
    return entry_json(bytes, keys);
}

Json make_cbor(Dice& dice) {
    Bytes bytes = random_content(dice);
    if (dice.once_in(2)) hurt(dice, bytes);
    if (dice.once_in(20)) bytes = dice.bytes(dice.below(12));
    if (dice.once_in(30)) {
        bytes.assign(7 + dice.below(4), 0x81);  // arrays in arrays
        bytes.push_back(0x01);
    }
    return {{"kind", "cbor"}, {"bytes", text64(bytes)}};
}

namespace {

// A plaintext padded by hand, well or not, under a commitment that fits.
void pad_by_hand(World& world, MadeEntry& made) {
    auto& h = made.entry.header;
    const auto commitment_key = world.dice.array<32>();
    Bytes padded = crypto::joined({commitment_key, made.plain});
    if (!world.dice.once_in(4)) padded.push_back(0x80);
    const auto blocks = world.dice.below(3);
    padded.resize((padded.size() / 256 + blocks) * 256 + (world.dice.once_in(4) ? 1 : 0));
    h.payload_commitment = crypto::blake2b_keyed(commitment_key, {made.plain});
    const Bytes bound = crypto::Packer{}
                            .bytes(h.log_id)
                            .bytes(h.conference.bytes)
                            .u16(h.type)
                            .bytes(h.entry_nonce)
                            .take();
    made.ciphertext = crypto::seal(made.record_key, world.dice.array<24>(), padded, bound);
    h.ciphertext_hash = crypto::sha256(made.ciphertext);
    h.ciphertext_size = static_cast<std::uint32_t>(made.ciphertext.size());
    made.bytes = record::serialise(made.entry);
}

}  // namespace

Json make_content(Dice& dice) {
    World world(dice);
    const auto shape = dice.below(7);
    world.grow(2, [&](std::uint64_t at, Draft draft) {
        if (at != 1) return;
        if (draft.plain.empty()) draft.plain = Bytes{0xA1, 0x01, 0x63, 'y', 'e', 's'};
        if (shape == 0) hurt(dice, draft.plain);
        if (shape == 6) draft.plain.resize(dice.below(600), 0x41);
        if (draft.plain.empty()) draft.plain = Bytes{0xF5};
    });
    auto& made = world.entries[1];
    auto key = made.entry.header.conference == ConferenceId{} ? world.device_conference_key.clone()
                                                              : world.conference_key.clone();
    if (shape == 1) hurt(dice, made.ciphertext);
    if (shape == 2) hurt(dice, made.wrap);
    if (shape == 3) hurt(dice, made.bytes);
    if (shape == 4) pad_by_hand(world, made);
    if (shape == 5 && dice.once_in(3)) key = dice.secret();
    return {{"kind", "content"},
            {"entry", text64(made.bytes)},
            {"ciphertext", text64(made.ciphertext)},
            {"wrap", text64(made.wrap)},
            {"key", text64(key.view())}};
}

namespace {

std::vector<Hash32> random_leaves(Dice& dice, std::size_t most) {
    std::vector<Hash32> out(1 + dice.below(most));
    for (auto& leaf : out)
        leaf = dice.array<32>();
    return out;
}
Json hashes_json(const record::Proof& proof) {
    Json out = Json::array();
    for (const auto& hash : proof)
        out.push_back(text64(hash));
    return out;
}
void hurt_proof(Dice& dice, record::Proof& proof) {
    const auto how = dice.below(4);
    if (how == 0) proof.push_back(dice.array<32>());
    if (proof.empty()) return;
    auto& one = proof[dice.below(proof.size())];
    if (how == 1) one[dice.below(32)] ^= 1;
    if (how == 2) proof.pop_back();
    if (how == 3) std::swap(one, proof.front());
}

}  // namespace

Json make_root(Dice& dice) {
    Json leaves = Json::array();
    const auto count = dice.below(70);
    for (std::uint64_t i = 0; i < count; ++i)
        leaves.push_back(text64(dice.bytes(dice.below(40))));
    return {{"kind", "root"}, {"leaves", leaves}};
}

Json make_inclusion(Dice& dice) {
    const auto leaves = random_leaves(dice, 300);
    std::uint64_t index = dice.below(leaves.size());
    std::uint64_t size = leaves.size();
    auto proof = record::inclusion_proof(leaves, index);
    Hash32 leaf = leaves[index];
    Hash32 root = record::root_of(leaves);
    switch (dice.below(8)) {
        case 0:
            hurt_proof(dice, proof);
            break;
        case 1:
            index = dice.below(size + 2);
            break;
        case 2:
            size += dice.below(3);
            break;
        case 3:
            leaf[0] ^= 1;
            break;
        case 4:
            size = dice.once_in(2) ? 0 : ~std::uint64_t{0} >> dice.below(64);
            break;
        default:
            break;
    }
    return {
        {"kind", "inclusion"},          {"leaf", text64(leaf)}, {"index", std::to_string(index)},
        {"size", std::to_string(size)}, {"root", text64(root)}, {"proof", hashes_json(proof)}};
}

Json make_consistency(Dice& dice) {
    const auto leaves = random_leaves(dice, 300);
    std::uint64_t old_size = dice.below(leaves.size() + 1);
    std::uint64_t size = leaves.size();
    auto proof = record::consistency_proof(leaves, old_size);
    Hash32 old_root = record::root_of(std::span{leaves}.first(old_size));
    Hash32 root = record::root_of(leaves);
    switch (dice.below(8)) {
        case 0:
            hurt_proof(dice, proof);
            break;
        case 1:
            old_size = dice.below(size + 2);
            break;
        case 2:
            size += dice.below(3);
            break;
        case 3:
            (dice.once_in(2) ? root : old_root)[dice.below(32)] ^= 4;
            break;
        case 4:
            size = ~std::uint64_t{0} >> dice.below(64);
            break;
        default:
            break;
    }
    return {{"kind", "consistency"},        {"old_size", std::to_string(old_size)},
            {"old_root", text64(old_root)}, {"size", std::to_string(size)},
            {"root", text64(root)},         {"proof", hashes_json(proof)}};
}

}  // namespace cpc::peer
