// SPDX-License-Identifier: Apache-2.0
// The power goes before every act on the disk of five meetings, in eight ways; and again during the
// recovery from that. After each: opened, nothing acknowledged lost, nothing half applied.
#include <cstdio>
#include <unordered_set>

#include "tests/storm/aftermath.hpp"
#include "tests/storm/judge.hpp"
#include "tests/storm/storm.hpp"

namespace cpc::storm {
namespace {

// Where exactly the power went: printed when something is wrong, and enough to do it again.
struct Point {
    std::size_t journey = 0;
    std::size_t act = 0;
    Outcome outcome{};
    std::uint64_t draw = 0;

    [[nodiscard]] support::SeededEntropy luck(std::uint64_t seed, std::uint64_t salt) const {
        std::uint64_t mixed = seed;
        for (const std::uint64_t part : {std::uint64_t{journey}, std::uint64_t{act},
                                         static_cast<std::uint64_t>(outcome), draw, salt})
            mixed = (mixed ^ part) * 0x9FB21C651E98DF25 + 0x632BE59BD9B4E019;
        return support::SeededEntropy{mixed};
    }
    [[nodiscard]] std::string text() const {
        return script_name(journey) + ":" + std::to_string(act) + ":" +
               std::string{outcome_names[static_cast<std::size_t>(outcome)]} + ":" +
               std::to_string(draw);
    }
};

struct Sums {
    std::size_t acts = 0;
    std::size_t points = 0;
    std::size_t images = 0;  // different ones, each opened
    std::size_t double_points = 0;
    std::size_t double_images = 0;
    std::size_t carried_on = 0;
    std::size_t repaired = 0;
    std::size_t waited = 0;
    std::size_t wrong = 0;
};

class Crashes {
  public:
    Crashes(const Options& options, std::size_t number)
        : options_(options), number_(number), journey_(live(number, scratch_.path())) {}

    void run(Sums& sums);

  private:
    void at(std::size_t act, const Aftermath& after, Sums& sums);
    void in_recovery(const Point& point, const Contents& left, const Judgement& first,
                     const Journey::Bounds& bounds, Sums& sums);
    bool fresh(const Contents& left, const Journey::Bounds& bounds);
    void complain(const Point& point, const std::string& what, Sums& sums);

    Scratch scratch_;
    const Options& options_;
    std::size_t number_;
    Journey journey_;
    std::unordered_set<std::uint64_t> seen_;
};

void Crashes::complain(const Point& point, const std::string& what, Sums& sums) {
    if (++sums.wrong <= 20)
        std::printf("WRONG at %s (seed %llu): %s\n", point.text().c_str(),
                    static_cast<unsigned long long>(options_.seed), what.c_str());
}

// The same contents under the same promises need not be opened twice.
bool Crashes::fresh(const Contents& left, const Journey::Bounds& bounds) {
    auto key = fingerprint(left) * 31 + bounds.entries_min * 7 + bounds.entries_max;
    for (const auto& item : bounds.state)
        for (const auto& value : item.second)
            key = key * 131 +
                  (value ? value->size() + 1U + (value->empty() ? 0U : value->front()) : 0U);
    return seen_.insert(key).second;
}

void Crashes::in_recovery(const Point& point, const Contents& left, const Judgement& first,
                          const Journey::Bounds& bounds, Sums& sums) {
    Aftermath after{left, first.nodes};
    for (std::size_t act = 0; act <= first.acts.size(); ++act) {
        if (after.anything_pending()) {
            auto luck = point.luck(options_.seed, 1000 + act);
            for (int twice = 0; twice < 2; ++twice) {
                const auto outcome = static_cast<Outcome>(luck.next() % outcome_names.size());
                const auto again = after.cut(outcome, luck);
                ++sums.double_points;
                if (!fresh(again, bounds)) continue;
                ++sums.double_images;
                const auto second = judge(again, journey_, bounds, scratch_.path(), Depth::open);
                if (second.problem)
                    complain(point,
                             "cut again at act " + std::to_string(act) + " of the recovery, " +
                                 std::string{outcome_names[static_cast<std::size_t>(outcome)]} +
                                 ": " + *second.problem,
                             sums);
            }
        }
        if (act < first.acts.size()) after.apply(first.acts[act]);
    }
}

void Crashes::at(std::size_t act, const Aftermath& after, Sums& sums) {
    const auto bounds = journey_.bounds(act);
    for (std::size_t i = 0; i < outcome_names.size(); ++i) {
        const auto outcome = static_cast<Outcome>(i);
        const auto draws = depends_on_luck(outcome) ? options_.draws : 1;
        for (std::uint64_t draw = 0; draw < draws; ++draw) {
            const Point point{number_, act, outcome, draw};
            if (!options_.only.empty() && point.text() != options_.only) continue;
            ++sums.points;
            auto luck = point.luck(options_.seed, 0);
            const auto left = after.cut(outcome, luck);
            if (!fresh(left, bounds)) continue;
            ++sums.images;
            const bool deep = sums.images % 16 == 0 || !options_.only.empty();
            const auto found = judge(left, journey_, bounds, scratch_.path(),
                                     deep ? Depth::carry_on : Depth::open);
            if (deep) ++sums.carried_on;
            if (found.repaired) ++sums.repaired;
            if (found.waited) ++sums.waited;
            if (found.problem) complain(point, *found.problem, sums);
            if (sums.images % options_.recovery_every == 0 || !options_.only.empty())
                in_recovery(point, left, found, bounds, sums);
        }
    }
}

void Crashes::run(Sums& sums) {
    Aftermath after{journey_.before, journey_.nodes};
    for (std::size_t act = 0; act <= journey_.acts.size(); ++act) {
        at(act, after, sums);
        if (act < journey_.acts.size()) after.apply(journey_.acts[act]);
    }
    sums.acts += journey_.acts.size();
}

}  // namespace

int crash(const Options& options) {
    Sums sums;
    for (std::size_t number = 0; number < journey_count; ++number) {
        if (!options.only.empty() && options.only.rfind(script_name(number) + ":", 0) != 0)
            continue;
        Crashes{options, number}.run(sums);
        if (options.talk)
            std::printf("%s: %zu acts, %zu points, %zu images so far\n",
                        script_name(number).c_str(), sums.acts, sums.points, sums.images);
    }
    std::printf(
        "crash: %zu acts of %zu meetings; %zu cuts and %zu in recoveries, %zu different disks, all "
        "opened, %zu carried on; %zu needed a copy made anew, %zu a minute's wait; wrong: %zu "
        "(seed %llu)\n",
        sums.acts, journey_count, sums.points, sums.double_points, sums.images + sums.double_images,
        sums.carried_on, sums.repaired, sums.waited, sums.wrong,
        static_cast<unsigned long long>(options.seed));
    return sums.wrong == 0 ? 0 : 1;
}

}  // namespace cpc::storm
