// SPDX-License-Identifier: Apache-2.0
// Reports and drawings that are taken in as files: what is asked of each, and who may know of it.
#include "core/base/limits.hpp"
#include "core/conference/sight.hpp"
#include "support.hpp"

namespace cpc::conference {
namespace {

using test::DecisionRoom;
using test::id_of;

struct MaterialRoom : DecisionRoom {
    MaterialTaken report(std::uint8_t number = 1) {
        MaterialTaken taken;
        taken.material = fresh<MaterialId>();
        taken.kind = MaterialKind::report;
        taken.title = "School report";
        taken.brought_by = school;
        taken.author = school;
        taken.media = MediaType::pdf;
        taken.size_bytes = 1'000;
        taken.pages = 2;
        taken.sha256[0] = number;
        taken.pieces = {1};
        return taken;
    }
    MaterialTaken drawing(std::uint8_t number = 2) {
        auto taken = report(number);
        taken.kind = MaterialKind::drawing;
        taken.title = "A house";
        taken.brought_by = mother;
        taken.author = {};
        taken.children = {cd};
        taken.media = MediaType::png;
        taken.pages = 1;
        return taken;
    }
    std::string no(const MaterialTaken& taken) { return refused(Say<MaterialTaken>{taken}); }
};

TEST_CASE("a report or drawing has who brought it, whose it is and a label", "[REQ-096]") {
    MaterialRoom room;
    auto taken = room.report();
    taken.title = " ";
    CHECK(room.no(taken) == "material.label");
    taken.title = std::string(limits::name_bytes_max + 1, 'a');
    CHECK(room.no(taken) == "material.label");
    taken = room.report();
    taken.brought_by = {};
    CHECK(room.no(taken) == "material.whose");
    taken = room.report();
    taken.author = {};
    CHECK(room.no(taken) == "material.whose");
    auto drawing = room.drawing();
    drawing.children.clear();
    CHECK(room.no(drawing) == "material.whose");
    drawing.children = {id_of<ChildId>(99)};
    CHECK(room.no(drawing) == "conference.has-a-child");
    drawing = room.drawing();
    drawing.author = id_of<PersonId>(99);
    CHECK(room.no(drawing) == "people.known");
    // A letter that nobody in particular wrote needs no more than who brought it.
    auto other = room.drawing(3);
    other.kind = MaterialKind::other;
    other.children.clear();
    CHECK(room.no(other).empty());
    CHECK(room.no(room.report()).empty());
    CHECK(room.no(room.drawing()).empty());
    REQUIRE(room.state.materials.size() == 3);
    CHECK(room.state.materials.back().taken.title == "A house");
}

TEST_CASE("a file has the size, the pages and the pieces that it may have", "[REQ-096]") {
    MaterialRoom room;
    const auto with = [&](auto change) {
        auto taken = room.report();
        change(taken);
        return room.no(taken);
    };
    CHECK(with([](auto& t) { t.size_bytes = 0; }) == "material.file");
    CHECK(with([](auto& t) { t.size_bytes = limits::material_bytes_max + 1; }) == "material.file");
    CHECK(with([](auto& t) { t.pages = 0; }) == "material.file");
    CHECK(with([](auto& t) { t.pages = limits::material_pages_max + 1; }) == "material.file");
    CHECK(with([](auto& t) { t.media = MediaType::jpeg; }) == "material.file");  // of two pages
    CHECK(with([](auto& t) { t.pieces = {1, 2}; }) == "material.file");
    CHECK(with([](auto& t) {
              t.size_bytes = limits::material_piece_bytes + 1;
              t.pieces = {1, 2};
          }).empty());
}

TEST_CASE("a file is taken in once, and there is room for so many", "[REQ-096]") {
    MaterialRoom room;
    const auto first = room.report();
    CHECK(room.no(first).empty());
    CHECK(room.no(first) == "material.once");
    auto same = room.report();
    same.title = "The same again";
    CHECK(room.no(same) == "material.once");
    for (std::size_t i = 1; i < limits::materials_max; ++i)
        CHECK(room.no(room.report(static_cast<std::uint8_t>(i + 1))).empty());
    CHECK(room.no(room.report(200)) == "material.room");
    MaterialRoom full;
    for (std::uint8_t i = 0; i < 5; ++i) {
        auto large = full.report(static_cast<std::uint8_t>(i + 1));
        large.size_bytes = limits::material_bytes_max;
        large.pieces.assign(limits::material_bytes_max / limits::material_piece_bytes, 1);
        CHECK(full.no(large) == (i < 4 ? "" : "material.room"));
    }
}

TEST_CASE("what was the wrong file is put aside with a reason and stays on record", "[REQ-096]") {
    MaterialRoom room;
    const auto taken = room.report();
    const MaterialWithdrawn aside{taken.material, "Another family's."};
    CHECK(room.refused(Say<MaterialWithdrawn>{aside}) == "material.known");
    CHECK(room.no(taken).empty());
    CHECK(room.refused(Say<MaterialWithdrawn>{{taken.material, " "}}) == "material.reason");
    CHECK(room.refused(Say<MaterialWithdrawn>{aside}).empty());
    CHECK(room.refused(Say<MaterialWithdrawn>{aside}) == "material.known");
    REQUIRE(room.state.materials.size() == 1);
    CHECK_FALSE(room.state.materials.front().stands());
    // The right file may have the same bytes as the one put aside: it was only mislabelled.
    auto again = taken;
    again.material = room.fresh<MaterialId>();
    CHECK(room.no(again).empty());
}

TEST_CASE("only the chair takes a file in, in any stage before the close", "[REQ-096]") {
    MaterialRoom room;
    CHECK(room.refused(Say<MaterialTaken>{room.report()}, room.school) == "chair.only");
    room.state.stage = Stage::preparation;
    CHECK(room.no(room.report()).empty());
    room.put(ConferenceClosed{room.now, {}});
    CHECK(room.no(room.drawing()) == "conference.closed");
}

TEST_CASE("a file taken in in a restricted part is only for who was in it", "[REQ-275][REQ-276]") {
    MaterialRoom room;
    SegmentStarted apart;
    apart.segment = room.fresh<SegmentId>();
    apart.in = {room.police, room.social_worker};
    apart.out = {room.mother, room.school};
    room.put(apart);
    CHECK(room.no(room.report()) == "segment.out-of-the-room");
    auto taken = room.report();
    taken.brought_by = taken.author = room.police;
    CHECK(room.no(taken).empty());
    REQUIRE(room.state.materials.size() == 1);
    CHECK(room.state.materials.front().taken.segment == apart.segment);
    const auto seen = [&](std::vector<PersonId> readers) {
        const auto sight = Sight{room.cd, Readership::professional, std::move(readers)};
        return seen_by(room.state, sight).state.materials.size();
    };
    CHECK(seen({room.police}) == 1);
    CHECK(seen({room.gp}) == 0);
    CHECK(seen({}) == 0);
}

TEST_CASE("a family's copy does not tell of a file for professionals only", "[REQ-247]") {
    MaterialRoom room;
    auto taken = room.report();
    taken.professionals_only = true;
    CHECK(room.no(taken).empty());
    CHECK(room.no(room.drawing()).empty());
    const auto family = seen_by(room.state, {room.cd, Readership::family, {room.mother}});
    REQUIRE(family.state.materials.size() == 1);
    CHECK(family.state.materials.front().taken.title == "A house");
    REQUIRE(family.left_out.size() == 1);
    CHECK(word(family.left_out.front().why) == "professionals-only");
    CHECK(family.left_out.front().by() == "chair");
    const auto others = seen_by(room.state, {room.cd, Readership::professional, {room.gp}});
    CHECK(others.state.materials.size() == 2);
}

}  // namespace
}  // namespace cpc::conference
