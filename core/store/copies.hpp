// SPDX-License-Identifier: Apache-2.0
// The two copies of a record as they are found on the disk, before anybody decides anything.
// open() looks, decides and repairs (recovery.hpp); verify looks and tells.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/store/entry_store.hpp"
#include "core/store/erasures.hpp"
#include "core/store/journal.hpp"
#include "core/store/log_index.hpp"
#include "core/store/vault.hpp"

namespace cpc::store {

inline constexpr const char* journal_file = "journal.cpl";
inline constexpr const char* store_file = "store.db";
inline constexpr const char* store_hot_file = "store.db-journal";

struct StoreKeys {
    crypto::SecretBytes database;
    crypto::SecretBytes journal;
    crypto::SecretBytes wrapping;
    crypto::SecretBytes pepper;

    [[nodiscard]] static StoreKeys from_master(const crypto::SecretBytes& master);
};

// Where one copy is hurt.
struct CopyDamage {
    std::optional<std::uint64_t> seq;
    std::optional<std::uint64_t> offset;
    std::string what;
};

struct JournalCopy {
    struct Held {
        FramePlace place;
        Hash32 digest{};  // of everything in the frame
    };
    std::optional<Journal> journal;  // nothing: missing or its head is damaged
    JournalScan scan;
    std::vector<std::optional<Held>> held;  // by number
    // Of all these entries, if they follow from each other without a gap.
    std::optional<LogIndex> index;
    std::optional<std::uint64_t> misfit;  // the first entry that does not
    std::vector<std::uint64_t> marked;    // erasures.hpp
    std::vector<CopyDamage> damage;
};

struct StoreCopy {
    std::optional<EntryStore> store;         // nothing: missing or does not open
    std::vector<Hash32> digests;             // by number, up to the first row that is not whole
    std::map<std::uint64_t, Hash32> beyond;  // whole rows behind it, by number
    std::vector<std::uint64_t> marked;       // erasures.hpp
    std::vector<CopyDamage> damage;

    [[nodiscard]] std::optional<Hash32> digest_at(std::uint64_t seq) const;
    [[nodiscard]] std::uint64_t reach() const;  // one past the last whole row
};

// What the two together say is erased.
[[nodiscard]] Result<Erasures> erasures_in(JournalCopy& journal, StoreCopy& store,
                                           const StoreKeys& keys);

[[nodiscard]] Hash32 digest_of(const RawEntry& entry);
// Faults that say something about the bytes, not about the machine.
[[nodiscard]] bool speaks_of_damage(Fault fault);
// What a conference's wrapped key is bound to.
[[nodiscard]] Bytes conference_wrap_bound(const Hash32& log_id, const ConferenceId& id,
                                          const ByteArray<16>& key_id);

// An error (not damage) means that the medium or the machine failed, or somebody else has the file
// open: nothing may be concluded, and nothing may be repaired.
[[nodiscard]] Result<JournalCopy> look_at_journal(Ports ports, const std::string& path,
                                                  const StoreKeys& keys, Journal::Access access);
[[nodiscard]] Result<StoreCopy> look_at_store(Ports ports, const std::string& path,
                                              const StoreKeys& keys, Database::Mode mode);

// Both, to be gone on with. They have nothing to do with each other, so those of a large record are
// looked at by two threads at once: from so many bytes of the store on, that is worth a thread.
struct Copies {
    JournalCopy journal;
    StoreCopy store;
};
inline constexpr std::uint64_t side_by_side_bytes_min = 4U << 20U;
[[nodiscard]] Result<Copies> look_at_both(Ports ports, const std::string& directory,
                                          const StoreKeys& keys,
                                          std::uint64_t side_by_side_from = side_by_side_bytes_min);

}  // namespace cpc::store
