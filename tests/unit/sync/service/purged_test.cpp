// SPDX-License-Identifier: Apache-2.0
// A conference leaves a tablet only when central and its second site hold it and it is old enough
// by both clocks; central's own copy is not touched; and a central that was put back afterwards
// says plainly what only the second site has.
#include "core/store/cut_out.hpp"
#include "sync/wire/held_back.hpp"
#include "tests/service/purging.hpp"

namespace cpc::test {
namespace {

using send::PurgeBar;
using wire::RefusalCode;

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
    world.tablet.clock.ahead_ms += 40 * one_day_ms;
    CHECK(world.bars() == Bars{PurgeBar::not_shown_old});
    const auto early = send::purge_conference(world.desk(), purged_conference, {});
    REQUIRE_FALSE(early);
    CHECK(early.error().fault == Fault::refused);
    CHECK(early.error().what.find("own clock is not enough") != std::string::npos);
    world.tablet.clock.ahead_ms -= 40 * one_day_ms;
    world.pass(31);
    CHECK(world.bars() == Bars{PurgeBar::not_shown_old});
    world.something();
    CHECK(sent(world).complete());
    CHECK(world.bars().empty());
    // Not while the tablet's clock lags behind what central signed.
    world.tablet.clock.ahead_ms -= 31 * one_day_ms;
    CHECK(world.bars() == Bars{PurgeBar::clock_doubtful, PurgeBar::too_young});
    world.tablet.clock.ahead_ms += 31 * one_day_ms;
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
    CHECK(world.tablet.vault().erased(purged_conference));
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
        const auto outlook = NEED(send::purge_outlook(world.desk(), purged_conference, {}));
        record::Purged what;
        what.conference = purged_conference;
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
