// SPDX-License-Identifier: Apache-2.0
#include "core/store/purge.hpp"

#include <algorithm>

#include "core/base/limits.hpp"
#include "core/record/type_rules.hpp"
#include "core/store/cut_out.hpp"

namespace cpc::store {
namespace {

using Inside = VaultMaker::Inside;

constexpr const char* unchanged = "Nothing was removed and nothing else was changed.";
constexpr const char* decided =
    "The record is safe. Either nothing is removed, or all of it is: lock the tablet and open it "
    "again, which carries out what is left to do. Until then nothing is recorded.";

Failure refused(std::string what, const ConferenceId& conference) {
    return fail(Fault::refused, std::move(what), "conference " + conference.hex(), unchanged);
}

Result<PurgeView> look(Inside& vault, const ConferenceId& conference) {
    const auto* list = vault.index.entries_of(conference);
    if (conference.empty() || list == nullptr)
        return fail(Fault::not_found, "This record has no such conference.", conference.hex(),
                    unchanged);
    if (const auto* before = vault.erased.of_conference(conference))
        return refused("Its content is gone already: " + before->sentence() + ".", conference);
    PurgeView out;
    out.of_conference = list->size();
    out.last_seq = list->back();
    bool closed = false;
    for (const auto seq : *list) {
        const auto raw = CPC_TRY(vault.journal.read(vault.index.at(seq).place));
        const auto header = CPC_TRY(record::parse(raw.entry)).header;
        if (header.type == record::type::conference_closed) {
            closed = true;
            out.closed = header.wall;
            out.closed_seq = seq;
        }
        if (raw.ciphertext.empty()) continue;
        out.entries.push_back(seq);
        out.bytes += raw.ciphertext.size();
    }
    if (!closed) return refused("The conference is not closed.", conference);
    if (out.entries.empty()) return refused("It has no content on this tablet.", conference);
    return out;
}

// The receipt is of this record, and of every entry of the conference.
Result<ProvedElsewhere> covered(Inside& vault, const ConferenceId& conference,
                                const PurgeView& view, ByteView receipt,
                                const ReceiptReader& reader) {
    if (receipt.empty() || receipt.size() > limits::receipt_bytes_max || !reader)
        return refused("There is no receipt of level 2.", conference);
    const auto proved = CPC_TRY(reader(receipt));
    if (proved.size <= view.last_seq || proved.size > vault.index.size())
        return refused("The receipt of level 2 does not reach as far as its last entry.",
                       conference);
    if (vault.index.root_at(proved.size) != proved.root)
        return refused("The receipt of level 2 is of another history than this record.",
                       conference);
    const auto& all = *vault.index.entries_of(conference);
    for (const auto seq : proved.but_not)
        if (std::find(all.begin(), all.end(), seq) != all.end())
            return refused("The receipt of level 2 holds its entry " + std::to_string(seq) +
                               " back: it is not received.",
                           conference);
    return proved;
}

Result<CutOut> compose(Inside& vault, const ConferenceId& conference, const PurgeView& view,
                       const ProvedElsewhere& proved, ByteView receipt) {
    record::Purged what;
    what.conference = conference;
    what.entries = view.entries;
    what.chair = vault.chair.public_key();
    what.confirmed = proved.size;
    what.receipt.assign(receipt.begin(), receipt.end());
    what.closed = view.closed;
    AppendRequest append;
    append.type = record::type::purged;
    append.payload = record::encode_event(what);
    append.signers = {{&vault.chair, record::Role::chair}};
    CPC_TRY(vault.check_request(append));
    auto signers = append.signers;
    return judged_as_at_open(vault, CPC_TRY(vault.compose(append, signers)), unchanged);
}

// Small state that was written while the new files were built: it is not under the mutex.
Result<void> follow_rows(Inside& vault, EntryStore& old, const CutOut& cut,
                         const Rewrite::Rows& built) {
    auto now = CPC_TRY(Rewrite::rows_of(old));
    for (auto row = now.begin(); row != now.end();)
        row = cut.erased.takes_row(row->first) ? now.erase(row) : std::next(row);
    if (now == built) return {};
    auto fresh =
        CPC_TRY(EntryStore::open(vault.directory + "/" + cut_out_names.store, vault.keys.database,
                                 Database::Mode::read_write, vault.ports.database_vfs));
    const auto follow = [&](EntryStore& rows) -> Result<void> {
        for (const auto& row : built)
            if (now.count(row.first) == 0) CPC_TRY(rows.erase_state(row.first));
        for (const auto& [key, value] : now)
            CPC_TRY(rows.put_state(key, value));
        return {};
    };
    CPC_TRY(fresh.write({}, follow));
    if (CPC_TRY(Rewrite::rows_of(fresh)) == now) return {};
    return not_the_same("its small state", unchanged);
}

// The files that are in use change their names, and what is in use is read from them anew.
Result<void> exchange(Inside& vault, const CutOut& cut, const Rewrite::Rows& built) {
    std::optional<Recovered> found;
    const auto done = vault.writer.replace([&](EntryStore old) -> Result<EntryStore> {
        CPC_TRY(follow_rows(vault, old, cut, built));
        { const EntryStore closed = std::move(old); }
        CPC_TRY(put_in_place(vault.ports, vault.directory));
        found = CPC_TRY(recover(vault.ports, vault.directory, vault.keys));
        return std::move(found->store);
    });
    if (!done) {
        auto error = done.error();
        error.advice = decided;
        return Failure{std::move(error)};
    }
    vault.journal = std::move(found->journal);
    vault.journal.when_full([held = vault.space] { return held->release(); });
    vault.index = std::move(found->index);
    vault.erased = std::move(found->erased);
    return {};
}

}  // namespace

Result<PurgeView> look_at_purge(Vault& vault, const ConferenceId& conference) {
    auto& inside = VaultMaker::inside(vault);
    const std::lock_guard lock(inside.mutex);
    return look(inside, conference);
}

Result<Erased> purge(Vault& vault, const ConferenceId& conference, ByteView receipt,
                     const ReceiptReader& reader) {
    if (vault.closed()) return Failure{*vault.closed()};
    CPC_TRY(vault.settle());
    auto& inside = VaultMaker::inside(vault);
    const std::lock_guard lock(inside.mutex);
    inside.signatory.rouse();
    CPC_TRY(inside.writer.sound());
    const auto view = CPC_TRY(look(inside, conference));
    const auto proved = CPC_TRY(covered(inside, conference, view, receipt, reader));
    const auto cut = CPC_TRY(compose(inside, conference, view, proved, receipt));
    const auto rows =
        CPC_TRY(build_without(inside.ports, inside, cut, "Removing a conference", unchanged));
    CPC_TRY(exchange(inside, cut, rows));
    return cut.erased.all().back();
}

}  // namespace cpc::store
