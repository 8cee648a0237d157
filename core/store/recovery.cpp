// SPDX-License-Identifier: Apache-2.0
#include "core/store/recovery.hpp"

#include <algorithm>

#include "core/base/check.hpp"
#include "core/record/type_rules.hpp"

namespace cpc::store {
namespace {

constexpr std::uint64_t read_at_once = 1U << 20U;
constexpr std::size_t batch = 256;
constexpr int copies_max = 9;  // of damaged files, of each kind

enum class Preferred : std::uint8_t { journal, store };

Result<RawEntry> read_from(JournalCopy& journal, StoreCopy& store, std::uint64_t seq,
                           bool from_store) {
    if (from_store) return store.store->read(seq);
    return journal.journal->read(journal.held[seq]->place);
}

// One entry as a copy holds it: nothing if it is not whole there, or its content is missing and
// nobody erased it. What is erased is taken away, and `unerased` set if it was still there.
Result<std::optional<RawEntry>> version_in(JournalCopy& journal, StoreCopy& store,
                                           std::uint64_t seq, bool of_store, const Erasures& erased,
                                           bool& unerased) {
    const bool there = of_store ? store.digest_at(seq).has_value()
                                : seq < journal.held.size() && journal.held[seq].has_value();
    if (!there) return std::optional<RawEntry>{};
    auto raw = CPC_TRY(read_from(journal, store, seq, of_store));
    if (is_bare(raw) && erased.of_entry(seq) == nullptr) return std::optional<RawEntry>{};
    const auto before = digest_of(raw);
    raw = erased.without(std::move(raw));
    if (digest_of(raw) != before) unerased = true;
    return std::optional{std::move(raw)};
}

Result<History> try_history(JournalCopy& journal, StoreCopy& store, const Hash32& log_id,
                            const Erasures& erased, Preferred preferred) {
    History out{LogIndex{log_id}, {}, false, false, erased};
    const std::uint64_t size = std::max<std::uint64_t>(journal.held.size(), store.reach());
    for (std::uint64_t seq = 0; seq < size; ++seq) {
        const auto in_journal =
            CPC_TRY(version_in(journal, store, seq, false, erased, out.journal_unerased));
        const auto in_store =
            CPC_TRY(version_in(journal, store, seq, true, erased, out.store_unerased));
        if (!in_journal && !in_store)
            return fail(Fault::damaged, "An entry is whole in neither copy of the record.",
                        name_entries(lost_entries(journal, store)));
        const bool from_store = !in_journal || (in_store && preferred == Preferred::store);
        const bool framed = seq < journal.held.size() && journal.held[seq].has_value();
        const FramePlace place = framed ? journal.held[seq]->place : FramePlace{};
        CPC_TRY(out.index.add(from_store ? *in_store : *in_journal, place));
        out.from_store.push_back(from_store);
        if (!in_journal) out.journal_wrong = true;
        if (!in_store && store.digest_at(seq)) out.store_wrong = true;
        if (in_journal && in_store && *in_journal != *in_store)
            (from_store ? out.journal_wrong : out.store_wrong) = true;
    }
    return out;
}

Failure no_history(Error why) {
    why.advice =
        "Nothing was changed. Both copies are hurt in the same place or contradict each other. "
        "Keep the tablet as it is. 'cpc store salvage' writes out every entry that is whole and "
        "names those that are not; the last bundle sent holds everything up to it.";
    return Failure{std::move(why)};
}

Result<void> copy_file(Files& files, const std::string& from, const std::string& to) {
    auto source = CPC_TRY(files.open(from, OpenMode::read_only));
    auto target = CPC_TRY(files.open(to, OpenMode::create_new));
    const auto size = CPC_TRY(source->size());
    for (std::uint64_t at = 0; at < size;) {
        Bytes part(static_cast<std::size_t>(std::min(read_at_once, size - at)));
        CPC_TRY(source->read_at(at, part));
        CPC_TRY(target->write_at(at, part));
        at += part.size();
    }
    return target->sync_data();
}

// For whoever wants to know later what happened to it.
void keep_aside(Files& files, const std::string& path, const Erasures& erased, OpenReport& report) {
    if (!files.exists(path)) return;
    if (!erased.empty()) {
        report.notes.push_back(
            "The damaged file was not kept aside: it might hold keys of what was erased or "
            "purged.");
        return;
    }
    for (int i = 1; i <= copies_max; ++i) {
        const std::string aside = path + ".damaged-" + std::to_string(i);
        if (files.exists(aside)) continue;
        if (copy_file(files, path, aside)) {
            report.notes.push_back("The damaged file was kept beside the others as .damaged-" +
                                   std::to_string(i) + ".");
            return;
        }
        if (files.exists(aside)) (void)files.remove(aside);
        break;
    }
    report.notes.push_back("The damaged file could not be kept aside.");
}

LogIdentity copy_of(const LogIdentity& identity) {
    return {identity.log_id, identity.device_seed.clone()};
}

// A whole new journal takes the old one's name in one step.
Result<Journal> rewrite_journal(Ports ports, const std::string& directory, const StoreKeys& keys,
                                const LogIdentity& identity, JournalCopy& journal, StoreCopy& store,
                                History& history) {
    const std::string path = directory + "/" + journal_file;
    const std::string fresh = path + ".new";
    CPC_TRY(remove_if_there(ports.files, fresh));
    auto out = CPC_TRY(Journal::create(ports.files, ports.entropy, fresh, keys.journal, identity));
    for (std::uint64_t seq = 0; seq < history.index.size(); ++seq) {
        const auto raw = history.erased.without(
            CPC_TRY(read_from(journal, store, seq, history.from_store[seq])));
        history.index.move_to(seq, CPC_TRY(out.append_without_sync(raw)));
    }
    CPC_TRY(out.sync());
    CPC_TRY(ports.files.rename(fresh, path));
    CPC_TRY(ports.files.sync_directory(directory));
    return out;
}

Result<void> fill_store(EntryStore& store, Journal& journal, const LogIndex& index,
                        std::uint64_t from) {
    std::vector<RawEntry> entries;
    for (std::uint64_t seq = from; seq < index.size(); ++seq) {
        entries.push_back(CPC_TRY(journal.read(index.at(seq).place)));
        if (entries.size() < batch && seq + 1 < index.size()) continue;
        CPC_TRY(store.write(entries, {}));
        entries.clear();
    }
    return {};
}

// What can still be read of the small state; what cannot is told.
void carry_over_state(EntryStore& from, EntryStore& to, const Erasures& erased,
                      OpenReport& report) {
    const auto keys = from.state_keys("");
    std::size_t lost = 0;
    if (keys) {
        for (const auto& key : *keys) {
            if (erased.takes_row(key)) continue;
            const auto value = from.get_state(key);
            const auto task = [&](EntryStore& store) { return store.put_state(key, **value); };
            if (!value || !*value || !to.write({}, task)) ++lost;
        }
    }
    if (!keys) report.notes.push_back("The small state of the damaged store could not be read.");
    if (lost > 0)
        report.notes.push_back(std::to_string(lost) +
                               " pieces of small state could not be carried over.");
}

Result<EntryStore> rebuild_store(Ports ports, const std::string& directory, const StoreKeys& keys,
                                 Journal& journal, StoreCopy& old, const History& history,
                                 OpenReport& report) {
    const std::string path = directory + "/" + store_file;
    const std::string hot = directory + "/" + store_hot_file;
    const std::string fresh = path + ".new";
    CPC_TRY(remove_if_there(ports.files, fresh));
    CPC_TRY(remove_if_there(ports.files, fresh + "-journal"));
    {
        auto store = CPC_TRY(
            EntryStore::create(fresh, keys.database, journal.identity(), ports.database_vfs));
        CPC_TRY(fill_store(store, journal, history.index, 0));
        if (old.store)
            carry_over_state(*old.store, store, history.erased, report);
        else
            report.notes.push_back("The small state of the damaged store could not be read.");
    }
    old.store.reset();
    if (history.store_wrong || !old.damage.empty())
        keep_aside(ports.files, path, history.erased, report);
    // A rollback journal left by the old file must not be played into the new one.
    CPC_TRY(remove_if_there(ports.files, hot));
    CPC_TRY(ports.files.sync_directory(directory));
    CPC_TRY(ports.files.rename(fresh, path));
    CPC_TRY(ports.files.sync_directory(directory));
    return EntryStore::open(path, keys.database, Database::Mode::read_write, ports.database_vfs);
}

Result<LogIdentity> identity_of(const JournalCopy& journal, const StoreCopy& store) {
    if (journal.journal && store.store &&
        journal.journal->identity().log_id != store.store->identity().log_id)
        return fail(Fault::conflict, "The journal and the store belong to different logs.");
    if (journal.journal) return copy_of(journal.journal->identity());
    if (store.store) return copy_of(store.store->identity());
    return fail(Fault::damaged, "Neither the journal nor the store can be opened.");
}

std::string first_of(const std::vector<CopyDamage>& damage, const char* otherwise) {
    return damage.empty() ? otherwise : damage.front().what;
}

// The everyday case: the journal is whole, and the store is the same as far as it goes.
bool same_as_far_as_it_goes(const JournalCopy& journal, const StoreCopy& store) {
    const auto count = store.digests.size();
    const bool whole = journal.index && journal.index->size() == journal.held.size();
    if (!whole || count > journal.held.size()) return false;
    for (std::size_t seq = 0; seq < count; ++seq)
        if (journal.held[seq]->digest != store.digests[seq]) return false;
    return true;
}

Result<bool> fits(JournalCopy& journal, std::uint64_t last) {
    if (journal.misfit) return *journal.misfit != last;
    if (!journal.index || journal.index->size() != last + 1) return true;  // not for us to say
    const auto raw = CPC_TRY(journal.journal->read(journal.held[last]->place));
    const auto entry = CPC_TRY(record::parse(raw.entry));
    const auto signer = [&](const Hash32& kid) { return journal.index->signer(kid); };
    return record::check_signatures(entry, signer).has_value();
}

// An entry is acknowledged only when its signatures have been found to fit, and its frame is taken
// back when they do not. If the power went between the two, it is the last frame, the store has
// never seen it, and nobody was told of it. True: it was taken back now.
Result<bool> take_back_unchecked(JournalCopy& journal, const StoreCopy& store) {
    const auto size = journal.held.size();
    const bool alone = size > store.digests.size() && store.store && store.damage.empty();
    if (!alone || !journal.damage.empty() || CPC_TRY(fits(journal, size - 1))) return false;
    CPC_TRY(journal.journal->take_back(journal.held.back()->place));
    return true;
}

}  // namespace

std::vector<std::uint64_t> lost_entries(const JournalCopy& journal, const StoreCopy& store) {
    std::vector<std::uint64_t> out;
    const std::uint64_t size = std::max<std::uint64_t>(journal.held.size(), store.reach());
    for (std::uint64_t seq = 0; seq < size; ++seq)
        if (!(seq < journal.held.size() && journal.held[seq]) && !store.digest_at(seq))
            out.push_back(seq);
    return out;
}

std::string name_entries(const std::vector<std::uint64_t>& numbers) {
    std::string out = numbers.size() == 1 ? "entry " : "entries ";
    for (std::size_t i = 0; i < numbers.size();) {
        std::size_t last = i;
        while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1)
            ++last;
        if (i != 0) out += ", ";
        out += std::to_string(numbers[i]);
        if (last != i) out += "–" + std::to_string(numbers[last]);
        i = last + 1;
    }
    return out;
}

