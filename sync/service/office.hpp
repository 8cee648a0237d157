// SPDX-License-Identifier: Apache-2.0
// What the people at the centre did, as central keeps it: one append-only list beside the records.
// Each content is sealed under central's wrap key and bound to its kind and to what it is about, so
// that a row cannot be read in the store nor passed off as another. A correction is a later row.
#pragma once

#include <array>

#include "core/base/result.hpp"
#include "sync/service/keys.hpp"
#include "sync/service/record_store.hpp"

namespace cpc::service {

namespace office_kind {
inline constexpr const char* answer = "answer";      // to a record (sync/wire/record_answer.hpp)
inline constexpr const char* account = "account";    // of a member of staff
inline constexpr const char* look = "look";          // who looked at what, and what was tried
inline constexpr const char* held = "held-back";     // of a record, and not received (held.hpp)
inline constexpr const char* prepared = "prepared";  // a conference as the staff write it
inline constexpr const char* pack = "pack";          // the same, sent to a tablet (packs.hpp)
inline constexpr const char* pack_way = "pack-way";  // how it left
inline constexpr const char* custodians = "custodians";      // who lets tablets in (custody.hpp)
inline constexpr const char* admission = "admission";        // of a tablet, by two of them
inline constexpr const char* brought_back = "brought-back";  // from the second site
inline constexpr const char* given_back = "given-back";      // there: what left it
}  // namespace office_kind
inline constexpr std::array<const char*, 11> office_kinds = {
    office_kind::answer,       office_kind::account,    office_kind::look,
    office_kind::held,         office_kind::prepared,   office_kind::pack,
    office_kind::pack_way,     office_kind::custodians, office_kind::admission,
    office_kind::brought_back, office_kind::given_back};

inline constexpr std::size_t office_content_bytes_max = 65'536;

// Row by row: `content` as it was before sealing.
[[nodiscard]] Bytes seal_office(const CentralKeys& keys, const std::string& kind,
                                const Bytes& about, ByteView content);
[[nodiscard]] Result<Bytes> open_office(const CentralKeys& keys, const OfficeRow& row);

// The row's leaf in the tree over the whole list, whose head stands on every receipt. Its number is
// not in it: a restored store counts anew, and the order is the tree's.
[[nodiscard]] Hash32 office_leaf(const OfficeRow& row);
// The same where the content was hashed already.
[[nodiscard]] Hash32 office_leaf(const std::string& kind, const Bytes& about, Instant at,
                                 const Hash32& content);

}  // namespace cpc::service
