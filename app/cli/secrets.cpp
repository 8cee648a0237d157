// SPDX-License-Identifier: Apache-2.0
#include "app/cli/secrets.hpp"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <cstdio>

#include "core/base/limits.hpp"
#include "core/crypto/passphrase.hpp"

namespace cpc::cli {
namespace {

constexpr std::uint8_t end_of_text = 0x03;   // Ctrl-C
constexpr std::uint8_t end_of_input = 0x04;  // Ctrl-D
constexpr std::uint8_t backspace = 0x08;
constexpr std::uint8_t erase = 0x7F;

Failure given_up() {
    return fail(Fault::refused, "No passphrase was given.", {}, "Nothing was changed.");
}

Failure too_long() {
    return fail(Fault::malformed, "The passphrase is longer than 1,024 bytes.", {},
                "Nothing was changed.");
}

// The terminal of this program, without echo for as long as this lives.
class QuietTerminal {
  public:
    QuietTerminal() : number_(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)) {
        if (number_ < 0 || tcgetattr(number_, &before_) != 0) return;
        auto quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON | ISIG);
        quiet.c_cc[VMIN] = 1;
        quiet.c_cc[VTIME] = 0;
        ready_ = tcsetattr(number_, TCSAFLUSH, &quiet) == 0;
    }
    ~QuietTerminal() {
        if (ready_) (void)tcsetattr(number_, TCSAFLUSH, &before_);
        if (number_ >= 0) ::close(number_);
    }
    QuietTerminal(const QuietTerminal&) = delete;
    QuietTerminal& operator=(const QuietTerminal&) = delete;
    [[nodiscard]] bool ready() const { return ready_; }
    [[nodiscard]] int number() const { return number_; }
    void say(const std::string& text) const { (void)!::write(number_, text.data(), text.size()); }
    void say(const crypto::SecretBytes& secret) const {
        (void)!::write(number_, secret.data(), secret.size());
    }

  private:
    int number_ = -1;
    termios before_{};
    bool ready_ = false;
};

// The whole of the last character, which may have several bytes.
std::size_t without_last(const crypto::SecretBytes& line, std::size_t used) {
    while (used > 0 && (line.data()[used - 1] & 0xC0U) == 0x80)
        --used;
    return used > 0 ? used - 1 : 0;
}

enum class Keys : std::uint8_t { of_a_terminal, of_a_file };

// One byte at a time, so that what follows the line is left for whoever asks next.
Result<crypto::SecretBytes> read_line(int descriptor, Keys keys) {
    crypto::SecretBytes line(crypto::passphrase_bytes_max);
    std::size_t used = 0;
    for (;;) {
        std::uint8_t byte = 0;
        const auto count = ::read(descriptor, &byte, 1);
        if (count < 0)
            return fail(Fault::unreadable, "The passphrase cannot be read.", {},
                        "Nothing was changed.");
        if (count == 0 || byte == '\n' || byte == '\r') break;
        if (keys == Keys::of_a_terminal) {
            if (byte == end_of_text || byte == end_of_input) return given_up();
            if (byte == backspace || byte == erase) {
                used = without_last(line, used);
                continue;
            }
        }
        if (used == line.size()) return too_long();
        line.data()[used++] = byte;
    }
    return crypto::SecretBytes::copy_of(line.view().first(used));
}

Result<crypto::SecretBytes> type(const std::string& prompt) {
    const QuietTerminal terminal;
    if (!terminal.ready())
        return fail(Fault::refused, "There is no terminal to ask for the passphrase.", {},
                    "Nothing was changed. Give it with --…-file or --…-fd; see --help.");
    terminal.say(prompt);
    auto line = read_line(terminal.number(), Keys::of_a_terminal);
    terminal.say("\n");
    return line;
}

Result<crypto::SecretBytes> not_empty(Result<crypto::SecretBytes> secret) {
    if (secret && secret->empty()) return given_up();
    return secret;
}

void propose(const crypto::SecretBytes& words) {
    const QuietTerminal terminal;
    if (!terminal.ready()) return;
    terminal.say("Proposed: ");
    terminal.say(words);
    terminal.say(
        "\nPress Enter to take these five words, or type your own (14 characters or "
        "more).\n");
}