Result<void> remove_leftovers(Ports ports, const std::string& directory, std::string_view but_not) {
    std::vector<std::string> names = {"verify-copy.db", "verify-copy.db-journal"};
    for (const std::string name : {journal_file, store_file}) {
        names.push_back(name + ".new");
        names.push_back(name + ".new-journal");
        for (int i = 1; i <= copies_max; ++i)
            names.push_back(name + ".damaged-" + std::to_string(i));
    }
    for (const auto& name : names)
        if (name != but_not) CPC_TRY(remove_if_there(ports.files, directory + "/" + name));
    return ports.files.sync_directory(directory);
}

Result<History> find_history(JournalCopy& journal, StoreCopy& store, const StoreKeys& keys) {
    const auto identity = CPC_TRY(identity_of(journal, store));
    auto erased_there = erasures_in(journal, store, keys);
    if (!erased_there) {
        const auto lost = lost_entries(journal, store);
        if (lost.empty()) return Failure{std::move(erased_there.error())};
        return fail(Fault::damaged, "An entry is whole in neither copy of the record.",
                    name_entries(lost));
    }
    auto& erased = *erased_there;
    if (same_as_far_as_it_goes(journal, store) && journal.index->lies_as(erased)) {
        std::vector<bool> from_store(journal.held.size(), false);
        return History{std::move(*journal.index), std::move(from_store), false, false,
                       std::move(erased)};
    }
    auto by_journal = try_history(journal, store, identity.log_id, erased, Preferred::journal);
    if (by_journal && !by_journal->store_wrong) return by_journal;
    auto by_store = try_history(journal, store, identity.log_id, erased, Preferred::store);
    if (by_journal && by_store && by_journal->index.root() != by_store->index.root())
        return fail(
            Fault::conflict,
            "The journal and the store hold two different histories, each valid in itself.");
    if (by_journal) return by_journal;
    return by_store;
}

