// SPDX-License-Identifier: Apache-2.0
// The real program is killed (SIGKILL) at its k-th call that changes a file: before it, after it,
// and in the middle of a write. What it had announced must be there afterwards.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <vector>

#include "core/base/check.hpp"
#include "core/store/verify.hpp"
#include "platform/clock/clock.hpp"
#include "platform/entropy/entropy.hpp"
#include "platform/files/files.hpp"
#include "tests/storm/storm.hpp"
#include "tests/storm/strike.hpp"
#include "tests/support/fakes.hpp"

namespace cpc::storm {
namespace {

namespace fs = std::filesystem;
using strike::Kind;

constexpr const char* scenario = CPC_SOURCE_DIR "/tests/scenarios/victoria-purpose-b.txt";
constexpr const char* assets = CPC_SOURCE_DIR "/assets";
constexpr const char* words = "whole";  // the player's passphrase

struct Ended {
    std::uint64_t announced = 0;  // entries said to be on the medium
    int status = 0;               // as waitpid gives it
};

// whole_player says one number a line on its stdout, each as soon as that entry is on the medium.
Ended play(const std::string& store, Kind kind, std::uint64_t at) {
    const std::string orders = "CPC_STRIKE=" + std::to_string(static_cast<int>(kind)) + ":" +
                               std::to_string(at) + ":" + store;
    const std::string preload = "LD_PRELOAD=" CPC_STRIKE_LIBRARY;
    std::array<char*, 3> around = {const_cast<char*>(orders.c_str()),
                                   const_cast<char*>(preload.c_str()), nullptr};
    std::array<const char*, 5> line = {CPC_PLAYER, scenario, assets, store.c_str(), nullptr};
    std::array<int, 2> ends{};
    CPC_CHECK(::pipe2(ends.data(), O_CLOEXEC) == 0);
    const pid_t child = ::fork();
    CPC_CHECK(child >= 0);
    if (child == 0) {
        const int nowhere = ::open("/dev/null", O_WRONLY);
        ::dup2(ends[1], STDOUT_FILENO);
        ::dup2(nowhere, STDERR_FILENO);
        ::execve(CPC_PLAYER, const_cast<char**>(line.data()), around.data());
        ::_exit(126);
    }
    ::close(ends[1]);
    Ended out;
    std::array<char, 4096> part{};
    for (ssize_t got = 0; (got = ::read(ends[0], part.data(), part.size())) != 0;) {
        if (got < 0 && errno != EINTR) break;
        for (ssize_t i = 0; i < got; ++i)
            if (part[static_cast<std::size_t>(i)] == '\n') ++out.announced;
    }
    ::close(ends[0]);
    while (::waitpid(child, &out.status, 0) < 0 && errno == EINTR) {
    }
    return out;
}

struct Machine {
    platform::SystemFiles files;
    platform::SystemEntropy entropy;
    support::FakeClock clock;
    store::Ports ports() { return {files, clock, entropy}; }
};

std::string what_is_wrong(const std::string& store, const Ended& ended) {
    if (ended.announced == 0 && !fs::exists(store + "/journal.cpl")) return {};
    Machine machine;
    const auto secret = crypto::SecretBytes::from(words);
    {
        auto vault = store::Vault::open(machine.ports(), store, secret);
        // Killed while the record was being made: nothing was promised, a sentence is enough.
        if (!vault) return ended.announced == 0 ? "" : "does not open: " + vault.error().text();
        const auto report = vault->report();
        if (report.entries < ended.announced)
            return "lost: " + std::to_string(report.entries) + " of " +
                   std::to_string(ended.announced);
        if (report.entries > ended.announced + 1) return "more entries than were begun";
        if (report.repaired_journal || report.repaired_store) return "a copy had to be made anew";
        if (!vault->range(0, vault->size())) return "an entry cannot be read";
        if (!vault->settle()) return "does not settle";
    }
    const auto whole = store::verify_directory(machine.ports(), store, secret);
    if (!whole) return "does not verify: " + whole.error().text();
    if (!whole->whole()) return "not whole: " + whole->damage.front().text();
    return {};
}

}  // namespace

int kills(const Options& options) {
    // The player is made by tests/whole; without it nothing here would be shown.
    if (::access(CPC_PLAYER, X_OK) != 0) {
        std::printf("kill: %s is missing; build whole_player first\n", CPC_PLAYER);
        return 1;
    }
    const Scratch scratch;
    const auto store = scratch.path() + "/store";
    const auto once = play(store, Kind::none, 0);
    CPC_CHECK(WIFEXITED(once.status) && WEXITSTATUS(once.status) == 0 && once.announced > 10);
    support::SeededEntropy luck{options.seed};
    constexpr std::array<Kind, 3> kinds = {Kind::kill_before, Kind::kill_after, Kind::kill_half};
    const auto started = std::chrono::steady_clock::now();
    const auto in_time = [&] {
        return std::chrono::steady_clock::now() - started < std::chrono::seconds(options.seconds);
    };
    std::uint64_t tried = 0;
    std::uint64_t killed = 0;
    std::uint64_t wrong = 0;
    std::uint64_t span = 0;  // of calls in a whole play; threads may make it a few more or less
    std::ifstream{store + ".calls"} >> span;
    CPC_CHECK(span > 100);
    for (; options.kills == 0 ? in_time() : killed < options.kills; ++tried) {
        fs::remove_all(store);
        const auto kind = kinds[luck.next() % kinds.size()];
        const auto at = 1 + luck.next() % span;
        const auto ended = play(store, kind, at);
        const bool died = WIFSIGNALED(ended.status) && WTERMSIG(ended.status) == SIGKILL;
        if (died) ++killed;
        const auto problem = what_is_wrong(store, ended);
        if (problem.empty()) continue;
        ++wrong;
        std::printf("WRONG: kind %d at call %llu (seed %llu, try %llu), %llu announced: %s\n",
                    static_cast<int>(kind), static_cast<unsigned long long>(at),
                    static_cast<unsigned long long>(options.seed),
                    static_cast<unsigned long long>(tried),
                    static_cast<unsigned long long>(ended.announced), problem.c_str());
    }
    std::printf(
        "kill: %llu times killed at one of %llu system calls of a meeting of %llu entries, %llu "
        "played "
        "to the end; wrong: %llu (seed %llu)\n",
        static_cast<unsigned long long>(killed), static_cast<unsigned long long>(span),
        static_cast<unsigned long long>(once.announced),
        static_cast<unsigned long long>(tried - killed), static_cast<unsigned long long>(wrong),
        static_cast<unsigned long long>(options.seed));
    return wrong == 0 && killed > 0 ? 0 : 1;
}

}  // namespace cpc::storm
