// SPDX-License-Identifier: Apache-2.0
#include "app/send/state.hpp"

#include <algorithm>

#include "core/codec/codec.hpp"
#include "core/record/note.hpp"

namespace cpc::send {
namespace {

constexpr std::string_view item_prefix = "sync/item/";
constexpr std::string_view receipt_prefix = "sync/receipt/";
constexpr std::string_view pairing_key = "sync/pairing";

std::string key_of(std::string_view prefix, const BundleId& bundle) {
    return std::string{prefix} + bundle.hex();
}

std::string_view key_of(Best which) {
    return which == Best::newest ? "sync/newest" : "sync/largest";
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
    return {};
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
    out.items = CPC_TRY(all_items(vault));
    return out;
}

}  // namespace cpc::send
