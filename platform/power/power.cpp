// SPDX-License-Identifier: Apache-2.0
#include "platform/power/power.hpp"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>
#include <system_error>

namespace cpc::platform {
namespace {

namespace fs = std::filesystem;

// The first line of a small file; empty where there is none.
std::string line_of(const fs::path& file) {
    std::ifstream source(file);
    std::string line;
    std::getline(source, line);
    return line;
}

std::optional<int> percent_in(const std::string& text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    if (value < 0 || value > 100) return std::nullopt;
    return value;
}

}  // namespace

PowerReading SystemPower::read() {
    PowerReading reading;
    int sum = 0;
    int batteries = 0;
    std::error_code error;
    for (fs::directory_iterator supply(folder_, error), end; !error && supply != end;
         supply.increment(error)) {
        const auto& folder = supply->path();
        const auto type = line_of(folder / "type");
        if (type.empty()) continue;
        reading.told = true;
        if (type != "Battery" || line_of(folder / "scope") == "Device" ||
            line_of(folder / "present") == "0")
            continue;
        const auto percent = percent_in(line_of(folder / "capacity"));
        if (!percent) continue;
        const auto status = line_of(folder / "status");
        reading.charging = reading.charging || status == "Charging" || status == "Full" ||
                           status == "Not charging";
        sum += *percent;
        ++batteries;
    }
    reading.battery = batteries > 0;
    if (batteries > 0) reading.percent = sum / batteries;
    return reading;
}

}  // namespace cpc::platform
