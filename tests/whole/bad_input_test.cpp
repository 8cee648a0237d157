// SPDX-License-Identifier: Apache-2.0
// Wrong files, wrong words and wrong passphrases given to the real program: a plain sentence with
// the place in it, an exit code that is not 0, and nothing changed.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>

#include "core/store/copies.hpp"
#include "tests/whole/workplace.hpp"

namespace cpc::whole {
namespace fs = std::filesystem;
namespace {

// Ended by itself, said something, and not in the words of a crash.
void check_plain(const Ended& ended) {
    INFO(ended.text);
    CHECK(ended.code > 0);
    CHECK(ended.code < 126);
    CHECK(ended.text.size() > 20);
    for (const char* word : {"terminate", "Assertion", "what()", "std::", "Sanitizer", "nullptr"})
        CHECK_FALSE(has(ended.text, word));
}

struct Broken {
    const char* why;
    const char* line;  // instead of the scenario's first line that begins with `instead_of`
    const char* instead_of;
};

constexpr Broken broken_lines[] = {
    {"a verb nobody knows", "procedur torbay-cpp", "procedure"},
    {"no closing quotation mark", "child CD \"born", "child"},
    {"a month 13", "date strategy-meeting 2027-13-09", "date"},
    {"a day that is not", "conference initial \"F\" at \"R\" on 2027-02-30 10:00", "conference"},
    {"an hour 25", "at 25:00", "at 10:00"},
    {"a procedure nobody has", "procedure nowhere-cpp", "procedure"},
    {"a person nobody introduced", "sign-in stranger", "sign-in"},
    {"a role nobody knows", "person worker \"Social worker\" role wizard", "person worker"},
    {"a position that is none", "view worker CD perhaps", "view worker"},
    {"a child nobody has", "round XY", "round"},
    {"too few words", "view worker", "view worker"},
    {"a refusal without its rule", "lock CD ->", "lock CD   "},
    {"a stage nobody knows", "stage dancing", "stage introductions"},
    {"a detail nobody knows", "summary CD \"Text.\" colour red", "summary"},
};

std::string scenario_with(const Broken& broken, int& line_number) {
    std::ifstream in{scenario_file};
    std::string out;
    std::string line;
    bool done = false;
    for (int number = 1; std::getline(in, line); ++number) {
        if (!done && line.rfind(broken.instead_of, 0) == 0) {
            line = broken.line;
            line_number = number;
            done = true;
        }
        out += line + "\n";
    }
    REQUIRE(done);
    return out;
}

}  // namespace

TEST_CASE("A scenario with a mistake is refused with its file and line", "[bad-input]") {
    for (const auto& broken : broken_lines) {
        const Folder folder;
        int line = 0;
        put_bytes(folder.path("broken.txt"), view_of(scenario_with(broken, line)));
        const auto ended = run_cpc({"play", folder.path("broken.txt")});
        INFO(broken.why);
        check_plain(ended);
        INFO(ended.text);
        CHECK(has(ended.text, "broken.txt:" + std::to_string(line)));
    }
}

TEST_CASE("A scenario that is empty, binary, missing or a folder is refused in a sentence",
          "[bad-input]") {
    const Folder folder;
    put_bytes(folder.path("empty.txt"), {});
    put_bytes(folder.path("binary.txt"), bytes_of(CPC_PROGRAM));
    put_bytes(folder.path("nothing.txt"), view_of("# only a remark\n"));
    fs::create_directory(folder.path("folder.txt"));
    for (const char* name :
         {"empty.txt", "binary.txt", "nothing.txt", "folder.txt", "missing.txt"}) {
        const auto ended = run_cpc({"play", folder.path(name)});
        INFO(name);
        check_plain(ended);
    }
}

TEST_CASE("A play that is not as expected says which line and gives exit code 1", "[bad-input]") {
    const Folder folder;
    int line = 0;
    const Broken wrong{"", "continuing-risk CD yes -> refused vote.all-in", "continuing-risk"};
    put_bytes(folder.path("wrong.txt"), view_of(scenario_with(wrong, line)));
    const auto ended = run_cpc({"play", folder.path("wrong.txt")});
    INFO(ended.text);
    CHECK(ended.code == 1);
    CHECK(has(ended.text, "wrong.txt:" + std::to_string(line)));
}

TEST_CASE("A folder that holds a record already is not played into and stays as it is",
          "[bad-input]") {
    const Folder folder;
    copy_store(played().store, folder.path("store"));
    const auto before = fingerprint(folder.path("store"));
    const auto ended = run_cpc({"play", scenario_file, "--store", folder.path("store")});
    check_plain(ended);
    CHECK(fingerprint(folder.path("store")) == before);
}

TEST_CASE("Places that cannot be written are named and nothing is called finished", "[bad-input]") {
    const Folder folder;
    put_bytes(folder.path("file"), view_of("x"));
    check_plain(run_cpc({"play", scenario_file, "--store", folder.path("file") + "/store"}));
    check_plain(run_cpc({"play", scenario_file, "--outcome", folder.path("no/such/outcome")}));
    check_plain(run_cpc({"play", scenario_file, "--documents", folder.path("file")}));
    check_plain(run_cpc({"practice", "--out", folder.path("file")}));
}

TEST_CASE("A wrong passphrase is told as such, not as damage, and changes nothing",
          "[bad-input][REQ-299]") {
    const Folder folder;
    const auto store = folder.path("store");
    copy_store(played().store, store);
    put_bytes(folder.path("wrong"), view_of("not the one\n"));
    put_bytes(folder.path("right"), view_of("whole\n"));
    put_bytes(folder.path("empty"), {});
    const auto before = fingerprint(store);
    const auto wrong = run_cpc({"verify", store, "--passphrase-file", folder.path("wrong")});
    check_plain(wrong);
    CHECK(wrong.code == 2);
    CHECK_FALSE(has(wrong.text, "damaged"));
    check_plain(run_cpc({"verify", store, "--passphrase-file", folder.path("empty")}));
    check_plain(run_cpc({"verify", store, "--passphrase-file", folder.path("missing")}));
    CHECK(run_cpc({"verify", store, "--passphrase-file", folder.path("right")}).code == 0);
    CHECK(fingerprint(store) == before);
}

TEST_CASE("A store that is not there or cannot be read is exit code 2 and a sentence",
          "[bad-input]") {
    const Folder folder;
    put_bytes(folder.path("right"), view_of("whole\n"));
    fs::create_directory(folder.path("hollow"));
    for (const char* name : {"missing", "hollow", "right"}) {
        const auto ended =
            run_cpc({"verify", folder.path(name), "--passphrase-file", folder.path("right")});
        INFO(name);
        check_plain(ended);
        CHECK(ended.code == 2);
    }
    // A link in a file's place is not followed: it may lead anywhere.
    for (const char* name : {store::journal_file, crypto::keyslots_file}) {
        const auto store = folder.path("linked");
        copy_store(played().store, store);
        fs::rename(store + "/" + name, folder.path("elsewhere"));
        fs::create_symlink(folder.path("elsewhere"), store + "/" + name);
        const auto ended = run_cpc({"verify", store, "--passphrase-file", folder.path("right")});
        INFO(name);
        check_plain(ended);
        fs::remove(folder.path("elsewhere"));
    }
}

TEST_CASE("After one flipped byte cpc verify gives 1 and names the file", "[bad-input][REQ-298]") {
    const Folder folder;
    put_bytes(folder.path("right"), view_of("whole\n"));
    const auto store = folder.path("store");
    for (const char* name : {store::journal_file, store::store_file, crypto::keyslots_file,
                             crypto::device_secret_file}) {
        copy_store(played().store, store);
        flip(store + "/" + name, bytes_of(store + "/" + name).size() / 9, 4);
        const auto ended = run_cpc({"verify", store, "--passphrase-file", folder.path("right")});
        INFO(ended.text);
        CHECK(ended.code == 1);
        CHECK(has(ended.text, std::string{"damaged: "} + name));
    }
}

TEST_CASE("Wrong questions about dates are answered in a sentence", "[bad-input]") {
    const std::vector<std::vector<std::string>> questions{
        {"--profile", "nowhere", "--type", "initial"},
        {"--profile", "torbay-cpp", "--type", "party"},
        {"--profile", "torbay-cpp", "--type", "initial", "--event", "strategy-meeting"},
        {"--profile", "torbay-cpp", "--type", "initial", "--event", "strategy-meeting=2027-13-09"},
        {"--profile", "torbay-cpp", "--type", "initial", "--event", "strategy-meeting=yesterday"},
        {"--profile", "torbay-cpp", "--type", "initial", "--event", "no-such-event=2027-03-09"},
        {"--profile", "torbay-cpp", "--type", "initial", "--event", "close=2027-03-30T25:00"},
        {"--profile", "torbay-cpp", "--type", "initial", "--flag", "no-such-flag"},
        {"--profile", "missing.toml", "--type", "initial"},
        {"--type", "initial"},
    };
    for (const auto& question : questions) {
        std::vector<std::string> words{"dates"};
        words.insert(words.end(), question.begin(), question.end());
        INFO(question.back());
        check_plain(run_cpc(words));
    }
}

TEST_CASE("A procedure file with a mistake is refused with its file and line", "[bad-input]") {
    const auto good = std::string{text_of(bytes_of(assets_folder + "/procedures/torbay-cpp.toml"))};
    const Folder folder;
    const auto try_file = [&](const std::string& content, const std::string& place) {
        put_bytes(folder.path("broken.toml"), view_of(content));
        const auto ended = run_cpc({"profile", "check", folder.path("broken.toml")});
        check_plain(ended);
        INFO(ended.text);
        CHECK(has(ended.text, "broken.toml" + place));
    };
    try_file("= 3\n" + good, ":1");
    try_file(good + "\nno-such-key = [\n", ":");
    try_file(good.substr(0, good.size() / 2), "");
    try_file("", "");
    try_file("\xff\xfe\n", "");
}

TEST_CASE("Without its assets the program says where it looked", "[bad-input]") {
    const Folder folder;
    const auto missing = run_cpc({"--assets", folder.path("missing"), "play", scenario_file});
    check_plain(missing);
    CHECK(has(missing.text, "missing"));
    check_plain(run_cpc({"--assets", folder.path(), "profile", "explain", "torbay-cpp"}));
}

TEST_CASE("The kiosk without a display, or without its fonts, says what is safe and what to do",
          "[bad-input]") {
    const auto blind = run_kiosk({}, "x11");
    check_plain(blind);
    CHECK(has(blind.text, "There is no display"));
    CHECK(has(blind.text, "Nothing was lost. Start it inside a graphical session."));

    // SDL's dummy shows its pictures to nobody, and that was asked for.
    const Folder folder;
    const auto mute = run_kiosk({"--fonts", folder.path()}, "dummy");
    check_plain(mute);
    CHECK(has(mute.text, "The font "));
    CHECK(has(mute.text, "Nothing was lost. Install the Debian package "));

    for (const char* name : {"Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf"})
        put_bytes(folder.path(name), bytes_of(scenario_file));
    const auto broken = run_kiosk({"--fonts", folder.path()}, "dummy");
    check_plain(broken);
    CHECK(has(broken.text, "A font file cannot be read (" + folder.path()));
}

TEST_CASE("The kiosk refuses a glass of no size and a way to draw that is none", "[bad-input]") {
    const auto glass = run_kiosk({"--surface", "wide"}, "dummy");
    check_plain(glass);
    CHECK(has(glass.text, "Write it like 1280x800"));
    check_plain(run_kiosk({"--draw", "oil"}, "dummy"));
}

}  // namespace cpc::whole
