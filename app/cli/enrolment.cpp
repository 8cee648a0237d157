// SPDX-License-Identifier: Apache-2.0
// cpc enrolment: what the custodians do, on machines of their own: who they are, which tablet may
// be enrolled, and the second signature.
#include <cstdio>
#include <memory>

#include "app/cli/command.hpp"
#include "app/cli/secrets.hpp"
#include "app/meeting/key_of_signer.hpp"
#include "app/meeting/trust.hpp"
#include "core/base/limits.hpp"
#include "sync/wire/admission.hpp"
#include "sync/wire/limits.hpp"

namespace cpc::cli {
namespace {

constexpr int days_usual = 30;

struct EnrolmentOptions {
    std::string file, key, out, central, device, region, enrol_by, custodians;
    std::vector<std::string> members;
    SecretFrom passphrase;
};

Result<meeting::ProfileKey> custodian_key(Machine& machine, const EnrolmentOptions& options) {
    const auto sealed = CPC_TRY(read_whole(machine.files, options.key, limits::receipt_bytes_max));
    const auto passphrase = CPC_TRY(ask(machine, options.passphrase, "Passphrase of the key: "));
    return meeting::open_profile_key(text_of(sealed), passphrase, options.key);
}

Result<record::Note> read_note(Machine& machine, const std::string& file) {
    const auto bytes = CPC_TRY(read_whole(machine.files, file, wire::admission_bytes_max));
    return wire::read_signed(bytes);
}

// What a custodian has to look at before signing.
Result<void> show(const record::Note& note) {
    if (wire::is_admission(note)) {
        const auto admission = CPC_TRY(wire::read_admission(note));
        std::printf("lets in      %s%s\n", admission.device.name.c_str(),
                    admission.device.practice ? "  (a practice tablet)" : "");
        std::printf("fingerprint  %s  (to be compared with what the tablet shows)\n",
                    wire::fingerprint(admission.device).c_str());
        std::printf("at           %s\n", admission.central.c_str());
        std::printf("region       %s\n",
                    admission.region.empty() ? "none" : admission.region.c_str());
        std::printf("until        %s\n", admission.enrol_by.iso().c_str());
    } else {
        const auto custodians = CPC_TRY(wire::read_custodians(note));
        std::printf("custodians of  %s, any two of:\n", custodians.central.c_str());
        for (const auto& member : custodians.members)
            std::printf("               %s\n", record::write_verifier_key(member).c_str());
    }
    for (const auto& signature : note.signatures)
        std::printf("bears the name %s  (not checked here)\n", signature.name.c_str());
    return {};
}

Result<void> sign_and_write(Machine& machine, const EnrolmentOptions& options, record::Note note) {
    const auto key = CPC_TRY(custodian_key(machine, options));
    if (record::verify_note(note, key.name, key.key.public_key()))
        return fail(Fault::refused, "This key has signed it already.", options.key,
                    "Nothing was changed. Another custodian has to sign.");
    note.signatures.push_back(record::sign_note(note.text, key.name, key.key));
    CPC_TRY(show(note));
    CPC_TRY(write_whole(machine.files, options.out, view_of(record::write_note(note))));
    std::printf("written to   %s\n", options.out.c_str());
    return {};
}

Result<void> must_be_new(Machine& machine, const std::string& file) {
    if (!machine.files.exists(file)) return {};
    return fail(Fault::refused, "There is a file of this name already.", file,
                "Nothing was changed. Name another one with --out.");
}

Result<void> list_custodians(Machine& machine, const EnrolmentOptions& options) {
    CPC_TRY(must_be_new(machine, options.out));
    wire::Custodians custodians;
    custodians.central = options.central;
    for (const auto& file : options.members) {
        const auto text = CPC_TRY(read_whole(machine.files, file, limits::receipt_bytes_max));
        for (auto& key : CPC_TRY(meeting::parse_trusted_keys(text_of(text), file)))
            custodians.members.push_back(std::move(key));
    }
    record::Note note;
    note.text = CPC_TRY(wire::custodians_text(custodians));
    return sign_and_write(machine, options, std::move(note));
}

Result<void> admit(Machine& machine, const EnrolmentOptions& options) {
    constexpr std::int64_t day_ms = 86'400'000;
    CPC_TRY(must_be_new(machine, options.out));
    wire::Admission admission;
    admission.central = options.central;
    admission.region = options.region;
    const Date today{static_cast<std::int32_t>(machine.clock.read().wall.ms / day_ms)};
    const auto day = options.enrol_by.empty() ? std::optional{today + days_usual}
                                              : Date::parse(options.enrol_by);
    if (!day || *day < today)
        return fail(Fault::refused, "This is no day to come.", options.enrol_by,
                    "Write it like 2027-03-30.");
    admission.enrol_by = *day;
    admission.device_file =
        CPC_TRY(read_whole(machine.files, options.device, wire::limits::pairing_bytes_max));
    record::Note note;
    note.text = CPC_TRY(wire::admission_text(admission));
    return sign_and_write(machine, options, std::move(note));
}

Result<void> sign(Machine& machine, EnrolmentOptions options) {
    auto note = CPC_TRY(read_note(machine, options.file));
    // Nothing is signed that central could not read.
    if (wire::is_admission(note))
        CPC_TRY(wire::read_admission(note));
    else
        CPC_TRY(wire::read_custodians(note));
    if (options.out.empty()) options.out = options.file;
    return sign_and_write(machine, options, std::move(note));
}

Result<int> show_file(Machine& machine, const EnrolmentOptions& options) {
    const auto note = CPC_TRY(read_note(machine, options.file));
    CPC_TRY(show(note));
    if (options.custodians.empty()) return good;
    const auto named = CPC_TRY(read_note(machine, options.custodians));
    const auto count = wire::agreed(note, CPC_TRY(wire::read_custodians(named)));
    std::printf("%zu of the custodians have signed it; %zu have to.\n", count,
                wire::signatures_needed);
    return count >= wire::signatures_needed ? good : not_good;
}

using Options = std::shared_ptr<EnrolmentOptions>;
using Work = Result<void> (*)(Machine&, const EnrolmentOptions&);

void add_key(CLI::App& command, const Options& options) {
    command
        .add_option("--key", options->key,
                    "This custodian's private key, as cpc profile key makes it")
        ->required();
    add_secret(command, "passphrase", "the key's passphrase", options->passphrase);
}

void runs(CLI::App& command, Machine& machine, Run& run, const Options& options, Work work) {
    command.callback([options, work, &machine, &run] {
        run = [options, work, &machine] {
            const auto done = work(machine, *options);
            return done ? good : tell(done.error());
        };
    });
}

void add_makers(CLI::App& enrolment, Machine& machine, Run& run, const Options& options) {
    auto* list = enrolment.add_subcommand(
        "custodians", "Write down who the custodians of a central service are, and sign it first");
    list->add_option("--member", options->members, "A custodian's public key; three to nine times")
        ->required();
    auto* admit_one = enrolment.add_subcommand(
        "admit", "Let a tablet in: writes the file for central, and signs it first");
    admit_one->add_option("--device", options->device, "The tablet's device.json")->required();
    admit_one->add_option("--region", options->region, "Whose readers may see its records");
    admit_one->add_option("--enrol-by", options->enrol_by,
                          "Last day on which it counts (else 30 days from today)");
    for (auto* command : {list, admit_one}) {
        command->add_option("--central", options->central, "Central's name, as in central.json")
            ->required();
        command->add_option("--out", options->out, "The new file")->required();
        add_key(*command, options);
    }
    runs(*list, machine, run, options, list_custodians);
    runs(*admit_one, machine, run, options, admit);
}

}  // namespace

void add_enrolment(CLI::App& app, Machine& machine, Run& run) {
    auto& enrolment = group(app, "enrolment",
                            "For custodians: two of them let a tablet in at central, each with a "
                            "key that is on no machine of central's");
    const auto options = std::make_shared<EnrolmentOptions>();
    add_makers(enrolment, machine, run, options);
    auto* second = enrolment.add_subcommand("sign", "Look at such a file and sign it as well");
    second->add_option("FILE", options->file, "What another custodian wrote")->required();
    second->add_option("--out", options->out, "The signed file (else FILE itself)");
    add_key(*second, options);
    second->footer("What is signed is printed. Compare the fingerprint with the tablet's own.");
    runs(*second, machine, run, options,
         [](Machine& at, const EnrolmentOptions& with) { return sign(at, with); });
    auto* look = enrolment.add_subcommand("show", "Say what such a file lets in, and who signed");
    look->add_option("FILE", options->file, "The file")->required();
    look->add_option("--custodians", options->custodians, "Their list: counts who rightly signed");
    look->footer("Exit codes: 0 good, 1 too few have signed, 2 something cannot be read.");
    look->callback([options, &machine, &run] {
        run = [options, &machine] {
            const auto shown = show_file(machine, *options);
            return shown ? *shown : tell(shown.error());
        };
    });
    enrolment.require_subcommand(1);
    enrolment.footer(
        "The keys: cpc profile key --name custodian-1.example --out custodian-1.key, three times, "
        "each on a machine of its own.\nAt central: cpc-central custodians --from FILE once, then "
        "cpc-central enrol --admission FILE for each tablet.");
}

}  // namespace cpc::cli
