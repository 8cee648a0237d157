// SPDX-License-Identifier: Apache-2.0
// Inside platform/speech: one connection to a Unix socket, and a bell that wakes who waits on it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cpc::speech {

// A descriptor that is closed with its owner.
class Handle {
  public:
    explicit Handle(int fd = -1) : fd_(fd) {}
    ~Handle();
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    void reset(int fd = -1);
    [[nodiscard]] int get() const { return fd_; }
    [[nodiscard]] bool open() const { return fd_ >= 0; }

  private:
    int fd_;
};

class Bell {
  public:
    Bell();
    void ring();
    void hush();
    [[nodiscard]] int get() const { return handle_.get(); }

  private:
    Handle handle_;
};

enum class Woken : std::uint8_t { bell, bytes, time_is_up, closed };

class Line {
  public:
    [[nodiscard]] bool connect(const std::string& path);
    void close() { handle_.reset(); }
    [[nodiscard]] bool open() const { return handle_.open(); }
    // All of it, or the line is closed; a reader that takes nothing for `wait_ms` is none.
    [[nodiscard]] bool send(std::string_view bytes, std::uint64_t wait_ms);
    // Waits for bytes or the bell; `in` gets what came. Without a line it waits for the bell only.
    [[nodiscard]] Woken wait(const Bell& bell, std::uint64_t most_ms, std::string& in);

  private:
    Handle handle_;
};

inline constexpr std::uint64_t forever_ms = UINT64_MAX;
[[nodiscard]] std::uint64_t steady_ms();

}  // namespace cpc::speech
