// SPDX-License-Identifier: Apache-2.0
// A file's contents in blocks that copies share until one of them writes: a snapshot of a disk
// costs a few pointers. A block never written is zeros and takes no room.
#pragma once

#include <memory>
#include <vector>

#include "core/base/bytes.hpp"

namespace cpc::storm {

class Image {
  public:
    static constexpr std::size_t block_size = 4096;

    Image() = default;
    explicit Image(ByteView bytes) { write(0, bytes); }

    [[nodiscard]] std::uint64_t size() const { return size_; }
    void resize(std::uint64_t size);
    // Zeros beyond the end.
    void read(std::uint64_t offset, std::span<std::uint8_t> out) const;
    void write(std::uint64_t offset, ByteView bytes);
    [[nodiscard]] Bytes bytes() const;
    // Of the contents; the same for equal contents, whatever way they came about.
    [[nodiscard]] std::uint64_t fingerprint() const;

  private:
    struct Block {
        ByteArray<block_size> bytes{};
        mutable std::uint64_t fingerprint = 0;  // 0: not made yet
    };
    Block& own(std::size_t index);

    std::vector<std::shared_ptr<Block>> blocks_;
    std::uint64_t size_ = 0;
};

}  // namespace cpc::storm
