// SPDX-License-Identifier: Apache-2.0
// Passing the tablet from hand to hand (ui-design 7): who gets it, their PIN, what they do, thank
// you, and back. No case data and no count is on any of these screens, and the thank-you screen is
// the same whatever somebody chose.
#pragma once

#include <string>
#include <vector>

#include "app/view/common.hpp"
#include "app/view/lock.hpp"

namespace cpc::view {

enum class HandStep : std::uint8_t {
    pass,        // "Please pass the tablet to …"
    who_i_am,    // sign-in: role, agency, the confidentiality sentence
    choose_pin,  // sign-in
    repeat_pin,
    pin,
    body,  // the person's own screen: a ballot, a signature
    thanks,
};

struct HandFacts {
    HandStep step{};
    Handover purpose{};
    PersonId person;
    PersonId next;  // who gets it afterwards; none: the chair
    bool has_key = false;
    bool readmitting = false;
    bool busy = false;
    std::string problem;
};

struct HandView {
    HandStep step{};
    std::string initials, name;
    std::string lead, title, text;
    std::string yes, back;
    std::string pin_title, pin_message, pin_cancel;
    std::size_t digits = person_pin_digits;
    std::vector<std::string> facts;  // who I am
    std::string statement_title, statement;
    std::string next, chair;
    std::string display, hide;
};

// What stands above somebody's own screen: who they are, letters and colours to suit their eyes,
// and the way to hide it.
struct PersonBar {
    std::string initials, name, display, hide;
};
[[nodiscard]] PersonBar make_person_bar(const conference::State& state,
                                        const conference::Rulebook& rules, PersonId person);

[[nodiscard]] HandView make_hand_view(const conference::State& state,
                                      const conference::Rulebook& rules, const HandFacts& facts);

}  // namespace cpc::view
