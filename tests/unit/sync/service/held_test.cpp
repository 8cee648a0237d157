// SPDX-License-Identifier: Apache-2.0
// One bad record is set aside, named on both ends and sent again; the rest of the same log goes on.
#include <set>

#include "app/send/state.hpp"
#include "app/send/words.hpp"
#include "sync/service/backup.hpp"
#include "sync/service/second_site.hpp"
#include "tests/service/plans.hpp"

namespace cpc::test {
namespace {

using engine::Stage;
using wire::RefusalCode;
namespace code = wire::held_code;

// The tablet believes it sent this.
void note_sent(World& world, const wire::BundlePlan& plan) {
    const auto now = world.tablet.clock.read().wall;
    NEED(send::keep_item(world.tablet.vault(),
                         {plan.manifest.bundle, plan.manifest.from, plan.manifest.to, Stage::sent,
                          now, "", 0, now, std::nullopt}));
}

// The record in several bundles, of which one entry's key does not open its content.
struct Poisoned {
    Poisoned(World& world, std::uint64_t at, std::uint64_t step) {
        auto& vault = world.tablet.vault();
        for (std::uint64_t from = 0; from < vault.size(); from += step) {
            auto plan = plan_of(vault, from, from + step);
            note_sent(world, plan);
            bundles.push_back(plan.manifest.bundle);
            if (from <= at && at < plan.manifest.to) {
                plan.entries[static_cast<std::size_t>(at - from)].key_wrap[30] ^= 1U;
                bad = plan.manifest.bundle;
            }
            receipts.push_back(receipt_of(offer(world, std::move(plan))));
        }
    }
    void tell(World& world) const {
        auto desk = world.tablet.desk();
        for (const auto& receipt : receipts)
            (void)NEED(send::accept_receipt(desk, view_of(receipt)));
    }
    std::vector<BundleId> bundles;
    std::vector<std::string> receipts;
    BundleId bad;
};

// What anybody at the centre can read of the log.
std::set<std::uint64_t> readable(World& world) {
    auto& central = world.centre.central();
    const auto log = world.tablet.vault().log_id();
    std::vector<std::uint64_t> all;
    for (std::uint64_t seq = 0; seq < NEED(central.store().tree(log)).size(); ++seq)
        all.push_back(seq);
    std::set<std::uint64_t> out;
    NEED(central.contents(log, all, [&](const record::EntryHeader& header, ByteView content) {
        if (!content.empty()) out.insert(header.seq);
        return Result<void>{};
    }));
    return out;
}

std::string damage_of(World& world) {
    std::string out;
    for (const auto& line : NEED(world.centre.central().fsck()).damage)
        out += line + "\n";
    return out;
}

TEST_CASE(
    "one poisoned entry in any place of several bundles is held back and named, all others are "
    "received, and once sent again it is received too",
    "[sync][held][REQ-301]") {
    constexpr std::uint64_t step = 3;
    std::uint64_t size = 2;
    for (std::uint64_t at = 1; at < size; ++at) {
        World world;
        world.tablet.speak(7);
        auto& vault = world.tablet.vault();
        auto& central = world.centre.central();
        size = vault.size();
        INFO("entry " << at << " of " << size);
        const Poisoned sent(world, at, step);
        sent.tell(world);

        // Central has the rest, and what it keeps of this one nobody can mistake for it.
        CHECK(std::get<wire::HeadReport>(central.head(vault.log_id())).root == vault.root());
        CHECK(readable(world).count(at) == 0);
        CHECK(readable(world).size() == size - 1);
        const auto facts = NEED(central.held_back(vault.log_id()));
        REQUIRE(facts.size() == 1);
        CHECK(facts[0].seq == at);
        CHECK(facts[0].code == code::content_locked);
        CHECK(facts[0].bundle == sent.bad);
        CHECK(damage_of(world).empty());
        // Every receipt that reaches past it says so.
        for (const auto& text : sent.receipts) {
            const auto receipt = NEED(wire::read_receipt(view_of(text)));
            CHECK(wire::held_as(receipt.held_back, at).has_value() ==
                  (at < receipt.checkpoint.size));
        }
        // The tablet calls the others received, and this one never.
        const auto status = NEED(send::status(vault));
        CHECK(status.received == size);
        CHECK_FALSE(status.all_received());
        REQUIRE(status.held_back.size() == 1);
        CHECK(status.held_back[0].entry == at);
        for (const auto& item : status.items) {
            CHECK((item.stage == Stage::received) == !(item.from <= at && at < item.to));
            if (item.bundle == sent.bad) {
                CHECK(item.stage == Stage::needs_attention);
                CHECK(item.refusal_code == code::content_locked);
                CHECK(send::describe(item).find("who can put it right") != std::string::npos);
            }
        }

        // As bad as before: refused in words, and nothing grows.
        const auto count = NEED(central.store().receipt_count());
        auto again = plan_of(vault, at, at + 1);
        again.entries[0].key_wrap[30] ^= 1U;
        CHECK(refusal_of(offer(world, std::move(again))).code == RefusalCode::held_back);
        CHECK(NEED(central.store().receipt_count()) == count);

        world.centre.serve();
        auto desk = world.tablet.desk();
        const auto report = NEED(send::send_all(desk, *world.centre.carrier()));
        INFO(report.problem.value_or("no problem"));
        CHECK(report.complete());
        const auto end = NEED(send::status(vault));
        CHECK(end.all_received());
        for (const auto& item : end.items)
            CHECK(item.stage == Stage::received);
        CHECK(readable(world).size() == size);
        CHECK(NEED(central.held_back(vault.log_id())).empty());
        CHECK(damage_of(world).empty());
        // And the bundle that brought it first is answered as it was.
        CHECK(receipt_of(central.receipt(sent.bad)).find("\nheld-back ") != std::string::npos);
    }
}

TEST_CASE(
    "a kind of entry that central does not know is held back until it does, and others are not",
    "[sync][held]") {
    World world;
    bool brought_up_to_date = false;
    world.centre.close();
    world.centre.vetting = [&](const record::EntryHeader& header,
                               ByteView) -> std::optional<std::string> {
        if (header.type != 0x0120 || brought_up_to_date || header.seq % 3 != 0) return std::nullopt;
        return code::newer_format;
    };
    world.centre.open();
    world.tablet.speak(8);
    world.centre.serve();
    auto desk = world.tablet.desk();
    auto report = NEED(send::send_all(desk, *world.centre.carrier()));
    CHECK_FALSE(report.complete());
    REQUIRE(report.problem);
    CHECK(report.problem->find("newer program") != std::string::npos);
    REQUIRE(report.held_back.size() > 1);
    CHECK(report.received == report.recorded);
    CHECK(send::describe(report.held_back[0]).find("people who run the central") !=
          std::string::npos);
    CHECK(damage_of(world).empty());

    // Sent again and again: no pile of receipts, and what is new goes on.
    world.tablet.speak(1);
    report = NEED(send::send_all(desk, *world.centre.carrier()));
    CHECK(report.received == report.recorded);
    CHECK_FALSE(report.complete());
    const auto count = NEED(world.centre.central().store().receipt_count());
    for (int i = 0; i < 3; ++i)
        CHECK_FALSE(NEED(send::send_all(desk, *world.centre.carrier())).complete());
    CHECK(NEED(world.centre.central().store().receipt_count()) == count);

    brought_up_to_date = true;
    report = NEED(send::send_all(desk, *world.centre.carrier()));
    INFO(report.problem.value_or("no problem"));
    CHECK(report.complete());
    CHECK(readable(world).size() == world.tablet.vault().size());
    CHECK(NEED(world.tablet.files.list(world.tablet.outbox())).empty());
    CHECK(damage_of(world).empty());
}

TEST_CASE("a wrong key is not kept, so the right one can still come", "[sync][held]") {
    World world;
    world.tablet.speak(3);
    auto plan = plan_of(world.tablet.vault());
    for (auto& key : plan.keys)
        if (!key.conference.empty()) key.key = crypto::SecretBytes::random(32);
    note_sent(world, plan);
    const auto text = receipt_of(offer(world, std::move(plan)));
    auto desk = world.tablet.desk();
    CHECK(NEED(send::accept_receipt(desk, view_of(text))).held_back.size() == 1);
    world.centre.serve();
    CHECK(NEED(send::send_all(desk, *world.centre.carrier())).complete());
    CHECK(readable(world).size() == world.tablet.vault().size());
    CHECK(damage_of(world).empty());
}

TEST_CASE("the entry that opens a log is never held back: without it nothing is taken",
          "[sync][held]") {
    World world;
    world.tablet.speak(2);
    auto plan = plan_of(world.tablet.vault());
    plan.entries.front().key_wrap[30] ^= 1U;
    CHECK(refusal_of(offer(world, std::move(plan))).code == RefusalCode::damaged);
    CHECK(NEED(world.centre.central().store().receipt_count()) == 0);
}

TEST_CASE("what was held back cannot be replaced by something else when it is sent again",
          "[sync][held][attack]") {
    World world;
    world.tablet.speak(4);
    auto& vault = world.tablet.vault();
    auto& central = world.centre.central();
    const Poisoned sent(world, 2, 10);
    const auto other = NEED(vault.raw(4, 5)).front();

    auto swapped = plan_of(vault, 2, 3);  // another entry's content under this one's name
    swapped.entries[0].ciphertext = other.ciphertext;
    swapped.entries[0].key_wrap = other.key_wrap;
    CHECK(refusal_of(offer(world, std::move(swapped))).code == RefusalCode::damaged);

    auto bare = plan_of(vault, 2, 3);  // as if officers had had it erased
    bare.entries[0].ciphertext.clear();
    bare.entries[0].key_wrap.clear();
    CHECK(refusal_of(offer(world, std::move(bare))).code == RefusalCode::forged);

    CHECK(NEED(central.held_back(vault.log_id())).size() == 1);
    CHECK(damage_of(world).empty());

    auto rival = plan_of(vault, 2, 3);  // another entry in its place: two histories
    rival.entries[0].entry[rival.entries[0].entry.size() - 1] ^= 1U;
    CHECK(refusal_of(offer(world, std::move(rival))).code == RefusalCode::fork);
    CHECK(refusal_of(offer(world, plan_of(vault, 2, 3))).code == RefusalCode::frozen);
}

TEST_CASE("receipts may come in any order, and the newest word about an entry stands",
          "[sync][held]") {
    World world;
    world.tablet.speak(4);
    auto& vault = world.tablet.vault();
    const Poisoned sent(world, 2, 3);
    const auto right = receipt_of(offer(world, plan_of(vault, 2, 3)));
    auto desk = world.tablet.desk();
    (void)NEED(send::accept_receipt(desk, view_of(right)));
    for (auto receipt = sent.receipts.rbegin(); receipt != sent.receipts.rend(); ++receipt)
        (void)NEED(send::accept_receipt(desk, view_of(*receipt)));
    const auto status = NEED(send::status(vault));
    CHECK(status.held_back.empty());
    CHECK(status.all_received());
}

TEST_CASE("a backup keeps what is held back, and a content that came later", "[sync][held]") {
    World world;
    world.tablet.speak(4);
    auto& vault = world.tablet.vault();
    const Poisoned sent(world, 2, 10);
    sent.tell(world);
    world.centre.copy_to(world.folder.at("before"));
    world.centre.serve();
    auto desk = world.tablet.desk();
    REQUIRE(NEED(send::send_all(desk, *world.centre.carrier())).complete());
    // Central is put back to before it came right: it is told, held back again, and sent again.
    world.centre.stop();
    world.centre.put_back(world.folder.at("before"));
    NEED(world.centre.central().accept_as_given());
    CHECK(NEED(world.centre.central().held_back(vault.log_id())).size() == 1);
    world.tablet.speak(1);
    world.centre.serve();
    (void)NEED(send::send_all(desk, *world.centre.carrier()));
    const auto report = NEED(send::send_all(desk, *world.centre.carrier()));
    INFO(report.problem.value_or("no problem"));
    CHECK(report.complete());
    CHECK(NEED(world.centre.central().held_back(vault.log_id())).empty());
    CHECK(readable(world).size() ==
          NEED(world.centre.central().store().tree(vault.log_id())).size());
    CHECK(damage_of(world).empty());
}

}  // namespace
}  // namespace cpc::test
