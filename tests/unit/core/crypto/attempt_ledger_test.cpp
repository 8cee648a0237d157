// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/attempt_ledger.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/support/fakes.hpp"
#include "tests/support/memory_files.hpp"

namespace cpc::crypto {
namespace {

constexpr std::uint64_t second = 1'000, minute = 60'000;
constexpr std::int64_t twenty_years_ms = std::int64_t{20} * 365 * 86'400'000;
const std::string folder = "store";
const std::string file = "store/preauth.cpa";

// A locked tablet with a ledger and a clock of its own.
struct Tablet {
    support::MemoryFiles files;
    support::FakeClock clock;
    SecretBytes base = SecretBytes::copy_of(Bytes(32, 7));

    Tablet() {
        REQUIRE(files.make_directories(folder).has_value());
        REQUIRE(AttemptLedger::create(files, folder, base).has_value());
    }
    AttemptLedger ledger() {
        auto opened = AttemptLedger::open(files, folder, clock.now);
        REQUIRE(opened.has_value());
        return std::move(*opened);
    }
    std::uint64_t wait() { return wait_ms(ledger().attempts(), clock.now); }
    void wrong() { REQUIRE(ledger().begin_try(clock.now).has_value()); }
    bool refused() {
        const auto tried = ledger().begin_try(clock.now);
        return !tried && tried.error().fault == Fault::locked_out;
    }
    void serve() { clock.advance_ms(static_cast<std::int64_t>(wait())); }
    void reboot() {
        ++clock.now.boot_id[0];
        clock.now.boot_ms = 5'000;
    }
    // Unlocked: the try that fits, then what the ledger says, then the next epoch.
    LedgerReport unlock(std::uint64_t known = 0) {
        auto held = ledger();
        REQUIRE(held.begin_try(clock.now).has_value());
        auto again = ledger();
        auto report = again.report(base, known);
        REQUIRE(again.start_epoch(base, std::max(report.epoch, known) + 1).has_value());
        return report;
    }
};

}  // namespace

TEST_CASE("The waits after wrong passphrases are those of the design", "[ledger]") {
    Tablet tablet;
    const std::uint64_t waits[] = {0,           0,           0,           0,
                                   30 * second, minute,      2 * minute,  5 * minute,
                                   15 * minute, 60 * minute, 60 * minute, 60 * minute};
    for (const auto expected : waits) {
        tablet.wrong();
        CHECK(tablet.wait() == expected);
        if (expected > 0) CHECK(tablet.refused());
        tablet.serve();
        CHECK_FALSE(tablet.wait() > 0);
    }
    const auto report = tablet.unlock();
    CHECK(report.wrong == 12);
    CHECK(report.faults.empty());
    CHECK(tablet.ledger().attempts().wrong == 0);
}

TEST_CASE("No more than ten passphrases can be tried in five minutes, whatever is done in between",
          "[ledger]") {
    for (const bool removes : {false, true}) {
        Tablet tablet;
        int tries = 0;
        for (std::uint64_t ms = 0; ms < 5 * minute; ms += second) {
            if (removes) REQUIRE(tablet.files.remove(file).has_value());
            if (!tablet.refused()) ++tries;
            // With the ledger taken away each time, its place is taken by one that waits anew.
            if (removes && tablet.wait() > 0) {
                tablet.clock.advance_ms(static_cast<std::int64_t>(tablet.wait()));
                ms += 30 * second;
                if (!tablet.refused()) ++tries;
            }
            tablet.clock.advance_ms(second);
        }
        CHECK(tries <= 10);
    }
}

TEST_CASE("Setting the clock twenty years on or back shortens no wait", "[ledger]") {
    for (const auto by : {twenty_years_ms, -twenty_years_ms}) {
        Tablet tablet;
        for (int i = 0; i < 4; ++i)
            tablet.wrong();
        tablet.clock.now.wall.ms += by;
        tablet.wrong();
        CHECK(tablet.wait() == 30 * second);
        tablet.clock.now.wall.ms -= 2 * by;
        CHECK(tablet.wait() == 30 * second);
        tablet.clock.advance_ms(29'000);
        CHECK(tablet.refused());
        tablet.clock.advance_ms(1'000);
        CHECK_FALSE(tablet.refused());
    }
}

TEST_CASE("A reboot begins the present wait anew and forgets no try", "[ledger]") {
    Tablet tablet;
    for (int i = 0; i < 6; ++i) {
        tablet.wrong();
        tablet.serve();
    }
    tablet.wrong();
    CHECK(tablet.wait() == 2 * minute);
    tablet.clock.advance_ms(119'000);
    CHECK(tablet.wait() == second);
    tablet.reboot();
    CHECK(tablet.wait() == 2 * minute);
    tablet.clock.advance_ms(119'000);
    CHECK(tablet.wait() == second);  // the same switching-on: it was served, not begun again
    tablet.reboot();
    CHECK(tablet.refused());
    tablet.serve();
    CHECK(tablet.unlock().wrong == 7);
}

TEST_CASE("A try is on the disk before it is made: a power cut at any call counts", "[ledger]") {
    for (std::uint64_t call = 1;; ++call) {
        Tablet tablet;
        tablet.wrong();
        auto held = tablet.ledger();
        tablet.files.fail_every_call_from(call, Fault::io);
        const bool went_through = held.begin_try(tablet.clock.now).has_value();
        tablet.files.heal();
        tablet.files.power_cut();
        const auto wrong = tablet.ledger().attempts().wrong;
        CHECK(wrong >= (went_through ? 2U : 1U));
        CHECK(wrong <= 2);
        const auto report = tablet.unlock();
        CHECK(report.faults.empty());
        CHECK(report.wrong == wrong);
        if (went_through) break;
        REQUIRE(call < 50);
    }
}

TEST_CASE("A torn record counts as a wrong try", "[ledger]") {
    for (std::uint64_t bytes = 1; bytes < 64; ++bytes) {
        Tablet tablet;
        tablet.wrong();
        auto& raw = tablet.files.contents(file);
        const Bytes record(raw.begin() + 256, raw.begin() + 320);
        Bytes torn = raw;
        std::copy_n(record.begin(), bytes, torn.begin() + 320);
        tablet.files.set_contents(file, torn);
        // The first bytes of a record are zero: until one is not, nothing was written.
        const bool nothing = std::all_of(record.begin(), record.begin() + static_cast<int>(bytes),
                                         [](auto b) { return b == 0; });
        CHECK(tablet.ledger().attempts().wrong == (nothing ? 1 : 2));
        CHECK(tablet.unlock().faults.empty());
    }
}

TEST_CASE("A full disk does not keep an honest chair out", "[ledger]") {
    Tablet tablet;
    tablet.files.set_capacity(0);
    for (int i = 0; i < 4; ++i)
        tablet.wrong();
    CHECK(tablet.unlock().wrong == 4);
    CHECK(tablet.unlock().wrong == 0);
}

TEST_CASE("Every flipped bit of the ledger is found at the next unlock or changes nothing",
          "[ledger]") {
    Tablet made;
    for (int i = 0; i < 3; ++i)
        made.wrong();
    const Bytes whole = made.files.contents(file);
    const std::size_t used = 256 + 3 * 64;
    std::size_t silent = 0;
    for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
        Tablet tablet;
        auto hurt = whole;
        hurt[bit / 8] = static_cast<std::uint8_t>(hurt[bit / 8] ^ (1U << (bit % 8)));
        tablet.files.set_contents(file, hurt);
        // An altered ledger that was begun anew waits first.
        tablet.serve();
        const auto report = tablet.unlock();
        if (!report.faults.empty()) continue;
        // Beyond what is used a flip is at most one try too many, and never one too few.
        CHECK(bit / 8 >= used);
        CHECK(report.wrong >= 3);
        ++silent;
    }
    CHECK(silent == (whole.size() - used) * 8);
}

TEST_CASE("A ledger cut at any length, or gone, is found and never counts as no try", "[ledger]") {
    Tablet made;
    for (int i = 0; i < 3; ++i)
        made.wrong();
    const Bytes whole = made.files.contents(file);
    const std::size_t used = 256 + 3 * 64;
    for (std::size_t size = 0; size < used; ++size) {
        Tablet tablet;
        tablet.files.set_contents(file,
                                  Bytes(whole.begin(), whole.begin() + static_cast<int>(size)));
        CHECK(tablet.wait() == 30 * second);
        tablet.serve();
        CHECK_FALSE(tablet.unlock().faults.empty());
    }
    REQUIRE(made.files.remove(file).has_value());
    CHECK(made.wait() == 30 * second);
    made.serve();
    made.wrong();  // a wrong one in between does not make it forgotten
    made.serve();
    CHECK_FALSE(made.unlock().faults.empty());
    CHECK(made.unlock().faults.empty());
}

TEST_CASE("An older ledger put back is found, and so is another tablet's", "[ledger]") {
    Tablet tablet;
    tablet.wrong();
    const Bytes older = tablet.files.contents(file);
    CHECK(tablet.unlock(1).faults.empty());  // begins epoch 2
    for (int i = 0; i < 4; ++i)
        tablet.wrong();
    tablet.files.set_contents(file, older);
    CHECK(tablet.wait() == 30 * second);
    tablet.serve();
    const auto report = tablet.unlock(2);
    REQUIRE(report.faults.size() == 1);
    CHECK(report.faults.front().find("older") != std::string::npos);

    Tablet other;
    other.base = SecretBytes::copy_of(Bytes(32, 8));
    REQUIRE(AttemptLedger::create(other.files, folder, other.base).has_value());
    tablet.files.set_contents(file, other.files.contents(file));
    tablet.serve();
    CHECK_FALSE(tablet.unlock(3).faults.empty());
}

TEST_CASE("An older ledger of the same epoch is found, with whatever was made of it since",
          "[ledger]") {
    Tablet tablet;
    CHECK(tablet.unlock().faults.empty());
    tablet.wrong();
    const Bytes older = tablet.files.contents(file);
    for (int i = 0; i < 3; ++i)
        tablet.wrong();
    tablet.files.set_contents(file, older);
    CHECK(tablet.wait() == 30 * second);
    tablet.serve();
    const auto report = tablet.unlock(2);
    REQUIRE(report.faults.size() == 1);
    CHECK(report.faults.front().find("older one") != std::string::npos);

    // Whoever has the older one has its key, and can write tries of their own behind it.
    Tablet forged;
    forged.wrong();
    const Bytes early = forged.files.contents(file);
    for (int i = 0; i < 3; ++i)
        forged.wrong();
    Tablet elsewhere;
    elsewhere.files.set_contents(file, early);
    elsewhere.files.set_contents("store/preauth.cpw", Bytes(1024));
    for (int i = 0; i < 9; ++i) {
        auto held = elsewhere.ledger();
        elsewhere.serve();
        REQUIRE(held.begin_try(elsewhere.clock.now).has_value());
        REQUIRE(held.was_no_guess(elsewhere.clock.now).has_value());
    }
    forged.files.set_contents(file, elsewhere.files.contents(file));
    CHECK(forged.wait() > 0);
    forged.serve();
    CHECK_FALSE(forged.unlock().faults.empty());
}

TEST_CASE("The second note of the ledger may be hurt in one half, and is missed when it is gone",
          "[ledger]") {
    const std::string note = "store/preauth.cpw";
    Tablet made;
    made.wrong();
    const Bytes whole = made.files.contents(note);
    for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
        auto hurt = whole;
        hurt[bit / 8] = static_cast<std::uint8_t>(hurt[bit / 8] ^ (1U << (bit % 8)));
        made.files.set_contents(note, hurt);
        REQUIRE(AttemptLedger::inspect(made.files, folder, made.base)->faults.size() == 1);
        REQUIRE(made.ledger().attempts().wrong == 1);
        REQUIRE(made.files.contents(note) == whole);
    }
    for (std::size_t size = 0; size < 512; ++size) {
        Tablet tablet;
        tablet.files.set_contents(note,
                                  Bytes(whole.begin(), whole.begin() + static_cast<int>(size)));
        REQUIRE(tablet.wait() == 30 * second);
    }
    REQUIRE(made.files.remove(note).has_value());
    CHECK(made.wait() == 30 * second);
    made.serve();
    CHECK(made.unlock().faults.size() == 1);
    CHECK(made.unlock().faults.empty());
}

TEST_CASE("A power cut at any call of a new epoch is no fault of anybody's", "[ledger]") {
    for (std::uint64_t call = 1;; ++call) {
        Tablet tablet;
        tablet.wrong();
        auto held = tablet.ledger();
        tablet.files.fail_every_call_from(call, Fault::io);
        const bool went_through = held.start_epoch(tablet.base, 2).has_value();
        tablet.files.heal();
        tablet.files.power_cut();
        CHECK(tablet.ledger().attempts().wrong <= 1);
        CHECK(tablet.unlock().faults.empty());
        if (went_through) break;
        REQUIRE(call < 50);
    }
}

TEST_CASE("Whoever holds the disk can add tries to the ledger and take none away", "[ledger]") {
    // The newest head with one record fewer, and with one made worse: both heads rewritten alike.
    for (const std::size_t at : {std::size_t{0}, std::size_t{1}, std::size_t{2}}) {
        Tablet tablet;
        for (int i = 0; i < 3; ++i)
            tablet.wrong();
        auto hurt = tablet.files.contents(file);
        hurt[256 + at * 64 + 12] = 2;  // "it was no guess"
        tablet.files.set_contents(file, hurt);
        tablet.serve();
        CHECK_FALSE(tablet.unlock().faults.empty());
    }
}

TEST_CASE("A try that ended before anything was guessed does not count", "[ledger]") {
    Tablet tablet;
    for (int i = 0; i < 10; ++i) {
        auto held = tablet.ledger();
        REQUIRE(held.begin_try(tablet.clock.now).has_value());
        REQUIRE(held.was_no_guess(tablet.clock.now).has_value());
    }
    CHECK(tablet.wait() == 0);
    const auto report = tablet.unlock();
    CHECK(report.wrong == 0);
    CHECK(report.faults.empty());
}

TEST_CASE("More tries than were laid down for make the ledger longer", "[ledger]") {
    Tablet tablet;
    for (int i = 0; i < 70; ++i) {
        tablet.wrong();
        tablet.serve();
    }
    CHECK(tablet.files.contents(file).size() > 4096);
    CHECK(tablet.unlock().wrong == 70);
    CHECK(tablet.unlock().faults.empty());
}

}  // namespace cpc::crypto
