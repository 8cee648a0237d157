// SPDX-License-Identifier: Apache-2.0
// What all views share: the moment they are made in, the frame round a conference screen, people.
//
// make_<screen>_view(State, Rulebook, Moment) is pure: the same arguments give the same view. A
// view holds finished words and ids, and for every button that cannot be pressed the reason.
//
// What always holds: what the people who can see the glass may not see is not in a view at all
// (ui-design 6). While anyone of the family is here, Moment::family_can_see is true, and views
// leave out everything above level F. A screen cannot get round that, because it never sees the
// State.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/view/intent.hpp"
#include "app/view/say.hpp"
#include "core/conference/refusal.hpp"
#include "core/conference/rulebook.hpp"

namespace cpc::view {

// What a sentence is about; the screens' toolkit has a colour family for each.
enum class Tone : std::uint8_t { normal, secondary, primary, ok, warn, bad, voice };
enum class Saving : std::uint8_t { saved, saving, failed };

// The one line in the bottom bar that the shell itself says: what was just recorded (6 s), or why
// something was refused (until the next act).
// `warned` is about the machine (its battery) and stays until that is better.
enum class NoticeKind : std::uint8_t { none, done, refused, failed, warned };
struct Notice {
    NoticeKind kind = NoticeKind::none;
    std::string text;
};

struct SheetRef {
    std::string name;  // empty: no sheet is open
    PersonId person;
    ContributionId contribution;
    friend bool operator==(const SheetRef&, const SheetRef&) = default;
};

// What is true now besides the record.
struct Moment {
    LocalTime now;
    Place place{};
    ChildId child;  // stages that are told child by child: which one is open
    SheetRef sheet;
    Notice notice;
    Saving saving = Saving::saved;
    bool practice = false;
    bool family_can_see = true;  // level F only
    std::string undo;            // "Undo: Health visitor marked as here"; empty: nothing to undo
    // A draft found again after a power cut is offered, never typed in silently.
    std::size_t drafts_kept = 0;
    // After the close.
    std::vector<PersonId> cosign_due;
    bool keys_destroyed = false;
    std::string paper_code;
};

struct TabView {
    std::string label;
    Place place{};
    bool current = false;
    bool done = false;
    int points_open = 0;
};

struct FrameView {
    std::string title;  // "Initial conference · Family K"
    std::string where;  // "Room 2 · Chair: …"; in practice it begins with the training band
    std::string time;   // "14:32 · 42 min"
    std::string save_text;
    Saving saving = Saving::saved;
    std::string home, display, hide;  // labels of the tools
    std::vector<TabView> tabs;
    std::string step_text;
    std::string open_word, current_word, done_word;
    Notice notice;  // shown in place of the screen's own status
    std::string undo;
    std::string room_line;  // "Family in the room" or empty
    std::string questions;  // "1 question is not answered", opens their sheet; empty: none waits
    // A stage that is looked back at can be opened again: label and sheet, or empty.
    std::string open_again, open_again_sheet;
};

// `stage` is the place being looked at; the record's own stage is in State.
[[nodiscard]] FrameView make_frame(const conference::State& state,
                                   const conference::Rulebook& rules, const Moment& moment);

[[nodiscard]] std::optional<Place> place_of(conference::Stage stage);
[[nodiscard]] std::optional<conference::Stage> stage_of(Place place);

// One person as cards, tiles and lists show them.
struct PersonLine {
    PersonId id;
    std::string initials;
    std::string name;    // "Health visitor", or the name on the invitation
    std::string detail;  // role and agency, or relation
    bool family = false;
};
[[nodiscard]] PersonLine person_line(const conference::Person& person,
                                     const procedure::Procedure& procedure);
[[nodiscard]] std::string person_name(const conference::State& state, PersonId person);
[[nodiscard]] bool is_family(conference::Group group);
// They were here until the last sitting stopped and nobody has said yet that they are back.
[[nodiscard]] bool gone_with_last_sitting(const conference::State& state,
                                          const conference::Person& person);

// "CD, 9 years" ; the ref is what the room uses.
[[nodiscard]] std::string child_label(const conference::Child& child, Date today);
[[nodiscard]] std::string child_refs(const conference::State& state);
// {child}, {chair} and friends in a text of the procedure, for all children of the conference or
// one.
[[nodiscard]] std::string fill_text(const std::string& text, const conference::State& state,
                                    const conference::Rulebook& rules, ChildId child = {});

// The rule's sentence with what it rests on: "… (Torbay leaflet, Agendas)".
// The document and the place in it, without the words that are quoted from there: a reason beside a
// button stays within two lines. The whole citation stands where the rule itself is shown.
[[nodiscard]] std::string short_citation(const std::string& cites);
[[nodiscard]] std::string with_citation(const std::string& sentence, const std::string& cites);
// A refusal as the status slot says it.
[[nodiscard]] std::string refusal_text(const conference::Refusal& refusal);

// The reason why `command` would be refused now; empty when it would not. For buttons whose next
// step a rule decides.
[[nodiscard]] std::string blocked_by(const conference::State& state,
                                     const conference::Rulebook& rules, const Moment& moment,
                                     const conference::Command& command);

}  // namespace cpc::view
