// SPDX-License-Identifier: Apache-2.0
// What the program and the keeper of readers say to each other, both ends on one machine and of one
// build: a question and the file, then an answer and the pixels.
#pragma once

#include <cstddef>
#include <cstdint>

namespace cpc::pages {

inline constexpr int line_of_the_keeper = 3;  // the only open file it is started with
inline constexpr std::int64_t reader_ms = 10'000;
inline constexpr std::int64_t keeper_ms = reader_ms + 5'000;  // to notice, and to pass it on

struct Asked {
    std::int32_t page = 0;
    std::int32_t width_max_px = 0, height_max_px = 0;
    std::uint32_t file_bytes = 0;
};
enum class Told : std::uint32_t { found, nothing, too_slow, not_apart };
enum class Found : std::uint32_t {
    drawn,
    damaged,    // cannot be opened, or this page cannot
    locked,     // a password is asked for
    too_large,  // a picture of more points than a reader has room for
    too_many,   // pages
    no_such_page,
};
struct Answer {
    Told told = Told::nothing;
    Found found = Found::damaged;
    std::int32_t pages = 0;
    std::int32_t width_px = 0, height_px = 0;
};

// Only such an answer is believed.
[[nodiscard]] bool fits(const Answer& answer, const Asked& asked);
[[nodiscard]] std::size_t bytes_of(const Answer& answer);  // of the pixels that follow

[[nodiscard]] std::int64_t now_ms();  // never steps back
[[nodiscard]] bool wait_for(int fd, short what, std::int64_t until_ms);
// False: the other end is gone, or the time is over.
[[nodiscard]] bool take(int fd, void* to, std::size_t count, std::int64_t until_ms);
[[nodiscard]] bool give(int fd, const void* from, std::size_t count);

}  // namespace cpc::pages
