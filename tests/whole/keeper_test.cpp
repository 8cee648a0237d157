// SPDX-License-Identifier: Apache-2.0
// The drills of whoever keeps the records: the medium is lost in mid-meeting and after the close, a
// backup is restored; a tablet breaks in mid-meeting and another one carries on. By the real
// program, step by step as its help says; and what a person may do wrong on the way.
#include <signal.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "core/record/device_events.hpp"
#include "core/record/type_rules.hpp"
#include "core/store/scrub.hpp"
#include "core/store/standing.hpp"
#include "tests/whole/workplace.hpp"

namespace cpc::whole {
namespace {

namespace fs = std::filesystem;

struct Keeper {
    Folder folder;
    std::string store = folder.path("store");
    std::string words = folder.path("words");

    Keeper() {
        put_bytes(words, view_of(std::string{passphrase} + "\n"));
        put_bytes(folder.path("wrong"), view_of("nobody ever chose these words\n"));
    }
    [[nodiscard]] std::string at(const std::string& name) const { return folder.path(name); }
    // A meeting, killed when so many entries had been announced; none: a whole one.
    void play(std::size_t lines) {
        if (lines == 0) {
            copy_store(played().store, store);
            return;
        }
        const auto child = start({{WHOLE_PLAYER, scenario_file, assets_folder, store}, {}, {}, {}});
        for (std::size_t i = 0; i < lines; ++i)
            REQUIRE(next_line(child.out));
        ::kill(child.pid, SIGKILL);
        (void)lines_until_end(child.out);
        (void)wait_for(child);
    }
    Ended cpc(std::vector<std::string> args, int code) {
        args.insert(args.end(), {"--passphrase-file", words});
        return plain(std::move(args), code);
    }
    Ended plain(std::vector<std::string> args, int code) {
        auto ended = run_cpc(args);
        INFO(args[0] + " " + args[1] + ": " + ended.text);
        CHECK(ended.code == code);
        return ended;
    }
    [[nodiscard]] Hash32 root_of(const std::string& path) {
        Machine machine;
        const auto report = machine.verify(path);
        REQUIRE(report);
        REQUIRE(report->whole());
        return report->root;
    }
};

// Everything that was in the first `size` entries of `before` is in `after`, with the same root.
void check_begins_with(const std::string& after, std::uint64_t size, const Hash32& root) {
    Machine machine;
    const auto report = machine.verify(after);
    REQUIRE(report);
    CHECK(report->whole());
    REQUIRE(report->entries >= size);
    CHECK((size == report->entries ? report->root : report->verified[size].root_before) == root);
}

std::uint64_t entries_of(const std::string& path) {
    Machine machine;
    const auto report = machine.verify(path);
    REQUIRE(report);
    return report->entries;
}

}  // namespace

TEST_CASE(
    "the drill: the medium is lost in mid-meeting or after the close, and a backup is restored",
    "[keeper]") {
    // What is lost is what was recorded after the backup, and the new record says how much.
    for (const std::size_t lines : {std::size_t{0}, std::size_t{70}}) {
        Keeper keeper;
        keeper.play(lines);
        const auto made = keeper.cpc({"store", "backup", keeper.store, keeper.at("backup")}, 0);
        CHECK(has(made.text, "paper code"));
        CHECK(has(made.text, "What is said from now on is not in it"));
        const auto size = entries_of(keeper.at("backup"));
        const auto root = keeper.root_of(keeper.at("backup"));
        check_begins_with(keeper.store, size, root);
        // The tablet goes on for a little while, a checkpoint leaves it, and then it is gone.
        keeper.plain({"record", "proof", keeper.store, "--since", "5", "--out", keeper.at("later"),
                      "--passphrase-file", keeper.words},
                     0);
        std::ifstream in{keeper.at("later")};
        std::string text{std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
        put_bytes(keeper.at("note"), view_of(text.substr(text.find("\n\n") + 2)));
        const auto lost = entries_of(keeper.store) - size;
        fs::remove_all(keeper.store);

        const auto restored =
            keeper.cpc({"store", "restore", keeper.at("backup"), keeper.at("tablet"), "--since",
                        keeper.at("note"), "--practice"},
                       0);
        CHECK(has(restored.text, "every signature verified"));
        CHECK(has(restored.text, "LOST: entries " + std::to_string(size) + " to "));
        CHECK(lost > 0);
        CHECK(keeper.root_of(keeper.at("tablet/former")) == root);
        CHECK(
            has(keeper.cpc({"verify", keeper.at("tablet")}, 0).text, "carries on another record"));
        CHECK(has(keeper.cpc({"store", "scrub", keeper.at("tablet")}, 0).text, "Whole"));
        // Nobody makes a second record of one name by opening the wrong folder.
        for (const char* copy : {"backup", "tablet/former"}) {
            const auto refused =
                keeper.plain({"record", "proof", keeper.at(copy), "--since", "5", "--out",
                              keeper.at("fork"), "--passphrase-file", keeper.words},
                             2);
            CHECK(has(refused.text, "copy of a record"));
        }
        // And the new one works.
        Machine machine;
        auto desk = machine.open(keeper.at("tablet"));
        if (!desk) FAIL(desk.error().text());
        CHECK_FALSE((*desk)->running());
        // What was said is on its home screen, to be read and not to be added to.
        const auto list = (*desk)->conferences();
        REQUIRE(list.size() == 1);
        CHECK(list.front().kept_to_read);
        CHECK(list.front().closed_at.has_value() == (lines == 0));
        auto* kept = *(*desk)->meeting(list.front().id);
        CHECK(kept->state().contributions.size() > 0);
        CHECK(kept->paper_code().has_value() == (lines == 0));
        const auto refused = kept->submit(conference::CancelConference{"again"});
        REQUIRE_FALSE(refused);
        CHECK(refused.error().fault == Fault::refused);
    }
}

TEST_CASE("the drill: another tablet carries a meeting on where it stood", "[keeper]") {
    Keeper keeper;
    keeper.play(70);
    std::optional<ConferenceId> running;
    conference::State before;
    std::uint64_t size = 0;
    Hash32 root{};
    {
        Machine machine;
        auto desk = machine.open(keeper.store);
        REQUIRE(desk);
        running = (*desk)->running();
        REQUIRE(running);
        before = (*(*desk)->meeting(*running))->state();
        REQUIRE((*desk)->put_state("shell.place", "where the chair was"));
        REQUIRE((*desk)->vault().settle());
        size = (*desk)->vault().size();
        root = (*desk)->vault().root();
    }
    keeper.plain({"store", "expect", keeper.at("new"), "--card", keeper.at("card")}, 0);
    const auto gone = keeper.cpc(
        {"store", "move", keeper.store, keeper.at("copy"), "--card", keeper.at("card")}, 0);
    CHECK(has(gone.text, "closed on this tablet for good"));
    const auto come = keeper.cpc({"store", "take-up", keeper.at("copy"), keeper.at("new")}, 0);
    CHECK(has(come.text, "goes on here"));

    Machine machine;
    auto desk = machine.open(keeper.at("new"));
    if (!desk) FAIL(desk.error().text());
    CHECK((*desk)->running() == running);
    auto* meeting = *(*desk)->meeting(*running);
    const auto& after = meeting->state();
    CHECK(after.stage == before.stage);
    CHECK(after.last_seq == before.last_seq);
    CHECK(after.people.size() == before.people.size());
    CHECK(after.contributions.size() == before.contributions.size());
    CHECK((*desk)->state("shell.place").value() == "where the chair was");
    CHECK((*desk)->vault().root_at(size).value() == root);
    // Somebody's key, sealed under the PIN they chose on the old tablet, opens here.
    std::size_t signed_in = 0;
    for (const auto& person : after.person_order)
        signed_in += meeting->signed_in(person) ? 1U : 0U;
    CHECK(signed_in > 0);
    CHECK((*desk)->vault().state_keys("key/")->size() >= signed_in);
    const auto said = meeting->submit(conference::Say<conference::ContributionRecorded>{},
                                      after.person_order.front());
    CHECK_FALSE(said.has_value());  // nobody's key is open yet, so nobody spoke in their name
    desk->reset();

    const auto refused = keeper.cpc({"keys", "list", keeper.store}, 1);
    CHECK(has(refused.text, "handed over to another tablet"));
    CHECK(has(keeper.cpc({"verify", keeper.store}, 0).text, "arrival code"));
    CHECK(has(keeper.cpc({"verify", keeper.at("new"), "--all"}, 0).text, "log taken up"));
    keeper.cpc({"store", "take-up", keeper.at("copy"), keeper.at("again")}, 1);
}

TEST_CASE("info tells ids and numbers, with and without a passphrase, and no name", "[keeper]") {
    Keeper keeper;
    keeper.play(0);
    keeper.cpc({"store", "backup", keeper.store, keeper.at("backup")}, 0);
    const auto before = fingerprint(keeper.store);
    const auto outside = keeper.plain({"store", "info", keeper.store}, 0);
    const auto inside = keeper.cpc({"store", "info", keeper.store}, 0);
    CHECK(fingerprint(keeper.store) == before);
    CHECK(has(outside.text, "1 of 13 slots in use"));
    CHECK(has(outside.text, "none: a lost passphrase cannot be made good"));
    CHECK_FALSE(has(outside.text, "conference  "));
    CHECK(has(inside.text, "closed,"));
    CHECK(has(inside.text, "backed up       the first"));
    CHECK(has(inside.text, "received        nothing"));
    CHECK(has(keeper.plain({"store", "info", keeper.at("backup")}, 0).text, "a copy (backup)"));
    Machine machine;
    auto desk = machine.open(keeper.store);
    REQUIRE(desk);
    for (const auto& summary : (*desk)->conferences()) {
        CHECK_FALSE(has(inside.text, summary.family));
        CHECK_FALSE(has(inside.text, summary.venue));
    }
}

TEST_CASE("a damaged backup is named and not restored; a damaged record is mended by a scrub",
          "[keeper]") {
    Keeper keeper;
    keeper.play(0);
    keeper.cpc({"store", "backup", keeper.store, keeper.at("backup")}, 0);
    flip(keeper.at("backup/journal.cpl"), 3'000, 2);
    const auto refused =
        keeper.cpc({"store", "restore", keeper.at("backup"), keeper.at("tablet"), "--practice"}, 1);
    CHECK(has(refused.text, "journal.cpl, entry"));
    CHECK_FALSE(fs::exists(keeper.at("tablet")));
    flip(keeper.store + "/journal.cpl", 3'000, 2);
    const auto mended = keeper.cpc({"store", "scrub", keeper.store}, 1);
    CHECK(has(mended.text, "Whole again"));
    CHECK(has(keeper.cpc({"store", "scrub", keeper.store}, 0).text, "Whole:"));
}

TEST_CASE("a wrong word to the keeper's commands changes nothing and is answered plainly",
          "[keeper]") {
    Keeper keeper;
    keeper.play(0);
    keeper.cpc({"store", "backup", keeper.store, keeper.at("backup")}, 0);
    keeper.plain({"store", "expect", keeper.at("new"), "--card", keeper.at("card")}, 0);
    fs::create_directories(keeper.at("taken"));
    fs::create_directory_symlink(keeper.store, keeper.at("link"));
    put_bytes(keeper.at("no-card"), view_of("CPC-ARRIVAL+AAAA\n"));
    const auto before = fingerprint(keeper.store);
    const auto backup = fingerprint(keeper.at("backup"));
    const auto words = keeper.words;
    const auto wrong = keeper.at("wrong");
    const auto& store = keeper.store;
    const std::vector<std::vector<std::string>> cases = {
        {"store", "backup", store, keeper.at("b"), "--passphrase-file", wrong},
        {"store", "backup", keeper.at("nowhere"), keeper.at("b"), "--passphrase-file", words},
        {"store", "backup", store, keeper.at("taken"), "--passphrase-file", words},
        {"store", "backup", store, keeper.at("link"), "--passphrase-file", words},
        {"store", "backup", store, store + "/inside", "--passphrase-file", words},
        {"store", "backup", store, keeper.at("no/stick"), "--passphrase-file", words},
        {"store", "backup", keeper.at("link"), keeper.at("b"), "--passphrase-file", words},
        {"store", "backup", keeper.at("backup"), keeper.at("b"), "--passphrase-file", words},
        {"store", "restore", keeper.at("backup"), keeper.at("t"), "--passphrase-file", wrong},
        {"store", "restore", keeper.at("backup"), keeper.at("taken"), "--passphrase-file", words},
        {"store", "restore", keeper.at("backup"), keeper.at("t"), "--since", words,
         "--passphrase-file", words},
        {"store", "restore", keeper.at("backup"), keeper.at("backup/t"), "--passphrase-file",
         words},
        {"store", "scrub", store, "--passphrase-file", wrong},
        {"store", "info", keeper.at("nowhere")},
        {"store", "info", store, "--passphrase-file", wrong},
        {"store", "move", store, keeper.at("m"), "--card", keeper.at("no-card"),
         "--passphrase-file", words},
        {"store", "move", store, keeper.at("m"), "--card", keeper.at("nowhere"),
         "--passphrase-file", words},
        {"store", "move", store, keeper.at("m"), "--card", keeper.at("card"), "--passphrase-file",
         wrong},
        {"store", "take-up", keeper.at("backup"), keeper.at("new"), "--passphrase-file", words},
        {"store", "take-up", keeper.at("backup"), keeper.at("t"), "--passphrase-file", words},
        {"store", "expect", keeper.at("taken"), "--card", keeper.at("card-2")},
    };
    for (const auto& args : cases) {
        const auto ended = run_cpc(args);
        INFO(args[1] + ": " + ended.text);
        CHECK(ended.code > 0);
        CHECK(ended.code < 3);
        CHECK(ended.text.size() > 20);
        CHECK(fingerprint(store) == before);
        CHECK(fingerprint(keeper.at("backup")) == backup);
        for (const char* name : {"b", "t", "m"})
            CHECK_FALSE(fs::exists(keeper.at(name)));
    }
}

TEST_CASE("a stick that is too small gives no backup and says so", "[keeper]") {
    Keeper keeper;
    keeper.play(0);
    const auto ended = run_cpc(
        {"store", "backup", keeper.store, keeper.at("backup"), "--passphrase-file", keeper.words},
        700'000);
    INFO(ended.text);
    CHECK(ended.code == 2);
    CHECK_FALSE(fs::exists(keeper.at("backup")));
    keeper.cpc({"store", "backup", keeper.store, keeper.at("backup")}, 0);
}

}  // namespace cpc::whole
