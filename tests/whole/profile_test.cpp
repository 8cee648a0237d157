// SPDX-License-Identifier: Apache-2.0
// cpc profile as people run it: the steps of assets/procedures/GUIDE.md, with their exit codes.
#include <catch2/catch_test_macros.hpp>

#include "tests/whole/workplace.hpp"

namespace cpc::whole {
namespace {

const std::string harrowmere =
    std::string{CPC_SOURCE_DIR} + "/tests/scenarios/profiles/harrowmere-fsc.toml";

std::string swapped(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

TEST_CASE("cpc profile check tells all mistakes of a file and gives 1, and 0 for a good one",
          "[profile]") {
    const Folder folder;
    const auto good = std::string{text_of(bytes_of(harrowmere))};
    put_bytes(folder.path("bad.toml"),
              view_of(swapped(swapped(good, "most = 2", "mots = 2"), "unit = \"professional\"",
                              "unit = \"person\"")));
    const auto bad = run_cpc({"profile", "check", harrowmere, folder.path("bad.toml")});
    INFO(bad.text);
    CHECK(bad.code == 1);
    CHECK(has(bad.text, "harrowmere-fsc.toml: good."));
    CHECK(has(bad.text, "Did you mean \"most\"?"));
    CHECK(has(bad.text, "\"unit\" is \"person\", which is not one of: professional, agency."));
    CHECK(run_cpc({"profile", "check", harrowmere}).code == 0);
    CHECK(run_cpc({"profile", "check", folder.path("missing.toml")}).code == 2);
    put_bytes(folder.path("bad.toml"), view_of(swapped(good, "\"GB-EAW\"", "\"GB-XYZ\"")));
    const auto region = run_cpc({"profile", "check", folder.path("bad.toml")});
    CHECK(region.code == 1);
    CHECK(has(region.text, "no days for the region GB-XYZ"));
}

TEST_CASE("cpc profile explain writes a page, and diff gives 0 for the same and 1 for another",
          "[profile]") {
    const Folder folder;
    CHECK(run_cpc({"profile", "explain", harrowmere, "--html", folder.path("p.html")}).code == 0);
    CHECK(has(std::string{text_of(bytes_of(folder.path("p.html")))}, "</html>"));
    CHECK(has(run_cpc({"profile", "explain", harrowmere}).text, "Every time limit"));
    CHECK(run_cpc({"profile", "diff", harrowmere, harrowmere}).code == 0);
    const auto good = std::string{text_of(bytes_of(harrowmere))};
    put_bytes(folder.path("next.toml"), view_of(swapped(good, "count = 10", "count = 9")));
    const auto changed = run_cpc({"profile", "diff", harrowmere, folder.path("next.toml")});
    CHECK(changed.code == 1);
    CHECK(has(changed.text, "is now “Within 9 working days after"));
}

TEST_CASE("a procedure is signed and verified with a key made here, and a changed one is not",
          "[profile][REQ-009]") {
    const Folder folder;
    const auto good = std::string{text_of(bytes_of(harrowmere))};
    const auto file = folder.path("h.toml");
    const auto key = folder.path("board.key");
    const auto phrase = folder.path("phrase");
    const auto other = folder.path("other");
    put_bytes(file, view_of(good));
    put_bytes(phrase, view_of("seven herons under quiet rafters\n"));
    put_bytes(other, view_of("eight herons under quiet rafters\n"));
    const auto make = [&](const std::string& with) {
        return run_cpc({"profile", "key", "--name", "board.example", "--out", key,
                        "--passphrase-file", with})
            .code;
    };
    const auto sign = [&](const std::string& what, const std::string& with) {
        return run_cpc({"profile", "sign", what, "--key", key, "--passphrase-file", with});
    };
    put_bytes(folder.path("easy"), view_of("password\n"));
    CHECK(make(folder.path("easy")) == 2);  // one that is guessed first makes no key
    CHECK(make(phrase) == 0);
    CHECK(make(phrase) == 2);
    CHECK_FALSE(has(std::string{text_of(bytes_of(key))}, "PRIVATE"));
    CHECK(run_cpc({"profile", "verify", file, "--trusted", key + ".pub"}).code == 2);
    const auto wrong = sign(file, other);
    CHECK(wrong.code == 2);
    CHECK(has(wrong.text, "the passphrase does not open this key"));
    CHECK(run_cpc({"profile", "verify", file, "--trusted", key + ".pub"}).code == 2);
    CHECK(sign(file, phrase).code == 0);
    // An overlay is signed and verified in the same way.
    const auto overlay = folder.path("o.toml");
    put_bytes(
        overlay,
        view_of(text_of(bytes_of(std::string{CPC_SOURCE_DIR} + "/assets/overlays/rcgp-gp.toml"))));
    CHECK(sign(overlay, phrase).code == 0);
    CHECK(has(run_cpc({"profile", "verify", overlay, "--trusted", key + ".pub"}).text,
              "rcgp-gp, edition"));
    const auto verified = run_cpc({"profile", "verify", file, "--trusted", key + ".pub"});
    CHECK(verified.code == 0);
    CHECK(has(verified.text, "signed by board.example, and unchanged since"));
    put_bytes(file, view_of(good + "# later\n"));
    CHECK(run_cpc({"profile", "verify", file, "--trusted", key + ".pub"}).code == 1);
}

TEST_CASE("a conference is played under a procedure of one's own folder", "[profile]") {
    const auto folder = std::string{CPC_SOURCE_DIR} + "/tests/scenarios/profiles";
    const auto played =
        run_cpc({"--procedures", folder, "play", folder + "/harrowmere-conference.txt"});
    INFO(played.text);
    CHECK(played.code == 0);
    CHECK(has(played.text, "0 not as expected"));
}

}  // namespace
}  // namespace cpc::whole
