// SPDX-License-Identifier: Apache-2.0
#include "core/store/cut_out.hpp"

namespace cpc::store {
namespace {

using Inside = VaultMaker::Inside;

// Exactly what is gone is missing, and every other conference's key is the one it was.
Result<void> as_intended(const Inside& vault, const LogIndex& index, const Erasures& erased,
                         const char* unchanged) {
    if (!index.lies_as(erased)) return not_the_same("content that is missing or not", unchanged);
    auto conferences = vault.index.conferences();
    conferences.push_back(ConferenceId{});
    for (const auto& id : conferences)
        for (const auto section : {record::Section::open, record::Section::restricted}) {
            const auto* before = vault.index.key_of(id, section);
            const auto* now = index.key_of(id, section);
            const bool gone = before != nullptr && erased.key_gone(before->key_id);
            const bool there = now != nullptr;
            if (there != (before != nullptr && !gone))
                return not_the_same("a conference's key", unchanged);
            if (there && (now->key_id != before->key_id || now->wrap != before->wrap))
                return not_the_same("a conference's key is another one", unchanged);
        }
    return {};
}

}  // namespace

Result<CutOut> judged_as_at_open(Inside& vault, RawEntry raw, const char* unchanged) {
    CutOut out;
    out.raw = std::move(raw);
    auto marked = vault.index.marked();
    marked.push_back(out.raw.seq);
    const auto read = [&](std::uint64_t seq) -> Result<RawEntry> {
        if (seq == out.raw.seq) return out.raw;
        return vault.journal.read(vault.index.at(seq).place);
    };
    const auto key = CPC_TRY(vault.key_of(ConferenceId{}, record::Section::open));
    out.erased = CPC_TRY(Erasures::read_from(marked, read, {key, vault.device.public_key()}));
    const auto& all = out.erased.all();
    if (all.empty() || all.back().seq != out.raw.seq)
        return fail(Fault::damaged, "The entry that tells of it does not read back as it was made.",
                    {},
                    std::string{unchanged} + " This device's memory or processor may be failing.");
    out.root = CPC_TRY(vault.index.fit(out.raw)).root;
    return out;
}

Result<Rewrite::Rows> build_without(Ports ports, Inside& vault, const CutOut& cut,
                                    const char* purpose, const char* unchanged) {
    Rewrite::Plan plan;
    plan.size = vault.index.size() + 1;
    plan.root = cut.root;
    plan.entry = [&](std::uint64_t seq) -> Result<RawEntry> {
        if (seq == cut.raw.seq) return cut.raw;
        return cut.erased.without(CPC_TRY(vault.journal.read(vault.index.at(seq).place)));
    };
    plan.check = [&](const LogIndex& index) {
        return as_intended(vault, index, cut.erased, unchanged);
    };
    plan.purpose = purpose;
    plan.unchanged = unchanged;
    const auto gathered = vault.writer.run([&](EntryStore& store) -> Result<void> {
        const auto rows = CPC_TRY(Rewrite::rows_of(store));
        for (const auto& [key, value] : rows)
            if (!cut.erased.takes_row(key)) plan.rows[key] = value;
        return {};
    });
    CPC_TRY(gathered);
    Rewrite rewrite{ports, vault.directory, cut_out_names, vault.keys};
    if (auto built = rewrite.build(vault.journal.identity(), plan); !built) {
        rewrite.abandon();
        if (built.error().advice.empty()) built.error().advice = unchanged;
        return Failure{std::move(built.error())};
    }
    return std::move(plan.rows);
}

Result<void> put_in_place(Ports ports, const std::string& directory) {
    const auto path = [&](const char* name) { return directory + "/" + name; };
    CPC_TRY(ports.files.rename(path(cut_out_names.journal), path(journal_file)));
    CPC_TRY(ports.files.sync_directory(directory));
    CPC_TRY(remove_leftovers(ports, directory, cut_out_names.store));
    // A rollback journal of the old store must not be played into the new one.
    if (ports.files.exists(path(store_hot_file))) CPC_TRY(ports.files.remove(path(store_hot_file)));
    CPC_TRY(ports.files.sync_directory(directory));
    CPC_TRY(ports.files.rename(path(cut_out_names.store), path(store_file)));
    return ports.files.sync_directory(directory);
}

}  // namespace cpc::store
