// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/conference/refusal.hpp"
#include "core/conference/tally.hpp"
#include "holds.hpp"

using namespace cpc::conference;

namespace {

std::vector<CountedView> views_from(const std::vector<int>& numbers) {
    std::vector<CountedView> views;
    for (const int number : numbers) {
        const auto n = static_cast<unsigned>(number);
        views.push_back(
            {static_cast<View>(n % 3), std::string(1, static_cast<char>('a' + n / 3 % 4))});
    }
    return views;
}

}  // namespace

TEST_CASE("two to two is a split, three to two a majority, and unable is not in the denominator",
          "[REQ-140][REQ-149]") {
    CHECK(rule_on({2, 2, 0}).outcome == Outcome::split);
    CHECK(rule_on({2, 2, 1}).outcome == Outcome::split);
    CHECK(rule_on({3, 2, 0}).outcome == Outcome::majority);
    CHECK(rule_on({3, 2, 0}).protect);
    CHECK(rule_on({0, 1, 5}).outcome == Outcome::consensus);
    CHECK_FALSE(rule_on({0, 1, 5}).protect);
    CHECK(rule_on({0, 0, 3}).outcome == Outcome::split);
}

TEST_CASE("the count by agency can differ from the count by person", "[REQ-147]") {
    const std::vector<CountedView> views{{View::in_favour, "health"},
                                         {View::in_favour, "health"},
                                         {View::in_favour, "health"},
                                         {View::against, "school"},
                                         {View::against, "police"}};
    CHECK(rule_on(count_people(views)).protect);
    CHECK_FALSE(rule_on(count_agencies(views)).protect);
}

TEST_CASE("the tally does not depend on the order of the views") {
    test::holds("order", [](std::vector<int> numbers, unsigned seed) {
        auto views = views_from(numbers);
        const auto people = count_people(views);
        const auto agencies = count_agencies(views);
        for (std::size_t i = views.size(); i > 1; --i) {
            seed = seed * 1664525U + 1013904223U;
            std::swap(views[i - 1], views[seed % i]);
        }
        RC_ASSERT(count_people(views) == people);
        RC_ASSERT(count_agencies(views) == agencies);
        RC_ASSERT(people.expressed() + people.unable == static_cast<int>(views.size()));
    });
}

TEST_CASE("every refusal names a requirement and says a whole sentence") {
    for (const auto& rule : refusal_rules()) {
        INFO(rule.rule);
        CHECK(rule.requirement.substr(0, 4) == "REQ-");
        CHECK(rule.message.size() > 15);
        // One that ends with a colon is completed with what is missing.
        CHECK((rule.message.back() == '.' || rule.message.back() == ':'));
        CHECK(std::count_if(refusal_rules().begin(), refusal_rules().end(),
                            [&](const auto& other) { return other.rule == rule.rule; }) == 1);
    }
}
