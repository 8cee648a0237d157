// SPDX-License-Identifier: Apache-2.0
// Whole blocks: zeroed, swapped, put back from an earlier day; a rollback journal of an earlier day
// planted; files cut at every length; and both files put back together, which no file can show by
// itself: central's receipt, the paper code and the people's own signatures do.
#include <algorithm>
#include <cstdio>

#include "core/base/check.hpp"
#include "core/record/note.hpp"
#include "core/record/paper_code.hpp"
#include "core/store/copies.hpp"
#include "core/store/freshness.hpp"
#include "tests/storm/aftermath.hpp"
#include "tests/storm/judge.hpp"
#include "tests/storm/storm.hpp"

namespace cpc::storm {
namespace {

struct Sums {
    std::size_t blocks = 0;
    std::size_t cuts = 0;
    std::size_t planted = 0;
    std::size_t repaired = 0;
    std::size_t old_copies = 0;
    std::size_t wrong = 0;

    void complain(const std::string& where, const std::string& what) {
        if (++wrong <= 30) std::printf("WRONG at %s: %s\n", where.c_str(), what.c_str());
    }
};

class Attacks {
  public:
    explicit Attacks(Sums& sums)
        : sums_(sums), journey_(live(0, scratch_.path())), earlier_(journey_.before) {
        Aftermath after{journey_.before, journey_.nodes};
        for (const auto& act : journey_.acts)
            after.apply(act);
        support::SeededEntropy luck{1};
        now_ = after.cut(Outcome::all, luck);
        bounds_ = journey_.bounds(journey_.acts.size());
        // Of the small state, which lies in the store alone, freshness is not asked here.
        any_state_ = bounds_;
        for (const auto& promise : journey_.promises)
            if (!promise.entry) any_state_.state[promise.state_key].push_back(promise.state_value);
        for (auto& item : any_state_.state)
            item.second.push_back(std::nullopt);
    }
    void blocks(const char* name, std::size_t size, std::uint64_t part);
    void cuts(const char* name, std::uint64_t part);
    void planted();
    void both_files();

  private:
    [[nodiscard]] std::string path(const char* name) const { return scratch_.path() + "/" + name; }
    void ask(const Contents& left, const std::string& where) {
        const auto found = judge(left, journey_, any_state_, scratch_.path(), Depth::open);
        if (found.repaired) ++sums_.repaired;
        if (found.problem) sums_.complain(where, *found.problem);
    }

    Scratch scratch_;
    Sums& sums_;
    Journey journey_;
    Contents earlier_;
    Contents now_;
    Journey::Bounds bounds_;
    Journey::Bounds any_state_;
};

void Attacks::blocks(const char* name, std::size_t size, std::uint64_t part) {
    const auto whole = now_.at(path(name)).bytes();
    const auto old = earlier_.at(path(name)).bytes();
    auto used = whole.size();
    while (used > 0 && whole[used - 1] == 0)
        --used;
    const auto block = [&](const Bytes& from, std::size_t at) {
        return ByteView{from}.subspan(at, std::min(size, from.size() - at));
    };
    const auto with = [&](std::size_t at, ByteView bytes, const char* how) {
        if (std::equal(bytes.begin(), bytes.end(), whole.begin() + static_cast<std::ptrdiff_t>(at)))
            return;
        auto left = now_;
        left[path(name)].write(at, bytes);
        ++sums_.blocks;
        ask(left, std::string{name} + ", byte " + std::to_string(at) + ", block " + how);
    };
    for (std::size_t at = 0; at + size <= used; at += size * part) {
        with(at, Bytes(size), "zeroed");
        if (at + size <= old.size()) with(at, block(old, at), "of an earlier day");
        const auto next = at + 2 * size <= whole.size() ? at + size : 0;
        auto left = now_;
        left[path(name)].write(at, block(whole, next));
        left[path(name)].write(next, block(whole, at));
        ++sums_.blocks;
        ask(left, std::string{name} + ", byte " + std::to_string(at) + ", swapped with the next");
    }
}

void Attacks::cuts(const char* name, std::uint64_t part) {
    const auto whole = now_.at(path(name)).size();
    for (std::uint64_t size = 0; size < whole; size += part) {
        auto left = now_;
        left[path(name)].resize(size);
        ++sums_.cuts;
        ask(left, std::string{name} + " cut to " + std::to_string(size));
    }
}

// Every rollback journal that lay there at some time, put beside the store of the end.
void Attacks::planted() {
    Aftermath after{journey_.before, journey_.nodes};
    support::SeededEntropy luck{2};
    std::set<std::uint64_t> seen;
    for (std::size_t act = 0; act < journey_.acts.size(); ++act) {
        after.apply(journey_.acts[act]);
        const auto then = after.cut(Outcome::all, luck);
        const auto hot = then.find(path(store::store_hot_file));
        if (hot == then.end() || hot->second.size() == 0) continue;
        if (!seen.insert(hot->second.fingerprint()).second) continue;
        auto left = now_;
        left[hot->first] = hot->second;
        ++sums_.planted;
        ask(left, "a rollback journal of act " + std::to_string(act));
    }
}

// The tablet opens its older copies without a word. What has left it says otherwise.
void Attacks::both_files() {
    std::string note;
    std::string code;
    {
        Disk disk{now_};
        Room room{disk, scratch_.path()};
        room.open();
        CPC_CHECK(!room.broke());
        note = room.vault().checkpoint_note().value();
        code = record::paper_code(room.vault().root());
    }
    Disk disk{earlier_};
    Room room{disk, scratch_.path()};
    room.open();
    CPC_CHECK(!room.broke());
    ++sums_.old_copies;
    const auto held = store::agrees_with(room.vault(), note);
    if (held || held.error().fault != Fault::conflict)
        sums_.complain("both files of an earlier day", "a later checkpoint is not held against it");
    bool fits = false;
    for (std::uint64_t size = 0; size <= room.vault().size(); ++size)
        fits = fits || record::paper_code_matches(code, room.vault().root_at(size).value());
    if (fits) sums_.complain("both files of an earlier day", "the paper code fits");
    const auto own = room.vault().checkpoint_note().value();
    if (!store::agrees_with(room.vault(), own))
        sums_.complain("both files of an earlier day", "its own checkpoint is refused");
}

}  // namespace

int copies(const Options& options) {
    Sums sums;
    Attacks attacks{sums};
    attacks.blocks(store::journal_file, 512, options.part);
    attacks.blocks(store::store_file, 4096, 1);
    attacks.cuts(store::journal_file, 4099 * options.part);
    attacks.cuts(store::store_file, 61 * options.part);
    attacks.planted();
    attacks.both_files();
    std::printf(
        "copies: %zu blocks zeroed, swapped or put back from an earlier day, %zu cuts, %zu "
        "rollback journals of earlier moments planted: every entry there, %zu times a copy made "
        "anew; both files put back together: told by a receipt's or a person's checkpoint and "
        "by the paper code; wrong: %zu\n",
        sums.blocks, sums.cuts, sums.planted, sums.repaired, sums.wrong);
    return sums.wrong == 0 ? 0 : 1;
}

}  // namespace cpc::storm
