// SPDX-License-Identifier: Apache-2.0
// A conference in memory: what is said goes through decide() and evolve() and nowhere else. Earlier
// parts of the meeting are put in as events, so that each test begins where it matters.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "app/view/common.hpp"
#include "core/conference/decide.hpp"
#include "core/procedure/zone.hpp"

namespace cpc::view::test {

using namespace conference;

inline std::string read_asset(const std::string& path) {
    std::ifstream file(std::string(CPC_SOURCE_DIR) + "/" + path, std::ios::binary);
    REQUIRE(file.good());
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

inline Date day(const std::string& iso) {
    const auto date = Date::parse(iso);
    REQUIRE(date.has_value());
    return *date;
}

inline Rulebook rulebook(const std::string& file = "torbay-cpp.toml") {
    auto procedure = procedure::load_procedure(read_asset("assets/procedures/" + file), file);
    REQUIRE(procedure.has_value());
    auto calendar = procedure::Calendar::parse(read_asset("assets/calendars/bank-holidays.csv"),
                                               procedure->region, "bank-holidays.csv");
    REQUIRE(calendar.has_value());
    return Rulebook{std::move(*procedure), std::move(*calendar)};
}

class Room {
  public:
    Rulebook rules = rulebook();
    State state;
    Moment moment;

    // Open, on Tuesday 30 March 2027 at 10:00, with nobody in it yet.
    explicit Room(const std::string& date = "2027-03-30", int minute = 600,
                  const std::string& strategy_meeting = "2027-03-09") {
        const auto start = procedure::wall_time(day(date), minute, rules.procedure.time_zone);
        REQUIRE(start.has_value());
        moment.now = *start;
        moment.place = Place::decision;
        ConferenceOpened opened;
        opened.procedure = rules.procedure.id;
        opened.type = "initial";
        opened.family = "Family C";
        opened.venue = "Room 2";
        opened.planned_start = *start;
        opened.planned_minutes = 105;
        opened.basis = "incident";
        opened.start_events = {{"strategy-meeting", day(strategy_meeting)}};
        put(opened);
    }

    template <class AnyId>
    [[nodiscard]] AnyId fresh() {
        AnyId id;
        id.bytes[0] = static_cast<std::uint8_t>(++ids_ >> 8U);
        id.bytes[1] = static_cast<std::uint8_t>(ids_ & 0xFFU);
        id.bytes[15] = 1;
        return id;
    }

    void put(const Event& event) {
        auto next = evolve(std::move(state), Recorded{++seq_, event});
        REQUIRE(next.has_value());
        state = std::move(*next);
    }

    ChildId child(const std::string& ref, const std::string& born) {
        const auto id = fresh<ChildId>();
        put(ChildAdded{id, ref, ref, day(born), {}});
        if (moment.child.empty()) moment.child = id;
        return id;
    }

    PersonId person(const std::string& name, const std::string& role,
                    Attendance attendance = Attendance::in_person, const std::string& agency = {}) {
        const auto id = fresh<PersonId>();
        const auto* known = rules.procedure.role(role);
        REQUIRE(known != nullptr);
        PersonInvited invited;
        invited.person = id;
        invited.name = name;
        invited.role = role;
        invited.agency = agency.empty() ? known->agency : agency;
        const auto group = from_word<Group>(procedure::group_word(known->group));
        invited.group = group.value_or(Group::professional);
        invited.reason = "involved";
        put(invited);
        put(AttendanceMarked{id, attendance, moment.now, {}});
        return id;
    }

    void enter(Stage stage) { put(StageEntered{stage, moment.now, {}}); }

    // What decide() answers; events are taken into the state.
    [[nodiscard]] Answer ask(const Command& command, PersonId actor = {}) {
        auto answer = decide(state, rules, {moment.now, actor}, command);
        if (const auto* events = std::get_if<std::vector<Event>>(&answer))
            for (const auto& event : *events)
                put(event);
        return answer;
    }

    void say(const Command& command, PersonId actor = {}) {
        const auto answer = ask(command, actor);
        const auto* refusal = std::get_if<Refusal>(&answer);
        INFO((refusal == nullptr ? std::string{} : refusal->rule + ": " + refusal->message));
        REQUIRE(refusal == nullptr);
    }

    void vote(ChildId about, PersonId who, View view, const std::string& reason = {}) {
        say(Say<PositionLogged>{{about, who, view, reason, false, false}}, who);
    }

    // Ticks every point of a stage for a child, with a word where one is asked for.
    void tick(Stage stage, ChildId about) {
        const auto kind = stage_kind(stage);
        REQUIRE(kind.has_value());
        for (const auto& item : rules.procedure.stage(*kind)->checklist)
            say(Say<PointConfirmed>{{point_key(item, state, item.per_child ? about : ChildId{}),
                                     moment.now,
                                     item.needs_text ? "It was talked through." : "",
                                     false}});
    }

  private:
    std::uint64_t seq_ = 0;
    unsigned ids_ = 0;
};

// Requirements 5.2: seven counted professionals, two parents, a solicitor and an observer.
struct SevenPeople : Room {
    ChildId cd = child("CD", "2018-01-15");
    PersonId chair = person("Chair", "chair");
    PersonId social_worker = person("Social worker", "social-worker");
    PersonId school = person("School", "school");
    PersonId nurse = person("School nurse", "school-nurse");
    PersonId police = person("Police officer", "police");
    PersonId mental_health = person("Mental health worker", "adult-mental-health");
    PersonId housing = person("Housing officer", "housing");
    PersonId probation = person("Probation officer", "probation");
    PersonId mother = person("Mother", "mother");
    PersonId father = person("Father", "father");
    PersonId solicitor = person("Solicitor", "solicitor");
    PersonId observer = person("Newly qualified nurse", "observer");

    explicit SevenPeople(Stage stage = Stage::decision) {
        enter(Stage::introductions);
        enter(stage);
    }
    [[nodiscard]] std::vector<PersonId> counted() const {
        return {social_worker, school, nurse, police, mental_health, housing, probation};
    }
};

// Requirements 5.3: four professionals, and a GP who was on the telephone and rang off.
struct FourPeople : Room {
    ChildId ef = child("EF", "2025-02-02");
    PersonId chair = person("Chair", "chair");
    PersonId social_worker = person("Social worker", "social-worker");
    PersonId police = person("Police officer", "police");
    PersonId visitor = person("Health visitor", "health-visitor");
    PersonId nursery = person("Nursery", "nursery");
    PersonId gp = person("GP", "gp", Attendance::telephone);

    FourPeople() : Room("2027-05-20", 840, "2027-04-29") {
        enter(Stage::introductions);
        enter(Stage::decision);
    }
};

}  // namespace cpc::view::test
