// SPDX-License-Identifier: Apache-2.0
// cpc erase: what was said is destroyed, and that something was said stays proved. Without --do-it
// it only tells what would be gone for ever, what stays, and where copies may be that this tablet
// cannot reach.
#include "core/store/erase.hpp"

#include <algorithm>
#include <cstdio>
#include <memory>

#include "app/cli/key_commands.hpp"
#include "app/cli/secrets.hpp"
#include "app/meeting/desk.hpp"
#include "app/send/send.hpp"
#include "core/base/limits.hpp"
#include "core/crypto/escrow.hpp"

namespace cpc::cli {
namespace {

struct EraseOptions {
    std::string store;
    std::string conference;
    std::optional<std::uint64_t> entry;
    std::string basis;
    std::string reason;
    std::string keep_until;
    OfficersFrom officers;
    SecretFrom own;
    bool never_sent = false;
    bool do_it = false;
};

Failure wrong_word(std::string what, std::string advice) {
    return fail(Fault::malformed, std::move(what), {}, "Nothing was erased. " + std::move(advice));
}

Result<store::EraseRequest> request_of(const EraseOptions& options) {
    store::EraseRequest out;
    const auto id = from_hex(options.conference);
    if (!id || id->size() != out.conference.bytes.size())
        return wrong_word("That is not a conference's id.", "cpc erase STORE lists them.");
    std::copy(id->begin(), id->end(), out.conference.bytes.begin());
    out.entry = options.entry;
    if (options.basis == "retention-ended") out.basis = record::ErasureBasis::retention_ended;
    if (options.basis == "wrong-child") out.basis = record::ErasureBasis::wrong_child;
    if (options.basis == "court-order") out.basis = record::ErasureBasis::court_order;
    out.reason = options.reason;
    out.never_sent = options.never_sent;
    if (!options.keep_until.empty()) {
        out.keep_until = Date::parse(options.keep_until);
        if (!out.keep_until)
            return wrong_word("--keep-until is not a date.", "Write it as 2027-03-30.");
    }
    return out;
}

// What is on this tablet, for whoever has to find the right one.
int list(meeting::Desk& desk) {
    for (const auto& line : desk.conferences()) {
        const auto state = line.removed ? "removed " + line.erased_at->date.iso()
                           : line.erased_at
                               ? "erased " + line.erased_at->date.iso() + " by " + line.erased_by
                           : line.closed_at ? "closed " + line.closed_at->date.iso()
                                            : std::string{"not closed"};
        std::printf("%s  %s  %s  %s\n", line.id.hex().c_str(),
                    line.planned_start.date.iso().c_str(), state.c_str(), line.family.c_str());
    }
    std::printf("Name one with --conference to see what erasing it would mean.\n");
    return good;
}

bool covers(const engine::Item& item, const std::vector<std::uint64_t>& entries) {
    return std::any_of(entries.begin(), entries.end(),
                       [&](auto seq) { return item.from <= seq && seq < item.to; });
}

// Papers and files that left the tablet; those that name no conference may hold any.
Result<std::size_t> print_exports(store::Vault& vault, const ConferenceId& conference) {
    std::size_t count = 0;
    for (const auto& stored : CPC_TRY(vault.conference(ConferenceId{}))) {
        if (stored.header.type != record::Exported::entry_type) continue;
        const auto event = CPC_TRY(record::decode_event<record::Exported>(stored.payload));
        const bool named = event.conference == conference;
        if (!named && !event.conference.empty()) continue;
        std::printf("  entry %llu: %s, %s%s\n", static_cast<unsigned long long>(stored.seq),
                    event.what.c_str(), event.how.c_str(), named ? "" : " (may hold some of it)");
        ++count;
    }
    return count;
}

// Where else it may be: nothing of that is reached from here.
Result<void> print_copies(store::Vault& vault, const store::EraseView& view,
                          const ConferenceId& conference) {
    std::printf(
        "\nCopies that this does not reach, and that have to be erased by whoever has them:\n");
    const auto pairing = send::kept_pairing(vault);
    const auto centre = pairing ? pairing->name : std::string{"the central service"};
    std::size_t count = 0;
    for (const auto& item : CPC_TRY(send::status(vault)).items) {
        if (!covers(item, view.entries)) continue;
        ++count;
        std::printf("  bundle %s for %s, entries %llu to %llu: %s\n", item.bundle.hex().c_str(),
                    centre.c_str(), static_cast<unsigned long long>(item.from),
                    static_cast<unsigned long long>(item.to - 1),
                    std::string{engine::stage_name(item.stage)}.c_str());
    }
    count += CPC_TRY(print_exports(vault, conference));
    if (count == 0) std::printf("  none that the record knows of\n");
    std::printf(
        "Backups of this tablet, sticks and printed papers are nowhere listed completely: look for "
        "them.\n");
    return {};
}

Result<void> print_plan(store::Vault& vault, const store::EraseRequest& request,
                        const store::EraseView& view) {
    std::printf("Conference %s: %llu entries.\n\nUnreadable for ever, by anybody:\n",
                request.conference.hex().c_str(),
                static_cast<unsigned long long>(view.of_conference));
    if (request.entry)
        std::printf("  what entry %llu says\n", static_cast<unsigned long long>(*request.entry));
    else
        std::printf(
            "  what its %zu entries with a content say: names, reports, views, votes, the "
            "decision, the plan, and what was said in parts held apart; and every draft\n",
            view.entries.size());
    std::printf(
        "\nWhat stays: that these entries were made, when, by whose key they were signed, and "
        "that they are unchanged; every proof, paper code and receipt; and an entry, signed by "
        "both officers, that says what was erased, when and why.\n");
    if (view.not_received > 0)
        std::printf(
            "\nWARNING: %llu of these entries were never received elsewhere. This may be the only "
            "copy.\n",
            static_cast<unsigned long long>(view.not_received));
    return print_copies(vault, view, request.conference);
}

// Sealed bundles that wait in the outbox hold the content and its key, for central. They are made
// anew, without it, when the record is next sent.
Result<void> empty_outbox(Machine& machine, store::Vault& vault, const EraseOptions& options,
                          const store::EraseView& view) {
    for (const auto& item : CPC_TRY(send::status(vault)).items) {
        const auto file = options.store + "/outbox/" + item.bundle.hex() + ".cpb";
        if (covers(item, view.entries) && machine.files.exists(file))
            CPC_TRY(machine.files.remove(file));
    }
    return {};
}

Result<int> run_erase(Machine& machine, const EraseOptions& options) {
    CPC_TRY(there_is_a_record(machine, options.store));
    store::EraseRequest request;
    if (!options.conference.empty()) request = CPC_TRY(request_of(options));
    const auto own = CPC_TRY(ask(machine, options.own, "Your passphrase: "));
    auto library = CPC_TRY(machine.library());
    auto desk =
        CPC_TRY(meeting::Desk::open(machine.ports(), options.store, own, std::move(library)));
    if (options.conference.empty()) return list(*desk);
    auto& vault = desk->vault();
    request.received = CPC_TRY(send::status(vault)).received;
    const auto view = CPC_TRY(store::look_at_erasure(vault, machine.clock, request));
    if (request.entry) CPC_TRY(desk->reads_without(request.conference, *request.entry));
    CPC_TRY(print_plan(vault, request, view));
    if (!options.do_it) {
        std::printf("\nNothing was erased. With --do-it and two officers' keys it is.\n");
        return good;
    }
    const auto officers = CPC_TRY(ask_officers(machine, options.officers));
    const auto one = crypto::officer_signing_key(officers.one);
    const auto other = crypto::officer_signing_key(officers.other);
    CPC_TRY(empty_outbox(machine, vault, options, view));
    desk.reset();
    const auto erased =
        CPC_TRY(store::erase(machine.ports(), options.store, own, request, one, other));
    std::printf(
        "\nErased %s. Entry %llu of the record says so; cpc verify says that everything else "
        "holds.\nBlocks of the old files may still lie on the medium, encrypted: cpc store rotate "
        "makes a new master key, under which they open no more.\n",
        erased.words().c_str(), static_cast<unsigned long long>(erased.seq));
    return good;
}

constexpr const char* footer =
    "Who may: a chair opens the record, and two of the three enrolled officers (cpc recovery "
    "enrol) sign. One alone, or a chair, erases nothing.\n"
    "When: the conference is closed; all of it was received elsewhere, or --never-sent; and there "
    "is a basis: retention-ended (with --keep-until, a day that is over, as the officers state it: "
    "no procedure says how long), wrong-child, court-order. Somebody's wish to see or to correct "
    "what is written is no basis: a correction is added, nothing is taken away.\n"
    "What is gone: the content and the keys, from both copies, from damaged copies kept aside and "
    "from sealed bundles in the outbox. A power cut leaves nothing erased or all of it; opening "
    "the record once carries out what is left.\n"
    "What may be left elsewhere: central has what it received, and its backups; it is asked to "
    "erase them, with the list that this prints. Backups of this tablet, sticks and papers are for "
    "whoever has them. A flash medium keeps old blocks until it needs them; they are encrypted, "
    "and cpc store rotate afterwards takes their key away from today's passphrases. Only the "
    "destruction of the medium is certain.\n"
    "Passphrases are typed without being shown, or come from a file or an open descriptor; never "
    "as arguments. The reason stays readable for ever: no names in it.\n"
    "Exit codes: 0 done or told, 1 refused and nothing erased, 2 cannot be done.";

}  // namespace

void add_erase(CLI::App& app, Machine& machine, Run& run) {
    auto options = std::make_shared<EraseOptions>();
    auto* command = app.add_subcommand(
        "erase", "Destroy what was said in a conference, by two officers; the proofs stay");
    command->add_option("STORE", options->store, "The store's folder")->required();
    command->add_option("--conference", options->conference,
                        "Its id; without it the conferences are listed");
    command->add_option("--entry", options->entry, "Only this entry of it, by its number");
    command->add_option("--basis", options->basis, "Why it may be erased")
        ->check(CLI::IsMember({"retention-ended", "wrong-child", "court-order"}));
    command->add_option("--reason", options->reason, "In words, without names");
    command->add_option("--keep-until", options->keep_until,
                        "With retention-ended: the last day it had to be kept");
    add_officers(*command, "An officer's private key; give it twice", options->officers);
    add_secret(*command, "passphrase", "The chair's passphrase", options->own);
    command->add_flag("--never-sent", options->never_sent,
                      "Also what was never received elsewhere: it may be the only copy");
    command->add_flag("--do-it", options->do_it, "Erase; without it nothing is changed");
    command->footer(footer);
    command->callback([options, &machine, &run] {
        run = [options, &machine] {
            const auto done = run_erase(machine, *options);
            if (done) return *done;
            return tell(done.error(), done.error().fault == Fault::refused ? not_good : cannot);
        };
    });
}

}  // namespace cpc::cli
