// SPDX-License-Identifier: Apache-2.0
// cpc-kiosk: the wiring, in the order in which it happens.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>

#include "app/kiosk/practice.hpp"
#include "app/kiosk/program/registry_file.hpp"
#include "app/kiosk/program/voice.hpp"
#include "app/kiosk/shell.hpp"
#include "app/locale/language.hpp"
#include "app/play/family.hpp"
#include "app/screen/family_display.hpp"
#include "app/screen/toolkit_words.hpp"
#include "app/ui/loop.hpp"
#include "app/view/say.hpp"
#include "core/base/limits.hpp"
#include "platform/clock/clock.hpp"
#include "platform/entropy/entropy.hpp"
#include "platform/files/files.hpp"
#include "platform/guard/guard.hpp"
#include "platform/guard/heap.hpp"
#include "platform/pages/separate_pages.hpp"
#include "platform/power/power.hpp"
#include "platform/printer/printer.hpp"
#include "platform/window/window.hpp"

namespace {

using namespace cpc;

constexpr std::uint64_t busy_poll_ms = 8;
constexpr std::uint64_t look_up_ms = 1'000;  // for a signal, and for having slept
constexpr std::int64_t slept_ms = 5'000;
constexpr float ppi_of_one_unit = 150;

struct Options {
    bool practice = false;
    std::string store;
    std::string assets;
    std::string procedures;  // brought later; empty: beside the records' folder
    std::string trusted;     // public keys that may sign those
    std::string surface;     // "1920x1200@1.5"
    std::string draw = "auto";
    std::string fonts;
    bool weaker_guard = false;
    bool no_network = false;
    int family_display = -1;  // which of the machine's displays the family looks at; none
    std::string registry;     // file of what stands on the glass, in training only
};

// Whoever sees the lid shut or a stick put in sends SIGUSR1 (README).
volatile std::sig_atomic_t lock_wanted = 0;

extern "C" void want_lock(int) {
    lock_wanted = 1;
}

// The machine slept if the clock that counts sleep has run ahead of the one that does not.
class SleepWatch {
  public:
    [[nodiscard]] bool slept(std::uint64_t boot_ms, std::uint64_t awake_ms) {
        const auto ahead = static_cast<std::int64_t>(boot_ms - awake_ms);
        const bool was_here = known_ && ahead - ahead_ms_ > slept_ms;
        ahead_ms_ = ahead;
        known_ = true;
        return was_here;
    }

