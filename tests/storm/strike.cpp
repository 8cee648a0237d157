// SPDX-License-Identifier: Apache-2.0
#include "tests/storm/strike.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>

namespace cpc::storm::strike {
namespace {

constexpr std::size_t path_max = 512;
constexpr std::size_t descriptors_max = 1024;

std::atomic<std::uint8_t> kind{0};
std::atomic<std::uint64_t> at{0};
std::atomic<std::uint64_t> calls{0};
std::atomic<std::uint64_t> struck{0};
constexpr std::size_t letters_max = 1U << 16U;
char letters[letters_max + 1];              // of the calls that counted
char folder[path_max];                      // of the files that count
std::atomic<bool> ours[descriptors_max]{};  // descriptors of such files

enum class Call : std::uint8_t { opens, writes, syncs, resizes, names };

template <class Function>
Function next(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

bool concerns(const char* path) {
    const auto size = std::strlen(folder);
    return size != 0 && path != nullptr && std::strncmp(path, folder, size) == 0;
}

bool concerns(int descriptor) {
    return descriptor >= 0 && static_cast<std::size_t>(descriptor) < descriptors_max &&
           ours[descriptor].load();
}

void know(int descriptor, bool is_ours) {
    if (descriptor >= 0 && static_cast<std::size_t>(descriptor) < descriptors_max)
        ours[descriptor].store(is_ours);
}

[[noreturn]] void die() {
    ::kill(::getpid(), SIGKILL);
    for (;;)
        ::pause();
}

bool lasts(Kind what) {
    return what == Kind::no_space || what == Kind::quota || what == Kind::read_only;
}

bool applies(Kind what, Call call) {
    switch (what) {
        case Kind::none:
            return false;
        case Kind::kill_before:
        case Kind::kill_after:
        case Kind::io_error:
        case Kind::interrupted:
            return true;
        case Kind::kill_half:
        case Kind::short_write:
            return call == Call::writes;
        case Kind::no_space:
        case Kind::quota:
            return call != Call::syncs;
        case Kind::too_many:
            return call == Call::opens;
        case Kind::read_only:
            return call == Call::opens || call == Call::names;
    }
    return false;
}

// What is to be done to this call. Each call that counts asks once.
Kind verdict(Call call) {
    const auto number = calls.fetch_add(1) + 1;
    constexpr char names[] = "owsrn";
    if (number <= letters_max) letters[number - 1] = names[static_cast<std::size_t>(call)];
    const auto what = static_cast<Kind>(kind.load());
    const bool now = number == at.load() || (lasts(what) && number > at.load());
    if (!now || !applies(what, call)) return Kind::none;
    struck.fetch_add(1);
    if (what == Kind::kill_before) die();
    return what;
}

int error_of(Kind what) {
    switch (what) {
        case Kind::no_space:
            return ENOSPC;
        case Kind::quota:
            return EDQUOT;
        case Kind::io_error:
            return EIO;
        case Kind::too_many:
            return EMFILE;
        case Kind::interrupted:
            return EINTR;
        case Kind::read_only:
            return EROFS;
        case Kind::none:
        case Kind::kill_before:
        case Kind::kill_after:
        case Kind::kill_half:
        case Kind::short_write:
            return 0;
    }
    return 0;
}

// Something that either happens or does not. `instead`: how it says that it did not.
template <class Do>
auto struck_call(Call call, Do make) -> decltype(make()) {
    const auto what = verdict(call);
    if (const int error = error_of(what); error != 0) {
        errno = error;
        return -1;
    }
    const auto out = make();
    if (what == Kind::kill_after) die();
    return out;
}

template <class Do>
ssize_t struck_write(std::size_t size, Do make) {
    const auto what = verdict(Call::writes);
    if (const int error = error_of(what); error != 0) {
        errno = error;
        return -1;
    }
    const bool half = (what == Kind::kill_half || what == Kind::short_write) && size > 1;
    const auto out = make(half ? size / 2 : size);
    if (what == Kind::kill_after || what == Kind::kill_half) die();
    return out;
}

// "kind:k:folder", before the program begins.
__attribute__((constructor)) void take_orders() {
    const char* orders = std::getenv("CPC_STRIKE");
    if (orders == nullptr) return;
    char* end = nullptr;
    const auto what = std::strtoul(orders, &end, 10);
    const auto number = *end == ':' ? std::strtoull(end + 1, &end, 10) : 0;
    if (*end == ':') cpc_strike_arm(static_cast<std::uint8_t>(what), number, end + 1);
}

}  // namespace

extern "C" {

void cpc_strike_arm(std::uint8_t what, std::uint64_t at_call, const char* below) {
    kind.store(0);
    std::snprintf(folder, sizeof folder, "%s", below);
    calls.store(0);
    std::memset(letters, 0, sizeof letters);
    struck.store(0);
    at.store(at_call);
    kind.store(what);
}

void cpc_strike_disarm() {
    kind.store(0);
}

std::uint64_t cpc_strike_calls() {
    return calls.load();
}

std::uint64_t cpc_strike_struck() {
    return struck.load();
}

const char* cpc_strike_letters() {
    return letters;
}

// --- the calls; both names that the C library has for each ---

#define CPC_OPEN(name)                                                                          \
    int name(const char* path, int flags, ...) {                                                \
        std::va_list rest;                                                                      \
        va_start(rest, flags);                                                                  \
        const auto mode = static_cast<mode_t>(va_arg(rest, unsigned));                          \
        va_end(rest);                                                                           \
        static const auto real = next<int (*)(const char*, int, mode_t)>(#name);                \
        if (!concerns(path)) {                                                                  \
            const int out = real(path, flags, mode);                                            \
            know(out, false);                                                                   \
            return out;                                                                         \
        }                                                                                       \
        const bool changes = (flags & (O_WRONLY | O_RDWR | O_CREAT)) != 0;                      \
        const int out = changes                                                                 \
                            ? struck_call(Call::opens, [&] { return real(path, flags, mode); }) \
                            : real(path, flags, mode);                                          \
        know(out, true);                                                                        \
        return out;                                                                             \
    }
CPC_OPEN(open)
CPC_OPEN(open64)

#define CPC_WRITE_AT(name, Offset)                                                                \
    ssize_t name(int file, const void* bytes, std::size_t size, Offset offset) {                  \
        static const auto real = next<ssize_t (*)(int, const void*, std::size_t, Offset)>(#name); \
        if (!concerns(file)) return real(file, bytes, size, offset);                              \
        return struck_write(size,                                                                 \
                            [&](std::size_t part) { return real(file, bytes, part, offset); });   \
    }
CPC_WRITE_AT(pwrite, off_t)
CPC_WRITE_AT(pwrite64, off64_t)

#define CPC_SYNC(name)                                               \
    int name(int file) {                                             \
        static const auto real = next<int (*)(int)>(#name);          \
        if (!concerns(file)) return real(file);                      \
        return struck_call(Call::syncs, [&] { return real(file); }); \
    }
CPC_SYNC(fsync)
CPC_SYNC(fdatasync)

#define CPC_RESIZE(name, Offset)                                             \
    int name(int file, Offset size) {                                        \
        static const auto real = next<int (*)(int, Offset)>(#name);          \
        if (!concerns(file)) return real(file, size);                        \
        return struck_call(Call::resizes, [&] { return real(file, size); }); \
    }
CPC_RESIZE(ftruncate, off_t)
CPC_RESIZE(ftruncate64, off64_t)

// Gives the error back and leaves errno alone.
#define CPC_ALLOCATE(name, Offset)                                          \
    int name(int file, Offset from, Offset size) {                          \
        static const auto real = next<int (*)(int, Offset, Offset)>(#name); \
        if (!concerns(file)) return real(file, from, size);                 \
        const auto what = verdict(Call::resizes);                           \
        if (const int error = error_of(what); error != 0) return error;     \
        const int out = real(file, from, size);                             \
        if (what == Kind::kill_after) die();                                \
        return out;                                                         \
    }
CPC_ALLOCATE(posix_fallocate, off_t)
CPC_ALLOCATE(posix_fallocate64, off64_t)

int rename(const char* from, const char* to) {
    static const auto real = next<int (*)(const char*, const char*)>("rename");
    if (!concerns(from)) return real(from, to);
    return struck_call(Call::names, [&] { return real(from, to); });
}

int unlink(const char* path) {
    static const auto real = next<int (*)(const char*)>("unlink");
    if (!concerns(path)) return real(path);
    return struck_call(Call::names, [&] { return real(path); });
}

int mkdir(const char* path, mode_t mode) {
    static const auto real = next<int (*)(const char*, mode_t)>("mkdir");
    if (!concerns(path)) return real(path, mode);
    return struck_call(Call::names, [&] { return real(path, mode); });
}

}  // extern "C"

}  // namespace cpc::storm::strike
