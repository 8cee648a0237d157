// SPDX-License-Identifier: Apache-2.0
// A tablet to be attacked: the real shell over a copy of a vault in which a meeting was played up
// to some point, on the real toolkit. Its time, its clock and its randomness are its own and only
// move when they are told to, so that two tablets can be made to live through the same.
//
// What it leaves out: the window. Events are given to the glass as platform/window gives them.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "app/kiosk/shell.hpp"
#include "app/play/scenario.hpp"
#include "app/ui/glass.hpp"
#include "core/base/ports.hpp"
#include "platform/files/files.hpp"
#include "platform/window/window.hpp"
#include "tests/support/fakes.hpp"

namespace cpc::glass {

inline constexpr std::string_view passphrase = "glass glass glass";
inline constexpr std::string_view chair_pin = "246810";

// A folder that goes with its owner.
class Folder {
  public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] const std::string& path() const { return path_; }

  private:
    std::string path_;
};

// A meeting played through commands, which is quick, as far as one act of a scenario. Acts for
// which `leave_out` says so are passed over.
struct Played {
    Folder folder;
    std::string vault;
    ClockReading clock;
    ConferenceId conference;
};
using Ends = std::function<bool(const play::Act&)>;
[[nodiscard]] std::unique_ptr<Played> play_until(const std::string& scenario, const Ends& ends,
                                                 const Ends& leave_out = {});
[[nodiscard]] Ends at_verb(std::string verb);
[[nodiscard]] Ends after_stage(std::string stage);

class Tablet {
  public:
    // The same `seed`: the same ids and keys.
    Tablet(const Played& played, std::uint64_t seed, const ui::Surface& surface = {});
    ~Tablet();
    Tablet(const Tablet&) = delete;
    Tablet& operator=(const Tablet&) = delete;

    // Events as they come from the window. `seen` runs after each.
    void feed(const window::InputEvent& event);
    void down(ui::Point at, std::int64_t finger = 0);
    void move(ui::Point at, std::int64_t finger = 0);
    void up(ui::Point at, std::int64_t finger = 0);
    void key(window::Key key);
    void text(std::string text);
    void pass(std::uint64_t ms);          // time goes by; nobody touches anything
    void pass_touched(std::uint64_t ms);  // as if somebody had touched the glass all the while
    void touch_until(std::uint64_t now_ms);
    std::function<void()> seen;

    // By label, as a finger would. Each fails the test with what there is instead.
    void press(std::string_view label);
    void hold(std::string_view label);
    void fill(std::string_view label, const std::string& text);  // hardware keyboard; replaces
    void digits(std::string_view typed);
    void chair_opens();  // past the cover, as far as it stands there
    void tap(ui::Point at);
    [[nodiscard]] bool bring_into_view(std::uint64_t key);
    [[nodiscard]] const ui::Entry* find(std::string_view label) const;  // that can be pressed
    [[nodiscard]] bool says(std::string_view part) const;

    void start();  // a new process over the vault; locked
    void open();   // with the passphrase
    void enter();  // and carry on where the meeting was
    // What cpc-kiosk does between two turns of its loop: a locked tablet gets a new shell and a new
    // glass, and what was chosen for the glass is put into effect.
    void as_the_program_does();
    [[nodiscard]] std::string carry_on() const;  // the label of that button

    [[nodiscard]] kiosk::Shell& shell() { return *shell_; }
    [[nodiscard]] ui::Glass& glass() { return *glass_; }
    [[nodiscard]] const ui::Glass& glass() const { return *glass_; }
    [[nodiscard]] support::FakeClock& clock() { return clock_; }
    [[nodiscard]] window::Window& window() { return *window_; }
    [[nodiscard]] const conference::State& state() { return shell_->meeting()->state(); }
    [[nodiscard]] std::uint64_t now_ms() const { return now_ms_; }
    [[nodiscard]] std::uint64_t passes() const { return passes_; }
    [[nodiscard]] std::uint64_t events() const { return events_; }
    [[nodiscard]] const std::string& vault() const { return vault_; }
    [[nodiscard]] store::Ports ports() { return {files_, clock_, entropy_}; }
    [[nodiscard]] PersonId person(std::string_view name);
    [[nodiscard]] std::string pin_of(std::string_view name);
    [[nodiscard]] std::string what_there_is() const;

  private:
    [[nodiscard]] ui::Point reach(std::string_view label);
    void make_glass();

    Folder folder_;
    std::string vault_;
    platform::SystemFiles files_;
    support::FakeClock clock_;
    support::SeededEntropy entropy_;
    support::SeededEntropy pad_chance_{17};  // of its own: the record is the same without it
    kiosk::InlineWorker worker_;
    ui::Surface surface_;
    std::unique_ptr<kiosk::Shell> shell_;
    std::unique_ptr<ui::Glass> glass_;
    std::unique_ptr<window::Window> window_;
    ui::Draw draw_;
    std::string language_ = "en";
    std::uint64_t now_ms_ = 1'000;
    std::uint64_t passes_ = 0;
    std::uint64_t events_ = 0;
};

}  // namespace cpc::glass
