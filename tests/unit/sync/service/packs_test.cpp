// SPDX-License-Identifier: Apache-2.0
// Conferences prepared at the centre: kept in either store, handed out, and as far as a tablet's
// inbox. What is inside is bytes here.
#include "sync/service/packs.hpp"

#include "app/send/packs.hpp"
#include "sync/service/backup.hpp"
#include "sync/service/embedded_store.hpp"
#include "sync/service/office.hpp"
#include "tests/service/world.hpp"

using namespace cpc;
using namespace cpc::test;

namespace {

const ConferenceId family_one{{1, 7}};
const ConferenceId family_other{{2, 8}};

struct Sending : World {
    Hash32 log = tablet.vault().log_id();
    wire::Pairing pairing = centre.central().pairing();
    int taken = 0;
    std::vector<std::string> contents;

    wire::PackName send(const ConferenceId& id, std::uint32_t version, const std::string& what) {
        return NEED(centre.central().send_pack(log, id, version, view_of(what)));
    }
    Bytes file(std::uint64_t number, service::PackWay way = service::PackWay::stick) {
        const auto text = NEED(centre.central().pack_file(log, number, way));
        return {text.begin(), text.end()};
    }
    send::Inbox inbox() { return {tablet.files, folder.at("inbox"), log, pairing}; }
    std::string stick() {
        NEED(tablet.files.make_directories(folder.at("stick")));
        return folder.at("stick");
    }
    void put(const std::string& name, ByteView bytes) {
        NEED(write_whole(tablet.files, stick() + "/" + name, bytes));
    }
    send::Fetched by_stick() {
        transport::DirectoryCarrier carrier(tablet.files, stick());
        return NEED(send::fetch_packs(inbox(), carrier, {}));
    }
    std::vector<send::PackLine> open() {
        return NEED(
            send::open_inbox(tablet.vault(), inbox(), {},
                             [this](const wire::PackName&, std::uint32_t, ByteView content) {
                                 ++taken;
                                 contents.emplace_back(text_of(content));
                                 return Result<send::PackTaken>{send::PackTaken{}};
                             }));
    }
};

}  // namespace

TEST_CASE("packs for a tablet are numbered, and the newest version of each conference waits") {
    Sending s;
    CHECK(s.send(family_one, 1, "first").number == 1);
    CHECK(s.send(family_other, 1, "other").number == 2);
    CHECK(s.send(family_one, 2, "second").number == 3);
    const auto all = NEED(s.centre.central().packs(s.log));
    REQUIRE(all.size() == 3);
    CHECK(text_of(all[2].content) == "second");
    const auto waits = service::waiting(all);
    REQUIRE(waits.size() == 2);
    CHECK(waits[0] == wire::PackName{2, family_other, 1});
    CHECK(waits[1] == wire::PackName{3, family_one, 2});
    CHECK(NEED(s.centre.central().packs(Hash32{1})).empty());
    CHECK(NEED(s.centre.central().fsck()).whole());
}

TEST_CASE("sending a version twice changes nothing, and an earlier one is not sent after it") {
    Sending s;
    s.send(family_one, 2, "second");
    CHECK(s.send(family_one, 2, "second").number == 1);
    auto& central = s.centre.central();
    for (const auto& [version, what] :
         std::vector<std::pair<std::uint32_t, std::string>>{{1, "first"}, {2, "another second"}}) {
        const auto refused = central.send_pack(s.log, family_one, version, view_of(what));
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().fault == Fault::conflict);
    }
    CHECK(NEED(central.packs(s.log)).size() == 1);
    CHECK_FALSE(central.send_pack(Hash32{1}, family_one, 1, view_of("x")).has_value());
    CHECK_FALSE(central.send_pack(s.log, family_other, 1, {}).has_value());
    const std::string long_one(wire::pack_content_bytes_max + 1, 'x');
    CHECK_FALSE(central.send_pack(s.log, family_other, 1, view_of(long_one)).has_value());
}

