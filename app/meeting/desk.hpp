// SPDX-License-Identifier: Apache-2.0
// Desk: an unlocked tablet. It owns the vault and knows the conferences in it, most of them only by
// their line on the home screen (home_list.hpp): a conference is decrypted and replayed when it is
// asked for. Meeting: one conference, with the keys of the people in the room. Commands go in,
// signed entries and a new state come out; nothing else in the program writes to the record.
//
// What always holds: an event is on the journal before submit() returns it; state() is what replay
// of the record gives; an attendee's key is usable only between unlock() and lock_person(), and is
// gone for good after destroy_keys(). A PIN is never kept.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/meeting/home_list.hpp"
#include "app/meeting/library.hpp"
#include "core/conference/decide.hpp"
#include "core/crypto/attempts.hpp"
#include "core/crypto/crypto.hpp"
#include "core/record/time_bounds.hpp"
#include "core/store/door.hpp"

namespace cpc::meeting {

// What submit() answers: the procedure's refusal, or what was recorded.
using Reply = std::variant<conference::Refusal, std::vector<conference::Recorded>>;

// What opening a PIN costs: the chair's and everybody's in the room. Less on a training tablet,
// which guards nothing.
[[nodiscard]] inline crypto::KeyslotCost pin_cost(bool practice) {
    return practice ? crypto::KeyslotCost::practice() : crypto::KeyslotCost::small_machine();
}

class Desk;

class Meeting {
  public:
    [[nodiscard]] ConferenceId id() const { return id_; }
    // It lies in the record before this one, which was restored: nothing is added to it.
    [[nodiscard]] bool kept_to_read() const;
    [[nodiscard]] const conference::State& state() const { return state_; }
    [[nodiscard]] const conference::Rulebook& rules() const;
    [[nodiscard]] LocalTime now() const;
    [[nodiscard]] procedure::Deadlines deadlines() const;

    // Decides, signs, records and folds. `actor` none: the chair. A person's act needs their key
    // open (unlock) unless it is one the chair may sign for them.
    [[nodiscard]] Result<Reply> submit(const conference::Command& command, PersonId actor = {});

    // Makes a key for this person and this conference and seals it under the PIN they chose.
    [[nodiscard]] Result<Reply> sign_in(PersonId person, const crypto::SecretBytes& pin);
    // The chair re-admits somebody who forgot: a new key, linked to the old one on record.
    [[nodiscard]] Result<Reply> readmit(PersonId person, const crypto::SecretBytes& pin);
    [[nodiscard]] bool signed_in(PersonId person) const;

    // Opens a person's key. wrong_secret says how many tries are left; locked_out asks for the
    // chair.
    [[nodiscard]] Result<void> unlock(PersonId person, const crypto::SecretBytes& pin);
    [[nodiscard]] int pin_tries_left(PersonId person) const;  // before the chair must let them in
    [[nodiscard]] std::optional<PersonId> unlocked() const;
    void lock_person();

    // Takes a report or drawing in as a file: its bytes first, each piece an entry under the
    // conference's key, then the fact that names them. Number, size, digest, pieces and time are
    // filled in here. A power cut between leaves pieces that nothing names (material.hpp).
    [[nodiscard]] Result<Reply> take_material(conference::MaterialTaken taken, ByteView file);
    // The file again, exactly as it was taken in, or why not.
    [[nodiscard]] Result<Bytes> material(MaterialId id) const;

    // After the close: everyone who took a position and has not yet signed it.
    [[nodiscard]] std::vector<PersonId> cosign_due() const;
    [[nodiscard]] Result<Reply> cosign(PersonId person);  // the person's key is open
    [[nodiscard]] Result<void> destroy_keys();
    [[nodiscard]] bool keys_destroyed() const;

    // 16 letters and digits and 2 check characters over the closing root, for paper.
    [[nodiscard]] Result<std::string> paper_code() const;
    // Between when and when that was recorded whose clock was in doubt; nothing: it never was.
    [[nodiscard]] Result<std::optional<record::TimeBounds>> doubtful_times() const;
    [[nodiscard]] Result<std::string> closing_note() const;  // the whole checkpoint, for the QR

