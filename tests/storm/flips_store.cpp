// SPDX-License-Identifier: Apache-2.0
// Every bit of the store and of a rollback journal that has to be played back.
//
// What decides about a store is whether its pages' codes fit; one connection that stays open is
// asked that after each flip, and a part of the flips is put to whole openings besides. What
// decides about a rollback journal is what playing it back makes of the store: that is done for
// each flip by the library itself. What it leaves is either the right store, or one whose pages do
// not fit, or else it is judged by a whole opening.
#include <sqlcipher/sqlite3.h>

#include <map>

#include "tests/storm/aftermath.hpp"
#include "tests/storm/flips.hpp"

namespace cpc::storm {
namespace {

// The salt, from which an open connection has made its keys already.
constexpr std::uint64_t salt_bytes = 16;
constexpr std::uint64_t opened_every = 997;
constexpr std::uint64_t judged_every = 1009;
constexpr std::uint64_t pages_at = 16;  // in the journal's head: how long the store was

// What the library does first with a store it finds: play back. Its own answer.
int play_back(const std::string& path, const crypto::SecretBytes& key) {
    sqlite3* handle = nullptr;
    int status = sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READWRITE, Disk::vfs_name);
    const auto text = "x'" + to_hex(key.view()) + "'";
    if (status == SQLITE_OK)
        status = sqlite3_key_v2(handle, "main", text.data(), static_cast<int>(text.size()));
    if (status == SQLITE_OK)
        status =
            sqlite3_exec(handle, "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr);
    sqlite3_close_v2(handle);
    return status;
}

// A moment at which a rollback journal is synced and the store's pages have begun to change: that
// of the smallest such journal of at least so many bytes in a meeting.
struct HotMoment {
    Contents left;
    Journey::Bounds bounds;
};

HotMoment find_moment(const Journey& journey, const std::string& hot, std::uint64_t bytes_min) {
    Aftermath after{journey.before, journey.nodes};
    support::SeededEntropy luck{1};
    std::optional<HotMoment> best;
    for (std::size_t act = 0; act + 1 < journey.acts.size(); ++act) {
        after.apply(journey.acts[act]);
        const auto& next = journey.acts[act + 1];
        const bool writes_on =
            next.kind == Act::Kind::write && journey.acts[act].kind == Act::Kind::write;
        if (!writes_on) continue;
        auto left = after.cut(Outcome::all, luck);
        const auto found = left.find(hot);
        if (found == left.end() || found->second.size() < bytes_min) continue;
        ByteArray<1> first{};
        found->second.read(0, first);
        const bool smaller = !best || found->second.size() < best->left.at(hot).size();
        if (first[0] == 0 || !smaller) continue;
        // Begun: what playing it back makes is not what is there.
        best = HotMoment{std::move(left), journey.bounds(act + 1)};
    }
    CPC_CHECK(best.has_value());
    return std::move(*best);
}

class HotJournal {
  public:
    HotJournal(FlipSums& sums, std::uint64_t bytes_min)
        : sums_(sums),
          journey_(live(0, scratch_.path())),
          moment_(find_moment(journey_, path(store::store_hot_file), bytes_min)),
          without_state_(moment_.bounds) {
        for (auto& item : without_state_.state)
            item.second.push_back(std::nullopt);
        CPC_CHECK(
            !judge(moment_.left, journey_, moment_.bounds, scratch_.path(), Depth::open).problem);
    }
    void sweep(std::uint64_t part);

  private:
    [[nodiscard]] std::string path(const char* name) const { return scratch_.path() + "/" + name; }
    [[nodiscard]] Contents with_flip(std::uint64_t number) const;
    void judge_whole(std::uint64_t number);
    static std::string where(std::uint64_t number) {
        return place(store::store_hot_file, number / 8, static_cast<unsigned>(number % 8));
    }

