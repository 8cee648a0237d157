// SPDX-License-Identifier: Apache-2.0
#include "tests/tidy/tree.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace cpc::tidy {

namespace fs = std::filesystem;

std::string Finding::text() const {
    return path + ":" + std::to_string(line) + ": " + sentence;
}

SourceFile file_of(std::string path, std::string_view content) {
    SourceFile file{std::move(path), {}};
    while (!content.empty()) {
        const auto end = std::min(content.find('\n'), content.size());
        file.lines.emplace_back(content.substr(0, end));
        content.remove_prefix(std::min(end + 1, content.size()));
    }
    return file;
}

std::vector<SourceFile> read_tree(const std::string& top) {
    std::vector<SourceFile> files;
    std::error_code ignored;
    fs::recursive_directory_iterator entry{top, ignored};
    for (; entry != fs::end(entry); entry.increment(ignored)) {
        const auto name = entry->path().filename().string();
        if (entry->is_directory(ignored)) {
            const bool hidden = name.front() == '.' && name != ".ci";
            if (hidden || (entry.depth() == 0 && name == "build"))
                entry.disable_recursion_pending();
            continue;
        }
        std::ifstream stream{entry->path(), std::ios::binary};
        const std::string content{std::istreambuf_iterator<char>{stream}, {}};
        if (content.find('\0') != std::string::npos) continue;
        files.push_back(
            file_of(fs::relative(entry->path(), top, ignored).generic_string(), content));
    }
    std::sort(files.begin(), files.end(),
              [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
    return files;
}

bool ends_with(std::string_view text, std::string_view end) {
    return text.ends_with(end);
}

bool is_cpp(std::string_view path) {
    return ends_with(path, ".cpp") || ends_with(path, ".hpp");
}

bool is_shell(const SourceFile& file) {
    if (ends_with(file.path, ".sh")) return true;
    if (file.lines.empty() || file.lines.front().rfind("#!", 0) != 0) return false;
    return ends_with(file.lines.front(), "sh");
}

std::vector<std::string> words_of(std::string_view line) {
    std::istringstream stream{std::string{line}};
    return {std::istream_iterator<std::string>{stream}, {}};
}

}  // namespace cpc::tidy
