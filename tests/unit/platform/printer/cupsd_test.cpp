// SPDX-License-Identifier: Apache-2.0
// Printing with the real print service, started by the test in a folder of its own.
#include "tests/unit/platform/printer/cupsd.hpp"

#include <algorithm>
#include <functional>

#include "platform/guard/guard.hpp"

using namespace cpc;
using namespace cpc::test;
using printer::SystemPrinters;

namespace {

Bytes a_paper(std::size_t size = 900'000) {
    std::string text = "%PDF-1.7 of nobody\n";
    while (text.size() < size)
        text += "line " + std::to_string(text.size()) + "\n";
    return Bytes(text.begin(), text.end());
}

bool becomes(SystemPrinters& printers, const std::string& printer, std::int32_t job,
             JobState state) {
    return in_time([&] {
        const auto now = printers.look(printer, job);
        return now && *now == state;
    });
}

void need_cupsd() {
    if (::access(cupsd_program, X_OK) != 0) SKIP("the package cups-daemon is not installed");
}

}  // namespace

TEST_CASE("A real print service puts out the very bytes of a paper and keeps none of them",
          "[printer][cupsd][REQ-251]") {
    need_cupsd();
    const Cupsd service;
    SystemPrinters printers(service.socket());
    const auto found = printers.list();
    REQUIRE(found);
    REQUIRE(found->size() == 4);
    const auto named = [&](const std::string& name) {
        return *std::find_if(found->begin(), found->end(),
                             [&](const auto& each) { return each.name == name; });
    };
    CHECK(named("office").about == "First floor");
    CHECK(named("office").state == PrinterState::idle);
    CHECK(named("office").usual);
    CHECK(named("paused").state == PrinterState::stopped);
    CHECK_FALSE(named("paused").usual);
    CHECK_FALSE(named("closed").accepts);
    for (const std::size_t size : {std::size_t{20}, std::size_t{900'000}, std::size_t{9'000'000}}) {
        const auto paper = a_paper(size);
        const auto handed = printers.print("office", "0a9324d5 minutes", paper);
        REQUIRE(handed.how == Handed::accepted);
        REQUIRE(becomes(printers, "office", handed.job, JobState::printed));
        CHECK(service.put_out(handed.job) == text_of(ByteView(paper)));
    }
    CHECK(service.kept_papers() == 0);
}

TEST_CASE("A real print service's refusals and broken printers are told for what they are",
          "[printer][cupsd]") {
    need_cupsd();
    Cupsd service;
    SystemPrinters printers(service.socket());
    const auto waits = printers.print("paused", "paper", a_paper());
    REQUIRE(waits.how == Handed::accepted);
    CHECK(*printers.look("paused", waits.job) == JobState::waiting);
    const auto closed = printers.print("closed", "paper", a_paper());
    CHECK(closed.how == Handed::refused);
    CHECK(closed.why.find("not accepting jobs") != std::string::npos);
    const auto nowhere = printers.print("never heard of", "paper", a_paper());
    CHECK(nowhere.how == Handed::refused);
    CHECK(nowhere.why.find("does not exist") != std::string::npos);
    const auto broken = printers.print("broken", "paper", a_paper());
    REQUIRE(broken.how == Handed::accepted);
    CHECK(becomes(printers, "broken", broken.job, JobState::failed));
    CHECK(printers.look("office", 4'711).error().fault == Fault::not_found);
    service.end();
    CHECK(printers.list().error().fault == Fault::not_found);
    const auto gone = printers.print("office", "paper", a_paper());
    CHECK(gone.how == Handed::refused);
    CHECK(gone.why == "There is no print service on this tablet.");
}

TEST_CASE("A real print service whose disk is full takes no paper, and says so in plain words",
          "[printer][cupsd]") {
    need_cupsd();
    const Cupsd service(200'000);
    SystemPrinters printers(service.socket());
    const auto full = printers.print("office", "paper", a_paper());
    CHECK(full.how == Handed::refused);
    CHECK(full.why == "The print service has no room for this paper.");
    CHECK(printers.print("office", "paper", a_paper(10'000)).how == Handed::accepted);
}

TEST_CASE("Printing needs nothing that a guarded tablet without a network has given up",
          "[printer][cupsd][guard]") {
    need_cupsd();
    const Cupsd service;
    const auto in_child = [](const std::function<int()>& asks) {
        const pid_t pid = ::fork();
        REQUIRE(pid >= 0);
        if (pid == 0) ::_exit(asks());
        int status = 0;
        REQUIRE(::waitpid(pid, &status, 0) == pid);
        REQUIRE(WIFEXITED(status));
        return WEXITSTATUS(status);
    };
    const int done = in_child([&] {
        if (!guard::put_up({true}).held(guard::Kind::calls_filtered)) return 255;
        SystemPrinters printers(service.socket());
        const auto found = printers.list();
        int bits = found && found->size() == 4 ? 1 : 0;
        const auto handed = printers.print("office", "paper", a_paper());
        if (handed.how == Handed::accepted) bits |= 2;
        if (becomes(printers, "office", handed.job, JobState::printed)) bits |= 4;
        return bits;
    });
    if (done == 255) SKIP("this build or machine has no filter of calls");
    CHECK(done == 7);
}
