// SPDX-License-Identifier: Apache-2.0
#include "app/send/freshness.hpp"

#include "core/base/limits.hpp"
#include "core/record/note.hpp"
#include "core/store/freshness.hpp"
#include "sync/wire/receipt.hpp"

namespace cpc::send {
namespace {

constexpr std::string_view receipt_prefix = "sync/receipt/";
constexpr std::string_view receipt_ending = ".cpr";

void hold_against(store::Vault& vault, ByteView receipt, std::vector<std::string>& out) {
    const auto note = checkpoint_in(receipt, {});
    if (!note) return;
    const auto held = store::agrees_with(vault, *note);
    if (!held && held.error().fault == Fault::conflict)
        out.push_back(held.error().what + " (" + held.error().where + ")");
}

}  // namespace

Result<std::string> checkpoint_in(ByteView bytes, const std::string& file) {
    const std::string text{text_of(bytes)};
    if (!wire::looks_like_receipt(bytes)) {
        const auto note = record::parse_note(text);
        if (note && record::parse_checkpoint(note->text)) return text;
        return fail(Fault::malformed, "This is neither a receipt nor a checkpoint.", file,
                    "Nothing was changed.");
    }
    CPC_TRY(wire::read_receipt(bytes));
    return std::string{wire::checkpoint_inside(text)};
}

Result<std::vector<std::string>> contradictions(store::Vault& vault, Files& files,
                                                const std::string& outbox) {
    std::vector<std::string> out;
    for (const auto& key : CPC_TRY(vault.state_keys(receipt_prefix)))
        if (const auto text = CPC_TRY(vault.get_state(key))) hold_against(vault, *text, out);
    if (!files.exists(outbox)) return out;
    for (const auto& name : CPC_TRY(files.list(outbox))) {
        if (!name.ends_with(receipt_ending)) continue;
        const auto bytes = read_whole(files, outbox + "/" + name, limits::receipt_bytes_max);
        if (bytes) hold_against(vault, *bytes, out);
    }
    return out;
}

}  // namespace cpc::send
