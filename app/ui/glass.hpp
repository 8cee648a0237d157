// SPDX-License-Identifier: Apache-2.0
// One window's worth of user interface: events go in, a settled frame comes out. Glass owns theme,
// text size, fonts, gestures, registry and everything that outlives a frame (scroll places, the
// field being written in). It knows no window and no clock: both are handed in, so tests drive it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/ui/ui.hpp"
#include "app/ui/voice.hpp"
#include "core/base/ports.hpp"
#include "core/base/result.hpp"
#include "platform/window/events.hpp"

namespace cpc::window {
struct Picture;  // platform/window/painter.hpp
}

namespace cpc::ui {

using Draw = std::function<void(Ui&)>;

enum class HoldStyle : std::uint8_t { hold, tap_twice };

// Reading aloud, where a voice was given (Glass::set_voice).
struct Aloud {
    bool titles = false;  // each screen's title, and what was just done
    bool touch = false;   // what is touched or focused: the first tap speaks, the second acts
    int volume = 80;      // percent
    int speed = 100;      // percent
    friend bool operator==(const Aloud&, const Aloud&) = default;
};

struct Settings {
    Surface surface;
    Theme theme = Theme::paper;
    int text_percent = 100;  // 100, 125, 150, 175, 200
    bool movement = true;    // false: no glide, hold fills in steps
    HoldStyle hold = HoldStyle::hold;
    Aloud aloud = {};
    bool scanning = false;  // one switch: what can be pressed is offered in turn
    std::uint64_t scan_step_ms = 1'500;
    // The keys of a PIN pad stand in another order each time it opens, so that nobody can tell a
    // PIN from where a finger goes. In order for who finds a key by its place: where asked for,
    // with one switch, when what is touched is read, and where there is nothing to mix them with.
    bool mixed_digits = true;
    Entropy* pad_order = nullptr;
    std::vector<std::string> font_folders = {};  // searched before the system's own
    bool system_fonts = true;                    // false: only these folders
    // For checks: draws every text this much longer, as another language would.
    int stretch_percent = 0;
    Words words = {};
};

class Glass {
  public:
    // Fails when a font is missing, saying which package brings it.
    [[nodiscard]] static Result<std::unique_ptr<Glass>> make(Settings settings);
    ~Glass();
    Glass(const Glass&) = delete;
    Glass& operator=(const Glass&) = delete;

    [[nodiscard]] const Settings& settings() const;
    // Theme, text size or surface: fonts are built again if they must be (20–50 ms).
    [[nodiscard]] Result<void> change(Settings settings);

    // Feeds one event and runs `draw` until nothing changes any more.
    void feed(const window::InputEvent& event, const Draw& draw);
    // Lets time pass (glide, hold, due lines) and runs `draw` again.
    void tick(std::uint64_t now_ms, const Draw& draw);
    // When tick() should be called next; nothing if only an event can change the picture.
    [[nodiscard]] std::optional<std::uint64_t> next_due_ms() const;

    [[nodiscard]] std::span<const Entry> entries() const;
    [[nodiscard]] std::string transcript() const;
    [[nodiscard]] std::vector<std::string> checks() const;  // of the last frame
    // Scrolls the entry's owner so that it can be touched; false when there is no such entry.
    bool bring_into_view(std::uint64_t key, const Draw& draw);
    // Who speaks, for as long as the glass lives; the button that reads aloud stands on every
    // screen but the cover from then on.
    void set_voice(Voice& voice);
    // Where the keyboard is; nothing when no key has moved the focus.
    [[nodiscard]] const Entry* focused() const;
    // The frame for the painter.
    [[nodiscard]] const window::Picture& picture() const;

  private:
    explicit Glass(std::unique_ptr<Core> core);
    std::unique_ptr<Core> core_;
};

}  // namespace cpc::ui
