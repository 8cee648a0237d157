// SPDX-License-Identifier: Apache-2.0
// Size: no source file over 500 lines, no function over 70.
//
// A function is measured from its opening brace to its closing one, both counted. Braces are
// counted on text without comments, strings and preprocessor lines; that is enough for our style
// and is not a parser: a table or a lambda kept in a variable at namespace level is data, not a
// function. Data files (procedures, scenarios, vectors, calendars) have no limit, prose has none
// either.
#pragma once

#include "tests/tidy/tree.hpp"

namespace cpc::tidy {

inline constexpr std::size_t file_lines_max = 500;
inline constexpr std::size_t function_lines_max = 70;

struct FunctionSpan {
    std::size_t first_line{};  // of the opening brace, from 1
    std::size_t last_line{};
    std::string head;  // what stands before the brace, shortened

    [[nodiscard]] std::size_t lines() const { return last_line - first_line + 1; }
};

// The file's text with comments, literals and preprocessor lines replaced by blanks, line for line.
[[nodiscard]] std::string code_only(const SourceFile& file);

[[nodiscard]] std::vector<FunctionSpan> functions_of(const SourceFile& file);
[[nodiscard]] Findings check_sizes(const std::vector<SourceFile>& files);

}  // namespace cpc::tidy
