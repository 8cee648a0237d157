// SPDX-License-Identifier: Apache-2.0
#include "app/centre/form.hpp"

#include "core/codec/codec.hpp"

namespace cpc::centre {
namespace {

constexpr std::size_t boundary_bytes_max = 70;  // RFC 2046, 5.1.1
constexpr std::size_t part_head_bytes_max = 2'048;

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::optional<std::string> decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+') {
            out += ' ';
        } else if (text[i] != '%') {
            out += text[i];
        } else {
            if (i + 2 >= text.size()) return std::nullopt;
            const int high = hex_value(text[i + 1]);
            const int low = hex_value(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            out += static_cast<char>(high * 16 + low);
            i += 2;
        }
    }
    if (!codec::is_utf8(out) || out.find('\0') != std::string::npos) return std::nullopt;
    return out;
}

bool add(Form& form, std::string name, std::string value) {
    return form.fields.size() < form_fields_max && !name.empty() &&
           form.fields.emplace(std::move(name), std::move(value)).second;
}

std::optional<Form> read_fields(std::string_view text) {
    Form form;
    while (!text.empty()) {
        const auto pair = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(text.size(), pair.size() + 1));
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos) return std::nullopt;
        auto name = decoded(pair.substr(0, equals));
        auto value = decoded(pair.substr(equals + 1));
        if (!name || !value || !add(form, std::move(*name), std::move(*value))) return std::nullopt;
    }
    return form;
}

std::optional<std::string> boundary_of(std::string_view content_type) {
    constexpr std::string_view word = "boundary=";
    const auto at = content_type.find(word);
    if (at == std::string_view::npos) return std::nullopt;
    auto out = content_type.substr(at + word.size());
    if (out.size() >= 2 && out.front() == '"' && out.back() == '"')
        out = out.substr(1, out.size() - 2);
    if (out.empty() || out.size() > boundary_bytes_max ||
        out.find_first_of(" ;\"\r\n") != std::string_view::npos)
        return std::nullopt;
    return std::string{out};
}

// What stands after name=" in a part's head.
std::optional<std::string> name_in(std::string_view head) {
    constexpr std::string_view word = " name=\"";
    const auto at = head.find(word);
    if (at == std::string_view::npos) return std::nullopt;
    const auto rest = head.substr(at + word.size());
    const auto end = rest.find('"');
    if (end == std::string_view::npos) return std::nullopt;
    return std::string{rest.substr(0, end)};
}

bool add_part(Form& form, std::string_view head, std::string_view content) {
    auto name = name_in(head);
    if (!name) return false;
    if (head.find("filename=\"") == std::string_view::npos)
        return codec::is_utf8(content) && add(form, std::move(*name), std::string{content});
    if (form.file) return false;
    const auto bytes = view_of(content);
    form.file = Bytes(bytes.begin(), bytes.end());
    return true;
}

std::optional<Form> read_parts(std::string_view text, const std::string& boundary) {
    Form form;
    const std::string opening = "--" + boundary;
    const std::string between = "\r\n" + opening;
    if (text.substr(0, opening.size()) != opening) return std::nullopt;
    text.remove_prefix(opening.size());
    for (std::size_t parts = 0; parts <= form_fields_max; ++parts) {
        if (text == "--" || text == "--\r\n") return form;
        if (text.substr(0, 2) != "\r\n") return std::nullopt;
        text.remove_prefix(2);
        const auto head_end = text.substr(0, part_head_bytes_max).find("\r\n\r\n");
        const auto end = text.find(between);
        if (head_end == std::string_view::npos || end == std::string_view::npos ||
            end < head_end + 4)
            return std::nullopt;
        if (!add_part(form, text.substr(0, head_end),
                      text.substr(head_end + 4, end - head_end - 4)))
            return std::nullopt;
        text.remove_prefix(end + between.size());
    }
    return std::nullopt;
}

}  // namespace

std::string Form::field(const std::string& name) const {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string{} : found->second;
}

std::optional<Form> read_form(std::string_view content_type, ByteView body) {
    constexpr std::string_view plain = "application/x-www-form-urlencoded";
    constexpr std::string_view parts = "multipart/form-data;";
    if (content_type.substr(0, plain.size()) == plain) return read_fields(text_of(body));
    if (content_type.substr(0, parts.size()) != parts) return std::nullopt;
    const auto boundary = boundary_of(content_type);
    return boundary ? read_parts(text_of(body), *boundary) : std::nullopt;
}

}  // namespace cpc::centre
