// SPDX-License-Identifier: Apache-2.0
// A print service of the test's own on a Unix socket, that can do what a bad one does. Its messages
// are made and read by the print service's own library; the HTTP round them is the test's.
#pragma once

#include <cups/cups.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace cpc::test {

enum class Manner : std::uint8_t {
    usual,
    in_chunks,
    dies_half_way,  // closes after the first bytes of a request
    dies_unsaid,    // takes everything and closes without a word
    says_nothing,
    nonsense,
    endless,    // an answer that has no end
    refuses,    // with its reason
    locked,     // HTTP 401
    wants_tls,  // HTTP 426
};

struct DeleteMessage {
    void operator()(ipp_t* message) const { ippDelete(message); }
};
using IppMessage = std::unique_ptr<ipp_t, DeleteMessage>;

// Nothing: these bytes are no whole message.
inline IppMessage ipp_message(std::string_view bytes) {
    const auto take = [](void* from, ipp_uchar_t* room, std::size_t size) {
        auto& rest = *static_cast<std::string_view*>(from);
        if (size > rest.size()) return ssize_t{-1};
        std::memcpy(room, rest.data(), size);
        rest.remove_prefix(size);
        return static_cast<ssize_t>(size);
    };
    IppMessage out{ippNew()};
    for (;;) {
        const auto state = ippReadIO(&bytes, take, 1, nullptr, out.get());
        if (state == IPP_STATE_DATA) return out;
        if (state == IPP_STATE_ERROR) return {};
    }
}

inline std::string ipp_bytes(const IppMessage& message) {
    const auto put = [](void* to, ipp_uchar_t* bytes, std::size_t size) {
        static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), size);
        return static_cast<ssize_t>(size);
    };
    std::string out;
    ippSetState(message.get(), IPP_STATE_IDLE);
    while (ippWriteIO(&out, put, 1, nullptr, message.get()) == IPP_STATE_ATTRIBUTE) {
    }
    return out;
}

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
        const auto message = ipp_message(std::string_view{in}.substr(in.find("\r\n\r\n") + 4));
        if (!message || manner_ == Manner::dies_unsaid) return;
        if (manner_ == Manner::says_nothing) {
            pollfd one{fd, POLLIN, 0};
            (void)::poll(&one, 1, -1);  // until the other end gives up
            return;
        }
        if (manner_ == Manner::endless) return pour(fd);
        const auto said = reply(message, in);
        (void)::send(fd, said.data(), said.size(), MSG_NOSIGNAL);
    }

    // One attribute with value after value, until the other end has had enough.
    static void pour(int fd) {
        std::string said = "HTTP/1.1 200 OK\r\n\r\n";
        said += std::string("\x01\x01\0\0\0\0\0\x01\x04", 9);
        said += std::string(
            "\x44\0\x01"
            "a"
            "\0\x01"
            "b",
            7);
        while (::send(fd, said.data(), said.size(), MSG_NOSIGNAL) > 0) {
            said.clear();
            for (int at = 0; at < 1'000; ++at)
                said += std::string(
                    "\x44\0\0\0\x01"
                    "b",
                    6);
        }
    }

    std::string reply(const IppMessage& asked, const std::string& in) {
        if (manner_ == Manner::nonsense) return "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc";
        if (manner_ == Manner::locked)
            return "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic "
                   "realm=\"CUPS\"\r\nContent-Length: 0\r\n\r\n";
        if (manner_ == Manner::wants_tls)
            return "HTTP/1.1 426 Upgrade Required\r\nConnection: Upgrade\r\nUpgrade: "
                   "TLS/1.2,HTTP/1.1\r\nContent-Length: 0\r\n\r\n";
        const auto body = ipp_bytes(body_for(asked, in));
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

    static void add_printer(ipp_t* out, const std::string& name) {
        const auto text = [&](ipp_tag_t kind, const char* what, const char* value) {
            ippAddString(out, IPP_TAG_PRINTER, kind, what, nullptr, value);
        };
        const bool gone = name == "gone";
        ippAddSeparator(out);
        text(IPP_TAG_NAME, "printer-name", name.c_str());
        text(IPP_TAG_TEXT, "printer-info", "First floor");
        ippAddInteger(out, IPP_TAG_PRINTER, IPP_TAG_ENUM, "printer-state", gone ? 5 : 3);
        ippAddBoolean(out, IPP_TAG_PRINTER, "printer-is-accepting-jobs", 1);
        text(IPP_TAG_KEYWORD, "printer-state-reasons", gone ? "offline-report" : "none");
    }

    IppMessage body_for(const IppMessage& asked, const std::string& in) {
        const std::lock_guard lock(guard_);
        IppMessage made{ippNewResponse(asked.get())};
        auto* out = made.get();
        if (manner_ == Manner::refuses) {
            ippSetStatusCode(out, IPP_STATUS_ERROR_BUSY);
            ippAddString(out, IPP_TAG_OPERATION, IPP_TAG_TEXT, "status-message", nullptr,
                         "No paper of this size.");
            return made;
        }
        const int operation = ippGetOperation(asked.get());
        if (operation == IPP_OP_CUPS_GET_PRINTERS) {
            for (const auto& name : printers_)
                add_printer(out, name);
        } else if (operation == IPP_OP_CUPS_GET_DEFAULT && !printers_.empty()) {
            add_printer(out, printers_.back());
        } else if (operation == IPP_OP_PRINT_JOB) {
            taken_.push_back(in.substr(in.find("%PDF")));
            ippAddInteger(out, IPP_TAG_JOB, IPP_TAG_INTEGER, "job-id",
                          static_cast<int>(40 + taken_.size()));
        } else if (operation == IPP_OP_GET_JOB_ATTRIBUTES) {
            ippAddInteger(out, IPP_TAG_JOB, IPP_TAG_ENUM, "job-state", job_state_);
        }
        return made;
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
