// SPDX-License-Identifier: Apache-2.0
// Level 2: what the second site signs, what it does not, and who notices that central was put back.
#include "sync/service/second_site.hpp"

#include "app/send/verify.hpp"
#include "core/record/device_events.hpp"
#include "sync/service/embedded_store.hpp"
#include "sync/wire/receipt.hpp"
#include "tests/service/plans.hpp"
#include "tests/service/sites.hpp"

namespace cpc::test {
namespace {

TEST_CASE("a record is of level 2 once the second site has computed it again, and not before",
          "[central][second]") {
    World world;
    Sites sites(world);
    world.tablet.speak(4);
    CHECK(sent(world).confirmed == 0);
    const auto before = NEED(send::status(world.tablet.vault()));
    CHECK(before.received == before.recorded);
    const auto facts = sites.carry();
    CHECK(facts.confirmed == 1);
    CHECK_FALSE(facts.wrong);
    const auto report = sent(world);
    CHECK(report.complete());
    CHECK(report.confirmed == before.recorded);
    const auto after = NEED(send::status(world.tablet.vault()));
    CHECK(after.confirmed_at.has_value());
    const auto text = NEED(send::kept_receipt(world.tablet.vault(), after.items[0].bundle));
    REQUIRE(text);
    CHECK(NEED(wire::read_receipt(view_of(*text))).level == 2);
    const auto verdict = send::verify_receipt(view_of(*text), world.centre.central().pairing());
    CHECK(verdict.exit_code == 0);
    CHECK(verdict.text.find("second.example.org") != std::string::npos);
}

TEST_CASE("what was confirmed is not copied again, and what is new goes on from there",
          "[central][second]") {
    World world;
    Sites sites(world);
    for (int i = 0; i < 3; ++i) {
        world.tablet.speak(2);
        CHECK(sent(world).complete());
        CHECK(sites.carry().held == static_cast<std::uint64_t>(i) + 1);
        CHECK(sites.copied.first == static_cast<std::uint64_t>(i));
        CHECK(sites.copied.receipts == 1);
    }
    CHECK(sites.copied.entries > 0);
    const auto nothing = sites.copy();
    CHECK(sites.copied.receipts == 0);
    CHECK_FALSE(world.tablet.files.exists(nothing));
    // A whole copy once more: the same signatures, byte for byte.
    const auto path = sites.answers();
    const auto names = NEED(world.tablet.files.list(path));
    const auto first = NEED(read_whole(world.tablet.files, path + "/" + names[0], 65'536));
    CHECK(sites.carry(service::Whole::yes).confirmed == 3);
    CHECK(NEED(read_whole(world.tablet.files, path + "/" + names[0], 65'536)) == first);
}

TEST_CASE(
    "what was held back comes to the second site with the receipt that takes it, and not before",
    "[central][second][held]") {
    World world;
    Sites sites(world);
    world.tablet.speak(4);
    auto& vault = world.tablet.vault();
    auto bad = plan_of(vault);
    bad.entries[2].key_wrap[30] ^= 1U;
    auto desk = world.tablet.desk();
    (void)NEED(send::accept_receipt(desk, view_of(receipt_of(offer(world, std::move(bad))))));
    CHECK(sites.carry().confirmed == 1);
    const auto content = [&] { return NEED(sites.store().entry(vault.log_id(), 2))->ciphertext; };
    CHECK(content().empty());
    const auto right = receipt_of(offer(world, plan_of(vault, 2, 3)));
    (void)NEED(send::accept_receipt(desk, view_of(right)));
    const auto facts = sites.carry();
    CHECK(facts.wrong.value_or("") == "");
    CHECK(facts.confirmed == 1);
    CHECK(content() == NEED(vault.raw(2, 3)).front().ciphertext);
    // A second site that begins now takes all of it at once.
    const auto again = sent(world);
    CHECK(again.complete());
    CHECK(again.confirmed == again.recorded);
}

TEST_CASE("any flipped byte of a copy confirms nothing that is not so", "[central][second]") {
    World world;
    Sites sites(world);
    world.tablet.speak(2);
    CHECK(sent(world).complete());
    const auto path = sites.copy();
    const auto whole = NEED(read_whole(world.tablet.files, path, limits::bundle_bytes_max));
    for (std::size_t at = 0; at < whole.size(); at += 37) {
        auto hurt = whole;
        hurt[at] ^= 4;
        const auto bent = world.folder.at("bent");
        NEED(write_whole(world.tablet.files, bent, hurt));
        INFO("byte " << at);
        const auto keys = NEED(service::open_keys(world.tablet.files, world.folder.at("second")));
        const auto store = NEED(service::EmbeddedStore::open(
            world.folder.at("bent-" + std::to_string(at)), keys.store_key, false));
        const auto facts = service::check_copy(
            {*store, keys, world.tablet.files, world.tablet.clock, world.folder.at("second")}, bent,
            world.folder.at("bent-answers"));
        // The last frame only says how much there was: what came before it is whole.
        const bool end = at + 120 > whole.size();
        CHECK((!facts || facts->confirmed == 0 || end));
    }
}

TEST_CASE(
    "a central that was put back is found by its second site and by the tablet, each in words",
    "[central][second][embedded]") {
    World world;
    Sites sites(world);
    world.tablet.speak(2);
    CHECK(sent(world).complete());
    world.centre.stop();
    world.centre.copy_to(world.folder.at("old"));
    world.tablet.speak(2);
    CHECK(sent(world).complete());
    CHECK(sites.carry().held == 2);
    world.centre.stop();
    world.centre.put_back(world.folder.at("old"));

    world.tablet.speak(1);
    const auto report = sent(world);
    INFO(report.problem.value_or(""));
    CHECK(report.complete());
    REQUIRE_FALSE(report.notes.empty());
    CHECK(report.notes[0].find("older backup") != std::string::npos);
    CHECK_FALSE(NEED(world.centre.central().store().list_notices(10)).empty());
    bool on_record = false;
    for (const auto& stored : NEED(world.tablet.vault().conference(ConferenceId{})))
        on_record = on_record || stored.header.type == record::StorageFault::entry_type;
    CHECK(on_record);

    const auto facts = sites.check(sites.copy(service::Whole::yes));
    REQUIRE(facts.wrong);
    CHECK(facts.wrong->find("put back to an older") != std::string::npos);
    CHECK(facts.confirmed == 1);
}

TEST_CASE("after a restore that a person accepted, every receipt says so and tablets are told once",
          "[central][second]") {
    World world;
    world.tablet.speak(1);
    CHECK(sent(world).notes.empty());
    CHECK(NEED(world.centre.central().accept_as_given()).whole());
    world.tablet.speak(1);
    const auto report = sent(world);
    CHECK(report.complete());
    REQUIRE(report.notes.size() == 1);
    CHECK(report.notes[0].find("begun anew from a backup") != std::string::npos);
    const auto text = NEED(send::kept_receipt(world.tablet.vault(), *report.last_receipt));
    CHECK(NEED(wire::read_receipt(view_of(*text))).epoch > 0);
    // Written down before the next sending, and then not said again.
    CHECK(sent(world).notes.size() == 1);
    CHECK(sent(world).notes.empty());
    world.centre.stop();
    world.centre.close();
    world.centre.open();
    world.tablet.speak(1);
    CHECK(sent(world).notes.empty());
}

TEST_CASE("fsck of a second site finds a changed content without being able to read any",
          "[central][second]") {
    World world;
    Sites sites(world);
    world.tablet.speak(4);
    CHECK(sent(world).complete());
    CHECK(sites.carry().confirmed == 1);
    const auto home = world.folder.at("second");
    sites.close();
    auto second = NEED(service::Central::open(
        {world.tablet.files, world.tablet.clock, [](std::string_view, const std::string&) {}},
        home));
    const auto whole = NEED(second.fsck());
    CHECK(whole.damage == std::vector<std::string>{});
    CHECK(whole.entries == NEED(send::status(world.tablet.vault())).received);
    auto& db = dynamic_cast<service::EmbeddedStore&>(second.store()).database();
    NEED(db.execute("DROP TRIGGER content_no_UPDATE"));
    NEED(
        db.execute("UPDATE content SET ciphertext = randomblob(length(ciphertext)) WHERE seq = "
                   "(SELECT max(seq) FROM content)"));
    CHECK_FALSE(NEED(second.fsck()).whole());
}

}  // namespace
}  // namespace cpc::test
