// SPDX-License-Identifier: Apache-2.0
// After the hard lock nothing that was typed is left: not on the disk, not in what the program
// said, not in its memory. Ten thousand words are typed on the real screens (room.cpp) and looked
// for.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <set>
#include <sstream>
#include <unordered_set>

#include "tests/whole/canaries.hpp"
#include "tests/whole/workplace.hpp"

namespace cpc::whole {
namespace {

constexpr int heap_is_not_wiped = 77;  // a build with sanitizers keeps its own heap

const std::unordered_set<std::string>& all_canaries() {
    static const auto all = [] {
        std::unordered_set<std::string> out;
        for (std::size_t i = 0; i < canary_count; ++i)
            out.insert(canary(i));
        return out;
    }();
    return all;
}

// Every word of ours in these bytes, with letters of `width` bytes (1, 2, 4: as the toolkit or the
// system might keep them).
void find_in(ByteView bytes, std::size_t width, std::set<std::string>& found) {
    const auto letter = [&](std::size_t at, std::size_t i) { return bytes[at + i * width]; };
    const auto first = static_cast<std::uint8_t>(canary_head.front());
    if (bytes.size() < canary_size * width) return;
    const auto last = bytes.size() - canary_size * width;
    for (std::size_t at = 0; at <= last; ++at) {
        if (bytes[at] != first || letter(at, 1) != 'z' || letter(at, 2) != 'x') continue;
        std::string word;
        for (std::size_t i = 0; i < canary_size; ++i)
            word += static_cast<char>(letter(at, i));
        if (all_canaries().count(word) != 0) found.insert(word);
    }
}

std::set<std::string> words_in(ByteView bytes) {
    std::set<std::string> found;
    for (const std::size_t width : {1U, 2U, 4U})
        find_in(bytes, width, found);
    return found;
}

struct Looked {
    std::set<std::string> found;
    std::vector<std::string> where;  // of the first few, for whoever has to mend it
    std::uint64_t bytes = 0;
};

// Every page of another program that can be read.
Looked memory_of(pid_t pid) {
    Looked out;
    const auto folder = "/proc/" + std::to_string(pid);
    const int memory = ::open((folder + "/mem").c_str(), O_RDONLY | O_CLOEXEC);
    REQUIRE(memory >= 0);
    std::ifstream maps{folder + "/maps"};
    std::string line;
    while (std::getline(maps, line)) {
        std::uint64_t from = 0, to = 0;
        char dash = 0;
        std::string rights;
        std::istringstream in{line};
        in >> std::hex >> from >> dash >> to >> rights;
        if (rights.empty() || rights[0] != 'r') continue;
        Bytes bytes(to - from);
        const auto got = ::pread(memory, bytes.data(), bytes.size(), static_cast<off_t>(from));
        if (got <= 0) continue;
        bytes.resize(static_cast<std::size_t>(got));
        out.bytes += bytes.size();
        const auto found = words_in(bytes);
        out.found.insert(found.begin(), found.end());
        if (!found.empty() && out.where.size() < 8)
            out.where.push_back(std::to_string(found.size()) + " in " + line + ", such as " +
                                *found.begin());
    }
    ::close(memory);
    return out;
}

// The same of what it was started with.
std::set<std::string> words_around(pid_t pid) {
    std::set<std::string> found;
    for (const char* name : {"/environ", "/cmdline"})
        found.merge(words_in(bytes_of("/proc/" + std::to_string(pid) + name)));
    return found;
}

}  // namespace

TEST_CASE("Ten thousand words are ten thousand different words", "[memory]") {
    CHECK(all_canaries().size() == canary_count);
    const auto text = canaries(0, canary_count);
    CHECK(words_in(view_of(text)).size() == canary_count);
    Bytes wide;
    for (const char c : canary(7))
        for (const char part : {c, '\0', '\0', '\0'})
            wide.push_back(static_cast<std::uint8_t>(part));
    CHECK(words_in(wide).size() == 1);
}

TEST_CASE("After the hard lock of a whole meeting no word of it is in memory, on disk or anywhere",
          "[memory][REQ-299]") {
    const Folder folder;
    std::array<int, 2> to{};
    REQUIRE(::pipe2(to.data(), 0) == 0);
    Start how;
    how.words = {WHOLE_ROOM, scenario_file, assets_folder, folder.path("store")};
    how.error_file = folder.path("errors");
    how.folder = folder.path();
    how.in = to[0];
    const auto child = start(how);
    ::close(to[0]);
    const auto go_on = [&] { REQUIRE(::write(to[1], "\n", 1) == 1); };

    const auto opened = next_line(child.out);
    if (!opened) {
        const int code = wait_for(child);
        if (code == heap_is_not_wiped) SKIP("a build with sanitizers keeps its own heap");
        FAIL(text_of(bytes_of(folder.path("errors"))));
    }
    CHECK(text_of(bytes_of(folder.path("errors"))).find("10000 words typed") !=
          std::string_view::npos);
    // The search finds them while they are there.
    const auto before = memory_of(child.pid);
    CHECK(before.found.size() > canary_count * 9 / 10);
    go_on();
    REQUIRE(next_line(child.out) == "locked");
    const auto after = memory_of(child.pid);
    for (const auto& place : after.where)
        UNSCOPED_INFO(place);
    CHECK(after.found.size() == 0);
    CHECK(after.bytes > 1'000'000);
    CHECK(words_around(child.pid).empty());
    for (const auto& file : files_below(folder.path())) {
        INFO(file);
        CHECK(words_in(bytes_of(file)).empty());
    }
    go_on();
    ::close(to[1]);
    CHECK(wait_for(child) == 0);
}

}  // namespace cpc::whole
