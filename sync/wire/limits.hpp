// SPDX-License-Identifier: Apache-2.0
// How much one end will take from the other. The limits on whole files are in core/base/limits.hpp;
// these are the ones that only the exchange itself knows.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/base/limits.hpp"

namespace cpc::wire::limits {

using cpc::limits::bundle_bytes_max;
using cpc::limits::receipt_bytes_max;

inline constexpr std::size_t chunk_bytes = 65'536;  // plaintext of one sealed chunk
inline constexpr std::size_t chunks_max = bundle_bytes_max / chunk_bytes;
inline constexpr std::size_t piece_bytes = 65'536;  // what one PUT carries
inline constexpr std::size_t pieces_max = bundle_bytes_max / piece_bytes;
inline constexpr std::size_t header_bytes_max = 256;  // the bundle's open CBOR header
inline constexpr std::size_t manifest_bytes_max = 65'536;
inline constexpr std::size_t entries_max = 500'000;           // in one bundle
inline constexpr std::size_t keys_max = 10'000;               // conference keys in one bundle
inline constexpr std::size_t answer_bytes_max = 1U << 20U;    // any answer of central's
inline constexpr std::size_t pairing_bytes_max = 16U << 10U;  // central.json, device.json
inline constexpr std::size_t request_header_bytes_max = 8U << 10U;
inline constexpr std::size_t request_body_bytes_max = piece_bytes + 1'024;

}  // namespace cpc::wire::limits
