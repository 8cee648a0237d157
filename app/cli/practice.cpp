// SPDX-License-Identifier: Apache-2.0
// cpc practice: one finished practice conference, from the first act to central's receipt, for
// somebody who wants to see what comes out.
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <memory>

#include "app/cli/play.hpp"
#include "app/cli/send.hpp"

extern char** environ;

namespace cpc::cli {
namespace {

// cpc-central beside this program, on a free port of this machine, for as long as this lives.
class PracticeCentral {
  public:
    static Result<std::unique_ptr<PracticeCentral>> start(const std::string& program,
                                                          const std::string& data);
    ~PracticeCentral() {
        if (process_ > 0) {
            kill(process_, SIGTERM);
            waitpid(process_, nullptr, 0);
        }
    }
    [[nodiscard]] const std::string& url() const { return url_; }

  private:
    pid_t process_ = 0;
    std::string url_;
};

// Reads lines until the service says where it listens.
std::string listening_url(int pipe) {
    std::string text;
    char buffer[512];
    for (;;) {
        const auto count = read(pipe, buffer, sizeof buffer);
        if (count <= 0) return {};
        text.append(buffer, static_cast<std::size_t>(count));
        const auto found = text.find("Listening on ");
        const auto end = found == std::string::npos ? found : text.find("/\n", found);
        if (end != std::string::npos) return text.substr(found + 13, end - found - 13);
    }
}

Result<std::unique_ptr<PracticeCentral>> PracticeCentral::start(const std::string& program,
                                                                const std::string& data) {
    const auto slash = program.rfind('/');
    const auto binary =
        (slash == std::string::npos ? std::string{} : program.substr(0, slash + 1)) + "cpc-central";
    int ends[2];
    if (pipe(ends) != 0) return fail(Fault::exhausted, "no pipe could be made");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, (data + ".log").c_str(),
                                     O_WRONLY | O_CREAT | O_TRUNC, 0600);
    std::string arguments[] = {binary, "serve",    "--practice", "--data",
                               data,   "--listen", "127.0.0.1:0"};
    char* argv[] = {
        arguments[0].data(), arguments[1].data(), arguments[2].data(), arguments[3].data(),
        arguments[4].data(), arguments[5].data(), arguments[6].data(), nullptr};
    auto central = std::make_unique<PracticeCentral>();
    const int failed =
        posix_spawnp(&central->process_, binary.c_str(), &actions, nullptr, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (failed == 0) central->url_ = listening_url(ends[0]);
    close(ends[0]);
    if (central->url_.empty())
        return fail(Fault::not_found, "the practice central service did not start", binary,
                    "The conference itself is whole. Its log is in " + data + ".log");
    return central;
}

Result<void> send_to_practice(Machine& machine, const std::string& out) {
    const auto central = CPC_TRY(PracticeCentral::start(machine.program, out + "/central"));
    SendOptions options;
    options.store = out + "/store";
    options.to = central->url();
    options.receipt_file = out + "/receipt.cpr";
    const auto report = CPC_TRY(send_store(machine, options));
    if (!report.complete())
        return fail(Fault::network, report.problem.value_or("not everything was received"));
    return {};
}

int practise(Machine& machine, const std::string& out, PlayOptions options) {
    const auto assets = machine.find_assets();
    if (!assets) return tell(assets.error());
    if (options.scenario.empty()) options.scenario = *assets + "/practice/first-conference.txt";
    options.store = out + "/store";
    options.outcome = out + "/outcome.json";
    options.documents = out + "/documents";
    options.through_screens = true;
    options.screens = out + "/screens";
    const auto made = machine.files.make_directories(out);
    if (!made) return tell(made.error());
    const auto report = play_scenario(machine, options);
    if (!report) return tell(report.error());
    const int code = print_report(*report);
    const auto sent = send_to_practice(machine, out);
    if (!sent) return tell(sent.error(), not_good);
    if (!options.screens.empty()) std::printf("screens         %s\n", options.screens.c_str());
    std::printf("decision sheet  %s/documents/decision-sheet-professional.pdf\n", out.c_str());
    std::printf("family's sheet  %s/documents/decision-sheet-family.pdf\n", out.c_str());
    std::printf("outcome         %s/outcome.json\n", out.c_str());
    std::printf("record          %s/store\n", out.c_str());
    std::printf("receipt         %s/receipt.cpr\n", out.c_str());
    return code;
}

}  // namespace

void add_practice(CLI::App& app, Machine& machine, Run& run) {
    auto out = std::make_shared<std::string>();
    auto* command = app.add_subcommand(
        "practice", "Play one whole practice conference, send it, and name its files");
    command->add_option("--out", *out, "Folder for everything it makes")->required();
    command->callback([out, &machine, &run] {
        run = [out, &machine] { return practise(machine, *out, PlayOptions{}); };
    });
}

}  // namespace cpc::cli
