// SPDX-License-Identifier: Apache-2.0
#include "tests/tidy/house.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace cpc::tidy {

namespace {

constexpr std::string_view licence_line = "SPDX-License-Identifier: Apache-2.0";

bool needs_licence(const SourceFile& file) {
    static constexpr std::array ends{".cpp",           ".hpp",  ".h",  ".cmake",
                                     "CMakeLists.txt", ".toml", ".sql"};
    return is_shell(file) || std::any_of(ends.begin(), ends.end(), [&](const char* end) {
               return ends_with(file.path, end);
           });
}

}  // namespace

Findings check_licences(const std::vector<SourceFile>& files) {
    Findings findings;
    for (const auto& file : files) {
        if (!needs_licence(file)) continue;
        const auto last = file.lines.begin() +
                          static_cast<std::ptrdiff_t>(std::min<std::size_t>(3, file.lines.size()));
        const bool named = std::any_of(file.lines.begin(), last, [](const std::string& line) {
            return line.find(licence_line) != std::string::npos;
        });
        if (!named) {
            findings.push_back(
                {file.path, 1,
                 "The first lines do not say \"" + std::string{licence_line} + "\"."});
        }
    }
    return findings;
}

Findings check_machine_words(const std::vector<SourceFile>& files, const SourceFile& forbidden) {
    std::vector<std::string> words;
    for (const auto& line : forbidden.lines) {
        if (!line.empty() && line.front() != '#') words.push_back(line);
    }
    Findings findings;
    for (const auto& file : files) {
        if (file.path == forbidden.path) continue;
        for (std::size_t at = 0; at < file.lines.size(); ++at) {
            for (const auto& word : words) {
                if (file.lines[at].find(word) == std::string::npos) continue;
                findings.push_back(
                    {file.path, at + 1, "\"" + word + "\" belongs to one machine or network."});
            }
        }
    }
    return findings;
}

Findings check_readmes(const std::vector<SourceFile>& files) {
    static constexpr std::array tops{"core/", "app/", "platform/", "sync/", "tests/"};
    std::map<std::string, bool> folders;  // folder → has a README
    for (const auto& file : files) {
        const bool ours = std::any_of(tops.begin(), tops.end(), [&](const char* top) {
            return file.path.rfind(top, 0) == 0;
        });
        const auto end = ours ? file.path.find('/', file.path.find('/') + 1) : std::string::npos;
        if (end == std::string::npos) continue;
        const auto folder = file.path.substr(0, end);
        folders[folder] = folders[folder] || file.path == folder + "/README.md";
    }
    Findings findings;
    for (const auto& folder : folders) {
        if (folder.second) continue;
        findings.push_back(
            {folder.first + "/README.md", 0, "This folder has no README of a screenful."});
    }
    return findings;
}

}  // namespace cpc::tidy
