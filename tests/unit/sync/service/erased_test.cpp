// SPDX-License-Identifier: Apache-2.0
// A record with a hole that two officers made is taken in and confirmed; any other hole is not.
#include <array>

#include "core/record/note.hpp"
#include "core/record/type_rules.hpp"
#include "core/store/chairs.hpp"
#include "core/store/erase.hpp"
#include "tests/service/world.hpp"

namespace cpc::test {
namespace {

using service::Central;
using wire::RefusalCode;

const ConferenceId spoken_of{{7, 7, 7}};  // Tablet::speak's

struct Erasing : World {
    std::array<crypto::BoxKeyPair, 3> officers{crypto::BoxKeyPair::generate(),
                                               crypto::BoxKeyPair::generate(),
                                               crypto::BoxKeyPair::generate()};
    crypto::SecretBytes words = crypto::SecretBytes::from("five dry words");
    [[nodiscard]] std::string store() const { return folder.at("tablet") + "/store"; }
    [[nodiscard]] store::Ports ports() { return {tablet.files, tablet.clock, tablet.entropy}; }

    Erasing() {
        std::array<crypto::RecoveryPublic, 3> open;
        for (std::size_t i = 0; i < open.size(); ++i)
            open[i] = {"officer-" + std::to_string(i + 1), officers[i].public_key(),
                       crypto::officer_signing_key(officers[i]).public_key()};
        store::Chairs chairs{ports(), store(), tablet.vault()};
        NEED(chairs.enrol_officers(words, open));
        tablet.speak(6);
        store::AppendRequest close;
        close.type = record::type::conference_closed;
        close.conference = spoken_of;
        close.payload = codec::encode(Spoken{"closed"});
        close.signers = {{&tablet.vault().chair_key(), record::Role::chair}};
        (void)NEED(tablet.vault().append(close));
    }
    store::Erased erase(std::optional<std::uint64_t> entry = std::nullopt) {
        store::EraseRequest request;
        request.conference = spoken_of;
        request.entry = entry;
        request.basis = record::ErasureBasis::court_order;
        request.reason = "order 7 of the family court";
        request.never_sent = true;
        tablet.close();
        auto erased = NEED(store::erase(ports(), store(), words, request,
                                        crypto::officer_signing_key(officers[1]),
                                        crypto::officer_signing_key(officers[2])));
        tablet.reopen();
        return erased;
    }
    Central::CommitAnswer send_from(std::uint64_t from) {
        auto desk = tablet.desk();
        NEED(tablet.files.make_directories(desk.outbox));
        const auto one = NEED(send::prepare_one(desk, from));
        return centre.central().take_in(
            one.item.bundle, NEED(read_whole(tablet.files, one.path, limits::bundle_bytes_max)));
    }
    // [0, to) as it lies there, with a checkpoint of that size.
    Central::CommitAnswer offer(std::uint64_t to, std::optional<std::uint64_t> emptied = {}) {
        auto& vault = tablet.vault();
        wire::BundlePlan plan;
        crypto::random_fill(plan.manifest.bundle.bytes);
        plan.manifest.log_id = vault.log_id();
        plan.manifest.to = to;
        plan.manifest.root = NEED(vault.root_at(to));
        plan.manifest.checkpoint = NEED(vault.checkpoint_note_at(to));
        std::map<std::pair<ConferenceId, ByteArray<16>>, record::Section> keys;
        for (auto& raw : NEED(vault.raw(0, to))) {
            const auto header = NEED(record::parse(raw.entry)).header;
            if (raw.seq == emptied) {
                raw.ciphertext.clear();
                raw.key_wrap.clear();
            }
            if (!raw.ciphertext.empty())
                keys.emplace(std::pair{header.conference, header.key_id},
                             record::section_of(header));
            plan.entries.push_back({raw.entry, raw.ciphertext, raw.key_wrap, raw.new_keys});
        }
        for (const auto& key : keys)
            plan.keys.push_back({key.first.first, key.first.second,
                                 NEED(vault.conference_key(key.first.first, key.second))});
        const BundleId id = plan.manifest.bundle;
        const auto file = NEED(wire::write_bundle(
            std::move(plan), centre.central().pairing().ingest_key, vault.device_key()));
        return centre.central().take_in(id, file);
    }
};

}  // namespace

TEST_CASE("a record whose conference was erased before it was sent is received and checks out",
          "[sync][central][erase]") {
    Erasing world;
    const auto erased = world.erase();
    CHECK(erased.what.never_sent);
    (void)receipt_of(world.send_from(0));
    CHECK(NEED(world.centre.central().fsck()).whole());
    const auto notices = NEED(world.centre.central().store().list_notices(10));
    REQUIRE(notices.size() == 1);
    CHECK(notices.front().text.find(spoken_of.hex()) != std::string::npos);
    CHECK(notices.front().text.find("order 7") == std::string::npos);
    // And goes on.
    const auto from = world.tablet.vault().size();
    NEED(world.tablet.vault().append({0x0009, {}, codec::encode(Spoken{"more"}), {}, {}, 0, 0}));
    (void)receipt_of(world.send_from(from));
    CHECK(NEED(world.centre.central().fsck()).whole());
}

TEST_CASE("what central received before an erasure it keeps, and it is told of the erasure",
          "[sync][central][erase]") {
    Erasing world;
    (void)receipt_of(world.send_from(0));
    const auto from = world.tablet.vault().size();
    const auto erased = world.erase();
    (void)receipt_of(world.send_from(from));
    auto& central = world.centre.central();
    CHECK(NEED(central.fsck()).whole());
    CHECK(NEED(central.store().list_notices(10)).size() == 1);
    const auto held =
        NEED(central.store().entry(world.tablet.vault().log_id(), erased.what.entries.front()));
    REQUIRE(held);
    CHECK_FALSE(held->ciphertext.empty());
    // A central that was put back to nothing gets the record with the hole.
    (void)receipt_of(world.send_from(0));
}

TEST_CASE("content that is missing without two officers' word is refused",
          "[sync][central][erase]") {
    Erasing world;
    const auto last = world.tablet.vault().size() - 1;
    const auto hole_answer = world.offer(last + 1, last);
    const auto& hole = refusal_of(hole_answer);
    CHECK(hole.code == RefusalCode::forged);
    CHECK(hole.message.find("missing") != std::string::npos);
    const auto erased = world.erase(last);
    // The bundle ends before the entry that explains it.
    const auto early = world.offer(erased.seq);
    CHECK(refusal_of(early).code == RefusalCode::forged);
    // Another entry than the one that was erased.
    const auto another = world.offer(erased.seq + 1, last - 1);
    CHECK(refusal_of(another).code == RefusalCode::forged);
    (void)receipt_of(world.offer(erased.seq + 1));
    CHECK(NEED(world.centre.central().fsck()).whole());
}

}  // namespace cpc::test
