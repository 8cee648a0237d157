// SPDX-License-Identifier: Apache-2.0
// Printers of this machine: a port, so that a test can have one that dies half-way.
//
// What always holds: no call waits long, however the other end behaves; whether a paper was taken
// is one of three answers, and "unsure" is said wherever the other end may have it: nobody prints a
// paper twice because an answer was lost. It may be asked from any thread but the one that draws.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"

namespace cpc {

enum class PrinterState : std::uint8_t { idle, busy, stopped };

struct PrinterFound {
    std::string name;   // as the print service calls it
    std::string about;  // what somebody wrote about it: "Office, first floor"; may be empty
    PrinterState state = PrinterState::idle;
    bool accepts = true;
    bool usual = false;  // the service's own choice
    std::string reason;  // the service's word: "media-empty"; empty: none
};

enum class JobState : std::uint8_t { waiting, printing, stopped, cancelled, failed, printed };

enum class Handed : std::uint8_t { accepted, refused, unsure };
struct PrintAnswer {
    Handed how = Handed::unsure;
    std::int32_t job = 0;  // of the service, where it was accepted
    std::string why;       // the service's words for a refusal; empty: it gave none
};

class Printers {
  public:
    virtual ~Printers() = default;
    // Fault::not_found: there is no print service here. An empty list: it has no printer.
    [[nodiscard]] virtual Result<std::vector<PrinterFound>> list() = 0;
    // `name` of the job stands readable in the service's lists: never a name of a person.
    [[nodiscard]] virtual PrintAnswer print(const std::string& printer, const std::string& name,
                                            ByteView pdf) = 0;
    // Fault::not_found: the service knows the job no more.
    [[nodiscard]] virtual Result<JobState> look(const std::string& printer, std::int32_t job) = 0;
};

}  // namespace cpc
