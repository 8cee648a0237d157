// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "app/meeting/desk.hpp"
#include "app/meeting/event_codec.hpp"
#include "app/meeting/own_key.hpp"
#include "core/base/check.hpp"
#include "core/base/limits.hpp"
#include "core/record/paper_code.hpp"
#include "core/record/type_rules.hpp"

namespace cpc::meeting {
namespace {

using conference::Event;
using conference::Recorded;
using conference::Say;

constexpr conference::Stage not_yet_closed = conference::Stage::close;

}  // namespace

Meeting::Meeting(Desk& desk, store::Vault& vault, ConferenceId id)
    : desk_(&desk), vault_(&vault), id_(id) {}

bool Meeting::kept_to_read() const {
    return vault_->closed().has_value();
}

const conference::Rulebook& Meeting::rules() const {
    CPC_CHECK(edition_ != nullptr);
    return edition_->rules;
}

LocalTime Meeting::now() const {
    return desk_->now(rules().procedure);
}

procedure::Deadlines Meeting::deadlines() const {
    return conference::deadlines_of(state_, rules(), now());
}

Result<void> Meeting::load(std::optional<std::uint64_t> without) {
    for (const auto& stored : CPC_TRY(vault_->conference(id_, record::type::material_piece))) {
        if (stored.erased || stored.seq == without) continue;  // by two officers
        auto event = CPC_TRY(decode_event(stored.header.type, stored.payload));
        if (!event) continue;  // a type of a newer program: kept and verified, not interpreted
        CPC_TRY(check_own_key(state_, stored, *event));
        CPC_TRY(check_closing_root(stored, *event));
        state_ =
            CPC_TRY(conference::evolve(std::move(state_), Recorded{stored.seq, std::move(*event)}));
    }
    if (!state_.opened) return fail(Fault::damaged, "a conference has no opening entry", id_.hex());
    edition_ = CPC_TRY(desk_->edition_of(*state_.opened));
    if (edition_ == nullptr)
        return fail(Fault::not_found,
                    "the procedure \"" + state_.opened->procedure +
                        "\" of a conference on this tablet is not installed",
                    id_.hex(), "The record is safe. Install that procedure again.");
    return {};
}

// Whoever signs the close again at the end signs this record's own root and no other.
Result<void> Meeting::check_closing_root(const store::Stored& stored, const Event& event) const {
    const auto* cosigned = std::get_if<conference::CloseCosigned>(&event);
    if (cosigned == nullptr) return {};
    const auto root = vault_->root_at(cosigned->tree_size);
    if (root && cosigned->tree_size <= stored.seq && *root == cosigned->root) return {};
    return fail(Fault::forged, "A person's signature at the close is over another record.",
                "entry " + std::to_string(stored.seq),
                "Nothing was changed. Keep the tablet as it is and tell the device administrator.");
}

Result<Reply> Meeting::submit(const conference::Command& command, PersonId actor) {
    if (vault_->closed()) return Failure{*vault_->closed()};
    if (state_.opened && state_.opened->procedure_hash != rules().procedure.hash)
        return fail(Fault::unsupported,
                    "the procedure this conference was opened under is not on this tablet",
                    id_.hex(), "It can be read and sent. Install that edition to go on with it.");
    if (!actor.empty() && unlocked_ != actor)
        return fail(Fault::refused, "this person's key is not open", {}, "Pass the tablet first.");
    auto answer = conference::decide(state_, rules(), {now(), actor}, command);
    if (auto* refusal = std::get_if<conference::Refusal>(&answer))
        return Reply{std::move(*refusal)};
    std::vector<Recorded> recorded;
    for (const auto& event : std::get<std::vector<Event>>(answer))
        recorded.push_back(CPC_TRY(record(event, actor)));
    return Reply{std::move(recorded)};
}

Result<Recorded> Meeting::record(const Event& event, PersonId actor) {
    auto encoded = encode_event(event);
    auto& vault = *vault_;
    store::AppendRequest request;
    request.type = encoded.type;
    request.conference = id_;
    request.payload = std::move(encoded.payload);
    const bool own = !actor.empty() && key_ && signed_by_person(event);
    if (own)
        request.signers.push_back({&*key_, record::Role::attendee});
    else
        request.signers.push_back({&vault.chair_key(), record::Role::chair});
    if (std::holds_alternative<conference::PersonSignedIn>(event) ||
        std::holds_alternative<conference::PersonRekeyed>(event)) {
        CPC_CHECK(key_.has_value());
        if (std::holds_alternative<conference::PersonSignedIn>(event))
            request.signers.push_back({&*key_, record::Role::attendee});
    }
    request.basis_size = vault.size();
    request.clock_state = desk_->clock_state_;
    // What is said in a restricted part is kept under a key of its own (REQ-275).
    const auto* said = std::get_if<conference::ContributionRecorded>(&event);
    const auto* corrects = std::get_if<conference::CorrectionLinked>(&event);
    const auto* paired = std::get_if<conference::ConflictPaired>(&event);
    const auto* taken = std::get_if<conference::MaterialTaken>(&event);
    const auto* aside = std::get_if<conference::MaterialWithdrawn>(&event);
    const auto* known = aside != nullptr ? state_.material(aside->material) : nullptr;
    const bool secret =
        std::holds_alternative<conference::SegmentStarted>(event) ||
        (taken != nullptr && taken->segment) || (known != nullptr && known->taken.segment) ||
        (said != nullptr && said->segment) || (corrects != nullptr && corrects->segment) ||
        (paired != nullptr && paired->segment);
    if (secret) request.flags |= record::flag::restricted;
    const auto stored = CPC_TRY(vault.append(request));
    Recorded recorded{stored.seq, event};
    state_ = CPC_TRY(conference::evolve(std::move(state_), recorded));
    desk_->put_line(*this);
    return recorded;
}

std::string Meeting::key_slot(PersonId person) const {
    return "key/" + id_.hex() + "/" + person.hex();
}

bool Meeting::signed_in(PersonId person) const {
    const auto* known = state_.person(person);
    return known != nullptr && known->public_key.has_value();
}

Result<Reply> Meeting::sign_in(PersonId person, const crypto::SecretBytes& pin) {
    if (state_.person(person) == nullptr)
        return Reply{conference::refuse("people.known", rules().procedure)};
    auto& vault = *vault_;
    lock_person();
    key_ = crypto::SigningKey::generate();
    const auto sealed = CPC_TRY(
        crypto::seal_with_pin(*key_, pin, vault.pin_pepper(), id_, pin_cost(desk_->practice_)));
    // The sealed key first: a key on record that nobody can open again would lock a person out.
    CPC_TRY(vault.put_state(key_slot(person), sealed));
    CPC_TRY(vault.erase_state(key_slot(person) + "/tries"));
    const auto* known = state_.person(person);
    auto reply = known->public_key
                     ? submit(Say<conference::PersonRekeyed>{
                           {person, *known->public_key, key_->public_key()}})
                     : submit(Say<conference::PersonSignedIn>{{person, key_->public_key()}});
    lock_person();
    return reply;
}

Result<Reply> Meeting::readmit(PersonId person, const crypto::SecretBytes& pin) {
    return sign_in(person, pin);
}

int Meeting::pin_tries_left(PersonId person) const {
    const auto kept = vault_->get_state(key_slot(person) + "/tries");
    const int tries = kept && *kept && !(*kept)->empty() ? (**kept)[0] : 0;
    return std::max(0, limits::pin_tries_max - tries);
}

Result<void> Meeting::unlock(PersonId person, const crypto::SecretBytes& pin) {
    auto& vault = *vault_;
    lock_person();
    const auto sealed = CPC_TRY(vault.get_state(key_slot(person)));
    if (!sealed)
        return fail(Fault::not_found, "this person has not signed in yet", {},
                    "Sign in first; it takes a moment.");
    const auto tries_key = key_slot(person) + "/tries";
    const auto kept = CPC_TRY(vault.get_state(tries_key));
    const int tries = kept && !kept->empty() ? (*kept)[0] : 0;
    if (tries >= limits::pin_tries_max)
        return fail(Fault::locked_out, "too many wrong PINs", {},
                    "The chair can let you in again.");
    // The try is counted before it is made, so that switching off does not give it back.
    const Bytes counted{static_cast<std::uint8_t>(tries + 1)};
    CPC_TRY(vault.put_state(tries_key, counted));
    auto key = crypto::open_with_pin(*sealed, pin, vault.pin_pepper(), id_);
    if (!key) {
        const int left = limits::pin_tries_max - tries - 1;
        if (key.error().fault != Fault::wrong_secret) return Failure{key.error()};
        if (left == 0) CPC_TRY(desk_->write_failed_pins(limits::pin_tries_max, person));
        if (left == 0)
            return fail(Fault::locked_out, "too many wrong PINs", {},
                        "The chair can let you in again.");
        return fail(Fault::wrong_secret, "That PIN does not match", {},
                    std::to_string(left) + (left == 1 ? " try left." : " tries left."));
    }
    // The sealed key lies in the small state, where a program of somebody else's could exchange it.
    const auto* known = state_.person(person);
    if (known == nullptr || known->public_key != key->public_key())
        return fail(Fault::forged,
                    "the key kept for this person is not the one they signed in with", {},
                    "Nothing was recorded. The chair can let them in again.");
    CPC_TRY(vault.erase_state(tries_key));
    key_ = std::move(*key);
    unlocked_ = person;
    return {};
}

std::optional<PersonId> Meeting::unlocked() const {
    return unlocked_;
}

void Meeting::lock_person() {
    key_.reset();
    unlocked_.reset();
}

std::vector<PersonId> Meeting::cosign_due() const {
    std::vector<PersonId> due;
    if (state_.stage <= not_yet_closed) return due;
    for (const auto& id : state_.person_order) {
        const auto& person = state_.people.at(id);
        if (person.cosigned || !person.public_key) continue;
        const bool took_position =
            std::any_of(state_.children.begin(), state_.children.end(), [&](const auto& entry) {
                const auto& ballot = entry.second.ballot;
                if (!ballot) return false;
                const auto* position = ballot->latest(id);
                return position != nullptr && !position->logged.by_phone;
            });
        if (took_position && person.here()) due.push_back(id);
    }
    return due;
}

Result<Reply> Meeting::cosign(PersonId person) {
    if (!state_.closed) return Reply{conference::refuse("close.cosign-own", rules().procedure)};
    // The closing checkpoint: the record up to and including the close.
    const auto size = state_.closed_seq + 1;
    const auto root = CPC_TRY(vault_->root_at(size));
    return submit(Say<conference::CloseCosigned>{{person, size, root}}, person);
}

Result<void> Meeting::destroy_keys() {
    auto& vault = *vault_;
    lock_person();
    for (const auto& key : CPC_TRY(vault.state_keys("key/" + id_.hex())))
        CPC_TRY(vault.erase_state(key));
    return {};
}

bool Meeting::keys_destroyed() const {
    const auto keys = vault_->state_keys("key/" + id_.hex());
    return keys && keys->empty();
}

Result<std::string> Meeting::closing_note() const {
    if (!state_.closed) return fail(Fault::refused, "the conference is not closed yet", id_.hex());
    return vault_->checkpoint_note_at(state_.closed_seq + 1);
}

Result<std::string> Meeting::paper_code() const {
    if (!state_.closed) return fail(Fault::refused, "the conference is not closed yet", id_.hex());
    return record::paper_code(CPC_TRY(vault_->root_at(state_.closed_seq + 1)));
}

Result<void> Meeting::keep_draft(const std::string& field, std::string_view text) {
    const auto name = "draft/" + id_.hex() + "/" + field;
    if (text.empty()) return vault_->erase_state(name);
    return vault_->put_state(name, view_of(text));
}

Result<std::string> Meeting::draft(const std::string& field) const {
    const auto kept = CPC_TRY(vault_->get_state("draft/" + id_.hex() + "/" + field));
    return kept ? std::string{text_of(*kept)} : std::string{};
}

}  // namespace cpc::meeting
