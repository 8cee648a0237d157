// SPDX-License-Identifier: Apache-2.0
// One frame of the journal, as bytes. Layout: journal.hpp.
#pragma once

#include <optional>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/crypto/aead.hpp"
#include "core/crypto/secret.hpp"

namespace cpc::store {

using FrameTag = ByteArray<16>;

inline constexpr std::size_t frame_head_size = 4 + 4 + 8 + 24;
inline constexpr std::size_t frame_overhead = frame_head_size + 16 + 4;
inline constexpr std::size_t frame_sector = 512;
inline constexpr std::size_t frame_size_max = (2U << 20U);

struct FrameContext {
    const crypto::SecretBytes& key;
    const Hash32& log_id;
};

[[nodiscard]] Bytes write_frame(const FrameContext& context, std::uint64_t seq,
                                const FrameTag& before, const crypto::Nonce24& nonce,
                                ByteView plain);

struct FrameHead {
    std::uint64_t seq = 0;
    std::size_t frame_size = 0;  // of the whole frame
};
// Nothing if these bytes do not begin a frame of a possible size.
[[nodiscard]] std::optional<FrameHead> read_frame_head(ByteView bytes);
[[nodiscard]] FrameTag tag_of_frame(ByteView frame);
// Checks CRC and tag; bytes is exactly one frame.
[[nodiscard]] Result<Bytes> open_frame(const FrameContext& context, const FrameTag& before,
                                       ByteView frame);

}  // namespace cpc::store
