// SPDX-License-Identifier: Apache-2.0
// Ui is the whole vocabulary of the screens. A screen gets one for a frame, says in reading order
// what is there, and is told what was pressed. It cannot reach a colour, a pixel, the clock or the
// library that draws.
//
// What always holds: text is measured before its box is made, so nothing is cut in silence; each
// call also writes the registry; the same calls in the same order give the same picture. A screen's
// function runs several times for one picture until the sizes have settled, but a press is told in
// exactly one of these runs: the screen must act on it there and then (or store it), and must not
// count its own calls.
//
// Order of calls in a conference screen: app_bar, rail, bottom_bar, page, then sheets. Page lays
// content and side panel out for the width there is; where there is no room for a side panel it
// becomes the first card. Bodies are called before the function they are given to returns.
//
// Sizes are units of 1/150 inch and come from ui-design.md; only a few widths can be chosen.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/vocabulary.hpp"
#include "core/base/pages.hpp"

namespace cpc::ui {

struct Core;  // the toolkit's inside

class Ui {
  public:
    explicit Ui(Core& core) : core_(&core) {}

    // ---- frame ----
    // A strip along the bottom edge of this glass, under everything and over nothing: no sheet, no
    // keyboard and no cover hides it. Said before anything else of the frame.
    void band(std::string_view text);
    std::optional<AppBarAct> app_bar(const AppBar& bar);
    std::optional<std::size_t> rail(const Rail& rail);
    std::optional<BarPress> bottom_bar(const BottomBar& bar);
    // True when the page's own action was pressed.
    bool page(const Page& page, const Body& content, const Body& side = {});
    // The same without bars: a centred column `width_u` wide that scrolls (ballot, set-up).
    void column_page(const Page& page, float width_u, const Body& content);
    // True when the screen is to be hidden (only asked for with Quiet::hide).
    bool quiet(const Quiet& quiet, const Body& content);
    // The index of the pressed action.
    std::optional<std::size_t> sheet(const Sheet& sheet, const Body& content);

    // ---- text ----
    void heading(std::string_view text);   // card and panel titles, lead size
    void question(std::string_view text);  // put to the room, lead size
    void group(std::string_view text);     // FAMILY
    void paragraph(std::string_view text, Tone tone = Tone::normal);
    void strong(std::string_view text, Tone tone = Tone::normal);
    void small(std::string_view text, Tone tone = Tone::secondary, Icon icon = Icon::none);
    void chip(std::string_view text, Icon icon, Tone tone);
    void banner(std::string_view text, Icon icon, Tone tone);
    void fact(std::string_view label, std::string_view value);  // two columns
    void quote(std::string_view text, std::string_view said_by);
    void gap(float units);
    void divider();
    void empty_state(std::string_view text);
    // A page that somebody brought, as wide as the column or so that all of it is seen; said by its
    // words. Gives the points it would fill, for whoever draws it next.
    struct PageSize {
        int width_px = 0, height_px = 0;
    };
    PageSize page_picture(const std::shared_ptr<const PagePicture>& page, std::string_view words,
                          bool whole);
    void progress(std::string_view text, float part);  // 0 to 1; said in words too

    // ---- buttons and choices ----
    bool button(const Action& action);
    bool button(std::string_view label, Kind kind = Kind::outlined,
                std::string_view blocked_by = {});
    bool hold_button(std::string_view label, std::string_view blocked_by = {},
                     Icon icon = Icon::done);
    // Side by side where they fit, else below each other; the index of the pressed one.
    std::optional<std::size_t> buttons(std::span<const Action> actions);
    std::optional<std::size_t> segmented(std::string_view label,
                                         std::span<const std::string> options,
                                         std::optional<std::size_t> chosen);
    std::optional<std::size_t> choice_rows(std::string_view label, std::span<const ChoiceRow> rows,
                                           std::optional<std::size_t> chosen);
    // Filter chips; several may be on. The index of the one pressed.
    std::optional<std::size_t> chips(std::string_view label, std::span<const std::string> options,
                                     const std::vector<bool>& on);
    bool toggle(std::string_view label, std::string_view detail, bool on);
    std::optional<std::size_t> label_chooser(std::string_view label,
                                             std::span<const LabelTile> tiles,
                                             std::optional<LabelKind> chosen);
    std::optional<int> scale_0_10(const Scale& scale);
    std::optional<Date> date_stepper(const DateStepper& stepper);
    std::optional<int> time_stepper(const TimeStepper& stepper);  // minute of the day
    std::optional<int> stepper(const Stepper& stepper);           // −1 or +1

