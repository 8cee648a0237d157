// SPDX-License-Identifier: Apache-2.0
// A long file as a chain of sealed chunks (crypto_secretstream_xchacha20poly1305). Leaving out,
// doubling, swapping or cutting chunks shows: each follows from the one before, and the last says
// that it is the last.
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/crypto/secret.hpp"

namespace cpc::crypto {

using StreamHeader = ByteArray<24>;
inline constexpr std::size_t stream_chunk_overhead = 17;
enum class ChunkKind : std::uint8_t { more_follow, last };

class StreamWriter {
  public:
    explicit StreamWriter(const SecretBytes& key);  // 32 bytes
    [[nodiscard]] const StreamHeader& header() const { return header_; }
    [[nodiscard]] Bytes push(ByteView plaintext, ByteView associated, ChunkKind kind);

  private:
    SecretBytes state_;
    StreamHeader header_{};
};

class StreamReader {
  public:
    [[nodiscard]] static Result<StreamReader> start(const SecretBytes& key,
                                                    const StreamHeader& header);
    struct Chunk {
        Bytes plaintext;
        ChunkKind kind = ChunkKind::more_follow;
    };
    // Refuses everything after the last chunk.
    [[nodiscard]] Result<Chunk> pull(ByteView sealed, ByteView associated);
    [[nodiscard]] bool finished() const { return finished_; }

  private:
    SecretBytes state_;
    bool finished_ = false;
};

}  // namespace cpc::crypto
