// SPDX-License-Identifier: Apache-2.0
#include "core/record/type_rules.hpp"

#include <algorithm>
#include <array>

#include "core/base/check.hpp"

namespace cpc::record {
namespace {

constexpr auto with_basis = Basis::required;

// Ascending and without overlap; the order is checked by a test.
constexpr TypeRule rules[] = {
#define CPC_RESERVED_EVENT(number, name) {number, number, name, Signers::device},
#define CPC_DEVICE_EVENT(number, id, Struct, name, words, FIELDS) \
    {number, number, name, Signers::device},
#define CPC_CHAIR_EVENT(number, id, Struct, name, words, FIELDS) \
    {number, number, name, Signers::chair_and_device},
#define CPC_OFFICERS_EVENT(number, id, Struct, name, words, FIELDS)
#include "core/record/device_events.def"
    {0x0100, 0x0100, "conference opened", Signers::chair_and_device},
    {0x0101, 0x0101, "person invited", Signers::chair},
    {0x0102, 0x0102, "signed in", Signers::attendee_and_chair},
    {0x0103, 0x0103, "given a new key", Signers::chair},
    {0x0104, 0x010D, "arrangement", Signers::chair},
    {type::material_piece, type::material_piece, "piece of a file", Signers::chair},
    {0x010F, 0x010F, "arrangement", Signers::chair},
    {0x0110, 0x011F, "introduction", Signers::chair},
    {0x0120, 0x012F, "information", Signers::attendee_or_chair},
    {0x0130, 0x013F, "risk", Signers::attendee_or_chair},
    {0x0140, 0x0140, "question put", Signers::chair},
    {0x0141, 0x0141, "ballot opened", Signers::chair_and_device},
    {0x0142, 0x0142, "position taken", Signers::attendee_or_chair_and_device},
    {0x0143, 0x0143, "ballot closed", Signers::chair_and_device},
    {0x0144, 0x0144, "decision", Signers::chair_and_device, with_basis},
    {0x0145, 0x0145, "chair's decision", Signers::chair_and_device, with_basis},
    {0x0146, 0x0146, "dissent noted", Signers::attendee_or_chair_and_device},
    {0x0147, 0x0147, "family's view", Signers::chair},
    {0x0148, 0x0148, "correction", Signers::chair_and_device},
    {0x0149, 0x014F, "what follows", Signers::chair_and_device},
    {0x0150, 0x015F, "plan", Signers::chair},
    {0x0160, 0x0160, "conference closed", Signers::chair_and_device},
    {0x0161, 0x0161, "record cosigned", Signers::attendee},
    {0x0162, 0x016F, "after the close", Signers::chair},
#define CPC_RESERVED_EVENT(number, name)
#define CPC_DEVICE_EVENT(number, id, Struct, name, words, FIELDS)
#define CPC_CHAIR_EVENT(number, id, Struct, name, words, FIELDS)
#define CPC_OFFICERS_EVENT(number, id, Struct, name, words, FIELDS) \
    {number, number, name, Signers::two_officers},
#include "core/record/device_events.def"
};

struct Count {
    int attendee = 0;
    int chair = 0;
    int device = 0;
    int staff = 0;
};

Count count_roles(const Entry& entry) {
    Count out;
    for (const auto& signature : entry.signatures) {
        switch (signature.role) {
            case Role::attendee:
                ++out.attendee;
                break;
            case Role::chair:
                ++out.chair;
                break;
            case Role::device:
                ++out.device;
                break;
            case Role::staff:
                ++out.staff;
                break;
        }
    }
    return out;
}

bool satisfied(Signers signers, const Count& count) {
    if (signers == Signers::two_officers)
        return count.staff == 2 && count.attendee + count.chair == 0;
    if (count.staff > 0) return false;
    const bool alone = count.attendee == 0;
    const bool one_chair = count.chair == 1;
    const bool one_attendee = count.attendee == 1;
    switch (signers) {
        case Signers::device:
            return alone && count.chair == 0 && count.device == 1;
        case Signers::chair:
            return alone && one_chair;
        case Signers::chair_and_device:
            return alone && one_chair && count.device == 1;
        case Signers::attendee:
            return one_attendee && count.chair == 0;
        case Signers::attendee_and_chair:
            return one_attendee && one_chair;
        case Signers::attendee_or_chair:
            return count.attendee + count.chair == 1;
        case Signers::attendee_or_chair_and_device:
            return count.attendee + count.chair == 1 && count.device == 1;
        case Signers::two_officers:
            break;  // above
    }
    return false;
}

Failure forged(const Entry& entry, std::string_view problem) {
    return fail(
        Fault::forged,
        "An entry (" + std::string{type_name(entry.header.type)} + ") " + std::string{problem},
        "entry " + std::to_string(entry.header.seq));
}

}  // namespace

std::span<const TypeRule> type_rules() {
    return rules;
}

const TypeRule* rule_for(std::uint16_t type) {
    const auto* found = std::find_if(std::begin(rules), std::end(rules), [&](const TypeRule& rule) {
        return rule.first <= type && type <= rule.last;
    });
    return found == std::end(rules) ? nullptr : found;
}

std::string_view type_name(std::uint16_t type) {
    const auto* rule = rule_for(type);
    return rule == nullptr ? "of an unknown type" : rule->name;
}

Result<void> check_signers(const Entry& entry) {
    if (entry.signatures.empty()) return forged(entry, "is not signed by anybody");
    const auto* rule = rule_for(entry.header.type);
    if (rule == nullptr) return {};
    const Count count = count_roles(entry);
    if (count.device > 1 || !satisfied(rule->signers, count))
        return forged(entry, "is not signed by those who must sign it, and nobody else");
    if (rule->basis == Basis::required && entry.header.basis_size == 0)
        return forged(entry, "does not say which record its author was shown");
    return {};
}

Result<void> check_signature(const Entry& entry, const Signature& signature,
                             const crypto::PublicKey& key) {
    if (crypto::kid_of(key) != signature.kid)
        return forged(entry, "names a key that is not the one it was given");
    if (!crypto::verify(key, statement_of(entry.header), signature.bytes))
        return forged(entry, "has a signature of the " + std::string{role_name(signature.role)} +
                                 " that does not fit");
    return {};
}

Result<void> check_signatures(const Entry& entry, const KeyLookup& lookup) {
    CPC_TRY(check_signers(entry));
    for (const auto& signature : entry.signatures) {
        const auto key = lookup(signature.kid);
        if (!key) return forged(entry, "is signed with a key that nobody introduced");
        CPC_TRY(check_signature(entry, signature, *key));
    }
    return {};
}

}  // namespace cpc::record
