// SPDX-License-Identifier: Apache-2.0
// Conferences that were played on tablets, sealed, received by a real central service and read by
// the centre's intake: nothing between the meeting and the register is made up.
#pragma once

#include <memory>
#include <vector>

#include "app/centre/intake.hpp"
#include "tests/service/world.hpp"
#include "tests/unit/app/play/room.hpp"

namespace cpc::test {

class Received {
  public:
    Received() : centre(folder.at("central")), intake(library()) {}

    // A tablet with a room of its own, enrolled under a region.
    Room& tablet(const std::string& region = {}) {
        rooms_.push_back(std::make_unique<Room>());
        auto& vault = rooms_.back()->desk().vault();
        const auto text = NEED(send::registration(vault, "Tablet"));
        (void)NEED(centre.central().enrol(view_of(text), region));
        return *rooms_.back();
    }
    // Sends what is new.
    void send(Room& room) {
        const auto pairing = centre.central().pairing();
        const auto outbox = room.folder() + "/outbox";
        NEED(files.make_directories(outbox));
        send::Desk desk{room.desk().vault(), pairing, files, clock, entropy, outbox};
        for (const auto& prepared : NEED(send::prepare_bundles(desk))) {
            const auto file = NEED(read_whole(files, prepared.path, limits::bundle_bytes_max));
            const auto text = receipt_of(centre.central().take_in(prepared.item.bundle, file));
            (void)NEED(send::accept_receipt(desk, view_of(text)));
        }
        NEED(intake.refresh(centre.central()));
    }
    // A room that played a whole scenario file.
    Room& play(const std::string& scenario, const std::string& region = {}) {
        auto& room = tablet(region);
        play_in(room, scenario);
        return room;
    }
    void play_in(Room& room, const std::string& scenario) {
        const auto path = std::string{CPC_SOURCE_DIR} + "/tests/scenarios/" + scenario;
        const auto text = NEED(read_whole(files, path, 1U << 20U));
        play_text(room, {text.begin(), text.end()});
    }
    void play_text(Room& room, const std::string& text) {
        const auto parsed = NEED(play::parse_scenario(text, "scenario.txt"));
        std::vector<std::string> failures;
        (void)room.outcome_of(parsed, failures);
        for (const auto& failure : failures)
            FAIL_CHECK(failure);
        send(room);
    }
    [[nodiscard]] static meeting::Library library() {
        platform::SystemFiles files;
        return NEED(meeting::Library::load(files, std::string{CPC_SOURCE_DIR} + "/assets"));
    }

    Folder folder;
    Centre centre;
    centre::Intake intake;
    platform::SystemFiles files;
    platform::SystemClock clock;
    platform::SystemEntropy entropy;

  private:
    std::vector<std::unique_ptr<Room>> rooms_;
};

inline const centre::Scope everywhere{true, {}};
inline Date day(const char* iso) {
    return *Date::parse(iso);
}
inline LocalTime noon(const char* iso) {
    return {day(iso), 720, 60};
}

}  // namespace cpc::test
