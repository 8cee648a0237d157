// SPDX-License-Identifier: Apache-2.0
// What is gone, as the record itself says it: its entries of the type "content erased", each signed
// by two of the officers who were enrolled last before it; and those of the type "purged", each
// signed by a chair, of what central and its second site hold.
//
// This is the one judge of missing content. An entry without the content that its header names is
// damage, unless such an entry further on names it; then it must be without it, in both copies, and
// a copy that still has it is made to lose it (recovery.hpp). An erasure that two enrolled officers
// did not sign erases nothing and excuses nothing; nor does a purge without a chair's signature or
// with a receipt that does not reach as far. How content goes: erase.hpp, purge.hpp. What a receipt
// says is not understood here: whoever has the keys of central judges it (app/send, sync/service).
//
// Source: security design, 3.9, 3.12b; core/record/FORMAT.md, "Erased content", "Purged content".
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
    // Set: it was no erasure. A chair removed it from this tablet, others have it, and of `what`
    // only conference and entries mean something.
    std::optional<record::Purged> purge;

    // "on 2027-03-30 by board.example/officer-1 and board.example/officer-3 (a court ordered it)"
    [[nodiscard]] std::string words() const;
    // "erased on …", "removed from this tablet on …"
    [[nodiscard]] std::string sentence() const;
    [[nodiscard]] bool whole_conference() const { return purge || !what.keys.empty(); }
};

class Erasures {
  public:
    using Read = std::function<Result<RawEntry>(std::uint64_t seq)>;
    // Whose word it is held against.
    struct Log {
        const crypto::SecretBytes& key;  // to the content of the device's own entries
        const crypto::PublicKey& device;
    };
    // `marked`: the numbers, ascending, of the entries that enrol officers, erase or purge.
    [[nodiscard]] static Result<Erasures> read_from(const std::vector<std::uint64_t>& marked,
                                                    const Read& read, const Log& log);

    [[nodiscard]] bool empty() const { return all_.empty(); }
    [[nodiscard]] const std::vector<Erased>& all() const { return all_; }
    // Entries that claim to erase or purge and may not: nothing follows from them.
    [[nodiscard]] const std::vector<std::uint64_t>& refused() const { return refused_; }
    [[nodiscard]] const std::vector<record::OfficerKey>& officers() const { return officers_; }

    [[nodiscard]] const Erased* of_entry(std::uint64_t seq) const;
    // Whose content is all gone: erased if it was, else purged. Nothing of an erasure of single
    // entries.
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
    std::vector<record::OfficerKey> officers_;  // as they stand after the last entry
    std::map<std::uint64_t, std::size_t>
        by_entry_;  // into all_: the first erasure that names it, else purge
};

// Is this one of the entries that read_from() must be shown?
[[nodiscard]] bool is_marked(const RawEntry& raw);

}  // namespace cpc::store
