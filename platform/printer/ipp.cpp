// SPDX-License-Identifier: Apache-2.0
#include "platform/printer/ipp.hpp"

#include <algorithm>

namespace cpc::printer {
namespace {

constexpr std::uint8_t first_value_tag = 0x10;
constexpr std::size_t attributes_most = 20'000;

void put16(std::string& out, std::size_t value) {
    out += static_cast<char>(value >> 8U & 0xFFU);
    out += static_cast<char>(value & 0xFFU);
}
void put32(std::string& out, std::uint32_t value) {
    put16(out, value >> 16U);
    put16(out, value & 0xFFFFU);
}

class Reader {
  public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}

    [[nodiscard]] bool good() const { return good_; }
    std::uint32_t number(std::size_t size) {
        std::uint32_t value = 0;
        for (const char c : take(size))
            value = value << 8U | static_cast<std::uint8_t>(c);
        return value;
    }
    std::string_view take(std::size_t size) {
        if (size > rest_.size()) {
            good_ = false;
            return {};
        }
        const auto taken = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return taken;
    }

  private:
    std::string_view rest_;
    bool good_ = true;
};

// One value. Without a name it is a further one of the attribute before.
bool read_value(Reader& in, std::uint8_t tag, Group& group) {
    const auto name = in.take(in.number(2));
    const auto value = in.take(in.number(2));
    if (!in.good()) return false;
    if (!name.empty())
        group.attributes.push_back({tag, std::string{name}, {}});
    else if (group.attributes.empty())
        return false;
    group.attributes.back().values.emplace_back(value);
    return group.attributes.size() <= attributes_most;
}

std::string lower(std::string_view text) {
    std::string out{text};
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::string header(std::string_view head, std::string_view name) {
    const auto all = lower(head);
    const auto at = all.find("\r\n" + std::string{name} + ":");
    if (at == std::string::npos) return {};
    auto from = at + name.size() + 3;
    while (from < all.size() && all[from] == ' ')
        ++from;
    return all.substr(from, all.find("\r\n", from) - from);
}

std::optional<std::size_t> size_in(std::string_view text, unsigned base) {
    std::size_t value = 0;
    std::size_t digits = 0;
    for (const char c : text) {
        const unsigned digit = c >= '0' && c <= '9'   ? static_cast<unsigned>(c - '0')
                               : c >= 'a' && c <= 'f' ? static_cast<unsigned>(c - 'a') + 10
                               : c >= 'A' && c <= 'F' ? static_cast<unsigned>(c - 'A') + 10
                                                      : 99U;
        if (digit >= base) break;
        value = value * base + digit;
        if (++digits > 7) return std::nullopt;
    }
    return digits == 0 ? std::nullopt : std::optional{value};
}

std::optional<std::string> unchunked(std::string_view rest) {
    std::string out;
    for (;;) {
        const auto end = rest.find("\r\n");
        if (end == std::string_view::npos) return std::nullopt;
        const auto size = size_in(rest.substr(0, end), 16);
        rest.remove_prefix(end + 2);
        if (!size || rest.size() < *size + 2) return std::nullopt;
        if (*size == 0) return out;
        out += rest.substr(0, *size);
        rest.remove_prefix(*size + 2);
    }
}

}  // namespace

const Attribute* Group::find(std::string_view name) const {
    const auto found = std::find_if(attributes.begin(), attributes.end(),
                                    [&](const auto& each) { return each.name == name; });
    return found == attributes.end() || found->values.empty() ? nullptr : &*found;
}

std::string Group::text(std::string_view name) const {
    const auto* found = find(name);
    return found == nullptr ? std::string{} : found->values.front();
}

std::optional<std::int32_t> Group::number(std::string_view name) const {
    const auto* found = find(name);
    if (found == nullptr || found->values.front().size() != 4) return std::nullopt;
    Reader in(found->values.front());
    return static_cast<std::int32_t>(in.number(4));
}

std::optional<bool> Group::truth(std::string_view name) const {
    const auto* found = find(name);
    if (found == nullptr || found->values.front().size() != 1) return std::nullopt;
    return found->values.front()[0] != 0;
}

const Group* Message::group(Tag tag) const {
    const auto found = std::find_if(groups.begin(), groups.end(), [&](const auto& each) {
        return each.tag == static_cast<std::uint8_t>(tag);
    });
    return found == groups.end() ? nullptr : &*found;
}

std::string write_message(const Message& message) {
    std::string out{"\x01\x01", 2};  // the version that every service speaks
    put16(out, message.code);
    put32(out, message.request);
    for (const auto& group : message.groups) {
        out += static_cast<char>(group.tag);
        for (const auto& attribute : group.attributes) {
            bool first = true;
            for (const auto& value : attribute.values) {
                out += static_cast<char>(attribute.tag);
                put16(out, first ? attribute.name.size() : 0);
                if (first) out += attribute.name;
                put16(out, value.size());
                out += value;
                first = false;
            }
        }
    }
    out += static_cast<char>(Tag::end);
    return out;
}

std::optional<Message> read_message(std::string_view bytes) {
    Reader in(bytes);
    Message out;
    (void)in.number(2);
    out.code = static_cast<std::uint16_t>(in.number(2));
    out.request = in.number(4);
    while (in.good()) {
        const auto tag = static_cast<std::uint8_t>(in.number(1));
        if (!in.good()) break;
        if (tag == static_cast<std::uint8_t>(Tag::end)) return out;
        if (tag < first_value_tag)
            out.groups.push_back({tag, {}});
        else if (out.groups.empty() || !read_value(in, tag, out.groups.back()))
            return std::nullopt;
        if (out.groups.size() > attributes_most) return std::nullopt;
    }
    return std::nullopt;
}

Message request(Operation operation, const std::string& printer_uri) {
    Message out;
    out.code = static_cast<std::uint16_t>(operation);
    out.groups.push_back({static_cast<std::uint8_t>(Tag::operation_attributes), {}});
    add(out, Tag::charset, "attributes-charset", "utf-8");
    add(out, Tag::language, "attributes-natural-language", "en");
    if (!printer_uri.empty()) add(out, Tag::uri, "printer-uri", printer_uri);
    return out;
}

void add(Message& message, Tag kind, std::string name, std::string value) {
    auto& attributes = message.groups.back().attributes;
    // Several values of one name stand one after the other.
    if (!attributes.empty() && attributes.back().name == name)
        attributes.back().values.push_back(std::move(value));
    else
        attributes.push_back(
            {static_cast<std::uint8_t>(kind), std::move(name), {std::move(value)}});
}

void add_number(Message& message, Tag kind, std::string name, std::int32_t value) {
    std::string bytes;
    put32(bytes, static_cast<std::uint32_t>(value));
    add(message, kind, std::move(name), std::move(bytes));
}

std::string http_head(std::string_view path, std::size_t size) {
    return "POST " + std::string{path} +
           " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: case-conference\r\nContent-Type: "
           "application/ipp\r\nContent-Length: " +
           std::to_string(size) + "\r\nConnection: close\r\n\r\n";
}

std::optional<HttpAnswer> read_http(std::string_view bytes, bool ended) {
    constexpr std::string_view begin = "HTTP/1.";
    for (;;) {
        const auto end = bytes.find("\r\n\r\n");
        if (end == std::string_view::npos || bytes.substr(0, begin.size()) != begin)
            return std::nullopt;
        const auto head = bytes.substr(0, end + 2);
        auto body = bytes.substr(end + 4);
        const auto status = head.size() > 9 ? size_in(head.substr(9), 10) : std::nullopt;
        if (!status || *status > 999) return std::nullopt;
        HttpAnswer out;
        out.status = static_cast<int>(*status);
        if (out.status < 200) {  // "100 Continue": the answer itself follows
            bytes = body;
            continue;
        }
        if (header(head, "transfer-encoding").find("chunked") != std::string::npos) {
            auto whole = unchunked(body);
            if (!whole) return std::nullopt;
            out.body = std::move(*whole);
            return out;
        }
        if (const auto size = size_in(header(head, "content-length"), 10)) {
            if (body.size() < *size) return std::nullopt;
            body = body.substr(0, *size);
        } else if (!ended) {
            return std::nullopt;
        }
        out.body = std::string{body};
        return out;
    }
}

}  // namespace cpc::printer
