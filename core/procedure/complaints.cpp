// SPDX-License-Identifier: Apache-2.0
#include "core/procedure/complaints.hpp"

#include "core/base/limits.hpp"
#include "core/procedure/overlay.hpp"
#include "core/procedure/placeholders.hpp"
#include "core/procedure/profile.hpp"
#include "core/procedure/reader.hpp"
#include "core/procedure/schema_check.hpp"

namespace cpc::procedure {
namespace {

// validate() gives one complaint a line, "file:line: what".
std::vector<Error> errors_of(std::string_view lines) {
    std::vector<Error> errors;
    while (!lines.empty()) {
        const auto end = std::min(lines.find('\n'), lines.size());
        const auto line = lines.substr(0, end);
        lines.remove_prefix(std::min(end + 1, lines.size()));
        const auto split = line.find(": ");
        if (split == std::string_view::npos) continue;
        errors.push_back({Fault::malformed, std::string(line.substr(split + 2)),
                          std::string(line.substr(0, split)), mend_it});
    }
    return errors;
}

}  // namespace

bool looks_like_overlay(std::string_view text) {
    if (text.size() > limits::profile_bytes_max) return false;
    const auto document = parse_toml(text, {});
    return document && document->contains("regions") && !document->contains("region");
}

std::vector<Error> complaints_about(std::string_view text, std::string_view file_name) {
    if (text.size() > limits::profile_bytes_max) {
        auto refused = load_procedure(text, file_name);
        return {std::move(refused.error())};
    }
    const auto document = parse_toml(text, file_name);
    if (!document) return {document.error()};
    const bool overlay = looks_like_overlay(text);
    auto shape =
        schema_complaints(*document, file_name, overlay ? Shape::overlay : Shape::procedure);
    if (!shape.empty()) return shape;
    auto all = placeholder_complaints(*document, file_name);
    if (overlay) {
        if (auto read = load_overlay(text, file_name); !read) all.push_back(read.error());
        return all;
    }
    const auto procedure = read_procedure(*document, file_name);
    if (!procedure) {
        all.push_back(procedure.error());
        return all;
    }
    auto more = errors_of(validate(*procedure));
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

}  // namespace cpc::procedure
