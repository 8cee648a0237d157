// SPDX-License-Identifier: Apache-2.0
// What an overlay may not do, each with the sentence that says so.
#include <catch2/catch_test_macros.hpp>

#include "core/procedure/overlay.hpp"
#include "support.hpp"

namespace cpc::procedure {
namespace {

using test::read_asset;

Procedure base(const std::string& path = "assets/procedures/torbay-cpp.toml") {
    auto procedure = load_procedure(read_asset(path), path);
    if (!procedure) FAIL(procedure.error().text());
    return std::move(*procedure);
}
Overlay gp() {
    auto overlay = load_overlay(read_asset("assets/overlays/rcgp-gp.toml"), "rcgp-gp.toml");
    if (!overlay) FAIL(overlay.error().text());
    return std::move(*overlay);
}

// The smallest overlay, with `more` after its head.
Overlay small(const std::string& more) {
    auto overlay = load_overlay(
        "id = \"small\"\nedition = \"1\"\ntitle = \"Small\"\n"
        "source = \"A page\"\neffective_from = 2026-01-01\n"
        "regions = [\"GB-EAW\"]\n" +
            more,
        "small.toml");
    if (!overlay) FAIL(overlay.error().text());
    return std::move(*overlay);
}
std::string why_not(const std::string& more) {
    const auto both = attach(base(), small(more));
    return both ? "attached" : both.error().what;
}

TEST_CASE("an overlay stays within its regions", "[procedure][overlay][REQ-006]") {
    const auto refused = attach(base("assets/procedures/vic-intake.toml"), gp());
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().what ==
          "The overlay \"rcgp-gp\" is for GB-EAW, GB-SCT, GB-NIR only, and vic-intake is for "
          "AU-VIC.");
    CHECK(refused.error().where == "rcgp-gp.toml");
    CHECK_FALSE(refused.error().advice.empty());
}

TEST_CASE("an overlay that brings a name the base has for something else is refused",
          "[procedure][overlay]") {
    CHECK(why_not("") == "attached");
    CHECK(why_not("role = [{ id = \"police\", label = \"Police\", group = \"family\" }]") ==
          "The overlay \"small\" brings the role \"police\" as family, and torbay-cpp has one of "
          "that name.");
    CHECK(why_not("[[statement]]\nid = \"child-first\"\ntitle = \"T\"\ntext = \"T\"\n"
                  "requirement = \"REQ-075\"") ==
          "The overlay \"small\" brings the statement \"child-first\", and torbay-cpp has one of "
          "that name.");
    CHECK(why_not("[[stage]]\nstage = \"close\"\nrequirement = [\"REQ-231\"]\ncheck = [{ id = "
                  "\"dates-read\", text = \"T\", requirement = \"REQ-231\", weight = "
                  "\"warning\" }]") ==
          "The overlay \"small\" brings the check \"dates-read\" of the stage \"close\", and "
          "torbay-cpp has one of that name.");
    const std::string basis = "status = \"source\"\ncites = \"p\"\nrequirement = [\"REQ-212\"]\n";
    CHECK(why_not("[[deadline]]\nid = \"TOR-T01\"\nlabel = \"L\"\nto = \"T\"\nkind = "
                  "\"days-after\"\ncount = 3\nfrom = [\"close\"]\n" +
                  basis) ==
          "The overlay \"small\" brings the time limit \"TOR-T01\", and torbay-cpp has one of "
          "that name.");
    CHECK(why_not("[[record]]\nid = \"record.no-finding\"\ntext = \"T\"\n" + basis) ==
          "The overlay \"small\" brings the note \"record.no-finding\", and torbay-cpp has one of "
          "that name.");
    CHECK(why_not("[[document]]\nid = \"document.invitation\"\nkind = \"leaflet\"\nversion = "
                  "\"gp\"\nlabel = \"L\"\nto = [\"gp\"]\nwhen = \"always\"\nchannels = "
                  "[\"print\"]\n" +
                  basis) ==
          "The overlay \"small\" brings the document \"document.invitation\", and torbay-cpp has "
          "one of that name.");
}

TEST_CASE("an overlay that does not fit the base says what is missing there",
          "[procedure][overlay]") {
    const std::string limit =
        "[[deadline]]\nid = \"X-T01\"\nlabel = \"L\"\nto = \"T\"\nkind = \"days-after\"\n"
        "count = 3\nstatus = \"source\"\ncites = \"p\"\nrequirement = [\"REQ-212\"]\n";
    CHECK(why_not(limit + "from = [\"no-such-event\"]\n").find("no-such-event") !=
          std::string::npos);
    Procedure short_of_stages = base();
    short_of_stages.stages.erase(short_of_stages.stages.begin() + 2);  // risk
    const auto refused = attach(short_of_stages, gp());
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().what ==
          "The overlay \"rcgp-gp\" adds to the stage \"risk\", which torbay-cpp does not have.");
}

TEST_CASE("an overlay cannot even be written to change who decides",
          "[procedure][overlay][REQ-006]") {
    const auto written = [](const std::string& more) {
        return load_overlay(
            "id = \"x\"\nedition = \"1\"\ntitle = \"X\"\nsource = \"p\"\n"
            "effective_from = 2026-01-01\nregions = [\"GB-EAW\"]\n" +
                more,
            "x.toml");
    };
    CHECK(written("").has_value());
    const auto rule = written("[rule.decision]\nmethod = \"fixed\"\n");
    REQUIRE_FALSE(rule.has_value());
    CHECK(rule.error().where.substr(0, 8) == "x.toml:7");
    const auto counted =
        written("role = [{ id = \"y\", label = \"Y\", group = \"observer\", counted = true }]");
    REQUIRE_FALSE(counted.has_value());
    CHECK_FALSE(written("effective_to = 2026-01-01").has_value());
    CHECK_FALSE(load_overlay("", "x.toml").has_value());
    CHECK_FALSE(load_overlay(std::string(100'000, '['), "x.toml").has_value());
    CHECK_FALSE(load_overlay(std::string(5U << 20U, '#'), "x.toml").has_value());
}

}  // namespace
}  // namespace cpc::procedure
