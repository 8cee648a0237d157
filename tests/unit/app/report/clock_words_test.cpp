// SPDX-License-Identifier: Apache-2.0
#include "app/report/clock_words.hpp"

#include <catch2/catch_test_macros.hpp>

namespace cpc::report {

TEST_CASE("The minutes say between when and when, and nothing where the clock was right",
          "[papers][clock]") {
    const Instant monday{1'806'310'800'000};   // 29 March 2027, 10:00 in London
    const Instant tuesday{1'806'397'200'000};  // a day later
    CHECK(clock_words(std::nullopt, "Europe/London").empty());
    const auto both = clock_words(record::TimeBounds{monday, tuesday}, "Europe/London");
    CHECK(both.find("between " + std::string{"Mon 29 March 2027, 10:00"}) != std::string::npos);
    CHECK(both.find("and Tue 30 March 2027, 10:00.") != std::string::npos);
    const auto after = clock_words(record::TimeBounds{monday, {}}, "Europe/London");
    CHECK(after.find("after Mon 29 March 2027, 10:00.") != std::string::npos);
    const auto before = clock_words(record::TimeBounds{{}, tuesday}, "Europe/London");
    CHECK(before.find("before Tue 30 March 2027, 10:00.") != std::string::npos);
    const auto neither = clock_words(record::TimeBounds{}, "Europe/London");
    CHECK(neither.find("is certain") != std::string::npos);
    CHECK(neither.find("between") == std::string::npos);
}

}  // namespace cpc::report
