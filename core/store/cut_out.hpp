// SPDX-License-Identifier: Apache-2.0
// What an erasure (erase.hpp) and a purge (purge.hpp) share: content is taken out of both copies of
// a record, and an entry at its end says so.
//
// Both files are written anew beside the old ones without what goes, read back and compared
// (rewrite.hpp). The journal's rename is the instant that decides: the entry and the missing
// content are one file, so neither can be there without the other.
//
//     the power goes                              what there is
//     while the new files are written, compared   nothing is gone; the next open clears them away
//     while the journal is being renamed          one or the other
//     before the store is renamed                 gone; the next open makes the store follow, and
//                                                 every damaged copy kept aside is removed first
#pragma once

#include <string>

#include "core/store/rewrite.hpp"
#include "core/store/vault_impl.hpp"

namespace cpc::store {

inline constexpr Rewrite::Names cut_out_names{"journal.cpl.new", "store.db.new"};

// The entry as it will stand at the end, and what then is gone.
struct CutOut {
    RawEntry raw;
    Erasures erased;
    Hash32 root{};
};
// By the same judge as at every open from now on. `unchanged`: the advice when it fails.
[[nodiscard]] Result<CutOut> judged_as_at_open(VaultMaker::Inside& vault, RawEntry raw,
                                               const char* unchanged);
// Changes nothing that is in use; what was begun is cleared away if it fails. Gives the rows of the
// small state that were carried over.
[[nodiscard]] Result<Rewrite::Rows> build_without(Ports ports, VaultMaker::Inside& vault,
                                                  const CutOut& cut, const char* purpose,
                                                  const char* unchanged);
// The first rename decides. The store goes last, so that whoever finds the old one there knows that
// nothing after it was done either. Both files are closed.
[[nodiscard]] Result<void> put_in_place(Ports ports, const std::string& directory);

}  // namespace cpc::store
