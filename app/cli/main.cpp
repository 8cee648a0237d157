// SPDX-License-Identifier: Apache-2.0
// The command line for everything besides the meeting itself.
#include <sys/stat.h>

#include "app/cli/command.hpp"
#include "app/cli/key_commands.hpp"
#include "app/cli/store_commands.hpp"
#include "core/crypto/crypto.hpp"

int main(int argc, char** argv) {
    umask(077);  // whatever this program writes is its user's alone
    cpc::crypto::init();
    CLI::App app{
        "Case Conference: play, verify, dates, documents and sending from the command line.",
        "cpc"};
    app.require_subcommand(1);
    app.footer(
        "Exit codes: 0 good or whole, 1 refused, damaged or not as expected, 2 cannot be read or "
        "done.\nEach command has its own --help.");
    cpc::cli::Machine machine;
    machine.program = argv[0];
    app.add_option("--assets", machine.assets,
                   "Folder with procedures/ and calendars/ (else found beside the program)");
    app.add_option("--procedures", machine.procedures,
                   "Folder with further procedures; for trying out they need no signature");
    app.fallthrough();  // the options above may also stand after the command
    cpc::cli::Run run;
    cpc::cli::add_play(app, machine, run);
    cpc::cli::add_practice(app, machine, run);
    cpc::cli::add_send(app, machine, run);
    cpc::cli::add_fetch(app, machine, run);
    cpc::cli::add_bundle(app, machine, run);
    cpc::cli::add_verify(app, machine, run);
    cpc::cli::add_record(app, machine, run);
    cpc::cli::add_export(app, machine, run);
    cpc::cli::add_dates(app, machine, run);
    cpc::cli::add_profile(app, machine, run);
    cpc::cli::add_enrolment(app, machine, run);
    cpc::cli::add_passphrase(app, machine, run);
    cpc::cli::add_keys(app, machine, run);
    cpc::cli::add_recovery(app, machine, run);
    cpc::cli::add_rotate(app, machine, run);
    cpc::cli::add_salvage(app, machine, run);
    cpc::cli::add_erase(app, machine, run);
    cpc::cli::add_backup(app, machine, run);
    cpc::cli::add_restore(app, machine, run);
    cpc::cli::add_scrub(app, machine, run);
    cpc::cli::add_info(app, machine, run);
    cpc::cli::add_purge(app, machine, run);
    cpc::cli::add_move(app, machine, run);
    cpc::cli::add_bench(app, machine, run);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? cpc::cli::good : cpc::cli::cannot;
    }
    return run();
}
