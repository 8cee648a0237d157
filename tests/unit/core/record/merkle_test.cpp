// SPDX-License-Identifier: Apache-2.0
#include "core/record/merkle.hpp"

#include <catch2/catch_test_macros.hpp>

#include "core/crypto/hash.hpp"

namespace cpc::record {
namespace {

constexpr std::size_t sizes_max = 128;

// RFC 6962, 2.1, word by word.
Hash32 naive_root(std::span<const Hash32> leaves) {
    if (leaves.empty()) return crypto::sha256(ByteView{});
    if (leaves.size() == 1) return leaves[0];
    std::size_t k = 1;
    while (k * 2 < leaves.size())
        k *= 2;
    return node_hash(naive_root(leaves.first(k)), naive_root(leaves.subspan(k)));
}

std::vector<Hash32> some_leaves(std::size_t count) {
    std::vector<Hash32> out;
    for (std::size_t i = 0; i < count; ++i)
        out.push_back(leaf_hash(view_of("leaf " + std::to_string(i))));
    return out;
}

TEST_CASE("roots are those published for the RFC 6962 reference leaves", "[record][merkle]") {
    const std::vector<std::string> leaves = {"",
                                             "00",
                                             "10",
                                             "2021",
                                             "3031",
                                             "40414243",
                                             "5051525354555657",
                                             "606162636465666768696a6b6c6d6e6f"};
    const std::vector<std::string> roots = {
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
    CompactRange range;
    CHECK(to_hex(range.root()) ==
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        range.append(leaf_hash(from_hex(leaves[i]).value()));
        CHECK(to_hex(range.root()) == roots[i]);
    }
}

TEST_CASE("the compact range agrees with the definition at every size", "[record][merkle]") {
    const auto leaves = some_leaves(512);
    CompactRange range;
    for (std::size_t size = 0; size <= leaves.size(); ++size) {
        const auto expected = naive_root(std::span{leaves}.first(size));
        REQUIRE(range.root() == expected);
        REQUIRE(range.size() == size);
        if (size < leaves.size()) range.append(leaves[size]);
    }
}

TEST_CASE("every leaf of every tree is proved, at no other place and in no other tree",
          "[record][merkle]") {
    const auto leaves = some_leaves(sizes_max + 1);
    for (std::size_t size = 1; size <= sizes_max; ++size) {
        const auto tree = std::span{leaves}.first(size);
        const auto root = naive_root(tree);
        for (std::size_t at = 0; at < size; ++at) {
            const auto proof = inclusion_proof(tree, at);
            REQUIRE(proof.size() <= 7);
            REQUIRE(verify_inclusion(leaves[at], at, size, root, proof));
            REQUIRE_FALSE(verify_inclusion(leaves[at + 1], at, size, root, proof));
            if (size > 1)
                REQUIRE_FALSE(verify_inclusion(leaves[at], (at + 1) % size, size, root, proof));
            REQUIRE_FALSE(verify_inclusion(leaves[at], at, at, root, proof));
            auto longer = proof;
            longer.push_back(root);
            REQUIRE_FALSE(verify_inclusion(leaves[at], at, size, root, longer));
            if (!proof.empty()) {
                const auto shorter = std::span{proof}.first(proof.size() - 1);
                REQUIRE_FALSE(verify_inclusion(leaves[at], at, size, root, shorter));
                auto wrong = proof;
                wrong[at % proof.size()][0] ^= 1U;
                REQUIRE_FALSE(verify_inclusion(leaves[at], at, size, root, wrong));
            }
        }
    }
}

TEST_CASE("every past is proved consistent with every future, and with nothing else",
          "[record][merkle]") {
    const auto leaves = some_leaves(sizes_max);
    std::vector<Hash32> roots;
    for (std::size_t size = 0; size <= sizes_max; ++size)
        roots.push_back(naive_root(std::span{leaves}.first(size)));
    auto forked = leaves;
    forked[0][0] ^= 1U;
    for (std::size_t future = 0; future <= sizes_max; ++future) {
        const auto tree = std::span{leaves}.first(future);
        const auto other_root = naive_root(std::span{forked}.first(future));
        for (std::size_t past = 0; past <= future; ++past) {
            const auto proof = consistency_proof(tree, past);
            REQUIRE(verify_consistency(past, roots[past], future, roots[future], proof));
            if (past == 0) continue;
            REQUIRE_FALSE(verify_consistency(past, roots[past], future, other_root, proof));
            REQUIRE_FALSE(verify_consistency(past, roots[past - 1], future, roots[future], proof));
            if (past < future)
                REQUIRE_FALSE(verify_consistency(future, roots[future], past, roots[past], proof));
            auto longer = proof;
            longer.push_back(roots[0]);
            REQUIRE_FALSE(verify_consistency(past, roots[past], future, roots[future], longer));
            if (proof.empty()) continue;
            auto wrong = proof;
            wrong[past % proof.size()][31] ^= 1U;
            REQUIRE_FALSE(verify_consistency(past, roots[past], future, roots[future], wrong));
        }
    }
}

}  // namespace
}  // namespace cpc::record
