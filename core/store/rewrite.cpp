// SPDX-License-Identifier: Apache-2.0
#include "core/store/rewrite.hpp"

namespace cpc::store {
namespace {

constexpr std::size_t batch = 256;
constexpr std::uint64_t room_to_spare = 8U << 20U;

}  // namespace

Failure not_the_same(const char* what, const std::string& unchanged) {
    return fail(Fault::damaged,
                std::string{"The rewritten record does not read back as the old one: "} + what, {},
                unchanged);
}

Result<Rewrite::Rows> Rewrite::rows_of(EntryStore& store) {
    Rows out;
    for (const auto& key : CPC_TRY(store.state_keys("")))
        if (const auto value = CPC_TRY(store.get_state(key))) out[key] = *value;
    return out;
}

Result<void> Rewrite::remove_old() {
    for (const auto& name :
         {path(names_.journal), path(names_.store), path(names_.store) + "-journal"})
        if (ports_.files.exists(name)) CPC_TRY(ports_.files.remove(name));
    return ports_.files.sync_directory(directory_);
}

void Rewrite::abandon() {
    (void)remove_old();
}

Result<void> Rewrite::enough_room(const Plan& plan) {
    std::uint64_t wanted = room_to_spare;
    for (const auto* name : {journal_file, store_file}) {
        auto file = CPC_TRY(ports_.files.open(path(name), OpenMode::read_only));
        wanted += CPC_TRY(file->size());
    }
    if (CPC_TRY(ports_.files.free_bytes(directory_)) >= wanted) return {};
    return fail(Fault::no_space,
                plan.purpose + " writes the record a second time, and there is no room for it.",
                directory_,
                plan.unchanged + " Free " + std::to_string((wanted >> 20U) + 1) +
                    " MiB on the disk and try again.");
}

Result<void> Rewrite::write_journal(const LogIdentity& identity, const Plan& plan) {
    auto journal = CPC_TRY(Journal::create(ports_.files, ports_.entropy, path(names_.journal),
                                           keys_.journal, identity));
    for (std::uint64_t seq = 0; seq < plan.size; ++seq) {
        const auto raw = CPC_TRY(plan.entry(seq));
        CPC_TRY(journal.append_without_sync(raw));
    }
    return journal.sync();
}

// From the new journal, so that both hold the same wraps.
Result<void> Rewrite::write_store(const LogIdentity& identity, const Plan& plan) {
    auto looked =
        CPC_TRY(look_at_journal(ports_, path(names_.journal), keys_, Journal::Access::read));
    if (!looked.journal) return not_the_same("the journal's head", plan.unchanged);
    auto store = CPC_TRY(
        EntryStore::create(path(names_.store), keys_.database, identity, ports_.database_vfs));
    std::vector<RawEntry> entries;
    for (const auto& held : looked.held) {
        if (!held) return not_the_same("an entry is missing", plan.unchanged);
        entries.push_back(CPC_TRY(looked.journal->read(held->place)));
        if (entries.size() < batch) continue;
        CPC_TRY(store.write(entries, {}));
        entries.clear();
    }
    return store.write(entries, [&](EntryStore& rows) -> Result<void> {
        for (const auto& [key, value] : plan.rows)
            CPC_TRY(rows.put_state(key, value));
        return {};
    });
}

// Both files, from the disk, as verify would read them.
Result<void> Rewrite::read_back(const Plan& plan) {
    const auto journal =
        CPC_TRY(look_at_journal(ports_, path(names_.journal), keys_, Journal::Access::read));
    const bool whole = journal.damage.empty() && journal.index &&
                       journal.index->size() == plan.size && journal.index->root() == plan.root;
    if (!whole) return not_the_same("the journal's root", plan.unchanged);
    auto store =
        CPC_TRY(look_at_store(ports_, path(names_.store), keys_, Database::Mode::read_only));
    if (!store.store || !store.damage.empty() || store.digests.size() != plan.size)
        return not_the_same("the store's entries", plan.unchanged);
    for (std::uint64_t seq = 0; seq < plan.size; ++seq)
        if (journal.held[seq]->digest != store.digests[seq])
            return not_the_same("journal and store differ", plan.unchanged);
    CPC_TRY(plan.check(*journal.index));
    if (CPC_TRY(rows_of(*store.store)) != plan.rows)
        return not_the_same("its small state", plan.unchanged);
    return {};
}

Result<void> Rewrite::build(const LogIdentity& identity, const Plan& plan) {
    CPC_TRY(remove_old());
    CPC_TRY(enough_room(plan));
    CPC_TRY(write_journal(identity, plan));
    CPC_TRY(write_store(identity, plan));
    CPC_TRY(read_back(plan));
    return ports_.files.sync_directory(directory_);
}

}  // namespace cpc::store
