// SPDX-License-Identifier: Apache-2.0
// What no procedure allows, asked of every answer that decide() gives and of the record at the end.
// It looks at the state before the answer and at the events themselves, never at a verdict of the
// engine: what a decision needs is counted here again.
#pragma once

#include <map>
#include <set>
#include <string>

#include "player.hpp"

namespace cpc::conference::test {

class Forbidden : public Watcher {
  public:
    explicit Forbidden(const procedure::Procedure& procedure);

    void answered(const Player& player, const Command& command, PersonId actor,
                  const Answer& answer) override;
    // Once the meeting has been played: nothing that was said is gone, and the record says it all.
    void ended(const Player& player);

    // The first thing that should not have been; empty while all is well.
    [[nodiscard]] const std::string& broken() const { return broken_; }
    [[nodiscard]] const std::set<std::string>& refusals() const { return refusals_; }

  private:
    void refusal(const Refusal& refusal);
    void event(const State& before, const Event& event, const std::vector<Event>& all,
               PersonId actor);
    void on(const State& before, const ResultLocked& locked, const std::vector<Event>& all);
    void on(const State& before, const BallotOpened& opened);
    void on(const State& before, const PositionLogged& position, PersonId actor);
    void on(const State& before, const ChairDecided& decided, PersonId actor);
    void on(const State& before, const ResultCorrected& corrected);
    void on(const State& before, const PersonInvited& invited);
    void on(const State& before, const ConferenceClosed& closed, const std::vector<Event>& all);
    void dissent_stays(const Player& player);
    void wrong(const std::string& what) {
        if (broken_.empty()) broken_ = what;
    }

    const procedure::Procedure& procedure_;
    const procedure::DecisionRule& rule_;
    std::set<std::string> cited_;  // requirements that the procedure gives a paragraph for
    std::set<std::string> refusals_;
    std::string broken_;
};

}  // namespace cpc::conference::test
