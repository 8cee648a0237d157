// SPDX-License-Identifier: Apache-2.0
// Memory runs out at the k-th time the database library asks for some, for every k of a meeting;
// once, and from then on. Whoever is told must be told that it was memory; nothing acknowledged may
// be lost, and the record opens as soon as there is memory again.
//
// The library itself dies of it in one place (SQLCipher 4.6.1 uses what it did not get while it
// gives a connection its key), so each meeting is lived through in a child; a death is counted, and
// what it leaves is held to the same promise.
//
// Our own allocations are another matter: a program of ours that gets none ends at once
// (std::terminate), because nothing it could do then is worth being wrong. What that leaves behind
// is what a kill leaves, so it is tried as one: in a child, at the k-th call of operator new.
#include <sqlcipher/sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <new>

#include "core/base/check.hpp"
#include "platform/files/files.hpp"
#include "tests/storm/judge.hpp"
#include "tests/storm/storm.hpp"

namespace cpc::storm {
namespace {

namespace fs = std::filesystem;

// ---- the library's memory ----

sqlite3_mem_methods plain{};  // what it uses by itself
std::atomic<std::uint64_t> asked{0};
std::atomic<std::uint64_t> fails_at{0};  // 0: never
std::atomic<bool> goes_on{false};        // and so does every later one
std::atomic<std::uint64_t> refused{0};

bool refuse() {
    const auto number = asked.fetch_add(1) + 1;
    const auto at = fails_at.load();
    const bool now = at != 0 && (number == at || (goes_on.load() && number > at));
    if (now) refused.fetch_add(1);
    return now;
}

void* give(int size) {
    return refuse() ? nullptr : plain.xMalloc(size);
}

void* give_more(void* had, int size) {
    return refuse() ? nullptr : plain.xRealloc(had, size);
}

void stand_before_the_library() {
    CPC_CHECK(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &plain) == SQLITE_OK);
    static sqlite3_mem_methods ours = plain;
    ours.xMalloc = give;
    ours.xRealloc = give_more;
    CPC_CHECK(sqlite3_config(SQLITE_CONFIG_MALLOC, &ours) == SQLITE_OK);
}

void fail_from_now(std::uint64_t at, bool on) {
    asked.store(0);
    refused.store(0);
    goes_on.store(on);
    fails_at.store(at);
}

// ---- ours ----

std::atomic<std::uint64_t> news{0};
std::atomic<std::uint64_t> new_fails_at{0};

void* memory_of_ours(std::size_t size) {
    const auto at = new_fails_at.load();
    if (at != 0 && news.fetch_add(1) + 1 == at) throw std::bad_alloc{};
    void* out = std::malloc(size == 0 ? 1 : size);
    if (out == nullptr) throw std::bad_alloc{};
    return out;
}

struct Sums {
    std::size_t refusals = 0;
    std::size_t told = 0;
    std::size_t unnoticed = 0;
    std::size_t ended = 0;
    std::size_t died = 0;  // the library
    std::size_t wrong = 0;

    void complain(const std::string& where, const std::string& what) {
        if (++wrong <= 30) std::printf("WRONG at %s: %s\n", where.c_str(), what.c_str());
    }
};

constexpr std::size_t meeting = 0;

// A letter that the child gives at its end, none if it died; and a dot for each entry before it.
struct Lived {
    char letter = 0;
    std::uint64_t said = 0;
};

template <class Life>
Lived in_child(Life life) {
    std::array<int, 2> ends{};
    CPC_CHECK(::pipe(ends.data()) == 0);
    std::fflush(stdout);
    const auto child = ::fork();
    CPC_CHECK(child >= 0);
    if (child == 0) {
        ::close(ends[0]);
        ::close(STDERR_FILENO);
        const char letter = life(ends[1]);
        std::fflush(stdout);
        ::_exit(::write(ends[1], &letter, 1) == 1 ? 0 : 9);
    }
    ::close(ends[1]);
    Lived out;
    char one = 0;
    while (::read(ends[0], &one, 1) == 1) {
        if (one == '.')
            ++out.said;
        else
            out.letter = one;
    }
    ::close(ends[0]);
    int status = 0;
    CPC_CHECK(::waitpid(child, &status, 0) == child);
    return out;
}

class ShortOfMemory {
  public:
    explicit ShortOfMemory(Sums& sums) : sums_(sums) {
        fs::create_directories(prepared());
        Room room{files_, prepared(), Manner::sensible};
        room.create();
        room.say_as_chair(300);
        room.settle();
        CPC_CHECK(!room.broke());
        roots_before_ = room.roots;
    }
    // False: the meeting was over before it asked so often.
    bool library(std::uint64_t at, bool on);
    bool ours(std::uint64_t at);

  private:
    [[nodiscard]] std::string prepared() const { return scratch_.path() + "/prepared"; }
    [[nodiscard]] std::string store() const { return scratch_.path() + "/store"; }
    void begin() {
        fs::remove_all(store());
        fs::copy(prepared(), store(), fs::copy_options::recursive);
    }
    char live_short(std::uint64_t at, bool on, int said);
    void check(const std::string& where, const Room& room);
    void check_least(const std::string& where, std::uint64_t entries);

