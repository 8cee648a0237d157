// SPDX-License-Identifier: Apache-2.0
// Tables as CSV (RFC 4180) that are safe to open in a spreadsheet.
//
// What always holds: the file begins with a UTF-8 byte order mark, because the spreadsheet most
// offices have takes the bytes for its own country's letters otherwise; lines end in CR LF; every
// cell stands in quotes. A cell that a spreadsheet would take for a formula (it begins with
// = + - @, a tab or a carriage return, also in their wide forms, or with spaces before them) gets
// an apostrophe in front: it is then text everywhere. Control characters and marks that turn the
// reading direction are written as what they are, [U+202E], as on the papers; a new line stays one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cpc::exports {

[[nodiscard]] std::string csv_cell(std::string_view text);
[[nodiscard]] std::string csv_file(const std::vector<std::vector<std::string>>& lines);

}  // namespace cpc::exports
