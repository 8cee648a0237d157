// SPDX-License-Identifier: Apache-2.0
#include "core/conference/refusal.hpp"

#include <algorithm>
#include <array>

#include "core/base/check.hpp"

namespace cpc::conference {
namespace {

constexpr std::array rules{
    RefusalRule{"conference.opened-once", "REQ-001", "", "This conference is already open."},
    RefusalRule{"conference.type-offered", "REQ-004|REQ-003|REQ-002|REQ-005", "",
                "This procedure does not offer that type of conference."},
    RefusalRule{"conference.basis-stated", "REQ-012|REQ-010|REQ-011|REQ-013", "",
                "Say first why the conference is held, and the date its clock started."},
    RefusalRule{"conference.has-a-child", "REQ-175", "", "Add the child or children first."},
    RefusalRule{"conference.closed", "REQ-176", "REQ-273",
                "The conference is closed. Nothing can be changed, only added to."},
    RefusalRule{"chair.only", "REQ-148|REQ-176", "REQ-324",
                "Only the chair does this, with the chair's own key."},
    RefusalRule{"child.ref-own", "REQ-175", "REQ-367",
                "Each child needs a short name that no other child here has, and keeps it."},
    RefusalRule{"text.length", "REQ-180", "",
                "The text is too long for one entry. Make two of it."},
    RefusalRule{"people.reason-given", "REQ-033", "", "Say why this person is invited."},
    RefusalRule{"people.role-known", "REQ-143", "",
                "Choose one of the roles that the procedure knows."},
    RefusalRule{"people.role-group", "REQ-143", "REQ-053 REQ-054",
                "Whether somebody counts follows from their role. This role is in another group."},
    RefusalRule{"people.counted-as", "REQ-143", "REQ-165",
                "This person is listed in a round of views. Their role, agency and children stay."},
    RefusalRule{"people.key-once", "REQ-148", "",
                "This person has signed in already. The chair lets them in again with a new PIN."},
    RefusalRule{"people.known", "REQ-040", "", "This person is not on the list of people."},
    RefusalRule{"people.supporter-linked", "REQ-054", "",
                "Say whom this supporter is here for. A supporter has no counted view."},
    RefusalRule{"people.leaving-reason", "REQ-042", "",
                "Not all decisions are made yet. Write why this person leaves."},
    RefusalRule{"people.is-here", "REQ-042", "", "This person is not in the meeting now."},
    RefusalRule{"observers.one", "REQ-050|REQ-051|REQ-053", "",
                "One observer is here already. A second observer cannot stay."},
    RefusalRule{"observers.agreed-before", "REQ-050|REQ-051", "",
                "An observer needs the chair's agreement, dated before the meeting."},
    RefusalRule{"stage.in-order", "REQ-026", "",
                "Stages follow the procedure's order. To skip or reopen one, write why."},
    RefusalRule{"stage.needed-points", "REQ-026", "", "Some needed points are still open."},
    RefusalRule{"stage.not-waivable", "REQ-026", "",
                "The procedure does not go on without this. Do it, or stop here:"},
    RefusalRule{"stage.right-one", "REQ-026", "", "This belongs to another stage of the meeting."},
    RefusalRule{"chair.confirmed", "REQ-046|REQ-045|REQ-047", "",
                "The chair confirms being independent and without line management first."},
    RefusalRule{"attendance.all-recorded", "REQ-040", "",
                "Record for each invited person whether they are here."},
    RefusalRule{"introductions.all-introduced", "REQ-072", "",
                "Each person here is introduced by name, role and agency first."},
    RefusalRule{"quorum", "REQ-067", "",
                "Not enough agencies are here. Adjourn, or write why the meeting goes on."},
    RefusalRule{"information.agencies-heard", "REQ-088", "",
                "Every agency is asked in turn before the meeting goes on."},
    RefusalRule{"information.reports-read-in", "REQ-095", "",
                "A report from somebody absent has not been shared with the room yet."},
    RefusalRule{"information.child-views", "REQ-097", "",
                "Record what the child says, or why that could not be had."},
    RefusalRule{"information.parent-views", "REQ-098", "",
                "Record each parent's views, or why they could not be had."},
    RefusalRule{"information.late-comer-told", "REQ-081", "",
                "Tell the person who came late what they missed, then record it."},
    RefusalRule{"information.original-known", "REQ-093", "",
                "A correction stands beside something already recorded."},
    RefusalRule{"risk.existing-and-future", "REQ-113", "",
                "Record the risk there is now and the risk that is likely, each on its own."},
    RefusalRule{"risk.degree", "REQ-114", "", "Say how severe and how likely this risk is."},
    RefusalRule{"risk.own-number", "REQ-135", "",
                "Each professional gives their own number with their own PIN."},
    RefusalRule{"risk.summary", "REQ-123", "",
                "The chair sums up the main issues for each child first."},
    RefusalRule{"decision.risk-first", "REQ-134", "",
                "First record whether the child is at continuing risk of significant harm."},
    RefusalRule{"decision.risk-fits", "REQ-134", "",
                "This decision does not fit what was recorded about continuing risk."},
    RefusalRule{"vote.round-open", "REQ-149", "", "No round of views is open for this child."},
    RefusalRule{"vote.counted-person", "REQ-143", "REQ-053 REQ-054",
                "This person does not count in the decision for this child."},
    RefusalRule{"vote.own-name", "REQ-148", "", "A view is logged by the person whose view it is."},
    RefusalRule{"vote.reason-given", "REQ-148", "",
                "Write the reason. It is needed with this view."},
    RefusalRule{"vote.read-back", "REQ-145", "",
                "Read the view back to the person on the phone, then confirm it."},
    RefusalRule{"vote.helper-apart", "REQ-148", "",
                "Whoever helps is in the room and has no part in the decision: not the chair, not "
                "somebody who gives a view, not the family. Say who it is, and why."},
    RefusalRule{"vote.all-in", "REQ-149", "",
                "The result is worked out only when every counted person has given a view."},
    RefusalRule{"vote.before-lock", "REQ-148", "",
                "The result for this child is locked. The view can no longer change."},
    RefusalRule{"chair.rule-opens", "REQ-141|REQ-137|REQ-142|REQ-170|REQ-167", "REQ-139",
                "The chair cannot decide here."},
    RefusalRule{"chair.reasons", "REQ-140|REQ-137|REQ-165", "REQ-165",
                "Write the chair's reasons first."},
    RefusalRule{
        "chair.decides-first", "REQ-140|REQ-137|REQ-142", "",
        "The people here have not agreed. The chair decides, with reasons, before the lock."},
    RefusalRule{"decision.views-shown", "REQ-149", "", "Show the views first."},
    RefusalRule{"decision.category", "REQ-150|REQ-152|REQ-151|REQ-169", "",
                "Name at least one category of harm."},
    RefusalRule{"decision.category-known", "REQ-150|REQ-152|REQ-151|REQ-169", "",
                "Choose a category of harm from the procedure's list."},
    RefusalRule{"decision.locked-once", "REQ-176", "",
                "The result for this child is locked. The chair can correct it, with a reason."},
    RefusalRule{"decision.not-locked", "REQ-176", "", "There is no locked result to correct yet."},
    RefusalRule{"decision.correction-reason", "REQ-176", "", "Write why the result is corrected."},
    RefusalRule{"decision.every-child", "REQ-175", "", "Each child needs their own result first."},
    RefusalRule{"decision.review-removes", "REQ-025", "REQ-155",
                "Only a review can keep or end a plan."},
    RefusalRule{"plan.key-worker", "REQ-163|REQ-162|REQ-161", "", "Name the key worker."},
    RefusalRule{"plan.key-worker-reason", "REQ-163", "",
                "The key worker is usually the social worker. Write why it is somebody else."},
    RefusalRule{"plan.outline", "REQ-178", "",
                "An outline plan with at least one action is needed for this child."},
    RefusalRule{"plan.core-group", "REQ-182", "REQ-184",
                "Name the core group and the date it first meets."},
    RefusalRule{"plan.action-complete", "REQ-180", "REQ-192",
                "An action needs what is done, one person who does it, and how we shall know."},
    RefusalRule{
        "dates.later-reason", "REQ-233", "REQ-229",
        "This date is later than the procedure allows. Choose an earlier one or write why."},
    RefusalRule{"close.next-conference", "REQ-231|REQ-177", "",
                "Set the date of the next conference."},
    RefusalRule{"close.cosign-own", "REQ-165", "",
                "Each person signs the close for themselves, after it."},
    RefusalRule{"papers.without-knowledge", "REQ-259", "REQ-288",
                "This person does not know of the conference. No paper about it goes there."},
    RefusalRule{"papers.by-right", "REQ-371", "REQ-372",
                "This person is not here for that child, so that child's papers do not go there."},
    RefusalRule{"papers.no-such-paper", "REQ-248", "",
                "This conference has no such paper for this person or place."},
    RefusalRule{"papers.proof", "REQ-248", "",
                "Write who did it, in what way, and a time that is not still to come."},
    RefusalRule{"papers.tried", "REQ-248", "REQ-237",
                "Write what happened, and what is to be done next."},
    RefusalRule{"conference.adjourned", "REQ-309", "",
                "The conference is adjourned. Open the next sitting first."},
    RefusalRule{"adjourn.reason", "REQ-067", "REQ-309", "Write why the meeting stops here."},
    RefusalRule{"adjourn.date", "REQ-067", "REQ-309", "Set a later date for the next sitting."},
    RefusalRule{"adjourn.interim", "REQ-067", "",
                "Not enough agencies are here. Write how the child is kept safe until then."},
    RefusalRule{"adjourn.within", "REQ-067", "", "The last day for the next sitting is:"},
    RefusalRule{"adjourn.not", "REQ-309", "", "The conference is not adjourned."},
    RefusalRule{"break.times", "REQ-309", "",
                "A break lies within the meeting, and is over when it is recorded."},
    RefusalRule{"cancel.reason", "REQ-297", "", "Write why the conference does not take place."},
    RefusalRule{"request.once", "REQ-017", "", "The request is on record already."},
    RefusalRule{"request.complete", "REQ-017|REQ-020", "",
                "A request needs who asks, from which agency, why, and who answers it."},
    RefusalRule{"request.elsewhere", "REQ-014", "",
                "This procedure has no rule for requests to another agency's own meeting."},
    RefusalRule{"request.caller", "REQ-014", "",
                "Write who asks, from which agency, how they are reached and what they tell."},
    RefusalRule{"request.judgement", "REQ-014", "", "Judge this first, and write why:"},
    RefusalRule{"request.known", "REQ-018", "", "There is no request to answer."},
    RefusalRule{"request.refusal-reasons", "REQ-018", "",
                "To refuse a request, write the reasons and when they were discussed with the "
                "service manager."},
    RefusalRule{"request.refused", "REQ-018", "REQ-019",
                "The request for this conference was refused. It cannot be opened."},
    RefusalRule{"people.left-out", "REQ-035|REQ-036", "REQ-319",
                "Somebody who is always asked is not. Ask them, or write why not:"},
    RefusalRule{"people.must-attend", "REQ-058", "",
                "Somebody without whom this cannot start is not here."},
    RefusalRule{"people.consent", "REQ-379", "",
                "Nobody in this role can be asked without the agreement that comes first."},
    RefusalRule{"attendance.substitute-named", "REQ-040", "",
                "Write who came instead, and put that person on the list under their own name."},
    RefusalRule{"people.details", "REQ-052", "", "Something more is needed about this person:"},
    RefusalRule{"people.class-permitted", "REQ-059", "REQ-060",
                "This class of person cannot be asked to a conference for this purpose."},
    RefusalRule{"observers.exceptional", "REQ-051", "",
                "An observer needs exceptional circumstances. Write them down."},
    RefusalRule{"observers.consent", "REQ-051", "", "An observer needs this agreement too:"},
    RefusalRule{"attendance.key-absent", "REQ-066", "",
                "A key agency is not here. Write why the meeting goes ahead:"},
    RefusalRule{"exclusion.chair", "REQ-324", "", "Only the chair can keep somebody out."},
    RefusalRule{"exclusion.ground", "REQ-320|REQ-322|REQ-323", "",
                "This is not a ground to keep somebody out."},
    RefusalRule{"exclusion.ground-known", "REQ-320|REQ-322|REQ-323", "",
                "Choose one of the procedure's grounds."},
    RefusalRule{"exclusion.extent", "REQ-323|REQ-320|REQ-322", "",
                "This ground is for part of the meeting only."},
    RefusalRule{"exclusion.facts", "REQ-303", "", "Write what happened that makes it necessary."},
    RefusalRule{"exclusion.discussed", "REQ-326", "", "Write who discussed it with the person."},
    RefusalRule{"exclusion.privacy", "REQ-293", "",
                "Write why the family's privacy gives way, and how they are heard."},
    RefusalRule{"exclusion.without-knowledge", "REQ-288", "",
                "This procedure has no conference without the parent's knowledge."},
    RefusalRule{"exclusion.decided-first", "REQ-324", "REQ-303",
                "The chair decides about keeping somebody out first, with the ground."},
    RefusalRule{"exclusion.whom", "REQ-324", "REQ-303",
                "Nobody who counts, chairs or takes the minutes is kept out in this way."},
    RefusalRule{"exclusion.stands", "REQ-324", "",
                "The chair decided that this person stays out. Change that decision first."},
    RefusalRule{"child.unborn", "REQ-382", "", "This child is not on record as unborn."},
    RefusalRule{"stage.point-answer", "REQ-026", "", "This needs an answer:"},
    RefusalRule{"segment.one", "REQ-275", "",
                "One restricted part at a time, while the meeting is running."},
    RefusalRule{"segment.reason", "REQ-275", "",
                "The chair opens a restricted part, and writes why."},
    RefusalRule{"segment.redaction-known", "REQ-275|REQ-282", "",
                "Choose one of the procedure's reasons to leave something out."},
    RefusalRule{"segment.somebody-out", "REQ-275", "",
                "Nobody would be out of the room. No restricted part is needed."},
    RefusalRule{"segment.other-part", "REQ-275", "",
                "This was said in another restricted part, before other people."},
    RefusalRule{"segment.open", "REQ-275", "",
                "A restricted part is going on. End it before this."},
    RefusalRule{"segment.out-of-the-room", "REQ-275", "",
                "This person is out of the room in this part."},
    RefusalRule{"information.relevance", "REQ-105", "",
                "Only what bears on today's question is written down."},
    RefusalRule{"information.progress", "REQ-108", "",
                "Say how far each action of the plan has come:"},
    RefusalRule{"information.action-known", "REQ-108", "",
                "This action is not in the plan that was carried over."},
    RefusalRule{"information.progress-words", "REQ-108", "", "Write why it was not done."},
    RefusalRule{"chair.texts", "REQ-137", "REQ-165", "The chair still has to write:"},
    RefusalRule{"vote.none-taken", "REQ-170", "REQ-005", "Nothing is voted on here."},
    RefusalRule{"decision.outcome-first", "REQ-169", "", "Record the outcome first."},
    RefusalRule{"decision.no-agreed-outcome", "REQ-148", "",
                "Here the people who count give their views."},
    RefusalRule{"decision.endorsed", "REQ-170", "REQ-169",
                "The outcome needs words, and the supervisor who endorses it."},
    RefusalRule{"decision.entered-by", "REQ-170", "REQ-169",
                "The outcome is entered by somebody of the service that convenes."},
    RefusalRule{"decision.category-one", "REQ-169", "", "Choose one only."},
    RefusalRule{"decision.category-unborn", "REQ-381", "",
                "This cannot be chosen for an unborn child."},
    RefusalRule{"dissent.reason", "REQ-263", "", "Write on what, and why, in their own words."},
    RefusalRule{"plan.key-worker-who", "REQ-161|REQ-162", "",
                "The lead worker has to be one of those the procedure names."},
    RefusalRule{"plan.action-linked", "REQ-191", "",
                "Link the action to at least one recorded need or risk."},
    RefusalRule{"plan.action-known", "REQ-180", "", "This action is not in the plan."},
    RefusalRule{"plan.withdrawn-reason", "REQ-180", "", "Write why the action is taken out."},
    RefusalRule{"plan.dissent-binds", "REQ-264", "",
                "Somebody who does not agree stays responsible for their part of the plan."},
    RefusalRule{"plan.recommendation", "REQ-159", "REQ-160",
                "A recommendation names the agency and what is asked of it."},
    RefusalRule{"plan.declined-reasons", "REQ-274", "REQ-160",
                "An agency that declines writes its reasons."},
    RefusalRule{"dates.event-known", "REQ-230", "", "The procedure counts from no such date."},
    RefusalRule{"dates.change-reason", "REQ-230", "", "Write why this date changes."},
    RefusalRule{"dates.limit-known", "REQ-229", "", "The procedure has no such time limit."},
    RefusalRule{"dates.to-come", "REQ-231|REQ-184", "",
                "Choose a day and a time that are still to come."},
    RefusalRule{"dates.ceiling", "REQ-177", "REQ-218",
                "The next conference cannot be later than this procedure's last date."},
    RefusalRule{"matter.time", "REQ-077|REQ-277|REQ-278", "",
                "Questions are asked in the meeting, and worries about sharing before it. "
                "Nothing was changed."},
    RefusalRule{"matter.asker", "REQ-077|REQ-261|REQ-277|REQ-278|REQ-279", "",
                "Say first who asks."},
    RefusalRule{"matter.about", "REQ-261|REQ-279", "",
                "Say whose report it is, or for what purpose it is asked."},
    RefusalRule{"matter.words", "REQ-077|REQ-261|REQ-277|REQ-278|REQ-279", "",
                "Write what is asked."},
    RefusalRule{"matter.open", "REQ-077|REQ-261|REQ-277|REQ-278|REQ-279", "",
                "This was answered already. What was answered stays; ask again if it must change."},
    RefusalRule{"matter.reasons", "REQ-277|REQ-278|REQ-261|REQ-279", "",
                "Write the chair's answer and the reasons."},
    RefusalRule{"matter.prejudice", "REQ-278", "",
                "Say first whether withholding it would harm the child's welfare."},
    RefusalRule{"matter.welfare", "REQ-278", "",
                "What would harm the child's welfare if it were withheld cannot be kept "
                "confidential."},
    RefusalRule{"purpose.consulted", "REQ-279", "",
                "The chair has not been asked about this purpose. Nothing left the record. Put it "
                "to the chair first."},
    RefusalRule{"purpose.agreed", "REQ-279", "",
                "The chair was asked about this purpose and did not agree. Nothing left the "
                "record."},
    RefusalRule{"minutes.closed", "REQ-257", "",
                "The minutes are checked once the conference is closed."},
    RefusalRule{"minutes.by", "REQ-257", "", "Write who checked or approved them."},
    RefusalRule{"minutes.checked", "REQ-257", "",
                "Somebody checks the minutes before the chair approves them."},
    RefusalRule{"minutes.back", "REQ-257", "",
                "Only checked or approved minutes go back to a draft, and the reason is needed."},
    RefusalRule{"minutes.once", "REQ-257", "", "The chair has approved these minutes already."},
    RefusalRule{"route.known", "REQ-265|REQ-267", "", "The procedure has no such step."},
    RefusalRule{"material.label", "REQ-096", "",
                "Give it a label by which the room knows it, of one short line."},
    RefusalRule{"material.whose", "REQ-096", "", "Say whose it is:"},
    RefusalRule{"material.file", "REQ-096", "",
                "A report or drawing is a PDF, PNG or JPEG file of at most 16 MiB and 300 pages."},
    RefusalRule{"material.once", "REQ-096", "", "This file was taken in already."},
    RefusalRule{"material.room", "REQ-096", "",
                "No more is taken in to one conference than 60 files and 64 MiB."},
    RefusalRule{"material.known", "REQ-096", "",
                "This was not taken in, or was put aside already."},
    RefusalRule{"material.reason", "REQ-096", "", "Write why it is put aside."},
    RefusalRule{"route.in-order", "REQ-265|REQ-267", "", "The step before needs a result first:"},
};

bool names(const procedure::Basis& basis, std::string_view requirement) {
    return std::find(basis.requirements.begin(), basis.requirements.end(), requirement) !=
           basis.requirements.end();
}

// The first rule, stage or outcome of the procedure that carries the requirement.
std::string cites_for(const procedure::Procedure& procedure, std::string_view requirement) {
    for (const auto& rule : procedure.rules)
        if (names(procedure::basis_of(rule), requirement)) return procedure::basis_of(rule).cites;
    for (const auto& stage : procedure.stages) {
        if (names(stage.basis, requirement)) return stage.basis.cites;
        for (const auto& item : stage.checklist)
            if (item.requirement == requirement) return stage.basis.cites;
    }
    for (const auto& outcome : procedure.outcomes)
        if (names(outcome.basis, requirement)) return outcome.basis.cites;
    for (const auto& type : procedure.types)
        if (names(type.basis, requirement)) return type.basis.cites;
    for (const auto& limit : procedure.deadlines)
        if (names(limit.basis, requirement)) return limit.basis.cites;
    return {};
}

// "REQ-163|REQ-162": the first that this procedure carries out, else the first.
std::string requirement_here(std::string_view alternatives, const procedure::Procedure& procedure) {
    for (auto rest = alternatives;;) {
        const auto bar = std::min(rest.find('|'), rest.size());
        if (!cites_for(procedure, rest.substr(0, bar)).empty())
            return std::string{rest.substr(0, bar)};
        if (bar == rest.size()) return std::string{alternatives.substr(0, alternatives.find('|'))};
        rest.remove_prefix(bar + 1);
    }
}

}  // namespace

std::span<const RefusalRule> refusal_rules() {
    return rules;
}

Refusal refuse(std::string_view rule, const procedure::Procedure& procedure,
               std::string_view detail) {
    const auto found = std::find_if(rules.begin(), rules.end(),
                                    [&](const RefusalRule& known) { return known.rule == rule; });
    CPC_CHECK(found != rules.end());
    Refusal refusal;
    refusal.rule = rule;
    refusal.requirement = requirement_here(found->requirement, procedure);
    for (std::string_view rest = found->also; !rest.empty();) {
        const auto space = std::min(rest.find(' '), rest.size());
        refusal.also.emplace_back(rest.substr(0, space));
        rest.remove_prefix(std::min(space + 1, rest.size()));
    }
    refusal.cites = cites_for(procedure, refusal.requirement);
    refusal.message = found->message;
    if (!detail.empty()) refusal.message += " " + std::string{detail};
    // The procedure's own words may end as a label does; a refusal is a sentence.
    if (std::string_view{".?!"}.find(refusal.message.back()) == std::string_view::npos)
        refusal.message += '.';
    return refusal;
}

Refusal refuse_for(std::string_view rule, const procedure::Procedure& procedure,
                   std::string_view requirement, std::string_view detail) {
    auto refusal = refuse(rule, procedure, detail);
    if (requirement.empty()) return refusal;
    refusal.requirement = requirement;
    refusal.cites = cites_for(procedure, requirement);
    return refusal;
}

}  // namespace cpc::conference
