// SPDX-License-Identifier: Apache-2.0
// The machine refuses: at the k-th call that changes a file, for every k of two meetings, on its
// own files and through its own calls; every sync lost once, the way Linux loses them; and a disk
// that fills up in a meeting that had been made ready for. People in the room go on after the first
// error as if nothing had been said. Whatever was acknowledged must be there afterwards.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "core/base/check.hpp"
#include "platform/files/files.hpp"
#include "tests/storm/aftermath.hpp"
#include "tests/storm/judge.hpp"
#include "tests/storm/storm.hpp"
#include "tests/storm/strike.hpp"

namespace cpc::storm {
namespace {

namespace fs = std::filesystem;
using strike::Kind;

struct Trouble {
    Kind kind{};
    const char* name = nullptr;
    // One of these must be in what people are told; none: nobody need notice.
    std::vector<const char*> told;
};

const std::vector<Trouble>& troubles() {
    static const std::vector<Trouble> all = {
        {Kind::no_space, "ENOSPC", {"No space left on device", "disk is full"}},
        {Kind::quota, "EDQUOT", {"Disk quota exceeded"}},
        {Kind::io_error, "EIO", {"Input/output error", "disk I/O error"}},
        {Kind::too_many, "EMFILE", {"Too many open files"}},
        {Kind::read_only, "EROFS", {"Read-only file system"}},
        {Kind::interrupted, "EINTR", {"Interrupted system call"}},
        {Kind::short_write, "short write", {}},
    };
    return all;
}

struct Sums {
    std::size_t struck = 0;
    std::size_t told = 0;       // the error reached the people, with its cause
    std::size_t unnoticed = 0;  // the vault got over it by itself
    std::size_t lost_syncs = 0;
    std::size_t lost_syncs_told = 0;
    std::size_t wrong = 0;

    void complain(const std::string& where, const std::string& what) {
        if (++wrong <= 60) std::printf("WRONG at %s: %s\n", where.c_str(), what.c_str());
    }
};

bool names_cause(const Error& error, const Trouble& trouble) {
    const auto text = error.text();
    // SQLite tries once more, only to read, and forgets why the first did not work.
    const bool hidden = text.find("can only be read, not written") != std::string::npos ||
                        text.find("own journal, a file beside it, ") != std::string::npos;
    if (hidden) return true;
    return std::any_of(trouble.told.begin(), trouble.told.end(),
                       [&](const char* cause) { return text.find(cause) != std::string::npos; });
}

// The first two of these: one that finds a record, one that makes it.
constexpr std::array<std::size_t, 2> meetings = {0, 2};
constexpr std::size_t that_creates = 2;

class OnRealFiles {
  public:
    OnRealFiles(std::size_t number, Sums& sums) : number_(number), sums_(sums) {
        if (number_ == that_creates) return;
        Room room{files_, prepared(), Manner::sensible};
        fs::create_directories(prepared());
        room.create();
        room.say_as_chair(300);
        room.settle();
        CPC_CHECK(!room.broke());
        roots_before_ = room.roots;
    }
    // False: the meeting was over before its k-th call.
    bool once(const Trouble& trouble, std::uint64_t at);

  private:
    [[nodiscard]] std::string prepared() const { return scratch_.path() + "/prepared"; }
    [[nodiscard]] std::string store() const { return scratch_.path() + "/store"; }
    void check(const std::string& where, const Room& room);