    Scratch scratch_;
    platform::SystemFiles files_;
    Sums& sums_;
    std::vector<Hash32> roots_before_;
};

void ShortOfMemory::check(const std::string& where, const Room& room) {
    Journey journey;
    journey.entries_before = roots_before_.size() - 1;
    journey.promises = room.promises;
    journey.roots = room.roots.size() < roots_before_.size() ? roots_before_ : room.roots;
    auto bounds = journey.bounds(1);
    bounds.entries_max = std::max<std::uint64_t>(bounds.entries_max, journey.roots.size() - 1);
    Room after{files_, store(), Manner::sensible};
    after.open();
    if (after.broke()) return sums_.complain(where, "does not open: " + after.why()->text());
    const auto report = after.vault().report();
    if (report.repaired_store || report.repaired_journal)
        sums_.complain(where, "want of memory was taken for damage");
    if (auto problem = examine(after, journey, bounds)) sums_.complain(where, *problem);
}

// In the child. What became of it, in one letter.
char ShortOfMemory::live_short(std::uint64_t at, bool on, int said) {
    Room room{files_, store(), Manner::stubborn};
    room.on_entry = [&] {
        if (::write(said, ".", 1) != 1) ::_exit(9);
    };
    fail_from_now(at, on);
    room.open();
    script(meeting)(room);
    room.close();
    const bool struck = refused.load() > 0;
    fail_from_now(0, false);
    if (!struck) return 'o';
    const auto where = "request " + std::to_string(at) + (on ? " and all later" : " alone");
    const auto wrong_before = sums_.wrong;
    const bool named = room.broke() && (room.why()->fault == Fault::exhausted ||
                                        room.why()->text().find("memory") != std::string::npos);
    if (room.broke() && !named)
        sums_.complain(where, "it is not told as memory: " + room.why()->text());
    check(where, room);
    if (sums_.wrong != wrong_before) return 'w';
    return room.broke() ? 't' : 'u';
}

bool ShortOfMemory::library(std::uint64_t at, bool on) {
    begin();
    const auto lived = in_child([&](int said) { return live_short(at, on, said); });
    if (lived.letter == 'o') return false;
    ++sums_.refusals;
    if (lived.letter == 't') ++sums_.told;
    if (lived.letter == 'u') ++sums_.unnoticed;
    if (lived.letter == 'w') ++sums_.wrong;
    if (lived.letter != 0) return true;
    ++sums_.died;
    check_least("request " + std::to_string(at) + ", where the library died",
                roots_before_.size() - 1 + lived.said);
    return true;
}

bool ShortOfMemory::ours(std::uint64_t at) {
    begin();
    const auto lived = in_child([&](int said) {
        Room room{files_, store(), Manner::sensible};
        room.open();
        room.on_entry = [&] {
            if (::write(said, ".", 1) != 1) ::_exit(9);
        };
        new_fails_at.store(at);
        for (int i = 0; i < 6; ++i)
            room.say_as_chair(200);
        const bool over = news.load() < at;
        new_fails_at.store(0);
        return over ? 'o' : 't';
    });
    if (lived.letter == 'o') return false;
    ++sums_.refusals;
    ++sums_.ended;
    check_least("operator new " + std::to_string(at), roots_before_.size() - 1 + lived.said);
    return true;
}

void ShortOfMemory::check_least(const std::string& where, std::uint64_t entries) {
    Room after{files_, store(), Manner::sensible};
    after.open();
    if (after.broke()) return sums_.complain(where, "does not open: " + after.why()->text());
    const auto found = after.vault().report().entries;
    if (found < entries || found > entries + 1)
        sums_.complain(where, std::to_string(found) + " entries, said " + std::to_string(entries));
    const auto report = after.vault().report();
    if (report.repaired_store || report.repaired_journal)
        sums_.complain(where, "a copy had to be made anew");
}

}  // namespace

int memory(const Options& options) {
    stand_before_the_library();
    Sums sums;
    ShortOfMemory meeting_short{sums};
    for (const bool on : {false, true})
        for (std::uint64_t at = 1; meeting_short.library(at, on); at += options.part) {
        }
    for (std::uint64_t at = 1; meeting_short.ours(at); at += options.part) {
    }
    std::printf(
        "memory: refused %zu times, at each request of the database library in turn, once and from "
        "then on, and at each operator new: %zu told as memory, %zu got over, %zu ended the "
        "program, %zu times the library died of it; wrong: %zu\n",
        sums.refusals, sums.told, sums.unnoticed, sums.ended, sums.died, sums.wrong);
    return sums.wrong == 0 ? 0 : 1;
}

}  // namespace cpc::storm

void* operator new(std::size_t size) {
    return cpc::storm::memory_of_ours(size);
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}
