// SPDX-License-Identifier: Apache-2.0
#include "platform/guard/guard.hpp"

#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "platform/guard/sanitizer.hpp"

namespace cpc::guard {
namespace {

// What one check of a passphrase takes; locked memory that has no room for it is none.
constexpr std::size_t largest_at_once = 268'435'456;

constexpr bool with_sanitizer =
#ifdef CPC_SANITIZED
    true;
#else
    false;
#endif
constexpr const char* sanitizer_why = "This program was built to be tested, with checks inside it.";

Outcome held(Kind kind) {
    return {kind, true, {}};
}
Outcome missing(Kind kind, std::string why) {
    return {kind, false, std::move(why)};
}

std::string text_of_file(const char* path) {
    std::ifstream in{path};
    return {std::istreambuf_iterator<char>{in}, {}};
}

Outcome no_dump() {
    if (with_sanitizer) return missing(Kind::no_dump, sanitizer_why);
    const rlimit none{0, 0};
    rlimit now{1, 1};
    const bool said = ::setrlimit(RLIMIT_CORE, &none) == 0 && ::prctl(PR_SET_DUMPABLE, 0) == 0;
    const bool confirmed = ::getrlimit(RLIMIT_CORE, &now) == 0 && now.rlim_cur == 0 &&
                           now.rlim_max == 0 && ::prctl(PR_GET_DUMPABLE) == 0;
    if (said && confirmed) return held(Kind::no_dump);
    return missing(Kind::no_dump, "The system does not let the program forbid memory dumps.");
}

Outcome no_new_rights() {
    const bool said = ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
    if (said && ::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1) return held(Kind::no_new_rights);
    return missing(Kind::no_new_rights, "The system does not let the program give up new rights.");
}

Outcome no_swap() {
    const auto swaps = text_of_file("/proc/swaps");
    if (swaps.empty())
        return missing(Kind::no_swap, "The system does not say whether memory is swapped to disk.");
    if (swap_in_use(swaps))
        return missing(Kind::no_swap,
                       "Memory may be written to disk (swap is on). Switch it off: swapoff -a.");
    if (text_of_file("/sys/kernel/kexec_crash_loaded").rfind('1', 0) == 0)
        return missing(Kind::no_swap,
                       "The system writes all memory to disk when it crashes. Switch kdump off.");
    return held(Kind::no_swap);
}

Outcome locked_memory() {
    if (with_sanitizer) return missing(Kind::locked_memory, sanitizer_why);
    constexpr const char* why =
        "Memory cannot be locked. Give the program LimitMEMLOCK=infinity (ulimit -l unlimited).";
    // Pages are locked as they are used; laying all of them down would take memory for nothing.
    if (::mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT) != 0)
        return missing(Kind::locked_memory, why);
    void* room = ::mmap(nullptr, largest_at_once, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (room == MAP_FAILED) {
        (void)::munlockall();
        return missing(Kind::locked_memory, why);
    }
    (void)::munmap(room, largest_at_once);
    return held(Kind::locked_memory);
}

// Never of use to this program, and all of use to somebody who got into it.
constexpr std::array forbidden{SCMP_SYS(execve),
                               SCMP_SYS(execveat),
                               SCMP_SYS(ptrace),
                               SCMP_SYS(process_vm_readv),
                               SCMP_SYS(process_vm_writev),
                               SCMP_SYS(listen),
                               SCMP_SYS(accept),
                               SCMP_SYS(accept4),
                               SCMP_SYS(mount),
                               SCMP_SYS(umount2),
                               SCMP_SYS(pivot_root),
                               SCMP_SYS(chroot),
                               SCMP_SYS(swapon),
                               SCMP_SYS(swapoff),
                               SCMP_SYS(bpf),
                               SCMP_SYS(perf_event_open),
                               SCMP_SYS(userfaultfd),
                               SCMP_SYS(init_module),
                               SCMP_SYS(finit_module),
                               SCMP_SYS(delete_module),
                               SCMP_SYS(kexec_load),
                               SCMP_SYS(kexec_file_load),
                               SCMP_SYS(setns),
                               SCMP_SYS(unshare)};

bool add_rules(scmp_filter_ctx filter, const Wanted& wanted) {
    const auto no = SCMP_ACT_ERRNO(EPERM);
    bool good = seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1) == 0;
    for (const int call : forbidden)
        good = good && seccomp_rule_add(filter, no, call, 0) == 0;
    const auto no_socket = [&](scmp_compare how, unsigned family) {
        const scmp_arg_cmp asked{0, how, family, 0};
        return seccomp_rule_add_array(filter, no, SCMP_SYS(socket), 1, &asked) == 0;
    };
    // Raw and packet sockets, and everything newer than those that sending needs.
    good = good && no_socket(SCMP_CMP_GT, AF_NETLINK);
    if (wanted.no_network)
        good = good && no_socket(SCMP_CMP_EQ, AF_INET) && no_socket(SCMP_CMP_EQ, AF_INET6);
    return good && seccomp_load(filter) == 0;
}

Outcome calls_filtered(const Wanted& wanted) {
    if (with_sanitizer) return missing(Kind::calls_filtered, sanitizer_why);
    auto* filter = seccomp_init(SCMP_ACT_ALLOW);
    const bool loaded = filter != nullptr && add_rules(filter, wanted);
    if (filter != nullptr) seccomp_release(filter);
    // Asked by doing what must now be refused. Without the filter this file would not be found.
    std::array<char*, 1> none{nullptr};
    const bool starts = ::execve("/", none.data(), none.data()) != -1 || errno != EPERM;
    const bool looks =
        ::ptrace(PTRACE_PEEKDATA, ::getpid(), nullptr, nullptr) != -1 || errno != EPERM;
    const bool hears = ::listen(-1, 1) != -1 || errno != EPERM;
    if (loaded && !starts && !looks && !hears) return held(Kind::calls_filtered);
    return missing(Kind::calls_filtered,
                   "The system does not let the program forbid itself dangerous calls (seccomp).");
}

}  // namespace

bool Guards::all_held() const {
    return std::all_of(outcomes.begin(), outcomes.end(), [](const auto& one) { return one.held; });
}

std::vector<std::string> Guards::missing() const {
    std::vector<std::string> out;
    for (const auto& one : outcomes)
        if (!one.held && std::find(out.begin(), out.end(), one.why) == out.end())
            out.push_back(one.why);
    return out;
}

bool Guards::held(Kind kind) const {
    return std::any_of(outcomes.begin(), outcomes.end(),
                       [&](const auto& one) { return one.kind == kind && one.held; });
}

bool swap_in_use(const std::string& swaps) {
    const auto end_of_head = swaps.find('\n');
    return end_of_head != std::string::npos && end_of_head + 1 < swaps.size();
}

Guards put_up(const Wanted& wanted) {
    Guards out;
    out.outcomes.push_back(no_dump());
    out.outcomes.push_back(no_new_rights());
    out.outcomes.push_back(no_swap());
    out.outcomes.push_back(locked_memory());
    out.outcomes.push_back(calls_filtered(wanted));  // needs no_new_rights
    return out;
}

Result<void> enough(const Guards& guards, IfMissing if_missing) {
    if (guards.all_held() || if_missing == IfMissing::go_on) return {};
    std::string all;
    for (const auto& why : guards.missing())
        all += " " + why;
    return fail(Fault::refused, "this tablet is not safe enough for real records:" + all, {},
                "Nothing was opened. Put that right, or start with --weaker-guard: then the lock "
                "screen says what is missing. Practice (--practice) works as it is.");
}

}  // namespace cpc::guard
