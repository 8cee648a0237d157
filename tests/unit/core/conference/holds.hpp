// SPDX-License-Identifier: Apache-2.0
// A property, asked of ten thousand cases. RapidCheck reads its settings from the environment,
// once, at the first check of a program, so every property of a program asks through here. The
// seed is ours: the same cases everywhere. RC_PARAMS from outside wins.
#pragma once

#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <string>
#include <utility>

namespace cpc::conference::test {

template <class Property>
void holds(const std::string& what, Property property) {
    static const int set = ::setenv("RC_PARAMS", "max_success=10000 seed=20270330", 0);
    CHECK(set == 0);
    CHECK(rc::check(what, std::move(property)));
}

}  // namespace cpc::conference::test
