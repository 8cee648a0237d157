// SPDX-License-Identifier: Apache-2.0
// Words of what is put to the chair, and of the state of the minutes.
#include "app/locale/english.hpp"

namespace cpc::locale {
namespace {

constexpr Message messages[] = {
    {"matters.questions_open", "A question, or something for the chair"},
    {"matters.open", "For the chair only: worries and requests"},
    {"matters.questions", "Questions"},
    {"matters.questions_help",
     "What somebody wants cleared up stays here until the chair has answered it."},
    {"matters.questions_none", "Nobody has asked anything."},
    {"matters.question_add", "Somebody asks a question"},
    {"matters.title", "Put to the chair"},
    {"matters.help", "Only the chair reads this. It goes into nobody's papers."},
    {"matters.none", "Nothing has been put to the chair."},
    {"matters.add", "Write down what is asked"},
    {"matters.waiting", "Not answered yet"},
    {"matters.answered", "Answered"},
    {"matters.kind", "What is it?"},
    {"matters.by", "Who asks?"},
    {"matters.somebody_else", "Somebody else"},
    {"matters.asker", "Who they are, and for whom they ask"},
    {"matters.kind-clarification", "A question"},
    {"matters.help-clarification",
     "Everybody in the room may read it, and it goes into the minutes."},
    {"matters.text-clarification", "What is to be cleared up?"},
    {"matters.kind-sharing", "A worry about sharing something"},
    {"matters.help-sharing", "Raised before the meeting, with the chair alone."},
    {"matters.text-sharing", "What is the worry?"},
    {"matters.kind-confidentiality", "A wish to keep something confidential"},
    {"matters.help-confidentiality", "Write what it is about, not what it is."},
    {"matters.text-confidentiality", "What is to be kept confidential, and why?"},
    {"matters.kind-report", "A request for an agency's report"},
    {"matters.help-report", "Reports are not part of the minutes. Whoever wants one asks."},
    {"matters.about-report", "Whose report is it?"},
    {"matters.text-report", "Why is it asked for?"},
    {"matters.kind-other-purpose", "A wish to use it for something else"},
    {"matters.help-other-purpose",
     "What is known here is for protecting the child. For anything else the chair is asked first."},
    {"matters.about-other-purpose", "For what purpose?"},
    {"matters.text-other-purpose", "What would be used, and why?"},
    {"matters.asked_by", "{who}, {when}"},
    {"matters.about_text", "{about}: {text}"},
    {"matters.answer", "What does the chair answer?"},
    {"matters.answer_hint", "May stay empty if it was answered in the room"},
    {"matters.reasons_hint", "With the reasons"},
    {"matters.prejudice", "Would withholding it harm the child's welfare?"},
    {"matters.grant", "Does the chair agree?"},
    {"matters.yes", "Yes"},
    {"matters.no", "No"},
    {"matters.in_the_room", "Answered in the room"},
    {"matters.decided", "{decided} {why}"},
    {"matters.granted-confidentiality", "It is kept confidential."},
    {"matters.not-granted-confidentiality", "It is shared."},
    {"matters.granted-report", "The report is released."},
    {"matters.not-granted-report", "The report is not released."},
    {"matters.granted-other-purpose", "It may be used for this."},
    {"matters.not-granted-other-purpose", "It may not be used for this."},
    {"matters.need_kind", "Say what it is."},
    {"matters.need_decision", "Say whether the chair agrees."},
    {"matters.answered_record", "It is answered"},
    {"matters.done", "Put to the chair."},
    {"matters.answered_done", "The chair has answered."},
    {"minutes.open", "{state} Check or approve them"},
    {"minutes.title", "The minutes"},
    {"minutes.help",
     "Somebody checks them against what was said. Then the chair approves them. The minutes "
     "themselves say how far they are."},
    {"minutes.is-draft", "The minutes are a draft."},
    {"minutes.is-checked", "The minutes are checked."},
    {"minutes.is-approved", "The minutes are approved."},
    {"minutes.mark", "{when}, {who}: {state}"},
    {"minutes.mark_note", "{mark} {note}"},
    {"minutes.by", "Who checked them?"},
    {"minutes.note", "Note, or why they go back to a draft"},
    {"minutes.check", "They are checked"},
    {"minutes.approve", "Approve the minutes"},
    {"minutes.back", "Back to a draft"},
    {"minutes.need_note", "Write why they go back to a draft."},
    {"minutes.need_by", "Write who checked them."},
    {"matters.count.one", "{n} question is not answered"},
    {"matters.count.other", "{n} questions are not answered"},
};

}  // namespace

std::span<const Message> english_matters() {
    return messages;
}

}  // namespace cpc::locale
