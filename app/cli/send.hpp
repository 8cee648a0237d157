// SPDX-License-Identifier: Apache-2.0
// Sending a store's record to central: what `cpc send` and `cpc practice` share.
#pragma once

#include <string>

#include "app/cli/command.hpp"
#include "app/send/send.hpp"

namespace cpc::cli {

struct SendOptions {
    std::string store;
    std::string to;            // "http://127.0.0.1:8443"
    std::string pairing_file;  // central.json; not needed once the store is paired
    std::string passphrase_file;
    bool former = false;       // the record before the one in use
    std::string receipt_file;  // where the verified receipt is copied; may be empty
};

[[nodiscard]] Result<send::SendReport> send_store(Machine& machine, const SendOptions& options);

}  // namespace cpc::cli
