// SPDX-License-Identifier: Apache-2.0
#include "tests/glass/tablet.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "app/play/command_hands.hpp"
#include "app/screen/toolkit_words.hpp"
#include "app/view/common.hpp"
#include "app/view/say.hpp"
#include "core/base/limits.hpp"

namespace cpc::glass {
namespace {

constexpr std::uint64_t press_ms = 80;
constexpr std::uint64_t step_ms = 16;
constexpr std::uint64_t hold_ms = 1'100;

template <class T>
T must(Result<T> result) {
    if (!result) FAIL(result.error().text());
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

// Read once: it takes longer than most of what is tested here.
const meeting::Library& library() {
    static const auto loaded = [] {
        platform::SystemFiles files;
        return must(meeting::Library::load(files, std::string{CPC_SOURCE_DIR} + "/assets"));
    }();
    return loaded;
}

bool answers_to(const ui::Entry& e, std::string_view label) {
    return e.label == label || (!e.group.empty() && e.group + ": " + e.label == label);
}

}  // namespace

Folder::Folder() {
    path_ = (std::filesystem::temp_directory_path() / "cpc-glass-XXXXXX").string();
    if (mkdtemp(path_.data()) == nullptr) FAIL("no folder of its own");
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::unique_ptr<Played> play_until(const std::string& scenario_file, const Ends& ends,
                                   const Ends& leave_out) {
    auto played = std::make_unique<Played>();
    played->vault = played->folder.path() + "/vault";
    platform::SystemFiles files;
    support::SeededEntropy entropy{7};
    play::ScriptedClock clock;
    const auto path = std::string{CPC_SOURCE_DIR} + "/tests/scenarios/" + scenario_file;
    const auto text = must(read_whole(files, path, limits::scenario_bytes_max));
    auto scenario = must(play::parse_scenario(text_of(text), scenario_file));
    const auto end = std::find_if(scenario.acts.begin(), scenario.acts.end(), ends);
    scenario.acts.erase(end, scenario.acts.end());
    if (leave_out) std::erase_if(scenario.acts, leave_out);
    meeting::SetUp setup;
    setup.cost = crypto::KeyslotCost::practice();
    setup.practice = true;
    auto desk =
        must(meeting::Desk::set_up({files, clock, entropy}, played->vault,
                                   crypto::SecretBytes::from(passphrase), setup, library()));
    must(desk->set_chair_pin(crypto::SecretBytes::from(chair_pin)));
    play::CommandHands hands{*desk, clock};
    const auto done = must(play::play(scenario, hands));
    REQUIRE(done.failures.empty());
    REQUIRE(hands.meeting() != nullptr);
    played->conference = hands.meeting()->id();
    must(desk->vault().settle());
    played->clock = clock.read();
    return played;
}

Ends at_verb(std::string verb) {
    return [verb = std::move(verb)](const play::Act& act) { return act.verb == verb; };
}

Ends after_stage(std::string stage) {
    auto seen = std::make_shared<bool>(false);
    return [stage = std::move(stage), seen](const play::Act& act) {
        if (*seen) return true;
        *seen = act.verb == "stage" && act.words.front() == stage;
        return false;
    };
}

Tablet::Tablet(const Played& played, std::uint64_t seed, const ui::Surface& surface)
    : vault_(folder_.path() + "/vault"), entropy_(seed), surface_(surface) {
    std::filesystem::copy(played.vault, vault_, std::filesystem::copy_options::recursive);
    clock_.now = played.clock;
    clock_.advance_ms(1'000);
    draw_ = [this](ui::Ui& ui) {
        ++passes_;
        shell_->draw(ui);
    };
    start();
}

Tablet::~Tablet() {
    shell_.reset();
}

void Tablet::start() {
    shell_.reset();  // it ends its jobs before another reads the same vault
    kiosk::Services services{
        {files_, clock_, entropy_},      worker_, library(), vault_, "Practice",
        crypto::KeyslotCost::practice(), true,    {},        {}};
    shell_ = std::make_unique<kiosk::Shell>(std::move(services));
    make_glass();
}

// A new process has a new glass: nothing of the old one is left on it.
void Tablet::make_glass() {
    ui::Settings settings;
    settings.surface = surface_;
    settings.pad_order = &pad_chance_;
    glass_ = must(ui::Glass::make(std::move(settings)));
    window::Options options;
    options.headless = true;
    options.width_px = surface_.width_px;
    options.height_px = surface_.height_px;
    window_ = must(window::Window::open(options));
    shell_->touched(now_ms_);
    glass_->tick(now_ms_, draw_);
    if (seen) seen();
}

void Tablet::open() {
    press(view::say("lock.passphrase"));
    text(std::string{passphrase});
    press(glass_->settings().words.done);
    press(view::say("lock.open"));
    REQUIRE(shell_->unlocked());
}

std::string Tablet::carry_on() const {
    const auto before = view::say("resume.carry_on", {{"stage", ""}});
    for (const auto& entry : glass_->entries())
        if (entry.label.rfind(before, 0) == 0) return entry.label;
    FAIL("there is nothing to carry on at: " << glass_->transcript());
    return {};
}

void Tablet::enter() {
    open();
    press(carry_on());
}

void Tablet::as_the_program_does() {
    if (shell_->wants_renewal()) {
        shell_ = kiosk::Shell::renewed(std::move(shell_));
        make_glass();
    }
    const auto& display = shell_->display();
    auto settings = glass_->settings();
    if (settings.theme == display.theme && settings.text_percent == display.text_percent &&
        language_ == display.language)
        return;
    if (std::exchange(language_, display.language) != display.language)
        settings.words = screen::toolkit_words();
    settings.theme = display.theme;
    settings.text_percent = display.text_percent;
    must(glass_->change(std::move(settings)));
    glass_->tick(now_ms_, draw_);
}

bool Tablet::bring_into_view(std::uint64_t key) {
    return glass_->bring_into_view(key, draw_);
}

// ---- events ----

void Tablet::feed(const window::InputEvent& event) {
    ++events_;
    shell_->touched(now_ms_);
    glass_->feed(event, draw_);
    if (seen) seen();
}

void Tablet::down(ui::Point at, std::int64_t finger) {
    feed({window::EventKind::finger_down, now_ms_, finger, at, {}, {}});
}
void Tablet::move(ui::Point at, std::int64_t finger) {
    feed({window::EventKind::finger_move, now_ms_, finger, at, {}, {}});
}
void Tablet::up(ui::Point at, std::int64_t finger) {
    feed({window::EventKind::finger_up, now_ms_, finger, at, {}, {}});
}
void Tablet::key(window::Key key) {
    feed({window::EventKind::key, now_ms_, 0, {}, key, {}});
}
void Tablet::text(std::string text) {
    feed({window::EventKind::text, now_ms_, 0, {}, {}, std::move(text)});
}

void Tablet::pass(std::uint64_t ms) {
    ++events_;
    now_ms_ += ms;
    glass_->tick(now_ms_, draw_);
    if (seen) seen();
}

void Tablet::pass_touched(std::uint64_t ms) {
    shell_->touched(now_ms_ + ms);
    pass(ms);
}

void Tablet::touch_until(std::uint64_t now_ms) {
    if (now_ms > now_ms_) pass_touched(now_ms - now_ms_);
}

void Tablet::tap(ui::Point at) {
    down(at);
    now_ms_ += press_ms;
    up(at);
    now_ms_ += step_ms;
}

// ---- by label ----

std::string Tablet::what_there_is() const {
    std::string out;
    for (const auto& e : glass_->entries()) {
        if (!e.pressable() || e.role == ui::Role::key) continue;
        out += (out.empty() ? "\"" : ", \"") + (e.group.empty() ? "" : e.group + ": ") + e.label +
               (e.enabled ? "\"" : "\" (off)");
    }
    return out;
}

const ui::Entry* Tablet::find(std::string_view label) const {
    const ui::Entry* off = nullptr;
    for (const auto& e : glass_->entries()) {
        if (!e.pressable() || !answers_to(e, label)) continue;
        if (e.enabled) return &e;
        off = &e;
    }
    return off;
}

bool Tablet::says(std::string_view part) const {
    return glass_->transcript().find(part) != std::string::npos;
}

ui::Point Tablet::reach(std::string_view label) {
    const auto* found = find(label);
    if (found == nullptr || !found->enabled)
        FAIL("\"" << label << "\" cannot be pressed; there is " << what_there_is());
    const auto key = found->key;
    if (found->role != ui::Role::key && !glass_->bring_into_view(key, draw_))
        FAIL("\"" << label << "\" cannot be brought into view");
    for (const auto& e : glass_->entries())
        if (e.key == key && answers_to(e, label))
            return window::intersection(e.rect, e.clip).centre();
    FAIL("\"" << label << "\" went away");
    return {};
}

void Tablet::press(std::string_view label) {
    tap(reach(label));
}

void Tablet::hold(std::string_view label) {
    const auto at = reach(label);
    down(at);
    now_ms_ += hold_ms;
    glass_->tick(now_ms_, draw_);
    up(at);
    now_ms_ += step_ms;
}

void Tablet::fill(std::string_view label, const std::string& wanted) {
    press(label);
    const auto written = [&]() -> std::string {
        for (const auto& e : glass_->entries())
            if (e.role == ui::Role::field && e.owner == "writing") return e.value;
        return {};
    };
    for (auto before = written(); !before.empty();) {
        key(window::Key::end);
        key(window::Key::backspace);
        const auto after = written();
        if (after == before) break;
        before = after;
    }
    if (!wanted.empty()) text(wanted);
    press(glass_->settings().words.done);
}

void Tablet::digits(std::string_view typed) {
    const auto& word = glass_->settings().words.key;
    for (const char digit : typed)
        press(word + " " + std::string(1, digit));
}

void Tablet::chair_opens() {
    for (const auto* key : {"cover.turned", "cover.open"})
        if (find(view::say(key)) != nullptr) press(view::say(key));
    if (says(view::say("cover.pin_title"))) digits(chair_pin);
}

PersonId Tablet::person(std::string_view name) {
    const auto& now = state();
    for (const auto& id : now.person_order)
        if (view::person_name(now, id) == name) return id;
    FAIL("nobody is called " << name);
    return {};
}

std::string Tablet::pin_of(std::string_view name) {
    const auto& order = state().person_order;
    const auto at = std::find(order.begin(), order.end(), person(name));
    return play::scripted_pin(static_cast<std::size_t>(at - order.begin()));
}

}  // namespace cpc::glass
