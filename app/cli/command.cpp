// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.hpp"

#include <termios.h>
#include <unistd.h>

#include <cstdio>

#include "app/cli/edition.hpp"
#include "core/crypto/passphrase.hpp"

namespace cpc::cli {
namespace {

// The terminal does not show what is typed while one of these lives.
class Unseen {
  public:
    Unseen() {
        if (tcgetattr(STDIN_FILENO, &before_) != 0) return;
        auto silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        changed_ = tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
    }
    ~Unseen() {
        if (changed_) (void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;

  private:
    termios before_{};
    bool changed_ = false;
};

// One line, byte by byte into memory that is wiped; what is longer than a passphrase may be is cut.
crypto::SecretBytes typed(const std::string& prompt) {
    std::fprintf(stderr, "%s", prompt.c_str());
    crypto::SecretBytes line{crypto::passphrase_bytes_max};
    std::size_t size = 0;
    {
        const Unseen unseen;
        std::uint8_t byte = 0;
        while (::read(STDIN_FILENO, &byte, 1) == 1 && byte != '\n')
            if (size < line.size()) line.data()[size++] = byte;
    }
    std::fprintf(stderr, "\n");
    return crypto::SecretBytes::copy_of(line.view().first(size));
}

}  // namespace

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

Result<crypto::SecretBytes> read_passphrase(Machine& machine, const std::string& file) {
    if (file.empty()) return practice_passphrase();
    auto bytes = CPC_TRY(read_whole(machine.files, file, 4096));
    const auto text = text_of(bytes);
    auto secret = crypto::SecretBytes::from(text.substr(0, text.find_first_of("\r\n")));
    crypto::wipe(bytes);
    if (secret.empty()) return fail(Fault::malformed, "the passphrase file is empty", file);
    return secret;
}

Result<crypto::SecretBytes> ask_passphrase(Machine& machine, const std::string& file,
                                           const std::string& prompt, Asked how) {
    if (file.empty() && isatty(STDIN_FILENO) == 0)
        return fail(Fault::refused, "a passphrase is needed and nobody is there to type it", {},
                    "Nothing was done. Name a file that holds it with --passphrase-file.");
    auto passphrase = file.empty() ? typed(prompt) : CPC_TRY(read_passphrase(machine, file));
    if (how == Asked::once) return passphrase;
    CPC_TRY(crypto::check_passphrase(passphrase));
    if (file.empty() && !typed("The same once more: ").same_as(passphrase))
        return fail(Fault::refused, "the two are not alike", {}, "Nothing was done. Try again.");
    return passphrase;
}

}  // namespace cpc::cli
