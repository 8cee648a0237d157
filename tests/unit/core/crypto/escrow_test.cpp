// SPDX-License-Identifier: Apache-2.0
// Two of three officers: every pair opens, nobody alone, and nothing that was moved or changed.
#include "core/crypto/escrow.hpp"

#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>

#include "core/crypto/keyslot.hpp"
#include "tests/support/memory_files.hpp"

namespace cpc::crypto {
namespace {

struct Officers {
    std::array<BoxKeyPair, 3> keys{BoxKeyPair::generate(), BoxKeyPair::generate(),
                                   BoxKeyPair::generate()};
    SecretBytes master = SecretBytes::random(32);
    SigningKey device = SigningKey::generate();
    DeviceId id{1, 2, 3};
    Escrow escrow = make(4);

    Escrow make(std::uint32_t epoch) const {
        const OfficerKeys all{keys[0].public_key(), keys[1].public_key(), keys[2].public_key()};
        auto made = make_escrow(master, epoch, id, all, device);
        REQUIRE(made);
        return *made;
    }
    // As an attacker who holds the device's key would: contents moved, signature made anew.
    Escrow resigned(Escrow moved) const {
        const auto area = write_escrow(moved);
        const ByteArray<1> zero{};
        Bytes statement;
        for (const ByteView part :
             {view_of("cpc/escrow/v1"), ByteView{zero}, ByteView{area}.first(632)})
            statement.insert(statement.end(), part.begin(), part.end());
        moved.signature = device.sign(statement);
        REQUIRE(moved.signature_fits());
        return moved;
    }
    Fault opening(const Escrow& what, std::size_t i, std::size_t j) const {
        const auto opened = open_escrow(what, id, keys[i], keys[j]);
        REQUIRE_FALSE(opened);
        return opened.error().fault;
    }
};

TEST_CASE("any two of the three officers open, in any order", "[crypto][escrow]") {
    const Officers o;
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 3; ++j) {
            if (i == j) continue;
            const auto master = open_escrow(o.escrow, o.id, o.keys[i], o.keys[j]);
            REQUIRE(master);
            CHECK(master->same_as(o.master));
        }
}

TEST_CASE("one officer alone opens nothing, not even a box made for them", "[crypto][escrow]") {
    const Officers o;
    const auto stranger = BoxKeyPair::generate();
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(o.opening(o.escrow, i, i) == Fault::refused);
        for (const auto& box : o.escrow.boxes) {
            const auto once = box_open(o.keys[i], box);
            if (once) CHECK_FALSE(box_open(o.keys[i], *once));
        }
        CHECK(open_escrow(o.escrow, o.id, o.keys[i], stranger).error().fault ==
              Fault::wrong_secret);
        CHECK(open_escrow(o.escrow, o.id, stranger, o.keys[i]).error().fault ==
              Fault::wrong_secret);
    }
}

TEST_CASE("a box in another pair's place opens for nobody, even if it is signed again",
          "[crypto][escrow]") {
    const Officers o;
    constexpr std::size_t pairs[3][2] = {{0, 1}, {0, 2}, {1, 2}};
    for (std::size_t a = 0; a < 3; ++a)
        for (std::size_t b = a + 1; b < 3; ++b) {
            auto moved = o.escrow;
            std::swap(moved.boxes[a], moved.boxes[b]);
            CHECK(o.opening(moved, pairs[a][0], pairs[a][1]) == Fault::damaged);
            const auto again = o.resigned(moved);
            CHECK(o.opening(again, pairs[a][0], pairs[a][1]) == Fault::damaged);
            CHECK(o.opening(again, pairs[b][0], pairs[b][1]) == Fault::damaged);
        }
}

TEST_CASE("a box of another device or of an older master key is refused", "[crypto][escrow]") {
    const Officers o;
    CHECK(open_escrow(o.escrow, DeviceId{9}, o.keys[0], o.keys[1]).error().fault == Fault::refused);
    auto elsewhere = o.escrow;
    elsewhere.device = DeviceId{9};
    CHECK(o.opening(elsewhere, 0, 1) == Fault::damaged);
    const auto relabelled = o.resigned(elsewhere);
    CHECK(open_escrow(relabelled, DeviceId{9}, o.keys[0], o.keys[1]).error().fault ==
          Fault::forged);
    auto older = o.make(3);
    older.epoch = 4;
    CHECK(o.opening(o.resigned(older), 0, 1) == Fault::forged);
}