    Scratch scratch_;
    FlipSums& sums_;
    Journey journey_;
    HotMoment moment_;
    Journey::Bounds without_state_;  // the small state lies in the store alone
    support::FakeClock clock_;
    support::SeededEntropy entropy_;
};

Contents HotJournal::with_flip(std::uint64_t number) const {
    auto out = moment_.left;
    ByteArray<1> byte{};
    auto& hot = out.at(path(store::store_hot_file));
    hot.read(number / 8, byte);
    byte[0] = static_cast<std::uint8_t>(byte[0] ^ (1U << (number % 8)));
    hot.write(number / 8, byte);
    return out;
}

// The small state may be gone if the store was, and if that is said; not in silence.
void HotJournal::judge_whole(std::uint64_t number) {
    const auto flipped = with_flip(number);
    ++sums_.opened;
    auto found = judge(flipped, journey_, without_state_, scratch_.path(), Depth::open);
    if (!found.problem && !found.repaired)
        found = judge(flipped, journey_, moment_.bounds, scratch_.path(), Depth::open);
    if (found.problem)
        sums_.complain(where(number), *found.problem);
    else if (found.repaired)
        ++sums_.repaired;
}

void HotJournal::sweep(std::uint64_t part) {
    const auto size = moment_.left.at(path(store::store_hot_file)).size();
    std::vector<std::uint64_t> to_judge;
    {
        Disk disk{moment_.left};
        const store::Ports ports{disk, clock_, entropy_, Disk::vfs_name};
        const auto unlocked = crypto::Keyslots::unlock(disk, scratch_.path(), passphrase());
        CPC_CHECK(unlocked.has_value());
        const auto keys = store::StoreKeys::from_master(unlocked->master);
        const auto store = path(store::store_file);
        const auto hot = path(store::store_hot_file);
        CPC_CHECK(play_back(store, keys.database) == SQLITE_OK);
        const auto right = disk.find(store)->seen;
        const auto probe = path("probe.db");
        disk.find_or_make(probe)->seen = right;
        Pages pages{ports, probe, keys.database};
        CPC_CHECK(pages.all_fit());
        std::map<std::uint64_t, bool> judged;  // stores that fit and are not the right one
        for (std::uint64_t number = 0; number < size * 8; number += part) {
            const auto flipped = with_flip(number);
            disk.find_or_make(store)->seen = flipped.at(store);
            disk.find_or_make(hot)->seen = flipped.at(hot);
            // The product looks at the number of pages first (copies.cpp) and does not play it
            // back.
            if (number / 8 >= pages_at && number / 8 < pages_at + 4) {
                ++sums_.flips;
                ++sums_.noticed;
                to_judge.push_back(number);
                continue;
            }
            const int answer = play_back(store, keys.database);
            const auto& made = disk.find(store)->seen;
            disk.find(probe)->seen = made;
            ++sums_.flips;
            const bool is_right = made.fingerprint() == right.fingerprint();
            const bool fits = answer == SQLITE_OK && pages.all_fit();
            if (answer == SQLITE_OK && is_right)
                ++sums_.harmless;
            else
                ++sums_.noticed;
            const bool undecided =
                fits && !is_right && judged.emplace(made.fingerprint(), true).second;
            if (undecided || number % judged_every == 0) to_judge.push_back(number);
            disk.forget_acts();
        }
    }
    for (const auto number : to_judge)
        judge_whole(number);
}

}  // namespace

Pages::Pages(const store::Ports& ports, const std::string& path, const crypto::SecretBytes& key)
    : database_([&] {
          auto opened = store::Database::open(path, key, store::Database::Mode::read_only,
                                              ports.database_vfs);
          CPC_CHECK(opened.has_value());
          return std::move(*opened);
      }()) {}

bool Pages::all_fit() {
    auto pages = database_.prepare("PRAGMA cipher_integrity_check");
    if (!pages) return false;
    const auto row = pages->step();
    return row && !*row;
}

void Record::store(std::uint64_t part) {
    Disk disk{contents_};
    const store::Ports ports{disk, clock_, entropy_, Disk::vfs_name};
    const auto unlocked = crypto::Keyslots::unlock(disk, scratch_.path(), passphrase());
    const auto keys = store::StoreKeys::from_master(unlocked->master);
    const auto file = path(store::store_file);
    const auto opened = [&](const std::string& where) {
        const auto found =
            store::look_at_store(ports, file, keys, store::Database::Mode::read_only);
        count(where, !found || !found->damage.empty());
        disk.forget_acts();
    };
    const auto size = disk.find(file)->seen.size();
    each_bit(disk, file, 0, salt_bytes, part, opened);
    each_bit(disk, file, salt_bytes, size, opened_every * part, opened);
    Pages pages{ports, file, keys.database};
    CPC_CHECK(pages.all_fit());
    each_bit(disk, file, salt_bytes, size, part,
             [&](const std::string& where) { count(where, !pages.all_fit()); });
}

void sweep_hot_journal(std::uint64_t part, FlipSums& sums) {
    for (const std::uint64_t bytes_min : {8'000, 20'000})
        HotJournal{sums, bytes_min}.sweep(part);
}

}  // namespace cpc::storm
