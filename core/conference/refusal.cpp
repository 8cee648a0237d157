// SPDX-License-Identifier: Apache-2.0
#include "core/conference/refusal.hpp"

#include <algorithm>
#include <array>

#include "core/base/check.hpp"

namespace cpc::conference {
namespace {

constexpr std::array rules{
    RefusalRule{"conference.opened-once", "REQ-001", "", "This conference is already open."},
    RefusalRule{"conference.type-offered", "REQ-004", "",
                "This procedure does not offer that type of conference."},
    RefusalRule{"conference.basis-stated", "REQ-012", "",
                "Say first why the conference is held, and the date its clock started."},
    RefusalRule{"conference.has-a-child", "REQ-175", "", "Add the child or children first."},
    RefusalRule{"conference.closed", "REQ-176", "REQ-273",
                "The conference is closed. Nothing can be changed, only added to."},
    RefusalRule{"text.length", "REQ-180", "",
                "The text is too long for one entry. Make two of it."},
    RefusalRule{"people.reason-given", "REQ-033", "", "Say why this person is invited."},
    RefusalRule{"people.role-known", "REQ-143", "",
                "Choose one of the roles that the procedure knows."},
    RefusalRule{"people.known", "REQ-040", "", "This person is not on the list of people."},
    RefusalRule{"people.supporter-linked", "REQ-054", "",
                "Say whom this supporter is here for. A supporter has no counted view."},
    RefusalRule{"people.leaving-reason", "REQ-042", "",
                "Not all decisions are made yet. Write why this person leaves."},
    RefusalRule{"people.is-here", "REQ-042", "", "This person is not in the meeting now."},
    RefusalRule{"observers.one", "REQ-050", "",
                "One observer is here already. A second observer cannot stay."},
    RefusalRule{"observers.agreed-before", "REQ-050", "",
                "An observer needs the chair's agreement, dated before the meeting."},
    RefusalRule{"stage.in-order", "REQ-026", "",
                "Stages follow the procedure's order. To skip or reopen one, write why."},
    RefusalRule{"stage.needed-points", "REQ-026", "", "Some needed points are still open."},
    RefusalRule{"stage.right-one", "REQ-026", "", "This belongs to another stage of the meeting."},
    RefusalRule{"chair.confirmed", "REQ-046", "",
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
    RefusalRule{"vote.all-in", "REQ-149", "",
                "The result is worked out only when every counted person has given a view."},
    RefusalRule{"vote.before-lock", "REQ-148", "",
                "The result for this child is locked. The view can no longer change."},
    RefusalRule{"chair.rule-opens", "REQ-141", "REQ-139",
                "The people here have decided. The chair decides only when they are split."},
    RefusalRule{"chair.reasons", "REQ-140", "REQ-165", "Write the chair's reasons first."},
    RefusalRule{
        "chair.decides-first", "REQ-140", "",
        "The views are split. The chair decides, with reasons, before the result is locked."},
    RefusalRule{"decision.views-shown", "REQ-149", "", "Show the views first."},
    RefusalRule{"decision.category", "REQ-150", "", "Name at least one category of harm."},
    RefusalRule{"decision.category-known", "REQ-150", "",
                "Choose a category of harm from the procedure's list."},
    RefusalRule{"decision.locked-once", "REQ-176", "",
                "The result for this child is locked. The chair can correct it, with a reason."},
    RefusalRule{"decision.not-locked", "REQ-176", "", "There is no locked result to correct yet."},
    RefusalRule{"decision.correction-reason", "REQ-176", "", "Write why the result is corrected."},
    RefusalRule{"decision.every-child", "REQ-175", "", "Each child needs their own result first."},
    RefusalRule{"decision.review-removes", "REQ-025", "REQ-155",
                "Only a review can keep or end a plan."},
    RefusalRule{"plan.key-worker", "REQ-163", "", "Name the key worker."},
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
    RefusalRule{"close.next-conference", "REQ-231", "", "Set the date of the next conference."},
    RefusalRule{"close.cosign-own", "REQ-165", "",
                "Each person signs the close for themselves, after it."},
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
    refusal.requirement = found->requirement;
    for (std::string_view rest = found->also; !rest.empty();) {
        const auto space = std::min(rest.find(' '), rest.size());
        refusal.also.emplace_back(rest.substr(0, space));
        rest.remove_prefix(std::min(space + 1, rest.size()));
    }
    refusal.cites = cites_for(procedure, refusal.requirement);
    refusal.message = found->message;
    if (!detail.empty()) refusal.message += " " + std::string{detail};
    return refusal;
}

}  // namespace cpc::conference
