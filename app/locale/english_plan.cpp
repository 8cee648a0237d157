// SPDX-License-Identifier: Apache-2.0
// Words of the plan.
#include "app/locale/english.hpp"

namespace cpc::locale {
namespace {

constexpr Message messages[] = {
    {"plan.latest", "Latest: {when}"},
    {"plan.limit-of", "{rule}"},
    {"plan.day-n", "day {n}"},
    {"plan.day-skipped", "not counted: {why}"},
    {"plan.day-free", "{day}. Not a working day: {why}."},
    {"plan.day-weekend", "{day}. Not a working day."},
    {"plan.day-working", "{day}. Working day."},
    {"plan.action-line", "{who} · by {when}"},
    {"plan.owner-left", "Has left the meeting: needs a new name"},
    {"plan.aims", "What must be different for {child}"},
    {"plan.empty", "Start with what must be different, in words the family uses."},
    {"plan.to-be-asked", " · to be asked"},
    {"plan.late", "Later than the rule allows, because: {why}"},
    {"plan.next-title", "Next: {review}"},
    {"plan.note-help", "Help that is offered"},
    {"plan.note-help-prompt", "What help is there now, and who gives it?"},
    {"plan.note-further", "Further work"},
    {"plan.note-further-prompt", "What else has to be found out or done?"},
    {"plan.note-contingency", "If this does not work"},
    {"plan.note-contingency-prompt", "What happens if the plan is not kept, or things get worse?"},
    {"plan.note-family", "What the family does"},
    {"plan.note-family-prompt", "What part do the child and the family have in the plan?"},
    {"plan.note-birth", "When the baby is born"},
    {"plan.missing-action", "one action with a name and a date"},
    {"plan.missing-next", "the date of the next conference"},
    {"plan.complete", "The plan for {child} has what it needs"},
    {"plan.no-result", "There is no result for {child} yet. The plan comes after the decision."},
    {"plan.not-agreed",
     "No outcome was agreed for {child}. You can still write down what help there is."},
    {"plan.none", "{child} has no {plan}. You can still write down what help there is."},
    {"plan.action", "Action"},
    {"plan.action-save", "Put it in the plan"},
    {"plan.action-said", "Action put in the plan."},
    {"plan.aim", "What must be different?"},
    {"plan.outline", "{plan}: a beginning. The {group} completes it."},
    {"plan.needs", "Which risk or need does it answer?"},
    {"plan.needs-none", "Nothing is in the risk record for this child yet."},
    {"plan.need-numbered", "{text} ({number})"},
    {"plan.note-contact", "How to reach the {who}"},
    {"plan.note-contact-prompt", "A telephone number or an office that everybody may have."},
    {"plan.aim-hint", "In words the family uses"},
    {"plan.what", "What will be done?"},
    {"plan.what-hint", "Begin with a verb: visit, repair, arrange"},
    {"plan.who", "Who does it?"},
    {"plan.by-when", "By when?"},
    {"plan.know", "How will we know?"},
    {"plan.known-by", "We will know: {how}"},
    {"plan.name-them", "Name them"},
    {"plan.who-first", "Choose who it is first."},
    {"plan.named", "{what}: {who}."},
    {"plan.core-save", "Record the group and its date"},
    {"plan.core-said", "Core group and first meeting recorded."},
    {"plan.first-meeting", "First meeting"},
    {"plan.first-meeting-time", "Time of the first meeting"},
    {"plan.later-why", "Why is it later?"},
    {"plan.next-save", "Set the date"},
    {"plan.next-day", "Day of the next conference"},
    {"plan.next-time", "Time of the next conference"},
    {"plan.next-said", "Next conference: {when}."},
    {"plan.next-empty", "No date yet"},
    {"plan.next-set", "Set the next date"},
    {"plan.next-counted", "See how this was counted"},
    {"plan.core-counted", "See how it was counted"},
    {"plan.add-action", "Add an action"},
    {"plan.name", "Name: {what}"},
    {"plan.side", "People and dates"},
};

}  // namespace

std::span<const Message> english_plan() {
    return messages;
}

}  // namespace cpc::locale
