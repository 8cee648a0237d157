// SPDX-License-Identifier: Apache-2.0
// The acts that look after a central service: withdrawing a tablet, backup, restore, health,
// migrate.
#include "app/central/acts.hpp"
#include "app/central/say.hpp"
#include "app/central/store_choice.hpp"
#include "sync/postgres/migrate.hpp"
#include "sync/service/backup.hpp"

namespace cpc::central {
namespace {

std::string counted(const service::BackupFacts& facts) {
    return std::to_string(facts.logs) + " logs, " + std::to_string(facts.entries) + " entries, " +
           std::to_string(facts.receipts) + " receipts, " + std::to_string(facts.bytes) + " bytes";
}

Result<std::optional<Hash32>> find_log(service::RecordStore& store, const std::string& prefix) {
    constexpr std::size_t least = 8;
    if (prefix.size() < least)
        return fail(Fault::refused, "--log needs at least 8 characters of the log's id.", prefix);
    std::optional<Hash32> out;
    for (const auto& row : CPC_TRY(store.logs())) {
        if (to_hex(row.log_id).substr(0, prefix.size()) != prefix) continue;
        if (out)
            return fail(Fault::refused, "More than one log begins so.", prefix, "Give more of it.");
        out = row.log_id;
    }
    return out;
}

Result<std::string> withdraw(World& world, const Settings& settings) {
    auto central = CPC_TRY(open_central(world, settings));
    const auto log = CPC_TRY(find_log(central.store(), settings.log));
    if (!log)
        return fail(Fault::not_found, "No tablet is enrolled with such a log.", settings.log,
                    "Nothing was changed. The list is on the staff page.");
    CPC_TRY(central.revoke(*log, settings.why));
    return to_hex(*log).substr(0, 16);
}

Result<service::FsckReport> bring_back(World& world, const Settings& settings) {
    auto central = CPC_TRY(open_central(world, settings));
    const auto keys =
        CPC_TRY(service::open_keys(world.files, settings.data, key_file(world.files)));
    const auto facts =
        CPC_TRY(service::restore_backup(central.store(), keys, world.files, settings.from));
    say("Restored: " + counted(facts) + ". Everything is now computed again.");
    CPC_TRY(central.accept_as_given());
    return central.fsck();
}

}  // namespace

int revoke(const Settings& settings) {
    World world;
    const auto log = withdraw(world, settings);
    if (!log) return say_why(log.error());
    say("Withdrawn: log " + *log + ". Nothing more is taken from it; what it sent is kept.");
    return done;
}

int backup(const Settings& settings) {
    World world;
    const auto facts = [&]() -> Result<service::BackupFacts> {
        auto open = CPC_TRY(open_store(world.files, settings));
        return service::write_backup(*open.store, open.keys, world.files, settings.to);
    }();
    if (!facts) return say_why(facts.error());
    say("Backed up and read back: " + counted(*facts) + ".");
    say("It opens with this central's keys only. Keep keys.cps, central.json and central.key "
        "somewhere else.");
    return done;
}

int restore(const Settings& settings) {
    World world;
    if (settings.verify_only) {
        const auto facts = [&]() -> Result<service::BackupFacts> {
            const auto keys =
                CPC_TRY(service::open_keys(world.files, settings.data, key_file(world.files)));
            return service::check_backup(keys, world.files, settings.from);
        }();
        if (!facts) return say_why(facts.error());
        say("Whole: " + counted(*facts) + ". Nothing was restored.");
        return done;
    }
    const auto report = bring_back(world, settings);
    if (!report) return say_why(report.error());
    for (const auto& line : report->damage)
        say("damage: " + line);
    say(report->whole() ? "All whole. Tablets send again whatever came after this backup."
                        : "Not whole. Do not serve from it; use another backup.");
    return report->whole() ? done : found_wrong;
}

int health(const Settings& settings) {
    World world;
    const auto open = open_store(world.files, settings);
    if (!open && open.error().fault == Fault::locked_out) {
        say("store: embedded, in use by the running service. Ask it: GET /health");
        return done;
    }
    if (!open) return say_why(open.error());
    const auto lines = [&]() -> Result<std::string> {
        auto& store = *open->store;
        const auto logs = CPC_TRY(store.logs());
        std::size_t frozen = 0;
        for (const auto& log : logs)
            frozen += log.frozen ? 1 : 0;
        return "store: " + settings.store +
               ", answers and is durable\nlogs: " + std::to_string(logs.size()) +
               "\nfrozen: " + std::to_string(frozen) +
               "\nreceipts: " + std::to_string(CPC_TRY(store.receipt_count())) +
               "\nfree-bytes: " + std::to_string(CPC_TRY(world.files.free_bytes(settings.data)));
    }();
    if (!lines) return say_why(lines.error());
    say(*lines);
    return done;
}

int migrate(const Settings& settings) {
    World world;
    if (settings.store != "postgres") {
        const auto open = open_store(world.files, settings);
        if (!open) return say_why(open.error());
        say("The embedded store is up to date.");
        return done;
    }
    const auto result = [&]() -> Result<postgres::Migrated> {
        const auto keys =
            CPC_TRY(service::open_keys(world.files, settings.data, key_file(world.files)));
        const auto options = CPC_TRY(database_options(settings));
        return postgres::migrate(
            options, keys.store_key, world.clock.read().wall,
            settings.accept_schema ? postgres::Bent::accept : postgres::Bent::refuse);
    }();
    if (!result) return say_why(result.error());
    for (const auto& step : result->done)
        say("done: " + step);
    for (const auto& line : result->accepted)
        say("accepted: " + line);
    say("The database is up to date. Serve with a login that is a member of cpc_ingest only.");
    return done;
}

}  // namespace cpc::central