  private:
    std::int64_t ahead_ms_ = 0;
    bool known_ = false;
};

std::string state_folder(const std::string& part) {
    const char* state = std::getenv("XDG_STATE_HOME");
    const char* home = std::getenv("HOME");
    std::string folder = state != nullptr && *state != '\0'
                             ? std::string{state}
                             : std::string{home == nullptr ? "." : home} + "/.local/state";
    return folder + "/case-conference/" + part;
}

// The program's own procedures, and those brought later if a trusted key has signed them.
Result<meeting::Library> load_library(Files& files, Clock& clock, const std::string& assets,
                                      const Options& options) {
    constexpr std::int64_t day_ms = 86'400'000;
    meeting::Shelf shelf;
    shelf.assets = assets;
    shelf.installed = options.procedures.empty() ? state_folder("procedures") : options.procedures;
    shelf.trusted.emplace();
    // To practise with, what has ended or is to come may be tried as well.
    if (!options.practice)
        shelf.today = Date{static_cast<std::int32_t>(clock.read().wall.ms / day_ms)};
    const auto keys = options.trusted.empty() ? state_folder("trusted-keys") : options.trusted;
    if (files.exists(keys)) {
        const auto text = CPC_TRY(read_whole(files, keys, limits::receipt_bytes_max));
        shelf.trusted = CPC_TRY(meeting::parse_trusted_keys(text_of(text), keys));
    }
    auto library = CPC_TRY(meeting::Library::load(files, shelf));
    for (const auto& error : library.refused())
        std::fprintf(stderr, "cpc-kiosk: left out: %s\n", error.text().c_str());
    return library;
}

// "1280x800" or "1920x1200@1.5"; nothing else.
Result<ui::Surface> surface_from(const std::string& text) {
    ui::Surface surface;
    char rest = '\0';
    float density = 1;
    const int parts = std::sscanf(text.c_str(), "%dx%d@%f%c", &surface.width_px, &surface.height_px,
                                  &density, &rest);
    if ((parts != 2 && parts != 3) || surface.width_px < 640 || surface.height_px < 480 ||
        density < 0.5F || density > 4)
        return fail(Fault::malformed, "\"" + text + "\" is no size of a glass", {},
                    "Write it like 1280x800 or 1920x1200@1.5.");
    surface.density = density;
    return surface;
}

// The window and what draws in it.
struct Front {
    std::unique_ptr<kiosk::SystemVoice> voice;  // outlives the glass that speaks with it
    std::unique_ptr<window::Window> window;
    std::unique_ptr<ui::Glass> glass;
    // The room's second display, if there is one.
    std::unique_ptr<window::Window> family_window;
    std::unique_ptr<ui::Glass> family_glass;
};

constexpr int family_width_px = 1280, family_height_px = 800;

Result<void> open_family_display(Front& front, const Options& options, ui::Settings settings) {
    window::Options wanted;
    wanted.title = "Case Conference, for the room";
    wanted.display = options.family_display;
    wanted.looked_at = true;
    wanted.drawing = window::Drawing::memory;
    wanted.fullscreen = !options.practice;
    wanted.width_px = family_width_px;
    wanted.height_px = family_height_px;
    front.family_window = CPC_TRY(window::Window::open(wanted));
    settings.surface = {};
    settings.surface.width_px = front.family_window->width_px();
    settings.surface.height_px = front.family_window->height_px();
    // Read from across the room: a wide display shows the same words larger.
    settings.surface.density = std::max(
        1.0F, static_cast<float>(settings.surface.width_px) / static_cast<float>(family_width_px));
    front.family_glass = CPC_TRY(ui::Glass::make(std::move(settings)));
    return {};
}

// After each turn of the tablet's own glass: what covers that has covered this in the same turn.
void show_family(Front& front, const kiosk::Shell& shell, const Options& options) {
    if (!front.family_window) return;
    const auto shown = shell.family_display();
    front.family_glass->tick(front.family_window->now_ms(), [&](ui::Ui& ui) {
        if (options.practice) ui.band(view::say("shell.training"));
        screen::draw(ui, shown);
    });
    front.family_window->paint(front.family_glass->picture());
}

Result<Front> open_glass(const Options& options, Entropy& entropy) {
    window::Options wanted;
    if (options.draw == "gpu") wanted.drawing = window::Drawing::gpu;
    if (options.draw == "memory") wanted.drawing = window::Drawing::memory;
    ui::Settings settings;
    settings.pad_order = &entropy;
    if (!options.surface.empty()) {
        settings.surface = CPC_TRY(surface_from(options.surface));
        wanted.width_px = settings.surface.width_px;
        wanted.height_px = settings.surface.height_px;
    } else {
        wanted.fullscreen = !options.practice;
    }
    if (!options.fonts.empty()) {
        settings.font_folders = {options.fonts};
        settings.system_fonts = false;
    }
    Front front;
    auto opened = window::Window::open(wanted);
    if (!opened) {
        opened.error().advice =
            "Nothing was lost. Start it inside a graphical session. Where there is no display, "
            "./run plays the training conference by itself.";
        return Failure{opened.error()};
    }
    front.window = std::move(*opened);
    settings.surface.width_px = front.window->width_px();
    settings.surface.height_px = front.window->height_px();
    if (const auto ppi = front.window->pixels_per_inch(); ppi && options.surface.empty())
        settings.surface.density = *ppi / ppi_of_one_unit;
    const auto for_family = settings;
    front.glass = CPC_TRY(ui::Glass::make(std::move(settings)));
    if (options.family_display >= 0) CPC_TRY(open_family_display(front, options, for_family));
    front.voice = std::make_unique<kiosk::SystemVoice>();
    front.glass->set_voice(*front.voice);
    return front;
}

view::GlassFacts glass_facts(const Front& front) {
    view::GlassFacts facts;
    facts.renderer = front.window->renderer_name();
    facts.width_px = front.window->width_px();
    facts.height_px = front.window->height_px();
    facts.inch_told = front.window->pixels_per_inch().has_value();
    facts.pixels_per_inch =
        static_cast<int>(std::lround(front.glass->settings().surface.density * ppi_of_one_unit));
    return facts;
}

// The file this program runs from; empty where the system does not tell.
std::string own_file() {
    std::error_code error;
    const auto path = std::filesystem::read_symlink("/proc/self/exe", error);
    return error ? std::string{} : path.string();
}

// The program that opens files from outside stands beside this one.
std::string reader_file() {
    return (std::filesystem::path{own_file()}.parent_path() / "cpc-reader").string();
}

// Before there is a secret in memory, and before there is a second thread.
Result<std::vector<std::string>> put_up_guards(const Options& options) {
    const auto guards = guard::put_up({options.no_network});
    const bool may_be_weaker = options.practice || options.weaker_guard;
    CPC_TRY(
        guard::enough(guards, may_be_weaker ? guard::IfMissing::go_on : guard::IfMissing::refuse));
    auto missing = guards.missing();
    if (!guard::is_wiping())
        missing.emplace_back("Memory that is given back is not wiped in this build.");
    return missing;
}

// Tells a file after each change of the glass what stands on it; without a name nobody.
class RegistryFile {
  public:
    RegistryFile(Files& files, std::string path) : files_(&files), path_(std::move(path)) {}
    Result<void> tell(const ui::Glass& glass) {
        if (path_.empty()) return {};
        return write_whole(*files_, path_,
                           view_of(kiosk::registry_lines(glass.entries(), ++turn_)));
    }

