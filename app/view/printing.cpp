// SPDX-License-Identifier: Apache-2.0
#include "app/view/printing.hpp"

#include <algorithm>

#include "app/view/closed.hpp"

namespace cpc::view {
namespace {

// The paper's own label; of one in a second language that of the paper, with the language.
std::string label_of(const PrintLine& line, const std::vector<PaperLine>& papers) {
    const PaperLine* found = nullptr;
    for (const auto& paper : papers)
        if (line.about == paper.about ||
            (line.about.rfind(paper.about + "/", 0) == 0 &&
             (found == nullptr || paper.about.size() > found->about.size())))
            found = &paper;
    if (found == nullptr) return say("print.a_paper");
    if (line.about == found->about) return found->label;
    return found->label + " (" + line.about.substr(found->about.size() + 1) + ")";
}

std::string state_of(const PrintLine& line) {
    const Values values{{"printer", line.printer}, {"time", line.at}};
    switch (line.stand) {
        case PrintStand::waiting:
            return say("print.waiting");
        case PrintStand::handing:
        case PrintStand::unsure:
            return say("print.unsure", values);
        case PrintStand::at_printer:
            return say("print.at_printer", values);
        case PrintStand::stopped:
            return say("print.stopped", values);
        case PrintStand::printed:
            return say("print.printed", values);
        case PrintStand::refused:
            return say("print.refused", values) + (line.why.empty() ? "" : " " + line.why);
        case PrintStand::given_up:
            return say("print.given_up", values);
    }
    return {};
}

PrintRow row_of(const PrintLine& line, const std::vector<PaperLine>& papers) {
    PrintRow row;
    row.id = line.id;
    row.label = label_of(line, papers);
    row.state = state_of(line);
    const bool unsure = line.stand == PrintStand::unsure || line.stand == PrintStand::handing;
    const bool on_its_way =
        line.stand == PrintStand::at_printer || line.stand == PrintStand::stopped;
    row.good = line.stand == PrintStand::printed;
    row.attention = unsure || line.stand == PrintStand::stopped ||
                    line.stand == PrintStand::refused || line.stand == PrintStand::given_up;
    if (unsure) {
        row.done_label = say("print.came_out");
        row.print_label = say("print.again");
    } else if (!on_its_way && !row.good) {
        row.print_label = say("print.now");
    }
    if (!on_its_way && !unsure) row.drop_label = say("print.drop");
    return row;
}

}  // namespace

std::string printer_words(const PrinterFound& printer) {
    if (!printer.accepts) return say("print.takes_none");
    switch (printer.state) {
        case PrinterState::idle:
            return say("print.ready");
        case PrinterState::busy:
            return say("print.busy");
        case PrinterState::stopped:
            return say("print.not_ready");
    }
    return {};
}

PrintingSheet make_printing_sheet(const conference::State& state, const conference::Rulebook& rules,
                                  const Moment& moment, ConferenceId conference,
                                  const PrintingFacts& facts) {
    PrintingSheet sheet;
    sheet.title = say("print.title");
    sheet.close = say("shell.close");
    sheet.again = say("print.look_again");
    sheet.rows_title = say("print.papers");
    sheet.none = say("print.none");
    sheet.printers_label = say("print.printers");
    const auto papers = paper_lines(state, rules, moment.now);
    std::size_t others = 0;
    for (const auto& line : facts.lines) {
        if (line.conference == conference)
            sheet.rows.push_back(row_of(line, papers));
        else if (line.stand != PrintStand::printed)
            ++others;
    }
    if (others > 0) sheet.others = say_count("print.others", others);
    for (std::size_t i = 0; i < facts.printers.size(); ++i) {
        const auto& printer = facts.printers[i];
        sheet.printers.emplace_back(
            printer.name,
            (printer.about.empty() ? "" : printer.about + " · ") + printer_words(printer));
        if (printer.name == facts.chosen) sheet.chosen = i;
    }
    sheet.no_printer = facts.known && facts.chosen.empty();
    if (!facts.known)
        sheet.printer_line = say("ready.looking");
    else if (!facts.service)
        sheet.printer_line = say("print.no_service");
    else if (facts.chosen.empty())
        sheet.printer_line = say("print.no_printer");
    else
        sheet.printer_line = say("print.goes_to", {{"printer", facts.chosen}});
    return sheet;
}

}  // namespace cpc::view
