// SPDX-License-Identifier: Apache-2.0
// Acceptance checks 1 and 3 of the design, over a whole conference: each screen in turn on low and
// on tall glass, in plain and in the largest letters, in all colours, with longer words; and
// nothing above the room's level while family is in the room.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "app/locale/language.hpp"
#include "app/stage/performance.hpp"
#include "app/stage/room.hpp"
#include "core/base/limits.hpp"
#include "platform/entropy/entropy.hpp"
#include "platform/files/files.hpp"

using namespace cpc;

namespace {

// Each screen in so many looks; the next screen goes on where the last one stopped, so that a whole
// conference comes by every look several times.
constexpr std::size_t looks_each = 5;

template <class T>
T must(Result<T> result) {
    if (!result) FAIL(result.error().text());
    return std::move(*result);
}

}  // namespace

TEST_CASE(
    "No screen of a whole conference is cut, overlaps, is too small to touch or is without "
    "its one title, however it stands on the glass",
    "[stage][looks]") {
    const std::string source = CPC_SOURCE_DIR;
    auto folder = (std::filesystem::temp_directory_path() / "cpc-looks-XXXXXX").string();
    REQUIRE(mkdtemp(folder.data()) != nullptr);
    platform::SystemFiles files;
    platform::SystemEntropy entropy;
    const auto path = source + "/tests/scenarios/torbay-majority.txt";
    const auto text = must(read_whole(files, path, limits::scenario_bytes_max));
    const auto scenario = must(play::parse_scenario(text_of(text), path));
    {
        stage::Wanted wanted;
        wanted.looks = must(stage::looks_of("1280x800,800x1280,en,en-x-pseudo"));
        REQUIRE(wanted.looks.size() == 24);
        wanted.looks_each = looks_each;
        auto performance = must(stage::begin_performance(
            scenario, {files,
                       entropy,
                       must(meeting::Library::load(files, source + "/assets")),
                       folder + "/vault",
                       "practice practice practice",
                       {},
                       {},
                       std::move(wanted)}));
        const auto played = must(play::play(scenario, *performance->hands));
        CHECK(played.failures.empty());
        const auto& gallery = *performance->stage->gallery();
        CHECK(gallery.looked() > 300);
        CHECK(gallery.pictures() == 0);
        for (const auto& complaint : gallery.complaints())
            FAIL_CHECK(complaint);
        for (const auto& complaint : performance->stage->complaints())
            FAIL_CHECK(complaint);
    }
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
}

TEST_CASE("What is above the room's level is told, except on the chair's sheet and behind a PIN",
          "[stage][looks]") {
    ui::Entry entry;
    entry.label = "Reason";
    const auto told = [&](ui::Level level, int layer) {
        entry.level = level;
        entry.layer = layer;
        return !stage::above_the_room(std::span{&entry, 1}).empty();
    };
    CHECK_FALSE(told(ui::Level::family, 0));
    CHECK_FALSE(told(ui::Level::one_person, 0));
    CHECK(told(ui::Level::professionals, 0));
    CHECK(told(ui::Level::professionals, 1));
    CHECK(told(ui::Level::chair, 0));
    CHECK_FALSE(told(ui::Level::chair, 1));
    CHECK(stage::of_the_room(view::Place::decision));
    CHECK_FALSE(stage::of_the_room(view::Place::prepare));
}
