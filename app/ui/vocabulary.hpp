// SPDX-License-Identifier: Apache-2.0
// What a screen hands to Ui: finished, translated text and states, never colours, sizes or pixels.
// The toolkit's own few words (keys of the keyboard, "Hold a little longer") come in as Words.
// Source: ui-design.md 3, 4.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/icons.hpp"
#include "app/ui/registry.hpp"
#include "app/ui/spoken_words.hpp"
#include "app/ui/theme.hpp"
#include "core/base/time.hpp"

namespace cpc::ui {

struct Surface {
    int width_px = 1280;
    int height_px = 800;
    float density = 1;  // panel pixels per inch / 150
};

using Body = std::function<void()>;

enum class Kind : std::uint8_t { primary, outlined, plain };

// A button. A blocked one stays in its place, looks disabled, and says why when touched.
struct Action {
    std::string label;
    Icon icon = Icon::none;
    Kind kind = Kind::outlined;
    std::string blocked_by = {};  // not empty = disabled, and this is the reason with its citation
    bool icon_last = false;       // "Continue to risk →"
    bool hold = false;            // press and hold; label says so ("Press and hold to record")
};

// ---- the frame ----

enum class SaveState : std::uint8_t { saved, saving, failed };
enum class AppBarAct : std::uint8_t { home, title, read_aloud, display, hide };

struct AppBar {
    std::string title;
    std::string place;      // second line: room, who chairs
    std::string time;       // "14:32 · 42 min"; empty = no status block
    std::string save_text;  // "Saved here"
    SaveState save = SaveState::saved;
    std::string home = {};  // label of the home button; an empty label leaves the button out
    std::string read_aloud = {};
    std::string display = {};
    std::string display_mark = {};  // something to know about the words; a small sign, and spoken
    std::string hide = {};
    std::string initials = {};  // one person's screen (ballot): avatar in place of home
};

enum class TabState : std::uint8_t { open, current, done };
struct StageTab {
    std::string label;
    TabState state = TabState::open;
    int points_open = 0;
};
struct Rail {
    std::vector<StageTab> tabs;
    std::string step_text;  // "Step 2 of 6 · Information", for narrow glass
    std::array<std::string, 3> state_words{"open", "current", "done"};
};

struct Status {
    std::string text = {};
    Icon icon = Icon::info;
    Tone tone = Tone::secondary;
};
// The confirmation line is a Status in tone ok that the caller keeps for 6 s (next_due_ms).
struct BottomBar {
    std::vector<Action> left = {};  // usually Undo
    Status status = {};
    std::vector<Action> right = {};  // the next step is the last one
    float width_u = 0;               // not 0: as wide as the column above, the last action fills it
};
enum class BarSide : std::uint8_t { left, status, right };
struct BarPress {
    BarSide side{};
    std::size_t index = 0;
};

struct Page {
    std::string title;
    std::string help = {};
    std::optional<Action> action = {};
    std::string banner = {};  // under the title; at most two lines
    Icon banner_icon = Icon::info;
    Tone banner_tone = Tone::primary;
    float side_width_u = 320;    // 300–390
    std::string side_fold = {};  // narrow glass: the side panel folds behind a row with this label
};

// A full glass with one column in its middle: lock, hidden, hand-over, closed.
enum class QuietLook : std::uint8_t { plain, hidden, hand_over };
struct Quiet {
    QuietLook look = QuietLook::plain;
    Icon icon = Icon::none;     // in a disc above
    std::string initials = {};  // or these
    std::string lead = {};      // over the title, lead size
    std::string title = {};     // display size
    std::string text = {};      // under the title
    float width_u = 470;
    std::string hide = {};  // label of the button in the corner that hides the screen; empty: none
};

struct Sheet {
    std::string title;
    std::string note = {};             // right of the title: "From: Class teacher"
    std::string private_chip = {};     // "Chair only": red chip with a lock
    std::vector<Action> actions = {};  // "Cancel" first, the primary one last
    float width_u = 820;
    bool cancels = true;  // Escape presses the first action
};

// ---- content ----

struct Person {
    std::string initials;
    std::string name;    // role title
    std::string agency;  // or relation
    std::string note = {};
    Icon note_icon = Icon::none;
    Tone note_tone = Tone::secondary;
    bool family = false;
};
struct PersonPress {
    std::optional<std::size_t> option;  // nothing: the left part, which opens the person
};

enum class LabelKind : std::uint8_t { fact, observation, allegation, opinion };
struct Flag {
    Icon icon = Icon::flag;
    std::string text;
    Tone tone = Tone::secondary;
};
struct ContributionCard {
    LabelKind kind{};
    std::string kind_word;  // "Fact"
    std::string said_by;
    std::string text;
    std::string source = {};
    std::vector<Flag> flags = {};
    std::string edit_label = {};      // "Edit"; empty = no pencil
    std::string show_all_label = {};  // "Show all": the text folds at 8 lines if this is given
    bool unfolded = false;
};
enum class ContributionAct : std::uint8_t { edit, show_all };

struct LabelTile {
    LabelKind kind{};
    std::string word;
    std::string meaning;
};

enum class ViewState : std::uint8_t {
    to_give,
    given,
    agrees,
    differs,
    unable,
    apologies,
    by_phone
};
struct VoteTile {
    std::string initials;
    std::string name;
    std::string agency;
    std::string state_text;  // "Tap to pass the tablet"
    ViewState state = ViewState::to_give;
    bool can_press = true;
};

struct TallyRow {
    std::string label;
    int count = 0;
};
struct Tally {
    std::string number;  // "4 of 5"
    std::string text;    // "people have given their view"
    int agree = 0, differ = 0, unable = 0, missing = 0;
    bool sealed = false;  // only given and missing; agree = number given
    std::array<std::string, 4>
        words{};              // legend: agree, differ, unable, missing ("" leaves it out)
    std::string result = {};  // "So far: register. Not final yet."
    std::string rule = {};
    std::string spoken = {};  // the whole tally as one sentence
};

struct ChoiceRow {
    std::string label;
    std::string help = {};
    Icon icon = Icon::none;
    std::string blocked_by = {};
};

struct ChecklistRow {
    std::string label;
    std::string detail = {};
    bool done = false;
    Tone detail_tone = Tone::secondary;
    bool pressable = false;
    Icon icon = Icon::none;  // in place of ring or tick
    bool current = false;    // tinted: "speaking now"
    std::string value = {};  // spoken state; default "done" / "open"
};

struct ListRow {
    std::string label;
    std::string detail = {};
    std::string right = {};
    Icon icon = Icon::none;
    Tone tone = Tone::secondary;  // of icon and right text
    bool opens = true;            // chevron, and can be pressed
};

struct Scale {
    std::string label;
    std::string low;   // "0 very unsafe"
    std::string high;  // "10 safe enough to close"
    std::optional<int> chosen = {};
    std::array<int, 11> marks{};  // how many people said each number
};

struct DateChip {
    std::string label;  // "Latest: Tue 2 Mar"
    Date date;
};
struct DateStepper {
    std::string label;
    Date value;
    std::string spoken;  // "Tuesday 2 March 2027. Working day."
    std::vector<DateChip> chips = {};
};
struct TimeStepper {
    std::string label;
    int minute = 0;  // of the day
    int step = 5;
};
struct Stepper {
    std::string label;
    std::string shown;  // "125 %"
    bool can_less = true;
    bool can_more = true;
};

struct TextField {
    std::string label;      // the question; also the registry's label
    std::string hint = {};  // grey text while empty
    std::size_t bytes_max = 4000;
    int lines = 3;          // height while not being written in
    std::string chip = {};  // shown beside the question while writing
    Icon chip_icon = Icon::none;
    Tone chip_tone = Tone::secondary;
    std::string note = {};  // under the field: "57 characters"
    bool single_line = false;
    bool sentences = true;  // shift is on at the start of a sentence
};

// Where secret keys go. The caller backs these with locked memory; the toolkit keeps no copy.
class PinSink {
  public:
    virtual ~PinSink() = default;
    virtual void push(int digit) = 0;  // 0–9
    virtual void pop() = 0;
    virtual void clear() = 0;
    [[nodiscard]] virtual std::size_t count() const = 0;
};
class SecretSink {
  public:
    virtual ~SecretSink() = default;
    virtual void push(std::string_view character) = 0;  // one character, UTF-8
    virtual void pop() = 0;
    virtual void clear() = 0;
    [[nodiscard]] virtual std::size_t count() const = 0;  // characters
};

struct PinPad {
    std::string title;         // whose PIN it is
    std::string message = {};  // "That PIN does not match. 4 tries left."
    std::size_t digits = 4;
    std::string cancel = {};      // label; empty = no cancel
    std::string blocked_by = {};  // locked out: the keys do nothing and this says why
};
enum class PinAct : std::uint8_t { complete, cancel };

struct SecretField {
    std::string label;
    std::string hint = {};
    std::string note = {};
    Tone note_tone = Tone::secondary;
};

// Words that are shown and kept nowhere: they stand in the caller's locked memory and are read from
// there while they are drawn. The registry knows how many there are, and nothing reads them aloud.
struct SecretWords {
    std::string label;
    std::span<const std::string_view> words;
};

// Signature strokes in thousandths of the pad's width.
struct Strokes {
    struct Dot {
        std::int16_t x = 0;
        std::int16_t y = 0;
        bool starts = false;
    };
    std::vector<Dot> dots;
};
struct SignaturePad {
    std::string label;    // "Sign here: Class teacher"
    std::string printed;  // name and role under the line
};

// The toolkit's own words, replaced by the kiosk from its locale.
struct Words {
    std::string space = "Space", done = "Done", digits = "123", letters = "ABC", line = "Line";
    std::string shift = "Shift", erase = "Delete", clear = "Clear", key = "key";
    std::string hold_longer = "Hold a little longer";
    std::string tap_again = "Tap again";
    std::string not_yet = "not yet";
    std::string less = "less", more = "more";
    std::string least = "It does not go any lower.", most = "It does not go any higher.";
    std::string day = "Day", month = "Month", year = "Year", hour = "Hour", minute = "Minute";
    std::array<std::string, 12> months{"January",   "February", "March",    "April",
                                       "May",       "June",     "July",     "August",
                                       "September", "October",  "November", "December"};
    std::string digits_typed = "digits typed";
    std::string characters_typed = "characters typed";
    std::string field_full = "This is full. What came last was not taken.";
    std::array<std::string, 3> letter_rows{"qwertyuiop", "asdfghjkl", "zxcvbnm"};
    std::array<std::string, 3> sign_rows{"1234567890", "-/:;()£&@", "?!'\"%+="};
    SpokenWords spoken;
};

}  // namespace cpc::ui
