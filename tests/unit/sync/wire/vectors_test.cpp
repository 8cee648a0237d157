// SPDX-License-Identifier: Apache-2.0
// Golden files: what an earlier version wrote is read for ever. They are added to, never edited.
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>

#include "core/crypto/hash.hpp"
#include "sync/wire/bundle.hpp"
#include "sync/wire/container.hpp"
#include "sync/wire/receipt.hpp"

namespace cpc::wire {
namespace {

Bytes vector(const std::string& name) {
    std::ifstream in(std::string{CPC_SOURCE_DIR} + "/tests/vectors/sync/" + name, std::ios::binary);
    REQUIRE(in);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Seeds of thirty-two equal bytes: anybody can make these keys again.
crypto::SecretBytes seed(std::uint8_t byte) {
    return crypto::SecretBytes::copy_of(Bytes(32, byte));
}

TEST_CASE("the receipt in PROTOCOL.md is read, and written again to the same bytes", "[vectors]") {
    const auto file = vector("receipt-1.cpr");
    const auto receipt = read_receipt(file);
    REQUIRE(receipt);
    CHECK(receipt->central_name == "central.example.org/cpc");
    CHECK(receipt->central_key == crypto::SigningKey::from_seed(seed(2)).public_key());
    CHECK(receipt->device_key == crypto::SigningKey::from_seed(seed(1)).public_key());
    CHECK(receipt->level == 1);
    CHECK(receipt->index == 17);
    CHECK(receipt->checkpoint.size == 42);
    record::Note note{record::checkpoint_text(receipt->checkpoint), {}};
    note.signatures.push_back(record::sign_note(note.text, receipt->checkpoint.origin,
                                                crypto::SigningKey::from_seed(seed(1))));
    const auto again =
        write_receipt(*receipt, record::write_note(note), crypto::SigningKey::from_seed(seed(2)));
    REQUIRE(again);
    CHECK(*again == text_of(file));
    std::ifstream in(std::string{CPC_SOURCE_DIR} + "/sync/wire/PROTOCOL.md");
    const std::string page{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    CHECK(page.find(text_of(file)) != std::string::npos);
}

TEST_CASE("the receipt of level 2 in PROTOCOL.md, made by the second verifier, is read and trusted",
          "[vectors]") {
    const auto file = vector("receipt-2.cpr");
    const auto receipt = read_receipt(file);
    REQUIRE(receipt);
    CHECK(receipt->level == 2);
    CHECK(first_level(text_of(file)) == text_of(vector("receipt-1.cpr")));
    const auto pairing = read_pairing(vector("central-1.json"));
    REQUIRE(pairing);
    CHECK(trusted_by(*receipt, *pairing));
    const auto site = crypto::SigningKey::from_seed(seed(5));
    CHECK(write_confirmed(*receipt->second, text_of(vector("receipt-1.cpr")), site) ==
          text_of(file));
    std::ifstream in(std::string{CPC_SOURCE_DIR} + "/sync/wire/PROTOCOL.md");
    const std::string page{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    CHECK(page.find(text_of(file)) != std::string::npos);
}

TEST_CASE("an older pairing and device file are read", "[vectors]") {
    const auto pairing = read_pairing(vector("central-1.json"));
    REQUIRE(pairing);
    CHECK(pairing->root_key == crypto::SigningKey::from_seed(seed(3)).public_key());
    CHECK(fingerprint(*pairing) == "PRQ8-CZX2-YCXF-WRPN-SN");
    const auto device = read_registration(vector("device-1.json"));
    REQUIRE(device);
    CHECK(device->device_key == crypto::SigningKey::from_seed(seed(1)).public_key());
}

TEST_CASE("an older sealed file opens", "[vectors]") {
    const auto file = vector("container-1.cpb");
    const auto plain = open_container(file, crypto::BoxKeyPair::from_secret(seed(4)));
    REQUIRE(plain);
    CHECK(text_of(*plain) == "The plaintext of the first sealed file.\n");
    const auto facts = inspect_container(file);
    REQUIRE(facts);
    CHECK(facts->device_key == crypto::SigningKey::from_seed(seed(1)).public_key());
}

}  // namespace
}  // namespace cpc::wire
