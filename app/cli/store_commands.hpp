// SPDX-License-Identifier: Apache-2.0
// cpc store, but for rotate and salvage: backup and restore, scrub and info, and the way of a
// record to another tablet.
#pragma once

#include "app/cli/key_commands.hpp"
#include "app/cli/secrets.hpp"

namespace cpc::cli {

// "/stick/backup/" means "/stick/backup"; a link is nobody's folder. An error in a sentence.
[[nodiscard]] Result<std::string> folder_named(const std::string& path);
// One folder must not lie inside the other.
[[nodiscard]] Result<void> must_be_apart(const std::string& record, const std::string& copy);
// 1 for what was refused or found damaged, 2 for what could not be done.
int tell_store(const Error& error);

void add_backup(CLI::App& app, Machine& machine, Run& run);
void add_restore(CLI::App& app, Machine& machine, Run& run);
void add_scrub(CLI::App& app, Machine& machine, Run& run);
void add_info(CLI::App& app, Machine& machine, Run& run);
void add_purge(CLI::App& app, Machine& machine, Run& run);
void add_move(CLI::App& app, Machine& machine, Run& run);

}  // namespace cpc::cli
