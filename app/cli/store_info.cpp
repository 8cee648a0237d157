// SPDX-License-Identifier: Apache-2.0
// cpc store info: what this record is. First what anybody can see who holds the folder, then what a
// passphrase opens. Ids, numbers and dates; never a name or a word of what was said.
#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>

#include "app/cli/store_commands.hpp"
#include "core/procedure/zone.hpp"
#include "core/record/note.hpp"
#include "core/record/paper_code.hpp"
#include "core/record/type_rules.hpp"
#include "core/store/backup.hpp"
#include "core/store/scrub.hpp"
#include "core/store/space_reserve.hpp"
#include "core/store/standing.hpp"
#include "platform/guard/guard.hpp"
#include "sync/wire/receipt.hpp"

namespace cpc::cli {
namespace {

constexpr std::uint16_t conference_closed = 0x0160;
constexpr std::size_t swaps_bytes_max = 64U << 10U;

struct InfoOptions {
    std::string store;
    SecretFrom own;
};

unsigned long long number(std::uint64_t value) {
    return value;
}

void print_files(Machine& machine, const std::string& store) {
    const auto names = machine.files.list(store);
    if (!names) return;
    std::size_t damaged = 0;
    for (const auto& name : *names) {
        damaged += name.find(".damaged-") != std::string::npos ? 1U : 0U;
        auto file = machine.files.open(store + "/" + name, OpenMode::read_only);
        if (!file) continue;
        if (const auto size = (*file)->size())
            std::printf(
                "  file            %-14s %12llu bytes%s\n", name.c_str(), number(*size),
                name == "journal.cpl" || name == "store.db" ? "  (a copy of the record)" : "");
    }
    if (damaged > 0)
        std::printf("  kept aside      %zu damaged files of earlier repairs\n", damaged);
}

void print_keys(Machine& machine, const std::string& store) {
    const auto slots = crypto::Keyslots::list(machine.files, store);
    if (!slots) {
        std::printf("  chairs          %s\n", slots.error().what.c_str());
        return;
    }
    std::printf("  chairs          %zu of %zu slots in use\n", slots->size(),
                crypto::keyslot_count_max);
    for (const auto& slot : *slots)
        std::printf("  slot %-2d         key %s, %llu KiB a try\n", slot.slot,
                    to_hex(slot.chair).substr(0, 16).c_str(),
                    number(slot.cost.memory_bytes >> 10U));
    if (!slots->empty()) std::printf("  master key      changed %d times\n", slots->front().epoch);
    const auto escrow = crypto::Keyslots::escrow(machine.files, store);
    std::printf("  officers        %s\n", escrow && *escrow
                                              ? "three recovery keys; any two open it"
                                              : "none: a lost passphrase cannot be made good");
    std::printf("  device secret   a file beside the record (not in hardware)\n");
}

void print_machine(Machine& machine, const std::string& store) {
    if (const auto free = machine.files.free_bytes(store))
        std::printf("  free space      %llu MiB; %s\n", number(*free >> 20U),
                    machine.files.exists(store + "/" + store::reserve_file)
                        ? "32 MiB are put by for a meeting's end"
                        : "nothing is put by (that is done before a meeting)");
    const auto swaps = read_whole(machine.files, "/proc/swaps", swaps_bytes_max);
    std::printf("  guards          %s; the kiosk's lock screen says which of its own are missing\n",
                swaps && guard::swap_in_use(std::string{text_of(*swaps)})
                    ? "swap is on: memory may be written to disk"
                    : "no swap");
}

Result<void> print_outside(Machine& machine, const std::string& store) {
    std::printf("Without a passphrase:\n");
    const auto kind = store::copy_kind(machine.files, store);
    std::printf(
        "  folder          %s\n",
        !kind   ? kind.error().what.c_str()
        : *kind ? (std::string{"a copy ("} + store::copy_kind_name(**kind) + "), not recorded into")
                      .c_str()
                : "a record in use, or closed");
    const auto log = store::log_id_outside(machine.files, store);
    std::printf("  record          %s\n", log ? to_hex(*log).c_str() : "the journal does not say");
    const auto former = store + "/" + store::former_folder;
    if (machine.files.exists(former)) {
        const auto before = store::log_id_outside(machine.files, former);
        std::printf("  carries on      %s\n",
                    before ? to_hex(*before).c_str() : "a record whose journal does not say");
    }
    print_keys(machine, store);
    print_files(machine, store);
    print_machine(machine, store);
    return {};
}

// ---- inside ----

// Conferences by id, in the order of their first entries, and whether they are over.
void print_conferences(const store::VerifyReport& report) {
    std::vector<ConferenceId> order;
    std::map<ConferenceId, std::pair<std::size_t, bool>> found;
    for (const auto& entry : report.verified) {
        if (entry.conference.empty()) continue;
        if (found.count(entry.conference) == 0) order.push_back(entry.conference);
        auto& [count, closed] = found[entry.conference];
        ++count;
        closed = closed || entry.type == conference_closed;
    }
    std::printf("  conferences     %zu\n", order.size());
    for (const auto& id : order)
        std::printf("  conference      %s  %s, %zu entries\n", id.hex().c_str(),
                    found[id].second ? "closed" : "not closed", found[id].first);
}

std::string when(Instant instant) {
    const auto local = procedure::local_time(instant, "UTC");
    return local ? local->iso() + " (UTC)" : "at an unknown time";
}

void print_received(const store::Inside& inside) {
    std::optional<wire::Receipt> last;
    for (const auto& [key, value] : inside.state) {
        if (key.rfind("sync/receipt/", 0) != 0) continue;
        const auto receipt = wire::read_receipt(value);
        if (receipt && (!last || receipt->checkpoint.size > last->checkpoint.size)) last = *receipt;
    }
    if (last)
        std::printf("  received        the first %llu entries, by %s, %s\n",
                    number(last->checkpoint.size), last->central_name.c_str(),
                    when(last->received).c_str());
    else
        std::printf("  received        nothing: this may be the only place where it is\n");
    const auto row = inside.state.find(store::backup_row);
    const auto note = row == inside.state.end() ? Result<record::Note>{Failure{Error{}}}
                                                : record::parse_note(text_of(row->second));
    const auto checkpoint =
        note ? record::parse_checkpoint(note->text) : Result<record::Checkpoint>{Failure{Error{}}};
    if (checkpoint)
        std::printf("  backed up       the first %llu entries, %s\n", number(checkpoint->size),
                    checkpoint->size <= inside.report.verified.size() && checkpoint->size > 0
                        ? when(inside.report.verified[checkpoint->size - 1].wall).c_str()
                        : "at an unknown time");
    else
        std::printf("  backed up       never (cpc store backup)\n");
}

int print_inside(const store::Inside& inside) {
    const auto& report = inside.report;
    std::printf("With the passphrase:\n");
    std::printf("  state           %s%s\n", report.whole() ? "whole" : "DAMAGED (cpc store scrub)",
                report.practice ? ", a practice record" : "");
    std::printf("  entries         %llu\n", number(report.entries));
    std::printf("  root            %s\n", to_hex(report.root).c_str());
    std::printf("  paper code      %s\n", record::paper_code(report.root).c_str());
    if (!report.verified.empty())
        std::printf("  last entry      %s\n", when(report.verified.back().wall).c_str());
    print_conferences(report);
    print_received(inside);
    if (report.former && report.former->reached)
        std::printf("  lost            entries %llu to %llu of the record before it\n",
                    number(report.former->size), number(*report.former->reached - 1));
    for (const auto& note : report.notes)
        std::printf("  note            %s\n", note.c_str());
    for (const auto& finding : report.damage)
        std::printf("  damaged         %s\n", finding.text().c_str());
    return report.whole() ? good : not_good;
}

int run_info(Machine& machine, const InfoOptions& options) {
    if (auto there = there_is_a_record(machine, options.store); !there) return tell(there.error());
    if (auto outside = print_outside(machine, options.store); !outside)
        return tell(outside.error());
    if (options.own.file.empty() && options.own.descriptor < 0) {
        std::printf(
            "With a passphrase (--passphrase-file or --passphrase-fd) also: entries, "
            "conferences, what is received and backed up, and whether it is whole.\n");
        return good;
    }
    const auto own = ask(machine, options.own, {});
    if (!own) return tell(own.error());
    const auto inside = store::look_inside(machine.ports(), options.store, *own);
    if (!inside) return tell(inside.error());
    return print_inside(*inside);
}

}  // namespace

void add_info(CLI::App& app, Machine& machine, Run& run) {
    auto& parent = group(app, "store", "Work on a whole record");
    const auto options = std::make_shared<InfoOptions>();
    auto& command = *parent.add_subcommand("info", "What this record is; changes nothing");
    command.add_option("STORE", options->store, "The folder of a record or of a copy")->required();
    add_secret(command, "passphrase", "A chair's passphrase", options->own);
    command.footer(
        "Without a passphrase it tells what can be seen from outside.\nExit codes: 0 told, 1 it is "
        "damaged, 2 cannot be read.");
    command.callback([options, &machine, &run] {
        run = [options, &machine] { return run_info(machine, *options); };
    });
}

}  // namespace cpc::cli
