// SPDX-License-Identifier: Apache-2.0
// fsck reads the centre's own list: who may let tablets in, and whether two of them did each time.
#include "sync/service/fsck_office.hpp"

#include "sync/service/backup.hpp"
#include "sync/service/embedded_store.hpp"
#include "sync/service/office.hpp"
#include "tests/service/custody.hpp"

namespace cpc::test {
namespace {

namespace kind = service::office_kind;

struct Admitted : Custody {
    Custodian e{"e.example"};
    Hash32 log = tablet.vault().log_id();

    Admitted() {
        name_them();
        let_in();
    }
    [[nodiscard]] service::Central& central() { return centre.central(); }
    [[nodiscard]] Bytes about() const { return {log.begin(), log.end()}; }
    [[nodiscard]] std::string list_of(const std::vector<const Custodian*>& members) const {
        wire::Custodians out{custody_central, {}};
        for (const auto* each : members)
            out.members.push_back(each->open());
        return NEED(wire::custodians_text(out));
    }
    void let_in() {
        const auto text = NEED(wire::admission_text(admission()));
        (void)NEED(service::admit(central(), signed_by(text, {&a, &b})));
    }
    // As somebody who holds central's keys and writes to its store with a program of their own.
    void plant(const char* as, const Bytes& row_about, const Bytes& file) {
        NEED(central().add_note(as, row_about, file));
    }
    [[nodiscard]] std::string damage() {
        std::string out;
        for (const auto& line : NEED(central().fsck()).damage)
            out += line + "\n";
        return out;
    }
};

bool says(const std::string& damage, const char* words) {
    INFO(damage);
    return damage.find(words) != std::string::npos;
}

TEST_CASE("a list that custodians kept in order is whole, also after they changed and in a backup",
          "[central][custody][fsck][REQ-301]") {
    Admitted world;
    const auto later = world.list_of({&world.stranger, &world.e, &world.c});
    (void)NEED(
        service::name_custodians(world.central(), Custody::signed_by(later, {&world.a, &world.b})));
    Tablet second{world.folder.at("second"), false};
    auto admission = world.admission();
    admission.device_file = second.registration();
    const auto text = NEED(wire::admission_text(admission));
    (void)NEED(
        service::admit(world.central(), Custody::signed_by(text, {&world.e, &world.stranger})));
    CHECK(world.damage().empty());
    CHECK(NEED(world.central().fsck()).office == 4);

    // The first admission was signed by people who are no custodians any more: order matters.
    const auto keys = NEED(service::open_keys(world.centre.files, world.centre.directory()));
    const auto file = world.folder.at("backup");
    (void)NEED(service::write_backup(world.central().store(), keys, world.centre.files, file));
    const auto spare =
        NEED(service::EmbeddedStore::open(world.folder.at("spare.db"), keys.store_key, false));
    (void)NEED(service::restore_backup(*spare, keys, world.centre.files, file));
    std::string damage;
    service::OfficeCheck check(*spare, keys, [&](const std::string& place, std::string what) {
        damage += place + ": " + what + "\n";
    });
    CHECK(NEED(check.run()) == 4);
    CHECK(damage.empty());
}

TEST_CASE("other custodians that two of those before did not sign are found",
          "[central][custody][fsck][REQ-301]") {
    Admitted world;
    const auto own = world.list_of({&world.stranger, &world.e, &world.c});
    world.plant(kind::custodians, {}, Custody::signed_by(own, {&world.stranger, &world.e}));
    CHECK(says(world.damage(), "two of the custodians before did not sign it"));
    // And whom these let in is judged by those who counted.
    Tablet other{world.folder.at("other"), false};
    auto bent = world.admission();
    bent.device_file = other.registration();
    const auto text = NEED(wire::admission_text(bent));
    (void)NEED(
        service::admit(world.central(), Custody::signed_by(text, {&world.e, &world.stranger})));
    const auto damage = world.damage();
    CHECK(says(damage, "two of the custodians of that time did not sign it"));
    CHECK(says(damage, "let in without an admission by two custodians"));
}

TEST_CASE("admissions that one signed, for another tablet or another central are found",
          "[central][custody][fsck][REQ-301]") {
    struct Planted {
        const char* words;
        std::function<void(Admitted&)> plant;
    };
    const auto text_of_it = [](Admitted& world) {
        return NEED(wire::admission_text(world.admission()));
    };
    const std::vector<Planted> all = {
        {"two of the custodians of that time did not sign it",
         [&](Admitted& w) {
             w.plant(kind::admission, w.about(), Custody::signed_by(text_of_it(w), {&w.a}));
         }},
        {"two of the custodians of that time did not sign it",
         [&](Admitted& w) {
             w.plant(kind::admission, w.about(),
                     Custody::signed_by(text_of_it(w), {&w.a, &w.stranger}));
         }},
        {"it is about another tablet than it says",
         [&](Admitted& w) {
             w.plant(kind::admission, Bytes(32, 7),
                     Custody::signed_by(text_of_it(w), {&w.a, &w.b}));
         }},
        {"this admission is for another central service",
         [&](Admitted& w) {
             auto elsewhere = w.admission();
             elsewhere.central = "other.example.org/cpc";
             const auto text = NEED(wire::admission_text(elsewhere));
             w.plant(kind::admission, w.about(), Custody::signed_by(text, {&w.a, &w.b}));
         }},
        {"it is no file that people signed",
         [&](Admitted& w) {
             w.plant(kind::admission, w.about(), {'y', 'e', 's'});
         }},
        {"these are the custodians of another central service",
         [&](Admitted& w) {
             wire::Custodians other = w.three();
             other.central = "other.example.org/cpc";
             const auto text = NEED(wire::custodians_text(other));
             w.plant(kind::custodians, {}, Custody::signed_by(text, {&w.a, &w.b}));
         }},
        {"it is of a kind that there is not", [&](Admitted& w) { w.plant("custodian", {}, {1}); }},
        {"it cannot be read",
         [&](Admitted& w) {
             w.plant(kind::held, w.about(), {1, 2, 3});
         }},
        {"it cannot be read", [&](Admitted& w) { w.plant(kind::answer, w.about(), {'x'}); }},
        {"let in without an admission by two custodians",
         [&](Admitted& w) {
             Tablet other{w.folder.at("other"), false};
             const auto device = NEED(wire::read_registration(other.registration()));
             NEED(w.central().store().enrol({device.log_id,
                                             device.device_key,
                                             device.name,
                                             device.origin,
                                             false,
                                             w.central().now(),
                                             {},
                                             "",
                                             {}}));
         }},
    };
    for (const auto& each : all) {
        CAPTURE(each.words);
        Admitted world;
        REQUIRE(world.damage().empty());
        each.plant(world);
        CHECK(says(world.damage(), each.words));
    }
}

TEST_CASE("a practice service with custodians, and tablets from before there were any",
          "[central][custody][fsck]") {
    World practice;
    Custody real;
    // Enrolled by one person, before there were custodians: that was right then.
    (void)NEED(real.centre.central().enrol(real.tablet.registration(), "north"));
    real.centre.clock.ahead_ms += 1000;
    real.name_them();
    CHECK(NEED(real.centre.central().fsck()).damage == std::vector<std::string>{});
    const auto list = NEED(wire::custodians_text(real.three()));
    NEED(practice.centre.central().add_note(kind::custodians, {},
                                            Custody::signed_by(list, {&real.a, &real.b})));
    CHECK_FALSE(NEED(practice.centre.central().fsck()).whole());
}

// With a look, a receipt, another look and another receipt.
struct Looked : World {
    Looked() {
        look("first");
        tablet.speak(2);
        take();
        look("second");
        look("third");
        tablet.speak(1);
        take();
    }
    void look(const char* what) {
        NEED(centre.central().add_note(kind::look, Bytes{1}, view_of(what)));
    }
    void take() {
        const auto sealed = seal();
        auto desk = tablet.desk();
        (void)NEED(send::accept_receipt(
            desk, view_of(receipt_of(centre.central().take_in(sealed.bundle, sealed.file)))));
    }
    [[nodiscard]] std::string damage() {
        std::string out;
        for (const auto& line : NEED(centre.central().fsck()).damage)
            out += line + "\n";
        return out;
    }
};

TEST_CASE("every receipt names the tree over what was done and looked at until then",
          "[central][fsck][REQ-301]") {
    Looked world;
    auto& store = world.centre.central().store();
    CHECK(world.damage().empty());
    auto rows = NEED(store.list_received(10));
    REQUIRE(rows.size() == 2);
    const auto newest = NEED(wire::read_receipt(view_of(rows[0].receipt)));
    const auto first = NEED(wire::read_receipt(view_of(rows[1].receipt)));
    REQUIRE(newest.list);
    REQUIRE(first.list);
    CHECK(first.list->size == 1);
    CHECK(newest.list->size == 3);
    CHECK(newest.list == NEED(store.office_head()));
    record::CompactRange tree;
    NEED(store.scan_office([&](const service::OfficeRow& row) -> Result<void> {
        tree.append(service::office_leaf(row));
        return {};
    }));
    CHECK(newest.list->root == tree.root());
    // The same after the program started again, and in a store made from a backup.
    world.centre.close();
    world.centre.open();
    auto& again = world.centre.central().store();
    CHECK(NEED(again.office_head()) == *newest.list);
    const auto keys = NEED(service::open_keys(world.centre.files, world.centre.directory()));
    const auto file = world.folder.at("backup");
    (void)NEED(service::write_backup(again, keys, world.centre.files, file));
    const auto spare =
        NEED(service::EmbeddedStore::open(world.folder.at("spare.db"), keys.store_key, false));
    (void)NEED(service::restore_backup(*spare, keys, world.centre.files, file));
    CHECK(NEED(spare->office_head()) == *newest.list);
}

TEST_CASE("a look that was taken out, changed, moved or put in between is found",
          "[central][fsck][embedded][REQ-301]") {
    struct Change {
        const char* sql;
        const char* words;
    };
    const char* const other = "not the one that there was when it was given";
    const std::vector<Change> changes = {
        {"DELETE FROM office", "has fewer now"},
        {"DELETE FROM office WHERE number = 3", "has fewer now"},
        {"DELETE FROM office WHERE number = 2", "has fewer now"},
        // Everything that opens as before, so that only the tree knows.
        {"UPDATE office SET at_ms = at_ms + 1 WHERE number = 2", other},
        {"UPDATE office SET number = 9 WHERE number = 1", other},
        {"UPDATE office SET content = (SELECT content FROM office WHERE number = 3) "
         "WHERE number = 2",
         other},
        {"UPDATE office SET number = number + 5 WHERE number > 1; INSERT INTO office "
         "SELECT 2, kind, about, at_ms, content FROM office WHERE number = 1",
         other},
    };
    for (const auto& change : changes) {
        CAPTURE(change.sql);
        Looked world;
        auto& database =
            dynamic_cast<service::EmbeddedStore&>(world.centre.central().store()).database();
        for (const char* trigger : {"office_no_UPDATE", "office_no_DELETE"})
            NEED(database.execute((std::string{"DROP TRIGGER "} + trigger).c_str()));
        NEED(database.execute(change.sql));
        CHECK(says(world.damage(), change.words));
    }
}

TEST_CASE("receipts from before central had the tree are right, and none without it after",
          "[central][fsck]") {
    World world;
    const auto keys = NEED(service::open_keys(world.centre.files, world.centre.directory()));
    service::OfficeCheck check(world.centre.central().store(), keys,
                               [](const std::string&, std::string) {});
    CHECK(NEED(check.run()) == 0);
    using Whose = service::OfficeCheck::Whose;
    const auto empty = NEED(world.centre.central().store().office_head());
    CHECK_FALSE(check.differs(std::nullopt, Whose::own));
    CHECK_FALSE(check.differs(empty, Whose::own));
    CHECK_FALSE(check.differs(empty, Whose::own));
    CHECK(check.differs(std::nullopt, Whose::own));
    CHECK(check.differs(wire::ListHead{0, Hash32{1}}, Whose::own));
    CHECK(check.differs(wire::ListHead{5, Hash32{1}}, Whose::own));
    // At the second site, which has no such list: they only must not contradict each other.
    service::OfficeCheck there(world.centre.central().store(), keys,
                               [](const std::string&, std::string) {});
    CHECK(NEED(there.run()) == 0);
    CHECK_FALSE(there.differs(wire::ListHead{5, Hash32{1}}, Whose::of_another));
    CHECK(there.differs(wire::ListHead{4, Hash32{1}}, Whose::of_another));
    CHECK(there.differs(wire::ListHead{5, Hash32{2}}, Whose::of_another));
}

TEST_CASE("what somebody changed in the list's own rows is found", "[central][fsck][embedded]") {
    struct Change {
        const char* sql;
        const char* words;
    };
    const std::vector<Change> changes = {
        {"DELETE FROM office WHERE kind = 'admission'", "let in without an admission"},
        {"UPDATE office SET kind = 'look' WHERE kind = 'admission'", "let in without an admission"},
        {"UPDATE office SET kind = 'look' WHERE kind = 'custodians'", "there were no custodians"},
        {"UPDATE office SET about = zeroblob(32) WHERE kind = 'admission'", "does not open"},
        {"UPDATE office SET number = number + 9 WHERE kind = 'custodians'",
         "there were no custodians"},
        {"UPDATE office SET content = zeroblob(length(content)) WHERE kind = 'custodians'",
         "does not open"},
        {"UPDATE log SET region = 'south'", "let in without an admission"},
        {"UPDATE log SET name = 'Another'", "let in without an admission"},
        {"UPDATE log SET device_key = randomblob(32)", "let in without an admission"},
    };
    for (const auto& change : changes) {
        CAPTURE(change.sql);
        Admitted world;
        auto& database = dynamic_cast<service::EmbeddedStore&>(world.central().store()).database();
        CHECK_FALSE(database.execute(change.sql));
        for (const char* trigger : {"office_no_UPDATE", "office_no_DELETE", "log_no_UPDATE"})
            NEED(database.execute((std::string{"DROP TRIGGER "} + trigger).c_str()));
        NEED(database.execute(change.sql));
        CHECK(says(world.damage(), change.words));
    }
}

}  // namespace
}  // namespace cpc::test
