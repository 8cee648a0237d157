// SPDX-License-Identifier: Apache-2.0
// The sealed file a bundle travels in: what a lost stick shows to whoever finds it.
//
// What always holds: only central's ingest key opens it; leaving out, doubling, swapping or cutting
// chunks is an error; and any changed byte is found by anybody, without a secret, because a trailer
// signed by the device holds a digest of the head and of every chunk. The open part says how big it
// is, which central it is for and which device key sealed it. It names no child, site or log.
//
// What it leaves out: what is inside (bundle.hpp), and whether that device is anybody central
// knows. Format: PROTOCOL.md, "The sealed file". Source: security design, 3.10.
#pragma once

#include <cstdint>
#include <string>
#include <tuple>

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/crypto/box.hpp"
#include "core/crypto/sign.hpp"

namespace cpc::wire {

struct ContainerHeader {
    BundleId bundle;
    Hash32 ingest_kid{};  // of the key it is sealed to
    std::uint32_t chunk_bytes = 0;
    std::uint32_t chunks = 0;
    static constexpr auto fields() {
        return std::tuple{&ContainerHeader::bundle, &ContainerHeader::ingest_kid,
                          &ContainerHeader::chunk_bytes, &ContainerHeader::chunks};
    }
};

// What can be known of a whole container without opening it.
struct ContainerFacts {
    ContainerHeader header;
    crypto::PublicKey device_key{};
    std::uint64_t bytes = 0;
    Hash32 digest{};  // SHA-256 of the file
};

[[nodiscard]] Result<Bytes> seal_container(const BundleId& bundle, const crypto::BoxPublicKey& to,
                                           ByteView plaintext, const crypto::SigningKey& device);

// True if either end of the file says that it is a bundle, so that a damaged one is not mistaken
// for something else.
[[nodiscard]] bool looks_like_container(ByteView file);

// Finds every changed byte. Error::where names the part, the chunk and the byte offsets.
[[nodiscard]] Result<ContainerFacts> inspect_container(ByteView file);

// Inspects, then opens. Fault::wrong_secret if it is sealed to another key.
[[nodiscard]] Result<Bytes> open_container(ByteView file, const crypto::BoxKeyPair& ingest);

}  // namespace cpc::wire
