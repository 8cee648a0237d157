// SPDX-License-Identifier: Apache-2.0
// What a browser sends when a form is submitted: fields (application/x-www-form-urlencoded) or one
// file with fields (multipart/form-data). Strict: a name given twice, a broken escape, a part
// without an end, more than a few fields, and the request is refused as a whole.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/bytes.hpp"

namespace cpc::centre {

struct Form {
    std::map<std::string, std::string> fields;
    std::optional<Bytes> file;
    [[nodiscard]] std::string field(const std::string& name) const;
};

inline constexpr std::size_t form_fields_max = 200;

// Nothing if it is not one of the two, or is not written as it should be.
[[nodiscard]] std::optional<Form> read_form(std::string_view content_type, ByteView body);

}  // namespace cpc::centre
