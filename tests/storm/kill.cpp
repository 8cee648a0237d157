// SPDX-License-Identifier: Apache-2.0
// The real program is killed (SIGKILL) at its k-th call that changes a file, for every k of a
// meeting: before the call, after it, and in the middle of a write. What it had announced must be
// there afterwards.
//
// The program reads its assets once and then plays in a child of its own for each kill
// (tests/whole/player.cpp, "serve"): the same program image, the same system calls, without the
// start that would be four fifths of the time.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
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

constexpr std::array<const char*, 2> scenarios = {
    CPC_SOURCE_DIR "/tests/scenarios/torbay-majority.txt",
    CPC_SOURCE_DIR "/tests/scenarios/victoria-purpose-b.txt"};
constexpr const char* assets = CPC_SOURCE_DIR "/assets";
constexpr const char* words = "whole";       // the player's passphrase
constexpr std::uint64_t verified_every = 8;  // what is left is always opened; verified now and then
constexpr std::uint64_t kills_by_default = 5'000;

struct Ended {
    std::uint64_t announced = 0;  // entries said to be on the medium
    std::string letters;          // of its calls, if it lived to say them
    int status = 0;               // as waitpid gives it
};

// whole_player, ready to play.
class Player {
  public:
    explicit Player(const char* scenario) {
        std::array<int, 2> in{};
        std::array<int, 2> out{};
        CPC_CHECK(::pipe2(in.data(), O_CLOEXEC) == 0 && ::pipe2(out.data(), O_CLOEXEC) == 0);
        const std::string preload = "LD_PRELOAD=" CPC_STRIKE_LIBRARY;
        std::array<char*, 2> around = {const_cast<char*>(preload.c_str()), nullptr};
        std::array<const char*, 5> line = {CPC_PLAYER, scenario, assets, "serve", nullptr};
        pid_ = ::fork();
        CPC_CHECK(pid_ >= 0);
        if (pid_ == 0) {
            ::dup2(in[0], STDIN_FILENO);
            ::dup2(out[1], STDOUT_FILENO);
            ::dup2(::open("/dev/null", O_WRONLY), STDERR_FILENO);
            ::execve(CPC_PLAYER, const_cast<char**>(line.data()), around.data());
            ::_exit(126);
        }
        ::close(in[0]);
        ::close(out[1]);
        orders_ = in[1];
        answers_ = ::fdopen(out[0], "r");
        CPC_CHECK(answers_ != nullptr);
    }
    ~Player() {
        ::close(orders_);
        std::fclose(answers_);
        ::waitpid(pid_, nullptr, 0);
    }
    Player(const Player&) = delete;
    Player& operator=(const Player&) = delete;

    // Says one number a line, each as soon as that entry is on the medium.
    Ended play(const std::string& store, Kind kind, std::uint64_t at) {
        const auto order =
            std::to_string(static_cast<int>(kind)) + " " + std::to_string(at) + " " + store + "\n";
        CPC_CHECK(::write(orders_, order.data(), order.size()) ==
                  static_cast<ssize_t>(order.size()));
        Ended out;
        char* line = nullptr;
        std::size_t room = 0;
        while (::getline(&line, &room, answers_) > 0) {
            const std::string text{line};
            if (text.rfind("end ", 0) == 0) {
                out.status = std::stoi(text.substr(4));
                break;
            }
            if (text.rfind("calls ", 0) == 0)
                out.letters = text.substr(6, text.size() - 7);
            else
                ++out.announced;
        }
        std::free(line);
        return out;
    }

  private:
    pid_t pid_ = 0;
    int orders_ = -1;
    std::FILE* answers_ = nullptr;
};

struct Machine {
    platform::SystemFiles files;
    platform::SystemEntropy entropy;
    support::FakeClock clock;
    store::Ports ports() { return {files, clock, entropy}; }
};

