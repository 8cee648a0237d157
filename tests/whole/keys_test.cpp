// SPDX-License-Identifier: Apache-2.0
// cpc passphrase, keys, recovery and store rotate, as a person runs them: what they do, and that a
// wrong word changes nothing and is answered in a plain sentence.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "core/crypto/keyslot.hpp"
#include "tests/whole/workplace.hpp"

namespace cpc::whole {
namespace {

// A copy of the played record, three officers' keys and some passphrases in files.
struct Office {
    Folder folder;
    std::string store = folder.path("store");

    Office() {
        copy_store(played().store, store);
        say("first", std::string{passphrase});
        say("second", "otters sing under copper bridges");
        say("third", "rain taps on seven tin roofs");
        say("weak", "Password1Password");
        say("wrong", "nobody ever chose these words");
    }
    void say(const std::string& file, const std::string& words) {
        put_bytes(folder.path(file), view_of(words + "\n"));
    }
    [[nodiscard]] std::string at(const std::string& file) const { return folder.path(file); }
    Ended cpc(std::vector<std::string> words, int code) {
        auto ended = run_cpc(words);
        INFO(words[0] + " " + words[1] + ": " + ended.text);
        CHECK(ended.code == code);
        return ended;
    }
    void make_officers() {
        for (const std::string n : {"1", "2", "3"})
            cpc({"recovery", "make-key", "--name", "board.example/officer-" + n, "--out",
                 at("officer-" + n), "--practice", "--passphrase-file", at("third")},
                0);
    }
    void enrol() {
        make_officers();
        cpc({"recovery", "enrol", store, "--key", at("officer-1.pub"), "--key", at("officer-2.pub"),
             "--key", at("officer-3.pub"), "--passphrase-file", at("first")},
            0);
    }
    // Everything of the meeting is there and whole, for whoever has these words.
    void check_whole(const std::string& words) {
        const auto ended = cpc({"verify", store, "--passphrase-file", at(words)}, 0);
        CHECK(has(ended.text, "whole: "));
    }
    [[nodiscard]] Bytes keys() const { return bytes_of(store + "/" + crypto::keyslots_file); }
};

}  // namespace

TEST_CASE("a proposed passphrase is five words, another one each time", "[keys]") {
    const auto one = run_cpc({"passphrase"});
    const auto other = run_cpc({"passphrase"});
    CHECK(one.code == 0);
    CHECK(std::count(one.text.begin(), one.text.end(), ' ') == 4);
    CHECK(one.text != other.text);
    CHECK(run_cpc({"passphrase", "--words", "4"}).code == 2);
}

TEST_CASE("chairs are added, listed, changed and taken away, and the record knows", "[keys]") {
    Office office;
    const auto& store = office.store;
    office.cpc(
        {"keys", "add", store, "--passphrase-file", office.at("first"), "--new-passphrase-file",
         office.at("second"), "--name", "Second chair", "--practice"},
        0);
    const auto listed =
        office.cpc({"keys", "list", store, "--passphrase-file", office.at("second")}, 0);
    CHECK(has(listed.text, "slot 0: key "));
    CHECK(has(listed.text, "Second chair (you)"));
    CHECK(has(listed.text, "no officers are enrolled"));
    office.cpc({"keys", "change", store, "--passphrase-file", office.at("second"),
                "--new-passphrase-file", office.at("third"), "--practice"},
               0);
    office.cpc({"keys", "list", store, "--passphrase-file", office.at("second")}, 2);
    office.cpc({"keys", "remove", store, "--slot", "0", "--passphrase-file", office.at("third")},
               0);
    const auto last = office.cpc(
        {"keys", "remove", store, "--slot", "1", "--passphrase-file", office.at("third")}, 1);
    CHECK(has(last.text, "nobody could open it"));
    office.check_whole("third");
    const auto entries =
        office.cpc({"verify", store, "--all", "--passphrase-file", office.at("third")}, 0);
    CHECK(has(entries.text, "keyslot changed"));
}

TEST_CASE("a new master key keeps the meeting and the chairs who were named", "[keys]") {
    Office office;
    office.cpc({"keys", "add", office.store, "--passphrase-file", office.at("first"),
                "--new-passphrase-file", office.at("second"), "--practice"},
               0);
    const auto rotated =
        office.cpc({"store", "rotate", office.store, "--passphrase-file", office.at("first"),
                    "--staying-file", office.at("second"), "--practice"},
                   0);
    CHECK(has(rotated.text, "slot 1 opens as before"));
    office.check_whole("first");
    office.check_whole("second");
    office.cpc(
        {"store", "rotate", office.store, "--passphrase-file", office.at("second"), "--practice"},
        0);
    office.cpc({"keys", "list", office.store, "--passphrase-file", office.at("first")}, 2);
    office.check_whole("second");
    Machine machine;
    auto vault = store::Vault::open(machine.ports(), office.store,
                                    crypto::SecretBytes::from("otters sing under copper bridges"));
    REQUIRE(vault);
    CHECK(vault->root_at(played().entries).value() == played().root);
}

TEST_CASE("two officers bring a record back after a rehearsal, and one does not", "[keys]") {
    Office office;
    const auto& store = office.store;
    office.enrol();
    const std::vector<std::string> with_words = {"--first-file", office.at("third"),
                                                 "--second-file", office.at("third")};
    const auto pair = [&](std::vector<std::string> words, const std::string& one,
                          const std::string& other) {
        for (const auto& file : {one, other}) {
            words.push_back("--key");
            words.push_back(office.at(file));
        }
        words.insert(words.end(), with_words.begin(), with_words.end());
        return words;
    };
    const std::vector<std::string> drill = {"recovery", "drill", store, "--passphrase-file",
                                            office.at("first")};
    const auto ready = office.cpc(pair(drill, "officer-3", "officer-1"), 0);
    CHECK(has(ready.text, "1 of 3 pairs"));
    CHECK_FALSE(std::filesystem::exists(store + "/rehearsal"));
    CHECK(has(office.cpc(pair(drill, "officer-1", "officer-1"), 1).text, "Two different"));
    const auto listed =
        office.cpc({"keys", "list", store, "--passphrase-file", office.at("first")}, 0);
    CHECK(has(listed.text, "rehearsed with keys 1 and 3"));

    const std::vector<std::string> open = {
        "recovery", "open", store, "--practice", "--new-passphrase-file", office.at("second")};
    const auto before = office.keys();
    office.cpc(pair(open, "officer-2", "officer-2"), 1);
    CHECK(office.keys() == before);
    office.cpc(pair(open, "officer-2", "officer-3"), 0);
    office.cpc({"keys", "list", store, "--passphrase-file", office.at("first")}, 2);
    office.check_whole("second");
    const auto entries =
        office.cpc({"verify", store, "--all", "--passphrase-file", office.at("second")}, 0);
    CHECK(has(entries.text, "recovery used"));
}

TEST_CASE("a wrong word about keys changes nothing and is answered plainly", "[keys]") {
    Office office;
    office.make_officers();
    const auto& store = office.store;
    const auto before = fingerprint(store);
    const auto first = office.at("first");
    const auto pub = [&](const char* n) { return office.at(std::string{"officer-"} + n + ".pub"); };
    const std::vector<std::vector<std::string>> wrong = {
        {"keys", "list", store, "--passphrase-fd", "97"},  // nothing is open there
        {"keys", "list", office.at("nowhere"), "--passphrase-file", first},
        {"keys", "list", store, "--passphrase-file", office.at("nowhere")},
        {"keys", "add", store, "--passphrase-file", office.at("wrong"), "--new-passphrase-file",
         office.at("second")},
        {"keys", "remove", store, "--slot", "13", "--passphrase-file", first},
        {"recovery", "enrol", store, "--key", pub("1"), "--key", pub("2"), "--passphrase-file",
         first},
        {"recovery", "enrol", store, "--key", pub("1"), "--key", pub("2"), "--key",
         office.at("officer-3"), "--passphrase-file", first},
        {"recovery", "make-key", "--name", "a b", "--out", office.at("x"), "--passphrase-file",
         office.at("second")},
        {"recovery", "make-key", "--name", "o", "--out", office.at("officer-1"),
         "--passphrase-file", office.at("second")},
        {"recovery", "make-key", "--name", "o", "--out", office.at("x"), "--passphrase-file",
         office.at("weak")},
        {"recovery", "drill", store, "--key", office.at("officer-1"), "--key",
         office.at("officer-2"), "--first-file", office.at("third"), "--second-file",
         office.at("third"), "--passphrase-file", first},
        {"recovery", "open", store, "--key", office.at("officer-1"), "--key",
         office.at("officer-2"), "--first-file", office.at("third"), "--second-file",
         office.at("third"), "--new-passphrase-file", office.at("second")},
        {"recovery", "open", store, "--key", pub("1"), "--key", office.at("officer-2"),
         "--first-file", office.at("third"), "--second-file", office.at("third"),
         "--new-passphrase-file", office.at("second")},
        {"store", "rotate", store, "--passphrase-file", office.at("wrong")},
        {"store", "rotate", store, "--passphrase-file", first, "--staying-file",
         office.at("wrong")},
    };
    for (const auto& words : wrong) {
        const auto ended = run_cpc(words);
        INFO(words[0] + " " + words[1] + ": " + ended.text);
        CHECK(ended.code > 0);
        CHECK(ended.code < 3);
        CHECK(ended.text.size() > 20);
        CHECK(fingerprint(store) == before);
    }
    CHECK_FALSE(std::filesystem::exists(office.at("x")));
}

}  // namespace cpc::whole
