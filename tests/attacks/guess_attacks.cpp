// SPDX-License-Identifier: Apache-2.0
// Guessing the passphrase on the locked tablet, and every way to make the guesses not count. The
// right passphrase is what is offered while there is a wait: it must not be tried either.
#include <filesystem>

#include "core/crypto/attempt_ledger.hpp"
#include "core/record/device_events.hpp"
#include "core/store/door.hpp"
#include "tests/attacks/victim.hpp"

namespace cpc::attacks {
namespace {

constexpr const char* ledger = crypto::attempts_file;
constexpr const char* note = crypto::witness_file;
constexpr std::int64_t minute_ms = 60'000;

struct Locked : Victim {
    std::string guess(const char* words = "not the words") {
        return refused(store::Vault::open(ports(), path(), crypto::SecretBytes::from(words)));
    }
    void guess_often(int times) {
        for (int i = 0; i < times; ++i)
            CHECK(guess().find("passphrase does not open") != std::string::npos);
    }
    void reboot() {
        ++clock.now.boot_id[0];
        clock.now.boot_ms = 1'000;
    }
    std::uint64_t wait() {
        const auto door = store::at_the_door(ports(), path());
        REQUIRE(door.has_value());
        return door->wait_ms;
    }
    // Not even the right words are tried now.
    std::string shut() { return refused(open()); }
    // After the wait the chair comes in, and is told; it stands in the record as well.
    std::string told_to_the_chair(std::uint16_t type) {
        clock.advance_ms(static_cast<std::int64_t>(wait()));
        auto vault = open();
        if (!vault) FAIL(vault.error().text());
        bool on_record = false;
        const auto all = vault->range(0, vault->size());
        REQUIRE(all.has_value());
        for (const auto& stored : *all)
            on_record = on_record || stored.header.type == type;
        CHECK(on_record);
        return joined_lines(vault->report().notes);
    }
    std::string fault_told() { return told_to_the_chair(record::LedgerFault::entry_type); }
};

}  // namespace

ATTACK("ten-guesses-across-reboots-and-clock-jumps", "[thief-off][clock]") {
    Locked tablet;
    int guesses = 0;
    std::int64_t served_ms = 0;
    while (guesses < 10) {
        tablet.guess_often(1);
        ++guesses;
        const auto wait = tablet.wait();
        if (wait == 0) continue;
        stopped(tablet.shut(), {"Too many wrong passphrases"});
        tablet.clock.now.wall.ms += 20 * 365 * 1440 * minute_ms;
        stopped(tablet.shut(), {"Too many wrong passphrases"});
        tablet.clock.now.wall.ms = 0;
        stopped(tablet.shut(), {"Too many wrong passphrases"});
        tablet.reboot();
        CHECK(tablet.wait() == wait);
        stopped(tablet.shut(), {"nothing is wiped"});
        tablet.clock.advance_ms(static_cast<std::int64_t>(wait));
        served_ms += static_cast<std::int64_t>(wait);
    }
    CHECK(served_ms >= 80 * minute_ms);
    stopped(tablet.told_to_the_chair(record::UnlocksFailed::entry_type),
            {"Wrong passphrases tried", "10"});
}

ATTACK("ledger-of-attempts-deleted", "[thief-off]") {
    Locked tablet;
    tablet.guess_often(4);
    tablet.remove(ledger);
    stopped(tablet.shut(), {"Too many wrong passphrases"});
    stopped(tablet.fault_told(), {"missing", "begun anew"});
}

ATTACK("ledger-of-attempts-deleted-before-each-guess", "[thief-off]") {
    Locked tablet;
    int guesses = 0;
    for (int second = 0; second < 300; ++second) {
        if (tablet.real.exists(tablet.directory.file(ledger))) tablet.remove(ledger);
        if (tablet.real.exists(tablet.directory.file(note))) tablet.remove(note);
        if (tablet.guess().find("does not open") != std::string::npos) ++guesses;
        tablet.clock.advance_ms(1000);
    }
    CHECK(guesses <= 10);
    stopped(tablet.fault_told(), {"missing", "begun anew"});
}

ATTACK("ledger-of-attempts-shortened", "[thief-off]") {
    Locked tablet;
    tablet.guess_often(4);
    auto raw = tablet.contents(ledger);
    raw.resize(256 + 64);
    tablet.overwrite(ledger, raw);
    stopped(tablet.shut(), {"Too many wrong passphrases"});
    stopped(tablet.fault_told(), {"begun anew"});
}

ATTACK("tries-in-the-ledger-made-into-none", "[thief-off]") {
    Locked tablet;
    tablet.guess_often(4);
    auto raw = tablet.contents(ledger);
    for (std::size_t i = 0; i < 4; ++i)
        raw[256 + 64 * i + 12] = 2;  // "it was no guess"
    tablet.overwrite(ledger, raw);
    stopped(tablet.shut(), {"Too many wrong passphrases"});
    stopped(tablet.fault_told(), {"altered"});
}

ATTACK("ledger-of-an-earlier-day-put-back", "[thief-off][rollback]") {
    Locked tablet;
    const auto old = tablet.contents(ledger);
    {
        auto vault = tablet.open();
        REQUIRE(vault.has_value());
        REQUIRE(store::write_unlock(*vault).has_value());
    }
    tablet.guess_often(4);
    tablet.overwrite(ledger, old);
    stopped(tablet.shut(), {"Too many wrong passphrases"});
    stopped(tablet.fault_told(), {"older one"});
}

ATTACK("ledger-of-a-moment-ago-put-back", "[thief-off][rollback]") {
    Locked tablet;
    tablet.guess_often(1);
    const auto old = tablet.contents(ledger);
    tablet.guess_often(3);
    tablet.overwrite(ledger, old);
    stopped(tablet.shut(), {"Too many wrong passphrases"});
    stopped(tablet.fault_told(), {"older one was put in its place"});
}

ATTACK("ledger-of-a-moment-ago-before-each-guess", "[thief-off][rollback]") {
    Locked tablet;
    const auto fresh = tablet.contents(ledger);
    int guesses = 0;
    for (int second = 0; second < 300; ++second) {
        tablet.overwrite(ledger, fresh);
        if (tablet.guess().find("does not open") != std::string::npos) ++guesses;
        tablet.clock.advance_ms(1000);
    }
    CHECK(guesses <= 10);
    stopped(tablet.fault_told(), {"older one was put in its place"});
}

ATTACK("note-of-the-ledger-deleted", "[thief-off]") {
    Locked tablet;
    tablet.guess_often(2);
    tablet.remove(note);
    stopped(tablet.shut(), {"Too many wrong passphrases"});
    stopped(tablet.fault_told(), {"note of that was taken away"});
}

ATTACK("ledger-of-another-tablet", "[thief-off]") {
    Locked tablet;
    Locked other;
    tablet.guess_often(4);
    tablet.overwrite(ledger, other.contents(ledger));
    tablet.overwrite(note, other.contents(note));
    // Whatever stands in it, it is not under this tablet's key.
    stopped(tablet.fault_told(), {"altered or taken away"});
}

ATTACK("power-pulled-in-the-middle-of-a-guess", "[attendee][power]") {
    Locked tablet;
    tablet.guess_often(3);
    {
        // As the program leaves it when the plug is pulled between counting and trying.
        auto counted = crypto::AttemptLedger::open(tablet.real, tablet.path(), tablet.clock.now);
        REQUIRE(counted.has_value());
        REQUIRE(counted->begin_try(tablet.clock.now).has_value());
    }
    tablet.reboot();
    tablet.guess_often(1);
    stopped(tablet.shut(), {"Too many wrong passphrases"});
    stopped(tablet.told_to_the_chair(record::UnlocksFailed::entry_type),
            {"Wrong passphrases tried", "5"});
}

}  // namespace cpc::attacks
