// SPDX-License-Identifier: Apache-2.0
// A bare client that sends whatever bytes a test wants, and a proxy that cuts a connection after so
// many bytes. Nothing here waits by sleeping: reads block until bytes or the end come.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <limits>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace cpc::test {

class Socket {
  public:
    explicit Socket(int number) : number_(number) {}
    ~Socket() {
        if (number_ >= 0) ::close(number_);
    }
    Socket(Socket&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Socket& operator=(Socket&&) = delete;
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    static Socket connect(std::uint16_t port) {
        Socket out(::socket(AF_INET, SOCK_STREAM, 0));
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        REQUIRE(::connect(out.number_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0);
        return out;
    }
    bool send(std::string_view bytes) const {
        while (!bytes.empty()) {
            const auto sent = ::send(number_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    // Everything until the other end closes.
    [[nodiscard]] std::string read_all() const {
        std::string out;
        char buffer[4096];
        while (true) {
            const auto got = ::recv(number_, buffer, sizeof buffer, 0);
            if (got <= 0) return out;
            out.append(buffer, static_cast<std::size_t>(got));
        }
    }
    void finish_sending() const { ::shutdown(number_, SHUT_WR); }
    [[nodiscard]] int number() const { return number_; }

  private:
    int number_;
};

// Passes bytes on both ways, and cuts both ends after the given number of bytes to or from the
// server. One connection at a time; a cut proxy refuses everything after it.
class CuttingProxy {
  public:
    static constexpr std::uint64_t never = std::numeric_limits<std::uint64_t>::max();

    CuttingProxy(std::uint16_t server_port, std::uint64_t cut_up, std::uint64_t cut_down)
        : server_port_(server_port),
          up_left_(cut_up),
          down_left_(cut_down),
          listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in at{};
        at.sin_family = AF_INET;
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        REQUIRE(::bind(listener_.number(), reinterpret_cast<sockaddr*>(&at), sizeof at) == 0);
        socklen_t size = sizeof at;
        ::getsockname(listener_.number(), reinterpret_cast<sockaddr*>(&at), &size);
        port_ = ntohs(at.sin_port);
        REQUIRE(::listen(listener_.number(), 8) == 0);
        REQUIRE(::pipe(wake_) == 0);
        thread_ = std::thread([this] { run(); });
    }
    ~CuttingProxy() {
        [[maybe_unused]] const auto woken = ::write(wake_[1], "x", 1);
        thread_.join();
        ::close(wake_[0]);
        ::close(wake_[1]);
    }
    CuttingProxy(const CuttingProxy&) = delete;
    CuttingProxy& operator=(const CuttingProxy&) = delete;

    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
    [[nodiscard]] bool cut() const { return cut_; }
    [[nodiscard]] std::uint64_t bytes_up() const { return up_; }
    [[nodiscard]] std::uint64_t bytes_down() const { return down_; }

  private:
    void run() {
        while (true) {
            pollfd waiting[2] = {{listener_.number(), POLLIN, 0}, {wake_[0], POLLIN, 0}};
            if (::poll(waiting, 2, -1) < 0 || waiting[1].revents != 0) return;
            Socket client(::accept(listener_.number(), nullptr, nullptr));
            if (cut_) continue;
            Socket server(::socket(AF_INET, SOCK_STREAM, 0));
            sockaddr_in to{};
            to.sin_family = AF_INET;
            to.sin_port = htons(server_port_);
            to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            if (::connect(server.number(), reinterpret_cast<sockaddr*>(&to), sizeof to) != 0)
                continue;
            if (!pump(client, server)) return;
        }
    }
    // False when the test is over.
    bool pump(const Socket& client, const Socket& server) {
        while (true) {
            pollfd waiting[3] = {
                {client.number(), POLLIN, 0}, {server.number(), POLLIN, 0}, {wake_[0], POLLIN, 0}};
            if (::poll(waiting, 3, -1) < 0 || waiting[2].revents != 0) return false;
            if (waiting[0].revents != 0 && !pass(client, server, up_left_, up_)) return true;
            if (waiting[1].revents != 0 && !pass(server, client, down_left_, down_)) return true;
        }
    }
    bool pass(const Socket& from, const Socket& to, std::uint64_t& left,
              std::atomic<std::uint64_t>& count) {
        char buffer[4096];
        const auto want = std::min<std::uint64_t>(left, sizeof buffer);
        if (want == 0) {
            cut_ = true;
            return false;
        }
        const auto got = ::recv(from.number(), buffer, static_cast<std::size_t>(want), 0);
        if (got <= 0) return false;
        count += static_cast<std::uint64_t>(got);
        if (left != never) left -= static_cast<std::uint64_t>(got);
        if (!to.send({buffer, static_cast<std::size_t>(got)})) return false;
        if (left == 0) cut_ = true;
        return left != 0;
    }

    std::uint16_t server_port_;
    std::uint64_t up_left_;
    std::uint64_t down_left_;
    Socket listener_;
    std::uint16_t port_ = 0;
    int wake_[2] = {-1, -1};
    std::atomic<bool> cut_{false};
    std::atomic<std::uint64_t> up_{0};
    std::atomic<std::uint64_t> down_{0};
    std::thread thread_;
};

}  // namespace cpc::test
