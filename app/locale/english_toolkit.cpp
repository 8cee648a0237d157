// SPDX-License-Identifier: Apache-2.0
// Words of the toolkit itself: keys, steppers, holding. Rows of the keyboard are letters one after
// another; a row that a language leaves as it is types what English types.
#include "app/locale/english.hpp"

namespace cpc::locale {
namespace {

constexpr Message messages[] = {
    {"toolkit.space", "Space"},
    {"toolkit.done", "Done"},
    {"toolkit.digits", "123"},
    {"toolkit.letters", "ABC"},
    {"toolkit.line", "Line"},
    {"toolkit.shift", "Shift"},
    {"toolkit.erase", "Delete"},
    {"toolkit.clear", "Clear"},
    {"toolkit.key", "key"},
    {"toolkit.hold_longer", "Hold a little longer"},
    {"toolkit.tap_again", "Tap again"},
    {"toolkit.not_yet", "not yet"},
    {"toolkit.less", "less"},
    {"toolkit.more", "more"},
    {"toolkit.least", "It does not go any lower."},
    {"toolkit.most", "It does not go any higher."},
    {"toolkit.day", "Day"},
    {"toolkit.month", "Month"},
    {"toolkit.year", "Year"},
    {"toolkit.hour", "Hour"},
    {"toolkit.minute", "Minute"},
    {"toolkit.digits_typed", "digits typed"},
    {"toolkit.characters_typed", "characters typed"},
    {"toolkit.field_full", "This is full. What came last was not taken."},
    {"toolkit.letter_rows", "qwertyuiop|asdfghjkl|zxcvbnm"},
    {"toolkit.sign_rows", "1234567890|-/:;()£&@|?!'\"%+="},
};

}  // namespace

std::span<const Message> english_toolkit() {
    return messages;
}

}  // namespace cpc::locale
