// SPDX-License-Identifier: Apache-2.0
// Three custodians, a central service and a tablet, by the real programs and by the steps that
// `cpc enrolment --help` tells.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "tests/service/world.hpp"
#include "tests/whole/workplace.hpp"

namespace cpc::whole {
namespace {

struct Office {
    Folder folder;
    test::Tablet tablet{folder.path("tablet"), false};
    std::string central =
        (std::filesystem::path{CPC_PROGRAM}.parent_path() / "cpc-central").string();

    Office() {
        put_bytes(at("words"), view_of(std::string_view{"rain taps on seven tin roofs\n"}));
        put_bytes(at("device.json"), tablet.registration());
        for (const std::string n : {"1", "2", "3"})
            cpc({"profile", "key", "--name", "custodian-" + n + ".example", "--out", at("key-" + n),
                 "--passphrase-file", at("words")},
                0);
        run({"init", "--name", "central.example.org/cpc"}, 0);
    }
    [[nodiscard]] std::string at(const std::string& file) const { return folder.path(file); }
    std::string cpc(const std::vector<std::string>& words, int code) {
        const auto ended = run_cpc(words);
        INFO(words[0] + " " + words[1] + ": " + ended.text);
        CHECK(ended.code == code);
        return ended.text;
    }
    std::string run(std::vector<std::string> words, int code) {
        words.insert(words.begin(), central);
        words.insert(words.end(), {"--data", at("central")});
        Start how;
        how.words = std::move(words);
        how.error_file = at("central-errors");
        how.folder = folder.path();
        const auto child = start(how);
        std::string text;
        for (const auto& line : lines_until_end(child.out))
            text += line + "\n";
        const auto ended = wait_for(child);
        text += text_of(bytes_of(how.error_file));
        INFO(how.words[1] + ": " + text);
        CHECK(ended == code);
        return text;
    }
    std::string by(const std::string& n, std::vector<std::string> words, int code) {
        words.insert(words.begin(), "enrolment");
        words.insert(words.end(), {"--key", at("key-" + n), "--passphrase-file", at("words")});
        return cpc(words, code);
    }
};

}  // namespace

TEST_CASE("two of three custodians let a tablet in, with keys of their own", "[custody]") {
    Office office;
    const auto list = office.at("custodians.note");
    const auto admission = office.at("tablet.admission");
    std::vector<std::string> members = {"custodians", "--central", "central.example.org/cpc",
                                        "--out", list};
    for (const std::string n : {"1", "2", "3"})
        members.insert(members.end(), {"--member", office.at("key-" + n + ".pub")});
    office.by("1", members, 0);
    office.run({"custodians", "--from", list}, 2);  // one has signed
    office.by("2", {"sign", list}, 0);
    CHECK(has(office.run({"custodians", "--from", list}, 0), "custodian-3.example"));

    CHECK(has(office.run({"enrol", "--device", office.at("device.json")}, 2), "two custodians"));
    const std::vector<std::string> admit = {"admit",
                                            "--central",
                                            "central.example.org/cpc",
                                            "--device",
                                            office.at("device.json"),
                                            "--region",
                                            "north",
                                            "--out",
                                            admission};
    const auto shown = office.by("3", admit, 0);
    const auto device = wire::read_registration(office.tablet.registration());
    REQUIRE(device);
    CHECK(has(shown, wire::fingerprint(*device)));
    office.by("3", admit, 2);  // there is such a file already
    office.cpc({"enrolment", "show", admission, "--custodians", list}, 1);
    CHECK(has(office.run({"enrol", "--admission", admission}, 2), "1 of the custodians"));
    CHECK(has(office.by("3", {"sign", admission}, 2), "signed it already"));
    office.by("1", {"sign", admission}, 0);
    office.cpc({"enrolment", "show", admission, "--custodians", list}, 0);
    CHECK(has(office.run({"enrol", "--admission", admission}, 0), wire::fingerprint(*device)));

    office.run({"enrol"}, 106);  // neither of the two
    auto bent = bytes_of(admission);
    bent[40] ^= 1U;
    put_bytes(office.at("bent"), bent);
    office.run({"enrol", "--admission", office.at("bent")}, 2);
    office.cpc({"enrolment", "show", office.at("bent"), "--custodians", list}, 1);
}

}  // namespace cpc::whole