    // Typed and not yet said. Encrypted; kept across power loss; erased when said.
    [[nodiscard]] Result<void> keep_draft(const std::string& field, std::string_view text);
    [[nodiscard]] Result<std::string> draft(const std::string& field) const;

  private:
    friend class Desk;
    Meeting(Desk& desk, store::Vault& vault, ConferenceId id);
    // As if that entry's content were erased.
    [[nodiscard]] Result<void> load(std::optional<std::uint64_t> without = std::nullopt);
    [[nodiscard]] Result<void> check_closing_root(const store::Stored& stored,
                                                  const conference::Event& event) const;
    [[nodiscard]] Result<conference::Recorded> record(const conference::Event& event,
                                                      PersonId actor);
    [[nodiscard]] Result<std::uint64_t> record_piece(MaterialId id, std::uint32_t number,
                                                     ByteView bytes, bool restricted);
    [[nodiscard]] std::string key_slot(PersonId person) const;

    Desk* desk_;
    store::Vault* vault_;  // the desk's, or that of a former record
    ConferenceId id_;
    const Edition* edition_ = nullptr;
    conference::State state_;
    std::optional<PersonId> unlocked_;
    std::optional<crypto::SigningKey> key_;
};

struct SetUp {
    crypto::KeyslotCost cost;
    std::string site;
    bool practice = false;
};

class Desk {
  public:
    [[nodiscard]] static Result<std::unique_ptr<Desk>> set_up(store::Ports ports,
                                                              const std::string& directory,
                                                              const crypto::SecretBytes& passphrase,
                                                              const SetUp& setup, Library library);
    [[nodiscard]] static Result<std::unique_ptr<Desk>> open(store::Ports ports,
                                                            const std::string& directory,
                                                            const crypto::SecretBytes& passphrase,
                                                            Library library);
    ~Desk();

    [[nodiscard]] const Library& library() const { return library_; }
    [[nodiscard]] store::Vault& vault() { return *vault_; }
    [[nodiscard]] Clock& clock() { return ports_.clock; }
    [[nodiscard]] bool practice() const { return practice_; }
    [[nodiscard]] const std::string& site() const { return site_; }
    [[nodiscard]] const store::OpenReport& opened() const { return report_; }

    // Newest planned start first. The lines themselves cost nothing, however many there are.
    [[nodiscard]] std::shared_ptr<const HomeLines> home() const { return home_.lines(); }
    [[nodiscard]] std::vector<Summary> conferences() const;  // a copy of them
    // After what was said in it was purged from the vault (app/send/purge.hpp): it can be opened no
    // more, and its line says so. A Meeting that was given for it is gone.
    [[nodiscard]] Result<void> content_removed(ConferenceId id);
    // Whether the conference could still be read if this entry's content were erased.
    [[nodiscard]] Result<void> reads_without(ConferenceId id, std::uint64_t seq);
    // The one that was running when the tablet was last used, if any.
    [[nodiscard]] std::optional<ConferenceId> running() const;

    // Opens a new conference under a procedure of the library. The fact's hashes are filled in
    // here; `id` none: a fresh one.
    struct Begun {
        std::optional<conference::Refusal> refusal;
        Meeting* meeting = nullptr;
    };
    [[nodiscard]] Result<Begun> begin(const std::string& procedure_id,
                                      conference::ConferenceOpened opened, ConferenceId id = {});
    // Loads it if need be. What this gives stays until `loaded_max` others have been asked for
    // since; one in which somebody's key is open stays anyway.
    static constexpr std::size_t loaded_max = 16;
    [[nodiscard]] Result<Meeting*> meeting(ConferenceId id);
    [[nodiscard]] std::size_t loaded() const { return meetings_.size(); }

    // Sealed keys that nobody needs any more are overwritten: those of closed conferences where
    // everybody has signed, or, when the tablet is locked, of every closed conference. Done at each
    // open for the first, so that a power cut between the last signature and this leaves none.
    enum class Spent : std::uint8_t { everybody_has_signed, at_lock };
    [[nodiscard]] Result<void> destroy_spent_keys(Spent when);

