// SPDX-License-Identifier: Apache-2.0
#include "tests/storm/image.hpp"

#include <algorithm>
#include <cstring>

namespace cpc::storm {
namespace {

constexpr std::uint64_t of_zeros = 1;

bool all_zero(ByteView bytes) {
    return bytes.empty() ||
           (bytes[0] == 0 && std::memcmp(bytes.data(), bytes.data() + 1, bytes.size() - 1) == 0);
}

std::uint64_t mixed(std::uint64_t hash, std::uint64_t word) {
    hash = (hash ^ word) * 0x9FB21C651E98DF25;
    return hash ^ (hash >> 32U);
}

std::uint64_t fingerprint_of(ByteView bytes) {
    if (all_zero(bytes)) return of_zeros;
    std::uint64_t hash = 0x243F6A8885A308D3;
    for (std::size_t at = 0; at < bytes.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + at, sizeof word);
        hash = mixed(hash, word);
    }
    return std::max<std::uint64_t>(hash, 2);
}

}  // namespace

Image::Block& Image::own(std::size_t index) {
    auto& block = blocks_[index];
    if (block == nullptr)
        block = std::make_shared<Block>();
    else if (block.use_count() > 1)
        block = std::make_shared<Block>(*block);
    block->fingerprint = 0;
    return *block;
}

void Image::resize(std::uint64_t size) {
    const auto count = static_cast<std::size_t>((size + block_size - 1) / block_size);
    blocks_.resize(count);
    const auto used = static_cast<std::size_t>(size % block_size);
    if (size < size_ && used != 0 && blocks_.back() != nullptr) {
        auto& last = own(count - 1).bytes;
        std::fill(last.begin() + static_cast<std::ptrdiff_t>(used), last.end(), std::uint8_t{0});
    }
    size_ = size;
}

void Image::read(std::uint64_t offset, std::span<std::uint8_t> out) const {
    for (std::size_t done = 0; done < out.size();) {
        const auto index = static_cast<std::size_t>((offset + done) / block_size);
        const auto start = static_cast<std::size_t>((offset + done) % block_size);
        const auto size = std::min(block_size - start, out.size() - done);
        if (index < blocks_.size() && blocks_[index] != nullptr)
            std::memcpy(out.data() + done, blocks_[index]->bytes.data() + start, size);
        else
            std::memset(out.data() + done, 0, size);
        done += size;
    }
}

void Image::write(std::uint64_t offset, ByteView bytes) {
    if (offset + bytes.size() > size_) resize(offset + bytes.size());
    for (std::size_t done = 0; done < bytes.size();) {
        const auto index = static_cast<std::size_t>((offset + done) / block_size);
        const auto start = static_cast<std::size_t>((offset + done) % block_size);
        const auto part = bytes.subspan(done, std::min(block_size - start, bytes.size() - done));
        if (blocks_[index] != nullptr || !all_zero(part))
            std::memcpy(own(index).bytes.data() + start, part.data(), part.size());
        done += part.size();
    }
}

Bytes Image::bytes() const {
    Bytes out(static_cast<std::size_t>(size_));
    read(0, out);
    return out;
}

std::uint64_t Image::fingerprint() const {
    std::uint64_t hash = size_;
    for (const auto& block : blocks_) {
        if (block != nullptr && block->fingerprint == 0)
            block->fingerprint = fingerprint_of(block->bytes);
        hash = mixed(hash, block == nullptr ? of_zeros : block->fingerprint);
    }
    return hash;
}

}  // namespace cpc::storm
