// SPDX-License-Identifier: Apache-2.0
// The commands about keys: cpc passphrase, cpc keys, cpc recovery, cpc store rotate; and cpc store
// salvage, for when no key helps any more; and cpc erase, which destroys keys.
#pragma once

#include "app/cli/command.hpp"

namespace cpc::cli {

// Fault::not_found unless this folder holds the keys of a record.
[[nodiscard]] Result<void> there_is_a_record(Machine& machine, const std::string& store);

void add_passphrase(CLI::App& app, Machine& machine, Run& run);
void add_keys(CLI::App& app, Machine& machine, Run& run);
void add_recovery(CLI::App& app, Machine& machine, Run& run);
void add_rotate(CLI::App& app, Machine& machine, Run& run);
void add_salvage(CLI::App& app, Machine& machine, Run& run);
void add_erase(CLI::App& app, Machine& machine, Run& run);

}  // namespace cpc::cli
