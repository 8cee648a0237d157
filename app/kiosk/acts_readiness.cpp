// SPDX-License-Identifier: Apache-2.0
// Whether everything about this tablet is all right: what it can find out about itself, looked at
// by the worker, and a report of it on a memory stick.
#include <algorithm>
#include <memory>

#include "app/kiosk/acts.hpp"
#include "app/kiosk/record_check.hpp"
#include "app/meeting/trust.hpp"
#include "app/send/send.hpp"
#include "app/view/say.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/keyslot.hpp"
#include "core/procedure/zone.hpp"
#include "core/record/note.hpp"
#include "core/store/backup.hpp"

namespace cpc::kiosk {
namespace {

using view::Place;

constexpr const char* probe_name = "/readiness.probe";
constexpr std::size_t probe_bytes = 4'096;
constexpr std::size_t program_bytes_max = 256U << 20U;
constexpr std::size_t digest_shown = 16;

Result<void> write_probe(Files& files, const std::string& path) {
    const Bytes content(probe_bytes, 0x5A);
    auto file = CPC_TRY(files.open(path, OpenMode::create));
    CPC_TRY(file->write_at(0, content));
    CPC_TRY(file->sync_data());
    return files.remove(path);
}

view::StorageFacts storage_of(const Services& services, store::Vault& vault) {
    auto& files = services.ports.files;
    auto& clock = services.ports.clock;
    view::StorageFacts facts;
    if (const auto free = files.free_bytes(services.directory)) facts.free_bytes = *free;
    const auto before = clock.read().boot_ms;
    if (const auto written = write_probe(files, services.directory + probe_name))
        facts.write_ms = clock.read().boot_ms - before;
    else
        facts.write_problem = written.error().what;
    const auto damage = crypto::Keyslots::inspect(files, services.directory);
    if (!damage)
        facts.key_damage = damage.error().what;
    else if (!damage->empty())
        facts.key_damage = damage->front().file + ", " + damage->front().what;
    facts.reserve_spent = vault.reserve_spent();
    if (const auto names = files.list(services.directory))
        facts.kept_aside = static_cast<std::size_t>(std::count_if(
            names->begin(), names->end(),
            [](const std::string& name) { return name.find(".damaged-") != std::string::npos; }));
    return facts;
}

// What the record says of its last backup. The time is that of the last entry in it.
void add_copies(view::CopyFacts& facts, store::Vault& vault, const std::string& time_zone) {
    if (const auto status = send::status(vault)) facts.received = status->received;
    const auto row = vault.get_state(store::backup_row);
    if (!row || !*row) return;
    const auto note = record::parse_note(text_of(**row));
    if (!note) return;
    const auto checkpoint = record::parse_checkpoint(note->text);
    if (!checkpoint) return;
    facts.backed_up = checkpoint->size;
    if (checkpoint->size == 0 || checkpoint->size > vault.size()) return;
    const auto last = vault.raw(checkpoint->size - 1, checkpoint->size);
    if (!last || last->empty()) return;
    if (const auto entry = record::parse(last->front().entry))
        if (const auto when = procedure::local_time(entry->header.wall, time_zone))
            facts.backed_up_at = *when;
}

// Editions that are offered, and each holiday list once.
void add_procedures(view::ReadinessFacts& facts, const meeting::Library& library, Date today) {
    for (const auto& edition : library.editions()) {
        const auto& procedure = edition.rules.procedure;
        facts.procedures.push_back({procedure.id, procedure.title, procedure.edition,
                                    procedure.effective_from, procedure.effective_to,
                                    meeting::came_with_the_program(procedure.hash)});
        const auto& list = edition.rules.calendar;
        const bool known =
            std::any_of(facts.holidays.begin(), facts.holidays.end(),
                        [&](const auto& each) { return each.region == list.region(); });
        if (!known)
            facts.holidays.push_back({list.region(), list.last(), list.nears_the_end(today)});
    }
    facts.left_out = library.left_out_in_words();
}

std::string zone_of(const meeting::Library& library) {
    return library.editions().empty() ? std::string{"UTC"}
                                      : library.editions().front().rules.procedure.time_zone;
}

std::string program_digest(const Services& services) {
    if (services.program_file.empty()) return {};
    const auto program = read_whole(services.ports.files, services.program_file, program_bytes_max);
    if (!program) return {};
    return to_hex(crypto::sha256(*program)).substr(0, digest_shown);
}

view::ReadinessFacts facts_of(const Services& services, meeting::Desk& desk, LocalTime now) {
    auto& vault = desk.vault();
    view::ReadinessFacts facts;
    facts.asked = facts.known = true;
    facts.practice = vault.practice();
    facts.checked_at = now;
    facts.record = to_hex(vault.log_id());
    facts.entries = vault.size();
    for (const auto& line : *desk.home()) {
        ++facts.conferences;
        facts.closed += line->closed_at ? 1U : 0U;
    }
    facts.repairs = desk.opened().notes.size();
    facts.storage = storage_of(services, vault);
    facts.clock_doubtful = desk.clock_in_doubt();
    if (services.power != nullptr) facts.power = services.power->read();
    if (auto printing = printer_facts(desk, services.printers)) facts.printing = *printing;
    add_procedures(facts, services.library, now.date);
    add_copies(facts.copies, vault, zone_of(services.library));
    facts.program = program_digest(services);
    facts.weaker = services.weaker;
    return facts;
}

void check_signatures(Shell& shell) {
    const auto run = ++shell.drafts().readiness_run;
    shell.drafts().readiness.check.running = true;
    check_in_steps(shell, {}, [&shell, run](const view::CheckFacts& found) {
        auto& drafts = shell.drafts();
        if (drafts.readiness_run != run || !drafts.readiness.asked) return false;
        drafts.readiness.check = found;
        return true;
    });
}

}  // namespace

void look_at_readiness(Shell& shell) {
    auto& shown = shell.drafts().readiness;
    shown = {};
    shown.asked = true;
    auto found = std::make_shared<view::ReadinessFacts>();
    auto* services = &shell.services();
    const auto now = shell.now();
    shell.look(
        [found, services, now](meeting::Desk& desk) { *found = facts_of(*services, desk, now); },
        [&shell, found] {
            if (!shell.drafts().readiness.asked) return;
            found->glass = shell.services().glass;
            found->clock_doubtful = found->clock_doubtful || shell.clock_moved();
            shell.drafts().readiness = *found;
            check_signatures(shell);
        });
}

void look_at_settings(Shell& shell) {
    shell.drafts().settings = {};
    shell.drafts().settings.asked = true;
    auto found = std::make_shared<view::SettingsFacts>();
    auto* services = &shell.services();
    const auto today = shell.now().date;
    shell.look(
        [found, services, today](meeting::Desk& desk) {
            auto& files = services->ports.files;
            view::ReadinessFacts told;
            add_procedures(told, services->library, today);
            found->asked = found->known = true;
            found->procedures = std::move(told.procedures);
            found->holidays = std::move(told.holidays);
            found->left_out = std::move(told.left_out);
            if (const auto slots = crypto::Keyslots::list(files, services->directory))
                found->chairs = slots->size();
            const auto escrow = crypto::Keyslots::escrow(files, services->directory);
            found->recovery_keys = escrow && escrow->has_value();
            if (const auto address = kept_address(desk.vault())) found->address = *address;
            if (const auto pairing = send::kept_pairing(desk.vault()))
                found->centre = pairing->name;
            found->program = program_digest(*services);
        },
        [&shell, found] {
            if (shell.drafts().settings.asked) shell.drafts().settings = *found;
        });
}

void save_readiness(Shell& shell) {
    auto* files = &shell.services().ports.files;
    const auto& facts = shell.drafts().readiness;
    auto text = view::readiness_report(facts);
    auto time = shell.now().clock();
    time.erase(std::remove(time.begin(), time.end(), ':'), time.end());
    auto name = "readiness-" + shell.now().date.iso() + "-" + time + ".txt";
    shell.work(
        [files, text = std::move(text), name = std::move(name)](meeting::Desk&,
                                                                meeting::Meeting*) -> Result<void> {
            const auto folder = CPC_TRY(find_stick(*files));
            return write_whole(*files, folder + "/" + name, view_of(text));
        },
        view::say("ready.saved"));
}

}  // namespace cpc::kiosk