std::string what_is_wrong(const std::string& store, const Ended& ended, bool thoroughly) {
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
    if (!thoroughly) return {};
    const auto whole = store::verify_directory(machine.ports(), store, secret);
    if (!whole) return "does not verify: " + whole.error().text();
    if (!whole->whole()) return "not whole: " + whole->damage.front().text();
    return {};
}

struct Moment {
    Kind kind{};
    std::uint64_t at = 0;
};

// Every call of a whole play, before and after it; a write in its middle as well.
std::vector<Moment> moments_of(const std::string& letters) {
    std::vector<Moment> out;
    for (std::uint64_t at = 1; at <= letters.size(); ++at) {
        out.push_back({Kind::kill_before, at});
        if (letters[at - 1] == 'w') out.push_back({Kind::kill_half, at});
        out.push_back({Kind::kill_after, at});
    }
    return out;
}

struct Sums {
    std::uint64_t tried = 0;
    std::uint64_t killed = 0;
    std::uint64_t wrong = 0;
    std::uint64_t rounds = 0;
    std::string meetings;
};

class Kills {
  public:
    Kills(const Options& options, Sums& sums)
        : sums_(sums), wanted_(options.kills == 0 ? kills_by_default : options.kills) {}
    // Every moment of this meeting, once.
    void round(const char* scenario);
    [[nodiscard]] bool enough() const { return sums_.killed >= wanted_; }

  private:
    Sums& sums_;
    std::uint64_t wanted_;
    Scratch scratch_;
};

void Kills::round(const char* scenario) {
    Player player{scenario};
    const auto store = scratch_.path() + "/store";
    const auto once = player.play(store, Kind::none, 0);
    CPC_CHECK(WIFEXITED(once.status) && WEXITSTATUS(once.status) == 0 && once.announced > 10);
    CPC_CHECK(once.letters.size() > 100);
    const auto name = fs::path{scenario}.stem().string();
    if (sums_.meetings.find(name) == std::string::npos)
        sums_.meetings += (sums_.meetings.empty() ? "" : ", ") + name + " (" +
                          std::to_string(once.announced) + " entries, " +
                          std::to_string(once.letters.size()) + " calls)";
    ++sums_.rounds;
    for (const auto& moment : moments_of(once.letters)) {
        if (enough()) return;
        fs::remove_all(store);
        const auto ended = player.play(store, moment.kind, moment.at);
        ++sums_.tried;
        if (WIFSIGNALED(ended.status) && WTERMSIG(ended.status) == SIGKILL) ++sums_.killed;
        const auto problem = what_is_wrong(store, ended, sums_.tried % verified_every == 0);
        if (problem.empty()) continue;
        ++sums_.wrong;
        std::printf("WRONG: %s, kind %d at call %llu, %llu announced: %s\n", name.c_str(),
                    static_cast<int>(moment.kind), static_cast<unsigned long long>(moment.at),
                    static_cast<unsigned long long>(ended.announced), problem.c_str());
    }
    fs::remove_all(store);
}

}  // namespace

int kills(const Options& options) {
    // The player is made by tests/whole; without it nothing here would be shown.
    if (::access(CPC_PLAYER, X_OK) != 0) {
        std::printf("kill: %s is missing; build whole_player first\n", CPC_PLAYER);
        return 1;
    }
    Sums sums;
    Kills kills{options, sums};
    // The long meeting once, then the short one again and again: its two threads meet differently
    // each time.
    kills.round(scenarios[0]);
    while (!kills.enough() && sums.wrong < 20)
        kills.round(scenarios[1]);
    std::printf(
        "kill: %llu times killed in %llu rounds over every system call of %s; %llu played to the "
        "end; wrong: %llu\n",
        static_cast<unsigned long long>(sums.killed), static_cast<unsigned long long>(sums.rounds),
        sums.meetings.c_str(), static_cast<unsigned long long>(sums.tried - sums.killed),
        static_cast<unsigned long long>(sums.wrong));
    return sums.wrong == 0 && sums.killed > 0 ? 0 : 1;
}

}  // namespace cpc::storm
