// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.hpp"

#include <cstdio>

#include "app/cli/edition.hpp"
#include "core/store/door.hpp"

namespace cpc::cli {

Result<std::string> Machine::find_assets() {
    if (!assets.empty()) return assets;
    return meeting::find_assets(files, program);
}

Result<meeting::Library> Machine::library() {
    const auto folder = CPC_TRY(find_assets());
    return meeting::Library::load(files, {folder, procedures, std::nullopt, std::nullopt});
}

Result<meeting::Edition> find_edition(Machine& machine, const std::string& name) {
    const auto assets = CPC_TRY(machine.find_assets());
    if (name.find('/') != std::string::npos || name.find(".toml") != std::string::npos)
        return meeting::Library::load_edition(machine.files, assets, name);
    const auto library = CPC_TRY(machine.library());
    if (const auto* edition = library.by_id(name)) return *edition;
    std::string known;
    for (const auto& edition : library.editions())
        known += (known.empty() ? "" : ", ") + edition.rules.procedure.id;
    return fail(Fault::not_found, "no procedure is called \"" + name + "\"", {},
                "There are: " + known + ". A file can be named too.");
}

int tell(const Error& error, int code) {
    std::fprintf(stderr, "%s\n", error.text().c_str());
    return code;
}

crypto::SecretBytes practice_passphrase() {
    return crypto::SecretBytes::from("practice practice practice");
}

Result<crypto::SecretBytes> first_line_of(Machine& machine, const std::string& file) {
    auto bytes = CPC_TRY(read_whole(machine.files, file, 4096));
    const auto text = text_of(bytes);
    auto secret = crypto::SecretBytes::from(text.substr(0, text.find_first_of("\r\n")));
    crypto::wipe(bytes);
    if (secret.empty())
        return fail(Fault::malformed, "The passphrase file is empty.", file,
                    "Nothing was changed.");
    return secret;
}

Result<crypto::SecretBytes> read_passphrase(Machine& machine, const std::string& file) {
    if (file.empty()) return practice_passphrase();
    return first_line_of(machine, file);
}

Result<store::Vault> open_record(Machine& machine, const std::string& store,
                                 const std::string& passphrase_file) {
    const auto passphrase = CPC_TRY(read_passphrase(machine, passphrase_file));
    auto vault = CPC_TRY(store::Vault::open(machine.ports(), store, passphrase));
    CPC_TRY(store::write_unlock(vault));
    return vault;
}

}  // namespace cpc::cli
