// SPDX-License-Identifier: Apache-2.0
#include "platform/printer/printer.hpp"

#include <cups/cups.h>
#include <sys/un.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <memory>

namespace cpc::printer {
namespace {

using Clock = std::chrono::steady_clock;

// A larger answer is none.
constexpr std::size_t answer_most = 4U << 20U;

struct GiveBack {
    void operator()(http_t* line) const { httpClose(line); }
    void operator()(ipp_t* message) const { ippDelete(message); }
};
using Message = std::unique_ptr<ipp_t, GiveBack>;
struct Line {
    std::unique_ptr<http_t, GiveBack> http;
    std::chrono::milliseconds longest{0};  // for an answer that comes drop by drop

    [[nodiscard]] bool open() const { return http != nullptr; }
};

Line line_to(const std::string& socket, int idle_ms) {
    // The library cuts a longer path short, and then another socket would be meant.
    if (socket.empty() || socket.front() != '/' || socket.size() >= sizeof(sockaddr_un::sun_path))
        return {};
    Line line;
    line.longest = std::chrono::milliseconds{idle_ms};
    line.http.reset(httpConnect2(socket.c_str(), 0, nullptr, AF_UNSPEC, HTTP_ENCRYPTION_NEVER, 1,
                                 idle_ms, nullptr));
    const auto give_up = [](http_t*, void*) { return 0; };
    if (line.open()) httpSetTimeout(line.http.get(), idle_ms / 1'000.0, give_up, nullptr);
    return line;
}

void add(const Message& message, ipp_tag_t kind, const char* name, const char* value) {
    ippAddString(message.get(), IPP_TAG_OPERATION, kind, name, nullptr, value);
}

std::string path_of(const std::string& printer) {
    return "/printers/" + printer;
}

// A request in English, UTF-8 and nobody's name. (ippNewRequest would say this system's language.)
Message request(ipp_op_t operation) {
    Message out{ippNew()};
    ippSetVersion(out.get(), 1, 1);  // every service speaks it
    ippSetOperation(out.get(), operation);
    ippSetRequestId(out.get(), 1);
    add(out, IPP_TAG_CHARSET, "attributes-charset", "utf-8");
    add(out, IPP_TAG_LANGUAGE, "attributes-natural-language", "en");
    return out;
}

Message request(ipp_op_t operation, const std::string& printer) {
    auto out = request(operation);
    std::array<char, 1'024> uri{};
    httpAssembleURI(HTTP_URI_CODING_ALL, uri.data(), static_cast<int>(uri.size()), "ipp", nullptr,
                    "localhost", 0, path_of(printer).c_str());
    add(out, IPP_TAG_URI, "printer-uri", uri.data());
    return out;
}

template <std::size_t n>
void want(const Message& message, const std::array<const char*, n>& names) {
    ippAddStrings(message.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                  static_cast<int>(n), nullptr, names.data());
}

struct Answer {
    http_status_t status = HTTP_STATUS_ERROR;  // of HTTP; an error: nothing came
    Message said;                              // none: no sense could be made of it

    [[nodiscard]] bool good() const {
        return said && ippGetStatusCode(said.get()) <= IPP_STATUS_OK_EVENTS_COMPLETE;
    }
};

struct Reading {
    http_t* line;
    Clock::time_point until;
    std::size_t left = answer_most;
};

// For the library's reader: all that was asked for, or -1.
ssize_t read_some(void* from, ipp_uchar_t* room, std::size_t wanted) {
    auto& reading = *static_cast<Reading*>(from);
    if (wanted > reading.left) return -1;
    reading.left -= wanted;
    for (std::size_t had = 0; had < wanted;) {
        if (Clock::now() > reading.until) return -1;
        const auto got = httpRead2(reading.line, reinterpret_cast<char*>(room) + had, wanted - had);
        if (got <= 0) return -1;
        had += static_cast<std::size_t>(got);
    }
    return static_cast<ssize_t>(wanted);
}

Message read_message(const Line& line) {
    Reading reading{line.http.get(), Clock::now() + line.longest};
    Message said{ippNew()};
    for (;;) {
        const auto state = ippReadIO(&reading, read_some, 1, nullptr, said.get());
        if (state == IPP_STATE_DATA) return said;
        if (state == IPP_STATE_ERROR) return {};
    }
}

bool send(http_t* line, ipp_t* message, const std::string& path, ByteView paper) {
    httpClearFields(line);
    httpSetField(line, HTTP_FIELD_CONTENT_TYPE, "application/ipp");
    httpSetField(line, HTTP_FIELD_USER_AGENT, "case-conference");
    httpSetLength(line, ippLength(message) + paper.size());
    if (httpPost(line, path.c_str()) != 0) return false;
    for (auto state = ippWrite(line, message); state != IPP_STATE_DATA;
         state = ippWrite(line, message))
        if (state == IPP_STATE_ERROR) return false;
    const auto text = text_of(paper);
    if (!text.empty() && httpWrite2(line, text.data(), text.size()) < 0) return false;
    return httpFlushWrite(line) >= 0;
}

// One exchange over one connection. A service that refuses early closes while we still send: it may
// have said why all the same.
Answer exchange(const Line& line, const Message& message, const std::string& path,
                ByteView paper = {}) {
    (void)send(line.http.get(), message.get(), path, paper);
    Answer out;
    do
        out.status = httpUpdate(line.http.get());
    while (out.status == HTTP_STATUS_CONTINUE);
    if (out.status == HTTP_STATUS_OK) out.said = read_message(line);
    return out;
}

std::string text(ipp_attribute_t* attribute) {
    const char* found = attribute == nullptr ? nullptr : ippGetString(attribute, 0, nullptr);
    return found == nullptr ? std::string{} : std::string{found};
}
// Any kind of text: names, keywords and sentences are asked for alike.
std::string text(const Message& message, const char* name) {
    return text(ippFindAttribute(message.get(), name, IPP_TAG_ZERO));
}

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

// A refusal without a message of the service's own.
std::string why(http_status_t status) {
    if (status == HTTP_STATUS_UNAUTHORIZED || status == HTTP_STATUS_FORBIDDEN)
        return "The print service does not let this tablet print without a password.";
    if (status == HTTP_STATUS_REQUEST_TOO_LARGE)  // also its word for a full disk
        return "The print service has no room for this paper.";
    return "HTTP " + std::to_string(static_cast<int>(status));
}

Result<Answer> ask(const std::string& socket, int idle_ms, const std::string& path,
                   const Message& message) {
    const auto line = line_to(socket, idle_ms);
    if (!line.open()) return tl::make_unexpected(no_service());
    auto answer = exchange(line, message, path);
    if (!answer.said) return tl::make_unexpected(no_sense());
    return answer;
}

void take(PrinterFound& found, ipp_attribute_t* each) {
    const std::string name{ippGetName(each)};
    if (name == "printer-name") found.name = text(each);
    if (name == "printer-info") found.about = text(each);
    if (name == "printer-state-reasons") found.reason = text(each);
    if (name == "printer-is-accepting-jobs" && ippGetValueTag(each) == IPP_TAG_BOOLEAN)
        found.accepts = ippGetBoolean(each, 0) != 0;
    if (name == "printer-state" && ippGetValueTag(each) == IPP_TAG_ENUM) {
        const int state = ippGetInteger(each, 0);
        found.state = state == IPP_PSTATE_PROCESSING ? PrinterState::busy
                      : state == IPP_PSTATE_IDLE     ? PrinterState::idle
                                                     : PrinterState::stopped;
    }
}

// Each printer is a group of attributes of its own.
std::vector<PrinterFound> printers_in(const Message& message) {
    std::vector<PrinterFound> out;
    PrinterFound found;
    found.state = PrinterState::stopped;  // until it says otherwise
    const auto nothing = found;
    const auto end = [&] {
        if (found.about == found.name) found.about.clear();
        if (found.reason == "none") found.reason.clear();
        if (!found.name.empty()) out.push_back(found);
        found = nothing;
    };
    for (auto* each = ippFirstAttribute(message.get()); each != nullptr;
         each = ippNextAttribute(message.get())) {
        if (ippGetName(each) == nullptr)
            end();
        else if (ippGetGroupTag(each) == IPP_TAG_PRINTER)
            take(found, each);
    }
    end();
    return out;
}

}  // namespace

std::string usual_socket() {
    const char* named = std::getenv("CUPS_SERVER");
    if (named != nullptr && *named == '/') return named;
    return "/run/cups/cups.sock";
}

Result<std::vector<PrinterFound>> SystemPrinters::list() {
    const auto all = request(IPP_OP_CUPS_GET_PRINTERS);
    want(all, std::array{"printer-name", "printer-info", "printer-state", "printer-state-reasons",
                         "printer-is-accepting-jobs"});
    const auto answer = CPC_TRY(ask(socket_, idle_ms_, "/", all));
    // A service that has no printer calls that "not found".
    if (!answer.good() && ippGetStatusCode(answer.said.get()) != IPP_STATUS_ERROR_NOT_FOUND)
        return tl::make_unexpected(no_sense());
    auto out = printers_in(answer.said);
    if (out.empty()) return out;
    const auto usual = request(IPP_OP_CUPS_GET_DEFAULT);
    want(usual, std::array{"printer-name"});
    // No choice of the service's own is no trouble.
    if (const auto chosen = ask(socket_, idle_ms_, "/", usual); chosen && chosen->good())
        for (auto& each : out)
            each.usual = each.name == text(chosen->said, "printer-name");
    return out;
}

PrintAnswer SystemPrinters::print(const std::string& printer, const std::string& name,
                                  ByteView pdf) {
    const auto line = line_to(socket_, idle_ms_);
    if (!line.open()) return {Handed::refused, 0, no_service().what};
    const auto job = request(IPP_OP_PRINT_JOB, printer);
    add(job, IPP_TAG_NAME, "requesting-user-name", "case-conference");
    add(job, IPP_TAG_NAME, "job-name", name.c_str());
    add(job, IPP_TAG_MIMETYPE, "document-format", "application/pdf");
    const auto answer = exchange(line, job, path_of(printer), pdf);
    if (answer.status == HTTP_STATUS_ERROR) return {Handed::unsure, 0, {}};
    if (answer.status != HTTP_STATUS_OK) return {Handed::refused, 0, why(answer.status)};
    if (!answer.said) return {Handed::unsure, 0, {}};
    if (!answer.good()) return {Handed::refused, 0, text(answer.said, "status-message")};
    auto* id = ippFindAttribute(answer.said.get(), "job-id", IPP_TAG_INTEGER);
    if (id == nullptr) return {Handed::unsure, 0, {}};
    return {Handed::accepted, ippGetInteger(id, 0), {}};
}

Result<JobState> SystemPrinters::look(const std::string& printer, std::int32_t job) {
    const auto asked = request(IPP_OP_GET_JOB_ATTRIBUTES, printer);
    ippAddInteger(asked.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
    add(asked, IPP_TAG_NAME, "requesting-user-name", "case-conference");
    want(asked, std::array{"job-state"});
    const auto answer = CPC_TRY(ask(socket_, idle_ms_, path_of(printer), asked));
    auto* state = ippFindAttribute(answer.said.get(), "job-state", IPP_TAG_ENUM);
    if (!answer.good() || state == nullptr)
        return fail(Fault::not_found, "The print service does not know this paper any more.", {},
                    "Look whether it came out.");
    switch (ippGetInteger(state, 0)) {
        case IPP_JSTATE_PROCESSING:
            return JobState::printing;
        case IPP_JSTATE_STOPPED:
            return JobState::stopped;
        case IPP_JSTATE_CANCELED:
            return JobState::cancelled;
        case IPP_JSTATE_ABORTED:
            return JobState::failed;
        case IPP_JSTATE_COMPLETED:
            return JobState::printed;
        default:
            return JobState::waiting;  // pending, held, or a word newer than this program
    }
}

}  // namespace cpc::printer