namespace {

// More than the one frame that can be under way is spoiled at the journal's end, or nothing at all
// is left of either: then it cannot be said that nobody had been told of it.
std::optional<Error> lost_at_the_end(const JournalCopy& journal, const StoreCopy& store,
                                     const History& history) {
    const auto size = history.index.size();
    const bool at_the_end = journal.scan.tail_holds_more && size == journal.held.size();
    const bool altogether = size == 0 && journal.scan.tail && !store.damage.empty();
    if (!at_the_end && !altogether) return std::nullopt;
    return Error{Fault::damaged,
                 "Entries at the end of the journal are damaged, and the store does not have them.",
                 "entry " + std::to_string(size) + " and what follows",
                 {}};
}

}  // namespace

Result<Recovered> recover(Ports ports, const std::string& directory, const StoreKeys& keys) {
    const std::string journal_path = directory + "/" + journal_file;
    auto [journal, store] = CPC_TRY(look_at_both(ports, directory, keys));
    const bool taken_back = CPC_TRY(take_back_unchecked(journal, store));
    if (taken_back)
        journal = CPC_TRY(look_at_journal(ports, journal_path, keys, Journal::Access::append));
    auto history = find_history(journal, store, keys);
    if (!history) return no_history(std::move(history.error()));
    if (auto lost = lost_at_the_end(journal, store, *history)) return no_history(std::move(*lost));
    const auto identity = CPC_TRY(identity_of(journal, store));

    OpenReport report;
    std::vector<std::string> faults;
    report.repaired_journal = history->journal_wrong || !journal.damage.empty();
    report.repaired_store = history->store_wrong || !store.damage.empty();
    for (const std::string name : {journal_file, store_file})
        for (const auto* tail : {".new", ".new-journal"})  // of what was broken off before it held
            CPC_TRY(remove_if_there(ports.files, directory + "/" + name + tail));
    const bool unerased = history->journal_unerased || history->store_unerased;
    if (unerased) {
        report.notes.push_back(
            "Content that had been erased or purged was still in one of the two copies, because "
            "the "
            "power went or an older file was put back. It is gone from both now.");
        CPC_TRY(remove_leftovers(ports, directory));
    }
    if (report.repaired_journal || history->journal_unerased) {
        if (report.repaired_journal) {
            faults.push_back("The journal was repaired from the store. " +
                             first_of(journal.damage, "It lacked entries."));
            keep_aside(ports.files, journal_path, history->erased, report);
        }
        journal.journal =
            CPC_TRY(rewrite_journal(ports, directory, keys, identity, journal, store, *history));
    } else {
        // What it ends in was never acknowledged, as far as can be told; a store that is damaged
        // cannot tell, and then it is kept.
        if (journal.scan.tail && report.repaired_store)
            keep_aside(ports.files, journal_path, history->erased, report);
        if (journal.scan.tail)
            report.notes.push_back(
                "The journal ended in an unfinished entry that had never been acknowledged.");
        CPC_TRY(journal.journal->resume(journal.scan));
    }
    if (report.repaired_store || history->store_unerased) {
        if (report.repaired_store)
            faults.push_back("The store was rebuilt from the journal. " +
                             first_of(store.damage, "It held something else than the journal."));
        store.store = CPC_TRY(
            rebuild_store(ports, directory, keys, *journal.journal, store, *history, report));
    } else {
        CPC_TRY(fill_store(*store.store, *journal.journal, history->index, store.digests.size()));
    }
    if (taken_back)
        report.notes.push_back(
            "The journal's last entry had a signature that does not fit. It had never been "
            "acknowledged and was taken back.");
    report.entries = history->index.size();
    report.notes.insert(report.notes.begin(), faults.begin(), faults.end());
    return Recovered{std::move(*journal.journal), std::move(*store.store),
                     std::move(history->index),   std::move(report),
                     std::move(faults),           std::move(history->erased)};
}

}  // namespace cpc::store
