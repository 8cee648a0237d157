// SPDX-License-Identifier: Apache-2.0
// Rules are asked here, before anything is said. decide() is pure: time and actor arrive in
// Context, the rules in Rulebook, and nothing is looked up elsewhere. It answers with the events to
// record or with a Refusal that names the rule, the requirement and the paragraph.
#pragma once

#include "core/conference/commands.hpp"
#include "core/conference/refusal.hpp"
#include "core/conference/rulebook.hpp"

namespace cpc::conference {

// Who asks and when. No person means the chair.
struct Context {
    LocalTime now;
    PersonId actor;
};

[[nodiscard]] Answer decide(const State& state, const Rulebook& rules, const Context& by,
                            const Command& command);

// The decision that the rules give for a child's ballot as it stands: what LockResult will record.
// Nothing while views are missing or the chair has not decided where only the chair can.
struct Verdict {
    RuleCode rule{};
    bool protect = false;
    Decision decision{};
};
[[nodiscard]] std::optional<Verdict> verdict(const State& state, const procedure::Procedure& rules,
                                             const Child& child);
[[nodiscard]] inline std::optional<Verdict> verdict(const State& state, const Rulebook& rules,
                                                    const Child& child) {
    return verdict(state, rules.procedure, child);
}

// Whether the chair may decide for this child now; the refusal that says why not otherwise.
[[nodiscard]] std::optional<Refusal> chair_may_not_decide(const State& state, const Rulebook& rules,
                                                          const Child& child);

}  // namespace cpc::conference
