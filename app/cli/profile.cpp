// SPDX-License-Identifier: Apache-2.0
// cpc profile: check, read, compare and sign the files that hold an authority's procedure.
#include <algorithm>
#include <cstdio>
#include <memory>

#include "app/cli/command.hpp"
#include "app/cli/edition.hpp"
#include "app/cli/secrets.hpp"
#include "app/explain/diff.hpp"
#include "app/meeting/key_of_signer.hpp"
#include "core/base/limits.hpp"
#include "core/procedure/complaints.hpp"

namespace cpc::cli {
namespace {

using meeting::ProfileKey;
using meeting::TrustedKeys;

// ---- check ----

// "FILE:12", where the region is named.
std::string place_of_region(std::string_view text, const std::string& file) {
    const auto at = text.substr(0, 7) == "region " ? 0 : text.find("\nregion");
    if (at == std::string_view::npos) return file;
    const auto lines =
        std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    return file + ":" + std::to_string(lines + (at == 0 ? 1 : 2));
}

// Whether the holiday list knows the region can only be said with the list at hand.
Result<void> check_region(Machine& machine, const std::string& file, std::string_view text) {
    const auto assets = CPC_TRY(machine.find_assets());
    auto edition = meeting::Library::load_edition(machine.files, assets, file);
    if (edition) return {};
    edition.error().where = place_of_region(text, file);
    return Failure{edition.error()};
}

int check_file(Machine& machine, const std::string& file) {
    const auto text = read_whole(machine.files, file, limits::profile_bytes_max);
    if (!text) return tell(text.error());
    const auto complaints = procedure::complaints_about(text_of(*text), file);
    for (const auto& each : complaints)
        std::printf("%s: %s%s%s\n", each.where.c_str(), each.what.c_str(),
                    each.advice.empty() ? "" : " ", each.advice.c_str());
    if (!complaints.empty()) {
        std::printf("%s: %zu to mend. Nothing was changed.\n", file.c_str(), complaints.size());
        return not_good;
    }
    if (!procedure::looks_like_overlay(text_of(*text)))
        if (const auto known = check_region(machine, file, text_of(*text)); !known)
            return tell(known.error(), not_good);
    std::printf("%s: good.\n", file.c_str());
    return good;
}

int check_files(Machine& machine, const std::vector<std::string>& files) {
    int worst = good;
    for (const auto& file : files)
        worst = std::max(worst, check_file(machine, file));
    return worst;
}

void add_check(CLI::App& profile, Machine& machine, Run& run) {
    auto files = std::make_shared<std::vector<std::string>>();
    auto* command =
        profile.add_subcommand("check", "Say what is wrong in procedure files, and where");
    command->add_option("FILE", *files, "Procedure files (.toml)")->required();
    command->footer("Exit codes: 0 all good, 1 something to mend, 2 a file cannot be read.");
    command->callback([files, &machine, &run] {
        run = [files, &machine] { return check_files(machine, *files); };
    });
}

// ---- explain, diff, list ----

struct ExplainOptions {
    std::string procedure;
    std::string html;
};

int explain_one(Machine& machine, const ExplainOptions& options) {
    const auto edition = find_edition(machine, options.procedure);
    if (!edition) return tell(edition.error(), not_good);
    const auto page = explain::explain(edition->rules.procedure);
    if (options.html.empty()) {
        std::fputs(explain::text_of_page(page).c_str(), stdout);
        return good;
    }
    const auto written =
        write_whole(machine.files, options.html, view_of(explain::html_of_page(page)));
    return written ? good : tell(written.error());
}

void add_explain(CLI::App& profile, Machine& machine, Run& run) {
    auto options = std::make_shared<ExplainOptions>();
    auto text = std::make_shared<bool>(false);
    auto* command =
        profile.add_subcommand("explain", "The whole procedure as a page that people can read");
    command->add_option("PROFILE", options->procedure, "Procedure id or .toml file")->required();
    auto* html =
        command->add_option("--html", options->html, "Write one HTML file, to be printed too");
    command->add_flag("--text", *text, "Print plain text (this is what happens anyway)")
        ->excludes(html);
    command->callback([options, &machine, &run] {
        run = [options, &machine] { return explain_one(machine, *options); };
    });
}

int diff_two(Machine& machine, const std::string& before, const std::string& after) {
    const auto from = find_edition(machine, before);
    if (!from) return tell(from.error());
    const auto to = find_edition(machine, after);
    if (!to) return tell(to.error());
    const auto old_page = explain::explain(from->rules.procedure);
    const auto new_page = explain::explain(to->rules.procedure);
    const auto changes = explain::diff(old_page, new_page);
    std::fputs(explain::text_of_diff(old_page, new_page, changes).c_str(), stdout);
    return changes.empty() ? good : not_good;
}

void add_diff(CLI::App& profile, Machine& machine, Run& run) {
    auto names = std::make_shared<std::pair<std::string, std::string>>();
    auto* command = profile.add_subcommand("diff", "What changed from one procedure to another");
    command->add_option("BEFORE", names->first, "Procedure id or .toml file")->required();
    command->add_option("AFTER", names->second, "Procedure id or .toml file")->required();
    command->footer("Exit codes: 0 they say the same, 1 they differ, 2 one cannot be read.");
    command->callback([names, &machine, &run] {
        run = [names, &machine] { return diff_two(machine, names->first, names->second); };
    });
}

// ---- keys and signatures ----

struct SigningOptions {
    std::string file, key, name, trusted, passphrase_file;
};

Result<void> make_key(Machine& machine, const SigningOptions& options) {
    const auto key = CPC_TRY(meeting::make_profile_key(options.name));
    const auto& file = options.file;
    const auto open_file = file + ".pub";
    for (const auto& each : {file, open_file})
        if (machine.files.exists(each))
            return fail(Fault::refused, "there is a file of this name already", each,
                        "Nothing was changed. Name another one with --out.");
    const auto passphrase =
        CPC_TRY(ask_new(machine, {options.passphrase_file}, "A passphrase for this key: "));
    const auto sealed = CPC_TRY(meeting::seal_profile_key(key, passphrase));
    const auto open_key = record::write_verifier_key(meeting::public_half(key)) + "\n";
    CPC_TRY(write_whole(machine.files, file, view_of(sealed)));
    CPC_TRY(write_whole(machine.files, open_file, view_of(open_key)));
    std::printf("%s", open_key.c_str());
    return {};
}

// A procedure or an overlay, told apart by what stands in it.
struct Signable {
    std::string id, edition, file, signature;
};
Result<Signable> sign_with(Machine& machine, const std::string& file, const ProfileKey& key) {
    const auto text = CPC_TRY(read_whole(machine.files, file, limits::profile_bytes_max));
    if (procedure::looks_like_overlay(text_of(text))) {
        const auto read = CPC_TRY(meeting::read_addition(std::string{text_of(text)}, file));
        const auto& overlay = read.overlay;
        return Signable{overlay.id, overlay.edition, file, meeting::sign_overlay(overlay, key)};
    }
    const auto edition = CPC_TRY(find_edition(machine, file));
    const auto& procedure = edition.rules.procedure;
    return Signable{procedure.id, procedure.edition, file, meeting::sign_procedure(procedure, key)};
}

Result<void> sign_file(Machine& machine, const SigningOptions& options) {
    const auto sealed = CPC_TRY(read_whole(machine.files, options.key, limits::receipt_bytes_max));
    const auto passphrase =
        CPC_TRY(ask(machine, {options.passphrase_file}, "Passphrase of the key: "));
    const auto key = CPC_TRY(meeting::open_profile_key(text_of(sealed), passphrase, options.key));
    const auto done = CPC_TRY(sign_with(machine, options.file, key));
    const auto beside = done.file + std::string(meeting::signature_suffix);
    CPC_TRY(write_whole(machine.files, beside, view_of(done.signature)));
    std::printf("%s, edition %s, signed by %s: %s\n", done.id.c_str(), done.edition.c_str(),
                key.name.c_str(), beside.c_str());
    return {};
}

// A key as people give it: the line itself, or a file of such lines.
Result<TrustedKeys> trusted_from(Machine& machine, const std::string& given) {
    if (given.find('+') != std::string::npos && !machine.files.exists(given))
        return meeting::parse_trusted_keys(given, "--trusted");
    const auto text = CPC_TRY(read_whole(machine.files, given, limits::receipt_bytes_max));
    return meeting::parse_trusted_keys(text_of(text), given);
}

int verify_file(Machine& machine, const std::string& file, const std::string& trusted) {
    const auto text = read_whole(machine.files, file, limits::profile_bytes_max);
    if (!text) return tell(text.error());
    const auto keys = trusted_from(machine, trusted);
    if (!keys) return tell(keys.error());
    const auto signature = read_whole(machine.files, file + std::string(meeting::signature_suffix),
                                      limits::receipt_bytes_max);
    if (!signature) return tell(signature.error());
    const auto say = [](const auto& read, const Result<std::string>& signer) {
        if (!signer) return tell(signer.error(), not_good);
        std::printf("%s, edition %s: signed by %s, and unchanged since.\n", read.id.c_str(),
                    read.edition.c_str(), signer->c_str());
        return good;
    };
    if (procedure::looks_like_overlay(text_of(*text))) {
        const auto read = meeting::read_addition(std::string{text_of(*text)}, file);
        if (!read) return tell(read.error());
        return say(read->overlay,
                   meeting::verify_overlay(read->overlay, text_of(*signature), *keys));
    }
    const auto edition = find_edition(machine, file);
    if (!edition) return tell(edition.error());
    const auto& procedure = edition->rules.procedure;
    return say(procedure, meeting::verify_procedure(procedure, text_of(*signature), *keys));
}

void add_signing(CLI::App& profile, Machine& machine, Run& run) {
    auto options = std::make_shared<SigningOptions>();
    auto* key = profile.add_subcommand("key", "Make a key for signing procedures");
    key->add_option("--name", options->name, "Whose key it is, such as board.example")->required();
    key->add_option("--out", options->file, "The private key; FILE.pub is the public one")
        ->required();
    const auto passphrase_from = [&](CLI::App& command) {
        command.add_option("--passphrase-file", options->passphrase_file,
                           "File whose first line is the key's passphrase (else it is asked for)");
    };
    passphrase_from(*key);
    key->footer(
        "The private key is sealed under a passphrase. Keep it off every tablet: they are given "
        "the .pub line.");
    key->callback([options, &machine, &run] {
        run = [options, &machine] {
            const auto made = make_key(machine, *options);
            return made ? good : tell(made.error());
        };
    });
    auto* sign = profile.add_subcommand("sign", "Sign a procedure or an overlay: makes FILE.sig");
    sign->add_option("FILE", options->file, "Procedure or overlay (.toml)")->required();
    sign->add_option("--key", options->key, "The private key, as cpc profile key makes it")
        ->required();
    passphrase_from(*sign);
    sign->footer("A file with mistakes is not signed.");
    sign->callback([options, &machine, &run] {
        run = [options, &machine] {
            const auto done = sign_file(machine, *options);
            return done ? good : tell(done.error());
        };
    });
    auto* verify = profile.add_subcommand("verify", "Say who signed a procedure file");
    verify->add_option("FILE", options->file, "Procedure file (.toml); FILE.sig lies beside it")
        ->required();
    verify->add_option("--trusted", options->trusted, "A public key, or a file of public keys")
        ->required();
    verify->footer("Exit codes: 0 signed and unchanged, 1 not, 2 something cannot be read.");
    verify->callback([options, &machine, &run] {
        run = [options, &machine] { return verify_file(machine, options->file, options->trusted); };
    });
}

}  // namespace

void add_profile(CLI::App& app, Machine& machine, Run& run) {
    auto* profile = app.add_subcommand(
        "profile", "Check, read, compare and sign the files that hold a procedure");
    profile->require_subcommand(1);
    add_check(*profile, machine, run);
    add_explain(*profile, machine, run);
    add_diff(*profile, machine, run);
    add_signing(*profile, machine, run);
    profile->footer("How to write such a file: assets/procedures/GUIDE.md.");
}

}  // namespace cpc::cli
