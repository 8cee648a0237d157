// SPDX-License-Identifier: Apache-2.0
// The bytes of reports and drawings: into the record in pieces, out of it whole or not at all.
#include "app/meeting/material.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/meeting/desk.hpp"
#include "core/base/limits.hpp"
#include "core/codec/codec.hpp"
#include "core/crypto/hash.hpp"
#include "core/procedure/zone.hpp"
#include "core/record/type_rules.hpp"
#include "core/store/verify.hpp"
#include "platform/clock/clock.hpp"
#include "platform/entropy/entropy.hpp"
#include "shelf.hpp"

namespace cpc::meeting {
namespace {

using conference::Say;

constexpr std::string_view said_inside = "Mrs Ashdown told the school about the bruises";

// As long as it is asked for, and readable in it what must stand nowhere in clear.
Bytes report_of(std::size_t size) {
    std::string text = "%PDF-1.7\n";
    while (text.size() < size)
        text += std::string{said_inside} + " " + std::to_string(text.size()) + "\n";
    text.resize(size);
    return Bytes{text.begin(), text.end()};
}

struct MaterialTablet {
    test::Shelves shelves;
    platform::SystemClock clock;
    platform::SystemEntropy entropy;
    std::unique_ptr<Desk> desk;
    ConferenceId id;
    PersonId teacher;
    ChildId child;

