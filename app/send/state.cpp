// SPDX-License-Identifier: Apache-2.0
#include "app/send/state.hpp"

#include <algorithm>

#include "core/codec/codec.hpp"
#include "core/record/note.hpp"
#include "core/store/door.hpp"

namespace cpc::send {
namespace {

constexpr std::string_view item_prefix = "sync/item/";
constexpr std::string_view receipt_prefix = "sync/receipt/";
constexpr std::string_view pairing_key = "sync/pairing";
constexpr std::string_view put_back_key = "sync/central-put-back";

std::string key_of(std::string_view prefix, const BundleId& bundle) {
    return std::string{prefix} + bundle.hex();
}

std::string_view key_of(Best which) {
    switch (which) {
        case Best::newest:
            return "sync/newest";
        case Best::largest:
            return "sync/largest";
        case Best::confirmed:
            return "sync/confirmed";
    }
    return {};
}

std::string day_of(std::int64_t ms) {
    constexpr std::int64_t day_ms = 86'400'000;
    return Date{static_cast<std::int32_t>(ms / day_ms)}.iso();
}

// Nothing: it follows from the newest as it should.
std::optional<std::string> put_back_words(const wire::Receipt& newest, std::string_view newest_text,
                                          const wire::Receipt& receipt, std::string_view text) {
    constexpr const char* again =
        " Whatever central lacks is sent again; this record is untouched.";
    if (receipt.bundle == newest.bundle) {
        if (wire::first_level(newest_text) == wire::first_level(text)) return std::nullopt;
        return std::string{
                   "Central answered one bundle twice and differently: it was put back to "
                   "an older state in between."} +
               again;
    }
    const bool later = receipt.received > newest.received;
    if (receipt.epoch > newest.epoch)
        return "Central's store was begun anew from a backup on " +
               day_of(static_cast<std::int64_t>(receipt.epoch)) + "." + again;
    const bool backwards =
        later && (receipt.epoch < newest.epoch ||
                  (receipt.epoch == newest.epoch && receipt.index < newest.index));
    if (!backwards && receipt.index != newest.index) return std::nullopt;
    return std::string{
               "Central gave a place in its list of receipts twice: it was put back to an "
               "older state, and did not say so."} +
           again;
}

}  // namespace

Result<void> keep_item(store::Vault& vault, const engine::Item& item) {
    return vault.put_state(key_of(item_prefix, item.bundle), codec::encode(item));
}

Result<std::optional<engine::Item>> find_item(store::Vault& vault, const BundleId& bundle) {
    const auto bytes = CPC_TRY(vault.get_state(key_of(item_prefix, bundle)));
    if (!bytes) return std::optional<engine::Item>{};
    return std::optional{CPC_TRY(codec::decode<engine::Item>(*bytes))};
}

Result<std::vector<engine::Item>> all_items(store::Vault& vault) {
    std::vector<engine::Item> out;
    for (const auto& key : CPC_TRY(vault.state_keys(item_prefix))) {
        const auto bytes = CPC_TRY(vault.get_state(key));
        if (bytes) out.push_back(CPC_TRY(codec::decode<engine::Item>(*bytes)));
    }
    std::sort(out.begin(), out.end(), [](const engine::Item& a, const engine::Item& b) {
        return std::tuple{a.from, a.to, a.bundle.bytes} < std::tuple{b.from, b.to, b.bundle.bytes};
    });
    return out;
}

Result<std::optional<std::string>> kept_receipt(store::Vault& vault, const BundleId& bundle) {
    const auto bytes = CPC_TRY(vault.get_state(key_of(receipt_prefix, bundle)));
    if (!bytes) return std::optional<std::string>{};
    return std::optional{std::string{text_of(*bytes)}};
}

Result<std::optional<wire::Receipt>> best_receipt(store::Vault& vault, Best which) {
    const auto id = CPC_TRY(vault.get_state(key_of(which)));
    BundleId bundle;
    if (!id || id->size() != bundle.bytes.size()) return std::optional<wire::Receipt>{};
    std::copy(id->begin(), id->end(), bundle.bytes.begin());
    const auto text = CPC_TRY(kept_receipt(vault, bundle));
    if (!text) return std::optional<wire::Receipt>{};
    return std::optional{CPC_TRY(wire::read_receipt(view_of(*text)))};
}

Result<void> keep_receipt(store::Vault& vault, const wire::Receipt& receipt, ByteView file) {
    CPC_TRY(vault.put_state(key_of(receipt_prefix, receipt.bundle), file));
    const auto newest = CPC_TRY(best_receipt(vault, Best::newest));
    if (!newest || newest->index < receipt.index || newest->received < receipt.received)
        CPC_TRY(vault.put_state(key_of(Best::newest), receipt.bundle.bytes));
    const auto largest = CPC_TRY(best_receipt(vault, Best::largest));
    if (!largest || largest->checkpoint.size < receipt.checkpoint.size)
        CPC_TRY(vault.put_state(key_of(Best::largest), receipt.bundle.bytes));
    if (receipt.level < 2) return {};
    const auto confirmed = CPC_TRY(best_receipt(vault, Best::confirmed));
    if (!confirmed || confirmed->checkpoint.size < receipt.checkpoint.size)
        CPC_TRY(vault.put_state(key_of(Best::confirmed), receipt.bundle.bytes));
    return {};
}

Result<void> note_put_back(store::Vault& vault, const wire::Receipt& receipt, ByteView file) {
    const auto newest = CPC_TRY(best_receipt(vault, Best::newest));
    if (!newest) return {};
    const auto text = CPC_TRY(kept_receipt(vault, newest->bundle));
    const auto words = put_back_words(*newest, text.value_or(""), receipt, text_of(file));
    return words ? keep_put_back(vault, *words) : Result<void>{};
}

Result<void> keep_put_back(store::Vault& vault, const std::string& words) {
    return vault.put_state(put_back_key, view_of(words));
}

Result<void> forget_put_back(store::Vault& vault) {
    return vault.put_state(put_back_key, {});
}

Result<std::optional<std::string>> waiting_words(store::Vault& vault) {
    const auto kept = CPC_TRY(vault.get_state(put_back_key));
    if (!kept || kept->empty()) return std::optional<std::string>{};
    return std::optional{std::string{text_of(*kept)}};
}

Result<std::optional<std::string>> tell_put_back(store::Vault& vault) {
    auto words = CPC_TRY(waiting_words(vault));
    if (!words) return words;
    if (!vault.closed()) CPC_TRY(store::write_down(vault, record::StorageFault{*words}));
    CPC_TRY(forget_put_back(vault));
    return words;
}

Result<wire::Pairing> keep_pairing(store::Vault& vault, ByteView central_json) {
    auto pairing = CPC_TRY(wire::read_pairing(central_json));
    if (pairing.practice != vault.practice())
        return fail(Fault::refused,
                    pairing.practice ? "This central service is for practice only, and this is a "
                                       "real record."
                                     : "This is a practice record, and this central service takes "
                                       "real ones only.",
                    {}, "The tablet was not paired.");
    CPC_TRY(vault.put_state(pairing_key, central_json));
    return pairing;
}

Result<wire::Pairing> kept_pairing(store::Vault& vault) {
    const auto bytes = CPC_TRY(vault.get_state(pairing_key));
    if (!bytes)
        return fail(Fault::not_found, "This tablet is not paired with a central service yet.", {},
                    "Bring central's file central.json to the tablet and pair it once.");
    return wire::read_pairing(*bytes);
}

Result<std::string> registration(store::Vault& vault, const std::string& name) {
    if (name.empty() || name.size() > limits::name_bytes_max || !codec::is_utf8(name))
        return fail(Fault::refused, "The tablet needs a short name for central's list.", {},
                    "For instance: Tablet 3, Castle Circus.");
    const auto& key = vault.device_key();
    return wire::write_registration(
        {name, key.public_key(), vault.log_id(), vault.origin(), vault.practice()}, key);
}

Result<Status> status(store::Vault& vault) {
    Status out;
    out.recorded = vault.size();
    if (const auto largest = CPC_TRY(best_receipt(vault, Best::largest))) {
        out.received = largest->checkpoint.size;
        out.received_at = largest->received;
    }
    if (const auto second = CPC_TRY(best_receipt(vault, Best::confirmed))) {
        out.confirmed = second->checkpoint.size;
        out.confirmed_at = second->second->confirmed;
    }
    out.items = CPC_TRY(all_items(vault));
    out.held_back = CPC_TRY(held_back(vault));
    return out;
}

const HeldBack* Status::held_of(const ConferenceId& conference) const {
    const auto found = std::find_if(held_back.begin(), held_back.end(), [&](const auto& each) {
        return each.conference == conference;
    });
    return found == held_back.end() ? nullptr : &*found;
}

}  // namespace cpc::send
