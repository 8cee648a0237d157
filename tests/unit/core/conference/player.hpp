// SPDX-License-Identifier: Apache-2.0
// Plays a conference from its opening towards its close by asking decide() and mending whatever it
// refuses, the way a chair does, with any command at all thrown in between. The same seed plays the
// same meeting, and a shorter one of the same seed is its beginning.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "random_command.hpp"

namespace cpc::conference::test {

struct Asked {
    Command command;
    PersonId actor;
    std::string answer;  // "yes", or the rule that refused
};

// The name of a command, for a failure's list.
[[nodiscard]] std::string name_of(const Command& command);

class Player;

// Sees every command with its answer, before anything of it is folded in.
class Watcher {
  public:
    virtual ~Watcher() = default;
    virtual void answered(const Player& player, const Command& command, PersonId actor,
                          const Answer& answer) = 0;
};

class Player {
  public:
    Player(const Rulebook& rules, const std::string& type, const std::vector<std::string>& words,
           std::uint32_t seed);

    void play(int steps, Watcher& watch);

    [[nodiscard]] const Rulebook& rules() const { return rules_; }
    [[nodiscard]] const State& state() const { return state_; }
    [[nodiscard]] const std::vector<Recorded>& log() const { return log_; }
    [[nodiscard]] std::string told() const;  // the commands so far, one a line

  private:
    struct Next {
        Command command;
        PersonId actor;
    };

    void ask(const Next& next, Watcher* watch);
    Next sensible();
    Next onward();
    Next before_the_start();
    Next mend(const Refusal& refusal);
    std::optional<Next> mend_people(const std::string& rule);
    std::optional<Next> mend_information(const std::string& rule);
    std::optional<Next> mend_plan(const std::string& rule);
    Next decide_for(const Child& child);
    Next lock(const Child& child);
    Next tick_something();
    Next nonsense();

    Command invite(const procedure::Role& role);
    PersonId somebody(const std::function<bool(const Person&)>& wanted) const;
    const Child* child_with(const std::function<bool(const Child&)>& wanted) const;
    std::vector<std::string> some_categories(const Child& child);

    const Rulebook& rules_;
    const std::vector<std::string>& words_;
    Dice dice_;
    unsigned noise_ = 0;  // percent
    unsigned lean_ = 0;   // how the views fall
    std::uint32_t ids_ = 100;
    LocalTime now_;
    State state_;
    std::vector<Recorded> log_;
    std::vector<Asked> asked_;
    std::optional<Refusal> refused_;
    bool mending_ = false;
};

}  // namespace cpc::conference::test
