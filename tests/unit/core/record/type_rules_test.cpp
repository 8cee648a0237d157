// SPDX-License-Identifier: Apache-2.0
#include "core/record/type_rules.hpp"

#include <catch2/catch_test_macros.hpp>

#include "tests/unit/core/record/record_fixture.hpp"

namespace cpc::record {
namespace {

using test::key_of;

// An entry of this type, signed by one key of each role named ("acds").
Entry signed_by(std::uint16_t type, std::string_view roles) {
    Entry out;
    auto& h = out.header;
    h.seq = 9;
    h.type = type;
    h.basis_size = 5;
    h.signature_count = static_cast<std::uint8_t>(roles.size());
    if (roles.find_first_not_of('d') != std::string_view::npos) h.flags = flag::authored;
    for (const char c : roles) {
        const Role role = c == 'a'   ? Role::attendee
                          : c == 'c' ? Role::chair
                          : c == 'd' ? Role::device
                                     : Role::staff;
        const auto fill = static_cast<std::uint8_t>(out.signatures.size() + 1);
        out.signatures.push_back(sign_statement(h, role, key_of(fill)));
    }
    sort_signatures(out.signatures);
    return out;
}

bool allowed(std::uint16_t type, std::string_view roles) {
    return check_signers(signed_by(type, roles)).has_value();
}

std::optional<crypto::PublicKey> lookup(const Hash32& kid) {
    for (std::uint8_t fill = 1; fill <= 4; ++fill)
        if (key_of(fill).kid() == kid) return key_of(fill).public_key();
    return std::nullopt;
}

TEST_CASE("the register is in order, without overlap, and every row has a name", "[record]") {
    const auto rules = type_rules();
    for (std::size_t i = 0; i < rules.size(); ++i) {
        CHECK(rules[i].first <= rules[i].last);
        CHECK_FALSE(rules[i].name.empty());
        if (i > 0) CHECK(rules[i - 1].last < rules[i].first);
        CHECK(rule_for(rules[i].first) == &rules[i]);
        CHECK(rule_for(rules[i].last) == &rules[i]);
    }
    CHECK(rule_for(0) == nullptr);
    CHECK(rule_for(0x0170) == nullptr);
    CHECK(rule_for(0xFFFF) == nullptr);
}

TEST_CASE("each type is signed by those who must sign it and nobody else", "[record]") {
    struct Row {
        std::uint16_t type;
        std::string_view good;  // separated by spaces
        std::string_view bad;
    };
    const Row rows[] = {
        {0x0001, "d", "c a dc ad dd s"},
        {0x0100, "cd", "c d ad acd ccd cs"},
        {0x0101, "c cd", "d a ac s"},
        {0x0102, "ac acd", "a c d ad cd aac"},
        {0x0110, "c cd", "a ad"},
        {0x0120, "a c ad cd", "ac acd d aa s"},
        {0x0130, "a c ad cd", "ac acd d"},
        {0x0140, "c cd", "a d"},
        {0x0142, "ad cd", "a c d acd aad"},
        {0x0143, "cd", "c ad d"},
        {0x0144, "cd", "c ad acd"},
        {0x0146, "ad cd", "a c"},
        {0x0160, "cd", "c"},
        {0x0161, "a ad", "c cd acd"},
        {0x0200, "ss ssd", "s sd sss ssdd ssc ssa c d cd cs acd"},
        {0x7000, "a c d s acds", ""},
    };
    const auto each = [](std::string_view list, auto&& check) {
        while (!list.empty()) {
            const auto end = std::min(list.find(' '), list.size());
            check(list.substr(0, end));
            list.remove_prefix(std::min(end + 1, list.size()));
        }
    };
    for (const auto& row : rows) {
        CAPTURE(row.type);
        each(row.good, [&](auto roles) { CHECK(allowed(row.type, roles)); });
        each(row.bad, [&](auto roles) { CHECK_FALSE(allowed(row.type, roles)); });
        CHECK_FALSE(allowed(row.type, ""));
    }
}

TEST_CASE("a decision says which record it rests on", "[record]") {
    for (const std::uint16_t type : {std::uint16_t{0x0144}, std::uint16_t{0x0145}}) {
        auto entry = signed_by(type, "cd");
        CHECK(check_signers(entry));
        entry.header.basis_size = 0;
        CHECK_FALSE(check_signers(entry));
    }
    auto other = signed_by(0x0140, "c");
    other.header.basis_size = 0;
    CHECK(check_signers(other));
}

TEST_CASE("a signature under another role, key or statement is forged", "[record]") {
    const auto good = signed_by(0x0144, "cd");
    CHECK(check_signatures(good, lookup));
    auto other_statement = good;
    other_statement.header.wall.ms += 1;
    CHECK_FALSE(check_signatures(other_statement, lookup));
    auto other_key = good;
    std::swap(other_key.signatures[0].kid, other_key.signatures[1].kid);
    CHECK_FALSE(check_signatures(other_key, lookup));
    const auto nobody = [](const Hash32&) { return std::optional<crypto::PublicKey>{}; };
    const auto unknown = check_signatures(good, nobody);
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().fault == Fault::forged);
    const auto wrong_answer = [](const Hash32&) {
        return std::optional<crypto::PublicKey>{key_of(9).public_key()};
    };
    CHECK_FALSE(check_signatures(good, wrong_answer));
}

TEST_CASE("an unknown type is kept only with signatures that fit", "[record]") {
    auto entry = signed_by(0x7000, "a");
    CHECK(check_signatures(entry, lookup));
    entry.signatures[0].bytes[5] ^= 1U;
    CHECK_FALSE(check_signatures(entry, lookup));
}

}  // namespace
}  // namespace cpc::record