    // ---- cards and rows ----
    void card(const Body& body);
    void card(std::string_view title, const Body& body);
    // Side by side where the width allows, else below each other.
    void columns(std::span<const Body> bodies, float column_width_u_min = 300);
    bool list_row(const ListRow& row);
    bool checklist_row(const ChecklistRow& row);
    // Rows of a card for one person. `options` empty: no attendance choice; `instead` replaces it
    // ("Excluded in part").
    std::optional<PersonPress> person_card(const Person& person,
                                           std::span<const std::string> options,
                                           std::optional<std::size_t> chosen,
                                           std::string_view instead = {});
    std::optional<ContributionAct> contribution_card(const ContributionCard& card);
    // Two in a row where they fit; the index of the pressed tile.
    std::optional<std::size_t> vote_tiles(std::span<const VoteTile> tiles);
    void tally(const Tally& tally);

    // ---- writing ----
    // True when the draft changed. Tapping it opens the keyboard over a writing view.
    bool text_field(const TextField& field, std::string& draft);
    bool secret_field(const SecretField& field, SecretSink& sink);
    void secret_words(const SecretWords& shown);
    std::optional<PinAct> pin_pad(const PinPad& pad, PinSink& sink);
    bool signature_pad(const SignaturePad& pad, Strokes& strokes);
    void close_keyboard();
    // The field that is written in, by a number that is the same in every run of the program;
    // 0: none, or one that is secret. Opened again by it, if this frame draws that field.
    [[nodiscard]] std::uint64_t writing_in() const;
    void write_again(std::uint64_t field);
    // Somebody else has the glass from the next pass on: scroll places, what is folded, the focus,
    // a keyboard that stands open and a button half held are as on a glass nobody has touched.
    void new_hands();

    // An area with one circle in it, at one of five places. Whether the circle was touched, or the
    // glass beside it; nothing while nobody touches it. `label` is the circle's name.
    static constexpr int circle_places = 5;
    std::optional<bool> touch_circle(std::string_view label, int place);

    // ---- state a screen may need ----
    [[nodiscard]] bool narrow() const;  // no room for rail and side panel
    [[nodiscard]] std::uint64_t now_ms() const;
    void wake_at(std::uint64_t time_ms);  // ask for a frame then (clock minute, line's end)
    // Everything said until the guard goes is at this level.
    class [[nodiscard]] LevelGuard {
      public:
        LevelGuard(Core& core, Level level);
        ~LevelGuard();
        LevelGuard(const LevelGuard&) = delete;
        LevelGuard& operator=(const LevelGuard&) = delete;

      private:
        Core* core_;
        Level before_;
    };
    LevelGuard at_level(Level level) { return LevelGuard(*core_, level); }
    // Widgets said until the guard goes get ids below this name: rows of a list that may be
    // re-ordered, or two cards with the same labels.
    class [[nodiscard]] IdGuard {
      public:
        IdGuard(Core& core, std::string_view name);
        ~IdGuard();
        IdGuard(const IdGuard&) = delete;
        IdGuard& operator=(const IdGuard&) = delete;

      private:
        Core* core_;
    };
    IdGuard id(std::string_view name) { return IdGuard(*core_, name); }

  private:
    Core* core_;
};

}  // namespace cpc::ui
