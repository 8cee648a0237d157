// SPDX-License-Identifier: Apache-2.0
// A record goes on on another tablet: everything said so far is there, the old one is closed for
// good, and at no moment of it could both go on.
#include "core/store/move.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <csignal>

#include "core/store/standing.hpp"
#include "tests/unit/core/store/keeping.hpp"

namespace cpc::store {
namespace {

using crypto::SecretBytes;
using test::Keeping;
using test::put_tree;
using test::said;
using test::tree_of;

struct Moving : Keeping {
    ArrivalCard card;

    Moving() { card = expect_record(real, entropy, at("new")).value(); }
    Result<HandedOver> go(const Ports& with, const std::string& target = "copy") {
        return hand_over(with, directory.path(), passphrase, card.line, at(target));
    }
    Result<HandedOver> go() { return go(ports()); }
    Result<TakenUp> come(const Ports& with) {
        return take_up(with, at("copy"), at("new"), passphrase);
    }
    Result<TakenUp> come() { return come(ports()); }
    // May this folder be added to by opening it?
    bool goes_on(const std::string& folder) {
        if (!there(folder)) return false;
        auto vault = open_at(folder);
        if (!vault) return false;
        return vault->append(said(*vault, "300")).has_value();
    }
    bool old_goes_on() { return goes_on(directory.path()); }
    bool new_goes_on() { return goes_on(at("new")); }
};

TEST_CASE("a record that is handed over goes on on the other tablet with everything in it",
          "[store][keeper][move]") {
    Moving bench;
    const auto gone = bench.go();
    if (!gone) FAIL(gone.error().text());
    CHECK(gone->heir == bench.card.heir);
    const auto closed = bench.open();
    REQUIRE_FALSE(closed);
    CHECK(closed.error().fault == Fault::refused);
    CHECK(closed.error().text().find("arrival code") != std::string::npos);
    const auto old = bench.verify();
    REQUIRE(old);
    CHECK(old->whole());
    CHECK(old->heir == bench.card.heir);
    const auto come = bench.come();
    if (!come) FAIL(come.error().text());
    CHECK(come->entries == gone->entries + 1);
    auto vault = bench.open_at(bench.at("new"));
    REQUIRE(vault);
    CHECK(vault->root_at(gone->entries).value() == gone->root);
    CHECK(vault->log_id() == old->log_id);
    bench.check_all_there(*vault);
    REQUIRE(vault->append(said(*vault, "100")));
    REQUIRE(vault->settle());
    CHECK_FALSE(bench.there(bench.at("new.arriving")));
    CHECK_FALSE(bench.there(bench.at("new/") + arrival_key_file));
    CHECK_FALSE(bench.old_goes_on());
}

TEST_CASE("only the tablet that wrote the card takes a record up, and once",
          "[store][keeper][move]") {
    Moving bench;
    REQUIRE(bench.go());
    // Another tablet, and one that expects nothing.
    REQUIRE(expect_record(bench.real, bench.entropy, bench.at("thief")));
    CHECK(take_up(bench.ports(), bench.at("copy"), bench.at("thief"), bench.passphrase)
              .error()
              .fault == Fault::wrong_secret);
    CHECK(take_up(bench.ports(), bench.at("copy"), bench.at("nobody"), bench.passphrase)
              .error()
              .fault == Fault::refused);
    // The stick alone opens for nobody, the passphrase notwithstanding.
    CHECK_FALSE(bench.open_at(bench.at("copy")));
    CHECK_FALSE(restore(bench.ports(), bench.order(bench.at("copy"), bench.at("restored"))));
    CHECK_FALSE(bench.there(bench.at("copy/device.key")));
    const auto wrong = SecretBytes::from("nobody's words");
    CHECK(take_up(bench.ports(), bench.at("copy"), bench.at("new"), wrong).error().fault ==
          Fault::wrong_secret);
    REQUIRE(bench.come());
    // A second time there is no key any more, whatever is done with the folder.
    std::filesystem::rename(bench.at("new"), bench.at("aside"));
    CHECK(bench.come().error().fault == Fault::refused);
    // And the old tablet hands it over to nobody else.
    const auto second = expect_record(bench.real, bench.entropy, bench.at("third")).value();
    const auto again = hand_over(bench.ports(), bench.directory.path(), bench.passphrase,
                                 second.line, bench.at("copy-2"));
    REQUIRE_FALSE(again);
    CHECK(again.error().fault == Fault::refused);
    CHECK_FALSE(bench.there(bench.at("copy-2")));
}

TEST_CASE("a copy that was lost on the way is written again, the same", "[store][keeper][move]") {
    Moving bench;
    const auto first = bench.go().value();
    std::filesystem::remove_all(bench.at("copy"));
    const auto second = bench.go();
    REQUIRE(second);
    CHECK(second->again);
    CHECK(second->root == first.root);
    REQUIRE(bench.come());
    CHECK(bench.new_goes_on());
}

TEST_CASE("a copy that was tried and not meant to be taken up is refused",
          "[store][keeper][move]") {
    Moving bench;
    // The stick dies between the trial and the closing.
    test::CuttingFiles cutting{bench.real};
    std::size_t syncs = 0;
    cutting.before_call = [&](std::string_view what, const std::string& path) {
        const bool ours = path == bench.directory.file(journal_file) && what == "sync";
        if (ours && bench.there(bench.at("copy.unfinished/") + copy_mark_file) && ++syncs == 1)
            cutting.fail_from(0);
    };
    CHECK_FALSE(bench.go({cutting, bench.clock, bench.entropy}));
    REQUIRE(bench.there(bench.at("copy.unfinished")));
    std::filesystem::rename(bench.at("copy.unfinished"), bench.at("copy"));
    CHECK_FALSE(bench.come());
    CHECK_FALSE(bench.new_goes_on());
}

TEST_CASE("a wrong card, a taken name and no stick change nothing", "[store][keeper][move]") {
    Moving bench;
    const auto before = bench.verify()->entries;
    for (const char* card : {"", "CPC-ARRIVAL+", "CPC-ARRIVAL+AAAA", "CPC-RECOVERY-PUBLIC+x+AAAA"})
        CHECK(hand_over(bench.ports(), bench.directory.path(), bench.passphrase, card,
                        bench.at("copy"))
                  .error()
                  .fault == Fault::malformed);
    auto flipped = bench.card.line;
    flipped[20] = flipped[20] == 'A' ? 'B' : 'A';
    CHECK_FALSE(hand_over(bench.ports(), bench.directory.path(), bench.passphrase, flipped,
                          bench.at("copy")));
    CHECK(bench.go(bench.ports(), "no/stick").error().fault == Fault::not_found);
    std::filesystem::create_directories(bench.at("taken"));
    CHECK(bench.go(bench.ports(), "taken").error().fault == Fault::refused);
    CHECK(bench.verify()->entries == before);
    CHECK(bench.old_goes_on());
    CHECK(expect_record(bench.real, bench.entropy, bench.at("new"))->line == bench.card.line);
    CHECK(expect_record(bench.real, bench.entropy, bench.at("taken")).error().fault ==
          Fault::refused);
}

// ---- cuts ----

struct Sums {
    std::size_t cuts = 0;
    std::size_t still_old = 0;
    std::size_t closed = 0;
    std::size_t arrived = 0;
};

// After a cut of hand_over: the old one goes on, or it is closed and a further try brings the
// record over. Never both.
void judge_going(Moving& bench, Sums& sums) {
    ++sums.cuts;
    const auto report = bench.verify();
    REQUIRE(report);
    REQUIRE(report->whole());
    if (!report->heir) {
        ++sums.still_old;
        REQUIRE_FALSE(bench.there(bench.at("copy")));
        auto vault = bench.open();
        if (!vault) FAIL(vault.error().text());
        bench.check_all_there(*vault);
        return;
    }
    ++sums.closed;
    CHECK_FALSE(bench.old_goes_on());
    if (!bench.there(bench.at("copy"))) REQUIRE(bench.go());
    const auto come = bench.come();
    if (!come) FAIL(come.error().text());
    auto vault = bench.open_at(bench.at("new"));
    REQUIRE(vault);
    bench.check_all_there(*vault);
}

TEST_CASE("whichever call of handing over fails, one record goes on and not two",
          "[store][keeper][move]") {
    Moving bench;
    const auto record = tree_of(bench.directory.path());
    const auto waiting = tree_of(bench.at("new.arriving"));
    Sums sums;
    bool completed = false;
    for (std::uint64_t cut = 1; !completed; cut += cut % 20 == 0 ? 3 : 1) {
        REQUIRE(cut < 2'000);
        put_tree(record, bench.directory.path());
        for (const char* name : {"copy", "copy.unfinished", "new"})
            std::filesystem::remove_all(bench.at(name));
        put_tree(waiting, bench.at("new.arriving"));
        test::CuttingFiles cutting{bench.real};
        cutting.fail_from(cut);
        completed = bench.go({cutting, bench.clock, bench.entropy}).has_value();
        CAPTURE(cut);
        judge_going(bench, sums);
    }
    CHECK(sums.still_old > 30);
    CHECK(sums.closed > 20);
    WARN("failing calls of a hand-over: " << sums.cuts << ", the old one goes on " << sums.still_old
                                          << ", closed " << sums.closed);
}

TEST_CASE("a program killed at any call of handing over leaves one record that goes on",
          "[store][keeper][move]") {
    Moving bench;
    const auto record = tree_of(bench.directory.path());
    const auto waiting = tree_of(bench.at("new.arriving"));
    Sums sums;
    bool completed = false;
    for (std::uint64_t cut = 1; !completed; cut += 4) {
        REQUIRE(cut < 2'000);
        put_tree(record, bench.directory.path());
        for (const char* name : {"copy", "copy.unfinished", "new"})
            std::filesystem::remove_all(bench.at(name));
        put_tree(waiting, bench.at("new.arriving"));
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            test::CuttingFiles cutting{bench.real};
            std::uint64_t calls = 0;
            cutting.before_call = [&](std::string_view, const std::string&) {
                if (++calls == cut) ::kill(::getpid(), SIGKILL);
            };
            // Not the bench's: this side would use the same numbers again.
            platform::SystemEntropy entropy;
            ::_exit(bench.go({cutting, bench.clock, entropy}) ? 0 : 1);
        }
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        completed = WIFEXITED(status);
        if (completed) REQUIRE(WEXITSTATUS(status) == 0);
        CAPTURE(cut);
        judge_going(bench, sums);
    }
    CHECK(sums.still_old > 5);
    CHECK(sums.closed > 5);
}

TEST_CASE("whichever call of taking up fails, the record arrives once and whole",
          "[store][keeper][move]") {
    Moving bench;
    REQUIRE(bench.go());
    const auto waiting = tree_of(bench.at("new.arriving"));
    const auto copy = tree_of(bench.at("copy"));
    std::size_t cuts = 0;
    std::size_t second_tries = 0;
    bool completed = false;
    for (std::uint64_t cut = 1; !completed; ++cut) {
        REQUIRE(cut < 2'000);
        std::filesystem::remove_all(bench.at("new"));
        put_tree(waiting, bench.at("new.arriving"));
        test::CuttingFiles cutting{bench.real};
        cutting.fail_from(cut);
        completed = bench.come({cutting, bench.clock, bench.entropy}).has_value();
        CAPTURE(cut);
        ++cuts;
        if (!bench.there(bench.at("new"))) {
            ++second_tries;
            if (bench.there(bench.at("new.arriving/") + copy_mark_file))
                CHECK_FALSE(bench.goes_on(bench.at("new.arriving")));
            const auto again = bench.come();
            if (!again) FAIL(again.error().text());
        }
        const auto report = bench.verify_at(bench.at("new"));
        REQUIRE(report);
        REQUIRE(report->whole());
        std::size_t taken_up = 0;
        for (const auto& entry : report->verified)
            taken_up += entry.type == record::type::log_taken_up ? 1U : 0U;
        CHECK(taken_up == 1);
        auto vault = bench.open_at(bench.at("new"));
        if (!vault) FAIL(vault.error().text());
        bench.check_all_there(*vault);
        CHECK(tree_of(bench.at("copy")) == copy);
    }
    CHECK(cuts > 40);
    CHECK(second_tries > 30);
    WARN("failing calls of taking up: " << cuts << ", tried again " << second_tries);
}

TEST_CASE("an entry that follows a hand-over is damage, and so is one taken up by nobody's leave",
          "[store][keeper][move]") {
    Moving bench;
    // What a changed program could write: the guard is passed by, the verifier is not.
    {
        auto vault = bench.open().value();
        AppendRequest request;
        request.type = record::type::log_taken_up;
        request.payload = record::encode_event(record::LogTakenUp{bench.card.heir});
        REQUIRE(vault.append(request));
    }
    const auto report = bench.verify();
    REQUIRE(report);
    REQUIRE_FALSE(report->whole());
    CHECK(report->damage.front().text().find("not handed over") != std::string::npos);
}

}  // namespace
}  // namespace cpc::store
