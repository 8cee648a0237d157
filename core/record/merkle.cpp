// SPDX-License-Identifier: Apache-2.0
#include "core/record/merkle.hpp"

#include "core/base/check.hpp"
#include "core/crypto/hash.hpp"

namespace cpc::record {
namespace {

constexpr std::uint8_t leaf_prefix[] = {0x00};
constexpr std::uint8_t node_prefix[] = {0x01};

// The largest power of two smaller than size; size > 1.
std::size_t split_of(std::size_t size) {
    std::size_t half = 1;
    while (half * 2 < size)
        half *= 2;
    return half;
}

// SUBPROOF of RFC 6962, 2.1.2.
void add_consistency(std::span<const Hash32> leaves, std::size_t old_size, bool known, Proof& out) {
    if (old_size == leaves.size()) {
        if (!known) out.push_back(root_of(leaves));
        return;
    }
    const std::size_t half = split_of(leaves.size());
    if (old_size <= half) {
        add_consistency(leaves.first(half), old_size, known, out);
        out.push_back(root_of(leaves.subspan(half)));
    } else {
        add_consistency(leaves.subspan(half), old_size - half, false, out);
        out.push_back(root_of(leaves.first(half)));
    }
}

void add_inclusion(std::span<const Hash32> leaves, std::size_t index, Proof& out) {
    if (leaves.size() <= 1) return;
    const std::size_t half = split_of(leaves.size());
    if (index < half) {
        add_inclusion(leaves.first(half), index, out);
        out.push_back(root_of(leaves.subspan(half)));
    } else {
        add_inclusion(leaves.subspan(half), index - half, out);
        out.push_back(root_of(leaves.first(half)));
    }
}

}  // namespace

Hash32 leaf_hash(ByteView entry) {
    return crypto::sha256({ByteView{leaf_prefix}, entry});
}

Hash32 node_hash(const Hash32& left, const Hash32& right) {
    return crypto::sha256({ByteView{node_prefix}, left, right});
}

Hash32 empty_root() {
    return crypto::sha256(ByteView{});
}

void CompactRange::append(const Hash32& leaf) {
    Hash32 top = leaf;
    for (std::uint64_t bit = size_; (bit & 1U) != 0; bit >>= 1U) {
        top = node_hash(peaks_.back(), top);
        peaks_.pop_back();
    }
    peaks_.push_back(top);
    ++size_;
}

Hash32 CompactRange::root() const {
    if (peaks_.empty()) return empty_root();
    Hash32 out = peaks_.back();
    for (std::size_t i = peaks_.size() - 1; i > 0; --i)
        out = node_hash(peaks_[i - 1], out);
    return out;
}

Hash32 root_of(std::span<const Hash32> leaves) {
    CompactRange range;
    for (const auto& leaf : leaves)
        range.append(leaf);
    return range.root();
}

Proof inclusion_proof(std::span<const Hash32> leaves, std::uint64_t index) {
    CPC_CHECK(index < leaves.size());
    Proof out;
    add_inclusion(leaves, static_cast<std::size_t>(index), out);
    return out;
}

// RFC 9162, 2.1.3.2, step by step.
bool verify_inclusion(const Hash32& leaf, std::uint64_t index, std::uint64_t size,
                      const Hash32& root, std::span<const Hash32> proof) {
    if (index >= size) return false;
    std::uint64_t at = index;
    std::uint64_t last = size - 1;
    Hash32 value = leaf;
    for (const auto& step : proof) {
        if (last == 0) return false;
        if ((at & 1U) != 0 || at == last) {
            value = node_hash(step, value);
            while ((at & 1U) == 0 && at != 0) {
                at >>= 1U;
                last >>= 1U;
            }
        } else {
            value = node_hash(value, step);
        }
        at >>= 1U;
        last >>= 1U;
    }
    return last == 0 && value == root;
}

Proof consistency_proof(std::span<const Hash32> leaves, std::uint64_t old_size) {
    CPC_CHECK(old_size <= leaves.size());
    Proof out;
    if (old_size == 0 || old_size == leaves.size()) return out;
    add_consistency(leaves, static_cast<std::size_t>(old_size), true, out);
    return out;
}

// RFC 9162, 2.1.4.2, step by step.
bool verify_consistency(std::uint64_t old_size, const Hash32& old_root, std::uint64_t new_size,
                        const Hash32& new_root, std::span<const Hash32> proof) {
    if (old_size > new_size) return false;
    if (old_size == new_size) return proof.empty() && old_root == new_root;
    if (old_size == 0) return proof.empty() && old_root == empty_root();
    std::uint64_t at = old_size - 1;
    std::uint64_t last = new_size - 1;
    while ((at & 1U) != 0) {
        at >>= 1U;
        last >>= 1U;
    }
    const bool power_of_two = (old_size & (old_size - 1)) == 0;
    if (!power_of_two && proof.empty()) return false;
    Hash32 before = power_of_two ? old_root : proof.front();
    Hash32 after = before;
    for (const auto& step : power_of_two ? proof : proof.subspan(1)) {
        if (last == 0) return false;
        if ((at & 1U) != 0 || at == last) {
            before = node_hash(step, before);
            after = node_hash(step, after);
            while ((at & 1U) == 0 && at != 0) {
                at >>= 1U;
                last >>= 1U;
            }
        } else {
            after = node_hash(after, step);
        }
        at >>= 1U;
        last >>= 1U;
    }
    return last == 0 && before == old_root && after == new_root;
}

}  // namespace cpc::record
