// SPDX-License-Identifier: Apache-2.0
#include "platform/entropy/entropy.hpp"

#include <catch2/catch_test_macros.hpp>
#include <set>

namespace cpc::platform {
namespace {

TEST_CASE("randomness fills everything asked for and does not repeat", "[platform][entropy]") {
    SystemEntropy entropy;
    std::set<Bytes> seen;
    for (int i = 0; i < 100; ++i) {
        Bytes out(16);
        entropy.fill(out);
        CHECK(seen.insert(out).second);
    }
    Bytes large(100'000);
    entropy.fill(large);
    CHECK(std::set<std::uint8_t>(large.end() - 4'096, large.end()).size() > 200);
    entropy.fill({});
}

}  // namespace
}  // namespace cpc::platform
