// SPDX-License-Identifier: Apache-2.0
// What stands between an old master key and a new one on the disk, and how a change that was broken
// off is finished or forgotten.
//
//     before      keys.cpk holds the old master key; journal.cpl.next and store.db.next grow under
//                 the new one, are read back whole and synced
//     at once     keys.cpk holds the new master key (its first whole copy with the higher number)
//     after       the two .next files take their names; the old ones are gone
//
// Which master key keys.cpk holds decides everything: a .next file that opens under it belongs to a
// change that has happened and takes its name at the next open; one that does not is left of a
// change that never happened and is removed. Neither needs a note of how far somebody came.
#pragma once

#include <string>

#include "core/store/copies.hpp"

namespace cpc::store {

inline constexpr const char* journal_next_file = "journal.cpl.next";
inline constexpr const char* store_next_file = "store.db.next";

struct NextFiles {
    bool journal = false;    // journal.cpl.next is the journal under these keys
    bool store = false;      // store.db.next is the store under these keys
    bool left_over = false;  // one of them is there and opens under other keys, or not at all

    [[nodiscard]] bool pending() const { return journal || store; }
};

[[nodiscard]] Result<NextFiles> look_for_next(Ports ports, const std::string& directory,
                                              const StoreKeys& keys);
// Both copies are brought to their names, or what was left over is removed. True: a change of the
// master key was finished now.
[[nodiscard]] Result<bool> finish_change(Ports ports, const std::string& directory,
                                         const StoreKeys& keys);

// What is gone already is no error: a step that was broken off is done again.
[[nodiscard]] Result<void> remove_if_there(Files& files, const std::string& path);

}  // namespace cpc::store
