// SPDX-License-Identifier: Apache-2.0
// Guards cannot be taken down again, so each test puts them up in a child process of its own.
#include "platform/guard/guard.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <cerrno>
#include <cstdlib>
#include <functional>
#include <thread>

#include "platform/guard/heap.hpp"

namespace cpc::guard {
namespace {

// Bits of what was true in the child.
int in_child(const std::function<int()>& asks) {
    const pid_t pid = ::fork();
    REQUIRE(pid >= 0);
    if (pid == 0) ::_exit(asks());
    int status = 0;
    REQUIRE(::waitpid(pid, &status, 0) == pid);
    REQUIRE(WIFEXITED(status));
    return WEXITSTATUS(status);
}

bool refused(long result) {
    return result == -1 && errno == EPERM;
}

bool can_filter() {
    return in_child([] { return put_up({}).held(Kind::calls_filtered) ? 1 : 0; }) == 1;
}

}  // namespace

TEST_CASE("A guarded program starts no other one and listens to nobody, on no thread", "[guard]") {
    if (!can_filter()) SKIP("this build or machine has no filter of calls");
    const int bits = in_child([] {
        (void)put_up({});
        int all = 0;
        std::thread other{[&] {
            char* const none[] = {nullptr};
            if (refused(::execve("/bin/true", none, none))) all |= 1;
            const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
            if (socket >= 0) all |= 2;  // the display needs one
            if (refused(::listen(socket, 1))) all |= 4;
            if (refused(::socket(AF_PACKET, SOCK_RAW, 0))) all |= 8;
            if (!refused(::socket(AF_INET, SOCK_STREAM, 0))) all |= 16;  // sending needs one
        }};
        other.join();
        return all;
    });
    CHECK(bits == 31);
}

TEST_CASE("A tablet without network cannot make a connection", "[guard]") {
    if (!can_filter()) SKIP("this build or machine has no filter of calls");
    const int bits = in_child([] {
        (void)put_up({true});
        return (refused(::socket(AF_INET, SOCK_STREAM, 0)) ? 1 : 0) |
               (refused(::socket(AF_INET6, SOCK_STREAM, 0)) ? 2 : 0) |
               (::socket(AF_UNIX, SOCK_STREAM, 0) >= 0 ? 4 : 0);
    });
    CHECK(bits == 7);
}

TEST_CASE("Nothing is dumped and nobody may look in", "[guard]") {
    const int bits = in_child([] {
        const auto guards = put_up({});
        rlimit core{1, 1};
        (void)::getrlimit(RLIMIT_CORE, &core);
        const bool shut = ::prctl(PR_GET_DUMPABLE) == 0 && core.rlim_max == 0;
        return (shut == guards.held(Kind::no_dump) ? 1 : 0) |
               (::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 ? 2 : 0);
    });
    CHECK(bits == 3);
}

TEST_CASE("Memory that cannot hold one check of a passphrase is not called locked", "[guard]") {
    const int held = in_child([] {
        // As an ordinary user with the usual limit.
        const rlimit usual{8U << 20U, 8U << 20U};
        if (::setrlimit(RLIMIT_MEMLOCK, &usual) != 0) return 2;
        if (::getuid() == 0 && ::setuid(65'534) != 0) return 2;
        return put_up({}).held(Kind::locked_memory) ? 1 : 0;
    });
    CHECK(held == 0);
}

TEST_CASE("Swap is what the kernel lists below its heading", "[guard]") {
    const std::string head = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n";
    CHECK_FALSE(swap_in_use(head));
    CHECK(swap_in_use(head + "/dev/sda2 partition 1000 0 -2\n"));
}

TEST_CASE("A real tablet is refused with every missing guard named, unless told otherwise",
          "[guard]") {
    Guards guards;
    guards.outcomes = {{Kind::no_dump, true, {}},
                       {Kind::no_swap, false, "Memory may be written to disk."},
                       {Kind::locked_memory, false, "Memory cannot be locked."}};
    CHECK_FALSE(guards.all_held());
    CHECK(guards.missing().size() == 2);
    const auto refusal = enough(guards, IfMissing::refuse);
    REQUIRE_FALSE(refusal);
    for (const auto* part : {"written to disk", "cannot be locked", "--weaker-guard"})
        CHECK(refusal.error().text().find(part) != std::string::npos);
    CHECK(enough(guards, IfMissing::go_on));
    guards.outcomes.resize(1);
    CHECK(enough(guards, IfMissing::refuse));
}

TEST_CASE("Memory that is given back holds nothing of what it held", "[guard]") {
    if (!is_wiping()) SKIP("a build with sanitizers keeps its own heap");
    for (const std::size_t bytes : {40U, 900U, 5'000U, 100'000U}) {
        auto* block = static_cast<unsigned char*>(std::malloc(bytes));
        auto* behind = std::malloc(64);  // so that it does not go back to the system
        for (std::size_t i = 0; i < bytes; ++i)
            block[i] = 0xA5;
        auto* grown = static_cast<unsigned char*>(std::realloc(block, bytes * 3));
        CHECK(grown[bytes - 1] == 0xA5);
        std::free(grown);
        // The same place comes back, or a fresh one; neither holds the pattern beyond the heap's
        // own two words of links.
        auto* again = static_cast<unsigned char*>(std::malloc(bytes));
        std::size_t left = 0;
        for (std::size_t i = 32; i < bytes; ++i)
            left += again[i] == 0xA5 ? 1U : 0U;
        CHECK(left == 0);
        std::free(again);
        std::free(behind);
    }
}

}  // namespace cpc::guard