TEST_CASE("a tablet whose log is frozen is sent nothing and handed nothing") {
    Sending s;
    s.send(family_one, 1, "first");
    auto& central = s.centre.central();
    NEED(central.revoke(s.log, "It was stolen."));
    CHECK_FALSE(central.send_pack(s.log, family_one, 2, view_of("second")).has_value());
    CHECK_FALSE(central.pack_file(s.log, 1, service::PackWay::stick).has_value());
    service::HttpRequest request;
    request.method = "GET";
    request.target = "/v1/packs/" + to_hex(s.log);
    CHECK(service::answer(central, request).status == 409);
    request.target += "/1";
    CHECK(service::answer(central, request).status == 409);
}

TEST_CASE("addresses of packs that do not exist are answered as such") {
    Sending s;
    s.send(family_one, 1, "first");
    const auto status = [&](const std::string& method, const std::string& rest) {
        service::HttpRequest request;
        request.method = method;
        request.target = "/v1/packs/" + rest;
        return service::answer(s.centre.central(), request).status;
    };
    const auto log = to_hex(s.log);
    CHECK(status("GET", log) == 200);
    CHECK(status("GET", log + "/1") == 200);
    CHECK(status("GET", log + "/2") == 404);
    CHECK(status("GET", log + "/0") == 404);
    CHECK(status("GET", log + "/01") == 400);
    CHECK(status("GET", log + "/x") == 400);
    CHECK(status("GET", std::string(64, '0')) == 403);
    CHECK(status("GET", "abc") == 400);
    CHECK(status("POST", log) == 405);
    CHECK(status("GET", log + "/1/2") == 404);
}

TEST_CASE("a pack reaches the inbox over the network sealed, once, and is taken once unlocked",
          "[network]") {
    Sending s;
    s.send(family_one, 1, "Child AB");
    s.centre.serve();
    const auto carrier = s.centre.carrier();
    CHECK(NEED(send::fetch_packs(s.inbox(), *carrier, {})).fresh.size() == 1);
    CHECK(NEED(send::fetch_packs(s.inbox(), *carrier, {})).fresh.empty());
    const auto path = s.folder.at("inbox") + "/" + wire::pack_file_name(family_one);
    const auto lies = NEED(read_whole(s.tablet.files, path, wire::pack_bytes_max));
    CHECK(text_of(lies).find("Child") == std::string_view::npos);
    CHECK(NEED(s.centre.central().packs(s.log))[0].fetched.has_value());
    REQUIRE(s.open().size() == 1);
    CHECK(s.contents == std::vector<std::string>{"Child AB"});
    CHECK_FALSE(s.tablet.files.exists(path));
    CHECK(NEED(send::fetch_packs(s.inbox(), *carrier, {})).fresh.empty());
    CHECK(s.open().empty());
    CHECK(s.taken == 1);
    s.send(family_one, 2, "Child AB, later");
    auto desk = s.tablet.desk();
    desk.inbox = s.folder.at("inbox");
    CHECK(NEED(send::send_all(desk, *carrier)).packs == 1);
    CHECK(s.open().front().name.version == 2);
    CHECK(s.taken == 2);
    CHECK(NEED(send::kept_packs(s.tablet.vault())).size() == 1);
}

TEST_CASE("a stick brings packs by their exact names; what else lies on it is not looked at") {
    Sending s;
    s.send(family_one, 1, "first");
    const auto file = s.file(1);
    CHECK(NEED(s.centre.central().packs(s.log))[0].saved.has_value());
    s.put("pack.cpd", file);
    s.put(family_one.hex() + ".CPD", file);
    s.put(family_one.hex() + ".cpd.part", file);
    CHECK(s.by_stick().fresh.empty());
    NEED(s.tablet.files.make_directories(s.stick() + "/" + family_other.hex() + ".cpd"));
    s.put(std::string(32, 'a') + ".cpd", Bytes(wire::pack_bytes_max + 1, 'x'));
    s.put(std::string(32, 'b') + ".cpd", view_of("not a pack"));
    s.put(wire::pack_file_name(family_one), file);
    const auto found = s.by_stick();
    CHECK(found.fresh.size() == 1);
    REQUIRE(found.refused.size() == 1);
    CHECK(found.refused[0].code == wire::PackCode::damaged);
    CHECK(s.open().size() == 1);
    CHECK(s.by_stick().fresh.empty());
}

