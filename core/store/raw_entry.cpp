// SPDX-License-Identifier: Apache-2.0
#include "core/store/raw_entry.hpp"

#include <algorithm>

#include "core/base/check.hpp"
#include "core/crypto/layout.hpp"
#include "core/record/payload.hpp"

namespace cpc::store {
namespace {

constexpr std::size_t gap_max = 512;

Bytes copy(ByteView bytes) {
    return {bytes.begin(), bytes.end()};
}

}  // namespace

bool is_bare(const RawEntry& raw) {
    constexpr std::size_t flags_at = 82;
    return raw.entry.size() >= record::header_size && raw.ciphertext.empty() &&
           raw.key_wrap.empty() && (raw.entry[flags_at] & record::flag::has_payload) != 0;
}

Bytes pack(const RawEntry& entry) {
    CPC_CHECK(entry.entry.size() <= record::entry_size_max);
    CPC_CHECK(entry.ciphertext.size() <= record::ciphertext_bytes_max);
    CPC_CHECK(entry.key_wrap.empty() || entry.key_wrap.size() == record::wrap_size);
    CPC_CHECK(entry.conference_key_wrap.empty() ||
              entry.conference_key_wrap.size() == record::wrap_size);
    CPC_CHECK(entry.new_keys.size() <= record::signatures_max);
    crypto::Packer out;
    out.u16(static_cast<std::uint16_t>(entry.entry.size())).bytes(entry.entry);
    out.u32(static_cast<std::uint32_t>(entry.ciphertext.size())).bytes(entry.ciphertext);
    out.u8(entry.key_wrap.empty() ? 0 : 1);
    out.u8(entry.conference_key_wrap.empty() ? 0 : 1);
    out.u8(static_cast<std::uint8_t>(entry.new_keys.size()));
    out.bytes(entry.key_wrap).bytes(entry.conference_key_wrap);
    for (const auto& key : entry.new_keys)
        out.bytes(key);
    return out.take();
}

Result<RawEntry> unpack(std::uint64_t seq, ByteView packed) {
    crypto::Unpacker in(packed);
    RawEntry out;
    out.seq = seq;
    out.entry = copy(in.bytes(in.u16()));
    out.ciphertext = copy(in.bytes(in.u32()));
    const std::uint8_t wraps = in.u8();
    const std::uint8_t conference_wraps = in.u8();
    const std::uint8_t keys = in.u8();
    // The limits of pack(): what is read here is written again when a copy is mended.
    if (out.entry.size() <= record::entry_size_max &&
        out.ciphertext.size() <= record::ciphertext_bytes_max && wraps <= 1 &&
        conference_wraps <= 1 && keys <= record::signatures_max) {
        out.key_wrap = copy(in.bytes(wraps * record::wrap_size));
        out.conference_key_wrap = copy(in.bytes(conference_wraps * record::wrap_size));
        for (int i = 0; i < keys; ++i)
            in.into(out.new_keys.emplace_back());
        const auto rest = in.bytes(in.left());
        const bool only_zeros = rest.size() < gap_max && std::all_of(rest.begin(), rest.end(),
                                                                     [](auto b) { return b == 0; });
        if (!in.failed() && only_zeros) return out;
    }
    return fail(Fault::malformed, "A frame of the journal holds something else than an entry.",
                "entry " + std::to_string(seq));
}

}  // namespace cpc::store
