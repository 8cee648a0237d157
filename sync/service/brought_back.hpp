// SPDX-License-Identifier: Apache-2.0
// What only the second site has any more, brought back to central: contents that a tablet purged
// when two sites had them, and that central lacks because it was put back to before they came. They
// are held back as content-purged (held.hpp) until this is done.
//
//     central       ask-back --to FILE               which entries; a note signed by central
//     second site   give-back --from FILE --to FILE  those and their keys, sealed to central,
//     signed central       take-back --from FILE --by NAME  judged again, one by one; in one
//     transaction a log
//
// What always holds: the second site gives only what its own central asked for over central's
// signature, and only what has the digest that its entry names; central takes a content only for an
// entry that it holds back as purged, from the site it named, if the content has that digest, opens
// under the conference's own key, and is one that central would take from a tablet. Whatever does
// not fit is named and stays held back. Who did it stands in both sites' own lists and in a notice.
//
// Left out: anything held back for another reason, which only the tablet can send. Keys come as
// central had wrapped them for the second site; nothing in the file can be read on the way or
// there. Format: sync/wire/PROTOCOL.md, "Brought back".
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sync/service/held.hpp"
#include "sync/service/second_site.hpp"

namespace cpc::service {

inline constexpr std::size_t asked_bytes_max = 1'048'576;
inline constexpr std::size_t brought_by_max = 100;

// --- at central ---
struct AskedFacts {
    std::uint64_t logs = 0;
    std::uint64_t entries = 0;
};
// With nothing to ask for no file is made.
[[nodiscard]] Result<AskedFacts> ask_back(const SiteDesk& desk, const std::string& path);

struct BroughtFacts {
    std::uint64_t taken = 0;
    std::vector<std::string> refused;  // log, entry and reason; they stay held back
};
// `by`: the person who does it, in words. Without `vetting` whatever opens is taken.
[[nodiscard]] Result<BroughtFacts> take_back(const SiteDesk& desk, const Vetting& vetting,
                                             const std::string& path, const std::string& by);

// --- at the second site ---
struct GivenBackFacts {
    std::uint64_t entries = 0;
    std::uint64_t missing = 0;  // asked for, and not here as its entry names it
};
[[nodiscard]] Result<GivenBackFacts> give_back(const SiteDesk& desk, const std::string& asked,
                                               const std::string& path);

}  // namespace cpc::service
