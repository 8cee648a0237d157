// SPDX-License-Identifier: Apache-2.0
// What an attack script is: a name, the row of the threat table it belongs to, and an attack on
// real bytes through the product's own entry points. It must end in words of the product's own that
// name the cause; stopped() hears them. A script to which nobody answered has failed.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <initializer_list>
#include <string>
#include <string_view>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"

// Rows are tags: "[thief-off]". One script may run in several forms; each form is told.
#define ATTACK(name, row) TEST_CASE(name, row)

namespace cpc::attacks {

// The attack was refused, or did no harm and was noticed. Each of `causes` must be in the words.
void stopped(const std::string& words, std::initializer_list<std::string_view> causes);

// It must not have worked; gives what was said instead.
template <class T>
std::string refused(const Result<T>& outcome) {
    REQUIRE_FALSE(outcome.has_value());
    return outcome.error().text();
}

[[nodiscard]] std::string joined_lines(const std::vector<std::string>& lines);

}  // namespace cpc::attacks
