// SPDX-License-Identifier: Apache-2.0
// Words of the sheets that every stage can open.
#include "app/locale/english.hpp"

namespace cpc::locale {
namespace {

constexpr Message messages[] = {
    {"room.somebody", "Somebody has come"},
    {"room.why_here", "Why is this person here?"},
    {"room.need_why_here", "Say why this person is here."},
    {"room.add", "Add someone"},
    {"room.open_again", "Open this stage again"},
    {"room.back_title", "Open again: {stage}"},
    {"room.back_text",
     "The meeting goes back to this stage. Everything recorded since then stays, and can be added "
     "to."},
    {"room.back_hint", "For instance: the school has just brought its report."},
    {"room.back_enter", "Open it again"},
    {"room.back_done", "Open again: {stage}."},
    {"room.skip_title", "Go on to: {stage}"},
    {"room.skip_text",
     "The stages in between have all that they need. The reason for passing over them is "
     "recorded."},
    {"room.skip_hint", "For instance: we were there before we went back."},
    {"room.skip_enter", "Go on to it"},
    {"room.skip_done", "Gone on to: {stage}."},
    {"room.stage_reason", "Why?"},
    {"room.points_open", "Note, or leave one out"},
    {"room.points", "Points of this stage"},
    {"room.points_help", "Choose the point. Then write the note, or why we go on without it."},
    {"room.points_none", "The procedure asks for no point here."},
    {"room.note", "Note, or why we go on without it"},
    {"room.need_point", "Choose the point first."},
    {"room.need_note", "Write the note first."},
    {"room.need_why", "Write why we go on without it."},
    {"room.not_waivable", "The procedure does not go on without this."},
    {"room.waive", "Go on without it"},
    {"room.confirm_note", "Confirm with this note"},
    {"room.waived", "Recorded why we go on without it."},
    {"room.noted", "Confirmed, with the note."},
    {"room.of_child", "{child}: {text}"},
    {"room.point", "A point of this stage"},
    {"room.point_child", "A point about {child}"},
    {"room.point_words", "In words"},
    {"room.point_confirm", "Confirm"},
    {"room.answered", "Answered."},
    {"room.need_answer", "Choose the answer first."},
    {"room.need_words", "Write the words first."},
    {"room.need_prompt", "Write it first: {prompt}"},
    {"room.sets_off_referral", "Sets off a referral: {to}."},
    {"room.sets_off", "Then still to do: {task}."},
    {"room.sets_off_for", "Then still to do: {task} ({who})."},
    {"room.by_limit", " Time limit: {limit}."},
    {"room.point_note", "{when}: {note}"},
    {"adjourn.title", "Stop here and meet again"},
    {"adjourn.stop_open", "Stop here"},
    {"adjourn.text",
     "What was said so far stays in the record. Everybody is marked as gone. Next time we go on "
     "where we stopped."},
    {"adjourn.reason", "Why do we stop here?"},
    {"adjourn.interim", "How is the child kept safe until then?"},
    {"adjourn.interim_free", "How is the child kept safe until then? (if it is talked about)"},
    {"adjourn.when", "We meet again"},
    {"adjourn.day_title", "When do we meet again?"},
    {"adjourn.day", "Day"},
    {"adjourn.time", "Time"},
    {"adjourn.latest", "Latest: {day}"},
    {"adjourn.stop", "Stop until then"},
    {"adjourn.done", "The conference is adjourned."},
    {"adjourned.title", "This conference is adjourned"},
    {"adjourned.until", "Adjourned until {when}. Do we open the next sitting now?"},
    {"adjourned.resume", "Open the next sitting"},
    {"adjourned.done", "The sitting is open. Say in the introductions who is here again."},
    {"cancel.title", "This conference does not take place"},
    {"cancel.title_later", "This conference is not taken up again"},
    {"cancel.open_later", "Not taken up again"},
    {"cancel.text", "It stays in the record, with the reason, and is closed."},
    {"cancel.text_later",
     "What was said and decided stays in the record. Nothing more can be decided, and it is "
     "closed."},
    {"cancel.reason", "Why does it not take place?"},
    {"cancel.reason_later", "Why is it not taken up again?"},
    {"cancel.hold", "Press and hold to close it"},
    {"cancel.done", "Recorded that it does not take place."},
    {"cancel.done_later", "Recorded that it is not taken up again."},
    {"people.not_yet_again", "Not back yet"},
};

}  // namespace

std::span<const Message> english_room() {
    return messages;
}

}  // namespace cpc::locale
