// SPDX-License-Identifier: Apache-2.0
// cpc-central: the program that receives, checks, stores and countersigns records.
// Wiring only: the command line, the log, and which act was asked for.
#include <CLI/CLI.hpp>

#include "app/central/acts.hpp"
#include "core/crypto/secret.hpp"

namespace {

using cpc::central::Settings;

void add_data(CLI::App& act, Settings& settings) {
    act.add_option("--data", settings.data,
                   "Directory that holds this central service: its keys and its store")
        ->required()
        ->type_name("DIR");
}

void add_identity(CLI::App& act, Settings& settings) {
    act.add_option("--name", settings.name,
                   "Name that stands on every receipt, for instance central.example.org/cpc. Used "
                   "when the keys are made; it cannot be changed later")
        ->type_name("NAME");
    act.add_flag(
        "--practice", settings.practice,
        "For training only: takes practice records and refuses real ones, gives its public "
        "keys to any tablet on this machine and enrols it without anybody comparing a "
        "fingerprint");
}

void add_tls(CLI::App& act, Settings& settings) {
    act.add_option("--certificate", settings.certificate,
                   "TLS certificate (PEM). Needed to listen on anything but this machine. Give it "
                   "to init as well, so that tablets learn to expect its key")
        ->type_name("FILE");
    act.add_option("--private-key", settings.private_key, "The certificate's private key (PEM)")
        ->type_name("FILE");
}

void add_serve(CLI::App& program, Settings& settings) {
    auto* act = program.add_subcommand(
        "serve",
        "Receive bundles until told to stop (Ctrl-C or SIGTERM). In an empty directory it "
        "makes the keys first, as init does");
    add_data(*act, settings);
    act->add_option("--listen", settings.listen,
                    "Address and port. Without a certificate only this machine can be listened on")
        ->type_name("ADDRESS:PORT")
        ->capture_default_str();
    add_identity(*act, settings);
    add_tls(*act, settings);
}

void add_others(CLI::App& program, Settings& settings) {
    auto* init = program.add_subcommand(
        "init", "Make the keys, write central.json for the tablets and print its fingerprint");
    add_data(*init, settings);
    add_identity(*init, settings);
    add_tls(*init, settings);
    auto* enrol = program.add_subcommand(
        "enrol",
        "Take records from a tablet from now on. Compare the printed fingerprint with the "
        "one the tablet shows. The service must not be running");
    add_data(*enrol, settings);
    enrol->add_option("--device", settings.device, "The tablet's device.json")
        ->required()
        ->type_name("FILE");
    auto* take = program.add_subcommand(
        "take",
        "Take in bundles that came on a stick, and put each receipt beside its bundle. The "
        "service must not be running");
    add_data(*take, settings);
    take->add_option("--from", settings.from, "Directory with files named BUNDLE.cpb")
        ->required()
        ->type_name("DIR");
    auto* fsck = program.add_subcommand(
        "fsck",
        "Compute everything again from what is stored: trees, signatures, contents, "
        "receipts. Exit code 0: whole; 1: damage, named line by line. The service must not "
        "be running");
    add_data(*fsck, settings);
}

}  // namespace

int main(int argc, char** argv) {
    cpc::crypto::init();
    CLI::App program{
        "Case Conference: the central service. It takes sealed records from tablets, computes "
        "every "
        "hash and signature again, stores them so that nothing can be changed afterwards, and "
        "answers with a signed receipt."};
    program.name("cpc-central");
    program.require_subcommand(1);
    program.footer(
        "Exit codes: 0 done; 1 damage was found or a bundle was refused; 2 could not be "
        "done; other numbers: the command line was not understood.");
    Settings settings;
    add_serve(program, settings);
    add_others(program, settings);
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return program.exit(error);
    }
    const std::string act = program.get_subcommands().front()->get_name();
    if (act == "serve") return cpc::central::serve(settings);
    if (act == "init") return cpc::central::init(settings);
    if (act == "enrol") return cpc::central::enrol(settings);
    if (act == "take") return cpc::central::take(settings);
    return cpc::central::fsck(settings);
}