TEST_CASE(
    "a pack for another tablet, of another centre, changed, or older is refused by its code") {
    Sending s;
    Sending foreign;
    s.send(family_one, 2, "second");
    foreign.send(family_other, 1, "theirs");
    // Another central's, and one of our central's for another tablet.
    s.put(wire::pack_file_name(family_other), foreign.file(1));
    CHECK(s.by_stick().refused.at(0).code == wire::PackCode::other_central);
    const auto stranger = crypto::SigningKey::generate();
    const auto keys = NEED(service::open_keys(s.centre.files, s.centre.directory()));
    const auto theirs =
        NEED(wire::write_pack({1, family_other, 1}, Hash32{9}, stranger.public_key(), view_of("x"),
                              keys.pairing.name, keys.receipt));
    s.put(wire::pack_file_name(family_other), view_of(theirs));
    CHECK(s.by_stick().refused.at(0).code == wire::PackCode::other_tablet);
    // Named for this log and sealed to another device: only opening finds it.
    const auto mixed = NEED(wire::write_pack({1, family_other, 1}, s.log, stranger.public_key(),
                                             view_of("x"), keys.pairing.name, keys.receipt));
    s.put(wire::pack_file_name(family_other), view_of(mixed));
    CHECK(s.by_stick().fresh.size() == 1);
    CHECK(s.open().at(0).code == wire::PackCode::other_tablet);
    auto changed = s.file(1);
    changed[200] ^= 1U;
    s.put(wire::pack_file_name(family_other), changed);
    const auto refused = s.by_stick().refused;
    REQUIRE(refused.size() == 1);
    CHECK(refused[0].code == wire::PackCode::damaged);
    // The second version was taken; the first comes behind it.
    s.put(wire::pack_file_name(family_one), s.file(1));
    CHECK(s.by_stick().fresh.size() == 1);
    CHECK(s.open().at(0).code == wire::PackCode::taken);
    const auto first =
        NEED(wire::write_pack({2, family_one, 1}, s.log, s.tablet.vault().device_key().public_key(),
                              view_of("first"), keys.pairing.name, keys.receipt));
    CHECK(s.by_stick().fresh.empty());
    NEED(write_whole(s.tablet.files, s.folder.at("inbox") + "/" + wire::pack_file_name(family_one),
                     view_of(first)));
    CHECK(s.open().at(0).code == wire::PackCode::older);
    CHECK(s.taken == 1);
    NEED(send::keep_refused(s.tablet.vault(), refused));
    CHECK(NEED(send::kept_packs(s.tablet.vault())).size() >= 2);
}

TEST_CASE("what was prepared is as it was in a restored backup, number for number", "[embedded]") {
    Sending s;
    s.send(family_one, 1, "first");
    s.send(family_other, 1, "other");
    s.send(family_one, 2, "second");
    (void)s.file(2, service::PackWay::network);
    (void)s.file(3);
    auto& central = s.centre.central();
    NEED(central.add_note("prepared", Bytes(16, 1), view_of("as it was typed")));
    const auto before = NEED(central.packs(s.log));
    const auto keys = NEED(service::open_keys(s.centre.files, s.centre.directory()));
    const auto backup = s.folder.at("central.backup");
    (void)NEED(service::write_backup(central.store(), keys, s.centre.files, backup));
    const auto store =
        NEED(service::EmbeddedStore::open(s.folder.at("other.db"), keys.store_key, false));
    (void)NEED(service::restore_backup(*store, keys, s.centre.files, backup));
    const auto rows = NEED(store->office("pack", Bytes(s.log.begin(), s.log.end()), 0, 10));
    REQUIRE(rows.size() == before.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        CHECK(NEED(service::open_office(keys, rows[i])).size() == 20 + before[i].content.size());
    CHECK(NEED(store->office("pack-way", {}, 0, 10)).size() == 2);
    CHECK(NEED(store->office("prepared", {}, 0, 10)).size() == 1);
}
