// SPDX-License-Identifier: Apache-2.0
// Acts of the decision, the plan and the close.
#include "app/play/command_hands.hpp"

namespace cpc::play {

using namespace cpc::conference;

CommandHands::Answer CommandHands::continuing_risk(const Act& act) {
    if (act.words[1] != "yes" && act.words[1] != "no")
        return wrong(act, "is the child at continuing risk? yes or no");
    return give(Say<ContinuingRiskRecorded>{
        {CPC_TRY(find_child(act, act.words[0])), act.words[1] == "yes"}});
}

CommandHands::Answer CommandHands::round(const Act& act) {
    return give(OpenBallot{CPC_TRY(find_child(act, act.words[0]))});
}

CommandHands::Answer CommandHands::view(const Act& act) {
    PositionLogged position;
    position.person = CPC_TRY(find_person(act, act.words[0]));
    position.child = CPC_TRY(find_child(act, act.words[1]));
    const auto view = from_word<View>(act.words[2]);
    if (!view)
        return wrong(act, "\"" + act.words[2] + "\" is not a view", "for, against or unable");
    position.view = *view;
    if (act.words.size() > 3) position.reason = act.words[3];
    position.by_phone = act.has("by-phone");
    position.read_back = position.by_phone && !act.has("not-read-back");
    if (act.has("helped-by")) {
        Helped helped;
        const auto known = people_.find(act.value("helped-by"));
        if (known != people_.end())
            helped.helper = known->second;
        else
            helped.name = act.value("helped-by");
        helped.because = act.value("because");
        position.helped = helped;
    }
    if (position.by_phone) return give(Say<PositionLogged>{position});
    const auto actor = act.has("by") ? CPC_TRY(find_person(act, act.value("by"))) : position.person;
    CPC_TRY(open_key(actor));
    auto answer = give(Say<PositionLogged>{position}, actor);
    meeting_->lock_person();
    return answer;
}

CommandHands::Answer CommandHands::show(const Act& act) {
    return give(CloseBallot{CPC_TRY(find_child(act, act.words[0]))});
}

CommandHands::Answer CommandHands::chair_decides(const Act& act) {
    if (act.words[1] != "for" && act.words[1] != "against")
        return wrong(act, "which way does the chair decide? for or against");
    ChairDecided decided{CPC_TRY(find_child(act, act.words[0])), act.words[1] == "for",
                         act.words.size() > 2 ? act.words[2] : std::string{}};
    if (act.has("under")) decided.texts = CPC_TRY(pairs_of(act, "under"));
    return give(Say<ChairDecided>{decided});
}

CommandHands::Answer CommandHands::lock(const Act& act) {
    return give(LockResult{CPC_TRY(find_child(act, act.words[0])),
                           {act.words.begin() + 1, act.words.end()}});
}

CommandHands::Answer CommandHands::family_view(const Act& act) {
    if (act.words[2] != "agrees" && act.words[2] != "disagrees")
        return wrong(act, "agrees or disagrees?");
    return give(Say<FamilyViewRecorded>{
        {CPC_TRY(find_child(act, act.words[1])), CPC_TRY(find_person(act, act.words[0])),
         act.words[2] == "agrees", act.words.size() > 3 ? act.words[3] : std::string{}}});
}

CommandHands::Answer CommandHands::correct_result(const Act& act) {
    ResultCorrected corrected;
    corrected.child = CPC_TRY(find_child(act, act.words[0]));
    const auto decision = from_word<Decision>(act.words[1]);
    if (!decision) return wrong(act, "\"" + act.words[1] + "\" is not a decision");
    corrected.decision = *decision;
    corrected.categories.assign(act.words.begin() + 2, act.words.end());
    corrected.reason = act.value("reason");
    return give(Say<ResultCorrected>{corrected});
}

CommandHands::Answer CommandHands::key_worker(const Act& act) {
    return give(
        Say<KeyWorkerNamed>{{CPC_TRY(find_child(act, act.words[0])),
                             CPC_TRY(find_person(act, act.words[1])), act.value("reason")}});
}

CommandHands::Answer CommandHands::core_group(const Act& act) {
    CoreGroupNamed group;
    group.child = CPC_TRY(find_child(act, act.words[0]));
    const auto members = act.details.find("members");
    if (members != act.details.end())
        for (const auto& name : members->second)
            group.members.push_back(CPC_TRY(find_person(act, name)));
    const auto first = act.details.find("first");
    if (first == act.details.end())
        return wrong(act, "when does the core group first meet?", "Add: first 2027-04-13 10:00");
    group.first_meeting = CPC_TRY(moment(act, first->second[0], first->second[1]));
    group.later_reason = act.value("reason");
    return give(Say<CoreGroupNamed>{group});
}

CommandHands::Answer CommandHands::action(const Act& act) {
    ActionAgreed action;
    action.action = desk_->fresh_id<ActionId>();
    action.child = CPC_TRY(find_child(act, act.words[0]));
    action.what = act.words[1];
    action.aim = act.value("aim");
    action.outcome = act.value("outcome");
    if (act.has("by")) action.owner = CPC_TRY(find_person(act, act.value("by")));
    if (!act.has("due")) return wrong(act, "by when is it done?", "Add: due 2027-04-20");
    action.due = CPC_TRY(read_date(*scenario_, act, act.value("due")));
    const auto needs = act.details.find("needs");
    if (needs != act.details.end())
        for (const auto& number : needs->second)
            action.needs.push_back(
                risks_[CPC_TRY(number_of(act, number, risks_.size(), "line of the risk record"))]);
    auto refused = CPC_TRY(give(Say<ActionAgreed>{action}));
    if (!refused) actions_.push_back({action.action, action.child});
    return refused;
}

CommandHands::Answer CommandHands::plan_note(const Act& act) {
    return give(
        Say<PlanNoteAdded>{{CPC_TRY(find_child(act, act.words[0])), act.words[1], act.words[2]}});
}

CommandHands::Answer CommandHands::next_conference(const Act& act) {
    return give(Say<NextConferenceSet>{
        {CPC_TRY(moment(act, act.words[0], act.words[1])), act.value("reason")}});
}

CommandHands::Answer CommandHands::close(const Act& act) {
    return give(CloseConference{act.words.empty() ? std::string{} : act.words[0]});
}

CommandHands::Answer CommandHands::cosign(const Act& act) {
    std::vector<PersonId> people;
    if (act.words[0] == "everyone")
        people = meeting_->cosign_due();
    else
        people = CPC_TRY(people_named(act, 0));
    for (const auto& id : people) {
        CPC_TRY(open_key(id));
        auto reply = CPC_TRY(meeting_->cosign(id));
        meeting_->lock_person();
        if (auto* refusal = std::get_if<Refusal>(&reply)) return std::optional<Refusal>{*refusal};
    }
    if (meeting_->cosign_due().empty()) CPC_TRY(meeting_->destroy_keys());
    return std::optional<Refusal>{};
}

CommandHands::Answer CommandHands::issue(const Act& act) {
    DocumentIssued issued;
    issued.kind = act.words[0];
    issued.version = act.words[1];
    issued.to = act.value("to");
    issued.at = meeting_->now();
    return give(Say<DocumentIssued>{issued});
}

CommandHands::Answer CommandHands::deliver(const Act& act) {
    PaperDelivered delivered;
    delivered.kind = act.words[0];
    delivered.version = act.words[1];
    std::vector<PersonId> people;
    if (const auto named = act.details.find("people"); named != act.details.end())
        for (const auto& name : named->second)
            people.push_back(CPC_TRY(find_person(act, name)));
    if (!people.empty()) delivered.people = std::move(people);
    if (const auto child = act.value("child"); !child.empty())
        delivered.child = CPC_TRY(find_child(act, child));
    delivered.to = act.value("to");
    delivered.way = act.value("way");
    delivered.by = act.value("by");
    delivered.reached = !act.has("in-vain");
    delivered.at = meeting_->now();
    if (const auto taken = act.value("taken-by"); !taken.empty()) delivered.taken_by = taken;
    if (const auto note = act.value("note"); !note.empty()) delivered.note = note;
    return give(Say<PaperDelivered>{delivered});
}

}  // namespace cpc::play
