// SPDX-License-Identifier: Apache-2.0
// What the checker looks at: the text files of a checkout, and what it says about them.
//
// A Finding is always a place and one sentence. The tree is read whole before anything is judged,
// so every rule is a plain function from files to findings and can be tested on made-up files.
// build/ and folders whose name begins with a dot (but .ci) are not ours to judge; binary files are
// left out. Nothing here asks git: a checkout without it is checked just the same.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cpc::tidy {

struct SourceFile {
    std::string path;                // from the checkout's top, with '/'
    std::vector<std::string> lines;  // without line ends
};

struct Finding {
    std::string path;
    std::size_t line{};  // from 1; 0 speaks of the whole file
    std::string sentence;

    [[nodiscard]] std::string text() const;  // "path:line: sentence"
    bool operator==(const Finding&) const = default;
};
using Findings = std::vector<Finding>;

[[nodiscard]] SourceFile file_of(std::string path, std::string_view content);
[[nodiscard]] std::vector<SourceFile> read_tree(const std::string& top);

[[nodiscard]] bool ends_with(std::string_view text, std::string_view end);
[[nodiscard]] bool is_cpp(std::string_view path);
[[nodiscard]] bool is_shell(const SourceFile& file);
[[nodiscard]] std::vector<std::string> words_of(std::string_view line);

}  // namespace cpc::tidy
