// SPDX-License-Identifier: Apache-2.0
// Words of the tablet's settings, of a break, and of coming back after the power was gone.
#include "app/locale/english.hpp"

namespace cpc::locale {
namespace {

constexpr Message messages[] = {
    {"settings.home", "Settings"},
    {"settings.title", "Settings of this tablet"},
    {"settings.help",
     "Each change holds at once. The chair's PIN is asked for all but reading and display."},
    {"settings.done", "Changed."},
    {"settings.undo", "Take the change back"},
    {"settings.reading", "Reading and display"},
    {"settings.reading_now", "Text {percent}, colours: {colours}"},
    {"settings.touch", "Touch and confirm"},
    {"settings.confirm", "How weighty acts are confirmed"},
    {"settings.confirm_help", "Press and hold for a second, or tap twice within five seconds."},
    {"settings.hold", "Press and hold"},
    {"settings.tap_twice", "Tap twice"},
    {"settings.movement", "Movement on the screen"},
    {"settings.movement_help", "Lists glide on after a push, or stop at once."},
    {"settings.gentle", "Gentle"},
    {"settings.still", "None"},
    {"settings.digits", "Keys for a PIN"},
    {"settings.digits_help",
     "Mixed: in another order each time, so that nobody can tell a PIN from where a finger goes. "
     "With one switch, and while what you touch is read aloud, they are always in order."},
    {"settings.digits_mixed", "Mixed"},
    {"settings.digits_ordered", "In order"},
    {"settings.no_sounds", "Keys make no sound on this tablet."},
    {"settings.meeting", "Meetings"},
    {"settings.meeting_now", "The screen hides itself after {minutes}"},
    {"settings.hide_after", "Minutes until the screen hides itself"},
    {"settings.hide_after_help",
     "In a meeting, when nobody touches it. Between 3 and 30. The chair's PIN opens it again."},
    {"settings.minutes.one", "{n} minute"},
    {"settings.minutes.other", "{n} minutes"},
    {"settings.sealed",
     "Views stay sealed until the chair shows them all together. No setting changes that."},
    {"settings.chairs", "Chairs and PINs"},
    {"settings.chairs_now.one", "{n} chair can open this tablet"},
    {"settings.chairs_now.other", "{n} chairs can open this tablet"},
    {"settings.chairs_text.one", "{n} chair can open this tablet with a passphrase."},
    {"settings.chairs_text.other", "{n} chairs can open this tablet, each with a passphrase."},
    {"settings.chairs_keeper",
     "Passphrases are changed, and chairs added or taken away, by whoever looks after the tablet, "
     "with: cpc keys."},
    {"settings.pin_change", "Change the chair's PIN"},
    {"settings.pin_set", "Set a PIN for the chair"},
    {"settings.pin_new", "New PIN for the chair"},
    {"settings.pin_again", "The same PIN again"},
    {"settings.pin_done", "The chair's PIN is changed."},
    {"settings.procedures", "Procedures and holiday lists"},
    {"settings.storage", "Storage and keys"},
    {"settings.storage_now", "Two copies of the record, both encrypted"},
    {"settings.storage_text",
     "The record lies on this tablet in two copies, both encrypted. A passphrase opens it."},
    {"settings.recovery",
     "There are three recovery keys. Any two of the officers who hold them can open the tablet."},
    {"settings.no_recovery",
     "There are no recovery keys. If every passphrase is forgotten, nobody can open the record. "
     "Ask who looks after the tablet: cpc recovery."},
    {"settings.centre", "The centre"},
    {"settings.centre_none", "Not set up yet"},
    {"settings.centre_now", "Records go to {name}"},
    {"settings.no_address", "No address of a centre is kept on this tablet."},
    {"settings.address", "The centre's address is {address}."},
    {"settings.no_centre", "The centre's file has not been taken yet. It comes on a memory stick."},
    {"settings.paired", "This tablet and {name} know each other."},
    {"settings.clock", "Date and time"},
    {"settings.clock_text",
     "The clock is set in the machine's own settings. Here the chair says whether it is right; "
     "that becomes part of the record."},
    {"settings.about", "About, and licences"},
    {"settings.about_now", "What this program is made of"},
    {"settings.about_text",
     "Case Conference is free software under the Apache License 2.0. It comes without any "
     "warranty. It is made with these parts:"},
    {"break.button", "Take a break"},
    {"break.title", "We are taking a break"},
    {"break.text", "Nothing is lost. The chair opens the screen again."},
    {"break.done", "The break since {time} is on record."},
    {"resume.on_break", "A break began on {when}. It is recorded up to now when you go on."},
    {"resume.break", "The last thing was recorded at {time}. Since then {minutes} have passed."},
    {"resume.break_long", "The last thing was recorded on {when}."},
    {"resume.ballot",
     "A view that was not confirmed is not counted. It begins again at the hand-over."},
};

}  // namespace

std::span<const Message> english_settings() {
    return messages;
}

}  // namespace cpc::locale
