// SPDX-License-Identifier: Apache-2.0
// What the sweeps of single bits and of single lengths share: a small whole record on a disk in
// memory, and the count of what was noticed.
#pragma once

#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "core/base/check.hpp"
#include "core/crypto/box.hpp"
#include "core/store/copies.hpp"
#include "core/store/database.hpp"
#include "tests/storm/judge.hpp"
#include "tests/storm/storm.hpp"

namespace cpc::storm {

struct FlipSums {
    std::uint64_t flips = 0;
    std::uint64_t noticed = 0;
    std::uint64_t harmless = 0;
    std::uint64_t opened = 0;  // whole records opened with a flip in one copy
    std::uint64_t repaired = 0;
    std::uint64_t cuts = 0;  // lengths
    std::uint64_t wrong = 0;

    void complain(const std::string& where, const std::string& what) {
        if (++wrong <= 30) std::printf("WRONG at %s: %s\n", where.c_str(), what.c_str());
    }
};

[[nodiscard]] std::string place(const std::string& file, std::uint64_t at, unsigned bit);

// Gives ask(place) for each bit of [from, to) of a file on the disk, every `step`-th.
template <class Ask>
void each_bit(Disk& disk, const std::string& path, std::uint64_t from, std::uint64_t to,
              std::uint64_t step, Ask ask) {
    const auto node = disk.find(path);
    CPC_CHECK(node != nullptr);
    for (std::uint64_t number = from * 8; number < to * 8; number += step) {
        const auto at = number / 8;
        const auto bit = static_cast<unsigned>(number % 8);
        const Image whole = node->seen;
        ByteArray<1> byte{};
        whole.read(at, byte);
        byte[0] = static_cast<std::uint8_t>(byte[0] ^ (1U << bit));
        node->seen.write(at, byte);
        ask(place(path.substr(path.rfind('/') + 1), at, bit));
        node->seen = whole;
    }
}

// A small whole record on a disk, and what is in it.
class Record {
  public:
    explicit Record(FlipSums& sums) : sums_(sums) {
        Disk disk;
        Room room{disk, scratch_.path()};
        room.create();
        room.sign_in(0);
        for (std::size_t i = 0; i < 5; ++i)
            room.say_as_attendee(0, 60 + 100 * i);
        room.put_state("kept", 300);
        room.settle();
        CPC_CHECK(!room.broke());
        journey_.promises = room.promises;
        journey_.roots = room.roots;
        note_ = room.vault().checkpoint_note().value();
        origin_ = room.vault().origin();
        device_ = room.vault().device_key().public_key();
        receipt_ = receipt_for(note_);
        room.close();
        journey_.acts.resize(disk.act_count());
        contents_ = disk.contents();
    }
    ~Record() = default;
    Record(const Record&) = delete;
    Record& operator=(const Record&) = delete;
    // Of a longer record, sealed.
    void make_bundle();
    void keys(std::uint64_t part);
    void ledger(std::uint64_t part);
    void journal(std::uint64_t part);
    void store(std::uint64_t part);
    void whole_openings(std::uint64_t part);
    void papers(std::uint64_t part);
    void cuts();

  private:
    void look_at_ledger(std::uint64_t part);
    // A copy of the record that took this disk's place is opened in the usual way.
    Judgement open_anyway(const Contents& left) {
        return judge(left, journey_, journey_.bounds(journey_.acts.size()), scratch_.path(),
                     Depth::open);
    }
    [[nodiscard]] std::string path(const char* name) const { return scratch_.path() + "/" + name; }
    static std::uint64_t used(const Image& image);
    Bytes bundle_of(store::Vault& vault);
    [[nodiscard]] std::string receipt_for(const std::string& note) const;
    void count(const std::string& where, bool noticed) {
        ++sums_.flips;
        if (noticed)
            ++sums_.noticed;
        else
            sums_.complain(where, "not noticed");
    }
    template <class Refuses>
    void file(const char* name, Bytes whole, std::uint64_t step, Refuses refuses);
    template <class Refuses>
    void each_length(const char* name, std::uint64_t from, std::uint64_t to, Refuses refuses);
    void cut_keys(Disk& disk);
    void cut_ledger(Disk& disk);
    void cut_journal(Disk& disk);
    void cut_store(Disk& disk);
    void cut_papers();

    Scratch scratch_;
    FlipSums& sums_;
    std::vector<std::pair<std::string, Contents>> to_open_;  // where the ledger asks to wait
    Journey journey_;
    Contents contents_;
    std::string note_;
    std::string receipt_;
    std::string origin_;
    crypto::PublicKey device_{};
    Bytes bundle_;
    crypto::BoxKeyPair ingest_ = crypto::BoxKeyPair::generate();
    support::FakeClock clock_;
    support::SeededEntropy entropy_;
};

// One connection of the product's own to a store, kept open and asked again after each change: its
// check reads every page from the disk anew. Opening one for each flip would take an hour.
class Pages {
  public:
    Pages(const store::Ports& ports, const std::string& path, const crypto::SecretBytes& key);
    [[nodiscard]] bool all_fit();

  private:
    store::Database database_;
};

// Of a rollback journal that has to be played back, every bit.
void sweep_hot_journal(std::uint64_t part, FlipSums& sums);

}  // namespace cpc::storm
