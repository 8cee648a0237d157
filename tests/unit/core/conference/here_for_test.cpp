// SPDX-License-Identifier: Apache-2.0
// Which children somebody of the family is here for, when children come on the list one by one.
#include <algorithm>

#include "core/conference/papers.hpp"
#include "tests/unit/core/conference/support.hpp"

namespace cpc::conference::test {
namespace {

struct ListGrows : Room {
    ListGrows() : Room("torbay-cpp", "initial") {}

    PersonId family(const std::string& role, std::vector<ChildId> here_for = {}) {
        const auto id = person(role);
        auto invited = state.people.at(id).invited;
        if (here_for.empty()) return id;
        say_again(invited, std::move(here_for));
        return id;
    }
    void say_again(PersonInvited invited, std::vector<ChildId> here_for) {
        invited.children = std::move(here_for);
        say(Say<PersonInvited>{std::move(invited)});
    }
    [[nodiscard]] bool concerns(PersonId person, ChildId child) const {
        return state.people.at(person).concerns(child);
    }
    [[nodiscard]] bool has_rights(PersonId person, ChildId child) const {
        return entitled(state, state.people.at(person), child);
    }
};

}  // namespace

TEST_CASE("a parent asked while one child was on the list is not here for a child added later",
          "[REQ-371][REQ-374]") {
    ListGrows room;
    const auto ab = room.child("AB");
    const auto father = room.family("father");
    CHECK(room.concerns(father, ab));
    CHECK(here_for_unsaid(room.state).empty());
    const auto cd = room.child("CD");
    CHECK(room.concerns(father, ab));
    CHECK_FALSE(room.concerns(father, cd));
    CHECK_FALSE(room.has_rights(father, cd));
    CHECK(here_for_unsaid(room.state) == std::vector<PersonId>{father});
    CHECK(children_unsaid(room.state, room.state.people.at(father)) == std::vector<ChildId>{cd});

    room.say_again(room.state.people.at(father).invited, {ab, cd});
    CHECK(room.has_rights(father, cd));
    CHECK(here_for_unsaid(room.state).empty());

    // A third child is asked about again, and "not for this one" is an answer.
    const auto ef = room.child("EF");
    CHECK_FALSE(room.has_rights(father, ef));
    CHECK(children_unsaid(room.state, room.state.people.at(father)) == std::vector<ChildId>{ef});
    room.say_again(room.state.people.at(father).invited, {ab, cd});
    CHECK_FALSE(room.has_rights(father, ef));
    CHECK(here_for_unsaid(room.state).empty());
}

TEST_CASE(
    "an invitation written anew without children gives nobody a child they were not asked for",
    "[REQ-371]") {
    ListGrows room;
    const auto ab = room.child("AB");
    const auto father = room.family("father");
    const auto cd = room.child("CD");
    auto again = room.state.people.at(father).invited;
    again.name = "Father, newly spelt";
    room.say(Say<PersonInvited>{again});
    CHECK(room.state.people.at(father).invited.name == "Father, newly spelt");
    CHECK(room.concerns(father, ab));
    CHECK_FALSE(room.concerns(father, cd));
    CHECK(here_for_unsaid(room.state) == std::vector<PersonId>{father});
}

TEST_CASE("whoever was asked before any child was on the list is for an only child and for no two",
          "[REQ-371]") {
    ListGrows room;
    const auto mother = room.family("mother");
    const auto ab = room.child("AB");
    CHECK(room.has_rights(mother, ab));
    CHECK(here_for_unsaid(room.state).empty());
    const auto cd = room.child("CD");
    CHECK_FALSE(room.has_rights(mother, ab));
    CHECK_FALSE(room.has_rights(mother, cd));
    CHECK(children_unsaid(room.state, room.state.people.at(mother)).size() == 2);
    room.say_again(room.state.people.at(mother).invited, {cd});
    CHECK_FALSE(room.has_rights(mother, ab));
    CHECK(room.has_rights(mother, cd));
}

TEST_CASE("a supporter gets the papers of the children whom the person they support is here for",
          "[REQ-371][REQ-054]") {
    ListGrows room;
    const auto ab = room.child("AB");
    const auto father = room.family("father");
    auto invited = room.state.people.at(room.person("supporter")).invited;
    invited.supports = father;
    room.put(invited);
    const auto supporter = invited.person;
    const auto cd = room.child("CD");
    CHECK(room.has_rights(supporter, ab));
    CHECK_FALSE(room.has_rights(supporter, cd));
    room.say_again(room.state.people.at(father).invited, {ab, cd});
    CHECK(room.has_rights(supporter, cd));
    room.say_again(room.state.people.at(father).invited, {cd});
    CHECK_FALSE(room.has_rights(supporter, ab));
}

TEST_CASE("somebody with a child is here for that child alone", "[REQ-371][REQ-054]") {
    ListGrows room;
    const auto ab = room.child("AB");
    const auto cd = room.child("CD");
    auto young = room.state.people.at(room.person("child")).invited;
    young.name = "AB";
    room.put(young);
    auto advocate = room.state.people.at(room.person("advocate")).invited;
    advocate.supports = young.person;
    room.put(advocate);
    CHECK(room.has_rights(young.person, ab));
    CHECK_FALSE(room.has_rights(young.person, cd));
    CHECK(room.has_rights(advocate.person, ab));
    CHECK_FALSE(room.has_rights(advocate.person, cd));
}

TEST_CASE("professionals are here for every child, also for one who is added later", "[REQ-374]") {
    ListGrows room;
    const auto ab = room.child("AB");
    const auto worker = room.here("social-worker");
    const auto cd = room.child("CD");
    CHECK(room.concerns(worker, ab));
    CHECK(room.concerns(worker, cd));
    CHECK(here_for_unsaid(room.state).empty());
}

TEST_CASE("what was said while one child was on the list is not in the papers of the next",
          "[REQ-372]") {
    ListGrows room;
    const auto ab = room.child("AB");
    const auto worker = room.here("social-worker");
    ContributionRecorded said;
    said.contribution = room.fresh<ContributionId>();
    said.speaker = worker;
    said.text = "Said before CD was spoken of.";
    room.put(said);
    const auto cd = room.child("CD");
    CHECK(only(room.state, ab).contributions.size() == 1);
    CHECK(only(room.state, cd).contributions.empty());
}

}  // namespace cpc::conference::test
