// SPDX-License-Identifier: Apache-2.0
// Words of the risk screen, and of what the later stages share.
#include "app/locale/english.hpp"

namespace cpc::locale {
namespace {

constexpr Message messages[] = {
    {"stages.child", "Child"},
    {"stages.point-waived", "Went on without it: {why}"},
    {"stages.point-done", "Done at {time}"},
    {"stages.point-needed", "Needed before we go on"},
    {"stages.point-recorded", "Point ticked."},
    {"stages.category", "Recorded as {term}: {list}."},
    {"stages.next-child", "Next: {child}"},
    {"stages.continue-to", "Continue to {stage}"},
    {"stages.missing", "Still missing: {list}"},
    {"stages.write-first", "Write it down first."},
    {"risk.title", "Risk"},
    {"risk.degree", "{severity} · {likelihood}"},
    {"risk.evidence.one", "Rests on {n} piece of information"},
    {"risk.evidence.other", "Rests on {n} pieces of information"},
    {"risk.no-evidence", "Not linked to any information yet"},
    {"risk.none-yet", "Nothing yet"},
    {"risk.noted.one", "{n} noted"},
    {"risk.noted.other", "{n} noted"},
    {"risk.add", "Add: {what}"},
    {"risk.clinical", "What a doctor says"},
    {"risk.clinical-prompt",
     "What does a doctor say about the signs, and what caused them? This is kept apart from other "
     "opinions."},
    {"risk.voice", "What {child} says"},
    {"risk.voice-add", "Add what the child says"},
    {"risk.voice-empty",
     "Who can say what {child} thinks? Write their words, or why they could not be asked."},
    {"risk.voice-none", "Could not be had: {why}"},
    {"risk.scale", "How safe is {child} now?"},
    {"risk.scale-low", "0 very unsafe"},
    {"risk.scale-high", "10 safe enough to close"},
    {"risk.scale-room", "The room"},
    {"risk.evidence-line", "{label} · {who}: {text}"},
    {"risk.other-child", "{child} is not discussed yet"},
    {"risk.complete", "Everything needed is written down"},
    {"risk.summary", "The chair's summary"},
    {"risk.summary-prompt", "The main points, in a few plain sentences."},
    {"stages.cancel", "Cancel"},
    {"stages.record", "Add to the record"},
    {"stages.points", "Before we go on"},
    {"risk.scale-who", "Whose number is this?"},
    {"risk.score-said", "Recorded: {number} out of 10."},
    {"risk.score-entered", "Recorded: {number} out of 10, entered by the chair for {who}."},
    {"risk.score-chair",
     "The chair enters the number of the room, of family, and of people who are not in the room "
     "but on the telephone or on video. The record says so."},
    {"risk.asked", "What each professional thinks"},
    {"risk.asked-help", "Each gives their own number with their own PIN. Press a name."},
    {"risk.asked-given", "Given"},
    {"risk.asked-given-chair", "Given, entered by the chair"},
    {"risk.asked-open", "Not asked yet"},
    {"risk.asked-open-chair", "Not asked yet. The chair enters it"},
    {"risk.asked-missing.one", "{n} professional's own number"},
    {"risk.asked-missing.other", "{n} professionals' own numbers"},
    {"own-risk.title", "How safe do you think {child} is now?"},
    {"own-risk.help",
     "Choose the number that you think is right. It is recorded under your own name."},
    {"own-risk.scale", "My number"},
    {"own-risk.earlier", "You gave a number before. It stays on record. You can give another one."},
    {"own-risk.choose-first", "Choose a number first."},
    {"own-risk.given", "Number given."},
    {"risk.more", "Also talk about"},
    {"risk.summary-change", "Change the summary"},
    {"risk.summary-save", "Record the summary"},
    {"risk.summary-said", "Summary for {child} recorded."},
    {"risk.missing", "Still missing"},
    {"risk.evidence-empty",
     "Nothing that was said is about this child yet. You can link it later."},
    {"risk.evidence-which", "What does this rest on?"},
    {"risk.how-bad", "How bad is it?"},
    {"risk.how-likely", "How likely is it?"},
    {"risk.take-over", "Said for a brother or sister. Use these words."},
    {"risk.line-said", "Recorded: {what}."},
    {"risk.voice-source-first", "Say how the words reached us."},
    {"risk.voice-source", "How did these words reach us?"},
    {"risk.voice-words", "In the child's own words, or why they could not be had"},
    {"risk.voice-hint", "Use the child's words as they were said."},
    {"risk.voice-said", "What {child} says is recorded."},
    {"risk.side", "Summary and what is missing"},
    {"stages.chair-only", "Chair only"},
    {"stages.done", "Done"},
};

}  // namespace

std::span<const Message> english_risk() {
    return messages;
}

}  // namespace cpc::locale
