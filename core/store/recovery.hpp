// SPDX-License-Identifier: Apache-2.0
// Opening a record: look at both copies, find the one history that is true, and bring both copies
// up to it.
//
//     journal ahead of the store       the store is rolled forward (every crash leaves this)
//     journal's last frame torn        it was never acknowledged: overwritten with zeros
//     journal damaged, cut or missing  rewritten from its whole frames and the store
//     store damaged, old or missing    built anew from the journal; state rows carried over
//     both hurt in different places    each entry is taken from where it is whole; both rewritten
//     content there that is erased     made to go, from whichever copy still has it (erasures.hpp)
//     content missing, not erased      that copy is damaged there
//     an entry whole in neither        nothing is changed; the error names all of them
//     (salvage.hpp) two different valid histories    nothing is changed; the error says so
//
// A damaged file is copied aside (….damaged-1) before anything takes its place, if there is room,
// and if nothing was ever erased: it might hold the keys.
#pragma once

#include <string_view>

#include "core/store/copies.hpp"

namespace cpc::store {

struct Recovered {
    Journal journal;
    EntryStore store;
    LogIndex index;
    OpenReport report;
    std::vector<std::string> faults;  // repairs that the record itself should tell of
    Erasures erased;
};

[[nodiscard]] Result<Recovered> recover(Ports ports, const std::string& directory,
                                        const StoreKeys& keys);

// The one true history out of two copies, or why there is none.
struct History {
    LogIndex index;
    std::vector<bool> from_store;  // by number: where its bytes are taken from
    bool journal_wrong = false;    // a whole frame that does not belong here, or one is missing
    bool store_wrong = false;
    Erasures erased;
    bool journal_unerased = false;  // it still has some of that
    bool store_unerased = false;
};
[[nodiscard]] Result<History> find_history(JournalCopy& journal, StoreCopy& store,
                                           const StoreKeys& keys);

// Every file beside the two copies that may hold keys of erased content: damaged copies kept aside,
// what a broken-off repair, verify or erasure left. The two copies themselves are not touched.
[[nodiscard]] Result<void> remove_leftovers(Ports ports, const std::string& directory,
                                            std::string_view but_not = {});

// Which entries are whole in neither copy, as far as either reaches; and as words: "entries 3,
// 7–9".
[[nodiscard]] std::vector<std::uint64_t> lost_entries(const JournalCopy& journal,
                                                      const StoreCopy& store);
[[nodiscard]] std::string name_entries(const std::vector<std::uint64_t>& numbers);

}  // namespace cpc::store
