// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/device_box.hpp"

#include <catch2/catch_test_macros.hpp>

namespace cpc::crypto {
namespace {

TEST_CASE("what is sealed to a device's key opens with its signing key and with no other") {
    const auto device = SigningKey::generate();
    const auto to = device_box_key(device.public_key());
    REQUIRE(to.has_value());
    CHECK(*to == device_box_keys(device).public_key());
    const auto sealed = box_seal(*to, view_of("for this tablet"));
    const auto opened = box_open(device_box_keys(device), sealed);
    REQUIRE(opened.has_value());
    CHECK(text_of(*opened) == "for this tablet");
    CHECK_FALSE(box_open(device_box_keys(SigningKey::generate()), sealed).has_value());
}

TEST_CASE("the transport key of a known signing key is the one RFC 8032 and 7748 give") {
    // Seed of RFC 8032, 7.1, test 1; its clamped SHA-512 half is the X25519 secret.
    const auto seed = from_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    const auto device = SigningKey::from_seed(SecretBytes::copy_of(*seed));
    CHECK(to_hex(device_box_keys(device).public_key()) ==
          "d85e07ec22b0ad881537c2f44d662d1a143cf830c57aca4305d85c7a90f6b62e");
}

TEST_CASE("bytes that are no key give no transport key") {
    CHECK_FALSE(device_box_key(PublicKey{}).has_value());
    PublicKey small{};
    small[0] = 1;  // the neutral element
    CHECK_FALSE(device_box_key(small).has_value());
}

}  // namespace
}  // namespace cpc::crypto
