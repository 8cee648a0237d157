// SPDX-License-Identifier: Apache-2.0
// The two hands of the codec: a Writer that can only write canonical CBOR and a Reader that accepts
// nothing else (RFC 8949, 4.2.1: shortest heads, definite lengths; of ours: no floats, no tags, no
// null). Types are put on top of them in codec.hpp; few callers need this file by itself.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"

namespace cpc::codec {

enum class Major : std::uint8_t {
    unsigned_integer = 0,
    negative_integer = 1,
    byte_string = 2,
    text_string = 3,
    array = 4,
    map = 5,
    tag = 6,
    simple = 7,
};

// Shortest form only, no surrogates, nothing above U+10FFFF.
[[nodiscard]] bool is_utf8(std::string_view text);

class Writer {
  public:
    void head(Major major, std::uint64_t value);
    void integer(std::int64_t value);
    void boolean(bool value);
    void bytes(ByteView value);
    void text(std::string_view value);
    void enter();
    void leave();
    // A value that no reader of ours would accept was given: too long, too deep, not UTF-8.
    void reject() { valid_ = false; }

    [[nodiscard]] bool valid() const { return valid_; }
    [[nodiscard]] Bytes take() { return std::move(out_); }

  private:
    Bytes out_;
    std::size_t depth_ = 0;
    bool valid_ = true;
};

// The first thing wrong stops the reader for good; failure() then says what and where. Values read
// after that are zero, so callers check once at the end.
class Reader {
  public:
    explicit Reader(ByteView input) : input_(input) {}

    [[nodiscard]] std::uint64_t head(Major expected);
    [[nodiscard]] std::int64_t integer(std::int64_t least, std::int64_t most);
    [[nodiscard]] std::uint64_t unsigned_integer(std::uint64_t most);
    [[nodiscard]] bool boolean();
    [[nodiscard]] ByteView bytes(std::size_t least, std::size_t most);
    [[nodiscard]] std::string_view text(std::size_t most);
    // An array's or map's length, never more than could still fit into the input.
    [[nodiscard]] std::size_t enter(Major container);
    void leave() { --depth_; }
    [[nodiscard]] bool next_is_key(std::uint64_t key) const;
    void any();  // steps over one canonical item of any kind
    void reject(std::string what);
    void finish();  // refuses trailing bytes

    [[nodiscard]] bool failed() const { return failed_; }
    [[nodiscard]] Failure failure() const;
    [[nodiscard]] std::size_t position() const { return position_; }

  private:
    struct Head {
        Major major{};
        std::uint64_t value = 0;
        std::size_t size = 0;
    };
    [[nodiscard]] Head peek(std::string& problem) const;
    [[nodiscard]] ByteView take(std::uint64_t size);
    void any_map(std::uint64_t count);

    ByteView input_;
    std::size_t position_ = 0;
    std::size_t depth_ = 0;
    bool failed_ = false;
    std::string what_;
    std::size_t where_ = 0;
};

}  // namespace cpc::codec
