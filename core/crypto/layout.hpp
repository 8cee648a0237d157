// SPDX-License-Identifier: Apache-2.0
// Bytes laid out by hand: big-endian numbers, and parts one after the other. For the formats that
// are fixed (keyslots, entry headers, frames); everything that may grow is CBOR (core/codec).
#pragma once

#include <cstdint>
#include <initializer_list>

#include "core/base/bytes.hpp"
#include "core/base/check.hpp"

namespace cpc::crypto {

template <class T>
void put_number(std::span<std::uint8_t> out, T value) {
    CPC_CHECK(out.size() >= sizeof(T));
    for (std::size_t i = 0; i < sizeof(T); ++i)
        out[i] = static_cast<std::uint8_t>(
            (static_cast<std::uint64_t>(value) >> (8U * (sizeof(T) - 1 - i))) & 0xFFU);
}
template <class T>
[[nodiscard]] T get_number(ByteView in) {
    CPC_CHECK(in.size() >= sizeof(T));
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i)
        value = (value << 8U) | in[i];
    return static_cast<T>(value);
}

inline void put_u16(std::span<std::uint8_t> out, std::uint16_t value) {
    put_number(out, value);
}
inline void put_u32(std::span<std::uint8_t> out, std::uint32_t value) {
    put_number(out, value);
}
inline void put_u64(std::span<std::uint8_t> out, std::uint64_t value) {
    put_number(out, value);
}
[[nodiscard]] inline std::uint16_t get_u16(ByteView in) {
    return get_number<std::uint16_t>(in);
}
[[nodiscard]] inline std::uint32_t get_u32(ByteView in) {
    return get_number<std::uint32_t>(in);
}
[[nodiscard]] inline std::uint64_t get_u64(ByteView in) {
    return get_number<std::uint64_t>(in);
}

void append(Bytes& out, ByteView part);
[[nodiscard]] Bytes joined(std::initializer_list<ByteView> parts);

// Writes one field after the other.
class Packer {
  public:
    template <class T>
    Packer& number(T value) {
        ByteArray<sizeof(T)> raw{};
        put_number(raw, value);
        return bytes(raw);
    }
    Packer& u8(std::uint8_t value) { return number(value); }
    Packer& u16(std::uint16_t value) { return number(value); }
    Packer& u32(std::uint32_t value) { return number(value); }
    Packer& u64(std::uint64_t value) { return number(value); }
    Packer& bytes(ByteView value) {
        append(out_, value);
        return *this;
    }
    [[nodiscard]] Bytes take() { return std::move(out_); }

  private:
    Bytes out_;
};

// Reads one field after the other; a read past the end gives zeros and failed().
class Unpacker {
  public:
    explicit Unpacker(ByteView in) : in_(in) {}

    template <class T>
    [[nodiscard]] T number() {
        const auto raw = bytes(sizeof(T));
        return raw.empty() ? T{0} : get_number<T>(raw);
    }
    [[nodiscard]] std::uint8_t u8() { return number<std::uint8_t>(); }
    [[nodiscard]] std::uint16_t u16() { return number<std::uint16_t>(); }
    [[nodiscard]] std::uint32_t u32() { return number<std::uint32_t>(); }
    [[nodiscard]] std::uint64_t u64() { return number<std::uint64_t>(); }
    [[nodiscard]] ByteView bytes(std::size_t size) {
        if (failed_ || size > in_.size()) {
            failed_ = true;
            return {};
        }
        const auto out = in_.first(size);
        in_ = in_.subspan(size);
        return out;
    }
    template <std::size_t N>
    void into(ByteArray<N>& out) {
        const auto raw = bytes(N);
        for (std::size_t i = 0; i < raw.size(); ++i)
            out[i] = raw[i];
    }
    [[nodiscard]] bool failed() const { return failed_; }
    [[nodiscard]] bool whole() const { return !failed_ && in_.empty(); }
    [[nodiscard]] std::size_t left() const { return in_.size(); }

  private:
    ByteView in_;
    bool failed_ = false;
};

}  // namespace cpc::crypto
