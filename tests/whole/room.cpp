// SPDX-License-Identifier: Apache-2.0
// A whole meeting on the real screens in which ten thousand words are typed that nothing else
// contains: names, notes, reasons, sources, drafts, the passphrase. Then the tablet is locked as
// cpc-kiosk locks it, and the program waits to be looked into.
//
//     whole_room SCENARIO ASSETS STORE
//
// It says "open" with everything still on the glass, waits for a line, locks, says "locked", and
// waits for another. What the parent finds in its memory then is a leak.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <utility>

#include "app/kiosk/shell.hpp"
#include "app/stage/performance.hpp"
#include "app/view/say.hpp"
#include "core/base/limits.hpp"
#include "platform/entropy/entropy.hpp"
#include "platform/files/files.hpp"
#include "platform/guard/heap.hpp"
#include "tests/whole/canaries.hpp"

namespace cpc::whole {
namespace {

constexpr std::size_t words_at_once = 240;

void say_line(std::string_view line) {
    const auto text = std::string{line} + "\n";
    if (::write(STDOUT_FILENO, text.data(), text.size()) < 0) std::_Exit(3);
}

void wait_for_line() {
    char c = 0;
    while (::read(STDIN_FILENO, &c, 1) == 1 && c != '\n') {
    }
}

// The scenario with a word that nothing else contains behind each quoted text.
std::string with_canaries(std::string_view scenario, std::size_t& next) {
    std::string out;
    bool quoted = false;
    for (const char c : scenario) {
        if (c == '"' && quoted) out += " " + canary(next++);
        if (c == '"') quoted = !quoted;
        if (c == '\n') quoted = false;
        out += c;
    }
    return out;
}

// Everything that is left of the ten thousand, from a hardware keyboard, as long contributions.
Result<void> say_the_rest(stage::Stage& stage, const conference::State& state, std::size_t& next) {
    const auto speaker = view::person_name(state, state.contributions.front().said.speaker);
    while (next < canary_count) {
        const auto count = std::min(words_at_once, canary_count - next);
        CPC_TRY(stage.press(view::say("info.add")));
        if (stage.can_press("Who is speaking?: " + speaker))
            CPC_TRY(stage.choose("Who is speaking?: " + speaker));
        else if (stage.can_press(speaker))
            CPC_TRY(stage.choose(speaker));
        CPC_TRY(stage.choose("Fact"));
        CPC_TRY(stage.press("What do you want to say?"));
        stage.driver().hardware_text(canaries(next, count));
        CPC_TRY(stage.press("Done"));
        next += count;
        CPC_TRY(stage.fill("How do you know?", "File"));
        const auto before = stage.shell().meeting()->state().contributions.size();
        CPC_TRY(stage.press("Add to the record"));
        if (stage.shell().meeting()->state().contributions.size() != before + 1)
            return fail(Fault::refused, "the words were not recorded");
    }
    return {};
}

Result<void> meet(stage::Performance& performance, const play::Scenario& scenario,
                  std::size_t& next) {
    auto& hands = *performance.hands;
    bool said = false;
    for (const auto& act : scenario.acts) {
        if (act.verb == "heard" && !std::exchange(said, true))
            CPC_TRY(say_the_rest(*performance.stage, hands.meeting()->state(), next));
        const auto refused = CPC_TRY(hands.carry_out(scenario, act));
        if (refused && !act.refused_by)
            return fail(Fault::refused, refused->message, scenario.place(act));
    }
    return {};
}

// What cpc-kiosk does when it is locked: a new shell and a new glass in place of the old ones.
Result<void> stand_locked(store::Ports ports, const std::string& assets, const std::string& store) {
    kiosk::InlineWorker worker;
    auto library = CPC_TRY(meeting::Library::load(ports.files, assets));
    kiosk::Shell shell{{ports,
                        worker,
                        std::move(library),
                        store,
                        "Practice",
                        crypto::KeyslotCost::practice(),
                        true,
                        {},
                        {}}};
    auto driver = CPC_TRY(ui::Driver::make({}, [&](ui::Ui& ui) { shell.draw(ui); }));
    driver->frame();
    guard::wipe_stack();
    say_line("locked");
    wait_for_line();
    return {};
}

// A function of its own: what its frame held is below whoever wipes the stack afterwards.
[[gnu::noinline]] Result<void> hold_meeting(Files& files, Entropy& entropy,
                                            const std::string& scenario_path,
                                            const std::string& assets, const std::string& store) {
    std::size_t next = 0;
    const auto passphrase = canaries(next, 3);
    next += 3;
    const auto text = CPC_TRY(read_whole(files, scenario_path, limits::scenario_bytes_max));
    const auto scenario =
        CPC_TRY(play::parse_scenario(with_canaries(text_of(text), next), scenario_path));
    auto library = CPC_TRY(meeting::Library::load(files, assets));
    auto performance = CPC_TRY(stage::begin_performance(
        scenario, {files, entropy, std::move(library), store, passphrase, {}, {}}));
    CPC_TRY(meet(*performance, scenario, next));
    std::fprintf(stderr, "%zu words typed\n", next);
    say_line("open");
    wait_for_line();
    auto& shell = performance->stage->shell();
    shell.lock_at_once();
    performance->stage->frame();
    if (shell.unlocked()) return fail(Fault::refused, "the tablet did not lock");
    return {};
}

Result<void> run(const std::string& scenario_path, const std::string& assets,
                 const std::string& store) {
    platform::SystemFiles files;
    platform::SystemEntropy entropy;
    CPC_TRY(hold_meeting(files, entropy, scenario_path, assets, store));
    // In cpc-kiosk what outlives the lock stands above everything that ran; here it comes after.
    guard::wipe_stack();
    play::ScriptedClock clock;
    return stand_locked({files, clock, entropy}, assets, store);
}

}  // namespace
}  // namespace cpc::whole

int main(int argc, char** argv) {
    if (argc != 4) return 2;
    if (!cpc::guard::is_wiping()) return 77;
    cpc::crypto::init();
    const auto done = cpc::whole::run(argv[1], argv[2], argv[3]);
    if (done) return 0;
    std::fprintf(stderr, "%s\n", done.error().text().c_str());
    return 1;
}
