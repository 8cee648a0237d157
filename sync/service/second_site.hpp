// SPDX-License-Identifier: Apache-2.0
// Level 2: a second site with keys of its own takes over everything that central has confirmed,
// computes it again and signs that.
//
//     central       second --site SECOND.json      whose second signature counts: endorsed by the
//                                                  root key, on every copy
//     central       copy --to FILE                 what the second site does not have yet, sealed
//                                                  to its key
//     second site   check --from FILE --to FOLDER  ‹bundle›.cpr, each a receipt of level 2
//     central       confirm --from FOLDER          kept in DIR/confirmed, given to tablets
//
// What always holds: the second site signs a receipt only if it holds every one before it, in
// central's own order and byte for byte as it held them before; if the entries follow from each
// other, are signed as their types require, and add up to the root that the tablet signed; if every
// content has the digest that its entry names; and after reading all of it back from its own disk.
// Whatever does not fit ends the check there, with the reason; what came before stays confirmed.
// A central that was put back to an older state gives a place in its list twice, and is found here.
//
// The second site cannot read a word of it: it is given no conference key that is not under
// central's wrap key. So it does not judge what a content says, nor whether officers' erasures
// are theirs: central did, and a content that is missing is accepted only in a log with an entry
// about an erasure. Source: security design, 3.9, 3.11; PROTOCOL.md, "Level 2".
#pragma once

#include <string>
#include <vector>

#include "core/base/ports.hpp"
#include "sync/service/keys.hpp"
#include "sync/service/record_store.hpp"
#include "sync/wire/receipt.hpp"

namespace cpc::service {

// What both sites need to do their part.
struct SiteDesk {
    RecordStore& store;
    const CentralKeys& keys;
    Files& files;
    Clock& clock;
    std::string directory;  // the service's own
};

inline constexpr const char* second_file = "second.json";  // at central: the second site's keys
inline constexpr const char* first_file = "first.json";    // at the second site: central's keys

// --- at central ---
[[nodiscard]] Result<wire::Pairing> name_second_site(Files& files, const std::string& directory,
                                                     const CentralKeys& keys,
                                                     ByteView site_central_json);
struct CopyFacts {
    std::uint64_t first = 0;  // place of the first receipt in it
    std::uint64_t receipts = 0;
    std::uint64_t entries = 0;
};
enum class Whole : std::uint8_t { no, yes };  // yes: from the first receipt on, for a new site
// With nothing to copy no file is made.
[[nodiscard]] Result<CopyFacts> write_copy(const SiteDesk& desk, const std::string& path,
                                           Whole whole);
struct ConfirmedFacts {
    std::uint64_t taken = 0;
    std::vector<std::string> refused;  // file and reason
};
[[nodiscard]] Result<ConfirmedFacts> take_confirmed(const SiteDesk& desk,
                                                    const std::string& folder);
// The receipt of level 2, if there is one.
[[nodiscard]] Result<std::optional<std::string>> confirmed_receipt(Files& files,
                                                                   const std::string& directory,
                                                                   const BundleId& bundle);

// --- at the second site ---
[[nodiscard]] Result<wire::Pairing> name_first_site(Files& files, const std::string& directory,
                                                    const CentralKeys& keys, ByteView central_json);
// Nothing if this directory is no second site.
[[nodiscard]] Result<std::optional<wire::Pairing>> first_site(Files& files,
                                                              const std::string& directory);
struct CheckFacts {
    std::uint64_t confirmed = 0;
    std::uint64_t held = 0;            // receipts of central's that are here now
    std::optional<std::string> wrong;  // why it went no further
};
[[nodiscard]] Result<CheckFacts> check_copy(const SiteDesk& desk, const std::string& path,
                                            const std::string& folder);

}  // namespace cpc::service
