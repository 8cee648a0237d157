// SPDX-License-Identifier: Apache-2.0
// cpc-central: the program that receives, checks, stores and countersigns records.
// Wiring only: the command line, the log, and which act was asked for.
#include <CLI/CLI.hpp>
#include <map>

#include "app/central/acts.hpp"
#include "core/crypto/secret.hpp"

namespace {

using cpc::central::Settings;

// Of every act, before or after its name; the same names in the file of --config.
void add_shared(CLI::App& program, Settings& settings) {
    program
        .set_config("--config", "",
                    "TOML file with any of these options, one a line, for instance\n"
                    "store = \"postgres\". What is said here wins over the file")
        ->type_name("FILE");
    program.allow_config_extras(CLI::config_extras_mode::error);
    program
        .add_option("--data", settings.data,
                    "Directory that holds this central service: its keys and, unless --store says "
                    "otherwise, its records")
        ->required()
        ->type_name("DIR");
    program
        .add_option("--store", settings.store,
                    "Where records are kept: embedded (one encrypted file in DIR) or postgres")
        ->check(CLI::IsMember({"embedded", "postgres"}))
        ->capture_default_str();
    program
        .add_option("--database", settings.database,
                    "With --store postgres: the database as libpq reads it, without a password, "
                    "for instance \"host=db1,db2 dbname=cpc user=cpc_central "
                    "target_session_attrs=read-write\"")
        ->type_name("TEXT");
    program
        .add_option("--database-password-fd", settings.password_descriptor,
                    "Descriptor to read the database login's password from. Otherwise the systemd "
                    "credential database-password, if there is one")
        ->type_name("NUMBER");
    program
        .add_option("--listen", settings.listen,
                    "Address and port of serve. Without a certificate only this machine can be "
                    "listened on")
        ->type_name("ADDRESS:PORT")
        ->capture_default_str();
    program
        .add_option("--metrics", settings.metrics,
                    "Address and port of this machine where serve says, at /metrics and for "
                    "Prometheus, how often what happened. Without it, nowhere")
        ->type_name("ADDRESS:PORT");
    program
        .add_option("--staff", settings.staff,
                    "Address and port where serve gives the staff pages. Without a certificate "
                    "only this machine. Without it, nowhere")
        ->type_name("ADDRESS:PORT");
    program.add_flag("--known-procedures-only", settings.known_procedures_only,
                     "Hold a conference back whose procedure is not beside this program, until it "
                     "is; without it such a record is taken, and its dates are not counted");
    program.add_option("--time-zone", settings.time_zone, "Whose days the staff pages count by")
        ->type_name("NAME")
        ->capture_default_str();
    program
        .add_option("--name", settings.name,
                    "Name that stands on every receipt, for instance central.example.org/cpc. Used "
                    "when the keys are made; it cannot be changed later")
        ->type_name("NAME");
    program.add_flag(
        "--practice", settings.practice,
        "For training only: takes practice records and refuses real ones, gives its public keys to "
        "any tablet on this machine and enrols it without anybody comparing a fingerprint");
    program
        .add_option("--certificate", settings.certificate,
                    "TLS certificate (PEM). Needed to listen on anything but this machine. Give it "
                    "to init as well, so that tablets learn to expect its key")
        ->type_name("FILE");
    program
        .add_option("--private-key", settings.private_key, "The certificate's private key (PEM)")
        ->type_name("FILE");
}

void add_acts(CLI::App& program, Settings& settings) {
    program.add_subcommand(
        "serve",
        "Receive bundles until told to stop (Ctrl-C or SIGTERM). In an empty directory it makes "
        "the keys first, as init does");
    auto* init = program.add_subcommand(
        "init", "Make the keys, write central.json for the tablets and print its fingerprint");
    init->add_option("--second-of", settings.second_of,
                     "Make a second site instead, for the central service whose central.json this "
                     "is: it takes copies, computes everything again and signs what fits")
        ->type_name("FILE");
    auto* enrol = program.add_subcommand(
        "enrol",
        "Take records from a tablet from now on. Compare the printed fingerprint with the one the "
        "tablet shows. The service must not be running in the same directory");
    auto* device = enrol->add_option("--device", settings.device, "The tablet's device.json")
                       ->type_name("FILE");
    auto* region = enrol
                       ->add_option("--region", settings.region,
                                    "Region whose readers may see this tablet's headers "
                                    "(PostgreSQL)")
                       ->type_name("NAME");
    enrol
        ->add_option("--admission", settings.admission,
                     "In place of both, where custodians are named: the file that two of them "
                     "signed (cpc enrolment admit)")
        ->excludes(device)
        ->excludes(region)
        ->type_name("FILE");
    enrol->callback([&settings] {
        if (settings.device.empty() && settings.admission.empty())
            throw CLI::RequiredError("--device or --admission");
    });
    auto* custodians = program.add_subcommand(
        "custodians",
        "Name those of whom two have to sign before a tablet is enrolled. The first list is signed "
        "by two of its own, any later one by two of those before");
    custodians->add_option("--from", settings.from, "Their list (cpc enrolment custodians)")
        ->required()
        ->type_name("FILE");
    auto* revoke = program.add_subcommand(
        "revoke",
        "Take nothing more from a tablet that was stolen or given back. What it sent is kept. "
        "Cannot be undone");
    revoke->add_option("--log", settings.log, "The log's id, or its first 8 or more characters")
        ->required()
        ->type_name("HEX");
    revoke->add_option("--why", settings.why, "The reason, which the tablet shows; no names")
        ->required()
        ->type_name("TEXT");
    auto* take = program.add_subcommand(
        "take",
        "Take in bundles that came on a stick, and put each receipt beside its bundle. The service "
        "must not be running in the same directory");
    take->add_option("--from", settings.from, "Directory with files named BUNDLE.cpb")
        ->required()
        ->type_name("DIR");
}

void add_staff(CLI::App& program, Settings& settings) {
    auto* staff = program.add_subcommand(
        "staff",
        "Accounts of those who may sign in to the staff pages. With the embedded store the "
        "service must be stopped");
    staff->require_subcommand(1);
    auto* add = staff->add_subcommand("add", "Make an account, or change it and its password");
    auto* remove = staff->add_subcommand("remove", "Let an account sign in no more");
    auto* list = staff->add_subcommand("list", "Who can sign in");
    add->add_option("--person", settings.person, "The name that others read, also on answers")
        ->required()
        ->type_name("TEXT");
    add->add_option("--role", settings.role,
                    "records-officer: records, devices, answers; service-manager: register, "
                    "deadlines, figures; auditor: figures and who looked, no names")
        ->required()
        ->check(CLI::IsMember({"records-officer", "service-manager", "auditor"}));
    auto* region = add->add_option("--region", settings.region, "The region whose records they see")
                       ->type_name("NAME");
    add->add_flag("--all-regions", settings.all_regions, "They see every region")->excludes(region);
    add->add_option("--password-fd", settings.staff_password_descriptor,
                    "Descriptor to read the password from, one line of 12 to 200 characters")
        ->type_name("NUMBER")
        ->capture_default_str();
    for (auto* act : {add, remove})
        act->add_option("--login", settings.login, "What they type to sign in: a-z, 0-9, . and -")
            ->required()
            ->type_name("NAME");
    for (auto* act : {add, remove, list}) {
        act->fallthrough();
        act->callback([&settings, act] { settings.staff_act = act->get_name(); });
    }
}

void add_upkeep(CLI::App& program, Settings& settings) {
    auto* fsck = program.add_subcommand(
        "fsck",
        "Compute everything again from what is stored: trees, signatures, contents, receipts; on "
        "PostgreSQL also every seal and the schema. Exit code 0: whole; 1: damage, named line by "
        "line. The service must not be running in the same directory");
    fsck->add_flag("--accept-given", settings.accept_given,
                   "After a restore that you know of: the receipts that are stored now are the "
                   "ones that were given. Nothing is accepted of a store that is damaged");
    auto* backup = program.add_subcommand(
        "backup",
        "Write everything into one file that only this central's keys open, and read it back. "
        "With the embedded store the service must be stopped; with PostgreSQL it may run");
    backup->add_option("--to", settings.to, "The new file")->required()->type_name("FILE");
    auto* restore = program.add_subcommand(
        "restore",
        "Put a backup into an empty store of either kind, beside the same keys, and run fsck on "
        "it. Also the way from the embedded store to PostgreSQL");
    restore->add_option("--from", settings.from, "The backup")->required()->type_name("FILE");
    restore->add_flag("--verify", settings.verify_only, "Only read the backup, restore nothing");
    program.add_subcommand(
        "health", "Whether the keys open and the store answers and is durable; a few numbers");
    auto* migrate = program.add_subcommand(
        "migrate",
        "Make or update the store's tables. On PostgreSQL with a login that may make roles and "
        "schemas, in --database");
    migrate->add_flag("--accept-schema", settings.accept_schema,
                      "Take the schema as it is now for the right one, after fsck said what "
                      "differs and somebody looked");
}

void add_second(CLI::App& program, Settings& settings) {
    auto* second = program.add_subcommand(
        "second", "Name the second site whose signature makes receipts of level 2");
    second->add_option("--site", settings.site, "The second site's central.json")
        ->required()
        ->type_name("FILE");
    auto* copy = program.add_subcommand(
        "copy",
        "Write what the second site has not confirmed yet into one file that only it can open. "
        "With the embedded store the service must be stopped");
    copy->add_option("--to", settings.to, "The new file")->required()->type_name("FILE");
    copy->add_flag("--whole", settings.whole, "From the first receipt on, for a new second site");
    auto* check = program.add_subcommand(
        "check",
        "At the second site: take a copy over, compute all of it again, and write a receipt of "
        "level 2 for each that fits");
    check->add_option("--from", settings.from, "The copy")->required()->type_name("FILE");
    check->add_option("--to", settings.to, "Directory for the receipts")
        ->required()
        ->type_name("DIR");
    auto* confirm = program.add_subcommand(
        "confirm", "At central: take the receipts of level 2 that the second site wrote");
    confirm->add_option("--from", settings.from, "Directory with them")
        ->required()
        ->type_name("DIR");
}

void add_back(CLI::App& program, Settings& settings) {
    auto* ask = program.add_subcommand(
        "ask-back",
        "After a restore: write down which contents only the second site has, because tablets "
        "purged them when both sites had them. With the embedded store the service must be "
        "stopped");
    ask->add_option("--to", settings.to, "The new file")->required()->type_name("FILE");
    auto* give = program.add_subcommand(
        "give-back",
        "At the second site: put what central asks for into one file that only central can open");
    give->add_option("--from", settings.from, "What central asks for")
        ->required()
        ->type_name("FILE");
    give->add_option("--to", settings.to, "The new file")->required()->type_name("FILE");
    auto* take = program.add_subcommand(
        "take-back",
        "At central: take what the second site gave, each content only if it is the one that its "
        "entry names and opens. With the embedded store the service must be stopped");
    take->add_option("--from", settings.from, "What the second site gave")
        ->required()
        ->type_name("FILE");
    take->add_option("--by", settings.by, "Who does it; it is written down")
        ->required()
        ->type_name("TEXT");
}

int run(const std::string& act, const Settings& settings) {
    using Act = int (*)(const Settings&);
    const std::map<std::string, Act> acts = {{"serve", cpc::central::serve},
                                             {"init", cpc::central::init},
                                             {"enrol", cpc::central::enrol},
                                             {"revoke", cpc::central::revoke},
                                             {"custodians", cpc::central::custodians},
                                             {"take", cpc::central::take},
                                             {"fsck", cpc::central::fsck},
                                             {"backup", cpc::central::backup},
                                             {"restore", cpc::central::restore},
                                             {"health", cpc::central::health},
                                             {"migrate", cpc::central::migrate},
                                             {"second", cpc::central::second},
                                             {"copy", cpc::central::copy},
                                             {"check", cpc::central::check},
                                             {"confirm", cpc::central::confirm},
                                             {"ask-back", cpc::central::ask_back},
                                             {"give-back", cpc::central::give_back},
                                             {"take-back", cpc::central::take_back},
                                             {"staff", cpc::central::staff}};
    return acts.at(act)(settings);
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
    add_shared(program, settings);
    add_acts(program, settings);
    add_upkeep(program, settings);
    add_second(program, settings);
    add_back(program, settings);
    add_staff(program, settings);
    for (auto* act : program.get_subcommands({}))
        act->fallthrough();
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return program.exit(error);
    }
    return run(program.get_subcommands().front()->get_name(), settings);
}
