// SPDX-License-Identifier: Apache-2.0
// Words of training, of the first time somebody has the tablet, of help with a view, and of a
// second display in the room.
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
    {"hand.suits", "Does this suit you?"},
    {"hand.suits_text", "Choose how you read best. It goes back when you pass the tablet on."},
    {"hand.touches", "Try the touch"},
    {"hand.touches_text", "Touch the circle. Five times, and you are done."},
    {"hand.touched", "Go on"},
    {"hand.touched_skip", "Leave this out"},
    {"hand.circle", "Circle"},
    {"hand.tries_so_far", "{n} of {all} · beside the circle: {beside}"},
    {"hand.touch_well", "Your touches land."},
    {"hand.touch_missed", "Some touches went beside the circle. One of these may help."},
    {"hand.touch_larger", "Larger letters and buttons"},
    {"hand.touch_switch", "One switch for everything"},
    {"help.label", "Someone helps me"},
    {"help.title", "{who}: who helps you?"},
    {"help.text",
     "The view stays yours, and so does the PIN. It is written down that you had help."},
    {"help.who", "Who helps?"},
    {"help.outsider", "Somebody who is not on the list"},
    {"help.outsider_who", "Who is it, and what are they?"},
    {"help.outsider_hint", "For example: my interpreter"},
    {"help.because", "What is the help for?"},
    {"help.because.sight", "Seeing"},
    {"help.because.hands", "Touching"},
    {"help.because.reading", "Reading"},
    {"help.because.language", "Language"},
    {"help.go_on", "Go on to my PIN"},
    {"help.need_who", "Say who helps you first."},
    {"help.need_name", "Write who it is first."},
    {"help.need_because", "Say what the help is for."},
    {"help.ballot", "{who} helps you. The view is yours."},
    {"help.line", "Helped by {who} ({because})"},
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
