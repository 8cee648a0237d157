// SPDX-License-Identifier: Apache-2.0
// The printers of this machine's print service (CUPS), through the service's own library (libcups).
//
// What always holds: a paper goes to the service's Unix socket as bytes from memory and is never a
// file of ours; no call waits longer than `idle_ms` for the other end to move; an answer that did
// not come, or made no sense, is "unsure" as soon as there was a connection; nothing is sent twice
// by itself.
//
// Left out on purpose: printers that are not this machine's own service's; passwords (a service
// that wants one refuses, and says so); settings of a printer, which are whoever set it up's.
// Why the library's HTTP and IPP and not its cupsGetDests and cupsDoRequest: the first looks for
// printers on the network, in a meeting; the second connects and sends again by itself, asks a
// terminal for a password and goes over to TLS when the other end says so.
#pragma once

#include "core/base/printing.hpp"

namespace cpc::printer {

// Where the service listens: CUPS_SERVER where that is a path, else where Debian has it.
[[nodiscard]] std::string usual_socket();

class SystemPrinters final : public Printers {
  public:
    explicit SystemPrinters(std::string socket = usual_socket(), int idle_ms = 4'000)
        : socket_(std::move(socket)), idle_ms_(idle_ms) {}

    [[nodiscard]] Result<std::vector<PrinterFound>> list() override;
    [[nodiscard]] PrintAnswer print(const std::string& printer, const std::string& name,
                                    ByteView pdf) override;
    [[nodiscard]] Result<JobState> look(const std::string& printer, std::int32_t job) override;

  private:
    std::string socket_;
    int idle_ms_;
};

}  // namespace cpc::printer
