// SPDX-License-Identifier: Apache-2.0
// A kiosk without a display, for scripted meetings: the real shell on the real toolkit, pressed by
// label the way a finger does, with a picture of every screen that is seen for the first time.
//
// What always holds: a control that is off is never got round. Pressing it fails, and blocked()
// then gives the words that stand beside it. Every picture goes through the toolkit's own checks
// (cut text, overlap, small targets); what they say is kept in complaints().
//
// What it leaves out: what an act means. That is screen_hands.hpp.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/kiosk/shell.hpp"
#include "app/stage/gallery.hpp"
#include "app/ui/driver.hpp"

namespace cpc::stage {

inline constexpr std::string_view chair_pin = "246810";

struct Setting {
    store::Ports ports;
    meeting::Library library;
    std::string directory;   // of the vault
    std::string passphrase;  // typed at the first set-up
    std::string site;
    std::string pictures;  // folder, which exists; empty: none are kept
    ui::Surface surface = {};
    Wanted gallery = {};
    ui::Driver::Hands hands = ui::Driver::Hands::finger;
    ui::Outside* outside = nullptr;  // a real window in place of none, and the hands before it
};

// Mixes the keys of a PIN pad: another order each time it opens, and the same ones in every run,
// so that pictures of it can be compared. Not a source of anything secret.
class PadChance final : public Entropy {
  public:
    void fill(std::span<std::uint8_t> out) override;

  private:
    std::uint32_t state_ = 1;
};

class Stage {
  public:
    // A new tablet, set up by hand: passphrase twice, the chair's PIN twice.
    [[nodiscard]] static Result<std::unique_ptr<Stage>> make(Setting setting);

    [[nodiscard]] kiosk::Shell& shell() { return *shell_; }
    [[nodiscard]] ui::Driver& driver() { return *driver_; }

    // Each presses what is there and enabled, scrolled into view. "Group: Label" names one within
    // its group.
    Result<void> press(std::string_view label);
    Result<void> hold(std::string_view label);
    Result<void> fill(std::string_view label, std::string_view text);
    // A radio, chip or toggle is brought into this state; nothing is pressed when it is in it.
    enum class Want : std::uint8_t { on, off };
    Result<void> choose(std::string_view label, Want want = Want::on);
    // The first pressable control that `fits`.
    using Fits = std::function<bool(const ui::Entry&)>;
    Result<void> press_that(const Fits& fits, const std::string& name);
    Result<void> set_date(Date date);  // in the date stepper that is on the glass
    Result<void> set_time(int from_minute, int to_minute);
    Result<void> digits(std::string_view typed);
    void frame();
    // The plug is pulled and the tablet is started again: a new shell over the same vault, opened
    // with the passphrase. Nothing is closed or said beforehand.
    Result<void> pull_the_plug();

    [[nodiscard]] bool sees(std::string_view label) const {
        return driver_->find(label) != nullptr;
    }
    [[nodiscard]] bool can_press(std::string_view label) const { return driver_->can_press(label); }
    // Why the last press was refused by the control itself.
    [[nodiscard]] const std::optional<std::string>& blocked() const { return blocked_; }
    void forget_blocked() { blocked_.reset(); }

    // Looks at the screen: a picture when `name` is new here, and the toolkit's checks every time.
    Result<void> look(const std::string& name);
    [[nodiscard]] const std::vector<std::string>& complaints() const { return complaints_; }
    [[nodiscard]] std::size_t pictures() const { return seen_.size(); }
    // What a person without a headset hears of each of those screens, by name, in that order.
    using Heard = std::vector<std::pair<std::string, std::string>>;
    [[nodiscard]] const Heard& heard() const { return heard_; }
    [[nodiscard]] Gallery* gallery() { return gallery_ ? &*gallery_ : nullptr; }

  private:
    explicit Stage(Setting setting) : setting_(std::move(setting)) {
        if (!setting_.gallery.looks.empty())
            gallery_.emplace(setting_.ports.files, setting_.gallery);
    }
    void make_shell();
    Result<void> set_up();
    Result<void> type_secret(std::string_view label, std::string_view text);
    Result<void> still_on(std::string_view label);
    Result<void> step(const std::string& part, int times);
    [[nodiscard]] std::optional<Date> date_shown() const;

    Setting setting_;
    PadChance pad_chance_;
    kiosk::InlineWorker worker_;
    std::unique_ptr<kiosk::Shell> shell_;
    std::unique_ptr<ui::Driver> driver_;
    std::optional<Gallery> gallery_;
    std::optional<std::string> blocked_;
    std::set<std::string> seen_;
    std::set<std::string> told_;
    std::vector<std::string> complaints_;
    Heard heard_;
};

[[nodiscard]] std::string place_name(view::Place place);

}  // namespace cpc::stage
