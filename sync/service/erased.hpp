// SPDX-License-Identifier: Apache-2.0
// Content that a tablet no longer had when it sent the entry: two of its officers had it erased, or
// a chair had it purged (core/store/erasures.hpp), and the entry that says so must be in the same
// log, further on.
//
// Central judges it by what it holds itself: the officers that the log enrolled, their signatures,
// and which entries they named; of a purge, whether the receipt in it is of level 2, by the keys
// that count, and covers every entry it names. What central already has is not touched by either:
// after an erasure its own copies and backups are its own to erase, and a notice says that it is
// asked to; after a purge they are what the record rests on.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sync/service/record_store.hpp"
#include "sync/wire/pairing.hpp"

namespace cpc::service {

// By conference and key id.
using ContentKeys = std::map<std::pair<ByteArray<16>, ByteArray<16>>, crypto::SecretBytes>;

class ErasedThere {
  public:
    void look_at(const record::EntryHeader& header, bool without_content);
    // Is there anything to judge?
    [[nodiscard]] bool any() const { return !bare_.empty() || !claims_.empty(); }

    struct Judged {
        std::optional<Error> wrong;  // of the entries looked at
        std::vector<std::string> notices;
        std::vector<std::uint64_t>
            purged;  // of those without content: others than the tablet have it
    };
    using Read = std::function<Result<StoredEntry>(std::uint64_t seq)>;
    // Of the log's first so many entries; nothing: there are not so many.
    using RootAt = std::function<Result<std::optional<Hash32>>(std::uint64_t size)>;
    struct Against {
        const LogRow& log;
        const wire::Pairing& central;  // whose receipts count
        std::uint64_t known = 0;       // so many entries came before those that were looked at
        const Read& read;
        const RootAt& root_at;
        const ContentKeys& keys;
    };
    [[nodiscard]] Result<Judged> judge(const Against& against) const;

  private:
    [[nodiscard]] bool is_claim(std::uint64_t seq) const;

    std::vector<std::uint64_t> bare_;
    std::vector<std::uint64_t> marked_;
    std::vector<std::uint64_t> claims_;  // erasures and purges
};

}  // namespace cpc::service
