// SPDX-License-Identifier: Apache-2.0
// Soft lock, hard lock, what brings the tablet back, and what the record says of it.
#include <catch2/catch_test_macros.hpp>

#include "core/codec/codec.hpp"
#include "core/record/device_events.hpp"
#include "tests/unit/app/kiosk/rig.hpp"

namespace cpc::kiosk_test {
namespace {

using view::Place;

constexpr std::uint64_t second = 1'000, minute = 60'000;
// A hundredth of the real ones: a frame is drawn for every 16 ms of them.
constexpr kiosk::IdleTimes quick{900, 6'000, 9'000, 600, 1'200, 600};

template <class Event>
std::vector<Event> events_in(Rig& rig) {
    auto& vault = rig.shell->desk()->vault();
    std::vector<Event> out;
    const auto all = vault.range(0, vault.size());
    REQUIRE(all);
    for (const auto& stored : *all) {
        if (stored.header.type != Event::entry_type) continue;
        auto event = record::decode_event<Event>(stored.payload);
        REQUIRE(event);
        out.push_back(std::move(*event));
    }
    return out;
}

void pass(Rig& rig, std::uint64_t ms) {
    rig.clock.advance_ms(static_cast<std::int64_t>(ms));
    rig.driver->pass_time(ms);
}

void open(Rig& rig, const std::string& passphrase = "four words of ours") {
    rig.secret("Passphrase", passphrase);
    rig.press("Open");
}

}  // namespace

TEST_CASE("The tablet covers and locks itself after the times of the design", "[kiosk][lock]") {
    const kiosk::IdleTimes times;
    CHECK(times.cover_ms == 90 * second);
    CHECK(times.cover_in_meeting_ms == 10 * minute);
    CHECK(times.lock_ms == 15 * minute);
    CHECK(times.handover_ms == minute);
    CHECK(times.chair_stays_ms == 2 * minute);
    CHECK(times.view_every_ms == minute);
}

TEST_CASE("Outside a meeting the tablet covers itself, and later it locks", "[kiosk][lock]") {
    Rig rig;
    rig.set_up();
    rig.shell->set_idle_times(quick);
    pass(rig, quick.cover_ms - 100);
    CHECK(rig.place() == Place::home);
    pass(rig, 200);
    CHECK(rig.place() == Place::hidden);
    CHECK(rig.shell->unlocked());
    rig.press("Open with chair PIN");
    rig.digits("246810");
    CHECK(rig.place() == Place::home);

    pass(rig, quick.lock_ms - 500);
    CHECK(rig.shell->unlocked());
    pass(rig, 600);
    CHECK(rig.place() == Place::lock);
    CHECK_FALSE(rig.shell->unlocked());
    CHECK_FALSE(rig.says("A meeting is paused"));
    rig.check("locked-by-time");
    open(rig);
    CHECK(rig.place() == Place::home);
    CHECK(events_in<record::Unlocked>(rig).size() == 1);
}

TEST_CASE("What is chosen at the lock is for whoever stands there, and gone when it opens",
          "[kiosk][lock]") {
    Rig rig;
    rig.set_up();
    rig.shell->set_idle_times(quick);
    rig.press("Lock the tablet");
    REQUIRE(rig.place() == Place::lock);
    const auto usual = rig.shell->display();
    rig.press("Text size and colours");
    rig.press("Dusk");
    rig.press("Text size more");
    rig.check("lock-display");
    rig.press("Done");
    CHECK(rig.shell->display().theme == ui::Theme::dusk);
    CHECK(rig.shell->display().text_percent == usual.text_percent + 25);
    CHECK(rig.place() == Place::lock);

    // They went away.
    pass(rig, quick.handover_ms + 100);
    CHECK(rig.shell->display() == usual);

    rig.shell->set_idle_times({});
    rig.press("Text size and colours");
    rig.press("Dusk");
    rig.press("Done");
    open(rig);
    CHECK(rig.place() == Place::home);
    CHECK(rig.shell->display() == usual);
    CHECK(rig.shell->settings().display == usual);
}

TEST_CASE("What is chosen while the tablet is set up stays the tablet's own", "[kiosk][lock]") {
    Rig rig;
    rig.press("Text size and colours");
    rig.press("Text size more");
    rig.check("set-up-display");
    rig.press("Done");
    rig.set_up();
    CHECK(rig.shell->display().text_percent == 125);
    rig.restart();
    open(rig);
    CHECK(rig.shell->display().text_percent == 125);
}

TEST_CASE("A meeting under way is covered by time and never locked by it", "[kiosk][lock]") {
    Rig rig;
    rig.begin();
    rig.shell->set_idle_times(quick);
    pass(rig, quick.cover_in_meeting_ms + 100);
    CHECK(rig.place() == Place::hidden);
    pass(rig, 5 * quick.lock_ms);
    CHECK(rig.place() == Place::hidden);
    CHECK(rig.shell->unlocked());
    rig.press("Open with chair PIN");
    rig.digits("246810");
    CHECK(rig.place() == Place::introductions);
}

TEST_CASE("A break that outlasts the power is on record when the chair goes on", "[kiosk][break]") {
    Rig rig;
    rig.begin();
    rig.press("Initial conference · Family C");
    rig.press("Take a break");
    rig.driver->frame();
    rig.clock.advance_ms(20 * 60'000);
    rig.restart();
    open(rig);
    CHECK(rig.place() == Place::resume);
    CHECK(rig.says("A break began on"));
    rig.check("resume-on-break");
    rig.press("Carry on at Introductions");
    rig.driver->frame();
    REQUIRE(rig.state().breaks.size() == 1);
    const auto& taken = rig.state().breaks.front();
    CHECK(taken.to.instant().ms - taken.from.instant().ms >= 20 * 60'000);
    rig.restart();
    open(rig);
    CHECK_FALSE(rig.says("A break began on"));
    CHECK(rig.state().breaks.size() == 1);
}

TEST_CASE("Lid, power key or stick lock a meeting at once, and it comes back where it was",
          "[kiosk][lock]") {
    Rig rig;
    rig.begin();
    rig.introductions_done();
    rig.press("Start information sharing");
    rig.press("Add contribution");
    rig.press("School");
    rig.fill("What do you want to say?", "Half a sent");
    rig.shell->lock_at_once();
    rig.driver->frame();
    CHECK(rig.place() == Place::lock);
    CHECK_FALSE(rig.shell->unlocked());
    CHECK(rig.says("A meeting is paused"));
    CHECK_FALSE(rig.says("Family C"));

    // What was open goes with the shell that held it; the new one knows that a meeting is paused.
    REQUIRE(rig.shell->wants_renewal());
    rig.shell = kiosk::Shell::renewed(std::move(rig.shell));
    rig.driver->frame();
    CHECK(rig.says("A meeting is paused"));
    rig.check("locked-in-meeting");
    open(rig);
    CHECK(rig.place() == Place::information);
    CHECK(rig.says("Half a sent"));
    rig.shell->lock_at_once();
    rig.shell->lock_at_once();  // a second time changes nothing
    CHECK(rig.place() == Place::lock);
}

TEST_CASE("Wrong passphrases are counted on the lock screen, waited out and put on record",
          "[kiosk][lock]") {
    Rig rig;
    rig.set_up();
    rig.shell->lock_at_once();
    rig.driver->frame();
    open(rig, "not the passphrase");
    CHECK(rig.says("4 tries left before a wait"));
    for (int i = 0; i < 3; ++i)
        open(rig, "not the passphrase");
    CHECK(rig.says("1 try left before a wait"));
    rig.restart();  // pulling the plug gives none back
    open(rig, "not the passphrase");
    CHECK(rig.says("try again in 30 seconds"));
    CHECK_FALSE(rig.driver->can_press("Open"));
    rig.check("lock-wait");

    rig.clock.now.wall.ms += std::int64_t{20} * 365 * 1440 * 60'000;
    rig.driver->frame();
    CHECK(rig.says("try again in 30 seconds"));
    rig.clock.now.wall.ms -= std::int64_t{20} * 365 * 1440 * 60'000;
    rig.clock.advance_ms(29'000);
    pass(rig, 100);
    CHECK(rig.says("try again in 1 second"));
    ++rig.clock.now.boot_id[0];
    rig.clock.now.boot_ms = 1'000;
    rig.restart();
    CHECK(rig.says("try again in 30 seconds"));
    rig.clock.advance_ms(30'000);
    rig.driver->frame();
    open(rig);
    CHECK(rig.place() == Place::home);
    const auto failed = events_in<record::UnlocksFailed>(rig);
    REQUIRE(failed.size() == 1);
    CHECK(failed.front().door == "passphrase");
    CHECK(failed.front().tries == 5);
}

TEST_CASE("Wrong PINs of the chair are on record once one has fitted", "[kiosk][lock]") {
    Rig rig;
    rig.begin();
    rig.press("Hide screen");
    rig.press("Open with chair PIN");
    rig.digits("111111");
    rig.digits("222222");
    CHECK(events_in<record::UnlocksFailed>(rig).empty());
    rig.digits("246810");
    const auto failed = events_in<record::UnlocksFailed>(rig);
    REQUIRE(failed.size() == 1);
    CHECK(failed.front().door == "chair PIN");
    CHECK(failed.front().tries == 2);
}

TEST_CASE("The lock screen says which guards are missing", "[kiosk][lock]") {
    Rig rig;
    rig.set_up();
    rig.shell->services().weaker = {
        "Memory may be written to disk (swap is on). Switch it off: swapoff -a.",
        "Memory cannot be locked. Give the program LimitMEMLOCK=infinity (ulimit -l unlimited)."};
    rig.shell->lock_at_once();
    rig.driver->frame();
    CHECK(rig.says("Weaker protection: Memory may be written to disk"));
    rig.check("lock-weaker");
}

TEST_CASE("A look at a past conference is on record when it begins, each minute, and at its end",
          "[kiosk][lock]") {
    Rig rig;
    rig.set_up();
    rig.new_conference();
    rig.shell->set_idle_times({minute, minute, minute, minute, minute, quick.view_every_ms});
    rig.shell->work(
        [](meeting::Desk&, meeting::Meeting* meeting) -> Result<void> {
            CPC_TRY(meeting->submit(conference::CancelConference{"The family has moved away."}));
            return {};
        },
        {});
    CHECK(events_in<record::Viewed>(rig).empty());
    const auto conference = rig.shell->meeting()->id();
    rig.shell->go(Place::past_conference);
    rig.driver->frame();
    auto views = events_in<record::Viewed>(rig);
    REQUIRE(views.size() == 1);
    CHECK(views.front().shown_ms == 0);
    CHECK(views.front().conference == conference);
    CHECK(views.front().screen == "past conference");
    CHECK(views.front().chair == rig.shell->desk()->vault().chair_key().kid());

    pass(rig, quick.view_every_ms + 100);
    views = events_in<record::Viewed>(rig);
    REQUIRE(views.size() == 3);  // the first minute, and the second one has begun
    CHECK(views[1].shown_ms >= quick.view_every_ms);
    rig.shell->go(Place::home);
    rig.driver->frame();
    views = events_in<record::Viewed>(rig);
    REQUIRE(views.size() == 4);
    CHECK(views.back().shown_ms < quick.view_every_ms);
    // Back within the minute: its beginning is on record already.
    rig.shell->go(Place::past_conference);
    rig.driver->frame();
    CHECK(events_in<record::Viewed>(rig).size() == 4);
    pass(rig, 200);
    rig.press("Hide screen");
    rig.driver->frame();
    views = events_in<record::Viewed>(rig);
    REQUIRE(views.size() == 5);
    CHECK(views.back().shown_ms >= 200);
}

TEST_CASE("A clock that went back is asked about once, and the chair's word is on record",
          "[kiosk][lock][clock]") {
    Rig rig;
    rig.begin();
    rig.clock.now.wall.ms -= 86'400'000;
    rig.restart();
    open(rig);
    CHECK(rig.says("Are the date and the time right?"));
    rig.check("clock");
    rig.press("Yes, they are right");
    CHECK_FALSE(rig.says("Are the date and the time right?"));
    CHECK(events_in<record::ClockSet>(rig).size() == 1);
    rig.press("Carry on at Introductions");
    rig.press("Mother: Here");
    const auto bounds = rig.shell->meeting()->doubtful_times();
    REQUIRE(bounds);
    CHECK_FALSE(bounds->has_value());  // what is recorded since is believed
}

// What an officer needs who asks, years later, how far a time can be relied on.
TEST_CASE("Every entry keeps the tablet's clock, its zone and whether somebody vouched for it",
          "[kiosk][lock][clock][REQ-312]") {
    Rig rig;
    rig.begin();
    const auto newest = [&] {
        auto& vault = rig.shell->desk()->vault();
        const auto entries = vault.range(vault.size() - 1, vault.size());
        REQUIRE(entries);
        return entries->back();
    };
    const auto before = newest();
    CHECK(before.header.wall == rig.clock.now.wall);
    CHECK(before.header.boot_ms == rig.clock.now.boot_ms);
    CHECK(before.header.boot_id == rig.clock.now.boot_id);
    CHECK((before.header.clock_state & record::clock_state::set_by_hand) == 0);
    rig.clock.now.wall.ms -= 86'400'000;
    rig.restart();
    open(rig);
    const auto since = rig.shell->desk()->vault().size();
    rig.press("Yes, they are right");
    const auto checks = events_in<record::ClockSet>(rig);
    REQUIRE(checks.size() == 1);
    CHECK(checks.front().after == rig.clock.now.wall);
    rig.press("Carry on at Introductions");
    rig.press("Mother: Here");
    const auto after = newest();
    CHECK(after.seq > since);
    CHECK(after.header.wall == rig.clock.now.wall);
    CHECK((after.header.clock_state & record::clock_state::set_by_hand) != 0);
    // The time as the room has it stands with its distance to UTC, which is Torbay's in summer.
    const auto marked = codec::decode<conference::AttendanceMarked>(after.payload);
    REQUIRE(marked);
    CHECK(marked->at.instant().ms / 60'000 == rig.clock.now.wall.ms / 60'000);
    CHECK(marked->at.offset_minutes == 60);
}

TEST_CASE("A doubtful clock that nobody vouches for is no reason not to record",
          "[kiosk][lock][clock]") {
    Rig rig;
    rig.begin();
    const auto before = rig.clock.now.wall;
    rig.clock.now.wall.ms = 0;
    rig.restart();
    open(rig);
    rig.press("They are not right");
    rig.press("Carry on at Introductions");
    const auto entries = rig.state().last_seq;
    rig.press("Mother: Here");
    CHECK(rig.state().last_seq > entries);
    const auto bounds = rig.shell->meeting()->doubtful_times();
    REQUIRE(bounds);
    REQUIRE(bounds->has_value());
    CHECK((*bounds)->not_before == before);
    CHECK_FALSE((*bounds)->not_after);
}

}  // namespace cpc::kiosk_test
