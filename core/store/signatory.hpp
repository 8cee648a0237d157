// SPDX-License-Identifier: Apache-2.0
// Makes an entry's signatures, and checks them again in the bytes that are being recorded.
//
// Why one's own signatures are checked at all: Ed25519 gives its key away to whoever sees a
// signature that a fault (a flipped bit, a rowhammer, a glitched supply) has spoiled, and an entry
// whose signature does not fit would be worth nothing as evidence. So nothing is acknowledged
// before every signature in it has been found to fit. The check takes three times as long as the
// signature itself; it is done by a second thread while the disk brings the frame to safety, and an
// append waits for both. A frame whose check fails is taken back from the journal before anybody
// hears of it (Vault::append), and at open if the power went in between (recovery.hpp).
#pragma once

#include <array>
#include <span>
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
    // entry: the bytes to be recorded; must stay until the check is over.
    void begin_check(ByteView entry, std::span<const Signer> signers);
    [[nodiscard]] Result<void> finish_check();

  private:
    SecondHand hand_;
    std::vector<Result<void>> checked_;
};

}  // namespace cpc::store
