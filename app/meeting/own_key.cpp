// SPDX-License-Identifier: Apache-2.0
#include "app/meeting/own_key.hpp"

#include <algorithm>

namespace cpc::meeting {
namespace {

using conference::Event;

Failure forged(const store::Stored& stored, const char* what) {
    return fail(Fault::forged, what, "entry " + std::to_string(stored.seq),
                "Nothing was changed. Keep the tablet as it is and tell the device administrator; "
                "\"cpc verify\" says who signed what.");
}

// In whose name it is said, where it must be by their own hand.
PersonId in_the_name_of(const Event& event) {
    if (const auto* position = std::get_if<conference::PositionLogged>(&event))
        return position->by_phone ? PersonId{} : position->person;
    if (const auto* cosigned = std::get_if<conference::CloseCosigned>(&event))
        return cosigned->person;
    return {};
}

bool is_of(const ByteArray<32>& key, const record::Signature& signature) {
    return crypto::kid_of(key) == signature.kid;
}

}  // namespace

bool signed_by_person(const Event& event) {
    if (const auto* position = std::get_if<conference::PositionLogged>(&event))
        return !position->by_phone;
    if (const auto* scored = std::get_if<conference::SafetyScored>(&event))
        return !scored->by.empty();
    return std::holds_alternative<conference::CloseCosigned>(event) ||
           std::holds_alternative<conference::ContributionRecorded>(event) ||
           std::holds_alternative<conference::CorrectionLinked>(event) ||
           std::holds_alternative<conference::DissentNoted>(event);
}

Result<void> check_own_key(const conference::State& before, const store::Stored& stored,
                           const Event& event) {
    const auto& signatures = stored.signatures;
    const auto own = std::find_if(signatures.begin(), signatures.end(), [](const auto& signature) {
        return signature.role == record::Role::attendee;
    });
    const auto person = in_the_name_of(event);
    if (own == signatures.end()) {
        if (person.empty()) return {};
        return forged(stored, "An entry in a person's name is not signed by that person.");
    }
    if (const auto* joined = std::get_if<conference::PersonSignedIn>(&event)) {
        if (is_of(joined->public_key, *own)) return {};
        return forged(stored, "Somebody signed in with a key that is not the one recorded.");
    }
    if (!person.empty()) {
        const auto* known = before.person(person);
        if (known != nullptr && known->public_key && is_of(*known->public_key, *own)) return {};
        return forged(stored,
                      "An entry in a person's name is signed with a key that is not theirs.");
    }
    const bool somebodys =
        std::any_of(before.people.begin(), before.people.end(), [&](const auto& item) {
            return item.second.public_key && is_of(*item.second.public_key, *own);
        });
    if (somebodys) return {};
    return forged(stored, "An entry is signed with a key that nobody signed in with.");
}

}  // namespace cpc::meeting
