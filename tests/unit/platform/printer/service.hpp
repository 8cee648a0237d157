// SPDX-License-Identifier: Apache-2.0
// A print service of the test's own on a Unix socket, that can do what a bad one does.
#pragma once

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "platform/printer/ipp.hpp"

namespace cpc::test {

enum class Manner : std::uint8_t {
    usual,
    in_chunks,
    dies_half_way,  // closes after the first bytes of a request
    dies_unsaid,    // takes everything and closes without a word
    says_nothing,
    nonsense,
    refuses,  // with its reason
    locked,   // HTTP 401
};

class Service {
  public:
    Service() {
        std::string name = (std::filesystem::temp_directory_path() / "cpc-print-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        folder_ = name;
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(static_cast<void*>(address.sun_path), path().data(), path().size());
        fd_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        REQUIRE(::bind(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
        REQUIRE(::listen(fd_, 8) == 0);
        thread_ = std::thread([this] { serve(); });
    }
    ~Service() {
        ends_ = true;
        ::shutdown(fd_, SHUT_RDWR);
        thread_.join();
        ::close(fd_);
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    [[nodiscard]] std::string path() const { return folder_ + "/sock"; }
    void be(Manner manner) { manner_ = manner; }
    void have(std::vector<std::string> printers) {
        const std::lock_guard lock(guard_);
        printers_ = std::move(printers);
    }
    void job_is(std::int32_t state) { job_state_ = state; }
    // The files that were taken, and everything that was ever received.
    [[nodiscard]] std::vector<std::string> taken() {
        const std::lock_guard lock(guard_);
        return taken_;
    }
    [[nodiscard]] std::string received() {
        const std::lock_guard lock(guard_);
        return received_;
    }

  private:
    void serve() {
        while (!ends_) {
            const int fd = ::accept(fd_, nullptr, nullptr);
            if (fd < 0) return;
            answer(fd);
            ::close(fd);
        }
    }

    static std::size_t whole_size(const std::string& bytes) {
        const auto end = bytes.find("\r\n\r\n");
        const auto at = bytes.find("Content-Length: ");
        if (end == std::string::npos || at == std::string::npos) return SIZE_MAX;
        return end + 4 + std::strtoul(bytes.c_str() + at + 16, nullptr, 10);
    }

    void answer(int fd) {
        std::string in;
        std::string room(4'096, '\0');
        while (in.size() < whole_size(in)) {
            const auto got = ::recv(fd, room.data(), room.size(), 0);
            if (got <= 0) return;
            in.append(room.data(), static_cast<std::size_t>(got));
            if (manner_ == Manner::dies_half_way) return;
        }
        {
            const std::lock_guard lock(guard_);
            received_ += in;
        }
        const auto message = printer::read_message(in.substr(in.find("\r\n\r\n") + 4));
        if (!message || manner_ == Manner::dies_unsaid) return;
        if (manner_ == Manner::says_nothing) {
            pollfd one{fd, POLLIN, 0};
            (void)::poll(&one, 1, -1);  // until the other end gives up
            return;
        }
        const auto said = reply(*message, in);
        (void)::send(fd, said.data(), said.size(), MSG_NOSIGNAL);
    }

    std::string reply(const printer::Message& asked, const std::string& in) {
        if (manner_ == Manner::nonsense) return "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc";
        if (manner_ == Manner::locked)
            return "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n";
        const auto body = printer::write_message(body_for(asked, in));
        if (manner_ != Manner::in_chunks)
            return "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: " +
                   std::to_string(body.size()) + "\r\n\r\n" + body;
        std::string out = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        for (std::size_t at = 0; at < body.size(); at += 10) {
            const auto part = body.substr(at, 10);
            out += (part.size() == 10 ? "a" : std::to_string(part.size())) + "\r\n" + part + "\r\n";
        }
        return out + "0\r\n\r\n";
    }

    printer::Message body_for(const printer::Message& asked, const std::string& in) {
        using printer::Tag;
        const std::lock_guard lock(guard_);
        auto out = printer::request(printer::Operation{}, {});
        const auto group = [&](Tag tag) {
            out.groups.push_back({static_cast<std::uint8_t>(tag), {}});
        };
        if (manner_ == Manner::refuses) {
            out.code = 0x0507;
            add(out, Tag::text, "status-message", "No paper of this size.");
            return out;
        }
        switch (static_cast<printer::Operation>(asked.code)) {
            case printer::Operation::cups_get_printers:
                for (const auto& name : printers_) {
                    group(Tag::printer_attributes);
                    add(out, Tag::name, "printer-name", name);
                    add(out, Tag::text, "printer-info", "First floor");
                    add_number(out, Tag::enumeration, "printer-state", name == "gone" ? 5 : 3);
                    add(out, Tag::boolean, "printer-is-accepting-jobs", std::string(1, '\1'));
                    add(out, Tag::keyword, "printer-state-reasons",
                        name == "gone" ? "offline-report" : "none");
                }
                break;
            case printer::Operation::cups_get_default:
                if (printers_.empty()) break;
                group(Tag::printer_attributes);
                add(out, Tag::name, "printer-name", printers_.back());
                break;
            case printer::Operation::print_job:
                taken_.push_back(in.substr(in.find("%PDF")));
                group(Tag::job_attributes);
                add_number(out, Tag::integer, "job-id",
                           static_cast<std::int32_t>(40 + taken_.size()));
                break;
            case printer::Operation::get_job_attributes:
                group(Tag::job_attributes);
                add_number(out, Tag::enumeration, "job-state", job_state_);
                break;
        }
        return out;
    }

    std::string folder_;
    int fd_ = -1;
    std::thread thread_;
    std::atomic<bool> ends_{false};
    std::atomic<Manner> manner_{Manner::usual};
    std::atomic<std::int32_t> job_state_{9};
    std::mutex guard_;
    std::vector<std::string> printers_{"office", "hall"};
    std::vector<std::string> taken_;
    std::string received_;
};

}  // namespace cpc::test
