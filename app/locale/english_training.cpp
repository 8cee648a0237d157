// SPDX-License-Identifier: Apache-2.0
// Words of training, and of a second display in the room.
#include "app/locale/english.hpp"

namespace cpc::locale {
namespace {

constexpr Message messages[] = {
    {"families.home", "Choose a family to practise with"},
    {"families.title", "Families to practise with"},
    {"families.text",
     "Everybody in these families is made up. What you do with them stays in "
     "training and is never a real record."},
    {"families.none", "No family came with this program."},
    {"families.facts", "{procedure} · {type} · {children}"},
    {"families.at_start", "It is prepared. You begin the meeting."},
    {"families.half_way", "The meeting is under way. You take over here: {stage}."},
    {"families.begun", "You have begun with this family."},
    {"families.begin", "Practise with {family}"},
    {"families.carry_on", "Carry on with {family}"},
    {"families.again", "Start again with {family}"},
    {"families.ready", "{family} is ready."},
    {"display2.task", "{who}, by {day}"},
    {"display2.speaking", "Speaking now"},
    {"display2.plan", "The plan so far"},
    {"display2.no_plan", "Nothing is agreed yet."},
    {"display2.next", "We meet again"},
    {"display2.apart", "Some people are meeting for a few minutes"},
    {"display2.apart_text", "You will be asked back in."},
    {"display2.covered", "This screen is covered"},
    {"display2.covered_text", "Nothing is lost."},
    {"display2.closed", "The conference is closed"},
    {"display2.closed_text", "Thank you."},
    {"display2.handed", "The tablet goes round"},
    {"display2.handed_text", "One person at a time. The others wait."},
};

}  // namespace

std::span<const Message> english_training() {
    return messages;
}

}  // namespace cpc::locale
