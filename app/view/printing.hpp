// SPDX-License-Identifier: Apache-2.0
// The papers on their way to a printer, and the printers there are (ui-design C6b: without one,
// papers wait in a list).
//
// What always holds: a paper of which nobody knows whether the printer has it is asked about, and
// printed again only when somebody says so.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/view/common.hpp"
#include "core/base/printing.hpp"

namespace cpc::view {

inline constexpr std::string_view printing_sheet = "printing";

enum class PrintStand : std::uint8_t {
    waiting,     // nothing has been handed over
    handing,     // begun; found like this after a power cut it is `unsure`
    at_printer,  // the print service has it
    stopped,     // and its printer has stopped
    printed,
    refused,
    unsure,    // handed over, and no answer came
    given_up,  // the service took it and did not print it
};

struct PrintLine {
    std::string id;
    ConferenceId conference;
    std::string about;    // of the copy, as in PaperLine; with a language behind it
    std::string printer;  // where it went
    PrintStand stand = PrintStand::waiting;
    std::int32_t job = 0;
    std::string at;      // when it last moved on: "10:24"
    std::string why;     // of a refusal, in the service's words
    bool noted = false;  // the record says that it was printed
};

struct PrintingFacts {
    bool asked = false;
    bool known = false;
    bool service = false;  // there is a print service here
    std::vector<PrinterFound> printers;
    std::string chosen;  // one of them; empty: none can be
    std::vector<PrintLine> lines;
};

struct PrintRow {
    std::string id, label, state;
    bool attention = false, good = false;
    std::string print_label, done_label, drop_label;  // empty: not offered
};

struct PrintingSheet {
    std::string title, close, again;
    std::string printer_line;  // "Papers go to office." or why there is none
    bool no_printer = false;
    std::string rows_title, none, others;
    std::vector<PrintRow> rows;
    std::string printers_label;
    std::vector<std::pair<std::string, std::string>> printers;  // name, state in words
    std::optional<std::size_t> chosen;
};

// In words, for the sheet and for the readiness page.
[[nodiscard]] std::string printer_words(const PrinterFound& printer);

[[nodiscard]] PrintingSheet make_printing_sheet(const conference::State& state,
                                                const conference::Rulebook& rules,
                                                const Moment& moment, ConferenceId conference,
                                                const PrintingFacts& facts);

}  // namespace cpc::view
