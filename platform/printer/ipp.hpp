// SPDX-License-Identifier: Apache-2.0
// The bytes of the Internet Printing Protocol (RFC 8010) and of the HTTP around them, made and
// read. Pure: no socket, no time.
//
// What always holds: reading takes any bytes; what is no whole message, or larger than an answer of
// a print service can be, is nothing. Values are bytes as they came; whoever uses one asks for the
// kind it should be.
//
// Left out: collections as trees (their members are read as values of their own and not used),
// everything but what printing one file and asking after it needs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cpc::printer {

enum class Tag : std::uint8_t {
    operation_attributes = 0x01,
    job_attributes = 0x02,
    end = 0x03,
    printer_attributes = 0x04,
    integer = 0x21,
    boolean = 0x22,
    enumeration = 0x23,
    text = 0x41,
    name = 0x42,
    keyword = 0x44,
    uri = 0x45,
    charset = 0x47,
    language = 0x48,
    media_type = 0x49,
};

// RFC 8011 4.4.15, and CUPS's own list of printers.
enum class Operation : std::uint16_t {
    print_job = 0x0002,
    get_job_attributes = 0x0009,
    cups_get_default = 0x4001,
    cups_get_printers = 0x4002,
};

struct Attribute {
    std::uint8_t tag = 0;
    std::string name;
    std::vector<std::string> values;  // bytes
};
struct Group {
    std::uint8_t tag = 0;
    std::vector<Attribute> attributes;

    [[nodiscard]] const Attribute* find(std::string_view name) const;
    [[nodiscard]] std::string text(std::string_view name) const;  // empty: none
    [[nodiscard]] std::optional<std::int32_t> number(std::string_view name) const;
    [[nodiscard]] std::optional<bool> truth(std::string_view name) const;
};
struct Message {
    std::uint16_t code = 0;  // an operation, or a status of an answer
    std::uint32_t request = 1;
    std::vector<Group> groups;

    [[nodiscard]] const Group* group(Tag tag) const;
    [[nodiscard]] bool good() const { return code < 0x0100; }
};

[[nodiscard]] std::string write_message(const Message& message);
[[nodiscard]] std::optional<Message> read_message(std::string_view bytes);

// A request as this program makes it: English, UTF-8, nobody's name.
[[nodiscard]] Message request(Operation operation, const std::string& printer_uri);
void add(Message& message, Tag kind, std::string name, std::string value);
void add_number(Message& message, Tag kind, std::string name, std::int32_t value);

// The head of a POST of `size` bytes.
[[nodiscard]] std::string http_head(std::string_view path, std::size_t size);

struct HttpAnswer {
    int status = 0;
    std::string body;
};
// What came so far; nothing: it is not all there. `ended`: no more will come.
[[nodiscard]] std::optional<HttpAnswer> read_http(std::string_view bytes, bool ended);

}  // namespace cpc::printer
