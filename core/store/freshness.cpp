// SPDX-License-Identifier: Apache-2.0
#include "core/store/freshness.hpp"

#include "core/record/note.hpp"

namespace cpc::store {

Result<Held> held_against(Vault& vault, std::string_view checkpoint_note) {
    const auto note = CPC_TRY(record::parse_note(checkpoint_note));
    const auto then = CPC_TRY(record::parse_checkpoint(note.text));
    if (then.origin != vault.origin() ||
        !record::verify_note(note, vault.origin(), vault.device_key().public_key()))
        return fail(Fault::forged, "That checkpoint is not one of this tablet's record.");
    if (then.size > vault.size()) return Held{Held::Against::shorter, then.size};
    const bool same = CPC_TRY(vault.root_at(then.size)) == then.root;
    return Held{same ? Held::Against::agrees : Held::Against::another_past, then.size};
}

Result<void> agrees_with(Vault& vault, std::string_view checkpoint_note) {
    constexpr const char* advice =
        "Nothing was changed. Do not open a conference on this tablet; tell the device "
        "administrator, and keep the tablet and whatever the checkpoint came from.";
    const auto held = CPC_TRY(held_against(vault, checkpoint_note));
    switch (held.against) {
        case Held::Against::agrees:
            return {};
        case Held::Against::shorter:
            return fail(
                Fault::conflict,
                "The record on this tablet is shorter than it once was: an older copy has been "
                "put in its place.",
                std::to_string(vault.size()) + " entries of " + std::to_string(held.then), advice);
        case Held::Against::another_past:
            break;
    }
    return fail(Fault::conflict, "The record on this tablet has another past than it once had.",
                "the first " + std::to_string(held.then) + " entries", advice);
}

}  // namespace cpc::store
