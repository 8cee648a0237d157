// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.hpp"

#include <cstdio>

namespace cpc::cli {

Result<std::string> Machine::find_assets() {
    if (!assets.empty()) return assets;
    return meeting::find_assets(files, program);
}

Result<meeting::Library> Machine::library() {
    const auto folder = CPC_TRY(find_assets());
    return meeting::Library::load(files, folder);
}

int tell(const Error& error, int code) {
    std::fprintf(stderr, "%s\n", error.text().c_str());
    return code;
}

crypto::SecretBytes practice_passphrase() {
    return crypto::SecretBytes::from("practice practice practice");
}

Result<crypto::SecretBytes> read_passphrase(Machine& machine, const std::string& file) {
    if (file.empty()) return practice_passphrase();
    auto bytes = CPC_TRY(read_whole(machine.files, file, 4096));
    const auto text = text_of(bytes);
    auto secret = crypto::SecretBytes::from(text.substr(0, text.find_first_of("\r\n")));
    crypto::wipe(bytes);
    if (secret.empty()) return fail(Fault::malformed, "the passphrase file is empty", file);
    return secret;
}

}  // namespace cpc::cli
