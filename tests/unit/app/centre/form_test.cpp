// SPDX-License-Identifier: Apache-2.0
#include "app/centre/form.hpp"

#include <catch2/catch_test_macros.hpp>

namespace cpc::centre {
namespace {

constexpr const char* plain = "application/x-www-form-urlencoded";
constexpr const char* parts = "multipart/form-data; boundary=bb";

std::optional<Form> fields(const std::string& body) {
    return read_form(plain, view_of(body));
}
std::optional<Form> file(const std::string& body) {
    return read_form(parts, view_of(body));
}

TEST_CASE("fields of a form are read with their escapes", "[form]") {
    const auto form = fields("a=1&b=two+words&c=%C3%B6%26");
    REQUIRE(form.has_value());
    CHECK(form->field("a") == "1");
    CHECK(form->field("b") == "two words");
    CHECK(form->field("c") == "ö&");
    CHECK(form->field("d").empty());
    CHECK(fields("").has_value());
}

TEST_CASE("a form that is not written as it should be is refused as a whole", "[form]") {
    for (const std::string body : {"a", "a=1&a=2", "=1", "a=%", "a=%4", "a=%zz", "a=%ff", "a=%00"})
        CHECK_FALSE(fields(body).has_value());
    std::string many;
    for (std::size_t i = 0; i <= form_fields_max; ++i)
        many += "&f" + std::to_string(i) + "=1";
    CHECK_FALSE(fields(many.substr(1)).has_value());
    CHECK_FALSE(read_form("text/plain", view_of(std::string{"a=1"})).has_value());
    CHECK_FALSE(read_form("", {}).has_value());
}

TEST_CASE("a file comes out of a form byte for byte, line ends and all", "[form]") {
    const std::string content("x\r\n--b\0\xff\r\n\r\n", 13);
    const auto form = file(
        "--bb\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nT\r\n--bb\r\n"
        "Content-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\n" +
        content + "\r\n--bb--\r\n");
    REQUIRE(form.has_value());
    CHECK(form->field("token") == "T");
    REQUIRE(form->file.has_value());
    CHECK(std::string{form->file->begin(), form->file->end()} == content);
}

TEST_CASE("a form with a file that is cut off anywhere is refused", "[form]") {
    const std::string whole =
        "--bb\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\nabc\r\n--bb--";
    REQUIRE(file(whole).has_value());
    for (std::size_t i = 0; i < whole.size(); ++i)
        CHECK_FALSE(file(whole.substr(0, i)).has_value());
    CHECK_FALSE(file(whole + "more").has_value());
}

}  // namespace
}  // namespace cpc::centre
