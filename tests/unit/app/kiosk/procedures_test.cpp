// SPDX-License-Identifier: Apache-2.0
// Conferences of every delivered procedure on the screens: opening one, and its points that ask for
// more than a tick.
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "app/view/new_conference.hpp"
#include "tests/unit/app/kiosk/rig.hpp"

using namespace cpc;
using namespace cpc::kiosk_test;
using view::Place;

namespace {

meeting::Library library_of(Rig& rig) {
    auto library = meeting::Library::load(rig.files, std::string(CPC_SOURCE_DIR) + "/assets");
    if (!library) FAIL(library.error().text());
    return std::move(*library);
}

// What the screen offers for this procedure.
view::ProcedureOffered offered(const meeting::Library& library, const std::string& id) {
    std::vector<const procedure::Overlay*> overlays;
    for (const auto& addition : library.additions())
        overlays.push_back(&addition.overlay);
    const auto* edition = library.by_id(id);
    REQUIRE(edition != nullptr);
    view::Moment moment;
    moment.now.date = edition->rules.procedure.effective_from;
    const auto view =
        view::make_new_conference_view({&edition->rules.procedure}, overlays, moment);
    return view.procedures.front();
}

void choose_dates(Rig& rig, const std::vector<view::DateAsked>& dates,
                  std::set<std::string>& done) {
    for (const auto& date : dates) {
        if (!done.insert(date.event).second) continue;
        rig.press(date.label);
        rig.press("Choose");
    }
}

// The first kind of conference, with as many of its reasons as it needs, and every date they need.
void open_under(Rig& rig, const view::ProcedureOffered& procedure,
                const std::string& last_used = {}) {
    const auto& type = procedure.types.front();
    if (!rig.sees(procedure.title)) rig.press(last_used);
    rig.press(procedure.title);
    if (type.reasons_least > 0) rig.press(type.question);
    for (std::size_t i = 0; i < type.reasons_least; ++i) {
        const auto& reason = type.reasons.at(i);
        rig.press(reason.label);
        if (!reason.text_label.empty()) rig.fill(reason.text_label, "The report says so.");
    }
    if (type.reasons_least > 0) rig.press("Done");
    std::set<std::string> dates;
    for (std::size_t i = 0; i < type.reasons_least; ++i)
        choose_dates(rig, type.reasons.at(i).dates, dates);
    choose_dates(rig, type.dates, dates);
    rig.fill("How does the room call the family?", "Family C");
    rig.fill("Where is it held?", "Room 2");
    rig.check("new-" + procedure.id);
    rig.press("Make this conference");
}

}  // namespace

TEST_CASE("A conference of every delivered procedure can be opened on the screens", "[kiosk]") {
    Rig rig;
    rig.set_up();
    const auto library = library_of(rig);
    REQUIRE(library.editions().size() >= 5);
    std::string last_used;
    for (const auto& edition : library.editions()) {
        const auto procedure = offered(library, edition.rules.procedure.id);
        INFO(procedure.id);
        rig.press("New conference");
        CHECK(rig.sees(last_used) == !last_used.empty());  // needs no choice any more
        open_under(rig, procedure, last_used);
        last_used = procedure.title;
        REQUIRE(rig.place() == Place::prepare);
        CHECK(rig.state().opened->procedure == procedure.id);
        rig.check("prepare-" + procedure.id);
        rig.press("Home");
    }
}

TEST_CASE("No procedure is chosen for anybody where there are several", "[kiosk]") {
    Rig rig;
    rig.set_up();
    rig.press("New conference");
    CHECK_FALSE(rig.sees("What kind of conference?"));
    CHECK(rig.says("Choose the procedure first."));
    CHECK_FALSE(rig.driver->can_press("Make this conference"));
}

TEST_CASE("Several reasons, a flag and an overlay are kept with the conference",
          "[kiosk][REQ-012]") {
    Rig rig;
    rig.set_up();
    rig.press("New conference");
    const auto procedure = offered(library_of(rig), "abc-ew-register");
    const auto& type = procedure.types.front();
    REQUIRE(type.reasons.size() > 1);
    REQUIRE_FALSE(type.flags.empty());
    REQUIRE_FALSE(procedure.overlays.empty());
    rig.press(procedure.title);
    rig.press(type.question);
    for (std::size_t i = 0; i < 2; ++i)
        rig.press(type.reasons[i].label);
    rig.press(type.flags.back().label);
    rig.press(procedure.overlays.front().title);
    rig.check("new-why");
    rig.press("Done");
    std::set<std::string> dates;
    for (std::size_t i = 0; i < 2; ++i)
        choose_dates(rig, type.reasons[i].dates, dates);
    choose_dates(rig, type.dates, dates);
    rig.fill("How does the room call the family?", "Family C");
    rig.fill("Where is it held?", "Room 2");
    rig.check("new-several");
    rig.press("Make this conference");
    REQUIRE(rig.place() == Place::prepare);
    const auto& opened = *rig.state().opened;
    CHECK(opened.basis == type.reasons[0].id);
    REQUIRE(opened.grounds);
    CHECK(opened.grounds->size() == 2);
    REQUIRE(opened.flags);
    CHECK(opened.flags->back() == type.flags.back().id);
    REQUIRE(opened.overlays);
    CHECK(opened.overlays->front().name == procedure.overlays.front().id);
    CHECK(opened.overlays->front().text.size() == 64);
}

TEST_CASE("A point that asks for an answer is not ticked without one and without its words",
          "[kiosk][REQ-047]") {
    Rig rig;
    rig.set_up();
    rig.press("New conference");
    open_under(rig, offered(library_of(rig), "fife-cpcc"));
    rig.press("I am from the Reviewing Service.");
    rig.check("point");
    CHECK(rig.state().points.empty());
    CHECK_FALSE(rig.driver->can_press("Confirm"));
    rig.press("No, this is an exception");
    CHECK_FALSE(rig.driver->can_press("Confirm"));
    CHECK(rig.says("Write it first: Why does somebody else chair this conference?"));
    rig.fill("In words", "The reviewing officer is ill.");
    rig.check("point-answered");
    rig.press("Confirm");
    REQUIRE(rig.state().points.contains("reviewing-service"));
    const auto& point = rig.state().points.at("reviewing-service");
    CHECK(point.answer == "no");
    CHECK(point.note == "The reviewing officer is ill.");
    CHECK_FALSE(point.waived);
    rig.check("prepare-answered");
}
