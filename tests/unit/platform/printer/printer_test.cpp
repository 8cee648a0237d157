// SPDX-License-Identifier: Apache-2.0
// Printing: what is said to a print service, and every way in which it can fail.
#include "platform/printer/printer.hpp"

#include "tests/unit/platform/printer/service.hpp"

using namespace cpc;
using namespace cpc::test;
using printer::SystemPrinters;

namespace {

// Larger than a socket holds, so that half-way is really half-way.
Bytes a_paper() {
    std::string text = "%PDF-1.7 of nobody\n";
    while (text.size() < 900'000)
        text += "line " + std::to_string(text.size()) + "\n";
    return Bytes(text.begin(), text.end());
}

constexpr int soon_ms = 150;

}  // namespace

TEST_CASE("the printers of the service are found, with their state and the usual one",
          "[printer]") {
    Service service;
    service.have({"office", "gone"});
    SystemPrinters printers(service.path());
    const auto found = printers.list();
    REQUIRE(found);
    REQUIRE(found->size() == 2);
    CHECK((*found)[0].name == "office");
    CHECK((*found)[0].about == "First floor");
    CHECK((*found)[0].state == PrinterState::idle);
    CHECK((*found)[0].reason.empty());
    CHECK_FALSE((*found)[0].usual);
    CHECK((*found)[1].state == PrinterState::stopped);
    CHECK((*found)[1].reason == "offline-report");
    CHECK((*found)[1].usual);
    service.have({});
    CHECK(printers.list()->empty());
}

TEST_CASE("without a service there is no printer, and nothing was handed over", "[printer]") {
    SystemPrinters printers("/nowhere/at/all.sock");
    const auto found = printers.list();
    REQUIRE_FALSE(found);
    CHECK(found.error().fault == Fault::not_found);
    CHECK(printers.print("office", "paper", a_paper()).how == Handed::refused);
}

TEST_CASE("a paper arrives whole, its job carries a name that is nobody's", "[printer][REQ-251]") {
    Service service;
    SystemPrinters printers(service.path());
    const auto paper = a_paper();
    for (const auto manner : {Manner::usual, Manner::in_chunks}) {
        service.be(manner);
        const auto handed = printers.print("office", "0a9324d5 minutes", paper);
        CHECK(handed.how == Handed::accepted);
        CHECK(handed.job > 40);
    }
    const auto taken = service.taken();
    REQUIRE(taken.size() == 2);
    CHECK(taken[0] == text_of(ByteView(paper)));
    CHECK(taken[1] == taken[0]);
    const auto all = service.received();
    CHECK(all.find("POST /printers/office HTTP/1.1") == 0);
    CHECK(all.find("ipp://localhost/printers/office") != std::string::npos);
    CHECK(all.find("0a9324d5 minutes") != std::string::npos);
}

TEST_CASE("a service that dies half-way, says nothing or nonsense may have the paper: unsure",
          "[printer]") {
    Service service;
    SystemPrinters printers(service.path(), soon_ms);
    for (const auto manner : {Manner::dies_half_way, Manner::dies_unsaid, Manner::says_nothing,
                              Manner::nonsense, Manner::endless}) {
        service.be(manner);
        INFO(static_cast<int>(manner));
        CHECK(printers.print("office", "paper", a_paper()).how == Handed::unsure);
        CHECK_FALSE(printers.list());
    }
}

TEST_CASE("a refusal is told in the service's words, and nothing was taken", "[printer]") {
    Service service;
    SystemPrinters printers(service.path());
    service.be(Manner::refuses);
    const auto handed = printers.print("office", "paper", a_paper());
    CHECK(handed.how == Handed::refused);
    CHECK(handed.why == "No paper of this size.");
    service.be(Manner::locked);
    const auto locked = printers.print("office", "paper", a_paper());
    CHECK(locked.how == Handed::refused);
    CHECK(locked.why == "The print service does not let this tablet print without a password.");
    const auto asked_once = service.received().size();
    service.be(Manner::wants_tls);
    const auto secret = printers.print("office", "paper", a_paper());
    CHECK(secret.how == Handed::refused);
    CHECK(secret.why == "HTTP 426");
    // Neither a password nor a second try: one request came for each.
    CHECK(service.received().size() < asked_once + a_paper().size() + 2'000);
    CHECK(service.taken().empty());
}

TEST_CASE("a job that was accepted is followed to its end", "[printer]") {
    Service service;
    SystemPrinters printers(service.path());
    const std::vector<std::pair<std::int32_t, JobState>> states{
        {3, JobState::waiting}, {4, JobState::waiting},   {5, JobState::printing},
        {6, JobState::stopped}, {7, JobState::cancelled}, {8, JobState::failed},
        {9, JobState::printed}, {77, JobState::waiting}};
    for (const auto& [number, state] : states) {
        service.job_is(number);
        const auto found = printers.look("office", 41);
        REQUIRE(found);
        CHECK(*found == state);
    }
    service.be(Manner::refuses);
    CHECK(printers.look("office", 41).error().fault == Fault::not_found);
}

TEST_CASE("a printer's name can hold any letter and stays one name", "[printer]") {
    Service service;
    SystemPrinters printers(service.path());
    CHECK(printers.print("first floor \xC3\xA9\r\nX: y", "paper", a_paper()).how ==
          Handed::accepted);
    CHECK(service.received().find("POST /printers/first%20floor%20%C3%A9%0D%0AX:%20y HTTP") == 0);
    CHECK(service.received().find("ipp://localhost/printers/first%20floor%20%C3%A9%0D%0AX:%20y") !=
          std::string::npos);
}
