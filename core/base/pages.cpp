// SPDX-License-Identifier: Apache-2.0
#include "core/base/pages.hpp"

#include <algorithm>
#include <string_view>

namespace cpc {
namespace {

// Readers forgive a little in front of a PDF's first line; so many bytes of it.
constexpr std::size_t pdf_lead_bytes = 1'024;

bool begins(ByteView file, std::string_view mark) {
    return file.size() >= mark.size() && text_of(file.subspan(0, mark.size())) == mark;
}

}  // namespace

std::optional<FileKind> file_kind(ByteView file) {
    if (begins(file, "\x89PNG\r\n\x1a\n")) return FileKind::png;
    if (begins(file, "\xff\xd8\xff")) return FileKind::jpeg;
    const auto lead = text_of(file.subspan(0, std::min(file.size(), pdf_lead_bytes)));
    if (lead.find("%PDF-") != std::string_view::npos) return FileKind::pdf;
    return std::nullopt;
}

}  // namespace cpc
