// SPDX-License-Identifier: Apache-2.0
#include "core/store/journal.hpp"

#include <catch2/catch_test_macros.hpp>

#include "tests/support/fakes.hpp"
#include "tests/support/memory_files.hpp"

namespace cpc::store {
namespace {

using support::MemoryFiles;

const std::string path = "d/journal.cpl";

RawEntry entry_of(std::uint64_t seq, std::size_t content = 40) {
    RawEntry out;
    out.seq = seq;
    out.entry = Bytes(280, static_cast<std::uint8_t>(seq));
    out.ciphertext = Bytes(content, static_cast<std::uint8_t>(seq + 1));
    out.key_wrap = Bytes(72, 3);
    if (seq == 0) out.conference_key_wrap = Bytes(72, 4);
    if (seq == 0) out.new_keys = {crypto::PublicKey{1}, crypto::PublicKey{2}};
    return out;
}

struct Disk {
    MemoryFiles files;
    support::SeededEntropy entropy;
    crypto::SecretBytes key = crypto::SecretBytes::copy_of(Bytes(32, 7));
    LogIdentity identity{Hash32{1, 2, 3}, crypto::SecretBytes::copy_of(Bytes(32, 9))};

    Journal create() {
        auto made = Journal::create(files, entropy, path, key, identity);
        REQUIRE(made);
        REQUIRE(files.sync_directory("d"));
        return std::move(*made);
    }
    Journal with_entries(std::uint64_t count) {
        auto journal = create();
        for (std::uint64_t seq = 0; seq < count; ++seq)
            REQUIRE(journal.append(entry_of(seq)));
        return journal;
    }
    struct Seen {
        std::vector<RawEntry> entries;
        JournalScan scan;
        std::optional<Journal> journal;
    };
    Seen look() {
        Seen out;
        auto opened = Journal::open(files, entropy, path, key, Journal::Access::append);
        if (!opened) return out;
        const auto scan =
            opened->scan([&](const FramePlace&, const RawEntry& entry) -> Result<void> {
                out.entries.push_back(entry);
                return {};
            });
        REQUIRE(scan);
        out.scan = *scan;
        out.journal = std::move(*opened);
        return out;
    }
};

TEST_CASE("a journal gives back what was appended, and where it is", "[store][journal]") {
    Disk disk;
    std::vector<FramePlace> places;
    {
        auto journal = disk.create();
        for (std::uint64_t seq = 0; seq < 5; ++seq)
            places.push_back(journal.append(entry_of(seq, seq * 100)).value());
        for (const auto& place : places)
            CHECK(journal.read(place).value() == entry_of(place.seq, place.seq * 100));
    }
    const auto seen = disk.look();
    REQUIRE(seen.entries.size() == 5);
    CHECK(seen.entries[4] == entry_of(4, 400));
    CHECK(seen.scan.damage.empty());
    CHECK_FALSE(seen.scan.tail);
    CHECK(seen.scan.end == places.back().offset + places.back().size);
    CHECK(seen.journal->identity().device_seed.same_as(disk.identity.device_seed));
    CHECK(disk.files.contents(path).size() == journal_step);
}

TEST_CASE("an append costs one sync, counted over ten thousand", "[store][journal]") {
    Disk disk;
    auto journal = disk.create();
    const auto before = disk.files.data_syncs;
    constexpr std::uint64_t count = 10'000;
    for (std::uint64_t seq = 0; seq < count; ++seq)
        REQUIRE(journal.append(entry_of(seq)));
    CHECK(disk.files.data_syncs - before == count);
}

TEST_CASE("an acknowledged frame survives a power cut, whatever was written after it",
          "[store][journal]") {
    Disk disk;
    auto journal = disk.with_entries(3);
    REQUIRE(journal.append_without_sync(entry_of(3)));
    disk.files.power_cut();
    const auto seen = disk.look();
    CHECK(seen.entries.size() == 3);
    CHECK(seen.scan.damage.empty());
    CHECK_FALSE(seen.scan.tail);
}

TEST_CASE("a last frame torn at any length is not taken for an entry, and is cleared",
          "[store][journal]") {
    std::uint64_t frame_size = 0;
    {
        Disk disk;
        auto journal = disk.with_entries(2);
        frame_size = journal.append(entry_of(2)).value().size;
    }
    for (std::uint64_t kept = 0; kept < frame_size; ++kept) {
        Disk disk;
        auto journal = disk.with_entries(2);
        const auto end = journal.append_without_sync(entry_of(2)).value().offset;
        // The first `kept` bytes reached the disk, the rest is still zero.
        Bytes torn = disk.files.contents(path);
        std::fill(torn.begin() + static_cast<std::ptrdiff_t>(end + kept), torn.end(),
                  std::uint8_t{0});
        disk.files.set_contents(path, torn);
        auto seen = disk.look();
        // A frame whose missing last bytes were zero anyway is whole.
        if (seen.entries.size() == 3) continue;
        REQUIRE(seen.entries.size() == 2);
        REQUIRE(seen.scan.damage.empty());
        REQUIRE(seen.scan.end == end);
        REQUIRE(seen.scan.tail.has_value() == (kept > 0));
        if (kept >= frame_head_size) REQUIRE(seen.scan.tail_is_unfinished_frame);
        REQUIRE(seen.journal->resume(seen.scan));
        REQUIRE(seen.journal->append(entry_of(2)));
        seen = disk.look();
        REQUIRE(seen.entries.size() == 3);
        REQUIRE(seen.entries[2] == entry_of(2));
        REQUIRE_FALSE(seen.scan.tail);
    }
}

TEST_CASE("a journal cut at any length inside its last frame keeps the frames before",
          "[store][journal]") {
    Disk whole;
    auto journal = whole.with_entries(3);
    const Bytes bytes = whole.files.contents(path);
    const auto last = whole.look().scan.end;
    const auto before = last - (journal.append(entry_of(3)).value().size);
    for (std::uint64_t size = before; size < last; ++size) {
        Disk disk;
        disk.files.set_contents(
            path, Bytes(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size)));
        auto seen = disk.look();
        REQUIRE(seen.entries.size() == 2);
        REQUIRE(seen.journal->resume(seen.scan));
        REQUIRE(seen.journal->append(entry_of(2)));
        REQUIRE(disk.look().entries.size() == 3);
        REQUIRE(disk.files.contents(path).size() == journal_step);
    }
}

TEST_CASE("every flipped bit of head, frames and zeros shows", "[store][journal]") {
    Disk disk;
    (void)disk.with_entries(3);
    const Bytes whole = disk.files.contents(path);
    const auto end = disk.look().scan.end;
    std::size_t flips = 0;
    for (std::size_t at = 0; at < whole.size(); at += at < end ? 1 : 4001) {
        Bytes hurt = whole;
        hurt[at] ^= static_cast<std::uint8_t>(1U << (at % 8));
        disk.files.set_contents(path, std::move(hurt));
        const auto seen = disk.look();
        ++flips;
        if (at < journal_head_size) {
            REQUIRE_FALSE(seen.journal);
            continue;
        }
        REQUIRE(seen.journal);
        const bool shows = !seen.scan.damage.empty() || seen.scan.tail.has_value();
        REQUIRE(shows);
        // What is found is always true: a whole entry under its own number.
        for (const auto& entry : seen.entries)
            REQUIRE(entry == entry_of(entry.seq));
        if (!seen.scan.damage.empty()) REQUIRE(seen.scan.damage.front().offset <= at);
    }
    CHECK(flips > 1'500);
}

TEST_CASE("frames behind a damaged one are still found", "[store][journal]") {
    Disk disk;
    auto journal = disk.with_entries(2);
    const auto third = journal.append(entry_of(2)).value();
    REQUIRE(journal.append(entry_of(3)));
    REQUIRE(journal.append(entry_of(4)));
    Bytes hurt = disk.files.contents(path);
    hurt[third.offset + 100] ^= 1U;
    disk.files.set_contents(path, hurt);
    const auto seen = disk.look();
    REQUIRE(seen.entries.size() == 4);
    CHECK(seen.entries[2].seq == 3);
    REQUIRE(seen.scan.damage.size() == 1);
    CHECK(seen.scan.damage[0].seq == 2);
    CHECK(seen.scan.damage[0].offset == third.offset);
}

TEST_CASE("frames swapped, doubled or taken from elsewhere are noticed", "[store][journal]") {
    Disk disk;
    auto journal = disk.with_entries(1);
    const auto a = journal.append(entry_of(1)).value();
    const auto b = journal.append(entry_of(2)).value();
    REQUIRE(a.size == b.size);
    const Bytes whole = disk.files.contents(path);
    const auto at = [](std::uint64_t offset) { return static_cast<std::ptrdiff_t>(offset); };
    Bytes swapped = whole;
    std::swap_ranges(swapped.begin() + at(a.offset), swapped.begin() + at(a.offset + a.size),
                     swapped.begin() + at(b.offset));
    disk.files.set_contents(path, swapped);
    auto seen = disk.look();
    CHECK((!seen.scan.damage.empty() || seen.scan.tail));
    Bytes doubled = whole;
    std::copy_n(whole.begin() + at(a.offset), a.size, doubled.begin() + at(b.offset));
    disk.files.set_contents(path, doubled);
    seen = disk.look();
    CHECK((!seen.scan.damage.empty() || seen.scan.tail));
    // Another log's journal, under the same key.
    disk.identity.log_id[0] ^= 1U;
    REQUIRE(disk.files.remove(path));
    (void)disk.with_entries(3);
    Bytes foreign = disk.files.contents(path);
    std::copy_n(whole.begin(), journal_head_size, foreign.begin());
    disk.files.set_contents(path, foreign);
    CHECK(disk.look().entries.empty());
    CHECK(disk.look().scan.tail);
}

TEST_CASE("a full disk refuses the entry and keeps the journal usable", "[store][journal]") {
    Disk disk;
    auto journal = disk.create();
    disk.files.set_capacity(journal_step + 100);
    std::uint64_t seq = 0;
    while (true) {
        const auto placed = journal.append(entry_of(seq, 8'000));
        if (!placed) {
            CHECK(placed.error().fault == Fault::no_space);
            break;
        }
        ++seq;
        REQUIRE(seq < 1'000);
    }
    CHECK(disk.look().entries.size() == seq);
    disk.files.set_capacity(4 * journal_step);
    CHECK(journal.append(entry_of(seq, 8'000)));
    CHECK(disk.look().entries.size() == seq + 1);
}

TEST_CASE("after a failed write or sync nothing more is acknowledged, and nothing is lost",
          "[store][journal]") {
    for (std::uint64_t call = 1; call <= 2; ++call) {
        Disk disk;
        auto journal = disk.with_entries(2);
        disk.files.fail_call(call, Fault::io);
        REQUIRE_FALSE(journal.append(entry_of(2)));
        const auto again = journal.append(entry_of(2));
        REQUIRE_FALSE(again);
        CHECK(again.error().fault == Fault::io);
        disk.files.heal();
        disk.files.power_cut();
        CHECK(disk.look().entries.size() == 2);
    }
}

}  // namespace
}  // namespace cpc::store
