// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/raw_verify.hpp"

#include <algorithm>
#include <thread>

#include "core/base/check.hpp"
#include "tests/bench/figure.hpp"

namespace cpc::bench {

Result<std::vector<Signed>> signatures_of(store::Vault& vault, std::size_t wanted) {
    std::vector<Signed> out;
    const auto step = std::max<std::uint64_t>(1, 2 * vault.size() / wanted);
    for (std::uint64_t seq = 1; seq < vault.size() && out.size() < wanted; seq += step)
        for (const auto& raw : CPC_TRY(vault.raw(seq, seq + 1))) {
            const auto entry = CPC_TRY(record::parse(raw.entry));
            for (const auto& signature : entry.signatures)
                if (const auto key = vault.public_key(signature.kid))
                    out.push_back({record::statement_of(entry.header), *key, signature.bytes});
        }
    return out;
}

double raw_ms(const std::vector<Signed>& all, unsigned threads) {
    const auto work = [&](std::size_t first) {
        for (std::size_t i = first; i < all.size(); i += threads)
            CPC_CHECK(crypto::verify(all[i].key, all[i].statement, all[i].signature));
    };
    const double before = now_ms();
    std::vector<std::thread> others;
    for (unsigned i = 1; i < threads; ++i)
        others.emplace_back(work, i);
    work(0);
    for (auto& other : others)
        other.join();
    return (now_ms() - before) / static_cast<double>(all.size());
}

Result<std::uint64_t> count_signatures(store::Vault& vault) {
    constexpr std::uint64_t at_once = 500;
    std::uint64_t out = 0;
    for (std::uint64_t at = 0; at < vault.size(); at += at_once)
        for (const auto& raw : CPC_TRY(vault.raw(at, std::min(at + at_once, vault.size()))))
            out += CPC_TRY(record::parse(raw.entry)).signatures.size();
    return out;
}

}  // namespace cpc::bench
