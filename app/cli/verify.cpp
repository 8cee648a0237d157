// SPDX-License-Identifier: Apache-2.0
// cpc verify: who signed what, and whether anything was changed.
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>

#include "app/cli/command.hpp"
#include "app/send/verify.hpp"
#include "core/base/limits.hpp"
#include "core/record/type_rules.hpp"
#include "core/store/verify.hpp"

namespace cpc::cli {
namespace {

struct VerifyOptions {
    std::string path;
    std::string passphrase_file;
    std::string pairing_file;
    bool all = false;
};

void print_entries(const store::VerifyReport& report) {
    for (const auto& entry : report.verified) {
        std::printf("entry %llu  %s  signed by", static_cast<unsigned long long>(entry.seq),
                    std::string{record::type_name(entry.type)}.c_str());
        for (const auto& signature : entry.signatures)
            std::printf(" %s %s", std::string{record::role_name(signature.role)}.c_str(),
                        to_hex(signature.kid).substr(0, 8).c_str());
        std::printf("\n");
    }
}

int verify_store(Machine& machine, const VerifyOptions& options) {
    auto passphrase = read_passphrase(machine, options.passphrase_file);
    if (!passphrase) return tell(passphrase.error());
    const auto report = store::verify_directory({machine.files, machine.clock, machine.entropy},
                                                options.path, *passphrase);
    if (!report) return tell(report.error());
    if (options.all) print_entries(*report);
    for (const auto& note : report->notes)
        std::printf("note: %s\n", note.c_str());
    for (const auto& finding : report->damage)
        std::printf("damaged: %s\n", finding.text().c_str());
    std::map<std::string, std::size_t> signers;
    for (const auto& entry : report->verified)
        for (const auto& signature : entry.signatures)
            ++signers[std::string{record::role_name(signature.role)} + " " +
                      to_hex(signature.kid).substr(0, 8)];
    for (const auto& [signer, count] : signers)
        std::printf("%s signed %zu entries\n", signer.c_str(), count);
    std::printf("%s: %llu entries, root %s%s\n", report->whole() ? "whole" : "not whole",
                static_cast<unsigned long long>(report->entries), to_hex(report->root).c_str(),
                report->practice ? " (a practice record)" : "");
    return report->whole() ? good : not_good;
}

// A bundle or a receipt: judged by itself, and by central's pairing file if one is named.
int verify_file(Machine& machine, const VerifyOptions& options) {
    const auto file = read_whole(machine.files, options.path, limits::bundle_bytes_max);
    if (!file) return tell(file.error());
    std::optional<wire::Pairing> central;
    if (!options.pairing_file.empty()) {
        const auto text =
            read_whole(machine.files, options.pairing_file, limits::receipt_bytes_max);
        if (!text) return tell(text.error());
        auto pairing = wire::read_pairing(*text);
        if (!pairing) return tell(pairing.error());
        central = std::move(*pairing);
    }
    const bool receipt =
        send::kind_of_file(*file) == send::FileKind::receipt || options.path.ends_with(".cpr");
    const auto verdict =
        receipt ? send::verify_receipt(*file, central) : send::verify_bundle(*file, central);
    std::printf("%s\n", verdict.text.c_str());
    return verdict.exit_code;
}

int verify_path(Machine& machine, const VerifyOptions& options) {
    std::error_code ignored;
    return std::filesystem::is_regular_file(options.path, ignored) ? verify_file(machine, options)
                                                                   : verify_store(machine, options);
}

}  // namespace

void add_verify(CLI::App& app, Machine& machine, Run& run) {
    auto options = std::make_shared<VerifyOptions>();
    auto* command =
        app.add_subcommand("verify", "Say who signed what and whether anything was changed");
    command
        ->add_option("PATH", options->path, "A store's folder, a bundle (.cpb) or a receipt (.cpr)")
        ->required();
    command->add_option("--passphrase-file", options->passphrase_file,
                        "File whose first line is the passphrase (else the practice one)");
    command->add_option("--pairing", options->pairing_file,
                        "central.json: whose signatures a bundle or receipt is held against");
    command->add_flag("--all", options->all, "Print every entry with its signers");
    command->footer("Exit codes: 0 whole, 1 tampered or damaged (says where), 2 cannot be read.");
    command->callback([options, &machine, &run] {
        run = [options, &machine] { return verify_path(machine, *options); };
    });
}

}  // namespace cpc::cli
