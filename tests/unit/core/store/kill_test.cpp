// SPDX-License-Identifier: Apache-2.0
// A process that is killed while it records. The kernel survives here, so what is tested is every
// half-done step between journal, store and their own journals, not the disk's cache.
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <csignal>

#include "tests/unit/core/store/store_fixture.hpp"

namespace cpc::store {
namespace {

using test::Bench;
using test::conference_a;
using test::said;
using test::text_in;

// Records until it is killed, and says so after each acknowledgement.
[[noreturn]] void record_for_ever(Bench& bench, std::size_t from, int acknowledged) {
    auto vault = bench.open();
    if (!vault) _exit(1);
    for (std::size_t i = from;; ++i) {
        if (!vault->append(said(*vault, std::to_string(i)))) _exit(2);
        // Makes the writer thread commit again and again, so that kills land inside its commits.
        if (i % 3 == 0 && !vault->put_state("n", view_of(std::to_string(i)))) _exit(3);
        const char one = '.';
        if (::write(acknowledged, &one, 1) != 1) _exit(4);
    }
}

TEST_CASE("a process killed at any moment has lost nothing it acknowledged",
          "[store][recovery][REQ-300]") {
    Bench bench;
    REQUIRE(bench.create());
    std::size_t recorded = 0;
    constexpr int rounds = 25;
    for (int round = 0; round < rounds; ++round) {
        int pipe[2] = {-1, -1};
        REQUIRE(::pipe(pipe) == 0);
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            ::close(pipe[0]);
            // A fork draws what its parent draws; two rounds must not draw one nonce.
            bench.entropy = support::SeededEntropy{1'000 + static_cast<std::uint64_t>(round)};
            record_for_ever(bench, recorded, pipe[1]);
        }
        ::close(pipe[1]);
        std::size_t acknowledged = 0;
        char one = 0;
        const auto wanted = static_cast<std::size_t>(1 + round % 9);
        while (acknowledged < wanted && ::read(pipe[0], &one, 1) == 1)
            ++acknowledged;
        REQUIRE(::kill(child, SIGKILL) == 0);
        while (::read(pipe[0], &one, 1) == 1)
            ++acknowledged;
        ::close(pipe[0]);
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        REQUIRE(WIFSIGNALED(status));

        const auto looked = bench.verify();
        REQUIRE(looked);
        for (const auto& finding : looked->damage)
            UNSCOPED_INFO(finding.text());
        CHECK(looked->whole());
        auto vault = bench.open();
        REQUIRE(vault);
        CHECK_FALSE(vault->report().repaired_journal);
        CHECK_FALSE(vault->report().repaired_store);
        const auto entries = vault->conference(conference_a);
        REQUIRE(entries);
        REQUIRE(entries->size() >= recorded + acknowledged);
        recorded = entries->size();
        for (std::size_t i = 0; i < recorded; ++i)
            REQUIRE(text_in((*entries)[i]) == std::to_string(i));
        vault = fail(Fault::io, "closed");
        const auto after = bench.verify();
        REQUIRE(after);
        CHECK(after->whole());
        CHECK(after->notes.empty());
    }
    CHECK(recorded >= rounds);
}

TEST_CASE("a record open in another process is refused until that process is gone, however it goes",
          "[store][lock]") {
    Bench bench;
    REQUIRE(bench.create());
    int pipe[2] = {-1, -1};
    REQUIRE(::pipe(pipe) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::close(pipe[0]);
        record_for_ever(bench, 0, pipe[1]);
    }
    ::close(pipe[1]);
    char one = 0;
    REQUIRE(::read(pipe[0], &one, 1) == 1);
    const auto refused = bench.open();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fault == Fault::locked_out);
    CHECK(bench.verify().error().fault == Fault::locked_out);
    REQUIRE(::kill(child, SIGKILL) == 0);
    while (::read(pipe[0], &one, 1) == 1) {
    }
    ::close(pipe[0]);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(WIFSIGNALED(status));
    CHECK(bench.verify());
    CHECK(bench.open());
}

}  // namespace
}  // namespace cpc::store
