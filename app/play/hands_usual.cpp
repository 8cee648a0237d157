// SPDX-License-Identifier: Apache-2.0
// `usual`: whatever the present stage still needs, in neutral words, so that a scenario can keep to
// what it is about. It goes through the same rules as everything else and invents no view.
#include <algorithm>

#include "app/play/command_hands.hpp"
#include "core/procedure/zone.hpp"

namespace cpc::play {

using namespace cpc::conference;

namespace {

std::optional<Refusal> none() {
    return std::nullopt;
}

// The answer that sets nothing going, where there is one.
const procedure::PointAnswer& quiet_answer(const procedure::ChecklistItem& item) {
    for (const auto& answer : item.answers)
        if (answer.referral.empty() && answer.task.empty()) return answer;
    return item.answers.front();
}

// The day may be on the other side of a change of the clocks.
Result<LocalTime> moment_of(const procedure::When& when, std::string_view zone) {
    if (const auto* exact = std::get_if<LocalTime>(&when)) return *exact;
    return procedure::wall_time(std::get<Date>(when), 600, zone);
}

}  // namespace

CommandHands::Answer CommandHands::usual(const Act&) {
    const auto stage = state().stage;
    switch (stage) {
        case Stage::preparation:
            break;
        case Stage::introductions:
            if (auto no = CPC_TRY(usual_introductions())) return no;
            break;
        case Stage::information:
            if (auto no = CPC_TRY(usual_information())) return no;
            break;
        case Stage::risk:
            if (auto no = CPC_TRY(usual_risk())) return no;
            break;
        case Stage::plan:
            if (auto no = CPC_TRY(usual_plan())) return no;
            break;
        case Stage::decision:
        case Stage::close:
        case Stage::closed:
            break;
    }
    return usual_points(stage);
}

CommandHands::Answer CommandHands::usual_points(Stage stage) {
    for (const auto& open : open_points(state(), meeting_->rules().procedure, stage)) {
        PointConfirmed said{point_key(*open.item, state(), open.child), meeting_->now(), {}, false};
        bool words = open.item->needs_text;
        if (!open.item->answers.empty()) {
            const auto& quiet = quiet_answer(*open.item);
            said.answer = quiet.id;
            words = words || quiet.needs_text;
        }
        if (words) said.note = usual_words_;
        if (auto no = CPC_TRY(give(Say<PointConfirmed>{said}))) return no;
    }
    return none();
}

CommandHands::Answer CommandHands::usual_introductions() {
    for (const auto& id : std::vector<PersonId>{state().person_order}) {
        const auto& person = state().people.at(id);
        if (person.attendance == Attendance::unrecorded)
            if (auto no = CPC_TRY(
                    give(Say<AttendanceMarked>{{id, Attendance::in_person, meeting_->now(), {}}})))
                return no;
        if (state().people.at(id).here() && !state().people.at(id).introduced)
            if (auto no = CPC_TRY(give(Say<PersonIntroduced>{{id}}))) return no;
    }
    return none();
}

CommandHands::Answer CommandHands::usual_information() {
    for (const auto& id : std::vector<PersonId>{state().person_order}) {
        const auto person = state().people.at(id);
        const bool professional = person.invited.group == Group::professional;
        if (professional && !person.presence.empty() && !person.heard) {
            const bool spoke = std::any_of(
                state().contributions.begin(), state().contributions.end(),
                [&](const auto& contribution) { return contribution.said.speaker == id; });
            const auto how = spoke ? Heard::contributed : Heard::nothing_to_add;
            if (auto no = CPC_TRY(give(Say<AgencyHeard>{{id, how, {}, {}}}))) return no;
        }
        if (professional && person.presence.empty() && person.report && !person.report_read_in)
            if (auto no = CPC_TRY(give(Say<ReportReadIn>{{id, meeting_->now()}}))) return no;
        const bool said = std::any_of(state().parent_views.begin(), state().parent_views.end(),
                                      [&](const auto& views) { return views.person == id; });
        if (person.invited.group == Group::family && !said)
            if (auto no =
                    CPC_TRY(give(Say<ViewsRecorded>{{{}, id, {}, "not-obtained", usual_words_}})))
                return no;
    }
    for (const auto& id : std::vector<ChildId>{state().child_order})
        if (state().children.at(id).views.empty() && !state().children.at(id).unborn())
            if (auto no =
                    CPC_TRY(give(Say<ViewsRecorded>{{id, {}, {}, "not-obtained", usual_words_}})))
                return no;
    return none();
}

CommandHands::Answer CommandHands::usual_risk() {
    const auto& words = meeting_->rules().procedure.risk;
    const auto first = [](const auto& list) { return list.empty() ? std::string{} : list[0].id; };
    for (const auto& id : std::vector<ChildId>{state().child_order}) {
        for (const auto kind : {RiskKind::existing, RiskKind::future}) {
            const auto& risks = state().children.at(id).risks;
            if (std::any_of(risks.begin(), risks.end(),
                            [&](const auto& r) { return r.kind == kind; }))
                continue;
            RiskNoted risk{desk_->fresh_id<RiskId>(), id, kind, usual_words_, first(words.severity),
                           first(words.likelihood),   {}};
            if (auto no = CPC_TRY(give(Say<RiskNoted>{risk}))) return no;
        }
        if (state().children.at(id).summary.empty())
            if (auto no = CPC_TRY(give(Say<RiskSummarised>{{id, usual_words_}}))) return no;
    }
    return none();
}

const procedure::Deadline* CommandHands::review_limit(const procedure::Deadlines& limits,
                                                      const procedure::ReviewRule& review) const {
    const auto* type = meeting_->rules().procedure.type(state().opened->type);
    if (type == nullptr) return nullptr;
    const auto limit = review.limit_for(*type);
    return limits.find(limit.deadline, limit.which);
}

CommandHands::Answer CommandHands::usual_plan() {
    const auto& rules = meeting_->rules().procedure;
    const auto* lead = rules.find<procedure::LeadWorkerRule>();
    const auto* core = rules.find<procedure::CoreGroupRule>();
    const auto* review = rules.find<procedure::ReviewRule>();
    const auto limits = meeting_->deadlines();
    PersonId worker;
    for (const auto& id : state().person_order) {
        const auto& person = state().people.at(id);
        const bool usual = lead != nullptr && std::find(lead->roles.begin(), lead->roles.end(),
                                                        person.invited.role) != lead->roles.end();
        if (usual && worker.empty()) worker = id;
    }
    bool continuing = false;
    for (const auto& id : std::vector<ChildId>{state().child_order}) {
        const auto child = state().children.at(id);
        if (!child.protected_status() || worker.empty()) continue;
        continuing = true;
        if (!child.key_worker)
            if (auto no = CPC_TRY(give(Say<KeyWorkerNamed>{{id, worker, {}}}))) return no;
        const auto* first = core == nullptr ? nullptr : limits.find(core->first_deadline);
        if (!child.core_group && first != nullptr) {
            CoreGroupNamed group{id, {worker}, CPC_TRY(moment_of(first->due, rules.time_zone)), {}};
            if (auto no = CPC_TRY(give(Say<CoreGroupNamed>{group}))) return no;
        }
        if (child.actions.empty()) {
            ActionAgreed action{desk_->fresh_id<ActionId>(), id,     {},
                                "Start the outline plan.",   worker, meeting_->now().date + 14,
                                "The core group has it.",    {}};
            for (const auto& risk : child.risks)
                if (action.needs.empty()) action.needs.push_back(risk.risk);
            if (auto no = CPC_TRY(give(Say<ActionAgreed>{action}))) return no;
        }
    }
    if (continuing && review != nullptr && !state().next_conference)
        if (const auto* due = review_limit(limits, *review)) {
            const auto when = due->practical.value_or(due->due);
            const auto at = CPC_TRY(moment_of(when, rules.time_zone));
            if (auto no = CPC_TRY(give(Say<NextConferenceSet>{{at, {}}}))) return no;
        }
    return none();
}

}  // namespace cpc::play
