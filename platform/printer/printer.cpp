// SPDX-License-Identifier: Apache-2.0
#include "platform/printer/printer.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "platform/printer/ipp.hpp"

namespace cpc::printer {
namespace {

constexpr std::size_t answer_most = 4U << 20U;

// One exchange over one connection.
class Line {
  public:
    Line(const std::string& path, int idle_ms) : idle_ms_(idle_ms) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        if (path.empty() || path.size() >= sizeof address.sun_path) return;
        std::memcpy(static_cast<void*>(address.sun_path), path.data(), path.size());
        fd_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        const auto* to = reinterpret_cast<const sockaddr*>(&address);
        if (fd_ >= 0 && ::connect(fd_, to, sizeof address) == 0) return;
        close();
    }
    ~Line() { close(); }
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    [[nodiscard]] bool open() const { return fd_ >= 0; }

    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent > 0) {
                bytes.remove_prefix(static_cast<std::size_t>(sent));
                continue;
            }
            if (sent < 0 && errno == EINTR) continue;
            const bool full = sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
            if (!full || !wait(POLLOUT)) return false;
        }
        return true;
    }

    // The answer, whole; nothing: it did not come.
    [[nodiscard]] std::optional<HttpAnswer> answer() {
        std::string all;
        std::array<char, 16'384> room{};
        while (all.size() < answer_most) {
            const auto got = ::recv(fd_, room.data(), room.size(), 0);
            if (got > 0) {
                all.append(room.data(), static_cast<std::size_t>(got));
                if (auto whole = read_http(all, false)) return whole;
                continue;
            }
            if (got < 0 && errno == EINTR) continue;
            if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
                if (!wait(POLLIN)) return std::nullopt;
                continue;
            }
            return read_http(all, got == 0);
        }
        return std::nullopt;
    }

  private:
    void close() {
        if (fd_ >= 0) ::close(fd_);
        fd_ = -1;
    }
    [[nodiscard]] bool wait(short what) const {
        pollfd one{fd_, what, 0};
        int ready = -1;
        do
            ready = ::poll(&one, 1, idle_ms_);
        while (ready < 0 && errno == EINTR);
        return ready > 0 && (one.revents & (what | POLLHUP)) != 0;
    }

    int fd_ = -1;
    int idle_ms_;
};

Error no_service() {
    return {Fault::not_found,
            "There is no print service on this tablet.",
            {},
            "Save papers to a stick instead, or have a printer set up."};
}
Error no_sense() {
    return {Fault::network,
            "The print service did not answer.",
            {},
            "Nothing is lost: the paper stays on the list."};
}

// An answer in IPP, or why there is none.
Result<Message> ask(const std::string& socket, int idle_ms, std::string_view path,
                    const Message& message) {
    Line line(socket, idle_ms);
    if (!line.open()) return tl::make_unexpected(no_service());
    const auto bytes = write_message(message);
    if (!line.send(http_head(path, bytes.size()) + bytes)) return tl::make_unexpected(no_sense());
    const auto answer = line.answer();
    if (!answer || answer->status != 200) return tl::make_unexpected(no_sense());
    auto said = read_message(answer->body);
    if (!said) return tl::make_unexpected(no_sense());
    return std::move(*said);
}

PrinterFound printer_of(const Group& group) {
    constexpr std::int32_t busy = 4;
    constexpr std::int32_t stopped = 5;
    PrinterFound found;
    found.name = group.text("printer-name");
    found.about = group.text("printer-info");
    if (found.about == found.name) found.about.clear();
    const auto state = group.number("printer-state").value_or(stopped);
    found.state = state == busy      ? PrinterState::busy
                  : state == stopped ? PrinterState::stopped
                                     : PrinterState::idle;
    found.accepts = group.truth("printer-is-accepting-jobs").value_or(true);
    found.reason = group.text("printer-state-reasons");
    if (found.reason == "none") found.reason.clear();
    return found;
}

// Names that a path can hold as they are. The service allows no others but letters beyond ASCII.
std::string in_path(std::string_view name) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                           (c >= 'a' && c <= 'z') || c == '-' || c == '_' || c == '.';
        if (plain) {
            out += c;
            continue;
        }
        out += '%';
        out += digits[byte >> 4U];
        out += digits[byte & 15U];
    }
    return out;
}

