// SPDX-License-Identifier: Apache-2.0
// What a second display shows after every act of whole conferences.
#include <catch2/catch_test_macros.hpp>
#include <type_traits>

#include "app/play/family.hpp"
#include "app/view/family_display.hpp"
#include "platform/files/files.hpp"
#include "tests/unit/app/play/room.hpp"

using namespace cpc;

namespace {

std::vector<std::string> words_of(const view::FamilyDisplay& display) {
    std::vector<std::string> words{display.title.text(),          display.help.text(),
                                   display.speaking_label.text(), display.speaking.text(),
                                   display.plan_label.text(),     display.plan_none.text(),
                                   display.next_label.text(),     display.next.text()};
    for (const auto& step : display.steps)
        words.push_back(step.text());
    for (const auto& plan : display.plans) {
        words.push_back(plan.child.text());
        for (const auto& task : plan.tasks) {
            words.push_back(task.what.text());
            words.push_back(task.who_and_when.text());
        }
    }
    return words;
}

// Everything in the record that is above level F, or somebody's own.
std::vector<std::string> kept_from_it(const conference::State& state) {
    std::vector<std::string> texts;
    for (const auto& said : state.contributions)
        texts.push_back(said.said.text);
    for (const auto& [id, person] : state.people)
        if (person.exclusion) texts.push_back(person.exclusion->facts);
    for (const auto& [id, child] : state.children) {
        for (const auto& risk : child.risks)
            texts.push_back(risk.text);
        texts.push_back(child.summary);
        if (!child.ballot) continue;
        for (const auto& [who, given] : child.ballot->positions)
            for (const auto& position : given)
                texts.push_back(position.logged.reason);
        if (child.ballot->chair) texts.push_back(child.ballot->chair->reasons);
    }
    std::erase_if(texts, [](const auto& text) { return text.size() < 4; });
    return texts;
}

void watch(const std::string& path) {
    platform::SystemFiles files;
    const auto text =
        read_whole(files, std::string{CPC_SOURCE_DIR} + path, limits::scenario_bytes_max);
    REQUIRE(text);
    test::Room room;
    std::string lines{text_of(*text)};
    std::size_t plans = 0, apart = 0;
    while (!lines.empty()) {
        const auto end = std::min(lines.find('\n'), lines.size());
        const auto line = lines.substr(0, end);
        lines.erase(0, std::min(end + 1, lines.size()));
        if (line.empty() || line.front() == '#') continue;
        const auto answer = room.play(line);
        INFO(path << ": " << line);
        REQUIRE_FALSE(answer.starts_with("error"));
        if (!room.is_open()) continue;
        view::FamilyDisplayFacts facts;
        facts.covered = false;
        for (const auto& id : room.state().person_order) {
            facts.speaking = id;
            const auto display =
                view::make_family_display(&room.state(), &room.meeting().rules(), facts);
            if (room.state().open_segment() != nullptr) {
                ++apart;
                CHECK(display.quiet);
                CHECK(display.speaking.empty());
            }
            plans = std::max(plans, display.plans.size());
            const auto words = words_of(display);
            for (const auto& kept : kept_from_it(room.state()))
                for (const auto& word : words)
                    CHECK(word.find(kept) == std::string::npos);
            const auto& person = room.state().people.at(id);
            if (person.exclusion || !person.here()) CHECK(display.speaking.empty());
        }
    }
    CHECK(room.state().closed);
    if (path.find("restricted") != std::string::npos) CHECK(apart > 0);
    if (path.find("victoria") == std::string::npos) CHECK(plans > 0);
}

}  // namespace

// A text gets there through the door of family_display.cpp and through nothing else.
static_assert(!std::is_constructible_v<view::FamilyText, std::string>);
static_assert(!std::is_convertible_v<std::string, view::FamilyText>);
static_assert(!std::is_assignable_v<view::FamilyText&, std::string>);

TEST_CASE("Nothing above the family's level reaches the second display in a whole conference",
          "[play][family][REQ-290]") {
    for (const auto* path :
         {"/tests/scenarios/torbay-majority.txt", "/tests/scenarios/torbay-restricted.txt",
          "/tests/scenarios/torbay-excluded.txt", "/tests/scenarios/more/torbay-dissent-binds.txt",
          "/tests/scenarios/scotland-today.txt"})
        watch(path);
}

TEST_CASE("A covered, locked or handed-over tablet leaves the second display with one sentence",
          "[play][family]") {
    test::Room room;
    REQUIRE(room.play(test::all({test::invited, test::begun})).empty());
    const auto* state = &room.state();
    const auto* rules = &room.meeting().rules();
    CHECK(view::make_family_display(nullptr, nullptr, {}).quiet);
    CHECK(view::make_family_display(state, rules, {true, false, {}}).quiet);
    CHECK(view::make_family_display(state, rules, {false, true, {}}).quiet);
    const auto shown = view::make_family_display(state, rules, {false, false, {}});
    CHECK_FALSE(shown.quiet);
    CHECK(shown.title.text() == "Introductions");
}
