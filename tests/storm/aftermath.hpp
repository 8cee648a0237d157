// SPDX-License-Identifier: Apache-2.0
// What is on the medium after the power went, made from a disk's log of acts.
//
// walk on to any act; cut() then says what a disk may hold that was stopped there. Everything
// synced is there. Of what was written since, one of eight things is true (outcome_names).
#pragma once

#include <array>
#include <deque>
#include <set>
#include <string_view>

#include "tests/storm/disk.hpp"
#include "tests/support/fakes.hpp"

namespace cpc::storm {

enum class Outcome : std::uint8_t {
    none,         // nothing of it came to the medium
    all,          // all of it
    subset,       // some acts did, others did not
    reordered,    // it went in another order, up to some act
    torn_512,     // in order up to some act, of which some sectors are there
    torn_4096,    // the same by blocks of 4 KiB
    zeroed_tail,  // lengths came to the medium, and the end of the last write is zeros
    garbage,      // a sector that was being written holds nonsense, its neighbours' bytes too
};
inline constexpr std::array<std::string_view, 8> outcome_names = {
    "none", "all", "subset", "reordered", "torn-512", "torn-4096", "zeroed-tail", "garbage"};
// The others come out differently for each luck.
[[nodiscard]] inline bool depends_on_luck(Outcome outcome) {
    return outcome != Outcome::none && outcome != Outcome::all;
}

class Aftermath {
  public:
    Aftermath(const Contents& start, const std::map<std::string, std::size_t>& nodes);

    void apply(const Act& act);  // the next one; must outlive this
    [[nodiscard]] bool anything_pending() const;
    [[nodiscard]] Contents cut(Outcome outcome, support::SeededEntropy& luck) const;

  private:
    struct File {
        Image durable;
        std::vector<const Act*> pending;
    };
    Image image_after(const File& file, Outcome outcome, support::SeededEntropy& luck) const;

    std::map<std::size_t, File> files_;
    std::map<std::string, std::size_t> names_;  // durable
    std::vector<const Act*> pending_names_;
};

[[nodiscard]] std::uint64_t fingerprint(const Contents& contents);

}  // namespace cpc::storm
