// SPDX-License-Identifier: Apache-2.0
// What is erased, as the record itself says it: its entries of the type "content erased", each
// signed by two of the officers who were enrolled last before it.
//
// This is the one judge of missing content. An entry without the content that its header names is
// damage, unless such an entry further on names it; then it must be without it, in both copies, and
// a copy that still has it is made to lose it (recovery.hpp). An erasure that two enrolled officers
// did not sign erases nothing and excuses nothing. How content is erased: erase.hpp.
//
// Source: security design, 3.12b; core/record/FORMAT.md, "Erased content".
#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/crypto/secret.hpp"
#include "core/crypto/sign.hpp"
#include "core/record/device_events.hpp"
#include "core/store/raw_entry.hpp"

namespace cpc::store {

struct Erased {
    std::uint64_t seq = 0;  // of the entry that says so
    Instant wall;
    record::Erasure what;
    std::array<std::string, 2> officers;  // names of their keys

    // "on 2027-03-30 by board.example/officer-1 and board.example/officer-3 (a court ordered it)"
    [[nodiscard]] std::string words() const;
    [[nodiscard]] bool whole_conference() const { return !what.keys.empty(); }
};

class Erasures {
  public:
    using Read = std::function<Result<RawEntry>(std::uint64_t seq)>;
    // Whose word it is held against.
    struct Log {
        const crypto::SecretBytes& key;  // to the content of the device's own entries
        const crypto::PublicKey& device;
    };
    // `marked`: the numbers, ascending, of the entries that enrol officers or erase.
    [[nodiscard]] static Result<Erasures> read_from(const std::vector<std::uint64_t>& marked,
                                                    const Read& read, const Log& log);

    [[nodiscard]] bool empty() const { return all_.empty(); }
    [[nodiscard]] const std::vector<Erased>& all() const { return all_; }
    // Entries that claim to erase and may not: nothing follows from them.
    [[nodiscard]] const std::vector<std::uint64_t>& refused() const { return refused_; }
    [[nodiscard]] const std::vector<record::OfficerKey>& officers() const { return officers_; }

    [[nodiscard]] const Erased* of_entry(std::uint64_t seq) const;
    // Whose keys are destroyed; nothing of an erasure of single entries.
    [[nodiscard]] const Erased* of_conference(const ConferenceId& conference) const;
    [[nodiscard]] const std::map<std::uint64_t, std::size_t>& entries() const { return by_entry_; }
    [[nodiscard]] bool key_gone(const ByteArray<16>& key_id) const;
    // A row of the small state that may repeat what is erased: whatever names that conference, but
    // not the keys its people sign with unless all of it is erased.
    [[nodiscard]] bool takes_row(std::string_view key) const;
    // The entry as it has to lie there.
    [[nodiscard]] RawEntry without(RawEntry raw) const;
    // With one more, before it is written.
    void add(Erased one);

  private:
    std::vector<Erased> all_;
    std::vector<std::uint64_t> refused_;
    std::vector<record::OfficerKey> officers_;       // as they stand after the last entry
    std::map<std::uint64_t, std::size_t> by_entry_;  // into all_, the first that names it
};

// Is this one of the entries that read_from() must be shown?
[[nodiscard]] bool is_marked(const RawEntry& raw);

}  // namespace cpc::store
