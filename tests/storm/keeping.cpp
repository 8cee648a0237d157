// SPDX-License-Identifier: Apache-2.0
// The power goes before every act on the disk while a record is backed up, restored, handed over to
// another tablet, and taken up there: all folders lie on one disk, which is the worst case. After
// each cut the original is whole, what has its own name is whole, what was finished is there, at
// no moment can two tablets add to one log, and doing it again brings it to its end.
#include <algorithm>
#include <cstdio>
#include <unordered_set>

#include "core/record/type_rules.hpp"
#include "core/store/backup.hpp"
#include "core/store/move.hpp"
#include "core/store/restore.hpp"
#include "tests/storm/aftermath.hpp"
#include "tests/storm/journey.hpp"
#include "tests/storm/storm.hpp"

namespace cpc::storm {
namespace {

using Problem = std::optional<std::string>;
using store::Vault;

enum class Task : std::uint8_t { backup, restore, hand_over, take_up };
constexpr std::array<const char*, 4> task_names{"backup", "restore", "hand-over", "take-up"};

struct Places {
    std::string record, backup, card_target, travelling, other;
    std::string card;  // the arrival card's line
};

struct Lived {
    Contents before;
    std::map<std::string, std::size_t> nodes;
    std::vector<Act> acts;
    std::uint64_t entries = 0;  // of the record before the task
    Hash32 root{};
    Places at;
};

std::string told(const Error& error) {
    return error.text() + (error.advice.empty() ? "" : " (" + error.advice + ")");
}

Result<void> carry_out(Task task, Room& room, const Places& at, const std::string& target) {
    switch (task) {
        case Task::backup:
            CPC_TRY(store::backup(room.ports(), at.record, passphrase(), target));
            return {};
        case Task::restore: {
            store::RestoreOrder order;
            order.source = at.backup;
            order.target = target;
            order.passphrase = &passphrase();
            order.fresh = &passphrase();
            order.cost = crypto::KeyslotCost::practice();
            CPC_TRY(store::restore(room.ports(), order));
            return {};
        }
        case Task::hand_over:
            CPC_TRY(store::hand_over(room.ports(), at.record, passphrase(), at.card, target));
            return {};
        case Task::take_up:
            CPC_TRY(store::take_up(room.ports(), at.travelling, target, passphrase()));
            return {};
    }
    return {};
}

std::string target_of(Task task, const Places& at) {
    switch (task) {
        case Task::backup:
            return at.backup;
        case Task::restore:
            return at.other;
        case Task::hand_over:
            return at.travelling;
        case Task::take_up:
            return at.card_target;
    }
    return {};
}

// What comes before the task: a meeting under way, and whatever the task needs.
void prepare(Task task, Room& room, Lived& out) {
    room.create();
    room.put_state("kept", 500);
    room.sign_in(0);
    room.say_as_chair(300);
    room.say_as_attendee(0, 5'000);
    room.settle();
    out.entries = room.vault().size();
    out.root = room.vault().root();
    room.close();
    if (room.broke()) return;
    const auto ports = room.ports();
    if (task == Task::restore) CPC_CHECK(carry_out(Task::backup, room, out.at, out.at.backup));
    if (task == Task::hand_over || task == Task::take_up) {
        const auto card = store::expect_record(ports.files, ports.entropy, out.at.card_target);
        CPC_CHECK(card.has_value());
        out.at.card = card->line;
    }
    if (task == Task::take_up)
        CPC_CHECK(carry_out(Task::hand_over, room, out.at, out.at.travelling));
}

Lived live_through(Task task, const std::string& folder) {
    Lived out;
    out.at = {folder + "/record", folder + "/backup", folder + "/new",
              folder + "/stick",  folder + "/other",  {}};
    {
        Disk disk;
        (void)disk.make_directories(out.at.record);
        Room room{disk, out.at.record};
        prepare(task, room, out);
        CPC_CHECK(!room.broke());
        out.before = disk.contents();
    }
    Disk disk{out.before};
    out.nodes = disk.first_nodes();
    Room room{disk, out.at.record};
    const auto done = carry_out(task, room, out.at, target_of(task, out.at));
    if (!done)
        std::printf("%s: %s\n", task_names[static_cast<std::size_t>(task)],
                    told(done.error()).c_str());
    CPC_CHECK(done.has_value());
    out.acts = disk.acts();
    return out;
}

// ---- after a cut ----

Problem holds_the_past(Vault& vault, const Lived& lived, const std::string& who) {
    if (vault.size() < lived.entries)
        return who + " lost entries: " + std::to_string(vault.size()) + " of " +
               std::to_string(lived.entries);
    if (vault.root_at(lived.entries).value() != lived.root) return who + " has another past";
    if (const auto all = vault.range(0, vault.size()); !all)
        return who + " cannot be read: " + told(all.error());
    return {};
}

Problem verifies(Room& room, const std::string& path, const std::string& who) {
    const auto report = store::verify_directory(room.ports(), path, passphrase());
    if (!report) return who + " does not verify: " + told(report.error());
    if (!report->whole()) return who + " is not whole: " + report->damage.front().text();
    return {};
}

Problem in_use(Room& room, const std::string& path, const Lived& lived, const std::string& who) {
    auto vault = Vault::open(room.ports(), path, passphrase());
    if (!vault) return who + " does not open: " + told(vault.error());
    auto former = vault->former();
    if (former) {
        auto old = Vault::open_former(room.ports(), path, *vault);
        if (!old || !*old) return who + " does not open the record before it";
        return holds_the_past(**old, lived, who + "'s former record");
    }
    return holds_the_past(*vault, lived, who);
}

// Exactly one entry says that it was taken up, wherever the power went.
Problem taken_up_once(Room& room, const std::string& path) {
    auto vault = Vault::open(room.ports(), path, passphrase());
    if (!vault) return "what was taken up does not open: " + told(vault.error());
    const auto all = vault->range(0, vault->size());
    if (!all) return "what was taken up cannot be read";
    const auto times = std::count_if(all->begin(), all->end(), [](const auto& stored) {
        return stored.header.type == record::type::log_taken_up;
    });
    if (times != 1) return "taken up " + std::to_string(times) + " times";
    if (room.ports().files.exists(path + "/" + store::arrival_key_file))
        return "the arrival key is still there";
    return {};
}

class Judge {
  public:
    Judge(Task task, const Lived& lived, Disk& disk)
        : task_(task), lived_(lived), at_(lived.at), disk_(disk), room_(disk, lived.at.record) {}

    Problem original() {
        if (task_ == Task::restore) return verifies(room_, at_.backup, "the backup");
        if (task_ == Task::take_up) return verifies_travelling();
        room_.open();
        if (room_.broke()) {
            closed_ = task_ == Task::hand_over && room_.why()->fault == Fault::refused;
            if (!closed_) return "the record does not open: " + told(*room_.why());
            return verifies(room_, at_.record, "the closed record");
        }
        auto problem = holds_the_past(room_.vault(), lived_, "the record");
        room_.close();
        return problem;
    }
    Problem target(bool finished) {
        const auto path = target_of(task_, at_);
        const bool there = disk_.exists(path);
        if (finished && !there) return "it was finished, and is not there";
        if (!there) return {};
        if (task_ == Task::hand_over && !closed_)
            return "a record travels that is open on the old tablet";
        if (task_ == Task::hand_over) return {};  // taken up below
        if (auto problem = verifies(room_, path, "what it made")) return problem;
        if (task_ == Task::backup) return {};
        if (task_ == Task::take_up)
            if (auto problem = taken_up_once(room_, path)) return problem;
        return in_use(room_, path, lived_, "what it made");
    }
    // Done again it comes to its end.
    Problem again() {
        auto path = target_of(task_, at_);
        if (disk_.exists(path)) {
            if (task_ != Task::hand_over && task_ != Task::backup) return {};
            path = at_.other;
        }
        const auto done = carry_out(task_, fresh(), at_, path);
        if (!done) return "it cannot be done again: " + told(done.error());
        if (task_ == Task::hand_over) return travel_to_the_end(path);
        if (auto problem = verifies(fresh(), path, "the second try")) return problem;
        if (task_ == Task::backup) return {};
        if (task_ == Task::take_up)
            if (auto problem = taken_up_once(fresh(), path)) return problem;
        return in_use(fresh(), path, lived_, "the second try");
    }
    [[nodiscard]] bool closed() const { return closed_; }

  private:
    Problem verifies_travelling() {
        // Its device's secret is sealed, so nobody opens it here; it is only read by taking up.
        for (const auto& [path, image] : lived_.before)
            if (path.rfind(at_.travelling + "/", 0) == 0) {
                const auto left = disk_.contents();
                const auto found = left.find(path);
                if (found == left.end() || found->second.fingerprint() != image.fingerprint())
                    return "the stick was written to: " + path;
            }
        return {};
    }
    Problem travel_to_the_end(const std::string& path) {
        const auto taken = store::take_up(fresh().ports(), path, at_.card_target, passphrase());
        if (!taken) return "it cannot be taken up: " + told(taken.error());
        if (auto problem = taken_up_once(fresh(), at_.card_target)) return problem;
        if (const auto old = Vault::open(fresh().ports(), at_.record, passphrase()))
            return "two tablets can add to one log";
        return in_use(fresh(), at_.card_target, lived_, "the new tablet's record");
    }
    // The machine is switched on once more.
    Room& fresh() {
        again_.emplace(disk_, at_.record);
        return *again_;
    }

    Task task_;
    const Lived& lived_;
    const Places& at_;
    Disk& disk_;
    Room room_;
    std::optional<Room> again_;
    bool closed_ = false;
};

struct Sums {
    std::size_t acts = 0, points = 0, images = 0, again = 0, made = 0, wrong = 0;
};

class Cuts {
  public:
    Cuts(Task task, const Options& options, Sums& sums)
        : task_(task),
          options_(options),
          sums_(sums),
          lived_(live_through(task, scratch_.path())) {}

    void run() {
        Aftermath after{lived_.before, lived_.nodes};
        const auto count = lived_.acts.size();
        for (std::size_t act = 0; act <= count; ++act) {
            at(act, after, act == count);
            if (act < count) after.apply(lived_.acts[act]);
        }
        sums_.acts += count;
    }

  private:
    void at(std::size_t act, const Aftermath& after, bool finished) {
        for (std::size_t i = 0; i < outcome_names.size(); ++i) {
            const auto outcome = static_cast<Outcome>(i);
            const auto draws = depends_on_luck(outcome) ? options_.draws : 1;
            for (std::uint64_t draw = 0; draw < draws; ++draw)
                one(act, outcome, draw, after, finished);
        }
    }
    void one(std::size_t act, Outcome outcome, std::uint64_t draw, const Aftermath& after,
             bool finished) {
        const auto way = static_cast<std::size_t>(outcome);
        const auto point = std::string{task_names[static_cast<std::size_t>(task_)]} + ":" +
                           std::to_string(act) + ":" + std::string{outcome_names[way]} + ":" +
                           std::to_string(draw);
        if (!options_.only.empty() && options_.only != point) return;
        ++sums_.points;
        support::SeededEntropy luck{((options_.seed * 1'000'003 + act) * 16 + way) * 64 + draw};
        const auto left = after.cut(outcome, luck);
        if (!seen_.insert(fingerprint(left) * 2 + (finished ? 1 : 0)).second) return;
        ++sums_.images;
        const auto problem = judge(left, finished);
        if (problem && ++sums_.wrong <= 20)
            std::printf("WRONG at %s (seed %llu): %s\n", point.c_str(),
                        static_cast<unsigned long long>(options_.seed), problem->c_str());
    }
    Problem judge(const Contents& left, bool finished) {
        Disk disk{left};
        Judge judge{task_, lived_, disk};
        if (auto problem = judge.original()) return problem;
        if (disk.exists(target_of(task_, lived_.at))) ++sums_.made;
        if (auto problem = judge.target(finished)) return problem;
        ++sums_.again;
        return judge.again();
    }

    Scratch scratch_;
    Task task_;
    const Options& options_;
    Sums& sums_;
    Lived lived_;
    std::unordered_set<std::uint64_t> seen_;
};

}  // namespace

int keeping(const Options& options) {
    Sums sums;
    for (std::size_t i = 0; i < task_names.size(); ++i) {
        if (!options.only.empty() && options.only.rfind(std::string{task_names[i]} + ":", 0) != 0)
            continue;
        Cuts{static_cast<Task>(i), options, sums}.run();
        if (options.talk)
            std::printf("%s: %zu acts, %zu cuts, %zu disks so far\n", task_names[i], sums.acts,
                        sums.points, sums.images);
    }
    std::printf(
        "keeping: %zu acts of a backup, a restore and a move; %zu cuts, %zu different disks, all "
        "opened; the new folder was there in %zu; done again %zu times; wrong: %zu (seed %llu)\n",
        sums.acts, sums.points, sums.images, sums.made, sums.again, sums.wrong,
        static_cast<unsigned long long>(options.seed));
    return sums.wrong == 0 ? 0 : 1;
}

}  // namespace cpc::storm
