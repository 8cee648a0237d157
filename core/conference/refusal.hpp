// SPDX-License-Identifier: Apache-2.0
// The procedure says no. A Refusal names the rule, the requirement and the paragraph it comes from,
// and says in plain words what is missing, so that the machine argues from text. It is an ordinary
// answer and never an Error.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/conference/events.hpp"
#include "core/procedure/profile.hpp"

namespace cpc::conference {

struct Refusal {
    std::string rule;               // "vote.all-in"
    std::string requirement;        // "REQ-149"
    std::vector<std::string> also;  // other requirements that say the same
    std::string cites;              // the procedure's own paragraph; empty where it has none
    std::string message;            // a sentence for the room
};

// Every rule that can refuse, with the requirement it comes from. tests/tidy holds this list
// against the tests.
struct RefusalRule {
    std::string_view rule;
    std::string_view requirement;  // "REQ-163|REQ-162": the one the procedure carries out
    std::string_view also;         // "REQ-140 REQ-165" or empty
    std::string_view message;
};
[[nodiscard]] std::span<const RefusalRule> refusal_rules();

// `detail` completes the sentence with what is missing ("Still to come: School"). An unknown rule
// is a defect of ours.
[[nodiscard]] Refusal refuse(std::string_view rule, const procedure::Procedure& procedure,
                             std::string_view detail = {});

// The same for a part of the procedure that says itself which requirement it carries out; an empty
// one changes nothing.
[[nodiscard]] Refusal refuse_for(std::string_view rule, const procedure::Procedure& procedure,
                                 std::string_view requirement, std::string_view detail);

using Answer = std::variant<Refusal, std::vector<Event>>;

}  // namespace cpc::conference