  private:
    Files* files_;
    std::string path_;
    std::uint64_t turn_ = 0;
};

// The screens over and over, until the window is closed.
Result<void> keep_going(Front& front, std::unique_ptr<kiosk::Shell> shell, kiosk::Worker& worker,
                        Clock& clock, const Options& options, RegistryFile registry) {
    auto& window = *front.window;
    const ui::Draw draw = [&](ui::Ui& ui) { shell->draw(ui); };
    const auto repaint = [&] {
        front.glass->tick(window.now_ms(), draw);
        window.paint(front.glass->picture());
        show_family(front, *shell, options);
    };
    repaint();
    CPC_TRY(registry.tell(*front.glass));
    SleepWatch sleep;
    std::string language{locale::spoken()};
    for (;;) {
        const auto wake = window.now_ms() + (shell->busy() ? busy_poll_ms : look_up_ms);
        const auto turn = ui::take_turn(window, *front.glass, draw, wake);
        if (turn.quit) return {};
        if (turn.touched) shell->touched(window.now_ms());
        const bool slept = sleep.slept(clock.read().boot_ms, window.now_ms());
        if (turn.lock || slept || lock_wanted != 0) {
            lock_wanted = 0;
            shell->lock_at_once();
            repaint();
        }
        auto wanted = front.glass->settings();
        const auto& display = shell->display();
        const bool other =
            wanted.theme != display.theme || wanted.text_percent != display.text_percent ||
            wanted.hold != display.hold || wanted.movement != display.movement ||
            wanted.aloud != display.aloud || wanted.scanning != display.scanning ||
            wanted.mixed_digits != display.mixed_digits || language != display.language;
        if (std::exchange(language, display.language) != display.language)
            wanted.words = screen::toolkit_words();
        wanted.theme = display.theme;
        wanted.text_percent = display.text_percent;
        wanted.hold = display.hold;
        wanted.movement = display.movement;
        wanted.aloud = display.aloud;
        wanted.scanning = display.scanning;
        wanted.mixed_digits = display.mixed_digits;
        if (shell->wants_renewal()) {
            // What the open tablet showed and typed goes with the objects that held it.
            shell = kiosk::Shell::renewed(std::move(shell));
            front.glass.reset();
            front.glass = CPC_TRY(ui::Glass::make(std::move(wanted)));
            front.glass->set_voice(*front.voice);
            guard::wipe_stack();
            worker.post([] {
                guard::wipe_stack();
                return kiosk::Afterwards{};
            });
            repaint();
        } else if (other) {
            CPC_TRY(front.glass->change(wanted));
            repaint();
        }
        show_family(front, *shell, options);
        if (turn.presented || turn.touched) CPC_TRY(registry.tell(*front.glass));
    }
}

Result<void> run(const Options& options, const std::string& program, Pages& pages) {
    auto weaker = CPC_TRY(put_up_guards(options));
    crypto::init();
    platform::SystemFiles files;
    platform::SystemClock clock;
    platform::SystemEntropy entropy;
    const store::Ports ports{files, clock, entropy};

    const auto assets =
        options.assets.empty() ? CPC_TRY(meeting::find_assets(files, program)) : options.assets;
    if (!files.exists(assets + "/procedures"))
        return fail(Fault::not_found, "there are no procedures in \"" + assets + "\"", {},
                    "Name the folder that holds procedures and calendars with --assets.");
    for (const auto& left_out : CPC_TRY(locale::add_all(files, assets + "/locale")))
        std::fprintf(stderr, "cpc-kiosk: left out: %s\n", left_out.c_str());
    auto library = CPC_TRY(load_library(files, clock, assets, options));
    const auto folder = options.store.empty()
                            ? state_folder(options.practice ? "practice" : "tablet")
                            : options.store;
    CPC_TRY(files.make_directories(folder));

    auto front = CPC_TRY(open_glass(options, entropy));
    platform::SystemPower power;
    printer::SystemPrinters printers;
    if (options.practice) CPC_TRY(kiosk::make_practice(ports, folder, library));
    kiosk::ThreadWorker worker{{}};
    auto shell = std::make_unique<kiosk::Shell>(kiosk::Services{
        ports,
        worker,
        std::move(library),
        folder,
        {},
        options.practice ? crypto::KeyslotCost::practice() : crypto::KeyslotCost::moderate(),
        options.practice,
        options.practice ? kiosk::practice_passphrase : std::string{},
        options.practice ? kiosk::practice_chair_pin : std::string{},
        std::move(weaker),
        &power,
        glass_facts(front),
        own_file(),
        CPC_TRY(report::read_phrasebooks(files, assets + "/locale/papers")),
        options.practice ? CPC_TRY(play::read_families(files, assets + "/practice/families"))
                         : std::vector<play::Family>{},
        options.practice,
        &pages,
        &printers});
    std::signal(SIGUSR1, want_lock);
    return keep_going(front, std::move(shell), worker, clock, options,
                      {files, options.practice ? options.registry : std::string{}});
}

}  // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App app{"Runs a child protection case conference on this tablet."};
    app.add_flag("--practice", options.practice,
                 "training: a store of its own, made-up people, in a window");
    app.add_option("--store", options.store, "folder of the record");
    app.add_option("--assets", options.assets, "folder of procedures and holidays");
    app.add_option("--procedures", options.procedures,
                   "folder of procedures brought later, each with its signature beside it");
    app.add_option("--trusted-keys", options.trusted,
                   "file of the public keys that may sign them, one a line");
    app.add_option("--surface", options.surface, "size of the glass: 1280x800 or 1920x1200@1.5");
    app.add_option("--family-display", options.family_display,
                   "number of a second display, from 0: what the whole room may see, and no more");
    app.add_option("--draw", options.draw, "what draws: auto takes a GPU where there is one")
        ->check(CLI::IsMember{{"auto", "gpu", "memory"}})
        ->capture_default_str();
    app.add_flag("--weaker-guard", options.weaker_guard,
                 "start although a guard of the program is missing; the lock screen says which");
    app.add_flag("--no-network", options.no_network,
                 "records leave on sticks only: no connection can be made");
    app.add_option("--registry", options.registry,
                   "with --practice: file in which to say what stands on the glass, and where");
    app.set_config("--settings", "", "file of these options, one a line: store = \"/srv/records\"");
    app.add_option("--fonts", options.fonts, "the only folder of fonts, not the system's own");
    CLI11_PARSE(app, argc, argv);
    // While there is nothing secret in memory: it opens what others made, and has none of ours.
    const auto pages = pages::SeparatePages::start(reader_file());
    const auto result = run(options, argv[0], *pages);
    if (result) return 0;
    std::fprintf(stderr, "cpc-kiosk: %s\n", result.error().text().c_str());
    return 1;
}
