// SPDX-License-Identifier: Apache-2.0
// Internal to app/ui: what lives behind Ui and Glass.
//
// A pass is one run of the screen's function. Sizes that are only known at the end of a thing (a
// card's height, a list's length) are kept by id and used in the next pass; when one differs, the
// pass is repeated before anybody sees it. Input is told in the first pass only.
//
// The library that draws supplies draw lists, glyphs and the renderer. Touch, focus and scrolling
// are decided here, because a press must not need two frames and a drag must be known to be a
// scroll before any control sees it.
#pragma once

#include <imgui.h>
#include <imgui_internal.h>

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/ui/glass.hpp"
#include "app/ui/reader.hpp"
#include "app/ui/scan.hpp"
#include "app/ui/type.hpp"
#include "platform/window/picture.hpp"
#include "platform/window/recogniser.hpp"

namespace cpc::ui {

// An entry that no overlay covers.
inline constexpr int layer_always = 1'000;

enum class Flow : std::uint8_t { blocks, rows };  // what stood last in a column
enum class Align : std::uint8_t { left, centre, right };

// Where things are put: a strip of width w that grows downwards.
struct Column {
    float x = 0, w = 0;
    float y = 0;    // the next free place
    float top = 0;  // where it began
    float gap = 0;  // the space after the last block, not yet used
    Rect clip;
    std::string owner;  // registry: the region that scrolls
    std::uint64_t scroll = 0;
    Section section = Section::content;
    Flow last = Flow::blocks;
    bool padded_rows = false;  // inside a card: rows run to its edges
    bool on_dark = false;      // the hand-over screen
    bool centred = false;      // quiet screens
};

struct ScrollState {
    float offset = 0;
    float max = 0;
};
struct ScrollArea {
    std::uint64_t id = 0;
    Rect rect;
    int layer = 0;
};

// What one pass is told.
struct PassInput {
    std::optional<window::Gesture> gesture;
    window::Key key = window::Key::none;
    std::string text;
};

// A change to the text being written, made on the keyboard.
enum class EditKind : std::uint8_t { insert, erase, left, right, up, down, home, end, place };
struct Edit {
    EditKind kind{};
    std::string text;
    std::size_t place = 0;
};

struct Writing {
    std::uint64_t key = 0;  // 0: nobody is writing
    bool secret = false;
    std::size_t caret = 0;
    bool shift = false;
    bool signs = false;
    bool seen = false;        // its field was there in this pass
    bool full = false;        // something was typed that had no room
    std::vector<Edit> edits;  // from the keyboard, for the field's next turn
    TextField field;          // as the field last described itself
    std::string shown;        // its text, or dots
    std::size_t secret_count = 0;
    std::uint64_t erase_repeats_ms = 0;
    Rect text_rect;  // of the writing view
};

// The digits in reading order. A pad that was not on the glass in the last pass, or asks for
// something else, is opened.
using PadOrder = std::array<int, 10>;
struct PadKeys {
    std::uint64_t title = 0;
    bool seen = false, stood = false;  // in this pass; in the last one
    PadOrder order{};
};

struct Hold {
    std::uint64_t key = 0;
    std::uint64_t since_ms = 0;
    bool fired = false;
    std::uint64_t armed_key = 0;  // tap-twice: the button waiting for its second tap
    std::uint64_t armed_until_ms = 0;
};

struct Notice {
    std::string text;
    Tone tone = Tone::warn;
    std::uint64_t until_ms = 0;
};

struct Touch {
    bool pressed = false;  // act now
    bool down = false;     // a finger is on it
};

struct Core {
    explicit Core(Settings s);

    // ---- lasting ----
    Settings settings;
    Fonts fonts;
    window::Recogniser recogniser;
    ImDrawListSharedData shared;
    std::vector<std::unique_ptr<ImDrawList>> pool;
    std::unordered_map<std::uint64_t, float> sizes;
    std::unordered_map<std::uint64_t, ScrollState> scrolls;
    std::unordered_map<std::uint64_t, bool> flags;  // folded or not
    Writing writing;
    std::uint64_t write_again = 0;  // a field to be opened when it is drawn
    PadKeys pad_keys;
    Hold hold;
    Notice notice;
    std::optional<window::Gesture> finger;  // the press that is still on
    Point finger_at;
    // What stood under the finger when it came down. Nothing else may answer to it: a sheet that
    // its tap opens, or a page that came meanwhile, was not what the hand meant.
    std::vector<std::uint64_t> meant;
    std::uint64_t meant_view = 0;  // the sheet that was on top then
    std::uint64_t focus = 0;
    bool focus_shown = false;
    std::unique_ptr<Reader> reader;  // nobody speaks: none
    bool read_wanted = false;        // the button was pressed
    bool was_reading = false;        // before this tap or key
    bool listening = false;          // this finger hears what is under it and presses nothing
    std::optional<EntryMark> heard;  // what the last touch said: the next one on it acts
    std::string heard_title;
    bool space_pressed = false;  // as a key; the same as text may follow
    bool at_once = false;        // this tap needs no hearing first
    std::optional<EntryMark> spoken_at;
    Scan scan;
    std::uint64_t now_ms = 0;
    std::optional<std::uint64_t> due_ms;
    int top_layer = 0;           // of the last pass
    std::uint64_t top_view = 0;  // which sheet it was
    bool hands_change = false;   // before the next pass
    std::uint64_t look_version = 1;
    window::Picture picture;

