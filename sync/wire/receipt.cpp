// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/receipt.hpp"

#include <algorithm>

#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"
#include "sync/wire/confirmed.hpp"
#include "sync/wire/limits.hpp"
#include "sync/wire/note_lines.hpp"
#include "sync/wire/receipt_lines.hpp"

namespace cpc::wire {
namespace {

constexpr std::string_view first_line = "cpc-receipt/v1";
constexpr std::size_t fixed_lines = 10;
constexpr std::uint64_t list_lines_max = 1'000'000'000;

std::size_t head_lines(const Receipt& r) {
    return fixed_lines + (r.list ? 1 : 0) + (r.epoch != 0 ? 1 : 0) + r.held_back.size();
}

std::string verifier_line(const std::string& name, record::NoteKind kind,
                          const crypto::PublicKey& key) {
    return record::write_verifier_key({name, kind, key});
}

std::string head_text(const Receipt& r) {
    std::string out{first_line};
    out += "\nbundle " + r.bundle.hex();
    out += "\ndigest " + to_base64(r.bundle_digest);
    out += "\nlevel " + std::to_string(r.level);
    out += "\nreceived " + std::to_string(r.received.ms);
    out += "\nindex " + std::to_string(r.index);
    out += "\ntree " + to_base64(r.tree_root);
    out += "\nnext " + to_base64(r.next_token);
    if (r.list) out += "\nlist " + std::to_string(r.list->size) + " " + to_base64(r.list->root);
    if (r.epoch != 0) out += "\nepoch " + std::to_string(r.epoch);
    for (const auto& held : r.held_back)
        out += "\nheld-back " + write_held(held);
    out +=
        "\ncentral " + verifier_line(r.central_name, record::NoteKind::cosignature, r.central_key);
    out += "\ndevice " +
           verifier_line(r.checkpoint.origin, record::NoteKind::log_signature, r.device_key);
    return out + "\n";
}

// "17 3Jxe24st…"; that it stands in its one form is seen when all of it is written again.
std::optional<ListHead> read_list(std::string_view text) {
    const auto space = text.find(' ');
    if (space == std::string_view::npos) return std::nullopt;
    const auto size = number(text.substr(0, space), list_lines_max);
    const auto root = from_base64(text.substr(space + 1));
    ListHead out;
    if (!size || !root || root->size() != out.root.size()) return std::nullopt;
    out.size = *size;
    std::copy(root->begin(), root->end(), out.root.begin());
    return out;
}

Result<Receipt> read_head(std::string_view head) {
    const auto newline = head.find('\n');
    if (head.substr(0, newline) != first_line)
        return receipt_damage("The receipt does not begin as it should.", "line 1");
    ReceiptLines lines(head.substr(newline + 1));
    Receipt r;
    lines.binary("bundle", r.bundle.bytes, true);
    lines.binary("digest", r.bundle_digest, false);
    r.level = static_cast<std::uint8_t>(lines.number("level", 9));
    r.received.ms = static_cast<std::int64_t>(lines.number("received", receipt_ms_max));
    r.index = lines.number("index", cpc::limits::entries_max);
    lines.binary("tree", r.tree_root, false);
    lines.binary("next", r.next_token, false);
    if (lines.next_is("list")) {
        r.list = read_list(lines.take("list"));
        if (!r.list) lines.reject();
    }
    if (lines.next_is("epoch")) {
        r.epoch = lines.number("epoch", receipt_ms_max);
        if (r.epoch == 0) lines.reject();
    }
    while (lines.next_is("held-back") && r.held_back.size() <= held_back_lines_max) {
        auto held = read_held(lines.take("held-back"));
        if (held) r.held_back.push_back(std::move(*held));
        if (!held || !held_in_order(r.held_back)) lines.reject();
    }
    const auto central = lines.key("central", record::NoteKind::cosignature);
    r.central_name = central.name;
    r.central_key = central.key;
    const auto device = lines.key("device", record::NoteKind::log_signature);
    r.checkpoint.origin = device.name;
    r.device_key = device.key;
    if (lines.wrong_line() != 0)
        return receipt_damage("A line of the receipt cannot be read.",
                              "line " + std::to_string(lines.wrong_line() + 1));
    if (r.level != 1) return receipt_damage("Central alone signs level 1 and no other.", "line 4");
    return r;
}

// The device's checkpoint with both signatures, as it stands inside.
Result<void> read_inner(std::string_view inner, Receipt& r) {
    const auto place = receipt_lines(head_lines(r) + 2, inner);
    const auto note = record::parse_note(inner);
    if (!note) return receipt_damage("The receipt's checkpoint cannot be read.", place);
    const auto checkpoint = record::parse_checkpoint(note->text);
    if (!checkpoint || checkpoint->origin != r.checkpoint.origin)
        return receipt_damage("The receipt's checkpoint is not of the log it names.", place);
    // The device's line, then central's, and nobody else's: central signs what it has checked.
    if (note->signatures.size() != 2 || note->signatures.front().name != checkpoint->origin)
        return receipt_damage("The receipt's checkpoint has not the two signatures of a receipt.",
                              place);
    r.checkpoint = *checkpoint;
    if (!r.held_back.empty() && r.held_back.back().last >= checkpoint->size)
        return receipt_damage("The receipt holds back an entry that it does not reach.", place);
    if (!record::verify_note(*note, checkpoint->origin, r.device_key))
        return receipt_damage("The device's signature on the checkpoint does not fit.", place);
    if (!record::verify_cosignature(*note, r.central_name, r.central_key))
        return receipt_damage("Central's cosignature on the checkpoint does not fit.", place);
    return {};
}

}  // namespace

Result<std::string> write_receipt(const Receipt& receipt, std::string_view checkpoint_note,
                                  const crypto::SigningKey& central) {
    CPC_CHECK(receipt.central_key == central.public_key());
    auto inner = CPC_TRY(record::parse_note(checkpoint_note));
    Receipt r = receipt;
    r.checkpoint = CPC_TRY(record::parse_checkpoint(inner.text));
    const auto seconds =
        static_cast<std::uint64_t>(std::max<std::int64_t>(r.received.ms, 0)) / 1000;
    // Only the device's own line is passed on: whatever else was on the note is not ours to repeat.
    const auto own =
        record::note_key_id(record::NoteKind::log_signature, r.checkpoint.origin, r.device_key);
    const auto foreign = [&](const record::NoteSignature& s) { return s.key_id != own; };
    auto& lines = inner.signatures;
    lines.erase(std::remove_if(lines.begin(), lines.end(), foreign), lines.end());
    lines.push_back(record::cosign_note(inner.text, r.central_name, central, seconds));
    record::Note outer;
    outer.text = head_text(r) + "\n" + record::write_note(inner);
    outer.signatures.push_back(record::sign_note(outer.text, r.central_name, central));
    return record::write_note(outer);
}

// Two places, so that one damaged byte cannot make a receipt look like something else.
bool looks_like_receipt(ByteView file) {
    const auto text = text_of(file).substr(0, 200);
    return text.substr(0, first_line.size()) == first_line || looks_confirmed(text_of(file)) ||
           text.find("\ndigest ") != std::string_view::npos;
}

Result<Receipt> read_receipt(ByteView file) {
    if (file.size() > limits::receipt_bytes_max)
        return fail(Fault::refused, "The file is larger than any receipt may be.");
    if (!looks_like_receipt(file))
        return fail(Fault::malformed, "This is not a receipt.", {},
                    "A receipt's name ends in .cpr; choose that file.");
    return looks_confirmed(text_of(file)) ? read_confirmed(text_of(file))
                                          : read_first_level(text_of(file));
}

Result<Receipt> read_first_level(std::string_view text) {
    const auto outer = record::parse_note(text);
    const auto gap = text.find("\n\n");
    if (!outer || gap == std::string_view::npos || gap + 2 > outer->text.size())
        return receipt_damage("The receipt is not a signed note.", receipt_lines(1, text));
    auto receipt = CPC_TRY(read_head(text.substr(0, gap + 1)));
    const std::string_view inner = std::string_view{outer->text}.substr(gap + 2);
    CPC_TRY(read_inner(inner, receipt));
    const auto head_place =
        "lines 1 to " + std::to_string(head_lines(receipt)) + " or the last line";
    if (outer->signatures.size() != 1 ||
        !record::verify_note(*outer, receipt.central_name, receipt.central_key))
        return receipt_damage("Central's signature on the receipt does not fit.", head_place);
    if (head_text(receipt) != text.substr(0, gap + 1) || record::write_note(*outer) != text)
        return receipt_damage("The receipt is not written in its one form.", head_place);
    return receipt;
}

Result<void> trusted_by(const Receipt& receipt, const Pairing& pairing) {
    if (receipt.central_key == pairing.receipt_key && receipt.central_name == pairing.name)
        return receipt.second ? endorsed_by(receipt, pairing) : Result<void>{};
    return fail(Fault::forged, "The receipt is signed by another central service's key.",
                "key " + to_hex(crypto::kid_of(receipt.central_key)).substr(0, 16),
                "Nothing was marked as received. Check which central service this tablet is paired "
                "with.");
}

}  // namespace cpc::wire
