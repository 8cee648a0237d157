// SPDX-License-Identifier: Apache-2.0
// The drill: a conference is played, closed and sent; two officers have it erased; everything that
// was proved about it still is, by the product and by the second verifier, and the tablet goes on.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "app/view/home.hpp"
#include "core/record/paper_code.hpp"
#include "tests/service/world.hpp"
#include "tests/whole/workplace.hpp"

namespace cpc::whole {
namespace {

struct Drill {
    Folder folder;
    std::string store = folder.path("store");
    test::Centre centre{folder.path("central")};

    Drill() {
        copy_store(played().store, store);
        centre.serve();
        say("chair", std::string{passphrase});
        say("officer", "rain taps on seven tin roofs");
        std::vector<std::string> enrol = {"recovery", "enrol", store, "--passphrase-file",
                                          at("chair")};
        for (const std::string n : {"1", "2", "3"}) {
            cpc({"recovery", "make-key", "--name", "board.example/officer-" + n, "--out",
                 at("officer-" + n), "--practice", "--passphrase-file", at("officer")},
                0);
            enrol.insert(enrol.end(), {"--key", at("officer-" + n + ".pub")});
        }
        cpc(enrol, 0);
    }
    void say(const std::string& file, const std::string& words) {
        put_bytes(folder.path(file), view_of(words + "\n"));
    }
    [[nodiscard]] std::string at(const std::string& file) const { return folder.path(file); }
    Ended cpc(const std::vector<std::string>& words, int code) {
        auto ended = run_cpc(words);
        INFO(words[0] + ": " + ended.text);
        CHECK(ended.code == code);
        return ended;
    }
    Ended send(int code) {
        return cpc({"send", store, "--to", centre.url(), "--passphrase-file", at("chair")}, code);
    }
    Ended erase(std::vector<std::string> more, int code) {
        std::vector<std::string> words = {"erase", store, "--passphrase-file", at("chair")};
        words.insert(words.end(), more.begin(), more.end());
        return cpc(words, code);
    }
    [[nodiscard]] std::vector<std::string> officers(const std::string& one,
                                                    const std::string& other) const {
        return {"--key",        at("officer-" + one), "--key",         at("officer-" + other),
                "--first-file", at("officer"),        "--second-file", at("officer"),
                "--do-it"};
    }
    // Another language, other code; exit code 0 means whole.
    Ended second(const std::vector<std::string>& words) {
        Start how;
        how.words = {"/usr/bin/env", "node",
                     std::string{CPC_SOURCE_DIR} + "/tests/second-verifier/verify.js"};
        how.words.insert(how.words.end(), words.begin(), words.end());
        how.error_file = at("node-errors");
        how.folder = folder.path();
        const auto child = start(how);
        std::string text;
        for (const auto& line : lines_until_end(child.out))
            text += line + "\n";
        const auto errors = bytes_of(how.error_file);
        return {wait_for(child), text + std::string{text_of(errors)}};
    }
};

std::vector<std::string> with(std::vector<std::string> words,
                              const std::vector<std::string>& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

// What nobody gets done, and what is told before anything is.
void try_wrongly(Drill& drill, const std::vector<std::string>& what, const std::string& id) {
    CHECK(has(drill.erase({}, 0).text, id));  // the list
    const auto told = drill.erase(what, 0).text;
    CHECK(has(told, "Unreadable for ever"));
    CHECK(has(told, "What stays"));
    CHECK(has(told, "bundle "));
    CHECK(has(told, "Nothing was erased"));
    CHECK(has(drill.erase({"--conference", id}, 1).text, "No basis"));
    CHECK(drill.erase({"--conference", "nobody"}, 2).code == 2);
    CHECK(has(drill.erase(with(what, {"--entry", "0"}), 2).text, "not of this conference"));
    CHECK(has(drill.erase(with(what, {"--do-it", "--key", drill.at("officer-1")}), 2).text,
              "Two officers' keys"));
    CHECK(has(drill.erase(with(what, drill.officers("1", "1")), 1).text, "Two different officers"));
}

// Everything that was on record or on paper before still verifies.
void check_proofs(Drill& drill, std::uint64_t number) {
    const std::vector<std::string> verify = {"verify", drill.store, "--passphrase-file",
                                             drill.at("chair")};
    const auto whole = drill.cpc(verify, 0).text;
    CHECK(has(whole, "whole: "));
    CHECK(has(whole, "erased: content of "));
    CHECK(has(whole, "it was recorded under the wrong child"));
    drill.cpc(with(verify, {"--paper-code", record::paper_code(played().root)}), 0);
    // One record of it on its own: entry and proof, and no content.
    const auto file = drill.at("one.tlog-proof");
    const auto taken =
        drill.cpc({"record", "export", drill.store, "--entry", std::to_string(number), "--out",
                   file, "--with-content", "--passphrase-file", drill.at("chair")},
                  0);
    CHECK(has(taken.text, "Its content was erased on "));
    CHECK_FALSE(has(drill.cpc({"verify", file}, 0).text, "Its content is in the file"));
    const auto other = drill.second({"record", file});
    INFO(other.text);
    CHECK(other.code == 0);
}

// The whole record once more, with its hole, to a central that lost it.
void send_all_anew(Drill& drill, Machine& machine) {
    auto vault =
        store::Vault::open(machine.ports(), drill.store, crypto::SecretBytes::from(passphrase));
    REQUIRE(vault);
    test::Centre fresh{drill.folder.path("fresh")};
    REQUIRE(fresh.central().enrol(view_of(send::registration(*vault, "Tablet").value())));
    send::Desk desk{*vault,        fresh.central().pairing(), machine.files,
                    machine.clock, machine.entropy,           drill.store + "/again"};
    REQUIRE(machine.files.make_directories(desk.outbox));
    const auto all = send::prepare_one(desk, 0);
    REQUIRE(all);
    (void)test::receipt_of(fresh.central().take_in(all->item.bundle, bytes_of(all->path)));
    CHECK(fresh.central().fsck()->whole());
    const auto keys = service::open_keys(machine.files, drill.folder.path("fresh"));
    REQUIRE(keys);
    put_bytes(drill.at("ingest"), keys->ingest.secret().view());
    const auto seen = drill.second({"bundle", all->path, "--secret", drill.at("ingest")});
    INFO(seen.text);
    CHECK(seen.code == 0);
    CHECK(has(seen.text, "erased on "));
    CHECK(has(seen.text, "board.example/officer-1"));
}

// The tablet starts, shows that it was, and opens nothing of it.
void check_start(const Drill& drill, Machine& machine) {
    auto desk = machine.open(drill.store);
    if (!desk) FAIL(desk.error().text());
    const auto lines = (*desk)->conferences();
    REQUIRE(lines.size() == 1);
    CHECK(lines.front().erased_at.has_value());
    CHECK(lines.front().family.empty());
    const auto opened = (*desk)->meeting(lines.front().id);
    REQUIRE_FALSE(opened);
    CHECK(has(opened.error().text(), "was erased on "));
    CHECK_FALSE((*desk)->running().has_value());
}

}  // namespace

TEST_CASE("a conference that was sent is erased by two officers, and every proof of it holds",
          "[erasure]") {
    Drill drill;
    Machine machine;
    std::string id;
    std::uint64_t number = 0;
    {
        auto vault =
            store::Vault::open(machine.ports(), drill.store, crypto::SecretBytes::from(passphrase));
        REQUIRE(vault);
        REQUIRE(vault->conferences().size() == 1);
        id = vault->conferences().front().hex();
        number = vault->conference(vault->conferences().front())->at(40).seq;
    }
    const std::vector<std::string> what = {"--conference", id,
                                           "--basis",      "wrong-child",
                                           "--reason",     "recorded under another child's number"};
    CHECK(has(drill.erase(what, 1).text, "never received elsewhere"));
    drill.send(0);
    try_wrongly(drill, what, id);
    const auto done = drill.erase(with(what, drill.officers("3", "1")), 0).text;
    CHECK(has(done, "by board.example/officer-1 and board.example/officer-3"));
    CHECK(has(drill.erase(what, 1).text, "erased already"));
    check_proofs(drill, number);
    drill.send(0);
    CHECK(drill.centre.central().fsck()->whole());
    send_all_anew(drill, machine);
    check_start(drill, machine);
}

TEST_CASE("one entry is erased only if the conference can still be read without it", "[erasure]") {
    Drill drill;
    Machine machine;
    drill.send(0);
    std::string id;
    std::vector<std::pair<std::uint64_t, std::uint16_t>> numbers;
    {
        auto vault =
            store::Vault::open(machine.ports(), drill.store, crypto::SecretBytes::from(passphrase));
        REQUIRE(vault);
        id = vault->conferences().front().hex();
        const auto said = vault->conference(vault->conferences().front());
        REQUIRE(said.has_value());
        for (const auto& stored : *said)
            numbers.emplace_back(stored.seq, stored.header.type);
    }
    const auto request = [&](std::uint64_t number) {
        return std::vector<std::string>{
            "--conference", id,         "--entry", std::to_string(number), "--basis",
            "court-order",  "--reason", "order 7"};
    };
    // Without the opening there is no conference.
    CHECK(has(drill.erase(request(numbers.front().first), 1).text, "could not be read any more"));
    // Something that somebody said is missed by nothing else.
    std::uint64_t said = 0;
    for (const auto& [number, type] : numbers)
        if (said == 0 && type >= 0x0120 && type <= 0x012F) said = number;
    REQUIRE(said != 0);
    drill.erase(with(request(said), {"--key", drill.at("officer-2"), "--key", drill.at("officer-1"),
                                     "--first-file", drill.at("officer"), "--second-file",
                                     drill.at("officer"), "--do-it"}),
                0);
    auto desk = machine.open(drill.store);
    if (!desk) FAIL(desk.error().text());
    const auto lines = (*desk)->conferences();
    REQUIRE(lines.size() == 1);
    CHECK_FALSE(lines.front().erased_at.has_value());
    CHECK_FALSE(lines.front().family.empty());
    CHECK((*desk)->meeting(lines.front().id).has_value());
}

}  // namespace cpc::whole