    MaterialTablet() {
        open(true);
        conference::ConferenceOpened opened;
        opened.type = "initial";
        opened.family = "Family A";
        opened.planned_start =
            procedure::wall_time(*Date::parse("2027-03-30"), 600, "Europe/London").value();
        opened.basis = "incident";
        opened.start_events.push_back({"strategy-meeting", *Date::parse("2027-03-09")});
        auto begun = desk->begin("torbay-cpp", opened);
        if (!begun) FAIL(begun.error().text());
        REQUIRE(begun->meeting != nullptr);
        id = begun->meeting->id();
        child = desk->fresh_id<ChildId>();
        say(Say<conference::ChildAdded>{{child, "E1", "Child E1", std::nullopt, std::nullopt}});
        conference::PersonInvited invited;
        invited.person = teacher = desk->fresh_id<PersonId>();
        invited.name = "Class teacher";
        invited.role = meeting().rules().procedure.roles.front().id;
        invited.group = conference::Group::professional;
        for (const auto& role : meeting().rules().procedure.roles)
            if (role.id == "school") invited.role = role.id;
        invited.reason = "Knows the child.";
        say(Say<conference::PersonInvited>{invited});
    }
    void open(bool fresh) {
        desk.reset();
        auto library = Library::load(shelves.files, shelves.shelf());
        REQUIRE(library.has_value());
        const store::Ports ports{shelves.files, clock, entropy};
        const auto secret = crypto::SecretBytes::from("test");
        const SetUp setup{crypto::KeyslotCost::practice(), {}, true};
        auto made = fresh ? Desk::set_up(ports, store(), secret, setup, std::move(*library))
                          : Desk::open(ports, store(), secret, std::move(*library));
        if (!made) FAIL(made.error().text());
        desk = std::move(*made);
    }
    [[nodiscard]] std::string store() const { return shelves.path("store"); }
    Meeting& meeting() { return *desk->meeting(id).value(); }
    void say(const conference::Command& command) {
        const auto reply = meeting().submit(command);
        if (!reply) FAIL(reply.error().text());
        if (const auto* no = std::get_if<conference::Refusal>(&*reply)) FAIL(no->message);
    }
    conference::MaterialTaken report() const {
        conference::MaterialTaken taken;
        taken.title = "School report";
        taken.brought_by = taken.author = teacher;
        taken.pages = 3;
        return taken;
    }
    MaterialId take(const Bytes& file) {
        const auto reply = meeting().take_material(report(), file);
        if (!reply) FAIL(reply.error().text());
        if (const auto* no = std::get_if<conference::Refusal>(&*reply)) FAIL(no->message);
        return meeting().state().materials.back().taken.material;
    }
    bool anywhere(std::string_view words) const {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(store())) {
            if (entry.path().filename().string().find("School") != std::string::npos) return true;
            if (!entry.is_regular_file()) continue;
            std::ifstream in(entry.path(), std::ios::binary);
            const std::string all{std::istreambuf_iterator<char>{in}, {}};
            if (all.find(words) != std::string::npos) return true;
        }
        return false;
    }
};

TEST_CASE("a file comes out of the record exactly as it went in, also after a restart",
          "[REQ-096]") {
    MaterialTablet tablet;
    // One piece, one piece exactly, one byte more, several.
    for (const std::size_t size : {std::size_t{20}, limits::material_piece_bytes,
                                   limits::material_piece_bytes + 1, std::size_t{900'000}}) {
        const auto file = report_of(size);
        const auto id = tablet.take(file);
        const auto& taken = tablet.meeting().state().material(id)->taken;
        CHECK(taken.size_bytes == size);
        CHECK(taken.sha256 == crypto::sha256(file));
        CHECK(taken.media == conference::MediaType::pdf);
        CHECK(taken.pieces.size() == (size - 1) / limits::material_piece_bytes + 1);
        CHECK(tablet.meeting().material(id).value() == file);
    }
    const auto ids = tablet.meeting().state().materials;
    tablet.open(false);
    REQUIRE(tablet.meeting().state().materials.size() == 4);
    for (const auto& each : ids) {
        const auto file = tablet.meeting().material(each.taken.material);
        CHECK(file.value() == report_of(each.taken.size_bytes));
    }
}

TEST_CASE("nothing of a file, its label or who brought it stands in the folder in clear") {
    MaterialTablet tablet;
    (void)tablet.take(report_of(600'000));
    REQUIRE(tablet.desk->vault().settle());
    tablet.desk.reset();
    CHECK_FALSE(tablet.anywhere(said_inside));
    CHECK_FALSE(tablet.anywhere("School report"));
    CHECK_FALSE(tablet.anywhere("%PDF-1.7"));
}

TEST_CASE("both copies hold the pieces, and a damaged one is repaired from the other") {
    MaterialTablet tablet;
    const auto file = report_of(700'000);
    const auto id = tablet.take(file);
    REQUIRE(tablet.desk->vault().settle());
    tablet.desk.reset();
    const store::Ports ports{tablet.shelves.files, tablet.clock, tablet.entropy};
    const auto secret = crypto::SecretBytes::from("test");
    CHECK(store::verify_directory(ports, tablet.store(), secret).value().whole());
    {
        std::fstream journal(tablet.store() + "/journal.cpl",
                             std::ios::binary | std::ios::in | std::ios::out);
        journal.seekp(400'000);  // in a piece: what comes before them is small
        journal.write("damage", 6);
    }
    CHECK_FALSE(store::verify_directory(ports, tablet.store(), secret).value().whole());
    tablet.open(false);
    for (const auto& note : tablet.desk->opened().notes)
        UNSCOPED_INFO(note);
    CHECK(tablet.desk->opened().repaired_journal);
    CHECK(tablet.meeting().material(id).value() == file);
}

TEST_CASE("what is refused leaves no pieces, and says in a sentence why") {
    MaterialTablet tablet;
    const auto before = tablet.desk->vault().size();
    const auto refused = [&](const Bytes& file) {
        const auto reply = tablet.meeting().take_material(tablet.report(), file);
        return reply ? std::string{} : reply.error().what;
    };
    CHECK(refused({}) == "The file is empty.");
    CHECK(refused(Bytes(100, 'x')) == "The file is no PDF, PNG or JPEG.");
    CHECK(refused(report_of(limits::material_bytes_max + 1)) == "The file is larger than 16 MiB.");
    auto nameless = tablet.report();
    nameless.title.clear();
    const auto reply = tablet.meeting().take_material(nameless, report_of(100)).value();
    CHECK(std::get<conference::Refusal>(reply).rule == "material.label");
    CHECK(tablet.desk->vault().size() == before);
}

TEST_CASE("pieces that no fact names, as a power cut leaves them, are in nobody's way") {
    MaterialTablet tablet;
    const auto fresh = tablet.desk->fresh_id<MaterialId>();
    store::AppendRequest request;
    request.type = record::type::material_piece;
    request.conference = tablet.id;
    request.payload = codec::encode(MaterialPiece{fresh, 0, report_of(5'000)});
    request.signers = {{&tablet.desk->vault().chair_key(), record::Role::chair}};
    REQUIRE(tablet.desk->vault().append(request));
    tablet.open(false);
    CHECK(tablet.meeting().state().materials.empty());
    CHECK_FALSE(tablet.meeting().material(fresh));
    CHECK(tablet.meeting().material(tablet.take(report_of(5'000))).value() == report_of(5'000));
}

TEST_CASE("pieces in another order, of another file or with another digest are not the file") {
    MaterialTablet tablet;
    const auto one = tablet.take(report_of(600'000));
    const auto two = tablet.take(report_of(500'000));
    const auto fact = tablet.meeting().state().material(one)->taken;
    const auto reads = [&](auto change) {
        auto other = fact;
        other.material = tablet.desk->fresh_id<MaterialId>();
        other.sha256[0] ^= 1;
        change(other);
        tablet.say(Say<conference::MaterialTaken>{other});
        const auto file = tablet.meeting().material(other.material);
        return file ? std::string{} : file.error().what;
    };
    // Its own pieces, under another number: a piece says whose it is.
    CHECK(reads([](auto&) {}) == "A piece of this file is not what it should be.");
    CHECK(reads([](auto& t) { std::swap(t.pieces[0], t.pieces[1]), t.sha256[1] ^= 1; }) ==
          "A piece of this file is not what it should be.");
    CHECK(reads([](auto& t) {
              t.pieces = {0, 1, 2}, t.sha256[2] ^= 1;
          }) == "A piece of this file is not what it should be.");
    CHECK(tablet.meeting().material(two).value() == report_of(500'000));
}

TEST_CASE("loading a conference opens no piece of a file") {
    MaterialTablet tablet;
    (void)tablet.take(report_of(600'000));
    auto& vault = tablet.desk->vault();
    std::size_t pieces = 0;
    const auto found = vault.conference(tablet.id, record::type::material_piece);
    REQUIRE(found);
    for (const auto& stored : *found)
        if (stored.header.type == record::type::material_piece) {
            ++pieces;
            CHECK(stored.payload.empty());
        } else {
            CHECK_FALSE(stored.payload.empty());
        }
    CHECK(pieces == 3);
    CHECK_FALSE(vault.conference(tablet.id).value().back().payload.empty());
}

}  // namespace
}  // namespace cpc::meeting