    // ---- of one pass ----
    PassInput input;
    bool tap_taken = false;  // a tap is for one control
    std::vector<Entry> entries;
    std::vector<std::string> violations;
    std::vector<ScrollArea> areas, last_areas;
    std::vector<Column> columns;
    std::vector<std::uint64_t> ids;
    std::unordered_map<std::uint64_t, int> seen;
    std::vector<std::shared_ptr<const PagePicture>> pages_shown;
    std::size_t lists_used = 0;
    ImDrawList* list = nullptr;
    Rect screen;  // the whole glass but for the band
    Rect rest;    // what the bars have left over
    int layer = 0;
    int layers_used = 0;
    std::uint64_t view = 0;
    Level level = Level::family;
    bool unsettled = false;
    std::optional<Rect> merged_strip;  // second line of the app bar at large text
    float strip_words = 0;             // how far its own words reach
    std::optional<Rect> hide_rect;
    std::string hide_label;
    bool hide_dark = false;  // on the hand-over's colour
    std::vector<bool> hide_state;
    bool rail_seen = false, rail_last = false;
    bool covered = false;  // the hidden screen
    std::string band;      // the strip below `screen`
    Rect band_rect;

    // ---- frames (core.cpp) ----
    void pass(const PassInput& in, const Draw& draw);
    void settle(const PassInput& in, const Draw& draw);
    void begin_pass(const PassInput& in);
    void forget_hands();
    void end_pass();
    void draw_band();  // ui_training.cpp
    void gesture(const window::Gesture& g, const Draw& draw);
    void scroll_by(Point where, float delta_y);
    [[nodiscard]] bool feed_key(window::Key key, const Draw& draw);  // focus.cpp
    void move_focus(int step);
    void move_within(window::Key arrow);
    void focus_on(const Entry& entry);
    // What the entry scrolls with; null: it stays where it is.
    [[nodiscard]] const ScrollArea* area_of(const Entry& entry) const;
    // Not moved if it is no further from the middle than this share of the area's height.
    void into_middle(const Entry& entry, float near_enough = 1.0F / 6);
    void rings();
    void scan_step();  // scan.cpp
    void scan_press(const Draw& draw);
    void tap_at(std::uint64_t key, const Draw& draw);
    [[nodiscard]] Reader::Glance glance() const;  // reading.cpp
    [[nodiscard]] bool listens(const window::Gesture& g);
    void before_input(std::optional<Point> at);
    void read_along(const Draw& draw);
    bool speaker(const Rect& rect);
    [[nodiscard]] const Entry* entry(std::uint64_t key) const;
    void wake_at(std::uint64_t time_ms);
    void say(std::string_view text, Tone tone);

    // ---- units ----
    [[nodiscard]] float t() const { return static_cast<float>(settings.text_percent) / 100; }
    [[nodiscard]] float px(float units) const;    // targets, radii, lines
    [[nodiscard]] float pad(float units) const;   // padding
    [[nodiscard]] float grow(float units) const;  // text-bound
    [[nodiscard]] bool narrow() const;
    [[nodiscard]] bool merged() const;

    // ---- layout ----
    Column& column() { return columns.back(); }
    [[nodiscard]] Rect place(float height, float gap_u = 14, Flow flow = Flow::blocks);
    [[nodiscard]] std::uint64_t make_id(std::string_view name);
    [[nodiscard]] float known_size(std::uint64_t id, float guess) const;
    void learn_size(std::uint64_t id, float size);
    void scroll_area(std::string_view name, const Rect& rect, Section section, Ink back,
                     const Rect& inner, const Body& body);
    void within(const Column& column, const Body& body);
    // Draws `body` over everything so far, in its own layer.
    void overlay(std::string_view name, const Body& body);

