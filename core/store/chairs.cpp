// SPDX-License-Identifier: Apache-2.0
#include "core/store/chairs.hpp"

#include <algorithm>
#include <optional>

#include "core/base/limits.hpp"
#include "core/record/device_events.hpp"

namespace cpc::store {
namespace {

constexpr std::string_view enrolled = "recovery keys enrolled";
constexpr std::string_view rehearsed = "recovery rehearsed with keys ";

std::string name_row(const Hash32& chair) {
    return "chair/" + to_hex(chair) + "/name";
}

// "… with keys 1 and 3" → {1, 3}
std::optional<std::pair<std::uint8_t, std::uint8_t>> pair_in(std::string_view what) {
    if (what.substr(0, rehearsed.size()) != rehearsed) return std::nullopt;
    const auto rest = what.substr(rehearsed.size());
    constexpr std::size_t size = 7;  // "1 and 3"
    if (rest.size() != size) return std::nullopt;
    const auto digit = [&](std::size_t at) { return static_cast<std::uint8_t>(rest[at] - '0'); };
    return std::pair{digit(0), digit(6)};
}

}  // namespace

Result<crypto::Unlocked> Chairs::once_more(const crypto::SecretBytes& own) {
    auto unlocked = CPC_TRY(crypto::Keyslots::unlock(ports_.files, directory_, own));
    return unlocked;
}

Result<void> Chairs::say(const crypto::SlotFacts& slot, std::string what) {
    record::KeyslotChanged event;
    event.slot = slot.slot;
    event.what = std::move(what);
    event.chair = slot.chair;
    event.epoch = slot.epoch;
    AppendRequest request;
    request.type = record::KeyslotChanged::entry_type;
    request.payload = record::encode_event(event);
    CPC_TRY(vault_.append(request));
    return {};
}

// `act` is given what to call before the file is touched.
template <class Act>
Result<crypto::SlotFacts> Chairs::carry_out(const std::string& what, Act act) {
    std::optional<crypto::SlotFacts> said;
    const auto announce = [&](const crypto::SlotFacts& slot) -> Result<void> {
        CPC_TRY(say(slot, what));
        said = slot;
        return {};
    };
    auto done = act(announce);
    if (!done && said) {
        // If even this cannot be written down, the error before it is the one to tell.
        (void)say(*said, "could not be done: " + what);
        done.error().advice =
            "The record is safe. The list of chairs says which keyslots hold: \"cpc keys list\".";
    }
    return done;
}

Result<std::vector<Chair>> Chairs::list() {
    std::vector<Chair> out;
    for (const auto& slot : CPC_TRY(crypto::Keyslots::list(ports_.files, directory_))) {
        Chair chair{slot, {}, slot.chair == vault_.chair_key().kid()};
        if (const auto name = CPC_TRY(vault_.get_state(name_row(slot.chair))))
            chair.name = std::string{text_of(*name)};
        out.push_back(std::move(chair));
    }
    return out;
}

Result<crypto::SlotFacts> Chairs::add(const crypto::SecretBytes& own,
                                      const crypto::SecretBytes& fresh, crypto::KeyslotCost cost,
                                      std::string_view name) {
    if (name.size() > limits::name_bytes_max)
        return fail(Fault::refused, "A chair's name is too long.", {}, "Nothing was changed.");
    CPC_TRY(crypto::worth_it(cost, vault_.practice()));
    const auto by = CPC_TRY(once_more(own));
    const auto added = CPC_TRY(carry_out("chair added", [&](const auto& announce) {
        return crypto::Keyslots::add_chair(ports_.files, directory_, by, fresh, cost, announce);
    }));
    if (!name.empty()) CPC_TRY(vault_.put_state(name_row(added.chair), view_of(name)));
    return added;
}

Result<crypto::SlotFacts> Chairs::remove(const crypto::SecretBytes& own, std::uint8_t slot) {
    const auto by = CPC_TRY(once_more(own));
    return carry_out("chair taken away", [&](const auto& announce) {
        return crypto::Keyslots::remove_chair(ports_.files, directory_, by, slot, announce);
    });
}

Result<crypto::SlotFacts> Chairs::change_passphrase(const crypto::SecretBytes& own,
                                                    const crypto::SecretBytes& fresh,
                                                    crypto::KeyslotCost cost) {
    CPC_TRY(crypto::worth_it(cost, vault_.practice()));
    const auto by = CPC_TRY(once_more(own));
    return carry_out("passphrase changed", [&](const auto& announce) {
        return crypto::Keyslots::change_passphrase(ports_.files, directory_, by, fresh, cost,
                                                   announce);
    });
}

Result<void> Chairs::enrol_recovery(const crypto::SecretBytes& own,
                                    const crypto::OfficerKeys& officers) {
    const auto by = CPC_TRY(once_more(own));
    const auto device = CPC_TRY(crypto::Keyslots::device_id(ports_.files, directory_));
    const auto escrow =
        CPC_TRY(crypto::make_escrow(by.master, by.epoch, device, officers, vault_.device_key()));
    const crypto::SlotFacts slot{by.slot, by.epoch, vault_.chair_key().kid(), {}};
    const auto act = [&](const auto& announce) -> Result<crypto::SlotFacts> {
        CPC_TRY(announce(slot));
        CPC_TRY(crypto::Keyslots::put_escrow(ports_.files, directory_, escrow));
        return slot;
    };
    CPC_TRY(carry_out(std::string{enrolled}, act));
    return {};
}

// The recovery area first: without the entry nobody can erase, and enrolling again mends it.
Result<void> Chairs::enrol_officers(
    const crypto::SecretBytes& own,
    const std::array<crypto::RecoveryPublic, crypto::recovery_officers>& officers) {
    crypto::OfficerKeys boxes{};
    record::OfficersEnrolled event;
    for (std::size_t i = 0; i < officers.size(); ++i) {
        const auto& officer = officers[i];
        if (!officer.signing)
            return fail(Fault::refused, "An officer's public key has no part for signing.", {},
                        "Nothing was changed. Use the .pub files of \"cpc recovery make-key\".");
        for (const auto& other : event.officers)
            if (other.signing == *officer.signing)
                return fail(Fault::refused, "Two of the three officers have the same key.", {},
                            "Nothing was changed. Three officers each bring a key of their own.");
        boxes[i] = officer.key;
        event.officers.push_back({officer.name, *officer.signing, officer.key});
    }
    CPC_TRY(enrol_recovery(own, boxes));
    AppendRequest request;
    request.type = record::OfficersEnrolled::entry_type;
    request.payload = record::encode_event(event);
    CPC_TRY(vault_.append(request));
    return {};
}

Result<void> Chairs::note_rehearsal(const crypto::BoxPublicKey& one,
                                    const crypto::BoxPublicKey& other) {
    const auto held = CPC_TRY(crypto::Keyslots::escrow(ports_.files, directory_));
    if (!held) return fail(Fault::not_found, "No recovery keys were enrolled on this tablet.");
    const auto number = [&](const crypto::BoxPublicKey& key) {
        return std::find(held->officers.begin(), held->officers.end(), key) -
               held->officers.begin() + 1;
    };
    const auto a = std::min(number(one), number(other));
    const auto b = std::max(number(one), number(other));
    if (a == b || b > static_cast<std::ptrdiff_t>(held->officers.size()))
        return fail(Fault::refused, "These are not two of this tablet's recovery keys.");
    for (const auto& chair : CPC_TRY(list()))
        if (chair.here)
            return say(chair.slot,
                       std::string{rehearsed} + std::to_string(a) + " and " + std::to_string(b));
    return fail(Fault::conflict, "The chair who opened this record has no keyslot any more.");
}

Result<RecoveryStanding> Chairs::recovery() {
    RecoveryStanding out;
    const auto held = CPC_TRY(crypto::Keyslots::escrow(ports_.files, directory_));
    if (!held) return out;
    out.officers.assign(held->officers.begin(), held->officers.end());
    out.made_here = held->signer == vault_.device_key().public_key();
    for (const auto& stored : CPC_TRY(vault_.conference(ConferenceId{}))) {
        if (stored.header.type != record::KeyslotChanged::entry_type) continue;
        const auto event = CPC_TRY(record::decode_event<record::KeyslotChanged>(stored.payload));
        if (event.what == enrolled) out.rehearsed.clear();
        if (const auto pair = pair_in(event.what)) out.rehearsed.insert(*pair);
    }
    return out;
}

}  // namespace cpc::store
