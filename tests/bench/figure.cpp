// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/figure.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>

#include "core/base/check.hpp"

namespace cpc::bench {

std::string verdict_of(const Figure& figure) {
    if (!figure.value) return "not measured";
    return *figure.value <= figure.limit ? "within" : "over";
}

double now_ms() {
    const auto since = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration<double, std::milli>(since).count();
}

double processor_ms() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto ms = [](const timeval& t) {
        return 1e3 * static_cast<double>(t.tv_sec) + 1e-3 * static_cast<double>(t.tv_usec);
    };
    return ms(used.ru_utime) + ms(used.ru_stime);
}

double percentile(Series series, double share) {
    CPC_CHECK(!series.empty());
    std::sort(series.begin(), series.end());
    const auto last = static_cast<double>(series.size() - 1);
    return series[static_cast<std::size_t>(std::ceil(share * last))];
}

double median(Series series) {
    return percentile(std::move(series), 0.5);
}

std::string number(double value, int digits) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return text;
}

double resident_mib(const char* which) {
    std::ifstream in{"/proc/self/status"};
    std::string word;
    double kib = 0;
    while (in >> word)
        if (word == which) in >> kib;
    return kib / 1024;
}

}  // namespace cpc::bench
