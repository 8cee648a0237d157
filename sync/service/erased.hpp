// SPDX-License-Identifier: Apache-2.0
// Content that a tablet no longer had when it sent the entry: two of its officers had it erased
// (core/store/erasures.hpp), and the entry that says so must be in the same log, further on.
//
// Central judges it by what it holds itself: the officers that the log enrolled, their signatures,
// and which entries they named. What central already has of erased content is not touched by this:
// its own copies and backups are its own to erase, and a notice says that it is asked to.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sync/service/record_store.hpp"

namespace cpc::service {

// By conference and key id.
using ContentKeys = std::map<std::pair<ByteArray<16>, ByteArray<16>>, crypto::SecretBytes>;

class ErasedThere {
  public:
    void look_at(const record::EntryHeader& header, bool without_content);
    // Is there anything to judge?
    [[nodiscard]] bool any() const { return !bare_.empty() || !erasures_.empty(); }

    struct Judged {
        std::optional<Error> wrong;  // of the entries looked at
        std::vector<std::string> notices;
    };
    using Read = std::function<Result<StoredEntry>(std::uint64_t seq)>;
    // `known`: so many entries of the log came before those that were looked at.
    [[nodiscard]] Result<Judged> judge(const LogRow& log, std::uint64_t known, const Read& read,
                                       const ContentKeys& keys) const;

  private:
    std::vector<std::uint64_t> bare_;
    std::vector<std::uint64_t> marked_;
    std::vector<std::uint64_t> erasures_;
};

}  // namespace cpc::service
