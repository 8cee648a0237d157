// SPDX-License-Identifier: Apache-2.0
#include "tests/tidy/include_table.hpp"

#include <algorithm>
#include <optional>

namespace cpc::tidy {

namespace {

std::string module_of(std::string_view path) {
    const auto first = path.find('/');
    if (first == std::string_view::npos) return {};
    const auto second = path.find('/', first + 1);
    if (second == std::string_view::npos) return {};
    return std::string{path.substr(0, second)};
}

bool fits(const std::string& pattern, const std::string& module) {
    if (pattern == "*" || pattern == module) return true;
    if (!ends_with(pattern, "/*")) return false;
    return module.rfind(pattern.substr(0, pattern.size() - 1), 0) == 0;
}

bool fits_any(const std::vector<std::string>& patterns, const std::string& module) {
    return std::any_of(patterns.begin(), patterns.end(),
                       [&](const std::string& pattern) { return fits(pattern, module); });
}

// A module's own row wins over a pattern's.
const std::vector<std::string>* row_of(const IncludeTable& table, const std::string& module) {
    if (const auto own = table.may.find(module); own != table.may.end()) return &own->second;
    for (const auto& row : table.may) {
        if (fits(row.first, module)) return &row.second;
    }
    return nullptr;
}

struct Include {
    std::string path;
    bool ours{};  // between quotation marks
};

std::optional<Include> include_on(std::string_view line) {
    const auto start = line.find_first_not_of(" \t");
    if (start == std::string_view::npos || line[start] != '#') return std::nullopt;
    const auto word = line.find_first_not_of(" \t", start + 1);
    if (word == std::string_view::npos || line.substr(word, 7) != "include") return std::nullopt;
    const auto open = line.find_first_of("<\"", word);
    if (open == std::string_view::npos) return std::nullopt;
    const bool ours = line[open] == '"';
    const auto close = line.find(ours ? '"' : '>', open + 1);
    if (close == std::string_view::npos) return std::nullopt;
    return Include{std::string{line.substr(open + 1, close - open - 1)}, ours};
}

std::string list_of(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text.empty() ? "nothing of ours" : text;
}

void check_ours(const SourceFile& file, std::size_t line, const std::string& module,
                const Include& include, const IncludeTable& table, Findings& findings) {
    const auto target = module_of(include.path);
    const auto* row = row_of(table, module);
    if (row == nullptr || target.empty() || target == module || fits_any(*row, target)) return;
    findings.push_back(
        {file.path, line, module + " may include " + list_of(*row) + "; not " + target + "."});
}

void check_door(const SourceFile& file, std::size_t line, const std::string& module,
                const Include& include, const IncludeTable& table, Findings& findings) {
    for (const auto& door : table.doors) {
        const bool named = std::any_of(
            door.prefixes.begin(), door.prefixes.end(),
            [&](const std::string& prefix) { return include.path.rfind(prefix, 0) == 0; });
        if (!named || module.rfind("tests/", 0) == 0 || fits_any(door.modules, module)) continue;
        findings.push_back({file.path, line,
                            "<" + include.path + "> has its door in " + list_of(door.modules) +
                                "; not in " + module + "."});
    }
}

}  // namespace

ReadTable read_include_table(const SourceFile& file) {
    ReadTable result;
    for (std::size_t at = 0; at < file.lines.size(); ++at) {
        const auto& line = file.lines[at];
        if (line.empty() || line.front() == '#') continue;
        const auto colon = line.find(':');
        const auto left = words_of(line.substr(0, std::min(colon, line.size())));
        if (colon == std::string::npos || left.size() < 2) {
            result.findings.push_back(
                {file.path, at + 1, "This row is not \"may …:\" or \"door …:\"."});
            continue;
        }
        const auto right = words_of(line.substr(colon + 1));
        if (left.front() == "may" && left.size() == 2) {
            result.table.may[left[1]] = right;
        } else if (left.front() == "door") {
            Door door{{}, right};
            for (std::size_t word = 1; word < left.size(); ++word) {
                const auto& bracketed = left[word];
                door.prefixes.push_back(bracketed.substr(1, bracketed.size() - 2));
            }
            result.table.doors.push_back(door);
        } else {
            result.findings.push_back(
                {file.path, at + 1, "\"" + left.front() + "\" is no kind of row."});
        }
    }
    return result;
}

Findings check_includes(const std::vector<SourceFile>& files, const IncludeTable& table) {
    Findings findings;
    std::string last_unlisted;
    for (const auto& file : files) {
        const auto module = module_of(file.path);
        if (!is_cpp(file.path) || module.empty()) continue;
        if (row_of(table, module) == nullptr && module != last_unlisted) {
            findings.push_back({file.path, 0, module + " has no row in tests/tidy/includes.txt."});
            last_unlisted = module;
        }
        for (std::size_t at = 0; at < file.lines.size(); ++at) {
            const auto include = include_on(file.lines[at]);
            if (!include) continue;
            if (include->ours) {
                check_ours(file, at + 1, module, *include, table, findings);
            } else {
                check_door(file, at + 1, module, *include, table, findings);
            }
        }
    }
    return findings;
}

}  // namespace cpc::tidy
