// SPDX-License-Identifier: Apache-2.0
// The weekly look: is everything still as it was written?
//
// Both copies from their first byte to their last, every signature, every content, as verify does,
// and the record before this one after a restore. A whole record is only read. A hurt one is opened
// once, which repairs what one copy can give the other and puts that on record; then it is looked
// at again. What cannot be repaired is left exactly as it is, for salvage.hpp.
#pragma once

#include <map>

#include "core/store/verify.hpp"

namespace cpc::store {

struct Scrubbed {
    VerifyReport found;                 // as it was
    std::optional<VerifyReport> after;  // and after a repair, if one was made
    std::vector<std::string> repaired;  // what was done, in sentences
    std::optional<Error> not_repaired;  // why not, if it could not be
    std::optional<VerifyReport> former;

    [[nodiscard]] bool was_whole() const { return found.whole() && (!former || former->whole()); }
    [[nodiscard]] bool is_whole() const {
        return (after ? after->whole() : found.whole()) && (!former || former->whole());
    }
};
[[nodiscard]] Result<Scrubbed> scrub(Ports ports, const std::string& directory,
                                     const crypto::SecretBytes& passphrase);

// For whoever wants to know what a record is: the same look, and the small state as it lies there.
// Changes nothing and counts no try.
struct Inside {
    VerifyReport report;
    std::map<std::string, Bytes> state;
};
[[nodiscard]] Result<Inside> look_inside(Ports ports, const std::string& directory,
                                         const crypto::SecretBytes& passphrase);
// Without any passphrase: which log it is. Nothing: the journal does not say.
[[nodiscard]] std::optional<Hash32> log_id_outside(Files& files, const std::string& directory);

}  // namespace cpc::store
