// SPDX-License-Identifier: Apache-2.0
#include "sync/service/verified.hpp"

#include <algorithm>
#include <atomic>
#include <map>
#include <thread>

#include "core/record/type_rules.hpp"

namespace cpc::service {
namespace {

constexpr std::size_t at_once = 32;
constexpr unsigned threads_max = 4;

}  // namespace

Result<Verified> Verified::look_at(std::span<const wire::ParsedEntry> entries, std::uint64_t first,
                                   const KeyOf& key_of) {
    Verified out;
    std::map<Hash32, std::optional<crypto::PublicKey>> keys;
    for (const auto& entry : entries) {
        for (const auto& key : entry.raw.new_keys)
            keys.insert_or_assign(crypto::kid_of(key), key);
        if (entry.entry.header.seq < first) continue;
        for (const auto& signature : entry.entry.signatures) {
            auto found = keys.find(signature.kid);
            if (found == keys.end())
                found = keys.emplace(signature.kid, CPC_TRY(key_of(signature.kid))).first;
            if (found->second)
                out.all_.push_back({&entry.entry, &signature, *found->second, false});
        }
    }
    out.verify_all();
    std::sort(out.all_.begin(), out.all_.end(),
              [](const One& a, const One& b) { return std::less<>{}(a.signature, b.signature); });
    return out;
}

void Verified::verify_all() {
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (auto from = next.fetch_add(at_once); from < all_.size();
             from = next.fetch_add(at_once))
            for (auto i = from; i < std::min(from + at_once, all_.size()); ++i)
                all_[i].fits =
                    record::check_signature(*all_[i].entry, *all_[i].signature, all_[i].key)
                        .has_value();
    };
    const auto wanted = std::min<std::size_t>(
        {std::max(1U, std::thread::hardware_concurrency()), threads_max, all_.size() / at_once});
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < wanted; ++i)
        others.emplace_back(work);
    work();
    for (auto& other : others)
        other.join();
}

bool Verified::fits(const record::Signature& signature, const crypto::PublicKey& key) const {
    const auto found = std::lower_bound(all_.begin(), all_.end(), &signature,
                                        [](const One& one, const record::Signature* wanted) {
                                            return std::less<>{}(one.signature, wanted);
                                        });
    return found != all_.end() && found->signature == &signature && found->fits &&
           found->key == key;
}

}  // namespace cpc::service
