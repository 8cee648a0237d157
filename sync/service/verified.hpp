// SPDX-License-Identifier: Apache-2.0
// The signatures of a bundle's entries, verified on several threads before the entries are judged
// one after the other: they are most of what receiving costs, and none of them depends on another.
//
// What is remembered is only that this key made this signature over this entry. Whose key it has to
// be, and whether that key may sign there, is asked at the entry's turn; a signature of which
// nothing is remembered, because its key was not known or it does not fit, is verified again there.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "core/base/result.hpp"
#include "core/crypto/sign.hpp"
#include "core/record/entry.hpp"
#include "sync/wire/bundle.hpp"

namespace cpc::service {

class Verified {
  public:
    // The key to a kid that was introduced earlier; nothing where there is none.
    using KeyOf = std::function<Result<std::optional<crypto::PublicKey>>(const Hash32& kid)>;

    // Entries from `first` on. They have to stay where they are while this is asked.
    [[nodiscard]] static Result<Verified> look_at(std::span<const wire::ParsedEntry> entries,
                                                  std::uint64_t first, const KeyOf& key_of);
    [[nodiscard]] bool fits(const record::Signature& signature, const crypto::PublicKey& key) const;

  private:
    struct One {
        const record::Entry* entry = nullptr;
        const record::Signature* signature = nullptr;
        crypto::PublicKey key{};
        bool fits = false;
    };
    void verify_all();
    std::vector<One> all_;  // by the signature's place in memory
};

}  // namespace cpc::service
