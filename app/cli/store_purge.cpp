// SPDX-License-Identifier: Apache-2.0
// cpc store purge: what may be removed from this tablet, and why the rest may not; with
// --conference and --do-it it is removed.
#include <algorithm>
#include <cstdio>
#include <memory>

#include "app/cli/store_commands.hpp"
#include "app/meeting/desk.hpp"
#include "app/send/purge.hpp"
#include "core/record/paper_code.hpp"

namespace cpc::cli {
namespace {

struct PurgeOptions {
    std::string store;
    std::string conference;
    SecretFrom own;
    bool do_it = false;
};

Result<ConferenceId> id_of(const std::string& text) {
    ConferenceId out;
    const auto bytes = from_hex(text);
    if (!bytes || bytes->size() != out.bytes.size())
        return fail(Fault::malformed, "That is not a conference's id.", {},
                    "Nothing was removed. cpc store purge STORE lists them.");
    std::copy(bytes->begin(), bytes->end(), out.bytes.begin());
    return out;
}

// What the conference itself says; nothing can be said of one whose content is gone.
Result<send::OfConference> facts_of(meeting::Desk& desk, const meeting::Summary& line) {
    send::OfConference out;
    if (!line.erased_at && line.closed_at) {
        auto* meeting = CPC_TRY(desk.meeting(line.id));
        out = send::of_conference(meeting->state(), meeting->rules());
        out.still_to_sign = !meeting->cosign_due().empty() && !meeting->keys_destroyed();
    }
    out.kept_to_read = line.kept_to_read;
    return out;
}

void print_line(const meeting::Summary& line) {
    std::printf("%s  %s  %s\n", line.id.hex().c_str(), line.planned_start.date.iso().c_str(),
                line.removed     ? ("removed, paper code " + line.paper_code).c_str()
                : line.erased_at ? "erased"
                : line.closed_at ? ("closed " + line.closed_at->date.iso()).c_str()
                                 : "not closed");
}

void print_outlook(const send::PurgeOutlook& outlook) {
    if (outlook.hindrances.empty())
        std::printf("    may be removed: %zu contents, %llu bytes\n", outlook.view.entries.size(),
                    static_cast<unsigned long long>(outlook.view.bytes));
    for (const auto& each : outlook.hindrances)
        std::printf("    %s\n", send::describe(each).c_str());
    if (outlook.papers_owed > 0)
        std::printf(
            "    WARNING: %llu of its papers have no note yet that they arrived. They cannot be "
            "made here any more afterwards.\n",
            static_cast<unsigned long long>(outlook.papers_owed));
}

Result<int> run_purge(Machine& machine, const PurgeOptions& options) {
    CPC_TRY(there_is_a_record(machine, options.store));
    std::optional<ConferenceId> wanted;
    if (!options.conference.empty()) wanted = CPC_TRY(id_of(options.conference));
    const auto own = CPC_TRY(ask(machine, options.own, "Your passphrase: "));
    auto library = CPC_TRY(machine.library());
    auto desk =
        CPC_TRY(meeting::Desk::open(machine.ports(), options.store, own, std::move(library)));
    const auto pairing = send::kept_pairing(desk->vault());
    const send::PurgeDesk with{
        desk->vault(), pairing ? &*pairing : nullptr, machine.files,
        machine.clock, options.store + "/outbox",     desk->clock_in_doubt()};
    bool found = false;
    for (const auto& line : desk->conferences()) {
        if (wanted && !(line.id == *wanted)) continue;
        found = true;
        const auto facts = CPC_TRY(facts_of(*desk, line));
        print_line(line);
        const auto outlook = CPC_TRY(send::purge_outlook(with, line.id, facts));
        print_outlook(outlook);
        if (!wanted || !options.do_it) continue;
        const auto purged = CPC_TRY(send::purge_conference(with, line.id, facts));
        CPC_TRY(desk->content_removed(line.id));
        std::printf(
            "Removed from this tablet. Entry %llu of the record says so, signed by you and the "
            "tablet, and carries the receipt of level 2 that allowed it; cpc verify says that "
            "everything else holds. Central and its second site have what was said.\n",
            static_cast<unsigned long long>(purged.seq));
        return good;
    }
    if (wanted && !found)
        return fail(Fault::not_found, "This record has no such conference.", options.conference,
                    "Nothing was removed. cpc store purge STORE lists them.");
    std::printf("Nothing was removed.%s\n",
                wanted ? " With --do-it it is." : " With --conference ID and --do-it one is.");
    return good;
}

constexpr const char* footer =
    "Who may: a chair, with their passphrase. It is their key that signs the entry.\n"
    "When: the conference is closed and nothing of it is half done; central has received every "
    "entry of it and a second site has signed for them too; and thirty days have passed, by this "
    "tablet's clock and by what central signed. Setting the clock forward gains nothing.\n"
    "What goes: what was said, and the keys to it, from both copies. What stays for good: that "
    "each entry was made, when, by whose key it was signed, its proofs and the paper code. What "
    "comes in later about this conference is for the centre to write.\n"
    "A power cut leaves all of it there or all of it gone. Backups of this tablet that were made "
    "before still have it.\n"
    "It is no erasure: central and its second site keep everything (cpc erase is the other).\n"
    "Exit codes: 0 done or told, 1 refused and nothing removed, 2 cannot be done.";

}  // namespace

void add_purge(CLI::App& app, Machine& machine, Run& run) {
    auto options = std::make_shared<PurgeOptions>();
    auto* command =
        group(app, "store", "Work on a whole record")
            .add_subcommand(
                "purge",
                "Remove from this tablet what central and its second site have; proofs stay");
    command->add_option("STORE", options->store, "The store's folder")->required();
    command->add_option("--conference", options->conference,
                        "Its id; without it all are listed, with what stands against each");
    command->add_flag("--do-it", options->do_it, "Remove it; without this nothing is changed")
        ->needs("--conference");
    add_secret(*command, "passphrase", "A chair's passphrase", options->own);
    command->footer(footer);
    command->callback([options, &machine, &run] {
        run = [options, &machine] {
            const auto done = run_purge(machine, *options);
            return done ? *done : tell_store(done.error());
        };
    });
}

}  // namespace cpc::cli