    Scratch scratch_;
    platform::SystemFiles files_;
    std::size_t number_;
    Sums& sums_;
    std::vector<Hash32> roots_before_;  // of the prepared record, by number of entries
};

bool OnRealFiles::once(const Trouble& trouble, std::uint64_t at) {
    fs::remove_all(store());
    fs::create_directories(store());
    if (number_ != that_creates) fs::copy(prepared(), store(), fs::copy_options::recursive);
    Room room{files_, store(), Manner::stubborn};
    strike::cpc_strike_arm(static_cast<std::uint8_t>(trouble.kind), at, store().c_str());
    if (number_ == that_creates)
        room.create();
    else
        room.open();
    script(number_)(room);
    room.close();
    const bool reached = strike::cpc_strike_calls() >= at;
    const bool struck = strike::cpc_strike_struck() > 0;
    strike::cpc_strike_disarm();
    if (!struck) return reached;
    ++sums_.struck;
    const auto where =
        script_name(number_) + ", " + trouble.name + " at call " + std::to_string(at);
    if (!room.broke())
        ++sums_.unnoticed;
    else if (!names_cause(*room.why(), trouble))
        sums_.complain(where, "the cause is not named: " + room.why()->text());
    else
        ++sums_.told;
    check(where, room);
    return true;
}

void OnRealFiles::check(const std::string& where, const Room& room) {
    Journey journey;
    journey.entries_before = roots_before_.empty() ? 0 : roots_before_.size() - 1;
    journey.promises = room.promises;
    journey.roots = room.roots.size() < roots_before_.size() ? roots_before_ : room.roots;
    // What an opening in between noted by itself is there as well.
    auto bounds = journey.bounds(1);
    bounds.entries_max = std::max<std::uint64_t>(bounds.entries_max, journey.roots.size() - 1);
    Room after{files_, store(), Manner::sensible};
    after.open();
    if (after.broke()) {
        if (bounds.entries_min > 0) sums_.complain(where, "does not open: " + after.why()->text());
        return;
    }
    if (auto problem = examine(after, journey, bounds)) sums_.complain(where, *problem);
}

struct Lived {
    Journey journey;
    bool told = false;
};

Lived live_with_lost_sync(const Journey& journey, std::size_t number, std::uint64_t nth,
                          const std::string& directory) {
    Disk disk{journey.before};
    disk.fail_sync(nth);
    Room room{disk, directory, Manner::stubborn};
    if (journey.creates)
        room.create();
    else
        room.open();
    script(number)(room);
    room.close();
    Lived out{journey, room.broke()};
    out.journey.acts = disk.acts();
    out.journey.promises = room.promises;
    out.journey.roots = room.roots;
    return out;
}

// What a failed sync should have brought to the medium never gets there, and later syncs succeed.
void lose_every_sync(Sums& sums) {
    const Scratch scratch;
    for (std::size_t number = 0; number < journey_count; ++number) {
        const auto journey = live(number, scratch.path());
        for (std::uint64_t nth = 1;; ++nth) {
            const auto lived = live_with_lost_sync(journey, number, nth, scratch.path());
            const auto& acts = lived.journey.acts;
            const bool lost = std::any_of(acts.begin(), acts.end(), [](const Act& act) {
                return act.kind == Act::Kind::lost_sync;
            });
            if (!lost) break;
            ++sums.lost_syncs;
            const auto where = journey.name + ", sync " + std::to_string(nth) + " lost";
            // At the very end there is nobody left to be told; what was promised is kept.
            if (lived.told) ++sums.lost_syncs_told;
            Aftermath after{journey.before, journey.nodes};
            for (const auto& act : acts)
                after.apply(act);
            support::SeededEntropy luck{nth};
            auto bounds = lived.journey.bounds(acts.size());
            bounds.entries_max =
                std::max<std::uint64_t>(bounds.entries_max, lived.journey.roots.size() - 1);
            const auto found = judge(after.cut(Outcome::none, luck), lived.journey, bounds,
                                     scratch.path(), Depth::open);
            if (found.problem) sums.complain(where, *found.problem);
        }
    }
}

// Made ready, then the disk has not a byte left: the meeting goes on to its end all the same.
void fill_up(Sums& sums) {
    const Scratch scratch;
    Disk disk;
    Room room{disk, scratch.path()};
    room.create();
    room.make_ready();
    room.settle();
    disk.set_capacity(disk.used());
    for (int round = 0; round < 60; ++round) {
        room.put_state("keys/" + std::to_string(round), 4'000);
        for (int i = 0; i < 4; ++i)
            room.say_as_attendee(static_cast<std::size_t>(i % 2), 12'000);
        room.settle();
    }
    for (int round = 0; round < 60; ++round)
        room.erase_state("keys/" + std::to_string(round));
    room.settle();
    if (room.broke())
        sums.complain("full disk", "the meeting could not end: " + room.why()->text());
    if (!room.vault().reserve_spent()) sums.complain("full disk", "the reserve was not needed");
    // The next one is refused before anybody is asked anything.
    room.make_ready();
    if (!room.broke() || room.why()->fault != Fault::no_space)
        sums.complain("full disk", "the next meeting was not refused");
}

}  // namespace

int resources(const Options& options) {
    Sums sums;
    for (const auto number : meetings) {
        OnRealFiles meeting{number, sums};
        for (const auto& trouble : troubles()) {
            std::uint64_t at = 1;
            for (; meeting.once(trouble, at); at += options.part) {
            }
            if (options.talk)
                std::printf("%s, %s: %llu calls\n", script_name(number).c_str(), trouble.name,
                            static_cast<unsigned long long>(at - 1));
        }
    }
    lose_every_sync(sums);
    fill_up(sums);
    std::printf(
        "resources: %zu calls refused one after the other (ENOSPC, EDQUOT, EIO, EMFILE, EROFS, "
        "EINTR, short write), %zu told with their cause, %zu got over; %zu syncs lost, %zu of them "
        "told; a full disk "
        "and a meeting closed on it; wrong: %zu\n",
        sums.struck, sums.told, sums.unnoticed, sums.lost_syncs, sums.lost_syncs_told, sums.wrong);
    return sums.wrong == 0 ? 0 : 1;
}

}  // namespace cpc::storm
