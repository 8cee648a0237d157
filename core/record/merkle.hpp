// SPDX-License-Identifier: Apache-2.0
// The Merkle tree over the entries (RFC 6962, 2.1; proofs as in RFC 9162, 2.1.3 and 2.1.4).
//
// leaf = SHA-256(0x00 ‖ entry), node = SHA-256(0x01 ‖ left ‖ right), empty = SHA-256(""). One vote
// is proved to one agency, and one past to one future, with at most 63 hashes. A tree's size and
// root say everything about it; this is the only authority on order and completeness.
#pragma once

#include <span>
#include <vector>

#include "core/base/bytes.hpp"

namespace cpc::record {

using Proof = std::vector<Hash32>;

[[nodiscard]] Hash32 leaf_hash(ByteView entry);
[[nodiscard]] Hash32 node_hash(const Hash32& left, const Hash32& right);
[[nodiscard]] Hash32 empty_root();

// As much of a tree as is needed to add leaves and know the root: one hash for each set bit of the
// size.
class CompactRange {
  public:
    void append(const Hash32& leaf);
    [[nodiscard]] std::uint64_t size() const { return size_; }
    [[nodiscard]] Hash32 root() const;

  private:
    std::uint64_t size_ = 0;
    std::vector<Hash32> peaks_;  // of perfect subtrees, largest first
};

[[nodiscard]] Hash32 root_of(std::span<const Hash32> leaves);

// index < leaves.size(); the proof is for the tree of exactly these leaves.
[[nodiscard]] Proof inclusion_proof(std::span<const Hash32> leaves, std::uint64_t index);
[[nodiscard]] bool verify_inclusion(const Hash32& leaf, std::uint64_t index, std::uint64_t size,
                                    const Hash32& root, std::span<const Hash32> proof);

// old_size ≤ leaves.size(). Empty for equal sizes and for an empty old tree.
[[nodiscard]] Proof consistency_proof(std::span<const Hash32> leaves, std::uint64_t old_size);
[[nodiscard]] bool verify_consistency(std::uint64_t old_size, const Hash32& old_root,
                                      std::uint64_t new_size, const Hash32& new_root,
                                      std::span<const Hash32> proof);

}  // namespace cpc::record
