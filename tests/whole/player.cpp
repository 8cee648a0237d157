// SPDX-License-Identifier: Apache-2.0
// Plays a scenario like `cpc play` and says on stdout, one number a line, which entry is on the
// medium, as soon as it is. Its parent kills it, fills its disk, or looks for what it left behind.
//
//     whole_player SCENARIO ASSETS STORE [papers] [full-after N]
//     whole_player SCENARIO ASSETS serve
//
// papers: makes every paper in memory. full-after N: from entry N on no file may grow.
//
// serve: assets are read once; then each line "KIND CALL STORE" on stdin is a whole play in a child
// of this process, struck at that call (tests/storm/strike.hpp, which must be preloaded). After the
// numbers comes "calls" with a letter for each call that counted, if the child lived to say so, and
// "end" with the status of waitpid.
#include <dlfcn.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>

#include "app/play/command_hands.hpp"
#include "app/report/papers.hpp"
#include "core/base/limits.hpp"
#include "platform/entropy/entropy.hpp"
#include "platform/files/files.hpp"
#include "tests/watch/watched_files.hpp"

namespace cpc {
namespace {

struct Options {
    std::string scenario;
    std::string assets;
    std::string store;
    bool papers = false;
    bool serve = false;
    std::optional<std::uint64_t> full_after;
};

// One write, so that a line is on the pipe whole or not at all.
void say(const std::string& line) {
    if (::write(STDOUT_FILENO, line.data(), line.size()) != static_cast<ssize_t>(line.size()))
        std::_Exit(3);
}

void announce(std::uint64_t seq) {
    say(std::to_string(seq) + "\n");
}

void let_no_file_grow_beyond(std::uint64_t bytes) {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, RLIM_INFINITY};
    ::setrlimit(RLIMIT_FSIZE, &limit);
}

// What a play needs that is the same each time.
struct Prepared {
    play::Scenario scenario;
    meeting::Library library;
};

Result<Prepared> prepare(Files& files, const Options& options) {
    const auto text = CPC_TRY(read_whole(files, options.scenario, limits::scenario_bytes_max));
    auto scenario = CPC_TRY(play::parse_scenario(text_of(text), options.scenario));
    return Prepared{std::move(scenario), CPC_TRY(meeting::Library::load(files, options.assets))};
}

Result<void> run(const Options& options, Prepared prepared) {
    platform::SystemFiles system;
    platform::SystemEntropy entropy;
    play::ScriptedClock clock;
    watch::WatchedFiles* watched = nullptr;
    watch::WatchedFiles files{system, [&](std::uint64_t seq) {
                                  announce(seq);
                                  if (options.full_after == seq)
                                      let_no_file_grow_beyond(watched->counts().journal_end);
                              }};
    watched = &files;
    meeting::SetUp setup;
    setup.cost = crypto::KeyslotCost::practice();
    setup.practice = true;
    auto desk = CPC_TRY(meeting::Desk::set_up({files, clock, entropy}, options.store,
                                              crypto::SecretBytes::from("whole"), setup,
                                              std::move(prepared.library)));
    play::CommandHands hands{*desk, clock};
    CPC_TRY(play::play(prepared.scenario, hands));
    if (options.papers) {
        auto fonts = CPC_TRY(document::FontSet::open());
        const auto papers = CPC_TRY(report::make_all(*hands.meeting(), true, fonts));
        std::fprintf(stderr, "%zu papers made in memory\n", papers.size());
    }
    return desk->vault().settle();
}

int play_once(const Options& options, Prepared prepared) {
    const auto done = run(options, std::move(prepared));
    if (done) return 0;
    std::fprintf(stderr, "%s\n", done.error().text().c_str());
    return 1;
}

// The preloaded library's orders, by name: without it this program does not know of any.
struct Orders {
    void (*arm)(std::uint8_t, std::uint64_t, const char*) = nullptr;
    const char* (*calls)() = nullptr;

    static Orders find() {
        return {
            reinterpret_cast<decltype(arm)>(::dlsym(RTLD_DEFAULT, "cpc_strike_arm")),
            reinterpret_cast<decltype(calls)>(::dlsym(RTLD_DEFAULT, "cpc_strike_letters")),
        };
    }
};

int serve(Options options, Prepared prepared) {
    const auto orders = Orders::find();
    if (orders.arm == nullptr || orders.calls == nullptr) return 2;
    unsigned kind = 0;
    std::uint64_t call = 0;
    while (std::cin >> kind >> call >> options.store) {
        const auto child = ::fork();
        if (child < 0) return 1;
        if (child == 0) {
            orders.arm(static_cast<std::uint8_t>(kind), call, options.store.c_str());
            const int code = play_once(options, std::move(prepared));
            say("calls " + std::string{orders.calls()} + "\n");
            std::_Exit(code);
        }
        int status = 0;
        while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
        }
        say("end " + std::to_string(status) + "\n");
    }
    return 0;
}

}  // namespace
}  // namespace cpc

int main(int argc, char** argv) {
    if (argc < 4) return 2;
    cpc::crypto::init();
    cpc::Options options{argv[1], argv[2], argv[3], false, false, std::nullopt};
    options.serve = options.store == "serve";
    for (int i = 4; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "papers") options.papers = true;
        if (word == "full-after" && i + 1 < argc)
            options.full_after = std::strtoull(argv[i + 1], nullptr, 10);
    }
    cpc::platform::SystemFiles files;
    auto prepared = cpc::prepare(files, options);
    if (!prepared) {
        std::fprintf(stderr, "%s\n", prepared.error().text().c_str());
        return 1;
    }
    if (options.serve) return cpc::serve(options, std::move(*prepared));
    return cpc::play_once(options, std::move(*prepared));
}
