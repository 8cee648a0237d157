// SPDX-License-Identifier: Apache-2.0
// Words of the register of papers: who has which, who waits, and what is written down of it.
#include "app/locale/english.hpp"

namespace cpc::locale {
namespace {

constexpr Message messages[] = {
    {"home.overdue.one", "{n} paper is overdue"},
    {"home.overdue.other", "{n} papers are overdue"},
    {"home.overdue_title", "Papers that somebody should have by now"},
    {"register.given", "{way} · {when} · by: {who}"},
    {"register.tried", "Not reached · {way} · {when} · by: {who}"},
    {"register.taken", " · taken by: {who}"},
    {"register.note", " · {note}"},
    {"register.late", "{given} · late"},
    {"register.overdue", "Overdue since {when}"},
    {"register.no-limit", "Still to give; no day is laid down"},
    {"register.due-today", "Due today"},
    {"register.due-days.one", "Due in {n} day"},
    {"register.due-days.other", "Due in {n} days"},
    {"register.due-hours.one", "Due in {n} hour"},
    {"register.due-hours.other", "Due in {n} hours"},
    {"register.some", "{n} of {all} have it"},
    {"register.all", "Everyone has it"},
    {"register.way-by-hand", "Given by hand"},
    {"register.way-collected", "Collected"},
    {"register.way-post", "Posted"},
    {"register.way-secure-mail", "Secure email"},
    {"register.way-told", "Spoken with"},
    {"register.away", "People who were away"},
    {"register.away-help",
     "Somebody tells each of them what was decided. What was said is written down here."},
    {"register.open", "Write down who was given it"},
    {"register.open-told", "Write down who was told"},
    {"register.help",
     "Write down who was given this paper, or that somebody could not be reached."},
    {"register.help-told", "Write down who was told what was decided, or could not be reached."},
    {"register.whom", "Who was it for?"},
    {"register.whom-told", "Who was told?"},
    {"register.way", "In what way?"},
    {"register.by", "Who did it?"},
    {"register.by-hint", "Name of the person"},
    {"register.reached", "Did it get there?"},
    {"register.reached-yes", "Yes"},
    {"register.reached-no", "Not reached"},
    {"register.taken-by", "Who took it, if somebody else did?"},
    {"register.taken-hint", "Leave empty if it was the person"},
    {"register.note-label", "Anything to note?"},
    {"register.note-told", "What was said and agreed?"},
    {"register.note-hint", "Number of the posting, or what is done next"},
    {"register.day", "On which day?"},
    {"register.time", "At what time?"},
    {"register.need-people", "Say who it was for."},
    {"register.need-way", "Choose in what way."},
    {"register.need-by", "Write who did it."},
    {"register.need-note", "Write what was said, or what is done next."},
    {"register.done", "Written into the register"},
    {"register.save", "Save the register to a stick"},
    {"register.saved", "The register is on the stick"},
    {"person.language-label", "Which language do they read best?"},
    {"person.language-en", "English"},
    {"person.language-cy", "Welsh"},
    {"person.language-pl", "Polish"},
    {"person.language-ar", "Arabic"},
    {"person.language-ur", "Urdu"},
};

}  // namespace

std::span<const Message> english_register() {
    return messages;
}

}  // namespace cpc::locale
