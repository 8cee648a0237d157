// SPDX-License-Identifier: Apache-2.0
// A player is killed (SIGKILL) somewhere in a meeting. What the kernel already has survives such a
// death; a power cut is another matter and is tested on the storage module's own crash files.
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "core/record/device_events.hpp"
#include "core/record/type_rules.hpp"
#include "tests/whole/workplace.hpp"

namespace cpc::whole {
namespace {

constexpr int kills_a_test = 50;

// Reads `lines` numbers, waits a few microseconds and kills. Everything that was said by then.
std::vector<std::uint64_t> play_and_kill(const std::string& store, std::size_t lines,
                                         unsigned pause_us) {
    const auto child = start({{WHOLE_PLAYER, scenario_file, assets_folder, store}, {}, {}, {}});
    std::vector<std::uint64_t> said;
    for (std::size_t i = 0; i < lines; ++i) {
        const auto line = next_line(child.out);
        if (!line) break;
        said.push_back(std::stoull(*line));
    }
    ::usleep(pause_us);
    ::kill(child.pid, SIGKILL);
    for (const auto& line : lines_until_end(child.out))
        said.push_back(std::stoull(line));
    (void)wait_for(child);
    return said;
}

void check_what_is_left(const std::string& store, std::uint64_t acknowledged) {
    Machine machine;
    const auto before = machine.verify(store);
    REQUIRE(before.has_value());
    CHECK(before->whole());
    // A kill leaves these three traces and no others, and opening once clears them.
    for (const auto& note : before->notes)
        CHECK((note.rfind("The store was interrupted while writing.", 0) == 0 ||
               note.rfind("The journal ends in an unfinished entry", 0) == 0 ||
               note.find(" entries behind the journal.") != std::string::npos));
    auto desk = machine.open(store);
    if (!desk) FAIL(desk.error().text());
    auto& vault = (*desk)->vault();
    REQUIRE(vault.settle().has_value());
    // The opening is itself the last entry.
    const auto size = vault.size() - 1;
    CHECK(vault.range(size, size + 1).value().front().header.type == record::type::unlock);
    // One entry may be on the medium that nobody had been told of; not more.
    CHECK(size >= acknowledged);
    CHECK(size <= acknowledged + 1);
    CHECK_FALSE((*desk)->opened().repaired_journal);
    CHECK_FALSE((*desk)->opened().repaired_store);
    const auto all = vault.range(0, size);
    REQUIRE(all.has_value());
    for (const auto& stored : *all)
        CHECK(stored.header.type == played().types[stored.seq]);
    std::optional<conference::Stage> stage;
    for (const auto& summary : (*desk)->conferences())
        stage = summary.stage;
    CHECK(stage == played().stage_after[size]);
    const auto root = vault.root();
    desk->reset();
    const auto roots = roots_of(machine, store);
    CHECK(roots.journal_size == size + 1);
    CHECK(roots.store_size == size + 1);
    CHECK(roots.journal == root);
    CHECK(roots.store == root);
    const auto after = machine.verify(store);
    REQUIRE(after.has_value());
    CHECK(after->whole());
    CHECK(after->notes.empty());
}

void kill_often(std::uint32_t seed) {
    std::mt19937 random{seed};
    const auto entries = static_cast<std::size_t>(played().entries);
    std::set<std::uint64_t> where;
    for (int i = 0; i < kills_a_test; ++i) {
        const auto lines = std::uniform_int_distribution<std::size_t>{1, entries}(random);
        const auto pause_us = std::uniform_int_distribution<unsigned>{0, 3000}(random);
        const Folder folder;
        const auto said = play_and_kill(folder.path("store"), lines, pause_us);
        INFO("seed " << seed << ", kill " << i << ", after line " << lines << " and " << pause_us
                     << " microseconds");
        REQUIRE(said.size() >= lines);
        for (std::size_t seq = 0; seq < said.size(); ++seq)
            REQUIRE(said[seq] == seq);
        check_what_is_left(folder.path("store"), said.size());
        where.insert(said.size());
    }
    // Otherwise the kills would all have hit the same moment.
    CHECK(where.size() > kills_a_test / 3);
}

}  // namespace

TEST_CASE("A meeting killed at 50 random moments keeps every acknowledged entry, seed 1",
          "[kill-1][REQ-300]") {
    kill_often(1);
}
TEST_CASE("A meeting killed at 50 random moments keeps every acknowledged entry, seed 2",
          "[kill-2][REQ-300]") {
    kill_often(2);
}
TEST_CASE("A meeting killed at 50 random moments keeps every acknowledged entry, seed 3",
          "[kill-3][REQ-300]") {
    kill_often(3);
}
TEST_CASE("A meeting killed at 50 random moments keeps every acknowledged entry, seed 4",
          "[kill-4][REQ-300]") {
    kill_often(4);
}

}  // namespace cpc::whole
