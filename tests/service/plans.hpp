// SPDX-License-Identifier: Apache-2.0
// Bundles to be bent before they are sealed with the device's own key: what a broken or hostile
// tablet could send.
#pragma once

#include <limits>
#include <map>

#include "core/crypto/hash.hpp"
#include "core/record/merkle.hpp"
#include "core/record/note.hpp"
#include "core/record/payload.hpp"
#include "tests/service/world.hpp"

namespace cpc::test {

// The record from one entry to another as a plan.
inline wire::BundlePlan plan_of(store::Vault& vault, std::uint64_t from = 0,
                                std::uint64_t to = std::numeric_limits<std::uint64_t>::max()) {
    to = std::min(to, vault.size());
    wire::BundlePlan plan;
    crypto::random_fill(plan.manifest.bundle.bytes);
    plan.manifest.log_id = vault.log_id();
    plan.manifest.from = from;
    plan.manifest.to = to;
    plan.manifest.root = NEED(vault.root_at(to));
    plan.manifest.checkpoint = NEED(vault.checkpoint_note_at(to));
    std::map<std::pair<ConferenceId, ByteArray<16>>, record::Section> keys;
    for (auto& raw : NEED(vault.raw(from, to))) {
        const auto entry = NEED(record::parse(raw.entry));
        if (!raw.ciphertext.empty())
            keys.emplace(std::pair{entry.header.conference, entry.header.key_id},
                         record::section_of(entry.header));
        plan.entries.push_back({raw.entry, raw.ciphertext, raw.key_wrap, raw.new_keys});
    }
    for (const auto& key : keys)
        plan.keys.push_back({key.first.first, key.first.second,
                             NEED(vault.conference_key(key.first.first, key.second))});
    return plan;
}

// Root and checkpoint made to fit whatever the entries are now, on top of those before the plan.
inline void make_consistent(wire::BundlePlan& plan, store::Vault& vault) {
    record::CompactRange tree;
    for (const auto& raw : NEED(vault.raw(0, plan.manifest.from)))
        tree.append(record::leaf_hash(raw.entry));
    for (const auto& entry : plan.entries)
        tree.append(record::leaf_hash(entry.entry));
    plan.manifest.root = tree.root();
    record::Note note{
        record::checkpoint_text({vault.origin(), plan.manifest.to, plan.manifest.root}), {}};
    note.signatures.push_back(record::sign_note(note.text, vault.origin(), vault.device_key()));
    plan.manifest.checkpoint = record::write_note(note);
}

inline service::Central::CommitAnswer offer(World& world, wire::BundlePlan plan) {
    const BundleId id = plan.manifest.bundle;
    const auto file =
        NEED(wire::write_bundle(std::move(plan), world.centre.central().pairing().ingest_key,
                                world.tablet.vault().device_key()));
    return world.centre.central().take_in(id, file);
}

}  // namespace cpc::test
