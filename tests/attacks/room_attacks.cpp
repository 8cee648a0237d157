// SPDX-License-Identifier: Apache-2.0
// People in the room, at a tablet that is open: voting as somebody else, too late or without being
// asked, guessing PINs. And what somebody who holds the open vault writes past the procedure: it is
// found when the conference is next read, however well it is sealed.
#include "app/meeting/desk.hpp"
#include "core/base/limits.hpp"
#include "core/record/device_events.hpp"
#include "tests/attacks/hall.hpp"

namespace cpc::attacks {
namespace {

using conference::Say;
using record::Role;

struct Round : Hall {
    Round() { REQUIRE(play(up_to_the_views).empty()); }
    bool on_record(std::uint16_t type) {
        const auto all = vault().range(0, vault().size()).value();
        return std::any_of(all.begin(), all.end(),
                           [&](const auto& stored) { return stored.header.type == type; });
    }
    std::string key_slot(const std::string& name) {
        return "key/" + meeting().id().hex() + "/" + person(name).hex();
    }
};

}  // namespace

ATTACK("vote-as-another-with-ones-own-pin", "[attendee]") {
    Round round;
    REQUIRE(round.play("view worker CD for\nview police CD for\n").empty());
    stopped(refused(round.meeting().unlock(round.person("worker"), round.pin_of("police"))),
            {"PIN does not match", "4 tries left"});
}

ATTACK("vote-as-another-while-ones-own-key-is-open", "[attendee]") {
    Round round;
    REQUIRE(round.play("view worker CD for\nview police CD for\n").empty());
    auto& meeting = round.meeting();
    REQUIRE(meeting.unlock(round.person("police"), round.pin_of("police")).has_value());
    stopped(round.said(round.view_of_person("worker"), round.person("worker")),
            {"this person's key is not open"});
    stopped(round.said(round.view_of_person("worker"), round.person("police")), {"vote.own-name"});
}

ATTACK("chair-votes-for-somebody-in-the-room", "[chair]") {
    Round round;
    stopped(round.said(round.view_of_person("worker"), {}), {"vote.own-name"});
    auto by_phone = round.view_of_person("worker");
    by_phone.by_phone = by_phone.read_back = true;  // who sits at the table
    stopped(round.said(by_phone, {}), {"vote.own-name"});
}

ATTACK("parent-votes", "[parent]") {
    Round round;
    stopped(round.play("view mother CD against \"No.\"\n"), {"vote.counted-person"});
}

ATTACK("pin-guessed-five-times", "[attendee]") {
    Round round;
    REQUIRE(round.play("view worker CD for\n").empty());
    auto& meeting = round.meeting();
    std::string words;
    for (int i = 0; i < limits::pin_tries_max; ++i)
        words =
            refused(meeting.unlock(round.person("worker"), crypto::SecretBytes::from("000000")));
    stopped(words, {"too many wrong PINs", "The chair can let you in again"});
    stopped(refused(meeting.unlock(round.person("worker"), round.pin_of("worker"))),
            {"too many wrong PINs"});
    CHECK(round.on_record(record::UnlocksFailed::entry_type));
}

ATTACK("pin-guessed-with-the-power-pulled-each-time", "[attendee][power]") {
    Round round;
    REQUIRE(round.play("view worker CD for\n").empty());
    for (int i = 0; i < limits::pin_tries_max; ++i) {
        (void)refused(
            round.meeting().unlock(round.person("worker"), crypto::SecretBytes::from("000000")));
        REQUIRE(round.reopened().empty());
    }
    stopped(refused(round.meeting().unlock(round.person("worker"), round.pin_of("worker"))),
            {"too many wrong PINs"});
}

ATTACK("chairs-pin-guessed-across-reboots-and-clock-jumps", "[attendee][clock]") {
    Round round;
    REQUIRE(round.desk().set_chair_pin(crypto::SecretBytes::from("314159")).has_value());
    const auto guess = [&](const char* pin) {
        const auto answer = round.desk().try_chair_pin(crypto::SecretBytes::from(pin));
        REQUIRE(answer.has_value());
        return *answer;
    };
    for (int i = 0; i < 10; ++i)
        (void)guess("000000");
    REQUIRE(round.reopened().empty());
    const auto right = guess("314159");
    CHECK_FALSE(right.fits);
    CHECK(right.wait_ms > 29'000);
    stopped("wrong in a row: " + std::to_string(right.wrong) + "; the lock screen counts the wait",
            {"wrong in a row: 5"});
}

ATTACK("sealed-key-of-one-person-put-in-anothers-place", "[attendee]") {
    Round round;
    REQUIRE(round.play("view worker CD for\nview police CD for\n").empty());
    const auto polices = round.vault().get_state(round.key_slot("police")).value();
    REQUIRE(polices.has_value());
    REQUIRE(round.vault().put_state(round.key_slot("worker"), *polices).has_value());
    auto& meeting = round.meeting();
    stopped(refused(meeting.unlock(round.person("worker"), round.pin_of("worker"))),
            {"PIN does not match"});
    stopped(refused(meeting.unlock(round.person("worker"), round.pin_of("police"))),
            {"not the one they signed in with"});
    CHECK_FALSE(meeting.unlocked().has_value());
}

ATTACK("view-after-the-result-is-locked", "[attendee]") {
    Round round;
    REQUIRE(round
                .play(std::string{views} + "show CD\nconfirm summed-up-and-asked CD\n"
                                           "lock CD neglect\n")
                .empty());
    stopped(round.play("view nurse CD against \"Late.\"\n"), {"vote.before-lock"});
}

ATTACK("result-locked-before-everybody-was-asked", "[chair]") {
    Round round;
    REQUIRE(round.play("view worker CD for\nview police CD for\n").empty());
    stopped(round.play("show CD\n"), {"vote.all-in", "Still to come"});
    stopped(round.play("lock CD neglect\n"), {"decision.views-shown"});
}

ATTACK("chair-decides-where-the-rule-leaves-nothing-open", "[chair]") {
    Round round;
    REQUIRE(round
                .play("view worker CD for\nview police CD for\nview school CD for\n"
                      "view nurse CD for\nshow CD\nconfirm summed-up-and-asked CD\n")
                .empty());
    conference::ChairDecided decided;
    decided.child = round.child();
    decided.reasons = "I know better.";
    stopped(round.said(decided, {}), {"chair.rule-opens"});
}

ATTACK("locked-result-decided-again", "[chair]") {
    Round round;
    REQUIRE(round
                .play(std::string{views} + "show CD\nconfirm summed-up-and-asked CD\n"
                                           "lock CD neglect\n")
                .empty());
    stopped(round.play("lock CD neglect\n"), {"decision.locked-once"});
    stopped(round.play("round CD\n"), {"decision.locked-once"});
}

// ---- past the procedure, with the vault's own seals ----

ATTACK("view-under-a-key-that-nobody-signed-in-with", "[chair]") {
    Round round;
    const auto made_up = crypto::SigningKey::generate();
    round.write(round.view_of_person("worker"), {{&made_up, Role::attendee}});
    stopped(round.reopened(), {"signed with a key that is not theirs", "entry "});
}

ATTACK("view-under-another-persons-key", "[chair][attendee]") {
    Round round;
    const auto mine = crypto::SigningKey::generate();
    round.write(conference::PersonSignedIn{round.person("mother"), mine.public_key()},
                {{&mine, Role::attendee}, {&round.vault().chair_key(), Role::chair}});
    REQUIRE(round.reopened().empty());
    round.write(round.view_of_person("worker"), {{&mine, Role::attendee}});
    stopped(round.reopened(), {"signed with a key that is not theirs"});
}

ATTACK("view-in-a-persons-name-signed-by-the-chair", "[chair]") {
    Round round;
    round.write(round.view_of_person("worker"), {{&round.vault().chair_key(), Role::chair}});
    stopped(round.reopened(), {"is not signed by that person"});
}

ATTACK("words-under-a-key-that-nobody-signed-in-with", "[chair]") {
    Round round;
    const auto made_up = crypto::SigningKey::generate();
    conference::ContributionRecorded said;
    said.speaker = round.person("worker");
    said.text = "What worker never said.";
    round.write(said, {{&made_up, Role::attendee}});
    stopped(round.reopened(), {"a key that nobody signed in with"});
}

ATTACK("sign-in-with-a-key-other-than-the-one-recorded", "[chair]") {
    Round round;
    const auto one = crypto::SigningKey::generate();
    const auto other = crypto::SigningKey::generate();
    round.write(conference::PersonSignedIn{round.person("mother"), one.public_key()},
                {{&other, Role::attendee}, {&round.vault().chair_key(), Role::chair}});
    stopped(round.reopened(), {"not the one recorded"});
}

ATTACK("signature-at-the-close-over-another-record", "[chair]") {
    Round round;
    const auto mine = crypto::SigningKey::generate();
    round.write(conference::PersonSignedIn{round.person("mother"), mine.public_key()},
                {{&mine, Role::attendee}, {&round.vault().chair_key(), Role::chair}});
    conference::CloseCosigned cosigned;
    cosigned.person = round.person("mother");
    cosigned.tree_size = 3;
    round.write(cosigned, {{&mine, Role::attendee}});
    stopped(round.reopened(), {"over another record"});
}

ATTACK("chairs-key-in-an-attendees-role", "[chair]") {
    Round round;
    const auto view = round.view_of_person("worker");
    auto encoded = meeting::encode_event(conference::Event{view});
    store::AppendRequest request;
    request.type = encoded.type;
    request.conference = round.meeting().id();
    request.payload = std::move(encoded.payload);
    request.signers = {{&round.vault().chair_key(), Role::attendee}};
    const auto size = round.vault().size();
    stopped(refused(round.vault().append(request)), {"signs in another role"});
    CHECK(round.vault().size() == size);
    CHECK(round.reopened().empty());
}

}  // namespace cpc::attacks
