// SPDX-License-Identifier: Apache-2.0
// A conference in memory under any delivered procedure: what is asked goes through decide() and
// evolve() and nowhere else. What a test needs to stand there already may be put in as an event.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "core/conference/decide.hpp"
#include "core/procedure/zone.hpp"

namespace cpc::conference::test {

inline std::string read_asset(const std::string& path) {
    std::ifstream file(std::string(CPC_SOURCE_DIR) + "/" + path, std::ios::binary);
    REQUIRE(file.good());
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// Read once: a procedure does not change under a test.
inline const Rulebook& rulebook(const std::string& id) {
    static std::map<std::string, Rulebook> read;
    const auto known = read.find(id);
    if (known != read.end()) return known->second;
    auto procedure = procedure::load_procedure(read_asset("assets/procedures/" + id + ".toml"), id);
    REQUIRE(procedure.has_value());
    auto calendar = procedure::Calendar::parse(read_asset("assets/calendars/bank-holidays.csv"),
                                               procedure->region, "bank-holidays.csv");
    REQUIRE(calendar.has_value());
    return read.emplace(id, Rulebook{std::move(*procedure), std::move(*calendar)}).first->second;
}

inline const std::vector<std::string>& voting_procedures() {
    static const std::vector<std::string> ids{"abc-ew-register", "fife-cpcc", "torbay-cpp"};
    return ids;
}

template <class I>
I id_of(std::uint32_t number) {
    I id;
    for (std::size_t i = 0; i < 4; ++i)
        id.bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
    return id;
}

inline Date day(const std::string& iso) {
    const auto date = Date::parse(iso);
    REQUIRE(date.has_value());
    return *date;
}

inline LocalTime moment(const Rulebook& rules, Date date, int minute) {
    const auto at = procedure::wall_time(date, minute, rules.procedure.time_zone);
    REQUIRE(at.has_value());
    return *at;
}

// The opening that the procedure asks for: its first reasons with words, and every date it counts
// from. A child arrives with another authority's plan only where a test says so.
inline ConferenceOpened opening_of(const Rulebook& rules, const std::string& type) {
    const auto& procedure = rules.procedure;
    const auto* known = procedure.type(type);
    REQUIRE(known != nullptr);
    ConferenceOpened opened;
    opened.procedure = procedure.id;
    opened.type = type;
    opened.family = "Family C";
    opened.planned_start = moment(rules, day("2027-03-30"), 600);
    opened.planned_minutes = 90;
    // The meeting itself gives the others.
    const std::set<std::string> later{"planned-start", "start",           "close",
                                      "core-group",    "next-conference", "request"};
    for (const auto& event : procedure.events)
        if (later.count(event.id) == 0)
            opened.start_events.push_back(
                {event.id, event.id == "edd" ? day("2027-06-30") : day("2027-03-12")});
    opened.grounds.emplace();
    for (const auto& choice : known->opening_choices)
        if (choice.sets_flag.empty() &&
            static_cast<int>(opened.grounds->size()) < known->opening_choices_least)
            opened.grounds->push_back({choice.id, "What supports it."});
    return opened;
}

class Room {
  public:
    const Rulebook& rules;
    State state;
    std::vector<Recorded> log;
    LocalTime now;

    explicit Room(const Rulebook& by) : rules(by), now(moment(by, day("2027-03-30"), 600)) {}
    Room(const std::string& procedure, const std::string& type) : Room(rulebook(procedure)) {
        say(Say<ConferenceOpened>{opening_of(rules, type)});
    }

    Answer ask(const Command& command, PersonId actor = {}) {
        auto answer = decide(state, rules, {now, actor}, command);
        if (const auto* events = std::get_if<std::vector<Event>>(&answer))
            for (const auto& event : *events)
                put(event);
        return answer;
    }
    void say(const Command& command, PersonId actor = {}) {
        const auto answer = ask(command, actor);
        if (const auto* refusal = std::get_if<Refusal>(&answer))
            FAIL(refusal->rule << ": " << refusal->message);
    }
    // The refusal; the test fails if there is none.
    Refusal refusal(const Command& command, PersonId actor = {}) {
        const auto answer = ask(command, actor);
        const auto* refusal = std::get_if<Refusal>(&answer);
        REQUIRE(refusal != nullptr);
        return *refusal;
    }
    // Its rule, or "" where it was accepted.
    std::string refused(const Command& command, PersonId actor = {}) {
        const auto answer = ask(command, actor);
        const auto* refusal = std::get_if<Refusal>(&answer);
        return refusal == nullptr ? std::string{} : refusal->rule;
    }
    // An event that the test starts from, whatever the rules say.
    void put(const Event& event) {
        log.push_back({state.last_seq + 1, event});
        auto next = evolve(std::move(state), log.back());
        REQUIRE(next.has_value());
        state = std::move(*next);
    }

    ChildId child(const std::string& ref) {
        const auto id = id_of<ChildId>(++numbers_);
        say(Say<ChildAdded>{{id, ref, {}, day("2018-05-04"), std::nullopt}});
        return id;
    }
    PersonId person(const std::string& role, const std::string& agency = {}) {
        const auto* known = rules.procedure.role(role);
        REQUIRE(known != nullptr);
        PersonInvited invited;
        invited.person = id_of<PersonId>(++numbers_);
        invited.name = role;
        invited.role = role;
        invited.agency = agency.empty() ? known->agency : agency;
        invited.group =
            from_word<Group>(procedure::group_word(known->group)).value_or(Group::professional);
        invited.reason = "involved";
        for (const auto& detail : known->details)
            invited.details.emplace().push_back({detail.id, "2027-03-01"});
        put(invited);
        return invited.person;
    }
    PersonId here(const std::string& role, const std::string& agency = {}) {
        const auto id = person(role, agency);
        put(AttendanceMarked{id, Attendance::in_person, now, {}});
        return id;
    }
    void stage(Stage stage) { put(StageEntered{stage, now, {}}); }
    void later(int minutes) {
        const auto shifted = procedure::wall_shift(now, minutes, rules.procedure.time_zone);
        REQUIRE(shifted.has_value());
        now = *shifted;
    }
    template <class I>
    I fresh() {
        return id_of<I>(++numbers_);
    }

  private:
    std::uint32_t numbers_ = 0;
};

// A room at the decision: one child at continuing risk, five professionals who count, and the
// mother. Preparation and information are put in as events.
struct DecisionRoom : Room {
    ChildId cd;
    PersonId social_worker, police, health_visitor, school, gp, mother;

    explicit DecisionRoom(const std::string& procedure = "torbay-cpp",
                          const std::string& type = "initial")
        : Room(procedure, type) {
        cd = child("CD");
        social_worker = here("social-worker");
        police = here("police");
        health_visitor = here("health-visitor");
        gp = here("gp");
        school = here(role_like("school"));
        mother = here("mother");
        stage(Stage::introductions);
        stage(Stage::decision);
        put(ContinuingRiskRecorded{cd, true});
    }
    // The first role whose id begins so: the procedures name schools differently.
    std::string role_like(const std::string& beginning) const {
        for (const auto& role : rules.procedure.roles)
            if (role.id.rfind(beginning, 0) == 0 || role.id.rfind("teacher", 0) == 0)
                return role.id;
        return beginning;
    }
    std::vector<PersonId> counting() const {
        return {social_worker, police, health_visitor, gp, school};
    }
    PositionLogged view(PersonId who, View view) const {
        return {cd, who, view, view == View::in_favour ? "" : "My reason.", false, false};
    }
    // Opens a round; everybody gives a view, the first `against` of them against; shows it.
    void vote(std::size_t against, std::size_t unable = 0) {
        put(BallotOpened{cd, 1, {}, counting(), {}});
        const auto people = counting();
        for (std::size_t i = 0; i < people.size(); ++i)
            say(Say<PositionLogged>{view(people[i], i < against            ? View::against
                                                    : i < against + unable ? View::unable
                                                                           : View::in_favour)},
                people[i]);
        say(CloseBallot{cd});
    }
    // Every point of the decision is ticked, with the first answer and some words.
    void tick(Stage stage) {
        for (const auto& open : open_points(state, rules.procedure, stage, &categories_)) {
            PointConfirmed said{point_key(*open.item, state, open.child), now, "Words.", false};
            if (!open.item->answers.empty()) said.answer = open.item->answers.front().id;
            put(said);
        }
    }
    const std::vector<std::string>& categories() const { return categories_; }

  private:
    std::vector<std::string> categories_{"neglect"};
};

}  // namespace cpc::conference::test
