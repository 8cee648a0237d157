// SPDX-License-Identifier: Apache-2.0
#include "platform/power/power.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

using namespace cpc;
namespace fs = std::filesystem;

namespace {

// A folder like the kernel's, gone at the end.
struct Supplies {
    Supplies() {
        std::string pattern = (fs::temp_directory_path() / "cpc-power-XXXXXX").string();
        REQUIRE(mkdtemp(pattern.data()) != nullptr);
        folder = pattern;
    }
    ~Supplies() {
        std::error_code ignored;
        fs::remove_all(folder, ignored);
    }
    Supplies(const Supplies&) = delete;
    Supplies& operator=(const Supplies&) = delete;

    void put(const std::string& name, const std::map<std::string, std::string>& files) const {
        fs::create_directories(folder + "/" + name);
        for (const auto& [file, text] : files)
            std::ofstream(folder + "/" + name + "/" + file) << text << "\n";
    }
    [[nodiscard]] PowerReading read() const { return platform::SystemPower(folder).read(); }

    std::string folder;
};

}  // namespace

TEST_CASE("A machine that says nothing of its power is not given a battery", "[power]") {
    const auto reading = platform::SystemPower("/nowhere/at/all").read();
    CHECK_FALSE(reading.told);
    CHECK_FALSE(reading.battery);
    const Supplies none;
    CHECK_FALSE(none.read().told);
}

TEST_CASE("Mains alone are told and are no battery", "[power]") {
    const Supplies supplies;
    supplies.put("AC", {{"type", "Mains"}, {"online", "1"}});
    CHECK(supplies.read().told);
    CHECK_FALSE(supplies.read().battery);
}

TEST_CASE("A battery is read with its charge and whether the charger is in", "[power]") {
    const Supplies supplies;
    supplies.put("BAT0", {{"type", "Battery"}, {"capacity", "64"}, {"status", "Discharging"}});
    CHECK(supplies.read().battery);
    CHECK(supplies.read().percent == 64);
    CHECK_FALSE(supplies.read().charging);
    supplies.put("BAT0", {{"status", "Charging"}});
    CHECK(supplies.read().charging);
    supplies.put("BAT0", {{"status", "Full"}, {"capacity", "100"}});
    CHECK(supplies.read().charging);
    CHECK(supplies.read().percent == 100);
}

TEST_CASE("Two batteries are taken together; a mouse's is not the tablet's", "[power]") {
    const Supplies supplies;
    supplies.put("BAT0", {{"type", "Battery"}, {"capacity", "20"}, {"status", "Discharging"}});
    supplies.put("BAT1", {{"type", "Battery"}, {"capacity", "60"}, {"status", "Discharging"}});
    supplies.put("hid-mouse", {{"type", "Battery"}, {"scope", "Device"}, {"capacity", "3"}});
    supplies.put("BAT2", {{"type", "Battery"}, {"present", "0"}, {"capacity", "0"}});
    CHECK(supplies.read().percent == 40);
}

TEST_CASE("A charge that is no percentage is left out", "[power]") {
    const Supplies supplies;
    for (const auto* nonsense : {"", "abc", "101", "-1", "50 %"}) {
        supplies.put("BAT0", {{"type", "Battery"}, {"capacity", nonsense}});
        CHECK(supplies.read().told);
        CHECK_FALSE(supplies.read().battery);
    }
}
