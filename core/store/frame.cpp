// SPDX-License-Identifier: Apache-2.0
#include "core/store/frame.hpp"

#include <algorithm>

#include "core/base/check.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"

namespace cpc::store {
namespace {

constexpr std::string_view magic = "CPLF";
constexpr std::size_t size_at = 4;
constexpr std::size_t seq_at = 8;
constexpr std::size_t nonce_at = 16;
constexpr std::size_t crc_size = 4;

constexpr std::string_view label = "cpc/journal/v1";
using Associated = ByteArray<label.size() + Hash32{}.size() + 8 + FrameTag{}.size()>;

// Made for each frame that is read, so it asks for no memory.
Associated associated_of(const FrameContext& context, std::uint64_t seq, const FrameTag& before) {
    Associated out{};
    auto at = std::copy(label.begin(), label.end(), out.begin());
    at = std::copy(context.log_id.begin(), context.log_id.end(), at);
    crypto::put_u64({&*at, 8}, seq);
    std::copy(before.begin(), before.end(), at + 8);
    return out;
}

}  // namespace

Bytes write_frame(const FrameContext& context, std::uint64_t seq, const FrameTag& before,
                  const crypto::Nonce24& nonce, ByteView plain) {
    const Bytes sealed =
        crypto::aead_seal(context.key, nonce, plain, associated_of(context, seq, before));
    CPC_CHECK(sealed.size() + frame_overhead <= frame_size_max);
    crypto::Packer out;
    out.bytes(view_of(magic)).u32(static_cast<std::uint32_t>(sealed.size())).u64(seq);
    out.bytes(nonce).bytes(sealed);
    Bytes frame = out.take();
    ByteArray<crc_size> crc{};
    crypto::put_u32(crc, crypto::crc32c(frame));
    crypto::append(frame, crc);
    return frame;
}

std::optional<FrameHead> read_frame_head(ByteView bytes) {
    if (bytes.size() < frame_head_size || text_of(bytes.first(magic.size())) != magic)
        return std::nullopt;
    const std::size_t sealed = crypto::get_u32(bytes.subspan(size_at));
    const std::size_t whole = frame_head_size + sealed + crc_size;
    if (sealed < crypto::aead_tag_size || whole > frame_size_max) return std::nullopt;
    return FrameHead{crypto::get_u64(bytes.subspan(seq_at)), whole};
}

FrameTag tag_of_frame(ByteView frame) {
    FrameTag out{};
    std::copy_n(frame.end() - static_cast<std::ptrdiff_t>(out.size() + crc_size), out.size(),
                out.begin());
    return out;
}

Result<Bytes> open_frame(const FrameContext& context, const FrameTag& before, ByteView frame) {
    const auto head = read_frame_head(frame);
    CPC_CHECK(head && head->frame_size == frame.size());
    const auto body = frame.first(frame.size() - crc_size);
    if (crypto::crc32c(body) != crypto::get_u32(frame.subspan(body.size())))
        return fail(Fault::damaged, "a frame is torn or changed (its check sum does not fit)");
    crypto::Nonce24 nonce{};
    std::copy_n(frame.begin() + nonce_at, nonce.size(), nonce.begin());
    auto plain = crypto::aead_open(context.key, nonce, body.subspan(frame_head_size),
                                   associated_of(context, head->seq, before));
    if (!plain)
        return fail(Fault::damaged, "a frame was changed, moved or swapped (its tag does not fit)");
    return std::move(*plain);
}

}  // namespace cpc::store