// Both halves of an officer's key in use, or the error that says which file is wrong.
Result<crypto::BoxKeyPair> open_key(Machine& machine, const std::string& file,
                                    const SecretFrom& from) {
    const auto bytes = CPC_TRY(read_whole(machine.files, file, limits::receipt_bytes_max));
    const std::string line{text_of(bytes)};
    const auto half = CPC_TRY(crypto::public_of_private(line, file));
    const auto words =
        CPC_TRY(ask(machine, from, "The passphrase of " + half.name + "'s recovery key: "));
    return crypto::open_recovery_private(line, words, file);
}

}  // namespace

void add_secret(CLI::App& command, const std::string& name, const std::string& whose,
                SecretFrom& from, CLI::Option* only_with) {
    auto* file = command.add_option("--" + name + "-file", from.file,
                                    whose + " is the first line of this file");
    auto* descriptor = command
                           .add_option("--" + name + "-fd", from.descriptor,
                                       whose + " is the next line of this open descriptor")
                           ->excludes(file)
                           ->check(CLI::NonNegativeNumber);
    if (only_with == nullptr) return;
    file->needs(only_with);
    descriptor->needs(only_with);
}

Result<crypto::SecretBytes> ask(Machine& machine, const SecretFrom& from,
                                const std::string& prompt) {
    if (!from.file.empty()) return first_line_of(machine, from.file);
    if (from.descriptor >= 0) return not_empty(read_line(from.descriptor, Keys::of_a_file));
    return not_empty(type(prompt));
}

Result<crypto::SecretBytes> ask_new(Machine& machine, const SecretFrom& from,
                                    const std::string& prompt) {
    if (!from.file.empty() || from.descriptor >= 0) {
        auto secret = CPC_TRY(ask(machine, from, prompt));
        CPC_TRY(crypto::check_passphrase(secret));
        return secret;
    }
    auto words = crypto::propose_passphrase(machine.entropy);
    propose(words);
    auto typed = CPC_TRY(type(prompt));
    const bool proposed = typed.empty();
    if (!proposed) CPC_TRY(crypto::check_passphrase(typed));
    const auto again = CPC_TRY(type("The same once more: "));
    if (!again.same_as(proposed ? words : typed))
        return fail(Fault::refused, "The two are not the same.", {},
                    "Nothing was changed. Try again.");
    return proposed ? std::move(words) : std::move(typed);
}

CLI::Option* add_officers(CLI::App& command, const std::string& about, OfficersFrom& from) {
    auto* key = command.add_option("--key", from.keys, about)->expected(1, 2);
    add_secret(command, "first", "The first key's passphrase", from.first, key);
    add_secret(command, "second", "The second key's passphrase", from.second, key);
    return key;
}

Result<Officers> ask_officers(Machine& machine, const OfficersFrom& from) {
    if (from.keys.size() != 2)
        return fail(Fault::malformed, "Two officers' keys are needed.", {},
                    "Nothing was changed. Name each with --key.");
    auto one = CPC_TRY(open_key(machine, from.keys[0], from.first));
    auto other = CPC_TRY(open_key(machine, from.keys[1], from.second));
    return Officers{std::move(one), std::move(other)};
}

crypto::KeyslotCost CostOption::cost() const {
    if (practice) return crypto::KeyslotCost::practice();
    return small_machine ? crypto::KeyslotCost::small_machine() : crypto::KeyslotCost::moderate();
}

void add_cost(CLI::App& command, CostOption& option) {
    command.add_flag("--small-machine", option.small_machine,
                     "64 MiB for each try of the passphrase in the place of 256");
    command.add_flag("--practice", option.practice,
                     "Next to no cost for each try: protects nothing, for training only");
}

CLI::App& group(CLI::App& app, const std::string& name, const std::string& about) {
    for (auto* known :
         app.get_subcommands([&](CLI::App* each) { return each->get_name() == name; }))
        return *known;
    auto* made = app.add_subcommand(name, about);
    made->require_subcommand(1);
    return *made;
}

}  // namespace cpc::cli
