// SPDX-License-Identifier: Apache-2.0
// A tablet with a conference that two sites have, ready to be purged; and a copy of central from
// before it came.
#pragma once

#include "app/send/prepare.hpp"
#include "app/send/purge.hpp"
#include "app/send/state.hpp"
#include "core/record/note.hpp"
#include "core/record/type_rules.hpp"
#include "core/store/door.hpp"
#include "tests/service/sites.hpp"

namespace cpc::test {

inline constexpr ConferenceId purged_conference{{7, 7, 7}};  // Tablet::speak's
inline constexpr std::int64_t one_day_ms = 86'400'000;

struct Purging : World {
    Sites sites{*this};

    Purging() {
        centre.copy_to(folder.at("older"));
        tablet.speak(6);
        store::AppendRequest close;
        close.type = record::type::conference_closed;
        close.conference = purged_conference;
        close.payload = codec::encode(Spoken{"closed"});
        close.signers = {{&tablet.vault().chair_key(), record::Role::chair}};
        (void)NEED(tablet.vault().append(close));
    }
    void pass(std::int64_t days) {
        for (auto* clock : {&tablet.clock, &centre.clock, &sites.clock})
            clock->ahead_ms += days * one_day_ms;
    }
    void something() {
        NEED(store::write_down(tablet.vault(), record::StorageFault{"for the test"}));
    }
    [[nodiscard]] send::PurgeDesk desk() {
        pairing = centre.central().pairing();
        return {tablet.vault(), &*pairing, tablet.files, tablet.clock, tablet.outbox(), false};
    }
    std::vector<send::PurgeBar> bars() {
        std::vector<send::PurgeBar> out;
        for (const auto& each : NEED(send::purge_outlook(desk(), purged_conference, {})).hindrances)
            out.push_back(each.bar);
        return out;
    }
    // Sent, confirmed by both, and thirty-one days on.
    void ripen() {
        CHECK(sent(*this).complete());
        CHECK(sites.carry().confirmed > 0);
        pass(31);
        something();
        CHECK(sent(*this).complete());
    }
    // What is new, and behind it an entry that the tablet's own program would not write.
    service::Central::CommitAnswer offer_after(const store::RawEntry& last, const Hash32& root) {
        auto& vault = tablet.vault();
        const auto from = NEED(send::status(vault)).received;
        wire::BundlePlan plan;
        crypto::random_fill(plan.manifest.bundle.bytes);
        plan.manifest.log_id = vault.log_id();
        plan.manifest.from = from;
        plan.manifest.to = last.seq + 1;
        plan.manifest.root = root;
        const auto text = record::checkpoint_text({vault.origin(), last.seq + 1, root});
        plan.manifest.checkpoint = record::write_note(
            {text, {record::sign_note(text, vault.origin(), vault.device_key())}});
        auto raws = NEED(vault.raw(from, last.seq));
        raws.push_back(last);
        for (const auto& raw : raws)
            plan.entries.push_back({raw.entry, raw.ciphertext, raw.key_wrap, raw.new_keys});
        const auto header = NEED(record::parse(last.entry)).header;
        plan.keys.push_back({{}, header.key_id, NEED(vault.conference_key({}))});
        const auto id = plan.manifest.bundle;
        const auto file = NEED(wire::write_bundle(
            std::move(plan), centre.central().pairing().ingest_key, vault.device_key()));
        return centre.central().take_in(id, file);
    }
    store::Erased purge() { return NEED(send::purge_conference(desk(), purged_conference, {})); }
    std::optional<wire::Pairing> pairing;
};

}  // namespace cpc::test
