// SPDX-License-Identifier: Apache-2.0
// Files that others made, whole, damaged and hostile: each gets pages or a sentence, and whoever
// asked is there afterwards. tests/attachments says what each file is.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "core/base/limits.hpp"
#include "platform/pages/separate_pages.hpp"
#include "platform/reader/reader.hpp"

namespace cpc::reader {
namespace {

Bytes attachment(const std::string& name) {
    std::ifstream in(std::string{CPC_SOURCE_DIR} + "/tests/attachments/" + name, std::ios::binary);
    REQUIRE(in.good());
    return Bytes{std::istreambuf_iterator<char>{in}, {}};
}

std::unique_ptr<pages::SeparatePages> start() {
    return pages::SeparatePages::start(std::string{CPC_BINARY_DIR} + "/bin/cpc-reader");
}

constexpr PageWanted small{0, 300, 300};

std::uint32_t at(const PagePicture& picture, int x, int y) {
    return picture.pixels.at(static_cast<std::size_t>(y) *
                                 static_cast<std::size_t>(picture.width_px) +
                             static_cast<std::size_t>(x));
}
int red(std::uint32_t pixel) {
    return static_cast<int>(pixel >> 16U & 0xFFU);
}
int blue(std::uint32_t pixel) {
    return static_cast<int>(pixel & 0xFFU);
}

// What it said: "" for a page, else the sentence.
std::string said(Pages& pages, const Bytes& file) {
    const auto picture = pages.draw(file, small);
    if (!picture) return picture.error().what;
    CHECK(picture->width_px <= small.width_max_px);
    CHECK(picture->height_px <= small.height_max_px);
    CHECK(picture->pixels.size() == static_cast<std::size_t>(picture->width_px) *
                                        static_cast<std::size_t>(picture->height_px));
    return {};
}

TEST_CASE("a report is counted and each of its pages drawn as large as it may be", "[REQ-096]") {
    const auto pages = start();
    const auto file = attachment("report-three-pages.pdf");
    REQUIRE(pages->count(file).value() == 3);
    std::vector<std::uint64_t> seen;
    for (std::int32_t page = 0; page < 3; ++page) {
        const auto picture = pages->draw(file, {page, 1'000, 4'000}).value();
        CHECK(picture.width_px == 1'000);
        CHECK(picture.height_px == 1'415);
        CHECK(std::count(seen.begin(), seen.end(), picture.id) == 0);
        seen.push_back(picture.id);
        CHECK(at(picture, 5, 5) == 0xFFFFFFFFU);
        CHECK(blue(at(picture, 200, 1'150)) > red(at(picture, 200, 1'150)));  // the blue bar
        const auto dark = std::count_if(picture.pixels.begin(), picture.pixels.end(),
                                        [](auto pixel) { return red(pixel) < 100; });
        CHECK(dark > 5'000);  // letters
    }
    const auto whole = pages->draw(file, {0, 1'000, 500}).value();
    CHECK(whole.height_px == 500);
    CHECK(pages->draw(file, {3, 100, 100}).error().what == "There is no such page.");
    CHECK(pages->draw(file, {-1, 100, 100}).error().what == "There is no such page.");
}

TEST_CASE("drawings and photographs stand upright and have their colours", "[REQ-096]") {
    const auto pages = start();
    for (const auto* name : {"drawing.png", "photo.jpg", "four-inks.jpg"}) {
        INFO(name);
        const auto file = attachment(name);
        CHECK(pages->count(file).value() == 1);
        const auto picture = pages->draw(file, {0, 320, 320}).value();
        CHECK(picture.width_px == 320);
        CHECK(picture.height_px == 240);
        CHECK(red(at(picture, 120, 180)) > 120);  // the red house
        CHECK(blue(at(picture, 120, 180)) < 90);
        CHECK(red(at(picture, 10, 10)) > 230);  // the paper
    }
    // Taken with the camera turned: EXIF says so, and the roof points up again.
    const auto turned = pages->draw(attachment("photo-on-its-side.jpg"), {0, 320, 320}).value();
    CHECK(turned.width_px == 240);
    CHECK(turned.height_px == 320);
    CHECK(red(at(turned, 60, 120)) > 120);
    CHECK(blue(at(turned, 60, 120)) < 90);
}

TEST_CASE("a locked, damaged or hostile file is told in a sentence, and the next one is drawn") {
    const auto pages = start();
    const std::string damaged = "This file, or this page of it, is damaged and cannot be shown.";
    const std::string points = "This picture has too many points to be opened here.";
    const std::map<std::string, std::string> files{
        {"locked.pdf", "This file is locked with a password."},
        {"four-hundred-pages.pdf", "This file has more than 300 pages."},
        {"never-done.pdf", "This page takes too long to draw."},
        {"not-a-pdf.pdf", damaged},
        {"pages-in-a-circle.pdf", damaged},
        {"only-a-beginning.jpg", damaged},
        {"no-pixels.png", damaged},
        {"huge-sides.png", points},
        {"bomb.png", points},
    };
    for (const auto& [name, sentence] : files) {
        INFO(name);
        const auto why = said(*pages, attachment(name));
        if (name == "never-done.pdf")  // the processor's time or the clock, whichever is first
            CHECK_FALSE(why.empty());
        else
            CHECK(why == sentence);
    }
    // These may be drawn as far as they go, or not: they only have to come to an end.
    for (const auto* name :
         {"bomb-of-contents.pdf", "bomb-of-a-picture.pdf", "form-in-itself.pdf", "empty-page.pdf",
          "page-of-nothing.pdf", "endless-page.pdf", "scripts-and-links.pdf"})
        (void)said(*pages, attachment(name));
    CHECK(said(*pages, {}) == damaged);
    CHECK(said(*pages, Bytes(limits::material_bytes_max + 1, 'x')) == damaged);
    CHECK(said(*pages, attachment("drawing.png")).empty());
}

TEST_CASE(
    "without the reader, or after it is gone, a file gets a sentence and nothing else stops") {
    const auto none = pages::SeparatePages::start("/nowhere/cpc-reader");
    CHECK(said(*none, attachment("drawing.png")) == "The reader of foreign files has stopped.");
    CHECK(none->count(attachment("drawing.png")).error().fault == Fault::unsupported);
}

// SplitMix64: the same hurts on every machine.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    std::size_t below(std::size_t limit) {
        state_ += 0x9E3779B97F4A7C15U;
        auto mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
        return static_cast<std::size_t>((mixed ^ (mixed >> 31U)) % limit);
    }

  private:
    std::uint64_t state_;
};

TEST_CASE("cut off, flipped, doubled and shuffled files never take the program with them") {
    const auto pages = start();
    Dice dice{20261123};
    std::size_t drawn = 0;
    std::size_t refused = 0;
    for (const auto* name :
         {"report-three-pages.pdf", "scripts-and-links.pdf", "drawing.png", "photo.jpg"}) {
        const auto whole = attachment(name);
        for (int turn = 0; turn < 60; ++turn) {
            auto file = whole;
            switch (turn % 4) {
                case 0:
                    file.resize(dice.below(file.size()));
                    break;
                case 1:
                    for (int flips = 0; flips < 8; ++flips)
                        file[dice.below(file.size())] ^=
                            static_cast<std::uint8_t>(1U << dice.below(8));
                    break;
                case 2:
                    for (std::size_t i = 0, from = dice.below(file.size()); i < 64; ++i)
                        file[(from + i) % file.size()] = static_cast<std::uint8_t>(dice.below(256));
                    break;
                default: {
                    const auto from = static_cast<std::ptrdiff_t>(dice.below(file.size()));
                    file.insert(file.end(), whole.begin() + from, whole.end());
                    std::rotate(file.begin() + 16, file.begin() + 16 + from / 2, file.end());
                    break;
                }
            }
            const auto why = said(*pages, file);
            ++(why.empty() ? drawn : refused);
            if (!why.empty()) CHECK(why.back() == '.');
        }
    }
    CHECK(drawn + refused == 240);
    CHECK(refused > 60);
    CHECK(said(*pages, attachment("report-three-pages.pdf")).empty());
}

TEST_CASE("which way up a photograph is, is read within its bytes only") {
    const auto exif = [](std::string_view tiff) {
        std::string text{"Exif\0\0", 6};
        text += tiff;
        return Bytes{text.begin(), text.end()};
    };
    using namespace std::string_view_literals;
    const auto intel = "II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"sv;
    const auto other = "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08\0\0"sv;
    CHECK(orientation_of(exif(intel)) == 6);
    CHECK(orientation_of(exif(other)) == 8);
    CHECK(orientation_of({}) == 1);
    CHECK(orientation_of(exif("II*\0\xff\xff\xff\xff"sv)) == 1);
    CHECK(orientation_of(exif("II*\0\x08\0\0\0\xff\xff"sv)) == 1);
    for (std::size_t cut = 0; cut < intel.size(); ++cut)
        CHECK(orientation_of(exif(intel.substr(0, cut))) == 1);
}

}  // namespace
}  // namespace cpc::reader
