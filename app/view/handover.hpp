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
    helper,      // "Someone helps me": who, and why
    who_i_am,    // sign-in: role, agency, the confidentiality sentence
    touches,     // five circles: whether touches land
    choose_pin,  // sign-in
    repeat_pin,
    pin,
    body,  // the person's own screen: a ballot, a signature
    thanks,
};

// Who helps, as it is being said at the hand-over. Nothing of it is recorded but with the view.
struct HelpDraft {
    std::optional<std::size_t> row;      // of HandView::helpers
    std::string outsider;                // who, where it is somebody not on the list
    std::optional<std::size_t> because;  // of conference::help_reasons
    bool said = false;                   // somebody helps
};

// How the five circles went.
struct TouchTries {
    static constexpr int circles = 5;
    int landed = 0, beside = 0;
    [[nodiscard]] bool done() const { return landed >= circles; }
    [[nodiscard]] bool well() const { return beside < 2; }
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
    ChildId child;
    HelpDraft help{};
    TouchTries touches{};
    int text_percent = 100;
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
    // Somebody helps.
    std::string help;  // "Someone helps me"; empty: not offered here
    std::vector<std::pair<PersonId, std::string>> helpers;  // the last one: nobody of the list
    std::string helpers_label, outsider_label, outsider_hint, because_label, go_on, blocked;
    std::vector<std::string> because;
    bool asks_outsider = false;
    // Does this suit you?
    std::string suits_title, suits_text, language_label, size_label, size, touches;
    bool can_smaller = false, can_larger = false;
    std::vector<std::string> languages;
    std::size_t language = 0;
    int circle = 0;
    std::string circle_label, tries;
    std::string larger_offer, switch_offer;  // where touches went beside
    std::string touched;                     // "Go on"
};

// Somebody with a name, or what was written of somebody who is not on the list.
[[nodiscard]] std::string helper_words(const conference::State& state,
                                       const conference::Helped& helped);
// "Helped by the minute taker, because of sight." for whoever reads the view later.
[[nodiscard]] std::string helped_line(const conference::State& state,
                                      const conference::Helped& helped);
// What goes into the record; nothing until it is whole.
[[nodiscard]] std::optional<conference::Helped> helped_of(const HandView& view,
                                                          const HelpDraft& draft);

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