std::string uri_of(const std::string& printer) {
    return "ipp://localhost/printers/" + in_path(printer);
}

}  // namespace

std::string usual_socket() {
    const char* named = std::getenv("CUPS_SERVER");
    if (named != nullptr && *named == '/') return named;
    return "/run/cups/cups.sock";
}

Result<std::vector<PrinterFound>> SystemPrinters::list() {
    auto message = request(Operation::cups_get_printers, {});
    for (const auto* wanted : {"printer-name", "printer-info", "printer-state",
                               "printer-state-reasons", "printer-is-accepting-jobs"})
        add(message, Tag::keyword, "requested-attributes", wanted);
    const auto answer = CPC_TRY(ask(socket_, idle_ms_, "/", message));
    std::vector<PrinterFound> out;
    for (const auto& group : answer.groups)
        if (group.tag == static_cast<std::uint8_t>(Tag::printer_attributes) &&
            !group.text("printer-name").empty())
            out.push_back(printer_of(group));
    if (out.empty()) return out;
    auto usual = request(Operation::cups_get_default, {});
    add(usual, Tag::keyword, "requested-attributes", "printer-name");
    // No choice of the service's own is no trouble.
    if (const auto chosen = ask(socket_, idle_ms_, "/", usual); chosen && chosen->good())
        if (const auto* group = chosen->group(Tag::printer_attributes))
            for (auto& each : out)
                each.usual = each.name == group->text("printer-name");
    return out;
}

PrintAnswer SystemPrinters::print(const std::string& printer, const std::string& name,
                                  ByteView pdf) {
    Line line(socket_, idle_ms_);
    if (!line.open()) return {Handed::refused, 0, no_service().what};
    auto message = request(Operation::print_job, uri_of(printer));
    add(message, Tag::name, "requesting-user-name", "case-conference");
    add(message, Tag::name, "job-name", name);
    add(message, Tag::media_type, "document-format", "application/pdf");
    const auto head = write_message(message);
    // A service that refuses early closes while we still send: it may have said why all the same.
    (void)(line.send(http_head("/printers/" + in_path(printer), head.size() + pdf.size()) + head) &&
           line.send(text_of(pdf)));
    const auto answer = line.answer();
    if (!answer) return {Handed::unsure, 0, {}};
    if (answer->status != 200)
        return {Handed::refused, 0, "HTTP " + std::to_string(answer->status)};
    const auto said = read_message(answer->body);
    if (!said) return {Handed::unsure, 0, {}};
    if (!said->good()) {
        const auto* group = said->group(Tag::operation_attributes);
        return {Handed::refused, 0,
                group == nullptr ? std::string{} : group->text("status-message")};
    }
    const auto* job = said->group(Tag::job_attributes);
    const auto id = job == nullptr ? std::nullopt : job->number("job-id");
    if (!id) return {Handed::unsure, 0, {}};
    return {Handed::accepted, *id, {}};
}

Result<JobState> SystemPrinters::look(const std::string& printer, std::int32_t job) {
    auto message = request(Operation::get_job_attributes, uri_of(printer));
    add_number(message, Tag::integer, "job-id", job);
    add(message, Tag::name, "requesting-user-name", "case-conference");
    add(message, Tag::keyword, "requested-attributes", "job-state");
    const auto answer = CPC_TRY(ask(socket_, idle_ms_, "/printers/" + in_path(printer), message));
    const auto* group = answer.group(Tag::job_attributes);
    const auto state = group == nullptr ? std::nullopt : group->number("job-state");
    if (!answer.good() || !state)
        return fail(Fault::not_found, "The print service does not know this paper any more.", {},
                    "Look whether it came out.");
    constexpr std::array states{JobState::waiting, JobState::waiting,   JobState::printing,
                                JobState::stopped, JobState::cancelled, JobState::failed,
                                JobState::printed};
    // RFC 8011 5.3.7: from 3, pending, to 9, completed.
    const auto at = *state - 3;
    if (at < 0 || at >= static_cast<std::int32_t>(states.size())) return JobState::waiting;
    return states.at(static_cast<std::size_t>(at));
}

}  // namespace cpc::printer
