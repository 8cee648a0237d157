// SPDX-License-Identifier: Apache-2.0
// Entries that central set aside: their place in the log and their signatures are in order, so the
// log goes on behind them; their content is not, so they are not received. What was sent of them is
// kept as evidence in the centre's own sealed list (office.hpp), named in every receipt that
// reaches past them, and taken in when the tablet sends it again and the cause is gone.
//
// What always holds: an entry that is held back has no content in the store, so that nothing that
// reads contents can see it; entry 0 and the entries by which officers erase and chairs purge
// are never held back, because central's own judgement rests on them. Format:
// sync/wire/PROTOCOL.md, "Held back".
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/codec/codec.hpp"
#include "core/record/entry.hpp"
#include "sync/service/keys.hpp"
#include "sync/service/record_store.hpp"
#include "sync/wire/held_back.hpp"

namespace cpc::service {

// Why a content that opens is still not taken: a code of wire::held_code; nothing if it is. For
// whoever can read what entries say (app/centre). Content is empty where the entry has none.
using Vetting =
    std::function<std::optional<std::string>(const record::EntryHeader& header, ByteView content)>;

enum class HeldState : std::uint8_t {
    held = 0,
    taken = 1,   // sent again, and in order
    erased = 2,  // officers of the tablet had it erased
};

// A line of the list. The facts are stored as CBOR, so the order of fields() is for ever; the
// content stands behind them as it came.
struct HeldEntry {
    std::uint64_t seq = 0;
    HeldState state{};
    std::string code;
    BundleId bundle;  // with which it came, or came right; none: it was brought back
    Instant at;
    Bytes ciphertext;  // as it came; empty once it was taken or erased
    Bytes key_wrap;
    static constexpr auto fields() {
        return std::tuple{&HeldEntry::seq, &HeldEntry::state, &HeldEntry::code, &HeldEntry::bundle,
                          &HeldEntry::at};
    }
};

[[nodiscard]] bool may_be_held(const record::EntryHeader& header);

// Of one log, as its lines stand one after the other.
class HeldLog {
  public:
    [[nodiscard]] static Result<HeldLog> read(RecordStore& store, const CentralKeys& keys,
                                              const Hash32& log_id);
    void apply(HeldEntry entry);

    [[nodiscard]] const HeldEntry* open(std::uint64_t seq) const;
    [[nodiscard]] bool ever(std::uint64_t seq) const { return entries_.count(seq) != 0; }
    // For a receipt: what is held back of the first `size` entries.
    [[nodiscard]] std::vector<wire::HeldBack> lines(std::uint64_t size) const;
    [[nodiscard]] std::vector<const HeldEntry*> all_open() const;
    // Came right with this bundle.
    [[nodiscard]] std::vector<std::uint64_t> taken_with(const BundleId& bundle) const;
    // Came right without one: brought back from the second site (brought_back.hpp).
    [[nodiscard]] std::vector<std::uint64_t> brought_back() const { return taken_with({}); }

  private:
    std::map<std::uint64_t, HeldEntry> entries_;  // the last line about each
};

[[nodiscard]] Bytes write_held_entry(const HeldEntry& entry);
[[nodiscard]] Result<HeldEntry> read_held_entry(ByteView bytes);
[[nodiscard]] OfficeRow held_row(const CentralKeys& keys, const Hash32& log_id,
                                 const HeldEntry& entry);

// What staff see.
struct HeldFact {
    std::uint64_t seq = 0;
    ConferenceId conference;
    std::string code;
    BundleId bundle;
    Instant at;
};

}  // namespace cpc::service

template <>
inline constexpr std::uint64_t cpc::codec::enum_limit<cpc::service::HeldState> = 2;
