// SPDX-License-Identifier: Apache-2.0
#include "app/send/verify.hpp"

#include "app/send/words.hpp"
#include "core/crypto/hash.hpp"
#include "core/record/paper_code.hpp"
#include "core/record/single_record.hpp"
#include "sync/wire/container.hpp"
#include "sync/wire/receipt.hpp"

namespace cpc::send {
namespace {

FileVerdict unread(const Error& error) {
    const bool changed = error.fault == Fault::damaged || error.fault == Fault::forged;
    return {changed ? 1 : 2, error.text() + "\n"};
}

}  // namespace

std::string key_name(ByteView key) {
    return to_hex(crypto::sha256(key)).substr(0, 16);
}

FileKind kind_of_file(ByteView file) {
    if (wire::looks_like_container(file)) return FileKind::bundle;
    if (wire::looks_like_receipt(file)) return FileKind::receipt;
    if (record::looks_like_single_record(file)) return FileKind::single_record;
    if (record::looks_like_consistency_file(file)) return FileKind::consistency;
    if (record::parse_note(text_of(file))) return FileKind::note;
    return FileKind::other;
}

FileVerdict verify_bundle(ByteView file, const std::optional<wire::Pairing>& central) {
    const auto facts = wire::inspect_container(file);
    if (!facts) return unread(facts.error());
    std::string text = "Bundle " + facts->header.bundle.hex() +
                       " is whole: " + std::to_string(facts->bytes) + " bytes in " +
                       std::to_string(facts->header.chunks) + " chunks.\n" +
                       "Sealed and signed by the tablet with key " + key_name(facts->device_key) +
                       ". Only central can open it.\n";
    if (!central) return {0, text};
    if (facts->header.ingest_kid == crypto::sha256(central->ingest_key))
        return {0, text + "It is meant for " + central->name + ".\n"};
    return {1, text + "But it is sealed to another central service than " + central->name + ".\n"};
}

FileVerdict verify_receipt(ByteView file, const std::optional<wire::Pairing>& central) {
    const auto receipt = wire::read_receipt(file);
    if (!receipt) return unread(receipt.error());
    std::string text = "Receipt for bundle " + receipt->bundle.hex() + " is whole (level " +
                       std::to_string(receipt->level) + ").\n" + "Central (" +
                       receipt->central_name + ", key " + key_name(receipt->central_key) +
                       ") confirmed on " + utc_words(receipt->received) +
                       " that it holds the first " + std::to_string(receipt->checkpoint.size) +
                       " entries of the record\n" + receipt->checkpoint.origin +
                       "\nwith the code " + record::paper_code(receipt->checkpoint.root) +
                       ", signed by the tablet with key " + key_name(receipt->device_key) + ".\n";
    if (receipt->list)
        text += "Central's list of what was done and looked at there had " +
                std::to_string(receipt->list->size) + " lines then.\n";
    if (receipt->epoch != 0)
        text += "Central's store had last begun anew from a backup on " +
                utc_words(Instant{static_cast<std::int64_t>(receipt->epoch)}) + ".\n";
    for (const auto& held : receipt->held_back)
        text += "Not received, held back as \"" + held.code + "\": " +
                (held.first == held.last ? "entry " + std::to_string(held.first)
                                         : "entries " + std::to_string(held.first) + " to " +
                                               std::to_string(held.last)) +
                ". " + std::string{wire::held_words(held.code)} + "\n";
    if (receipt->second)
        text += "A second site (" + receipt->second->site_name + ", key " +
                key_name(receipt->second->site_key) +
                ") took all of it over, computed it again and signed that on " +
                utc_words(receipt->second->confirmed) + ".\n";
    if (!central)
        return {0, text +
                       "Whether that is the right central was not asked: give its central.json "
                       "to compare.\n"};
    const auto trusted = wire::trusted_by(*receipt, *central);
    if (!trusted) return {1, text + trusted.error().text() + "\n"};
    return {0, text + (receipt->second
                           ? "The key is the paired central's, and its root key endorsed the "
                             "second site.\n"
                           : "The key is the paired central's.\n")};
}

}  // namespace cpc::send
