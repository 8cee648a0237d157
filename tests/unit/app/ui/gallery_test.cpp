// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "tests/unit/app/ui/gallery.hpp"

namespace {

using namespace cpc::ui;

void take(const Settings& settings, const std::string& suffix) {
    const std::filesystem::path folder = std::filesystem::path(CPC_BINARY_DIR) / "gallery";
    std::filesystem::create_directories(folder);
    for (const auto& sample : gallery::samples()) {
        INFO(sample.name << " " << suffix);
        auto driver = Driver::make(settings, sample.draw);
        REQUIRE(driver);
        for (const auto& label : sample.presses)
            REQUIRE((*driver)->press(label));
        REQUIRE((*driver)->save_png((folder / (sample.name + suffix + ".png")).string()));
        const auto found = (*driver)->checks();
        for (const auto& line : found)
            UNSCOPED_INFO(line);
        CHECK(found.empty());
    }
}

Settings at(int width, int height, float density, int percent, Theme theme = Theme::paper) {
    Settings s;
    s.surface = {width, height, density};
    s.text_percent = percent;
    s.theme = theme;
    return s;
}

}  // namespace

TEST_CASE("No component is cut, overlaps or is too small to touch at 1280 by 800") {
    take(at(1280, 800, 1, 100), "");
}
TEST_CASE("No component is cut, overlaps or is too small to touch at 1920 by 1200") {
    take(at(1920, 1200, 1.5F, 100), "-1920");
}
TEST_CASE("No component is cut, overlaps or is too small to touch at 200 percent") {
    take(at(1280, 800, 1, 200), "-200");
}
TEST_CASE("No component is cut, overlaps or is too small to touch in portrait") {
    take(at(800, 1280, 1, 100), "-portrait");
}
TEST_CASE("No component is cut, overlaps or is too small to touch in the dark themes") {
    take(at(1280, 800, 1, 100, Theme::dusk), "-dusk");
    take(at(1280, 800, 1, 100, Theme::high_contrast), "-high");
}
TEST_CASE("No component is cut or overlaps when every text is four tenths longer") {
    Settings longer = at(1280, 800, 1, 100);
    longer.stretch_percent = 40;
    take(longer, "-longer");
}
