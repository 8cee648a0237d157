// SPDX-License-Identifier: Apache-2.0
// The makers of artefacts, by what they make. Each gives whole ones and hurt ones; which is which
// is for judge() to say.
#pragma once

#include "tests/second-verifier/peer/artefact.hpp"

namespace cpc::peer {

using Maker = Json (*)(Dice& dice);

[[nodiscard]] Json make_cbor(Dice& dice);
[[nodiscard]] Json make_entry(Dice& dice);
[[nodiscard]] Json make_content(Dice& dice);
[[nodiscard]] Json make_root(Dice& dice);
[[nodiscard]] Json make_inclusion(Dice& dice);
[[nodiscard]] Json make_consistency(Dice& dice);
[[nodiscard]] Json make_verifier_key(Dice& dice);
[[nodiscard]] Json make_checkpoint(Dice& dice);
[[nodiscard]] Json make_note(Dice& dice);
[[nodiscard]] Json make_paper(Dice& dice);
[[nodiscard]] Json make_paper_of(Dice& dice);
[[nodiscard]] Json make_receipt(Dice& dice);
[[nodiscard]] Json make_bundle(Dice& dice);
[[nodiscard]] Json make_opened(Dice& dice);
[[nodiscard]] Json make_log(Dice& dice);
[[nodiscard]] Json make_record(Dice& dice);
[[nodiscard]] Json make_proof_file(Dice& dice);
[[nodiscard]] Json make_pairing(Dice& dice);

}  // namespace cpc::peer
