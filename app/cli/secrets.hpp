// SPDX-License-Identifier: Apache-2.0
// How a passphrase gets into `cpc`: from a file's first line, from an open file descriptor (one
// line each time it is asked), or typed without being shown. Never as an argument: arguments stand
// in the list of processes and in the shell's history.
//
// A new one is judged (core/crypto/passphrase.hpp). On a terminal five words are proposed first;
// typing nothing takes them.
#pragma once

#include <string>
#include <vector>

#include "app/cli/command.hpp"
#include "core/crypto/escrow.hpp"
#include "core/crypto/password.hpp"
#include "core/crypto/secret.hpp"

namespace cpc::cli {

struct SecretFrom {
    std::string file;
    int descriptor = -1;
};

// Adds --NAME-file and --NAME-fd. `whose` completes "… is the first line of this file". With
// `only_with` another option, neither is taken without that one.
void add_secret(CLI::App& command, const std::string& name, const std::string& whose,
                SecretFrom& from, CLI::Option* only_with = nullptr);
[[nodiscard]] Result<crypto::SecretBytes> ask(Machine& machine, const SecretFrom& from,
                                              const std::string& prompt);
[[nodiscard]] Result<crypto::SecretBytes> ask_new(Machine& machine, const SecretFrom& from,
                                                  const std::string& prompt);

// Two of the three officers' recovery keys, each under a passphrase of its own: --key twice,
// --first-… and --second-… for the passphrases. `about` is what --help says of --key.
struct OfficersFrom {
    std::vector<std::string> keys;
    SecretFrom first;
    SecretFrom second;

    [[nodiscard]] bool given() const { return !keys.empty(); }
};
struct Officers {
    crypto::BoxKeyPair one;
    crypto::BoxKeyPair other;
};
CLI::Option* add_officers(CLI::App& command, const std::string& about, OfficersFrom& from);
// Malformed if there are not two; an error names the file that is wrong.
[[nodiscard]] Result<Officers> ask_officers(Machine& machine, const OfficersFrom& from);

// --small-machine and --practice.
struct CostOption {
    bool small_machine = false;
    bool practice = false;
    [[nodiscard]] crypto::KeyslotCost cost() const;
};
void add_cost(CLI::App& command, CostOption& option);

// A command that groups others, made at its first use.
[[nodiscard]] CLI::App& group(CLI::App& app, const std::string& name, const std::string& about);

}  // namespace cpc::cli
