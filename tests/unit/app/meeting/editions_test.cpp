// SPDX-License-Identifier: Apache-2.0
// A conference keeps the rules it was opened under, whatever is installed or lost afterwards.
#include "app/meeting/desk.hpp"
#include "core/procedure/zone.hpp"
#include "platform/clock/clock.hpp"
#include "platform/entropy/entropy.hpp"
#include "shelf.hpp"

namespace cpc::meeting {
namespace {

using test::Shelves;

constexpr const char* passphrase = "test";

struct Tablet {
    Shelves shelves;
    platform::SystemClock clock;
    platform::SystemEntropy entropy;
    std::unique_ptr<Desk> desk;

    Library library() {
        auto loaded = Library::load(shelves.files, shelves.shelf());
        if (!loaded) FAIL(loaded.error().text());
        return std::move(*loaded);
    }
    void set_up() {
        SetUp setup;
        setup.cost = crypto::KeyslotCost::practice();
        setup.practice = true;
        auto made = Desk::set_up({shelves.files, clock, entropy}, shelves.path("store"),
                                 crypto::SecretBytes::from(passphrase), setup, library());
        if (!made) FAIL(made.error().text());
        desk = std::move(*made);
    }
    void start_again() {
        desk.reset();
        auto opened = Desk::open({shelves.files, clock, entropy}, shelves.path("store"),
                                 crypto::SecretBytes::from(passphrase), library());
        if (!opened) FAIL(opened.error().text());
        desk = std::move(*opened);
    }
    Meeting& begin() {
        conference::ConferenceOpened opened;
        opened.type = "initial";
        opened.family = "Family E";
        opened.venue = "Room 1";
        const auto day = Date::parse("2027-03-30");
        const auto start = procedure::wall_time(*day, 600, "Europe/London");
        REQUIRE(start.has_value());
        opened.planned_start = *start;
        opened.planned_minutes = 90;
        opened.basis = "incident";
        opened.start_events.push_back({"strategy-meeting", *Date::parse("2027-03-09")});
        auto begun = desk->begin("torbay-cpp", opened);
        if (!begun) FAIL(begun.error().text());
        REQUIRE(begun->meeting != nullptr);
        return *begun->meeting;
    }
    Meeting& meeting(ConferenceId id) {
        auto found = desk->meeting(id);
        REQUIRE(found.has_value());
        return **found;
    }
};

std::string last_day(const Meeting& meeting) {
    const auto all = meeting.deadlines();
    const auto* limit = all.find("TOR-T01");
    REQUIRE(limit != nullptr);
    return procedure::iso(limit->due);
}

Result<Reply> add_a_child(Desk& desk, Meeting& meeting) {
    conference::ChildAdded child;
    child.child = desk.fresh_id<ChildId>();
    child.ref = "E1";
    child.name = "Child E1";
    return meeting.submit(conference::Say<conference::ChildAdded>{child});
}

TEST_CASE("of two editions the one that took effect last opens new conferences", "[REQ-009]") {
    Shelves shelves;
    shelves.put("installed/a-newer.toml", shelves.newer_torbay());
    const auto library = Library::load(shelves.files, shelves.shelf());
    REQUIRE(library.has_value());
    CHECK(library->editions().size() == 1);
    CHECK(library->by_id("torbay-cpp")->rules.procedure.edition == "2026-2");
    REQUIRE(library->other_editions().size() == 1);
    const auto& older = library->other_editions()[0].rules.procedure;
    CHECK(older.edition == "2026-1");
    CHECK(library->by_hash(older.hash) == &library->other_editions()[0]);
    // Before its day it waits.
    auto shelf = shelves.shelf();
    shelf.today = Date::parse("2026-08-31");
    const auto before = Library::load(shelves.files, shelf);
    REQUIRE(before.has_value());
    CHECK(before->by_id("torbay-cpp")->rules.procedure.edition == "2026-1");
}

TEST_CASE("an edition that has ended opens nothing new, and is still there for what was begun",
          "[REQ-009]") {
    Shelves shelves;
    auto text = shelves.torbay();
    Shelves::swap(text, "effective_from = 2008-04-01",
                  "effective_from = 2008-04-01\neffective_to = 2026-08-31");
    shelves.put("assets/procedures/torbay-cpp.toml", text);
    const auto on = [&](const char* day) {
        auto shelf = shelves.shelf();
        shelf.today = Date::parse(day);
        auto library = Library::load(shelves.files, shelf);
        REQUIRE(library.has_value());
        return std::move(*library);
    };
    CHECK(on("2026-08-31").by_id("torbay-cpp") != nullptr);
    const auto after = on("2026-09-01");
    CHECK(after.by_id("torbay-cpp") == nullptr);
    CHECK(after.editions().empty());
    REQUIRE(after.other_editions().size() == 1);
    CHECK(after.by_hash(after.other_editions()[0].rules.procedure.hash) != nullptr);
    CHECK(on("2008-03-31").editions().empty());  // and one that is to come opens nothing yet
    // With its successor beside it the successor is offered.
    shelves.put("installed/next.toml", shelves.newer_torbay());
    CHECK(on("2026-09-01").by_id("torbay-cpp")->rules.procedure.edition == "2026-2");
    CHECK(on("2026-08-31").by_id("torbay-cpp")->rules.procedure.edition == "2026-1");
    // To practise with, nothing is kept back.
    const auto practice = Library::load(shelves.files, shelves.shelf());
    REQUIRE(practice.has_value());
    CHECK(practice->by_id("torbay-cpp") != nullptr);
}

TEST_CASE("a real desk begins nothing under an edition that is not in force, a practice desk may",
          "[REQ-009]") {
    for (const bool practice : {true, false}) {
        CAPTURE(practice);
        Shelves shelves;
        auto text = shelves.torbay();
        Shelves::swap(text, "effective_from = 2008-04-01",
                      "effective_from = 2008-04-01\neffective_to = 2009-03-31");
        shelves.put("assets/procedures/torbay-cpp.toml", text);
        auto library = Library::load(shelves.files, shelves.shelf());
        REQUIRE(library.has_value());
        platform::SystemClock clock;
        platform::SystemEntropy entropy;
        SetUp setup;
        setup.cost = crypto::KeyslotCost::practice();
        setup.practice = practice;
        auto desk = Desk::set_up({shelves.files, clock, entropy}, shelves.path("store"),
                                 crypto::SecretBytes::from(passphrase), setup, std::move(*library));
        if (!desk) FAIL(desk.error().text());
        conference::ConferenceOpened opened;
        opened.type = "initial";
        opened.family = "Family E";
        opened.planned_start = (*desk)->now((*desk)->library().editions()[0].rules.procedure);
        opened.basis = "incident";
        opened.start_events.push_back({"strategy-meeting", opened.planned_start.date});
        const auto begun = (*desk)->begin("torbay-cpp", opened);
        CHECK(begun.has_value() == practice);
        if (!begun) CHECK(begun.error().what == "this edition is not in force today");
    }
}

TEST_CASE("installing a newer edition leaves an open conference under its own", "[REQ-009]") {
    Tablet tablet;
    tablet.set_up();
    const auto id = tablet.begin().id();
    CHECK(last_day(tablet.meeting(id)) == "2027-04-01");
    const auto old_hash = tablet.meeting(id).rules().procedure.hash;

    tablet.shelves.put("installed/torbay-2.toml", tablet.shelves.newer_torbay());
    tablet.start_again();
    CHECK(tablet.meeting(id).rules().procedure.hash == old_hash);
    CHECK(last_day(tablet.meeting(id)) == "2027-04-01");
    CHECK(add_a_child(*tablet.desk, tablet.meeting(id)).has_value());
    auto& newer = tablet.begin();
    CHECK(newer.rules().procedure.edition == "2026-2");
    CHECK(last_day(newer) == "2027-03-25");
}

TEST_CASE("an edition that left the tablet is found again with the record", "[REQ-009]") {
    Tablet tablet;
    tablet.set_up();
    const auto id = tablet.begin().id();
    // The program's next version brings the newer file in the older one's place.
    tablet.shelves.put("assets/procedures/torbay-cpp.toml", tablet.shelves.newer_torbay());
    tablet.start_again();
    CHECK(tablet.desk->library().other_editions().empty());
    CHECK(tablet.meeting(id).rules().procedure.edition == "2026-1");
    CHECK(last_day(tablet.meeting(id)) == "2027-04-01");
    CHECK(add_a_child(*tablet.desk, tablet.meeting(id)).has_value());
    CHECK(tablet.begin().rules().procedure.edition == "2026-2");
}

TEST_CASE("without its edition a conference can be read, and refuses plainly to go on",
          "[REQ-009]") {
    for (const char* instead : {"", "another edition"}) {
        CAPTURE(instead);
        Tablet tablet;
        tablet.set_up();
        const auto id = tablet.begin().id();
        const auto hash = tablet.meeting(id).rules().procedure.hash;
        tablet.shelves.put("assets/procedures/torbay-cpp.toml", tablet.shelves.newer_torbay());
        // The copy beside the record is lost, or no longer what the record says.
        const auto key = "desk/procedure/" + hash;
        auto& vault = tablet.desk->vault();
        REQUIRE((std::string_view(instead).empty()
                     ? vault.erase_state(key)
                     : vault.put_state(key, view_of(tablet.shelves.newer_torbay())))
                    .has_value());
        tablet.start_again();
        CHECK(tablet.meeting(id).state().opened->family == "Family E");
        const auto refused = add_a_child(*tablet.desk, tablet.meeting(id));
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().text().find(
                  "the procedure this conference was opened under is not on this tablet") !=
              std::string::npos);
    }
}

}  // namespace
}  // namespace cpc::meeting
