// SPDX-License-Identifier: Apache-2.0
// What read-aloud says besides what stands on the glass, and the choices about it. "spoken.language"
// is not said: it is the voice that is asked for.
#include "app/locale/english.hpp"

namespace cpc::locale {
namespace {

constexpr Message messages[] = {
    {"spoken.language", "en"},
    {"spoken.heading", "heading"},
    {"spoken.button", "button"},
    {"spoken.chosen", "chosen"},
    {"spoken.ticked", "ticked"},
    {"spoken.not_ticked", "not ticked"},
    {"spoken.hold_button", "button to hold, or press Enter twice"},
    {"spoken.field", "field to write in"},
    {"spoken.empty", "empty"},
    {"spoken.signature", "place to sign"},
    {"spoken.has_signed", "signed"},
    {"spoken.done", "done"},
    {"spoken.open", "open"},
    {"spoken.unavailable", "not available"},
    {"spoken.choice", "choice {n} of {all}"},
    {"spoken.one_of", "{n} of {all}"},
    {"spoken.stage", "Stage {n} of {all}"},
    {"spoken.keys", "Keys to type with."},
    {"spoken.private_part", "This part is private. Plug in headphones to hear it."},
    {"spoken.full_hour", "{hour} o'clock"},
    {"spoken.first_minutes", "{hour} oh {minute}"},
    {"spoken.time", "{hour} {minute}"},
    {"spoken.until", "{from} to {to}"},
    {"spoken.minutes", "minutes"},
    {"spoken.read_aloud", "Read aloud"},
    {"spoken.no_voice", "Reading aloud is not available: the speech service does not answer."},
    {"aloud.title", "Reading aloud and keys"},
    {"aloud.titles", "Say each screen's title and what was done"},
    {"aloud.touch", "Read what I touch"},
    {"aloud.touch_help", "The first tap speaks, the second acts."},
    {"aloud.volume", "Volume"},
    {"aloud.speed", "Speed"},
    {"aloud.percent", "{n} %"},
    {"aloud.scanning", "One switch"},
    {"aloud.scanning_help", "What can be pressed is offered in turn. Space or Enter takes it."},
};

}  // namespace

std::span<const Message> english_spoken() {
    return messages;
}

}  // namespace cpc::locale
