// SPDX-License-Identifier: Apache-2.0
// A conference leaves a tablet only when central and its second site hold it and it is old enough
// by both clocks; central's own copy is not touched; and a central that was put back afterwards
// says plainly what only the second site has.
#include "app/send/prepare.hpp"
#include "app/send/purge.hpp"
#include "app/send/state.hpp"
#include "core/record/note.hpp"
#include "core/record/type_rules.hpp"
#include "core/store/cut_out.hpp"
#include "core/store/door.hpp"
#include "sync/wire/held_back.hpp"
#include "tests/service/sites.hpp"

namespace cpc::test {
namespace {

using send::PurgeBar;
using wire::RefusalCode;

const ConferenceId spoken_of{{7, 7, 7}};  // Tablet::speak's
constexpr std::int64_t day_ms = 86'400'000;

struct Purging : World {
    Sites sites{*this};

    Purging() {
        centre.copy_to(folder.at("older"));
        tablet.speak(6);
        store::AppendRequest close;
        close.type = record::type::conference_closed;
        close.conference = spoken_of;
        close.payload = codec::encode(Spoken{"closed"});
        close.signers = {{&tablet.vault().chair_key(), record::Role::chair}};
        (void)NEED(tablet.vault().append(close));
    }
    void pass(std::int64_t days) {
        for (auto* clock : {&tablet.clock, &centre.clock, &sites.clock})
            clock->ahead_ms += days * day_ms;
    }
    void something() {
        NEED(store::write_down(tablet.vault(), record::StorageFault{"for the test"}));
    }
    [[nodiscard]] send::PurgeDesk desk() {
        pairing = centre.central().pairing();
        return {tablet.vault(), &*pairing, tablet.files, tablet.clock, tablet.outbox(), false};
    }
    std::vector<PurgeBar> bars() {
        std::vector<PurgeBar> out;
        for (const auto& each : NEED(send::purge_outlook(desk(), spoken_of, {})).hindrances)
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
    store::Erased purge() { return NEED(send::purge_conference(desk(), spoken_of, {})); }
    std::optional<wire::Pairing> pairing;
};

using Bars = std::vector<PurgeBar>;

TEST_CASE("A conference may be purged when both sites have it and both clocks say it is old",
          "[sync][purge]") {
    Purging world;
    CHECK(world.bars() == Bars{PurgeBar::not_received, PurgeBar::too_young});
    CHECK(sent(world).complete());
    CHECK(world.bars() == Bars{PurgeBar::not_confirmed, PurgeBar::too_young});
    CHECK(world.sites.carry().confirmed == 1);
    world.something();
    CHECK(sent(world).complete());
    CHECK(world.bars() == Bars{PurgeBar::too_young});
    // Setting the tablet's clock forward gains nothing.
    world.tablet.clock.ahead_ms += 40 * day_ms;
    CHECK(world.bars() == Bars{PurgeBar::not_shown_old});
    const auto early = send::purge_conference(world.desk(), spoken_of, {});
    REQUIRE_FALSE(early);
    CHECK(early.error().fault == Fault::refused);
    CHECK(early.error().what.find("own clock is not enough") != std::string::npos);
    world.tablet.clock.ahead_ms -= 40 * day_ms;
    world.pass(31);
    CHECK(world.bars() == Bars{PurgeBar::not_shown_old});
    world.something();
    CHECK(sent(world).complete());
    CHECK(world.bars().empty());
    // Not while the tablet's clock lags behind what central signed.
    world.tablet.clock.ahead_ms -= 31 * day_ms;
    CHECK(world.bars() == Bars{PurgeBar::clock_doubtful, PurgeBar::too_young});
    world.tablet.clock.ahead_ms += 31 * day_ms;
    const auto purged = world.purge();
    REQUIRE(purged.purge);
    CHECK(wire::read_receipt(purged.purge->receipt)->level == 2);
    CHECK(world.bars() == Bars{PurgeBar::gone});
}

TEST_CASE("A purge at the tablet erases nothing at central, and the log goes on", "[sync][purge]") {
    Purging world;
    world.ripen();
    const auto purged = world.purge();
    world.tablet.speak(0);
    world.something();
    const auto report = sent(world);
    INFO(report.problem.value_or("no problem"));
    CHECK(report.complete());
    auto& central = world.centre.central();
    for (const auto seq : purged.what.entries) {
        const auto held = NEED(central.store().entry(world.tablet.vault().log_id(), seq));
        REQUIRE(held);
        CHECK_FALSE(held->ciphertext.empty());
    }
    const auto fsck = NEED(central.fsck());
    CHECK(fsck.damage == std::vector<std::string>{});
    const auto notices = NEED(central.store().list_notices(10));
    REQUIRE(notices.size() == 1);
    CHECK(notices[0].text.find("Nothing is to be erased here") != std::string::npos);
    CHECK(world.sites.carry().confirmed > 0);
    world.tablet.close();
    world.tablet.reopen();
    CHECK(world.tablet.vault().erased(spoken_of));
}

TEST_CASE(
    "A central that was put back before a purge holds what it lacks back, and says who has it",
    "[sync][purge]") {
    Purging world;
    world.ripen();
    const auto purged = world.purge();
    CHECK(sent(world).complete());
    // An older backup, from before the conference came.
    world.centre.stop();
    world.centre.put_back(world.folder.at("older"));
    const auto report = sent(world);
    REQUIRE(report.problem);
    CHECK(report.problem->find("second site has it") != std::string::npos);
    CHECK(report.received == report.recorded);
    CHECK(report.held_back.size() == purged.what.entries.size());
    for (const auto& held : report.held_back)
        CHECK(held.code == wire::held_code::content_purged);
    auto& central = world.centre.central();
    CHECK(NEED(central.fsck()).damage == std::vector<std::string>{});
    // Sending again seals nothing for them, and what is new goes on.
    world.something();
    const auto again = sent(world);
    CHECK(again.held_back.size() == purged.what.entries.size());
    CHECK(again.received == again.recorded);
    auto desk = world.tablet.desk();
    CHECK(NEED(send::prepare_again(desk, again.received)).empty());
}

// The tablet's own program changed: a purge without a receipt that counts.
struct Claim {
    const char* what;
    std::function<void(record::Purged&)> bend;
};

TEST_CASE("A purge that no receipt of level 2 of this central covers is refused as forged",
          "[sync][purge]") {
    const std::vector<Claim> claims = {
        {"words in place of a receipt",
         [](record::Purged& p) {
             p.receipt = {'t', 'r', 'u', 's', 't'};
         }},
        {"a receipt of level 1",
         [](record::Purged& p) {
             const auto first = wire::first_level(text_of(p.receipt));
             p.receipt = Bytes{first.begin(), first.end()};
         }},
        {"a receipt with one byte changed", [](record::Purged& p) { p.receipt[40] ^= 1; }},
        {"one that reaches less far than is said", [](record::Purged& p) { ++p.confirmed; }},
    };
    for (const auto& claim : claims) {
        CAPTURE(claim.what);
        Purging world;
        world.ripen();
        auto& vault = world.tablet.vault();
        const auto outlook = NEED(send::purge_outlook(world.desk(), spoken_of, {}));
        record::Purged what;
        what.conference = spoken_of;
        what.entries = outlook.view.entries;
        what.chair = vault.chair_key().public_key();
        what.confirmed = NEED(send::status(vault)).confirmed;
        what.receipt = Bytes{outlook.receipt.begin(), outlook.receipt.end()};
        claim.bend(what);
        auto& inside = store::VaultMaker::inside(vault);
        store::AppendRequest request;
        request.type = record::type::purged;
        request.payload = record::encode_event(what);
        std::vector<store::Signer> signers{{&vault.chair_key(), record::Role::chair}};
        request.signers = signers;
        const auto raw = NEED(inside.compose(request, signers));
        const auto answer = world.offer_after(raw, NEED(inside.index.fit(raw)).root);
        const auto& refusal = refusal_of(answer);
        CHECK(refusal.code == RefusalCode::forged);
        CHECK(refusal.message.find("purged") != std::string::npos);
    }
}

}  // namespace
}  // namespace cpc::test