    [[nodiscard]] Result<void> set_chair_pin(const crypto::SecretBytes& pin);
    // Wrong tries are counted on disk before they are made and forgotten when one fits; while
    // `wait_ms` is not over, nothing is tried (core/crypto/attempts.hpp).
    struct PinAnswer {
        bool fits = false;
        std::uint32_t wrong = 0;  // in a row, this one included
        std::uint64_t wait_ms = 0;
    };
    [[nodiscard]] Result<PinAnswer> try_chair_pin(const crypto::SecretBytes& pin);
    [[nodiscard]] Result<PinAnswer> chair_pin_tries();  // how it stands, without a try
    [[nodiscard]] bool has_chair_pin() const;

    // When the tablet was opened its clock had never been set, or was behind what is on record.
    // Nothing is refused for that; the papers say it.
    [[nodiscard]] bool clock_in_doubt() const { return clock_doubtful_; }
    // The chair has looked and says that date and time are right: an entry, and believed from now.
    [[nodiscard]] Result<void> confirm_clock();

    // What happened to the tablet, as an entry of its own (core/record/device_events.def).
    template <class Event>
    [[nodiscard]] Result<void> write_down(const Event& event) {
        return store::write_down(*vault_, event, clock_state_);
    }

    // A fresh id from the entropy port.
    template <class AnyId>
    [[nodiscard]] AnyId fresh_id() {
        AnyId id;
        ports_.entropy.fill(id.bytes);
        return id;
    }
    // Local time of the procedure's zone now.
    [[nodiscard]] LocalTime now(const procedure::Procedure& procedure) const;

    // Device state that is not record, by name (where the shell was, sync states). Encrypted,
    // durable.
    [[nodiscard]] Result<void> put_state(const std::string& name, std::string_view value);
    [[nodiscard]] Result<std::optional<std::string>> state(const std::string& name) const;

  private:
    friend class Meeting;
    Desk(store::Ports ports, std::unique_ptr<store::Vault> vault, Library library);
    [[nodiscard]] Result<void> load();
    [[nodiscard]] Result<std::unique_ptr<Meeting>> loaded_now(store::Vault& vault, ConferenceId id);
    Meeting* take_in(std::unique_ptr<Meeting> meeting);
    void put_line(const Meeting& meeting);  // on the home screen, as it is now
    [[nodiscard]] Result<void> put_erased_line(ConferenceId id, const store::Erased& erased);
    // The records before this one, each inside the next (store::Vault::open_former). One that
    // cannot be read is told of and does not keep the tablet shut.
    [[nodiscard]] Result<void> load_formers(std::string directory);
    [[nodiscard]] Result<void> look_at_clock();
    [[nodiscard]] Result<crypto::Attempts> chair_attempts();
    // Wrong PINs in a row, once one has fitted or nobody is asked any more.
    [[nodiscard]] Result<void> write_failed_pins(std::uint32_t tries,
                                                 std::optional<PersonId> person);
    // The rules a conference was opened under: from the library, or as kept with its record. If
    // both are gone, another edition may show what was recorded; it may not decide anything new.
    [[nodiscard]] Result<const Edition*> edition_of(const conference::ConferenceOpened& opened);
    // The same, without its overlays.
    [[nodiscard]] Result<const Edition*> base_edition_of(
        const conference::ConferenceOpened& opened);
    [[nodiscard]] Result<std::vector<Addition>> additions_of(
        const conference::ConferenceOpened& opened);

    store::Ports ports_;
    std::unique_ptr<store::Vault> vault_;
    std::vector<std::unique_ptr<store::Vault>> formers_;
    std::map<ConferenceId, store::Vault*> kept_to_read_;  // which of them has it
    Library library_;
    std::vector<std::unique_ptr<Edition>> kept_;      // editions the library no longer has
    std::vector<std::unique_ptr<Edition>> overlaid_;  // editions with their overlays on them
    store::OpenReport report_;
    HomeList home_;
    std::vector<std::unique_ptr<Meeting>> meetings_;  // loaded; the last asked for last
    std::string site_;
    bool practice_ = false;
    bool clock_doubtful_ = false;
    std::uint32_t clock_state_ = 0;  // of what is recorded from now on
};

}  // namespace cpc::meeting
