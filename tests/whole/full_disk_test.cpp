// SPDX-License-Identifier: Apache-2.0
// The disk fills up in the middle of a meeting. What was acknowledged is there afterwards, and the
// program says what happened instead of going on.
#include <catch2/catch_test_macros.hpp>

#include "tests/whole/workplace.hpp"

namespace cpc::whole {
namespace {

constexpr std::size_t sentence_least = 20;

void check_record(const std::string& store, std::uint64_t acknowledged) {
    Machine machine;
    auto desk = machine.open(store);
    if (!desk) FAIL(desk.error().text());
    // The opening is itself an entry.
    CHECK((*desk)->vault().size() >= acknowledged + 1);
    CHECK((*desk)->vault().size() <= acknowledged + 2);
    CHECK_FALSE((*desk)->opened().repaired_journal);
    CHECK((*desk)->vault().settle().has_value());
    desk->reset();
    const auto report = machine.verify(store);
    REQUIRE(report.has_value());
    CHECK(report->whole());
}

// Plays on a disk of its own of this size; the store is copied off it afterwards. Nothing: this
// machine does not let us have such a disk.
struct OnSmallDisk {
    int code = 0;
    std::size_t acknowledged = 0;
    std::string said;
};
constexpr int no_disk = 99;
constexpr const char* on_small_disk = R"(
mount -t tmpfs -o size="$4" none "$2" 2>/dev/null || exit 99
"$0" "$1" "$3" "$2/store"
code=$?
cp -r "$2/store" "$5"
exit $code
)";

std::optional<OnSmallDisk> play_on_small_disk(const Folder& folder, const std::string& size,
                                              const std::string& copy) {
    Machine machine;
    REQUIRE(machine.files.make_directories(folder.path("disk")).has_value());
    Start how;
    how.words = {"/usr/bin/unshare", "-m",         "/bin/sh",        "-c",
                 on_small_disk,      WHOLE_PLAYER, scenario_file,    folder.path("disk"),
                 assets_folder,      size,         folder.path(copy)};
    how.error_file = folder.path("said");
    const auto child = start(how);
    OnSmallDisk out;
    out.acknowledged = lines_until_end(child.out).size();
    out.code = wait_for(child);
    out.said = text_of(bytes_of(how.error_file));
    const bool refused = out.said.rfind("unshare:", 0) == 0;
    if (out.code == no_disk || refused) return std::nullopt;
    return out;
}

}  // namespace

TEST_CASE("A file that cannot grow stops the meeting and loses nothing acknowledged",
          "[full-disk][REQ-300]") {
    for (std::uint64_t after = 3; after < played().acknowledged; after += 9) {
        const Folder folder;
        Start how;
        how.words = {WHOLE_PLAYER,         scenario_file, assets_folder,
                     folder.path("store"), "full-after",  std::to_string(after)};
        how.error_file = folder.path("said");
        const auto child = start(how);
        const auto acknowledged = lines_until_end(child.out).size();
        const auto code = wait_for(child);
        const std::string said{text_of(bytes_of(how.error_file))};
        INFO("full after entry " << after << ": " << said);
        CHECK(code == 1);
        CHECK(said.size() > sentence_least);
        CHECK(acknowledged == after + 1);
        check_record(folder.path("store"), acknowledged);
    }
}

TEST_CASE("A really full disk is told in plain words and loses nothing acknowledged",
          "[full-disk][REQ-300]") {
    // The journal takes 1 MiB at once; the store grows beside it.
    bool stopped = false;
    for (const char* size : {"1100k", "1128k", "1156k", "1184k", "1212k", "1240k", "2048k"}) {
        const Folder folder;
        const auto ended = play_on_small_disk(folder, size, "copy");
        if (!ended) SKIP("this machine does not allow a small disk to be mounted");
        INFO(size << ": " << ended->said);
        if (ended->code == 0) continue;
        CHECK(ended->code == 1);
        CHECK(ended->said.size() > sentence_least);
        if (ended->acknowledged == 0) continue;
        stopped = true;
        check_record(folder.path("copy"), ended->acknowledged);
    }
    CHECK(stopped);
}

TEST_CASE("A disk too small for a record is refused at once, in a sentence", "[full-disk]") {
    for (const std::uint64_t bytes : {0U, 100U, 5'000U, 20'000U, 300'000U}) {
        const auto ended = run_cpc({"play", scenario_file}, bytes);
        INFO(bytes << ": " << ended.text);
        CHECK(ended.code != 0);
        CHECK(ended.code < 126);
    }
}

}  // namespace cpc::whole
