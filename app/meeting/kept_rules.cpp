// SPDX-License-Identifier: Apache-2.0
#include "app/meeting/kept_rules.hpp"

#include "core/crypto/hash.hpp"

namespace cpc::meeting {
namespace {

std::string procedure_key(const std::string& hash) {
    return "desk/procedure/" + hash;
}
std::string calendar_key(const std::string& hash) {
    return "desk/calendar/" + hash;
}

Result<void> keep(store::Vault& vault, const std::string& key, std::string_view text) {
    if (CPC_TRY(vault.get_state(key))) return {};
    return vault.put_state(key, view_of(text));
}

Result<std::optional<std::string>> find(store::Vault& vault, const std::string& key,
                                        const std::string& hash) {
    const auto bytes = CPC_TRY(vault.get_state(key));
    if (!bytes || to_hex(crypto::sha256(*bytes)) != hash) return std::optional<std::string>{};
    return std::optional<std::string>{std::string{text_of(*bytes)}};
}

}  // namespace

Result<void> keep_rules(store::Vault& vault, const Edition& edition) {
    CPC_TRY(keep(vault, procedure_key(edition.rules.procedure.hash), edition.text));
    return keep(vault, calendar_key(edition.calendar_hash), edition.calendar_text);
}

Result<void> keep_addition(store::Vault& vault, const Addition& addition) {
    return keep(vault, procedure_key(addition.overlay.hash), addition.text);
}

Result<std::optional<Addition>> kept_addition(store::Vault& vault, const std::string& hash) {
    auto text = CPC_TRY(find(vault, procedure_key(hash), hash));
    if (!text) return std::optional<Addition>{};
    auto addition = read_addition(std::move(*text), "the overlay kept with the record");
    if (!addition) return std::optional<Addition>{};
    return std::optional<Addition>{std::move(*addition)};
}

Result<std::optional<Edition>> kept_rules(store::Vault& vault, const std::string& procedure_hash,
                                          const std::string& calendar_hash) {
    auto text = CPC_TRY(find(vault, procedure_key(procedure_hash), procedure_hash));
    auto calendar = CPC_TRY(find(vault, calendar_key(calendar_hash), calendar_hash));
    if (!text || !calendar) return std::optional<Edition>{};
    auto edition = read_edition(std::move(*text), std::move(*calendar),
                                "the procedure kept with the record", "the holidays kept with it");
    if (!edition) return std::optional<Edition>{};
    return std::optional<Edition>{std::move(*edition)};
}

}  // namespace cpc::meeting
