// SPDX-License-Identifier: Apache-2.0
#include "platform/pages/separate_pages.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <mutex>
#include <utility>

#include "core/base/limits.hpp"
#include "platform/pages/line.hpp"

namespace cpc::pages {
namespace {

constexpr int side_max_px = 4'096;
constexpr int no_page_wanted = 64;  // drawn small, to see whether it can be

[[noreturn]] void become_the_keeper(int line, const std::string& program) {
    // The copy has no flag that closes it at the start of a program.
    if (line != line_of_the_keeper && ::dup2(line, line_of_the_keeper) < 0) ::_exit(1);
    if (line == line_of_the_keeper) (void)::fcntl(line, F_SETFD, 0);
    std::string name = "cpc-reader";
    std::array<char*, 2> arguments{name.data(), nullptr};
    std::array<char*, 1> surroundings{nullptr};  // nothing of ours, not even a name
    (void)::execve(program.c_str(), arguments.data(), surroundings.data());
    ::_exit(1);
}

Failure sentence(const Answer& answer) {
    constexpr const char* others =
        "The meeting goes on. Ask for the file again, or for a paper copy.";
    if (answer.told == Told::not_apart)
        return fail(Fault::unsupported,
                    "This machine cannot shut the reader of foreign files in, so none is opened.",
                    {}, "Everything else works.");
    if (answer.told == Told::too_slow)
        return fail(Fault::damaged, "This page takes too long to draw.", {}, others);
    switch (answer.told == Told::found ? answer.found : Found::damaged) {
        case Found::locked:
            return fail(Fault::refused, "This file is locked with a password.", {},
                        "Ask for it without one. The meeting goes on.");
        case Found::too_large:
            return fail(Fault::refused, "This picture has too many points to be opened here.", {},
                        "Ask for a smaller one. The meeting goes on.");
        case Found::too_many:
            return fail(Fault::refused, "This file has more than 300 pages.", {},
                        "Ask for it in parts. The meeting goes on.");
        case Found::no_such_page:
            return fail(Fault::not_found, "There is no such page.", {}, others);
        case Found::drawn:
        case Found::damaged:
            break;
    }
    return fail(Fault::damaged, "This file, or this page of it, is damaged and cannot be shown.",
                {}, others);
}

}  // namespace

struct SeparatePages::State {
    std::mutex one_at_a_time;
    int line = -1;
    pid_t keeper = -1;
    std::atomic<std::uint64_t> pictures{0};

    [[nodiscard]] bool ask(const Asked& asked, ByteView file, Answer& answer) {
        const auto send = [&](const void* from, std::size_t count) {
            const auto* at = static_cast<const std::uint8_t*>(from);
            const auto until = now_ms() + keeper_ms;
            while (count > 0) {
                if (!wait_for(line, POLLOUT, until)) return false;
                const auto put = ::send(line, at, count, MSG_NOSIGNAL | MSG_DONTWAIT);
                if (put < 0 && (errno == EINTR || errno == EAGAIN)) continue;
                if (put <= 0) return false;
                at += put;
                count -= static_cast<std::size_t>(put);
            }
            return true;
        };
        return line >= 0 && send(&asked, sizeof asked) && send(file.data(), file.size()) &&
               take(line, &answer, sizeof answer, now_ms() + keeper_ms);
    }
    // A keeper that broke its word is not asked again.
    Failure gone() {
        if (line >= 0) (void)::close(line);
        line = -1;
        return fail(Fault::unsupported, "The reader of foreign files has stopped.", {},
                    "The meeting goes on. It is there again when the program is next started.");
    }
};

SeparatePages::SeparatePages(std::unique_ptr<State> state) : state_(std::move(state)) {}

std::unique_ptr<SeparatePages> SeparatePages::start(const std::string& program) {
    auto state = std::make_unique<State>();
    int ends[2] = {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0) {
        state->keeper = ::fork();
        if (state->keeper == 0) become_the_keeper(ends[1], program);
        (void)::close(ends[1]);
        state->line = ends[0];
        if (state->keeper < 0) (void)state->gone();
    }
    return std::unique_ptr<SeparatePages>{new SeparatePages(std::move(state))};
}

SeparatePages::~SeparatePages() {
    if (state_->line >= 0) (void)::close(state_->line);
    if (state_->keeper <= 0) return;
    (void)::kill(state_->keeper, SIGKILL);
    while (::waitpid(state_->keeper, nullptr, 0) < 0 && errno == EINTR) {
    }
}

Result<std::int32_t> SeparatePages::count(ByteView file) {
    if (file.size() > limits::material_bytes_max) return sentence({});
    const std::lock_guard lock(state_->one_at_a_time);
    const Asked asked{0, no_page_wanted, no_page_wanted, static_cast<std::uint32_t>(file.size())};
    Answer answer;
    if (!state_->ask(asked, file, answer)) return state_->gone();
    Bytes pixels(bytes_of(answer));
    if (!fits(answer, asked) ||
        !take(state_->line, pixels.data(), pixels.size(), now_ms() + keeper_ms))
        return state_->gone();
    if (answer.told != Told::found || answer.found != Found::drawn) return sentence(answer);
    return answer.pages;
}

Result<PagePicture> SeparatePages::draw(ByteView file, const PageWanted& wanted) {
    if (file.size() > limits::material_bytes_max) return sentence({});
    const std::lock_guard lock(state_->one_at_a_time);
    const Asked asked{wanted.page, std::clamp(wanted.width_max_px, 1, side_max_px),
                      std::clamp(wanted.height_max_px, 1, side_max_px),
                      static_cast<std::uint32_t>(file.size())};
    Answer answer;
    if (!state_->ask(asked, file, answer) || !fits(answer, asked)) return state_->gone();
    PagePicture picture;
    picture.width_px = answer.width_px;
    picture.height_px = answer.height_px;
    picture.pixels.resize(bytes_of(answer) / sizeof(std::uint32_t));
    if (!take(state_->line, picture.pixels.data(), bytes_of(answer), now_ms() + keeper_ms))
        return state_->gone();
    if (answer.told != Told::found || answer.found != Found::drawn) return sentence(answer);
    for (auto& pixel : picture.pixels)
        pixel |= 0xFF000000U;
    picture.id = ++state_->pictures;
    return picture;
}

}  // namespace cpc::pages
