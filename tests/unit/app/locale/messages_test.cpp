// SPDX-License-Identifier: Apache-2.0
#include "app/locale/messages.hpp"

#include <catch2/catch_test_macros.hpp>
#include <set>
#include <string>

using namespace cpc::locale;

TEST_CASE("no two messages have the same key", "[locale]") {
    std::set<std::string_view> keys;
    for (const auto& table : tables())
        for (const auto& message : table) {
            INFO(message.key);
            CHECK(keys.insert(message.key).second);
        }
    CHECK(keys.size() > 100);
}

TEST_CASE("no message is empty", "[locale]") {
    for (const auto& table : tables())
        for (const auto& message : table) {
            INFO(message.key);
            CHECK(!message.text.empty());
        }
}

TEST_CASE("every count has both its forms", "[locale]") {
    for (const auto& table : tables())
        for (const auto& message : table) {
            const std::string key{message.key};
            if (!key.ends_with(".one")) continue;
            INFO(key);
            CHECK(find(key.substr(0, key.size() - 4) + ".other").has_value());
        }
}

TEST_CASE("a key that nobody wrote a message for is not found", "[locale]") {
    CHECK_FALSE(find("there.is.no.such.key").has_value());
}
