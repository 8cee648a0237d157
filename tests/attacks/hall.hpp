// SPDX-License-Identifier: Apache-2.0
// A conference in a real room: a desk with a real vault, told in the scenario language as far as an
// attack needs it, and then left to whoever holds the tablet.
#pragma once

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>

#include "app/meeting/event_codec.hpp"
#include "app/play/command_hands.hpp"
#include "platform/entropy/entropy.hpp"
#include "platform/files/files.hpp"
#include "tests/attacks/attack.hpp"

namespace cpc::attacks {

inline constexpr const char* up_to_the_views = R"(
procedure torbay-cpp
conference initial "Family T" at "Room 1" on 2027-03-30 10:00
basis incident
date strategy-meeting 2027-03-09
child CD born 2018-02-11
person chair role chair
person worker role social-worker
person police role police
person school role school
person nurse role school-nurse
person mother role mother
usual
stage introductions
usual
stage information
usual
stage risk
usual
stage decision
continuing-risk CD yes
round CD
)";
inline constexpr const char* views = R"(
view worker CD for
view police CD for
view school CD for
view nurse CD against "Well."
)";

class Hall {
  public:
    Hall();
    ~Hall();
    Hall(const Hall&) = delete;
    Hall& operator=(const Hall&) = delete;

    // The sentence of the rule that refused last; nothing: none did.
    std::string play(const std::string& acts);
    // The desk is opened anew, as after a power cut; the words if it refuses to.
    std::string reopened();
    [[nodiscard]] meeting::Desk& desk() { return *desk_; }
    [[nodiscard]] store::Vault& vault() { return desk_->vault(); }
    [[nodiscard]] meeting::Meeting& meeting();
    [[nodiscard]] const conference::State& state() { return meeting().state(); }
    [[nodiscard]] PersonId person(const std::string& name);
    [[nodiscard]] ChildId child() { return state().child_order.front(); }
    [[nodiscard]] crypto::SecretBytes pin_of(const std::string& name);
    [[nodiscard]] play::ScriptedClock& clock() { return clock_; }

    // Written by somebody who holds the open vault, past every rule of the procedure.
    void write(const conference::Event& event, std::vector<store::Signer> signers);
    // The vote of this person for this child, as a command and as a fact.
    [[nodiscard]] conference::PositionLogged view_of_person(const std::string& name);
    // What submit() answers, in words.
    template <class Fact>
    std::string said(const Fact& fact, PersonId actor) {
        const auto reply = meeting().submit(conference::Say<Fact>{fact}, actor);
        if (!reply) return reply.error().text();
        const auto* refusal = std::get_if<conference::Refusal>(&*reply);
        REQUIRE(refusal != nullptr);
        return refusal->rule + ": " + refusal->message;
    }

  private:
    [[nodiscard]] meeting::Library library();

    platform::SystemFiles files_;
    platform::SystemEntropy entropy_;
    play::ScriptedClock clock_;
    std::string folder_;
    std::unique_ptr<meeting::Desk> desk_;
    std::unique_ptr<play::CommandHands> hands_;
    ConferenceId conference_;
};

}  // namespace cpc::attacks
