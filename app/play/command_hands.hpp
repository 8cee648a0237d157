// SPDX-License-Identifier: Apache-2.0
// Plays a scenario through the same commands that the screens give, without a screen.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/play/player.hpp"

namespace cpc::play {

class CommandHands : public Hands {
  public:
    CommandHands(meeting::Desk& desk, ScriptedClock& clock) : desk_(&desk), clock_(&clock) {}
    // In the tablet's own time: `at` moves no clock. `usual` says `words` where it must say some.
    CommandHands(meeting::Desk& desk, std::string words)
        : desk_(&desk), usual_words_(std::move(words)) {}

    [[nodiscard]] Result<std::optional<conference::Refusal>> carry_out(const Scenario& scenario,
                                                                       const Act& act) override;
    [[nodiscard]] meeting::Meeting* meeting() override { return meeting_; }

  protected:
    using Answer = Result<std::optional<conference::Refusal>>;
    using Method = Answer (CommandHands::*)(const Act&);
    [[nodiscard]] static const std::map<std::string, Method, std::less<>>& methods();
    [[nodiscard]] static std::map<std::string, Method, std::less<>> methods_of_the_room();

    Answer no_act(const Act& act);
    // before the meeting
    Answer procedure(const Act& act);
    Answer conference(const Act& act);
    Answer basis(const Act& act);
    Answer date(const Act& act);
    Answer flag(const Act& act);
    Answer overlay(const Act& act);
    Answer at(const Act& act);
    Answer child(const Act& act);
    Answer person(const Act& act);
    Answer here_for(const Act& act);
    Answer report(const Act& act);
    // the room
    Answer confirm(const Act& act);
    Answer waive(const Act& act);
    Answer stage(const Act& act);
    Answer attendance(const Act& act);
    Answer introduce(const Act& act);
    virtual Answer sign_in(const Act& act);
    Answer arrives(const Act& act);
    Answer leaves(const Act& act);
    // what is known and feared
    Answer say(const Act& act);
    [[nodiscard]] std::optional<std::string> relevance_of(const Act& act) const;
    Answer correct(const Act& act);
    Answer conflict(const Act& act);
    Answer heard(const Act& act);
    Answer read_in(const Act& act);
    Answer views(const Act& act);
    Answer risk(const Act& act);
    Answer score(const Act& act);
    Answer summary(const Act& act);
    // the decision
    Answer continuing_risk(const Act& act);
    Answer round(const Act& act);
    Answer view(const Act& act);
    Answer show(const Act& act);
    Answer chair_decides(const Act& act);
    Answer lock(const Act& act);
    Answer family_view(const Act& act);
    Answer correct_result(const Act& act);
    // plan and close
    Answer key_worker(const Act& act);
    Answer core_group(const Act& act);
    Answer action(const Act& act);
    Answer plan_note(const Act& act);
    Answer next_conference(const Act& act);
    Answer close(const Act& act);
    virtual Answer cosign(const Act& act);
    Answer issue(const Act& act);
    Answer deliver(const Act& act);
    Answer usual(const Act& act);
    Answer usual_introductions();
    Answer usual_information();
    Answer usual_risk();
    Answer usual_plan();
    Answer usual_points(conference::Stage stage);
    [[nodiscard]] const procedure::Deadline* review_limit(
        const procedure::Deadlines& limits, const procedure::ReviewRule& review) const;

    // how it came about and went
    Answer request(const Act& act);
    Answer request_answer(const Act& act);
    Answer set_date(const Act& act);
    Answer exclude(const Act& act);
    Answer object(const Act& act);
    Answer born(const Act& act);
    Answer adjourn(const Act& act);
    Answer resume(const Act& act);
    Answer break_until(const Act& act);
    Answer cancel(const Act& act);
    Answer breach(const Act& act);
    Answer restricted(const Act& act);
    Answer everyone_back(const Act& act);
    Answer carry(const Act& act);
    Answer progress(const Act& act);
    Answer dissent(const Act& act);
    Answer outcome(const Act& act);
    Answer recommend(const Act& act);
    Answer recommendation(const Act& act);
    Answer ask_chair(const Act& act);
    Answer chair_answers(const Act& act);
    Answer minutes(const Act& act);
    Answer step(const Act& act);
    Answer withdraw(const Act& act);

    // Ways in that other hands go differently: everything else is told from these.
    virtual Answer open_if_needed(const Act& act);
    virtual Result<void> begin_break() { return {}; }
    virtual Answer give(const conference::Command& command, PersonId actor = {});
    [[nodiscard]] const conference::State& state() const { return meeting_->state(); }
    [[nodiscard]] Failure wrong(const Act& act, const std::string& what,
                                const std::string& advice = {}) const;
    Result<PersonId> find_person(const Act& act, const std::string& name);
    Result<ChildId> find_child(const Act& act, const std::string& ref);
    Result<ContributionId> find_contribution(const Act& act, const std::string& number);
    Result<std::vector<conference::NamedText>> pairs_of(const Act& act, std::string_view detail);
    Result<std::optional<Date>> date_of(const Act& act, std::string_view detail);
    Result<std::size_t> number_of(const Act& act, const std::string& word, std::size_t most,
                                  const std::string& noun);
    Result<std::vector<PersonId>> people_named(const Act& act, std::size_t from);
    Result<LocalTime> moment(const Act& act, const std::string& date, const std::string& time);
    virtual Result<void> open_key(PersonId person);
    [[nodiscard]] std::string pin_of(PersonId person) const;

    meeting::Desk* desk_;
    ScriptedClock* clock_ = nullptr;  // none: the tablet's own time
    std::string usual_words_ = "Not part of this scenario.";
    meeting::Meeting* meeting_ = nullptr;
    const Scenario* scenario_ = nullptr;
    std::string procedure_id_;
    std::optional<conference::ConferenceOpened> opening_;
    int opening_line_ = 0;
    Date day_;
    std::map<std::string, PersonId> people_;
    std::map<std::string, ChildId> children_;
    std::vector<ContributionId> contributions_;
    std::vector<std::pair<ActionId, ChildId>> carried_;
    std::vector<std::pair<ActionId, ChildId>> actions_;
    std::vector<RiskId> risks_;
    std::vector<ActionId> recommendations_;
    std::vector<MatterId> matters_;
};

}  // namespace cpc::play
