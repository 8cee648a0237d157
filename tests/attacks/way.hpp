// SPDX-License-Identifier: Apache-2.0
// A tablet, central and everything that goes between them, for those who stand in between.
#pragma once

#include "core/crypto/hash.hpp"
#include "core/record/note.hpp"
#include "sync/wire/container.hpp"
#include "sync/wire/limits.hpp"
#include "tests/attacks/attack.hpp"
#include "tests/service/world.hpp"

namespace cpc::attacks {

using test::receipt_of;
using test::refusal_of;
using test::World;

inline record::Checkpoint checkpoint_in(const std::string& note) {
    const auto parsed = NEED(record::parse_note(note));
    return NEED(record::parse_checkpoint(parsed.text));
}

struct Way : World {
    // A bundle of all there is, taken in by central; its receipt as it came.
    std::string receipt() {
        const auto sealed = seal();
        return receipt_of(centre.central().take_in(sealed.bundle, sealed.file));
    }
    wire::Receipt read(const std::string& text) { return NEED(wire::read_receipt(view_of(text))); }
    std::string accepting(const std::string& text) {
        auto desk = tablet.desk();
        const auto taken = send::accept_receipt(desk, view_of(text));
        return taken ? std::string{} : taken.error().text();
    }
    std::uint64_t received() { return NEED(send::status(tablet.vault())).received; }
    // Whatever was tried, nothing counts as received.
    void refuses(const std::string& text, std::initializer_list<std::string_view> causes) {
        const auto before = received();
        stopped(accepting(text), causes);
        CHECK(received() == before);
    }
    // Central's own keys, as somebody has them who broke in there.
    service::CentralKeys stolen_keys() {
        return NEED(service::open_keys(centre.files, centre.directory()));
    }
    // A receipt as that key would sign it, for this checkpoint of the tablet's.
    std::string false_receipt(const crypto::SigningKey& key, const std::string& note,
                              const std::function<void(wire::Receipt&)>& change = {}) {
        const auto pairing = centre.central().pairing();
        wire::Receipt out;
        out.bundle = BundleId{{9, 9}};
        out.received = Instant{1'806'397'200'123};
        out.central_name = pairing.name;
        out.central_key = key.public_key();
        out.device_key = tablet.vault().device_key().public_key();
        out.checkpoint = checkpoint_in(note);
        if (change) change(out);
        return NEED(wire::write_receipt(out, note, key));
    }
    std::string note() { return NEED(tablet.vault().checkpoint_note()); }
    std::string taking_in(const BundleId& bundle, const Bytes& file) {
        return refusal_of(centre.central().take_in(bundle, file)).message;
    }
    std::uint64_t held_by_central() {
        const auto head = centre.central().head(tablet.vault().log_id());
        return std::get<wire::HeadReport>(head).size;
    }
};

// The whole record as a plan, to be bent before it is sealed with the device's own key.
inline wire::BundlePlan plan_of(store::Vault& vault) {
    wire::BundlePlan plan;
    crypto::random_fill(plan.manifest.bundle.bytes);
    plan.manifest.log_id = vault.log_id();
    plan.manifest.to = vault.size();
    plan.manifest.root = vault.root();
    plan.manifest.checkpoint = NEED(vault.checkpoint_note());
    std::map<std::pair<ConferenceId, ByteArray<16>>, record::Section> keys;
    for (auto& raw : NEED(vault.raw(0, vault.size()))) {
        const auto header = NEED(record::parse(raw.entry)).header;
        if (!raw.ciphertext.empty())
            keys.emplace(std::pair{header.conference, header.key_id}, record::section_of(header));
        plan.entries.push_back({raw.entry, raw.ciphertext, raw.key_wrap, raw.new_keys});
    }
    for (const auto& [name, section] : keys)
        plan.keys.push_back(
            {name.first, name.second, NEED(vault.conference_key(name.first, section))});
    return plan;
}

inline void make_consistent(wire::BundlePlan& plan, store::Vault& vault) {
    record::CompactRange tree;
    for (auto& entry : plan.entries) {
        auto parsed = NEED(record::parse(entry.entry));
        parsed.header.seq = tree.size();
        parsed.header.prev_root = tree.root();
        entry.entry = record::serialise(parsed);
        tree.append(record::leaf_hash(entry.entry));
    }
    plan.manifest.to = plan.entries.size();
    plan.manifest.root = tree.root();
    record::Note note{
        record::checkpoint_text({vault.origin(), plan.manifest.to, plan.manifest.root}), {}};
    note.signatures.push_back(record::sign_note(note.text, vault.origin(), vault.device_key()));
    plan.manifest.checkpoint = record::write_note(note);
}

inline std::string offering(Way& way, wire::BundlePlan plan) {
    const auto id = plan.manifest.bundle;
    const auto file =
        NEED(wire::write_bundle(std::move(plan), way.centre.central().pairing().ingest_key,
                                way.tablet.vault().device_key()));
    return way.taking_in(id, file);
}

}  // namespace cpc::attacks
