// SPDX-License-Identifier: Apache-2.0
// What the subcommands of `cpc` share: the machine's ports, where the assets are, how a passphrase
// comes in, and how an error goes out. Each subcommand adds itself to the parser and sets `run`.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "app/meeting/library.hpp"
#include "core/crypto/secret.hpp"
#include "core/store/vault.hpp"
#include "platform/clock/clock.hpp"
#include "platform/entropy/entropy.hpp"
#include "platform/files/files.hpp"

namespace cpc::cli {

// Exit codes: 0 good or whole · 1 not as expected, damaged or refused · 2 cannot be read or done.
inline constexpr int good = 0;
inline constexpr int not_good = 1;
inline constexpr int cannot = 2;

struct Machine {
    std::string program;     // argv[0]
    std::string assets;      // --assets; empty: looked for
    std::string procedures;  // --procedures: a folder of further ones; may be empty
    platform::SystemFiles files;
    platform::SystemClock clock;
    platform::SystemEntropy entropy;

    [[nodiscard]] store::Ports ports() { return {files, clock, entropy}; }
    [[nodiscard]] Result<std::string> find_assets();
    [[nodiscard]] Result<meeting::Library> library();
};

// Prints the sentence to stderr and gives `code` back.
int tell(const Error& error, int code = cannot);

// The passphrase of practice stores: known to everybody, protects nothing.
[[nodiscard]] crypto::SecretBytes practice_passphrase();
[[nodiscard]] Result<crypto::SecretBytes> first_line_of(Machine& machine, const std::string& file);
// From a file's first line; without one the practice passphrase.
[[nodiscard]] Result<crypto::SecretBytes> read_passphrase(Machine& machine,
                                                          const std::string& file);
// To work with it: that it was unlocked is itself an entry.
[[nodiscard]] Result<store::Vault> open_record(Machine& machine, const std::string& store,
                                               const std::string& passphrase_file);

using Run = std::function<int()>;
void add_play(CLI::App& app, Machine& machine, Run& run);
void add_practice(CLI::App& app, Machine& machine, Run& run);
void add_send(CLI::App& app, Machine& machine, Run& run);
void add_fetch(CLI::App& app, Machine& machine, Run& run);
void add_bundle(CLI::App& app, Machine& machine, Run& run);
void add_verify(CLI::App& app, Machine& machine, Run& run);
void add_record(CLI::App& app, Machine& machine, Run& run);
void add_export(CLI::App& app, Machine& machine, Run& run);
void add_dates(CLI::App& app, Machine& machine, Run& run);
void add_profile(CLI::App& app, Machine& machine, Run& run);
void add_enrolment(CLI::App& app, Machine& machine, Run& run);
void add_bench(CLI::App& app, Machine& machine, Run& run);

}  // namespace cpc::cli
