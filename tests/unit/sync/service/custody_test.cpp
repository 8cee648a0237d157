// SPDX-License-Identifier: Apache-2.0
// Where a central has custodians, two of them let a tablet in, and nothing else does.
#include "tests/service/custody.hpp"

namespace cpc::test {
namespace {

using wire::Custodians;

TEST_CASE("two custodians let a tablet in with its region, and one person does not",
          "[central][custody]") {
    Custody world;
    auto& central = world.centre.central();
    CHECK_FALSE(NEED(service::custodians_of(central)));
    CHECK_FALSE(service::admit(central, {}));
    world.name_them();
    REQUIRE(NEED(service::custodians_of(central)));
    const auto alone = central.enrol(world.tablet.registration(), "north");
    REQUIRE_FALSE(alone);
    CHECK(alone.error().fault == Fault::refused);
    CHECK(NEED(central.store().logs()).empty());

    const auto text = NEED(wire::admission_text(world.admission()));
    const auto row = NEED(service::admit(central, Custody::signed_by(text, {&world.c, &world.a})));
    CHECK(row.region == "north");
    CHECK(row.name == "Tablet 1");
    REQUIRE(NEED(central.store().logs()).size() == 1);
    // Again it is the same tablet.
    (void)NEED(service::admit(central, Custody::signed_by(text, {&world.c, &world.a})));
    CHECK(NEED(central.store().logs()).size() == 1);
}

TEST_CASE("an admission without two custodians' right signatures lets nobody in",
          "[central][custody]") {
    Custody world;
    world.name_them();
    const auto text = NEED(wire::admission_text(world.admission()));
    CHECK(world.refusal(Custody::signed_by(text, {&world.a})) == Fault::refused);
    CHECK(world.refusal(Custody::signed_by(text, {&world.a, &world.a})) == Fault::refused);
    CHECK(world.refusal(Custody::signed_by(text, {&world.a, &world.stranger})) == Fault::refused);
    // Somebody else's key under a custodian's name.
    Custodian pretender{"b.example"};
    CHECK(world.refusal(Custody::signed_by(text, {&world.a, &pretender})) == Fault::refused);
    // What was signed is not what is brought: region, day, tablet.
    auto other = world.admission();
    other.region = "south";
    auto bent = NEED(wire::read_signed(Custody::signed_by(text, {&world.a, &world.b})));
    bent.text = NEED(wire::admission_text(other));
    const auto file = record::write_note(bent);
    CHECK(world.refusal({file.begin(), file.end()}) == Fault::refused);
}

TEST_CASE("an admission for another central, past its day or bent in form is refused",
          "[central][custody]") {
    Custody world;
    world.name_them();
    auto elsewhere = world.admission();
    elsewhere.central = "other.example.org/cpc";
    CHECK(world.refusal(Custody::signed_by(NEED(wire::admission_text(elsewhere)),
                                           {&world.a, &world.b})) == Fault::refused);
    auto late = world.admission();
    late.enrol_by = late.enrol_by + -31;
    CHECK(world.refusal(Custody::signed_by(NEED(wire::admission_text(late)),
                                           {&world.a, &world.b})) == Fault::refused);
    auto text = NEED(wire::admission_text(world.admission()));
    text.replace(text.find("fingerprint ") + 12, 4, "0000");
    CHECK(world.refusal(Custody::signed_by(text, {&world.a, &world.b})) == Fault::malformed);
    CHECK(world.refusal(Bytes(70'000, 'x')) == Fault::refused);
    CHECK(world.refusal({}) == Fault::malformed);
    // What two let in counts, and nothing else of the same tablet.
    auto south = world.admission();
    south.region = "south";
    const auto southern = NEED(wire::admission_text(south));
    (void)NEED(
        service::admit(world.centre.central(), Custody::signed_by(southern, {&world.a, &world.b})));
    CHECK(NEED(world.centre.central().store().logs()).front().region == "south");
}

TEST_CASE("custodians are changed by two of those before, and a practice central has none",
          "[central][custody]") {
    Custody world;
    auto& central = world.centre.central();
    const auto first = NEED(wire::custodians_text(world.three()));
    CHECK_FALSE(service::name_custodians(central, Custody::signed_by(first, {&world.a})));
    CHECK_FALSE(NEED(service::custodians_of(central)));
    world.name_them();
    const Custodian e{"e.example"};
    const auto later = NEED(wire::custodians_text(
        Custodians{custody_central, {world.stranger.open(), e.open(), world.c.open()}}));
    // By two of the new ones only: nobody takes it over from within the new list.
    CHECK_FALSE(
        service::name_custodians(central, Custody::signed_by(later, {&world.stranger, &e})));
    CHECK(NEED(service::custodians_of(central))->members.front().name == "a.example");
    (void)NEED(service::name_custodians(central, Custody::signed_by(later, {&world.a, &world.b})));
    CHECK(NEED(service::custodians_of(central))->members.front().name == "d.example");
    const auto text = NEED(wire::admission_text(world.admission()));
    CHECK(world.refusal(Custody::signed_by(text, {&world.a, &world.b})) == Fault::refused);
    (void)NEED(service::admit(central, Custody::signed_by(text, {&e, &world.stranger})));

    World practice;
    CHECK_FALSE(service::name_custodians(practice.centre.central(),
                                         Custody::signed_by(first, {&world.a, &world.b})));
}

TEST_CASE("a list of custodians has three to nine different people and one form",
          "[central][custody]") {
    Custody world;
    CHECK_FALSE(wire::custodians_text({custody_central, {world.a.open(), world.b.open()}}));
    CHECK_FALSE(
        wire::custodians_text({custody_central, {world.a.open(), world.b.open(), world.a.open()}}));
    auto same_name = world.c.open();
    same_name.name = "a.example";
    CHECK_FALSE(
        wire::custodians_text({custody_central, {world.a.open(), world.b.open(), same_name}}));
    auto text = NEED(wire::custodians_text(world.three()));
    text += "member \n";
    CHECK_FALSE(service::name_custodians(world.centre.central(),
                                         Custody::signed_by(text, {&world.a, &world.b})));
}

}  // namespace
}  // namespace cpc::test
