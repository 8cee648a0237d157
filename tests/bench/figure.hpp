// SPDX-License-Identifier: Apache-2.0
// What the bench measures. Every time is a ratio to something measured in the same run and in turns
// with it, so that a slow or busy machine moves both; the plain times stand beside it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.hpp"

namespace cpc::bench {

struct Figure {
    std::string name;  // one word with dashes: the key in the JSON
    std::string what;
    std::string unit;  // "×", "ms", "µs", "MiB", "%"
    double limit = 0;  // at most
    std::optional<double> value;
    std::string detail;  // the plain figures behind it, or why there is none
};
// "within", "over" or "not measured".
[[nodiscard]] std::string verdict_of(const Figure& figure);

struct Setting {
    std::string folder;  // an empty folder of the bench's own, on the disk that matters
    std::string assets;
    std::string kiosk;                 // the program cpc-kiosk
    int rounds = 41;                   // of each pair
    std::size_t conferences = 10'000;  // of 300 entries each, in the large record
};

using Figures = std::vector<Figure>;
[[nodiscard]] Result<Figures> engine_figures(const Setting& setting);
[[nodiscard]] Result<Figures> store_figures(const Setting& setting);
[[nodiscard]] Result<Figures> screen_figures(const Setting& setting);
[[nodiscard]] Result<Figures> meeting_figures(const Setting& setting);
[[nodiscard]] Result<Figures> process_figures(const Setting& setting);
[[nodiscard]] Result<Figures> scale_figures(const Setting& setting);
[[nodiscard]] Result<Figures> large_figures(const Setting& setting);  // on demand
[[nodiscard]] Result<Figures> beside_figures(const Setting& setting);
[[nodiscard]] Result<Figures> sync_figures(const Setting& setting);
[[nodiscard]] Result<Figures> register_figures(const Setting& setting);
[[nodiscard]] Result<Figures> large_register_figures(const Setting& setting);  // on demand

// Times in ms.
using Series = std::vector<double>;
[[nodiscard]] double now_ms();
[[nodiscard]] double processor_ms();  // of this process, all threads
[[nodiscard]] double median(Series series);
[[nodiscard]] double percentile(Series series, double share);
// Of this process: "VmRSS:" or "VmHWM:".
[[nodiscard]] double resident_mib(const char* which);
[[nodiscard]] std::string number(double value, int digits);

}  // namespace cpc::bench
