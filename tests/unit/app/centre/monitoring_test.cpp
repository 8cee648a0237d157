// SPDX-License-Identifier: Apache-2.0
#include <numeric>

#include "tests/unit/app/centre/received.hpp"

using namespace cpc;
using namespace cpc::test;
using centre::suppressed;
using Parts = std::vector<std::optional<int>>;

TEST_CASE("a number from one to four is not shown and nought is", "[REQ-307]") {
    const auto row = suppressed("Q", {3, 20, 0});
    CHECK(row.parts == Parts{std::nullopt, std::nullopt, 0});
    CHECK(row.total == 23);
    CHECK(suppressed("Q", {5, 7}).parts == Parts{5, 7});
    CHECK(suppressed("Q", {0, 0}).total == 0);
}

TEST_CASE("a total below five hides its whole row", "[REQ-307]") {
    const auto row = suppressed("Q", {1, 3, 0});
    CHECK(row.parts == Parts{std::nullopt, std::nullopt, std::nullopt});
    CHECK_FALSE(row.total.has_value());
}

TEST_CASE("two hidden ones of one each are not given back by what is left of the total",
          "[REQ-307]") {
    const auto row = suppressed("Q", {1, 1, 10, 50});
    CHECK(row.parts == Parts(4));
    CHECK(row.total == 62);
}

// Every table of two to four parts up to 12 each: whoever knows the rule, the total and what is
// shown can work out none of the hidden numbers.
TEST_CASE("no hidden number follows from the total and from what is shown", "[REQ-307]") {
    std::map<std::string, std::vector<std::set<int>>> possible;
    const auto shown = [](const centre::FigureRow& row) {
        std::string out = row.total ? std::to_string(*row.total) : "-";
        for (const auto& part : row.parts)
            out += "," + (part ? std::to_string(*part) : std::string{"-"});
        return out;
    };
    const auto each = [&](const auto& visit) {
        constexpr int most = 12;
        for (int a = 0; a <= most; ++a)
            for (int b = 0; b <= most; ++b) {
                visit(std::vector<int>{a, b});
                for (int c = 0; c <= most; ++c)
                    visit(std::vector<int>{a, b, c});
            }
    };
    each([&](const std::vector<int>& parts) {
        const auto row = suppressed("", parts);
        auto& seen = possible[shown(row)];
        seen.resize(parts.size());
        for (std::size_t i = 0; i < parts.size(); ++i)
            if (!row.parts[i]) seen[i].insert(parts[i]);
    });
    std::size_t given_back = 0;
    for (const auto& [what, seen] : possible)
        for (const auto& values : seen)
            given_back += values.size() == 1 ? 1U : 0U;
    CHECK(given_back == 0);
}

TEST_CASE("figures follow from received records, by quarter, and hold no name", "[REQ-307]") {
    Received received;
    received.play("torbay-majority.txt");
    auto work = *received.intake.ledger().all(everywhere).front();
    centre::Figures figures;
    for (int i = 0; i < 12; ++i)
        figures.add(work);
    const auto tables = figures.tables(everywhere, day("2027-04-05"));
    const auto table = [&](const std::string& id) {
        for (const auto& each : tables)
            if (each.id == id) return each;
        FAIL("no table " << id);
        return tables.front();
    };
    CHECK(table("dissent").rows.back().label == "January to March 2027");
    CHECK(table("dissent").rows.back().parts == Parts{12, 0});
    CHECK(table("initial-in-time").rows.back().parts == Parts{12, 0});
    CHECK(table("outcomes-initial").rows.back().parts == Parts{12, 0, 0});
    CHECK(table("review-in-time").rows.back().total == 0);
    CHECK(table("family").rows.back().parts == Parts{12, 0});
    CHECK_FALSE(table("agencies").rows.empty());
    for (const auto& each : tables)
        for (const auto& row : each.rows)
            CHECK(row.label.find("Child CD") == std::string::npos);
    // A quarter that is not over is not shown: it would change with every conference.
    CHECK(figures.tables(everywhere, day("2027-03-31")).front().rows.back().label ==
          "October to December 2026");
    figures.add(work, -1);
    CHECK(figures.tables(everywhere, day("2027-04-05"))[7].rows.back().total == 11);
}

TEST_CASE("figures of one region hold nothing of another", "[REQ-307]") {
    Received received;
    received.play("torbay-majority.txt", "north");
    const auto tables = received.intake.figures().tables({false, "south"}, day("2027-04-05"));
    for (const auto& table : tables)
        for (const auto& row : table.rows)
            CHECK(row.total == 0);
}
