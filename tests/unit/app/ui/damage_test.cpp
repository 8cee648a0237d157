// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>

#include "app/ui/driver.hpp"
#include "platform/window/window.hpp"
#include "tests/unit/app/ui/gallery.hpp"

using namespace cpc;
using namespace cpc::ui;

namespace {

std::unique_ptr<Driver> sample(std::string_view name, Theme theme = Theme::paper) {
    for (const auto& s : gallery::samples()) {
        if (s.name != name) continue;
        Settings settings;
        settings.theme = theme;
        auto driver = Driver::make(settings, s.draw);
        REQUIRE(driver);
        return std::move(*driver);
    }
    FAIL("no such sample");
    return nullptr;
}

void same_as_full(Driver& driver) {
    const Bytes damaged = driver.damaged_pixels();
    const Bytes whole = driver.pixels();
    REQUIRE_FALSE(whole.empty());
    CHECK(damaged == whole);
}

}  // namespace

TEST_CASE("Drawing only what changed gives the same pixels as drawing everything") {
    for (const Theme theme : {Theme::paper, Theme::high_contrast}) {
        const auto driver = sample("add-contribution", theme);
        same_as_full(*driver);
        REQUIRE(driver->press("Kind: Fact"));
        same_as_full(*driver);
        REQUIRE(driver->press("What do you want to say?"));
        same_as_full(*driver);
        for (const char* text : {"It", " was", " calm.", " Yes"}) {
            REQUIRE(driver->type(text));
            same_as_full(*driver);
        }
        REQUIRE(driver->press("Done"));
        same_as_full(*driver);
    }
}

TEST_CASE("A press draws a small part of the glass") {
    const auto driver = sample("information");
    (void)driver->damaged_pixels();
    const auto before = driver->window().counts();
    CHECK(before.full == 1);
    const Entry* undo = driver->find("Undo");
    REQUIRE(undo != nullptr);
    driver->finger(window::EventKind::finger_down, undo->rect.centre());
    (void)driver->damaged_pixels();
    const auto after = driver->window().counts();
    CHECK(after.drawn == before.drawn + 1);
    CHECK(after.full == before.full);
    CHECK(after.damage_share < 0.05);
}

TEST_CASE("An unchanged frame is not drawn") {
    const auto driver = sample("decision");
    (void)driver->damaged_pixels();
    const auto before = driver->window().counts();
    driver->pass_time(500);
    (void)driver->damaged_pixels();
    CHECK(driver->window().counts().offered == before.offered + 1);
    CHECK(driver->window().counts().drawn == before.drawn);
}

TEST_CASE("A screen that is left alone asks for no frame") {
    const auto driver = sample("introductions");
    CHECK_FALSE(driver->glass().next_due_ms().has_value());
}

TEST_CASE("The same screen gives the same bytes in every run") {
    CHECK(sample("decision")->pixels() == sample("decision")->pixels());
}

TEST_CASE("The chosen row of a ballot looks the same whichever it is") {
    // Only the place differs: the picture of row 1 chosen, shifted by a row, is that of row 2.
    std::size_t chosen = 0;
    const std::vector<ChoiceRow> rows{{"Same words"}, {"Same words"}, {"Same words"}};
    Settings settings;
    auto driver = Driver::make(settings, [&](Ui& ui) {
        ui.column_page({"Title"}, 800, [&] { (void)ui.choice_rows("View", rows, chosen); });
    });
    REQUIRE(driver);
    const auto row_pixels = [&](std::size_t which) {
        chosen = which;
        (*driver)->frame();
        const Bytes all = (*driver)->pixels();
        std::vector<Rect> rects;
        for (const Entry& e : (*driver)->entries())
            if (e.role == Role::radio) rects.push_back(e.rect);
        REQUIRE(rects.size() == 3);
        const Rect& r = rects.at(which);
        Bytes out;
        for (int y = static_cast<int>(r.y); y < static_cast<int>(r.bottom()); ++y) {
            const auto from = (static_cast<std::ptrdiff_t>(y) * 1280 + static_cast<int>(r.x)) * 4;
            const auto n = static_cast<std::ptrdiff_t>(r.w) * 4;
            out.insert(out.end(), all.begin() + from, all.begin() + from + n);
        }
        return out;
    };
    const Bytes first = row_pixels(0);
    CHECK(first == row_pixels(1));
    CHECK(first == row_pixels(2));
}
