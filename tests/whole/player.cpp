// SPDX-License-Identifier: Apache-2.0
// Plays a scenario like `cpc play` and says on stdout, one number a line, which entry is on the
// medium, as soon as it is. Its parent kills it, fills its disk, or looks for what it left behind.
//
//     whole_player SCENARIO ASSETS STORE [papers] [full-after N]
//
// papers: makes every paper in memory. full-after N: from entry N on no file may grow.
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
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
    std::optional<std::uint64_t> full_after;
};

// One write, so that a number is on the pipe whole or not at all.
void announce(std::uint64_t seq) {
    const auto line = std::to_string(seq) + "\n";
    if (::write(STDOUT_FILENO, line.data(), line.size()) != static_cast<ssize_t>(line.size()))
        std::_Exit(3);
}

void let_no_file_grow_beyond(std::uint64_t bytes) {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, RLIM_INFINITY};
    ::setrlimit(RLIMIT_FSIZE, &limit);
}

Result<void> run(const Options& options) {
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
    const auto text = CPC_TRY(read_whole(files, options.scenario, limits::scenario_bytes_max));
    const auto scenario = CPC_TRY(play::parse_scenario(text_of(text), options.scenario));
    meeting::SetUp setup;
    setup.cost = crypto::KeyslotCost::practice();
    setup.practice = true;
    auto library = CPC_TRY(meeting::Library::load(files, options.assets));
    auto desk = CPC_TRY(meeting::Desk::set_up({files, clock, entropy}, options.store,
                                              crypto::SecretBytes::from("whole"), setup,
                                              std::move(library)));
    play::CommandHands hands{*desk, clock};
    CPC_TRY(play::play(scenario, hands));
    if (options.papers) {
        auto fonts = CPC_TRY(document::FontSet::open());
        const auto papers = CPC_TRY(report::make_all(*hands.meeting(), true, fonts));
        std::fprintf(stderr, "%zu papers made in memory\n", papers.size());
    }
    return desk->vault().settle();
}

}  // namespace
}  // namespace cpc

int main(int argc, char** argv) {
    if (argc < 4) return 2;
    cpc::crypto::init();
    cpc::Options options{argv[1], argv[2], argv[3], false, std::nullopt};
    for (int i = 4; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "papers") options.papers = true;
        if (word == "full-after" && i + 1 < argc)
            options.full_after = std::strtoull(argv[i + 1], nullptr, 10);
    }
    const auto done = cpc::run(options);
    if (done) return 0;
    std::fprintf(stderr, "%s\n", done.error().text().c_str());
    return 1;
}
