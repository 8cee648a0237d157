// SPDX-License-Identifier: Apache-2.0
// A backup holds everything, says so when it does not, and comes back receipt for receipt.
#include "sync/service/backup.hpp"

#include "sync/service/embedded_store.hpp"
#include "tests/service/world.hpp"

namespace cpc::test {
namespace {

using service::BackupFacts;

// Three bundles, one of them with nothing new, a refusal, and a fork that froze the log.
struct Lived : World {
    std::vector<std::string> receipts;
    Lived() {
        tablet.speak(4);
        send();
        tablet.copy_to(folder.at("copy"));
        tablet.speak(2);
        send();
        tablet.put_back(folder.at("copy"));
        tablet.speak(3);
        const auto rival = seal_from(0);
        REQUIRE(std::holds_alternative<wire::Refusal>(
            centre.central().take_in(rival.bundle, rival.file)));
    }
    Sealed seal_from(std::uint64_t from) {
        auto desk = tablet.desk();
        NEED(tablet.files.make_directories(desk.outbox));
        const auto one = NEED(send::prepare_one(desk, from));
        return {one.item.bundle,
                NEED(read_whole(tablet.files, one.path, limits::bundle_bytes_max))};
    }
    void send() {
        const auto sealed = seal_from(0);
        receipts.push_back(receipt_of(centre.central().take_in(sealed.bundle, sealed.file)));
    }
    [[nodiscard]] service::CentralKeys keys() {
        return NEED(service::open_keys(centre.files, centre.directory()));
    }
    [[nodiscard]] std::string backup() { return folder.at("central.backup"); }
    Result<BackupFacts> write() {
        return service::write_backup(centre.central().store(), keys(), centre.files, backup());
    }
};

std::unique_ptr<service::EmbeddedStore> fresh_store(Lived& world, const std::string& name) {
    return NEED(service::EmbeddedStore::open(world.folder.at(name), world.keys().store_key, false));
}

}  // namespace

TEST_CASE("a backup restored into an empty store gives every row back", "[central][backup]") {
    Lived world;
    const auto written = NEED(world.write());
    CHECK(written.logs == 1);
    CHECK(written.receipts == 2);
    const auto store = fresh_store(world, "other.db");
    const auto restored =
        NEED(service::restore_backup(*store, world.keys(), world.centre.files, world.backup()));
    CHECK(restored.entries == written.entries);
    auto& from = world.centre.central().store();
    const auto log = world.tablet.vault().log_id();
    CHECK(NEED(store->tree(log)).root() == NEED(from.tree(log)).root());
    CHECK(NEED(store->receipts_root(2)) == NEED(from.receipts_root(2)));
    CHECK(NEED(store->list_received(9)).front().receipt == world.receipts.back());
    const auto row = NEED(store->find_log(log));
    REQUIRE(row);
    CHECK(row->frozen == NEED(from.find_log(log))->frozen);
    CHECK(row->frozen_at.ms == NEED(from.find_log(log))->frozen_at.ms);
    CHECK(NEED(store->evidence_count(log)) == NEED(from.evidence_count(log)));
    CHECK(NEED(store->list_rejected(9)).size() == NEED(from.list_rejected(9)).size());
    CHECK(NEED(store->signers(log)).size() == NEED(from.signers(log)).size());
    CHECK(NEED(store->keys(log)).size() == NEED(from.keys(log)).size());
    // Not a second time into the same one.
    const auto again =
        service::restore_backup(*store, world.keys(), world.centre.files, world.backup());
    REQUIRE_FALSE(again);
    CHECK(again.error().fault == Fault::refused);
}

TEST_CASE("a backup that was cut, changed or belongs to others restores nothing",
          "[central][backup]") {
    Lived world;
    (void)NEED(world.write());
    auto& files = world.centre.files;
    const auto keys = world.keys();
    const auto whole = NEED(read_whole(files, world.backup(), 64U << 20U));
    const std::string bent = world.folder.at("bent.backup");
    const auto refused = [&](ByteView bytes) {
        NEED(write_whole(files, bent, bytes));
        return !service::check_backup(keys, files, bent);
    };
    for (std::size_t at = 0; at < whole.size(); at += 97) {
        INFO("byte " << at);
        CHECK(refused(ByteView{whole}.first(at)));
        Bytes flipped = whole;
        flipped[at] ^= 1U;
        CHECK(refused(flipped));
    }
    Bytes longer = whole;
    longer.push_back(0);
    CHECK(refused(longer));
    CHECK_FALSE(refused(whole));
    const auto strangers =
        NEED(service::create_keys(files, world.folder.at("s"), {"b.example/cpc", false, {}}));
    CHECK_FALSE(service::check_backup(strangers, files, world.backup()));
    const auto over = world.write();
    REQUIRE_FALSE(over);
    CHECK(over.error().fault == Fault::refused);
}

TEST_CASE("fsck says when the newest receipts are gone although all that is left fits together",
          "[central][fsck]") {
    World world;
    const auto send = [&] {
        world.tablet.speak(1);
        auto desk = world.tablet.desk();
        NEED(world.tablet.files.make_directories(desk.outbox));
        const auto one = NEED(send::prepare_one(desk, 0));
        (void)receipt_of(world.centre.central().take_in(
            one.item.bundle,
            NEED(read_whole(world.tablet.files, one.path, limits::bundle_bytes_max))));
    };
    send();
    world.centre.copy_to(world.folder.at("older"));
    send();
    // The store of then beside the note of now.
    const auto note =
        NEED(read_whole(world.centre.files, world.centre.directory() + "/given.cpg", 4096));
    world.centre.put_back(world.folder.at("older"));
    NEED(write_whole(world.centre.files, world.centre.directory() + "/given.cpg", note));
    world.centre.close();
    world.centre.open();
    const auto damage = NEED(world.centre.central().fsck()).damage;
    REQUIRE(damage.size() == 1);
    CHECK(damage.front().find("fewer are stored") != std::string::npos);
    send();
    CHECK_FALSE(NEED(world.centre.central().fsck()).whole());
    NEED(world.centre.central().accept_as_given());
    CHECK(NEED(world.centre.central().fsck()).whole());
}

TEST_CASE("a tablet that was withdrawn is refused with the reason, and stays so",
          "[central][revoke]") {
    World world;
    world.tablet.speak(1);
    const auto log = world.tablet.vault().log_id();
    NEED(world.centre.central().revoke(log, "it was stolen from a car"));
    const auto sealed = world.seal();
    const auto answer = world.centre.central().take_in(sealed.bundle, sealed.file);
    const auto refusal = refusal_of(answer);
    CHECK(refusal.code == wire::RefusalCode::frozen);
    CHECK(refusal.message.find("stolen from a car") != std::string::npos);
    CHECK_FALSE(world.centre.central().revoke(log, "again"));
    CHECK_FALSE(world.centre.central().revoke(Hash32{}, "nobody"));
}

}  // namespace cpc::test
