// SPDX-License-Identifier: Apache-2.0
// The families to practise with, each from start to close, and prepared for the worst days there
// are.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "app/play/family.hpp"
#include "platform/files/files.hpp"
#include "tests/unit/app/play/room.hpp"

using namespace cpc;

namespace {

std::vector<play::Family> all_families() {
    platform::SystemFiles files;
    auto families =
        play::read_families(files, std::string{CPC_SOURCE_DIR} + "/assets/practice/families");
    if (!families) FAIL(families.error().text());
    return std::move(*families);
}

// A training desk on a day of its own, or one that is not for training.
struct Tablet {
    explicit Tablet(Date day, bool practice = true) {
        std::string name = (std::filesystem::temp_directory_path() / "cpc-family-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        folder = name;
        clock.set(LocalTime{day, 10 * 60 + 7, 0}.instant());
        auto library = meeting::Library::load(files, std::string{CPC_SOURCE_DIR} + "/assets");
        REQUIRE(library);
        meeting::SetUp setup;
        setup.cost = crypto::KeyslotCost::practice();
        setup.practice = practice;
        auto made =
            meeting::Desk::set_up({files, clock, entropy}, folder + "/store",
                                  crypto::SecretBytes::from("test"), setup, std::move(*library));
        REQUIRE(made);
        desk = std::move(*made);
    }
    ~Tablet() {
        desk.reset();
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    }
    platform::SystemFiles files;
    platform::SystemEntropy entropy;
    play::ScriptedClock clock;
    std::string folder;
    std::unique_ptr<meeting::Desk> desk;
};

}  // namespace

TEST_CASE("There are twelve families to practise with, over every area and each with its own name",
          "[play][training]") {
    const auto families = all_families();
    CHECK(families.size() == 12);
    std::set<std::string> names, aims, procedures;
    std::set<std::size_t> children;
    std::size_t half_way = 0, unborn = 0;
    for (const auto& family : families) {
        INFO(family.id);
        CHECK(names.insert(family.name).second);
        CHECK(aims.insert(family.aim("en")).second);
        CHECK(family.aim("cy") != family.aim("en"));
        CHECK(family.aim("de") == family.aim("en"));
        CHECK(family.aim("en").size() <= 130);
        procedures.insert(family.procedure);
        children.insert(family.children);
        half_way += family.begins != conference::Stage::preparation ? 1U : 0U;
        for (const auto& act : family.scenario.acts)
            unborn += act.verb == "child" && act.has("expected") ? 1U : 0U;
    }
    CHECK(procedures.size() >= 7);
    CHECK(children == std::set<std::size_t>{1, 2, 3, 4});
    CHECK(half_way >= 3);
    CHECK(unborn >= 1);
}

TEST_CASE("Every family to practise with can be taken from start to close", "[play][training]") {
    for (const auto& family : all_families()) {
        INFO(family.id);
        test::Room room;
        std::vector<std::string> failures;
        (void)room.outcome_of(family.scenario, failures);
        for (const auto& failure : failures)
            FAIL_CHECK(failure);
        CHECK(room.state().closed);
    }
}

// Christmas, a Sunday, the day the clocks change, the leap day.
TEST_CASE("A family is ready on whatever day it is chosen", "[play][training]") {
    const auto families = all_families();
    for (const auto* day : {"2026-12-25", "2027-02-28", "2027-03-28", "2028-02-29", "2027-10-31"}) {
        const Tablet tablet(*Date::parse(day));
        for (const auto& family : families) {
            INFO(day << " " << family.id);
            const auto id = play::prepare(family, *tablet.desk);
            if (!id) FAIL(id.error().text());
            const auto meeting = tablet.desk->meeting(*id);
            REQUIRE(meeting);
            const auto& state = (*meeting)->state();
            CHECK(state.opened->family == family.name);
            CHECK(state.stage == family.begins);
            CHECK(state.opened->planned_start.date == (*meeting)->now().date);
            CHECK(state.child_order.size() == family.children);
            for (const auto& [who, person] : state.people)
                CHECK_FALSE(person.public_key);
        }
    }
}

TEST_CASE("A family to practise with cannot be put into a record that is not for training",
          "[play][training]") {
    const Tablet real(*Date::parse("2027-03-30"), false);
    const auto before = real.desk->vault().size();
    for (const auto& family : all_families()) {
        const auto id = play::prepare(family, *real.desk);
        REQUIRE_FALSE(id);
        CHECK(id.error().fault == Fault::refused);
    }
    CHECK(real.desk->vault().size() == before);
    CHECK(real.desk->conferences().empty());
}

TEST_CASE("A file that is no family to practise with is refused with what it lacks",
          "[play][training]") {
    const auto read = play::read_family("procedure torbay-cpp\n", "x.txt");
    REQUIRE_FALSE(read);
    CHECK(read.error().advice.find("practise") != std::string::npos);
}
