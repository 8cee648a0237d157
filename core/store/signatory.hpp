// SPDX-License-Identifier: Apache-2.0
// Makes an entry's signatures, and makes them a second time while the entry is being recorded.
//
// Why twice: Ed25519 gives its key away to whoever sees a signature that a fault (a flipped bit, a
// rowhammer, a glitched supply) has spoiled, and an entry whose signature does not fit would be
// worth nothing as evidence. The same key and statement always give the same signature, so two that
// differ, or differ from the bytes in the frame, show the fault; a key that has changed in memory
// would make the same wrong one twice and is found by its digest. This costs a third of verifying
// and is done by a second thread while the disk brings the frame to safety: an append waits for
// both and acknowledges neither without the other. A frame that fails is taken back from the
// journal before anybody hears of it (Vault::append), and at open if the power went in between
// (recovery.hpp). Every signature is verified in full as well, by the writer thread before the
// store takes the entry (store_writer.hpp), and by verify and scrub. Of entries that a power cut kept
// from the store, opening checks the last one only.
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "core/record/entry.hpp"
#include "core/store/second_hand.hpp"
#include "core/store/vault.hpp"

namespace cpc::store {

class Signatory {
  public:
    // An entry is about to be signed.
    void rouse() { hand_.rouse(); }
    // One signature each, in the order parse() accepts.
    [[nodiscard]] std::vector<record::Signature> sign(const record::EntryHeader& header,
                                                      std::span<const Signer> signers);
    // entry: the bytes being recorded. It and the keys must stay until the check is over.
    void begin_check(ByteView entry, std::span<const Signer> signers);
    // Something else that can be done while the disk works; done when the check is finished.
    void meanwhile(SecondHand::Job job) { hand_.offer(std::move(job)); }
    [[nodiscard]] Result<void> finish_check();

  private:
    SecondHand hand_;
    std::vector<Result<void>> checked_;
};

}  // namespace cpc::store
