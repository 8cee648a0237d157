// SPDX-License-Identifier: Apache-2.0
#include "platform/guard/confine.hpp"

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

#include "platform/guard/sanitizer.hpp"

namespace cpc::guard {
namespace {

#ifdef CPC_SANITIZED
constexpr bool with_sanitizer = true;
#else
constexpr bool with_sanitizer = false;
#endif

// What reading and drawing need. Opening and mapping are asked for their arguments, below.
constexpr std::array for_readers{SCMP_SYS(read),
                                 SCMP_SYS(pread64),
                                 SCMP_SYS(readv),
                                 SCMP_SYS(write),
                                 SCMP_SYS(writev),
                                 SCMP_SYS(close),
                                 SCMP_SYS(fstat),
                                 SCMP_SYS(stat),
                                 SCMP_SYS(lstat),
                                 SCMP_SYS(newfstatat),
                                 SCMP_SYS(statx),
                                 SCMP_SYS(statfs),
                                 SCMP_SYS(fstatfs),
                                 SCMP_SYS(lseek),
                                 SCMP_SYS(access),
                                 SCMP_SYS(faccessat),
                                 SCMP_SYS(faccessat2),
                                 SCMP_SYS(readlink),
                                 SCMP_SYS(readlinkat),
                                 SCMP_SYS(getdents64),
                                 SCMP_SYS(getcwd),
                                 SCMP_SYS(fcntl),
                                 SCMP_SYS(poll),
                                 SCMP_SYS(ppoll),
                                 SCMP_SYS(brk),
                                 SCMP_SYS(munmap),
                                 SCMP_SYS(mremap),
                                 SCMP_SYS(madvise),
                                 SCMP_SYS(fadvise64),
                                 SCMP_SYS(futex),
                                 SCMP_SYS(rt_sigaction),
                                 SCMP_SYS(rt_sigreturn),
                                 SCMP_SYS(rt_sigprocmask),
                                 SCMP_SYS(sigaltstack),
                                 SCMP_SYS(getrandom),
                                 SCMP_SYS(clock_gettime),
                                 SCMP_SYS(clock_getres),
                                 SCMP_SYS(gettimeofday),
                                 SCMP_SYS(time),
                                 SCMP_SYS(getpid),
                                 SCMP_SYS(gettid),
                                 SCMP_SYS(getuid),
                                 SCMP_SYS(geteuid),
                                 SCMP_SYS(getgid),
                                 SCMP_SYS(getegid),
                                 SCMP_SYS(uname),
                                 SCMP_SYS(sysinfo),
                                 SCMP_SYS(getrlimit),
                                 SCMP_SYS(getrusage),
                                 SCMP_SYS(sched_yield),
                                 SCMP_SYS(sched_getaffinity),
                                 SCMP_SYS(set_robust_list),
                                 SCMP_SYS(rseq),
                                 SCMP_SYS(restart_syscall),
                                 SCMP_SYS(exit),
                                 SCMP_SYS(exit_group),
                                 SCMP_SYS(tgkill)};

// What starting, timing and ending them needs on top; a filter once loaded is theirs as well, and
// theirs is narrower still.
constexpr std::array for_keepers{SCMP_SYS(clone),   SCMP_SYS(clone3),         SCMP_SYS(fork),
                                 SCMP_SYS(wait4),   SCMP_SYS(waitid),         SCMP_SYS(kill),
                                 SCMP_SYS(pipe2),   SCMP_SYS(prlimit64),      SCMP_SYS(prctl),
                                 SCMP_SYS(seccomp), SCMP_SYS(setrlimit),      SCMP_SYS(close_range),
                                 SCMP_SYS(getppid), SCMP_SYS(set_tid_address)};

// Reading only; memory that can be written is never run.
bool add_with_arguments(scmp_filter_ctx filter) {
    constexpr scmp_datum_t changing = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND;
    const auto masked = [](unsigned which, scmp_datum_t mask) {
        return scmp_arg_cmp{which, SCMP_CMP_MASKED_EQ, mask, 0};
    };
    const auto allow = [&](int call, const scmp_arg_cmp& how) {
        return seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, 1, &how) == 0;
    };
    return allow(SCMP_SYS(open), masked(1, changing)) &&
           allow(SCMP_SYS(openat), masked(2, changing)) &&
           allow(SCMP_SYS(mmap), masked(2, PROT_EXEC)) &&
           allow(SCMP_SYS(mprotect), masked(2, PROT_EXEC));
}

template <class... Lists>
bool load(const Lists&... lists) {
    auto* filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (filter == nullptr) return false;
    bool good = add_with_arguments(filter);
    const auto add = [&](const auto& list) {
        for (const int call : list)
            good = good && seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
    };
    (add(lists), ...);
    good = good && seccomp_load(filter) == 0;
    seccomp_release(filter);
    // Asked by doing what must now be refused.
    return good && ::socket(AF_UNIX, SOCK_STREAM, 0) == -1 && errno == EPERM;
}

bool limit(int what, rlim_t most) {
    const rlimit wanted{most, most};
    return ::setrlimit(static_cast<__rlimit_resource_t>(what), &wanted) == 0;
}

Failure not_apart() {
    return fail(Fault::refused,
                "Files from outside cannot be opened here: this system does not let the program "
                "shut their reader in.",
                {}, "Everything else works. Nothing was taken in.");
}

}  // namespace

Result<void> confine_keeper() {
    const bool held = ::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 &&
                      ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && limit(RLIMIT_CORE, 0) &&
                      limit(RLIMIT_FSIZE, 0);
    if (!held) return not_apart();
    if (with_sanitizer) return {};
    if (!load(for_readers, for_keepers)) return not_apart();
    return {};
}

Result<void> confine_reader(const Spending& spending) {
    if (!limit(RLIMIT_CPU, spending.seconds)) return not_apart();
    if (with_sanitizer) return {};
    // The last: from then on no limit can be changed.
    if (!limit(RLIMIT_AS, spending.memory_bytes) || !load(for_readers)) return not_apart();
    return {};
}

bool only_below(const std::vector<std::string>& folders) {
    landlock_ruleset_attr rules{};
    rules.handled_access_fs =
        LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE |
        LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_REMOVE_DIR |
        LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
        LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK |
        LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
    const auto made = static_cast<int>(
        ::syscall(SYS_landlock_create_ruleset, &rules, sizeof rules.handled_access_fs, 0));
    if (made < 0) return false;
    for (const auto& folder : folders) {
        landlock_path_beneath_attr below{};
        below.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
        below.parent_fd = ::open(folder.c_str(), O_PATH | O_CLOEXEC);
        if (below.parent_fd < 0) continue;  // this machine has no such folder
        (void)::syscall(SYS_landlock_add_rule, made, LANDLOCK_RULE_PATH_BENEATH, &below, 0);
        (void)::close(below.parent_fd);
    }
    const bool held = ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
                      ::syscall(SYS_landlock_restrict_self, made, 0) == 0;
    (void)::close(made);
    return held;
}

}  // namespace cpc::guard
