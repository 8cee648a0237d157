// SPDX-License-Identifier: Apache-2.0
// The home screen's lines come from rows that the record bears out, and from nothing else.
#include "app/meeting/desk.hpp"
#include "core/procedure/zone.hpp"
#include "platform/clock/clock.hpp"
#include "platform/entropy/entropy.hpp"
#include "shelf.hpp"

namespace cpc::meeting {
namespace {

using test::Shelves;

struct HomeTablet {
    Shelves shelves;
    platform::SystemClock clock;
    platform::SystemEntropy entropy;
    std::unique_ptr<Desk> desk;

    HomeTablet() {
        auto library = Library::load(shelves.files, shelves.shelf());
        REQUIRE(library.has_value());
        SetUp setup;
        setup.cost = crypto::KeyslotCost::practice();
        setup.practice = true;
        auto made = Desk::set_up({shelves.files, clock, entropy}, shelves.path("store"),
                                 crypto::SecretBytes::from("test"), setup, std::move(*library));
        if (!made) FAIL(made.error().text());
        desk = std::move(*made);
    }
    void start_again() {
        desk.reset();
        auto library = Library::load(shelves.files, shelves.shelf());
        REQUIRE(library.has_value());
        auto opened = Desk::open({shelves.files, clock, entropy}, shelves.path("store"),
                                 crypto::SecretBytes::from("test"), std::move(*library));
        if (!opened) FAIL(opened.error().text());
        desk = std::move(*opened);
    }
    ConferenceId begin(const std::string& family, const char* day) {
        conference::ConferenceOpened opened;
        opened.type = "initial";
        opened.family = family;
        opened.venue = "Room 1";
        const auto start = procedure::wall_time(*Date::parse(day), 600, "Europe/London");
        REQUIRE(start.has_value());
        opened.planned_start = *start;
        opened.planned_minutes = 90;
        opened.basis = "incident";
        opened.start_events.push_back({"strategy-meeting", *Date::parse("2027-03-09")});
        auto begun = desk->begin("torbay-cpp", opened);
        if (!begun) FAIL(begun.error().text());
        REQUIRE(begun->meeting != nullptr);
        return begun->meeting->id();
    }
    void add_a_child(ConferenceId id) {
        conference::ChildAdded child;
        child.child = desk->fresh_id<ChildId>();
        child.ref = "E1";
        child.name = "Child E1";
        auto* meeting = desk->meeting(id).value();
        REQUIRE(meeting->submit(conference::Say<conference::ChildAdded>{child}).has_value());
    }
    std::vector<std::string> families() {
        std::vector<std::string> out;
        const auto lines = desk->home();
        for (const auto& line : *lines)
            out.push_back(line->family);
        return out;
    }
};

TEST_CASE("opening a tablet loads no conference whose line the record bears out") {
    HomeTablet tablet;
    const auto first = tablet.begin("Family A", "2027-03-30");
    tablet.begin("Family C", "2027-05-30");
    tablet.begin("Family B", "2027-04-30");
    tablet.begin("Family B2", "2027-04-30");
    const std::vector<std::string> newest_first{"Family C", "Family B", "Family B2", "Family A"};
    CHECK(tablet.families() == newest_first);
    for (int i = 0; i < 2; ++i) {
        tablet.start_again();
        CHECK(tablet.families() == newest_first);
        CHECK(tablet.desk->loaded() == 0);
    }
    REQUIRE(tablet.desk->meeting(first).has_value());
    CHECK(tablet.desk->loaded() == 1);
}

TEST_CASE("a line follows what is recorded, at once and after starting again") {
    HomeTablet tablet;
    const auto id = tablet.begin("Family A", "2027-03-30");
    CHECK(tablet.desk->home()->front()->children == 0);
    const auto before = tablet.desk->home();
    tablet.add_a_child(id);
    CHECK(tablet.desk->home()->front()->children == 1);
    CHECK(before->front()->children == 0);  // a list once given does not change under its reader
    tablet.start_again();
    CHECK(tablet.desk->home()->front()->children == 1);
    CHECK(tablet.desk->loaded() == 0);
}

TEST_CASE("a row that the record does not bear out is made anew from the entries") {
    HomeTablet tablet;
    const auto id = tablet.begin("Family A", "2027-03-30");
    tablet.start_again();
    const auto key = "home/" + id.hex();
    const auto old = tablet.desk->vault().get_state(key).value();
    REQUIRE(old.has_value());
    tablet.add_a_child(id);
    tablet.start_again();
    const auto fresh = tablet.desk->vault().get_state(key).value();
    CHECK(fresh != old);
    SECTION("it is older than the record") {
        REQUIRE(tablet.desk->vault().put_state(key, *old).has_value());
    }
    SECTION("it is gone") {
        REQUIRE(tablet.desk->vault().erase_state(key).has_value());
    }
    SECTION("it is no row") {
        REQUIRE(tablet.desk->vault().put_state(key, view_of("nonsense")).has_value());
    }
    tablet.start_again();
    CHECK(tablet.desk->home()->front()->children == 1);
    CHECK(tablet.desk->loaded() == 0);
    CHECK(tablet.desk->vault().get_state(key).value() == fresh);
}

TEST_CASE("only so many conferences stay loaded, and those that went are there when asked for") {
    HomeTablet tablet;
    std::vector<ConferenceId> all;
    for (std::size_t i = 0; i < Desk::loaded_max + 4; ++i)
        all.push_back(tablet.begin("Family " + std::to_string(i), "2027-03-30"));
    CHECK(tablet.desk->loaded() == Desk::loaded_max);
    auto* const last = tablet.desk->meeting(all.back()).value();
    for (const auto& id : all) {
        const auto meeting = tablet.desk->meeting(id);
        REQUIRE(meeting.has_value());
        CHECK((*meeting)->id() == id);
        // Asked for in between, it stays the same one.
        CHECK(tablet.desk->meeting(all.back()).value() == last);
        CHECK(tablet.desk->loaded() <= Desk::loaded_max);
    }
}

}  // namespace
}  // namespace cpc::meeting
