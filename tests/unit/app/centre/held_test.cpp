// SPDX-License-Identifier: Apache-2.0
// A conference of which central holds something back is listed with the reason and counted nowhere,
// until it came right.
#include "app/centre/vetting.hpp"
#include "core/conference/events.hpp"
#include "tests/unit/app/centre/office.hpp"

namespace cpc::test {
namespace {

TEST_CASE(
    "a conference of a procedure the centre lacks is held back, named, and read once it has it",
    "[centre][held]") {
    Office office;
    bool given = false;
    office.centre.close();
    const auto known = std::make_shared<const meeting::Library>(Received::library());
    office.centre.vetting = [&](const record::EntryHeader& header, ByteView content) {
        auto code = centre::vetting(known)(header, content);
        CHECK_FALSE(code);  // this program can read all of it
        if (header.type == conference::tag_of<conference::ConferenceOpened> && !given)
            code = wire::held_code::unknown_procedure;
        return code;
    };
    office.centre.open();
    auto& room = office.play("torbay-majority.txt", "north");
    REQUIRE(office.intake.unread().size() == 1);
    CHECK(office.intake.unread()[0].region == "north");
    CHECK(office.intake.unread()[0].why.find("unknown-procedure") != std::string::npos);
    CHECK(office.intake.ledger().find(office.intake.unread()[0].place) == nullptr);
    const auto place = office.intake.unread()[0].place;

    office.sign_in("records");
    const auto page = office.get("/bundles").body;
    CHECK(page.find("unknown-procedure") != std::string::npos);
    CHECK(page.find("the people who run the central service") != std::string::npos);

    given = true;
    office.send(room);
    CHECK(office.intake.unread().empty());
    CHECK(office.intake.ledger().find(place) != nullptr);
    CHECK(office.get("/bundles").body.find("Nothing is held back.") != std::string::npos);
    CHECK(NEED(send::status(room.desk().vault())).all_received());
}

TEST_CASE("an entry of a kind or form this program does not know is of a newer format",
          "[centre][held]") {
    const auto vetting = centre::vetting();
    record::EntryHeader header{};
    header.conference = ConferenceId{{7}};
    header.type = 0x0FFF;
    CHECK(vetting(header, view_of("x")) == wire::held_code::newer_format);
    header.type = conference::tag_of<conference::ConferenceOpened>;
    CHECK(vetting(header, view_of("x")) == wire::held_code::newer_format);
    CHECK_FALSE(vetting(header, {}));  // erased
}

}  // namespace
}  // namespace cpc::test
