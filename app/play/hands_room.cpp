// SPDX-License-Identifier: Apache-2.0
// Acts about the room, and about what is known and feared.
#include "app/play/command_hands.hpp"
#include "core/conference/own_hand.hpp"

namespace cpc::play {

using namespace cpc::conference;

CommandHands::Answer CommandHands::confirm(const Act& act) {
    if (act.words[0] == "all") return usual_points(state().stage);
    std::string point = act.words[0];
    if (act.words.size() > 1) point += "@" + act.words[1];
    PointConfirmed said{point, meeting_->now(), act.value("note"), false};
    if (act.has("answer")) said.answer = act.value("answer");
    return give(Say<PointConfirmed>{said});
}

CommandHands::Answer CommandHands::waive(const Act& act) {
    std::string point = act.words[0];
    if (act.words.size() > 2) point += "@" + act.words[2];
    return give(Say<PointConfirmed>{{point, meeting_->now(), act.words[1], true}});
}

CommandHands::Answer CommandHands::stage(const Act& act) {
    const auto stage = from_word<Stage>(act.words[0]);
    if (!stage)
        return wrong(act, "\"" + act.words[0] + "\" is not a stage",
                     "introductions, information, risk, decision, plan or close");
    return give(EnterStage{*stage, act.value("reason")});
}

CommandHands::Answer CommandHands::attendance(const Act& act) {
    const std::map<std::string, Attendance, std::less<>> by_verb{
        {"here", Attendance::in_person},
        {"phone", Attendance::telephone},
        {"video", Attendance::video},
        {"substitute", Attendance::substitute},
        {"absent", Attendance::absent_without_report},
        {"absent-with-report", Attendance::absent_with_report},
        {"declined", Attendance::declined},
        {"excluded-wholly", Attendance::excluded_wholly},
        {"excluded-partly", Attendance::excluded_partly},
    };
    for (const auto& id : CPC_TRY(people_named(act, 0))) {
        AttendanceMarked marked{id, by_verb.at(act.verb), meeting_->now(), act.value("note")};
        if (auto refused = CPC_TRY(give(Say<AttendanceMarked>{marked}))) return refused;
    }
    return std::optional<Refusal>{};
}

CommandHands::Answer CommandHands::introduce(const Act& act) {
    for (const auto& id : CPC_TRY(people_named(act, 0)))
        if (auto refused = CPC_TRY(give(Say<PersonIntroduced>{{id}}))) return refused;
    return std::optional<Refusal>{};
}

CommandHands::Answer CommandHands::sign_in(const Act& act) {
    for (const auto& id : CPC_TRY(people_named(act, 0))) {
        auto reply = CPC_TRY(meeting_->sign_in(id, crypto::SecretBytes::from(pin_of(id))));
        if (auto* refusal = std::get_if<Refusal>(&reply)) return std::optional<Refusal>{*refusal};
    }
    return std::optional<Refusal>{};
}

CommandHands::Answer CommandHands::arrives(const Act& act) {
    PersonArrived arrived;
    arrived.person = CPC_TRY(find_person(act, act.words[0]));
    arrived.at = meeting_->now();
    if (act.value("by") == "telephone") arrived.how = Attendance::telephone;
    if (act.value("by") == "video") arrived.how = Attendance::video;
    arrived.told_what_was_missed = !act.has("not-told");
    return give(Say<PersonArrived>{arrived});
}

CommandHands::Answer CommandHands::leaves(const Act& act) {
    const auto id = CPC_TRY(find_person(act, act.words[0]));
    const auto reason = act.words.size() > 1 ? act.words[1] : std::string{};
    return give(Say<PersonLeft>{{id, meeting_->now(), reason}});
}

// What somebody says in a scenario bears on the question, unless the line is about its not doing
// so.
std::optional<std::string> CommandHands::relevance_of(const Act& act) const {
    if (act.value("relevance") == "none") return std::nullopt;
    if (act.has("relevance")) return act.value("relevance");
    const auto* rule = meeting_->rules().procedure.find<procedure::RelevanceRule>();
    if (rule == nullptr) return std::nullopt;
    for (const auto& mark : rule->marks)
        if (std::find(mark.types.begin(), mark.types.end(), state().opened->type) !=
            mark.types.end())
            return mark.id;
    return std::nullopt;
}

CommandHands::Answer CommandHands::say(const Act& act) {
    ContributionRecorded said;
    said.contribution = desk_->fresh_id<ContributionId>();
    said.speaker = CPC_TRY(find_person(act, act.words[0]));
    const auto label = from_word<Label>(act.words[1]);
    if (!label)
        return wrong(act, "\"" + act.words[1] + "\" is not a label",
                     "fact, observation, allegation or opinion");
    said.label = *label;
    said.text = act.words[2];
    said.source = act.value("source");
    const auto about = act.details.find("about");
    if (about != act.details.end())
        for (const auto& ref : about->second)
            said.children.push_back(CPC_TRY(find_child(act, ref)));
    const auto* speaker = state().person(said.speaker);
    said.mode = speaker->attendance == Attendance::telephone ? Mode::telephone
                : speaker->attendance == Attendance::video   ? Mode::video
                : speaker->here()                            ? Mode::in_person
                                                             : Mode::written_report;
    if (act.has("presented-by")) {
        said.presenter = CPC_TRY(find_person(act, act.value("presented-by")));
        said.mode = Mode::by_proxy;
    }
    if (act.has("mode")) {
        const auto mode = from_word<Mode>(act.value("mode"));
        if (!mode) return wrong(act, "\"" + act.value("mode") + "\" is not a way to take part");
        said.mode = *mode;
    }
    if (act.has("third-party")) said.third_party = true;
    if (act.has("risk-issue")) said.risk_issue = true;
    if (act.has("authority")) said.authority = act.value("authority");
    said.relevance = relevance_of(act);
    auto refused = CPC_TRY(give(Say<ContributionRecorded>{said}));
    if (!refused) contributions_.push_back(said.contribution);
    return refused;
}

CommandHands::Answer CommandHands::correct(const Act& act) {
    CorrectionLinked correction;
    correction.contribution = desk_->fresh_id<ContributionId>();
    correction.by = CPC_TRY(find_person(act, act.words[0]));
    correction.original = CPC_TRY(find_contribution(act, act.words[1]));
    correction.text = act.words[2];
    return give(Say<CorrectionLinked>{correction});
}

CommandHands::Answer CommandHands::conflict(const Act& act) {
    ConflictPaired pair;
    pair.first = CPC_TRY(find_contribution(act, act.words[0]));
    pair.second = CPC_TRY(find_contribution(act, act.words[1]));
    pair.settled = act.words.size() > 2 && act.words[2] == "settled";
    return give(Say<ConflictPaired>{pair});
}

CommandHands::Answer CommandHands::heard(const Act& act) {
    const auto how = from_word<Heard>(act.words[1]);
    if (!how)
        return wrong(act, "\"" + act.words[1] + "\" is not a way an agency is heard",
                     "contributed, nothing-held, nothing-to-add or to-follow");
    std::vector<PersonId> people;
    if (act.words[0] == "everyone") {
        for (const auto& id : state().person_order) {
            const auto& person = state().people.at(id);
            if (person.invited.group == Group::professional && !person.presence.empty())
                people.push_back(id);
        }
    } else {
        people.push_back(CPC_TRY(find_person(act, act.words[0])));
    }
    for (const auto& id : people) {
        AgencyHeard heard{id, *how, act.value("owner"), {}};
        if (act.has("due")) heard.due = CPC_TRY(read_date(*scenario_, act, act.value("due")));
        if (auto refused = CPC_TRY(give(Say<AgencyHeard>{heard}))) return refused;
    }
    return std::optional<Refusal>{};
}

CommandHands::Answer CommandHands::read_in(const Act& act) {
    return give(Say<ReportReadIn>{{CPC_TRY(find_person(act, act.words[0])), meeting_->now()}});
}

CommandHands::Answer CommandHands::views(const Act& act) {
    ViewsRecorded views;
    if (children_.contains(act.words[0]))
        views.child = children_.at(act.words[0]);
    else
        views.person = CPC_TRY(find_person(act, act.words[0]));
    if (act.words.size() > 1) views.text = act.words[1];
    views.none_because = act.value("none");
    views.source = act.has("source") ? act.value("source") : "present";
    if (!views.none_because.empty()) views.source = "not-obtained";
    return give(Say<ViewsRecorded>{views});
}

CommandHands::Answer CommandHands::risk(const Act& act) {
    RiskNoted risk;
    risk.risk = desk_->fresh_id<RiskId>();
    risk.child = CPC_TRY(find_child(act, act.words[0]));
    const auto kind = from_word<RiskKind>(act.words[1]);
    if (!kind) return wrong(act, "\"" + act.words[1] + "\" is not a kind of risk line");
    risk.kind = *kind;
    risk.text = act.words[2];
    risk.severity = act.value("severity");
    risk.likelihood = act.value("likelihood");
    const auto evidence = act.details.find("evidence");
    if (evidence != act.details.end())
        for (const auto& number : evidence->second)
            risk.evidence.push_back(CPC_TRY(find_contribution(act, number)));
    auto refused = CPC_TRY(give(Say<RiskNoted>{risk}));
    if (!refused) risks_.push_back(risk.risk);
    return refused;
}

CommandHands::Answer CommandHands::score(const Act& act) {
    SafetyScored scored;
    scored.child = CPC_TRY(find_child(act, act.words[0]));
    const auto& number = act.words[1];
    scored.score = number == "10"                                               ? 10
                   : number.size() == 1 && number[0] >= '0' && number[0] <= '9' ? number[0] - '0'
                                                                                : -1;
    if (act.words.size() < 3) return give(Say<SafetyScored>{scored});
    scored.by = CPC_TRY(find_person(act, act.words[2]));
    const auto* person = state().person(scored.by);
    const bool own_hand = person != nullptr && scores_by_own_hand(*person);
    if (act.has("by-chair") || (!own_hand && !act.has("by")))
        return give(Say<SafetyScored>{scored});
    const auto actor = act.has("by") ? CPC_TRY(find_person(act, act.value("by"))) : scored.by;
    CPC_TRY(open_key(actor));
    auto answer = give(Say<SafetyScored>{scored}, actor);
    meeting_->lock_person();
    return answer;
}

CommandHands::Answer CommandHands::summary(const Act& act) {
    return give(Say<RiskSummarised>{{CPC_TRY(find_child(act, act.words[0])), act.words[1]}});
}

}  // namespace cpc::play