    // ---- registry and touch ----
    Entry& add(Role role, std::string_view label, const Rect& rect, std::string_view value = {});
    // Registers and says whether it is pressed now. Blocked ones say why instead.
    Touch control(Entry entry);
    Touch control(Role role, std::string_view label, const Rect& rect,
                  std::string_view blocked_by = {}, std::string_view group = {});
    [[nodiscard]] bool finger_on(const Rect& rect) const;
    [[nodiscard]] bool was_meant(std::uint64_t key) const;

    // ---- drawing (brush.cpp) ----
    [[nodiscard]] ImU32 colour(Ink ink) const;
    void use_list();  // starts a new draw list on top
    void push_clip(const Rect& rect);
    void pop_clip();
    void fill(const Rect& rect, Ink ink, float radius_u = 0);
    void outline(const Rect& rect, Ink ink, float radius_u, float width_u = 2);
    void line(Point from, Point to, Ink ink, float width_u = 1);
    void disc(Point centre, float radius, Ink ink);
    void ring(Point centre, float radius, Ink ink, float width_u = 2);
    void shadow(const Rect& rect, float radius_u);
    void card_face(const Rect& rect, float radius_u = 16);
    void hatch(const Rect& rect, float radius_u, Ink ink);
    void label_bar(const Rect& rect, LabelKind kind);
    void icon(Icon icon, Type size, Point centre, Ink ink);
    void text(const TextBlock& block, Point at, Ink ink, Align align = Align::left,
              float width = 0);
    // One line; registers a violation if it is wider than `width`.
    void line_of_text(Type type, std::string_view text, const Rect& box, Ink ink,
                      Align align = Align::left);
    [[nodiscard]] TextBlock wrap(Type type, std::string_view text, float width);
    // One line: all of it, or its beginning and "…". Only where the whole is one tap away.
    [[nodiscard]] TextBlock first_words(Type type, std::string_view words, float width);
    void avatar(const Rect& rect, std::string_view initials, bool family, bool dark = false);
    // Icon and words as one group in the middle (or at the left) of a box.
    void icon_and_text(const Rect& box, Icon icon, const TextBlock& block, Ink ink,
                       Align align = Align::centre, bool icon_last = false, float between_u = 10);

    // ---- shared pieces ----
    struct ButtonSize {
        float width = 0, height = 0;
        TextBlock block;
    };
    [[nodiscard]] ButtonSize measure_button(const Action& action, float width_max);
    bool draw_button(const Action& action, const Rect& rect, Section section);
    bool draw_button_in(const Action& action, const Rect& rect);
    bool draw_hold(const Action& action, const Rect& rect);
    bool icon_button(Icon icon, std::string_view label, const Rect& rect, Ink ink);
    // Chip at a place; gives its size.
    Rect draw_chip(Point at, std::string_view text, Icon icon, Tone tone, float width_max);
    [[nodiscard]] Rect chip_size(std::string_view text, Icon icon, float width_max);
    bool draw_hide(bool register_it);
    // That button (no label: not) and the one that reads aloud at the right end of `bar`, where a
    // screen has no app bar.
    bool tool_corner(const Rect& bar, const std::string& hide);
    // Large text: the status in the app bar's second line. False if it has no room there.
    bool status_in_strip(const Status& status);
    struct BarShape;
    [[nodiscard]] BarShape bar_shape(BottomBar& bar, const Status& status, float width);
    [[nodiscard]] float bar_width(const BottomBar& bar, float width);
    [[nodiscard]] std::vector<std::vector<BarPress>> bar_rows(const BottomBar& bar, float width);
    [[nodiscard]] float column_width(float units) const;
    bool fill_last = false;
    std::deque<std::string> kept_words;  // texts made while drawing, alive for the pass
    [[nodiscard]] std::string_view keep(std::string words);
    void row_of_actions(const Rect& bar, const std::vector<Action>& left, const Status& status,
                        const std::vector<Action>& right, std::optional<BarPress>& out);

    // ---- writing (writing.cpp, keyboard.cpp) ----
    void start_writing(std::uint64_t key, const TextField& field, std::string_view text,
                       bool secret);
    void stop_writing();
    bool apply_edits(std::string& draft);
    void draw_writing_view();
    void draw_keyboard(const Rect& rect);
    void edit(EditKind kind, std::string_view text = {}, std::size_t place = 0);
    void hardware_edit();
};

}  // namespace cpc::ui
