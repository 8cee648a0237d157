// SPDX-License-Identifier: Apache-2.0
#include "platform/clock/clock.hpp"

#include <catch2/catch_test_macros.hpp>

namespace cpc::platform {
namespace {

TEST_CASE("the clock of this boot never steps back and names its boot", "[platform][clock]") {
    SystemClock clock;
    const auto first = clock.read();
    auto last = first;
    for (int i = 0; i < 1'000; ++i) {
        const auto now = clock.read();
        CHECK(now.boot_ms >= last.boot_ms);
        last = now;
    }
    CHECK(first.boot_ms > 0);
    CHECK(first.boot_id != ByteArray<16>{});
    CHECK(SystemClock{}.read().boot_id == first.boot_id);
}

}  // namespace
}  // namespace cpc::platform