TEST_CASE("three different keys are asked for, and each must be one", "[crypto][escrow]") {
    const Officers o;
    const auto a = o.keys[0].public_key();
    const auto b = o.keys[1].public_key();
    for (const OfficerKeys& same :
         {OfficerKeys{a, a, b}, OfficerKeys{a, b, a}, OfficerKeys{b, a, a}})
        CHECK(make_escrow(o.master, 0, o.id, same, o.device).error().fault == Fault::refused);
    CHECK(make_escrow(o.master, 0, o.id, {a, b, BoxPublicKey{}}, o.device).error().fault ==
          Fault::refused);
    CHECK(make_escrow(o.master, 0, o.id, {a, b, BoxPublicKey{1}}, o.device).error().fault ==
          Fault::refused);
}

TEST_CASE("every bit of the recovery area is covered by its form or its signature",
          "[crypto][escrow]") {
    const Officers o;
    const auto area = write_escrow(o.escrow);
    REQUIRE(read_escrow(area).value() == o.escrow);
    for (std::size_t at = 0; at < area.size(); ++at)
        for (unsigned bit = 0; bit < 8; ++bit) {
            auto hurt = area;
            hurt[at] ^= static_cast<std::uint8_t>(1U << bit);
            REQUIRE_FALSE(read_escrow(hurt));
        }
    CHECK_FALSE(read_escrow(ByteArray<escrow_area_size>{}).value().has_value());
}

TEST_CASE("no chance bytes are taken for a recovery area", "[crypto][escrow]") {
    CHECK(rc::check("a random area is refused", [] {
        const auto bytes = *rc::gen::container<std::vector<std::uint8_t>>(
            escrow_area_size, rc::gen::arbitrary<std::uint8_t>());
        ByteArray<escrow_area_size> area{};
        std::copy(bytes.begin(), bytes.end(), area.begin());
        if (area == ByteArray<escrow_area_size>{}) return;
        RC_ASSERT_FALSE(read_escrow(area).has_value());
    }));
}

TEST_CASE("whatever the keys, all pairs open and no other two keys do", "[crypto][escrow]") {
    CHECK(rc::check("two of three", [](std::uint32_t epoch) {
        const auto seed = [] {
            return SecretBytes::copy_of(
                *rc::gen::container<Bytes>(32, rc::gen::arbitrary<std::uint8_t>()));
        };
        std::array<BoxKeyPair, 4> keys{
            BoxKeyPair::from_secret(seed()), BoxKeyPair::from_secret(seed()),
            BoxKeyPair::from_secret(seed()), BoxKeyPair::from_secret(seed())};
        for (std::size_t i = 0; i < 4; ++i)
            for (std::size_t j = i + 1; j < 4; ++j)
                RC_PRE(keys[i].public_key() != keys[j].public_key());
        const auto master = seed();
        const auto device = SigningKey::from_seed(seed());
        const auto escrow =
            make_escrow(master, epoch, DeviceId{7},
                        {keys[0].public_key(), keys[1].public_key(), keys[2].public_key()}, device);
        RC_ASSERT(escrow.has_value());
        for (std::size_t i = 0; i < 4; ++i)
            for (std::size_t j = 0; j < 4; ++j) {
                const auto opened = open_escrow(*escrow, DeviceId{7}, keys[i], keys[j]);
                const bool good = i != j && i < 3 && j < 3;
                RC_ASSERT(opened.has_value() == good);
                if (good) RC_ASSERT(opened->same_as(master));
            }
    }));
}

TEST_CASE("an officer's key comes back from its line with the passphrase and only with it",
          "[crypto][escrow]") {
    const auto keys = BoxKeyPair::generate();
    const auto words = SecretBytes::from("an officer's own words");
    const auto line =
        write_recovery_private("board.example/officer-1", keys, words, KeyslotCost::practice());
    REQUIRE(line);
    const auto again = open_recovery_private(*line, words, "k");
    REQUIRE(again);
    CHECK(again->public_key() == keys.public_key());
    CHECK(open_recovery_private(*line, SecretBytes::from("others"), "k").error().fault ==
          Fault::wrong_secret);
    const auto half = public_of_private(*line, "k");
    REQUIRE(half);
    CHECK(half->name == "board.example/officer-1");
    CHECK(half->key == keys.public_key());
    CHECK_FALSE(half->signing);
    const auto shown = parse_recovery_public(write_recovery_public(half->name, keys), "p");
    REQUIRE(shown);
    CHECK(shown->key == keys.public_key());
    // The officer signs with a key that follows from the same secret and from no other.
    CHECK(shown->signing == officer_signing_key(*again).public_key());
    CHECK(shown->signing != officer_signing_key(BoxKeyPair::generate()).public_key());
    CHECK_FALSE(parse_recovery_public(*line, "p"));
    CHECK_FALSE(write_recovery_private("a name", keys, words, KeyslotCost::practice()));
}

