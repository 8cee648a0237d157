// SPDX-License-Identifier: Apache-2.0
// A child who comes on the list later: of everybody of the family it is asked at once.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/unit/app/kiosk/rig.hpp"

using namespace cpc;
using namespace cpc::kiosk_test;
using view::Place;

namespace {

void add_child(Rig& rig, const std::string& ref) {
    rig.press("Add a child");
    rig.fill("Short name for the room", ref);
    rig.press("Not known");
    rig.press("Add the child");
}

ChildId child(const Rig& rig, const std::string& ref) {
    for (const auto& id : rig.state().child_order)
        if (rig.state().children.at(id).added.ref == ref) return id;
    FAIL("no child is called " << ref);
    return {};
}

void mother_and_father(Rig& rig) {
    rig.set_up();
    rig.new_conference();
    add_child(rig, "CD");
    rig.add_person("Family", "Mother", "Is family");
    rig.add_person("Family", "Father", "Is family");
}

constexpr const char* question = "Which children are they here for?";

std::string of(const std::string& ref) {
    return std::string{question} + ": " + ref;
}

}  // namespace

TEST_CASE("A second child is asked about at once, person by person", "[kiosk][REQ-371][REQ-374]") {
    Rig rig;
    mother_and_father(rig);
    CHECK_FALSE(rig.says("Whom is Mother here for?"));  // an only child needs no question
    add_child(rig, "EF");
    REQUIRE(rig.says("Whom is Mother here for?"));
    CHECK(rig.says("EF came on the list after Mother was asked to come."));
    rig.check("here-for");
    rig.press(of("EF"));
    rig.press("Record");
    REQUIRE(rig.says("Whom is Father here for?"));
    CHECK(called(rig, "Mother").concerns(child(rig, "EF")));
    rig.check("here-for-next");
    rig.press("Record");  // as it stands: CD alone
    CHECK_FALSE(rig.says("Whom is Father here for?"));
    CHECK(called(rig, "Father").concerns(child(rig, "CD")));
    CHECK_FALSE(called(rig, "Father").concerns(child(rig, "EF")));
    CHECK_FALSE(rig.sees("Say whom they are here for"));
    CHECK(rig.says("Here for CD and EF."));
    rig.check("prepare-two-children");
}

TEST_CASE("Not known yet leaves the child theirs by nobody's word, and stays to be said",
          "[kiosk][REQ-371]") {
    Rig rig;
    mother_and_father(rig);
    add_child(rig, "EF");
    rig.press("Not known yet");
    REQUIRE(rig.place() == Place::prepare);
    for (const auto* name : {"Mother", "Father"})
        CHECK_FALSE(called(rig, name).concerns(child(rig, "EF")));
    CHECK(rig.says("Not said yet: EF."));
    CHECK(rig.says("Nobody has said yet which children Mother and Father came for."));
    rig.check("prepare-here-for-open");
    rig.press("Say whom they are here for");
    CHECK(rig.says("Whom is Mother here for?"));
    // Nobody is here for no child at all.
    rig.press(of("CD"));
    CHECK_FALSE(rig.driver->can_press("Record"));
    rig.press(of("EF"));
    rig.press("Record");
    CHECK_FALSE(called(rig, "Mother").concerns(child(rig, "CD")));
    CHECK(called(rig, "Mother").concerns(child(rig, "EF")));
    CHECK(rig.says("Whom is Father here for?"));
}

TEST_CASE("The question about a second child can be read and answered in large text", "[kiosk]") {
    ui::Settings settings;
    settings.text_percent = 200;
    Rig rig(settings);
    mother_and_father(rig);
    add_child(rig, "EF");
    rig.check("here-for-200");
    rig.press("Not known yet");
    rig.check("prepare-here-for-200");
}

TEST_CASE("Whoever is added with both children on the list is asked for each by name",
          "[kiosk][REQ-371]") {
    Rig rig;
    mother_and_father(rig);
    add_child(rig, "EF");
    rig.press("Not known yet");
    rig.press("Add a person");
    rig.press("Who is it?: Family");
    rig.press("Carer");
    rig.press("Continue");
    rig.press("Is family");
    CHECK_FALSE(rig.driver->can_press("Add the person"));
    rig.press(of("CD, age not given"));
    rig.press(of("EF, age not given"));
    rig.press("Add the person");
    // All of them, said one by one: a third child is not among them.
    add_child(rig, "GH");
    CHECK_FALSE(called(rig, "Carer").concerns(child(rig, "GH")));
    CHECK(called(rig, "Carer").concerns(child(rig, "EF")));
}
