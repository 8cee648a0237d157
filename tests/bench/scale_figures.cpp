// SPDX-License-Identifier: Apache-2.0
// A large record: what opening it costs beside hashing its bytes, what auditing it costs beside
// verifying Ed25519, and whether the home screen notices how many conferences there are.
#include <malloc.h>

#include <fstream>

#include "core/crypto/hash.hpp"
#include "core/crypto/keyslot.hpp"
#include "core/store/audit.hpp"
#include "core/store/copies.hpp"
#include "tests/bench/big_store.hpp"
#include "tests/bench/raw_verify.hpp"
#include "tests/bench/room.hpp"

namespace cpc::bench {
namespace {

constexpr std::size_t ordinary_conferences = 334;  // of 300 entries: 100,200
constexpr const char* ordinary = "100k";
constexpr int open_rounds = 5;
constexpr int audit_rounds = 3;
constexpr std::size_t loads = 400;
constexpr double mib = 1U << 20U;

struct Took {
    double wall_ms = 0;
    double processor = 0;
};

template <class Do>
Result<Took> timed(const Do& work) {
    const double cpu = processor_ms();
    const double wall = now_ms();
    CPC_TRY(work());
    return Took{now_ms() - wall, processor_ms() - cpu};
}

// SHA-256 over every byte of both files, as they lie there; reading them is not counted.
Result<Took> hash_all(Files& files, const BigStore& big) {
    Bytes piece(1U << 20U);
    Took sum;
    for (const auto* name : {store::journal_file, store::store_file}) {
        const auto file = CPC_TRY(files.open(big.folder + "/" + name, OpenMode::read_only));
        const auto size = CPC_TRY(file->size());
        for (std::uint64_t at = 0; at < size;) {
            const auto part =
                static_cast<std::size_t>(std::min<std::uint64_t>(piece.size(), size - at));
            CPC_TRY(file->read_at(at, std::span{piece}.first(part)));
            const double cpu = processor_ms();
            const double before = now_ms();
            (void)crypto::sha256(ByteView{piece}.first(part));
            sum.wall_ms += now_ms() - before;
            sum.processor += processor_ms() - cpu;
            at += part;
        }
    }
    return sum;
}

struct Opened {
    Series wall;
    Series processor;
    Series hashes;
    Series hashes_processor;
    Series journal;  // processor time of each part alone
    Series database;
};

Result<Opened> open_series(const BigStore& big, int rounds) {
    Room room;
    const auto secret = crypto::SecretBytes::from(passphrase);
    const auto unlocked =
        CPC_TRY(crypto::Keyslots::unlock(room.system, big.folder, secret, crypto::Repair::none));
    const auto keys = store::StoreKeys::from_master(unlocked.master);
    const auto unlock_alone = [&]() -> Result<void> {
        CPC_TRY(crypto::Keyslots::unlock(room.system, big.folder, secret, crypto::Repair::none));
        return {};
    };
    const auto open_all = [&]() -> Result<void> {
        CPC_TRY(store::Vault::open(room.ports(), big.folder, secret));
        return {};
    };
    const auto journal_alone = [&]() -> Result<void> {
        CPC_TRY(store::look_at_journal(room.ports(), big.folder + "/" + store::journal_file, keys,
                                       store::Journal::Access::read));
        return {};
    };
    const auto database_alone = [&]() -> Result<void> {
        CPC_TRY(store::look_at_store(room.ports(), big.folder + "/" + store::store_file, keys,
                                     store::Database::Mode::read_only));
        return {};
    };
    Opened out;
    for (int round = 0; round < rounds; ++round) {
        const auto unlock = CPC_TRY(timed(unlock_alone));
        const auto whole = CPC_TRY(timed(open_all));
        out.wall.push_back(whole.wall_ms - unlock.wall_ms);
        out.processor.push_back(whole.processor - unlock.processor);
        const auto hashed = CPC_TRY(hash_all(room.system, big));
        out.hashes.push_back(hashed.wall_ms);
        out.hashes_processor.push_back(hashed.processor);
        out.journal.push_back(CPC_TRY(timed(journal_alone)).processor);
        out.database.push_back(CPC_TRY(timed(database_alone)).processor);
    }
    return out;
}

Figure open_figure(const std::string& name, const BigStore& big, const Opened& opened) {
    const double ours = median(opened.wall);
    const double theirs = median(opened.hashes);
    const auto each = static_cast<double>(big.entries) / 1e3;
    return {name,
            "opening a large record once its keys are there / SHA-256 over both of its files",
            "×",
            1.5,
            ours / theirs,
            number(ours, 0) + " ms / " + number(theirs, 0) + " ms, medians of " +
                std::to_string(opened.wall.size()) + "; " + std::to_string(big.entries) +
                " entries in " + number(static_cast<double>(big.journal_bytes) / mib, 0) + " + " +
                number(static_cast<double>(big.store_bytes) / mib, 0) +
                " MiB. Processor time, in µs for each entry: " +
                number(median(opened.processor) / each, 1) + " altogether, of which the journal " +
                number(median(opened.journal) / each, 1) + " and the database " +
                number(median(opened.database) / each, 1) + "; hashing " +
                number(median(opened.hashes_processor) / each, 1) + ". Made in " +
                number(big.made_in_s, 0) + " s"};
}

struct Audits {
    Series full[2];  // on one thread and on two, in ms for each signature
    Series raw[2];
    Series quick;  // whole, on one thread
    Series full_whole;
};

Result<Audits> audit_series(store::Vault& vault) {
    const auto samples = CPC_TRY(signatures_of(vault, 20'000));
    const auto note = CPC_TRY(vault.checkpoint_note());
    Audits out;
    for (int round = 0; round < audit_rounds; ++round)
        for (const unsigned threads : {1U, 2U}) {
            out.raw[threads - 1].push_back(raw_ms(samples, threads));
            const double before = now_ms();
            const auto audited = CPC_TRY(store::audit_signatures(vault, threads));
            const double took = now_ms() - before;
            CPC_CHECK(audited.clean() && audited.signatures > audited.entries);
            out.full[threads - 1].push_back(took / static_cast<double>(audited.signatures));
            out.raw[threads - 1].push_back(raw_ms(samples, threads));
            if (threads == 2) continue;
            out.full_whole.push_back(took);
            const double start = now_ms();
            CPC_CHECK(CPC_TRY(store::audit_against(vault, note, 1)).clean());
            out.quick.push_back(now_ms() - start);
        }
    return out;
}

Figures audit_figures(const Audits& audits, std::uint64_t entries) {
    constexpr double limit = 1 / 0.85;
    constexpr double per_second = 1e3;
    Figures out;
    for (const std::size_t i : {0U, 1U}) {
        const double ours = median(audits.full[i]);
        const double theirs = median(audits.raw[i]);
        const auto threads = std::to_string(i + 1) + (i == 0 ? " thread" : " threads");
        out.push_back({"audit-" + std::to_string(i + 1),
                       "full signature audit of an open record / libsodium's Ed25519 verify "
                       "alone, on " +
                           threads,
                       "×", limit, ours / theirs,
                       number(per_second / ours, 0) + " signatures a second / " +
                           number(per_second / theirs, 0) + ", so " + number(theirs / ours, 3) +
                           " of its rate; " + std::to_string(entries) + " entries, medians of " +
                           std::to_string(audits.full[i].size())});
    }
    const double quick = median(audits.quick);
    const double full = median(audits.full_whole);
    out.push_back({"audit-checkpoint",
                   "the root from every byte against a signed checkpoint / full signature audit",
                   "×", 0.1, quick / full,
                   number(quick, 0) + " ms / " + number(full, 0) +
                       " ms on 1 thread: " + number(full / quick, 1) + " times cheaper"});
    return out;
}

using Tablet = std::unique_ptr<meeting::Desk>;

Result<Tablet> open_tablet(Room& room, const BigStore& big) {
    auto library = CPC_TRY(meeting::Library::load(room.files, room.assets));
    return meeting::Desk::open(room.ports(), big.folder, crypto::SecretBytes::from(passphrase),
                               std::move(library));
}

Result<Figure> list_figure(meeting::Desk& desk, const std::string& detail) {
    const auto all = desk.home();
    meeting::HomeList list;
    CPC_CHECK(CPC_TRY(list.load(desk.vault())).empty());
    Series lists;
    for (std::size_t i = 0; i < loads; ++i) {
        auto line = *(*all)[(i * 7919) % all->size()];
        const double before = now_ms();
        ++line.reports_received;
        list.put(std::move(line), meeting::HomeList::Rests::on_the_record);
        std::size_t open = 0;
        for (const auto& one : *list.lines())
            open += one->closed_at ? 0 : 1;
        lists.push_back(now_ms() - before);
        CPC_CHECK(open <= all->size());
    }
    return Figure{"home-list",   "one line of the home list changed, and all of them looked at",
                  "ms",          1.0,
                  median(lists), "median of " + std::to_string(loads) + detail};
}

Result<Figures> load_figures(meeting::Desk& desk, const std::string& detail,
                             const std::string& memory) {
    const auto all = desk.home();
    Series loaded;
    double loaded_processor = 0;
    double after_few = 0;
    for (std::size_t i = 0; i < loads; ++i) {
        const auto id = (*all)[(i * 104'729) % all->size()]->id;
        CPC_TRY(desk.vault().conference(id));  // warm
        const double cpu = processor_ms();
        const double before = now_ms();
        CPC_TRY(desk.meeting(id));
        loaded.push_back(now_ms() - before);
        loaded_processor += processor_ms() - cpu;
        if (i == loads / 4) after_few = resident_mib("VmRSS:");
    }
    const double grown = resident_mib("VmRSS:") - after_few;
    return Figures{
        {"load-conference", "one conference decrypted and replayed, its pages in memory", "ms", 7.0,
         median(loaded),
         "median of " + std::to_string(loads) + ", p99 " + number(percentile(loaded, 0.99), 1) +
             " ms; processor time " + number(loaded_processor / static_cast<double>(loads), 2) +
             " ms each" + detail},
        {"load-memory",
         "what the program grew by while three quarters of those conferences were loaded", "MiB",
         8.0, grown, memory}};
}

// What making the record left behind is no memory of opening it.
void forget_what_was() {
    ::malloc_trim(0);
    std::ofstream{"/proc/self/clear_refs"} << "5";  // VmHWM begins anew
}

Result<Figures> home_figures(Room& room, const BigStore& big) {
    forget_what_was();
    const double first = now_ms();
    CPC_TRY(open_tablet(room, big));  // every line is made, and kept
    const double second = now_ms();
    const auto desk = CPC_TRY(open_tablet(room, big));
    const double third = now_ms();
    const double resident = resident_mib("VmRSS:");
    const auto detail = ", " + std::to_string(big.entries) + " entries, " +
                        std::to_string(desk->home()->size()) + " conferences";
    const auto opened = "; opened and listed in " + number((third - second) / 1e3, 1) +
                        " s, the first time, when every line had to be made, in " +
                        number((second - first) / 1e3, 1) + " s";
    const auto memory = number(resident, 0) + " MiB once open (" +
                        number(resident * mib / static_cast<double>(big.entries), 0) +
                        " bytes for each entry), " + number(resident_mib("VmHWM:"), 0) +
                        " MiB at the most";
    Figures out{CPC_TRY(list_figure(*desk, detail + opened))};
    for (auto& figure : CPC_TRY(load_figures(*desk, detail, memory)))
        out.push_back(std::move(figure));
    return out;
}

Result<Figures> all_figures(const Setting& setting, const std::string& name,
                            std::size_t conferences, int rounds) {
    BigStorePlan plan;
    plan.conferences = conferences;
    const auto big = CPC_TRY(make_big_store(setting, name, plan));
    Room room;
    room.assets = setting.assets;
    Figures out = CPC_TRY(home_figures(room, big));
    out.insert(out.begin(), open_figure("open-" + name, big, CPC_TRY(open_series(big, rounds))));
    if (name == ordinary) {
        auto vault = CPC_TRY(
            store::Vault::open(room.ports(), big.folder, crypto::SecretBytes::from(passphrase)));
        const auto audits = CPC_TRY(audit_series(vault));
        for (auto& figure : audit_figures(audits, vault.size()))
            out.push_back(std::move(figure));
    }
    if (name == ordinary) return out;
    for (auto& figure : out)
        if (figure.name.find('-' + name) == std::string::npos) figure.name += "-" + name;
    return out;
}

}  // namespace

Result<Figures> scale_figures(const Setting& setting) {
    return all_figures(setting, ordinary, ordinary_conferences, open_rounds);
}

Result<Figures> large_figures(const Setting& setting) {
    return all_figures(setting, "large", setting.conferences, 1);
}

}  // namespace cpc::bench
