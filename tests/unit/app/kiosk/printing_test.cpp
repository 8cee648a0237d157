// SPDX-License-Identifier: Apache-2.0
// Papers on their way to a printer: the list that survives a restart, and no paper printed twice
// because an answer was lost.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/kiosk/acts.hpp"
#include "app/kiosk/print_queue.hpp"
#include "app/play/command_hands.hpp"
#include "app/play/scenario.hpp"
#include "app/view/access.hpp"
#include "app/view/sheets.hpp"
#include "core/record/device_events.hpp"
#include "tests/unit/app/kiosk/rig.hpp"

namespace cpc::kiosk_test {
namespace {

using kiosk::PrintQueue;
using view::Place;
using view::PrintStand;

// A printer of the test's own.
class Desktop final : public Printers {
  public:
    std::vector<PrinterFound> printers{
        {"office", "First floor", PrinterState::idle, true, true, {}}};
    bool service = true;
    Handed answer = Handed::accepted;
    std::string why;
    std::optional<JobState> job = JobState::printing;
    std::vector<Bytes> taken;
    std::vector<std::string> names;

    Result<std::vector<PrinterFound>> list() override {
        if (!service) return fail(Fault::not_found, "no service");
        return printers;
    }
    PrintAnswer print(const std::string&, const std::string& name, ByteView pdf) override {
        if (answer != Handed::refused) {
            taken.emplace_back(pdf.begin(), pdf.end());
            names.push_back(name);
        }
        return {answer, answer == Handed::accepted ? static_cast<std::int32_t>(taken.size()) : 0,
                why};
    }
    Result<JobState> look(const std::string&, std::int32_t) override {
        if (!job) return fail(Fault::not_found, "not known");
        return *job;
    }
};

std::string scenario_text(const std::string& name) {
    std::ifstream in(std::string{CPC_SOURCE_DIR} + "/tests/scenarios/" + name);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

// A conference that was played to its close stands on the tablet, open as a past one, with the
// documents on the glass.
struct Office {
    Rig rig;
    Desktop printer;
    ConferenceId conference;

    explicit Office(const std::string& scenario) {
        rig.set_up();
        const auto acts = play::parse_scenario(scenario_text(scenario), scenario);
        if (!acts) FAIL(acts.error().text());
        play::ScriptedClock clock;
        play::CommandHands hands(*rig.shell->desk(), clock);
        const auto played = play::play(*acts, hands);
        if (!played) FAIL(played.error().text());
        conference = hands.meeting()->id();
        REQUIRE(hands.meeting()->destroy_keys());  // nobody signs any more: it is past
        plug();
        open();
    }
    void plug() { rig.shell->services().printers = &printer; }
    void open() {
        rig.shell->open_conference(conference, Place::past_conference);
        rig.driver->frame();
        rig.driver->frame();
        rig.shell->drafts().past.tab = static_cast<std::size_t>(view::PastTab::documents);
        rig.driver->frame();
    }
    void print(const std::string& about) {
        rig.shell->open_sheet("paper-" + about);
        rig.driver->frame();
        rig.press("Print");
        rig.driver->frame();
        rig.driver->frame();
    }
    [[nodiscard]] const std::vector<view::PrintLine>& lines() {
        return rig.shell->drafts().printing.lines;
    }
    [[nodiscard]] std::size_t printed_in_record() {
        std::size_t count = 0;
        for (const auto& each : rig.state().documents)
            count += each.route == "printed" ? 1U : 0U;
        return count;
    }
    [[nodiscard]] std::size_t exported() {
        std::size_t count = 0;
        auto& vault = rig.shell->desk()->vault();
        const auto all = vault.range(0, vault.size());
        REQUIRE(all);
        for (const auto& each : *all)
            count += each.header.type == record::Exported::entry_type ? 1U : 0U;
        return count;
    }
};

}  // namespace

TEST_CASE("A paper goes to the printer, is followed until it is out, and the record says so",
          "[kiosk][print][REQ-248][REQ-251][REQ-294]") {
    Office office("torbay-majority.txt");
    auto& rig = office.rig;
    const auto before = office.exported();
    office.print("decision-sheet/professional");
    REQUIRE(office.printer.taken.size() == 1);
    CHECK(text_of(ByteView(office.printer.taken[0])).substr(0, 5) == "%PDF-");
    CHECK(office.printer.names[0].find("decision-sheet") != std::string::npos);
    CHECK(office.printed_in_record() == 1);
    CHECK(office.exported() == before + 1);
    CHECK(rig.says("At the printer office since"));
    CHECK(rig.says("Papers go to office."));
    rig.check("printing-at-the-printer");
    office.printer.job = JobState::stopped;
    rig.press("Look again");
    rig.driver->frame();
    CHECK(rig.says("has stopped"));
    rig.check("printing-stopped");
    office.printer.job = JobState::printed;
    rig.press("Look again");
    rig.driver->frame();
    CHECK(rig.says("Printed by office"));
    CHECK(office.printer.taken.size() == 1);
    CHECK(office.printed_in_record() == 1);
    rig.check("printing-printed");
    rig.press("Take it off the list");
    rig.driver->frame();
    CHECK(rig.says("No paper waits."));
}

TEST_CASE("Without a printer a paper waits, survives a restart, and is printed when somebody says",
          "[kiosk][print]") {
    Office office("torbay-majority.txt");
    auto& rig = office.rig;
    office.printer.service = false;
    office.print("decision-sheet/professional");
    CHECK(rig.says("This tablet has no print service."));
    CHECK(rig.says("Waits for a printer. Nothing was sent."));
    CHECK(office.printed_in_record() == 0);
    rig.check("printing-no-service");
    const auto queue = rig.shell->desk()->state("print.queue");
    REQUIRE((queue && *queue));
    CHECK((*queue)->find("%PDF") == std::string::npos);
    const auto kept = PrintQueue::read(**queue);
    REQUIRE(kept.lines().size() == 1);
    CHECK(kept.lines()[0].stand == PrintStand::waiting);

    office.printer.service = true;
    office.printer.printers.clear();
    rig.press("Look again");
    rig.driver->frame();
    CHECK(rig.says("There is no printer here."));
    office.printer.printers = {{"hall", {}, PrinterState::idle, true, false, {}}};
    rig.press("Look again");
    rig.driver->frame();
    CHECK(office.printer.taken.empty());  // nothing prints by itself
    rig.press("Print");
    rig.driver->frame();
    CHECK(office.printer.taken.size() == 1);
    CHECK(office.printed_in_record() == 1);
}

TEST_CASE("A paper of which nobody knows is asked about, and never printed again by itself",
          "[kiosk][print]") {
    Office office("torbay-majority.txt");
    auto& rig = office.rig;
    office.printer.answer = Handed::unsure;
    office.print("decision-sheet/professional");
    CHECK(office.printer.taken.size() == 1);
    CHECK(rig.says("Nobody knows whether the printer office has it."));
    CHECK(office.printed_in_record() == 0);
    rig.check("printing-unsure");
    office.printer.answer = Handed::accepted;
    // Asked for again by its own button it is the same line, and nothing is sent.
    office.print("decision-sheet/professional");
    CHECK(office.printer.taken.size() == 1);
    CHECK(office.lines().size() == 1);
    rig.press("It came out");
    rig.driver->frame();
    CHECK(office.printed_in_record() == 1);
    CHECK(office.printer.taken.size() == 1);
    CHECK(rig.says("Printed by office"));
}

TEST_CASE("A printer that refuses is told of, the paper can be tried again, and the record waits",
          "[kiosk][print]") {
    Office office("torbay-majority.txt");
    auto& rig = office.rig;
    office.printer.answer = Handed::refused;
    office.printer.why = "No paper of this size.";
    office.print("decision-sheet/professional");
    CHECK(rig.says("did not take it. Nothing was printed. No paper of this size."));
    CHECK(office.printed_in_record() == 0);
    office.printer.answer = Handed::accepted;
    rig.press("Print");
    rig.driver->frame();
    CHECK(office.printed_in_record() == 1);
    // The service forgot it: nobody knows, and it is asked.
    office.printer.job.reset();
    rig.press("Look again");
    rig.driver->frame();
    CHECK(rig.says("Nobody knows whether"));
    rig.press("Print it again");
    rig.driver->frame();
    CHECK(office.printer.taken.size() == 2);
    CHECK(office.printed_in_record() == 1);  // one paper, one line
}

TEST_CASE("The list is kept and read back, and what was being handed over at a power cut is unsure",
          "[kiosk][print]") {
    ConferenceId conference;
    conference.bytes[3] = 7;
    PrintQueue queue;
    for (const auto stand :
         {PrintStand::waiting, PrintStand::handing, PrintStand::at_printer, PrintStand::stopped,
          PrintStand::printed, PrintStand::refused, PrintStand::unsure, PrintStand::given_up}) {
        auto& line = queue.add(conference, "minutes/" + std::to_string(static_cast<int>(stand)));
        line.stand = stand;
        line.printer = "office\tfirst\nfloor";
        line.job = 41;
        line.why = "why\n";
        line.noted = true;
    }
    auto back = PrintQueue::read(queue.write());
    REQUIRE(back.lines().size() == 8);
    CHECK(back.lines()[1].stand == PrintStand::unsure);
    CHECK(back.lines()[2].stand == PrintStand::at_printer);
    CHECK(back.lines()[2].job == 41);
    CHECK(back.lines()[2].noted);
    CHECK(back.lines()[2].printer == "office first floor");
    CHECK(back.lines()[2].conference == conference);
    CHECK(back.add(conference, "another").id == "9");
    CHECK(PrintQueue::read("nonsense\n1\t2\t3\n" + queue.write()).lines().size() == 8);
    CHECK(PrintQueue::read("").lines().empty());
    for (int i = 0; i < 500; ++i)
        queue.add(conference, "p" + std::to_string(i)).stand = PrintStand::printed;
    CHECK(queue.lines().size() <= kiosk::print_lines_most);
    CHECK(queue.find("1") != nullptr);  // what still waits never makes room
}

TEST_CASE("The readiness page tells whether papers can be printed", "[kiosk][print][ready]") {
    Office office("torbay-majority.txt");
    auto& rig = office.rig;
    rig.shell->go(Place::diagnostics);
    rig.driver->frame();
    rig.driver->frame();
    CHECK(rig.says("Papers can be printed."));
    office.printer.printers[0].state = PrinterState::stopped;
    rig.press("Look again");
    rig.driver->frame();
    rig.driver->frame();
    CHECK(rig.says("The printer has stopped."));
}

TEST_CASE("A request for access leaves a copy and, in another folder, the list for the office",
          "[kiosk][access][REQ-280][REQ-282][REQ-294]") {
    Office office("torbay-restricted.txt");
    auto& rig = office.rig;
    CHECK(rig.sees("Somebody asks for access"));
    CHECK(view::chair_only(view::access_sheet));
    rig.shell->open_sheet(std::string{view::access_sheet});
    rig.driver->frame();
    rig.press("Father");
    rig.press("They ask for themselves");
    rig.fill("Granted on what, and by whom", "Records Officer, file 12");
    rig.check("access");
    const auto stick = rig.put_stick();
    const auto before = office.exported();
    rig.press("Copy to the stick");
    rig.driver->frame();
    CHECK(rig.says("The copy is on the stick"));
    namespace fs = std::filesystem;
    const auto files_in = [&](const std::string& folder) {
        std::size_t count = 0;
        if (fs::exists(stick + "/" + folder))
            for (const auto& each : fs::directory_iterator(stick + "/" + folder))
                count += each.is_regular_file() ? 1U : 0U;
        return count;
    };
    CHECK(files_in("for-whoever-asked") == 2);
    CHECK(files_in("for-the-office-only") == 0);
    CHECK(office.exported() == before + 2);
    rig.press("Office list to the stick");
    rig.driver->frame();
    CHECK(files_in("for-the-office-only") == 2);
    CHECK(files_in("for-whoever-asked") == 2);
    CHECK(office.exported() == before + 4);
}

}  // namespace cpc::kiosk_test