TEST_CASE("a line copied wrongly in one character is noticed before any passphrase is tried",
          "[crypto][escrow]") {
    const auto keys = BoxKeyPair::generate();
    const auto words = SecretBytes::from("w");
    const auto line = write_recovery_private("o-1", keys, words, KeyslotCost::practice()).value();
    const auto open_line = write_recovery_public("o-1", keys);
    for (const auto* text : {&line, &open_line})
        for (std::size_t at = 0; at + 1 < text->size(); ++at) {
            auto wrong = *text;
            wrong[at] = wrong[at] == 'A' ? 'B' : 'A';
            const auto secret = public_of_private(wrong, "k");
            const auto open = parse_recovery_public(wrong, "p");
            REQUIRE_FALSE(secret);
            REQUIRE_FALSE(open);
            REQUIRE(secret.error().fault == Fault::malformed);
        }
}

struct Store {
    support::MemoryFiles files;
    SecretBytes words = SecretBytes::from("first passphrase");
    Unlocked opened = Keyslots::create(files, "d", words, KeyslotCost::practice()).value();
    Officers officers;

    Escrow escrow() {
        const auto id = Keyslots::device_id(files, "d").value();
        const auto& k = officers.keys;
        return make_escrow(opened.master, 0, id,
                           {k[0].public_key(), k[1].public_key(), k[2].public_key()},
                           officers.device)
            .value();
    }
};

TEST_CASE("the recovery area stays through changes of chairs and passphrases",
          "[crypto][keyslot][escrow]") {
    Store s;
    CHECK_FALSE(Keyslots::escrow(s.files, "d").value().has_value());
    const auto escrow = s.escrow();
    REQUIRE(Keyslots::put_escrow(s.files, "d", escrow));
    const auto by = Keyslots::unlock(s.files, "d", s.words).value();
    REQUIRE(Keyslots::add_chair(s.files, "d", by, SecretBytes::from("second"),
                                KeyslotCost::practice()));
    REQUIRE(Keyslots::change_passphrase(s.files, "d", by, SecretBytes::from("third"),
                                        KeyslotCost::practice()));
    REQUIRE(Keyslots::remove_chair(s.files, "d", by, 1));
    CHECK(Keyslots::escrow(s.files, "d").value() == escrow);
    CHECK(Keyslots::inspect(s.files, "d")->empty());
}

TEST_CASE("every bit of a key file with three chairs and a recovery area is covered",
          "[crypto][keyslot][escrow]") {
    Store s;
    for (const char* chair : {"second", "third"})
        REQUIRE(Keyslots::add_chair(s.files, "d", s.opened, SecretBytes::from(chair),
                                    KeyslotCost::practice()));
    REQUIRE(Keyslots::put_escrow(s.files, "d", s.escrow()));
    const Bytes whole = s.files.contents("d/keys.cpk");
    REQUIRE(whole.size() == 2 * key_copy_size);
    REQUIRE(Keyslots::inspect(s.files, "d")->empty());
    std::size_t flips = 0;
    for (std::size_t at = 0; at < whole.size(); ++at) {
        const auto hurt_copy = at / key_copy_size;
        for (unsigned bit = 0; bit < 8; ++bit) {
            s.files.contents("d/keys.cpk")[at] ^= static_cast<std::uint8_t>(1U << bit);
            const auto copies = read_key_copies(s.files, "d");
            REQUIRE_FALSE(copies->copies[hurt_copy].has_value());
            REQUIRE(copies->copies[1 - hurt_copy].has_value());
            s.files.contents("d/keys.cpk")[at] = whole[at];
            ++flips;
        }
        if (at % 64 != 0) continue;
        // It is named, and one copy hurt is mended from the other, whoever opens.
        s.files.contents("d/keys.cpk")[at] ^= 0x40U;
        const auto found = Keyslots::inspect(s.files, "d");
        REQUIRE(found->size() == 1);
        REQUIRE(found->front().offset == hurt_copy * key_copy_size);
        REQUIRE(Keyslots::unlock(s.files, "d", SecretBytes::from("third")));
        REQUIRE(s.files.contents("d/keys.cpk") == whole);
    }
    CHECK(flips == 131'072);
}

}  // namespace
}  // namespace cpc::crypto
