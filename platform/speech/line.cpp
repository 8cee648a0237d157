// SPDX-License-Identifier: Apache-2.0
#include "platform/speech/line.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <climits>
#include <cstring>

#include "core/base/check.hpp"

namespace cpc::speech {
namespace {

int poll_time(std::uint64_t ms) {
    return ms == forever_ms ? -1 : static_cast<int>(std::min<std::uint64_t>(ms, INT_MAX));
}

}  // namespace

std::uint64_t steady_ms() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
}

Handle::~Handle() {
    reset();
}

void Handle::reset(int fd) {
    if (fd_ >= 0) ::close(fd_);
    fd_ = fd;
}

Bell::Bell() : handle_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
    CPC_CHECK(handle_.open());  // who waits could not be woken
}

void Bell::ring() {
    const std::uint64_t one = 1;
    (void)!::write(handle_.get(), &one, sizeof one);
}

void Bell::hush() {
    std::uint64_t count = 0;
    (void)!::read(handle_.get(), &count, sizeof count);
}

bool Line::connect(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.empty() || path.size() >= sizeof address.sun_path) return false;
    std::memcpy(static_cast<void*>(address.sun_path), path.data(), path.size());
    handle_.reset(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!handle_.open()) return false;
    // A Unix socket connects at once or not at all.
    const auto* to = reinterpret_cast<const sockaddr*>(&address);
    if (::connect(handle_.get(), to, sizeof address) == 0) return true;
    close();
    return false;
}

bool Line::send(std::string_view bytes, std::uint64_t wait_ms) {
    while (open() && !bytes.empty()) {
        const auto sent = ::send(handle_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(sent));
            continue;
        }
        if (sent < 0 && errno == EINTR) continue;
        pollfd room{handle_.get(), POLLOUT, 0};
        const bool full = sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
        if (!full || ::poll(&room, 1, poll_time(wait_ms)) <= 0 || (room.revents & POLLOUT) == 0)
            close();
    }
    return open();
}

Woken Line::wait(const Bell& bell, std::uint64_t most_ms, std::string& in) {
    std::array<pollfd, 2> both{pollfd{bell.get(), POLLIN, 0}, pollfd{handle_.get(), POLLIN, 0}};
    const int ready = ::poll(both.data(), open() ? 2U : 1U, poll_time(most_ms));
    if (ready < 0) return Woken::bell;  // a signal: whoever waits looks at the clock and waits on
    if (ready == 0) return Woken::time_is_up;
    if ((both[0].revents & POLLIN) != 0) return Woken::bell;
    std::array<char, 4096> room{};
    const auto got = ::recv(handle_.get(), room.data(), room.size(), 0);
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) return Woken::bell;
    if (got <= 0) {
        close();
        return Woken::closed;
    }
    in.assign(room.data(), static_cast<std::size_t>(got));
    return Woken::bytes;
}

}  // namespace cpc::speech
