// SPDX-License-Identifier: Apache-2.0
#include "tests/tidy/requirements.hpp"

#include <algorithm>
#include <cctype>

namespace cpc::tidy {

namespace {

constexpr std::string_view opening = "[REQ-";

bool may_carry_tags(const SourceFile& file) {
    if (file.path.rfind("tests/", 0) != 0) return false;
    // The checker's own tests speak of tags without proving anything.
    if (file.path.rfind("tests/tidy/", 0) == 0 || file.path.rfind("tests/unit/tests/", 0) == 0) {
        return false;
    }
    return !ends_with(file.path, ".md");
}

std::vector<std::string> tags_on(const std::string& line) {
    std::vector<std::string> tags;
    for (auto at = line.find(opening); at != std::string::npos; at = line.find(opening, at + 1)) {
        const auto close = line.find(']', at);
        if (close != std::string::npos) tags.push_back(line.substr(at + 1, close - at - 1));
    }
    return tags;
}

std::set<std::string> ids_of(const SourceFile& list) {
    std::set<std::string> ids;
    for (const auto& line : list.lines) {
        if (line.empty() || line.front() == '#') continue;
        ids.insert(words_of(line).front());
    }
    return ids;
}

}  // namespace

Coverage coverage_of(const std::vector<SourceFile>& files, const SourceFile& requirements) {
    Coverage result;
    std::set<std::string> known;
    for (std::size_t at = 0; at < requirements.lines.size(); ++at) {
        const auto& line = requirements.lines[at];
        if (line.empty() || line.front() == '#') continue;
        const auto words = words_of(line);
        if (words.size() != 4 || !known.insert(words[0]).second) {
            result.findings.push_back(
                {requirements.path, at + 1,
                 "This row is not one new id, its level, where and section."});
            continue;
        }
        result.all.push_back({words[0], words[1], words[2], words[3]});
    }
    for (const auto& file : files) {
        if (!may_carry_tags(file)) continue;
        for (std::size_t at = 0; at < file.lines.size(); ++at) {
            for (const auto& tag : tags_on(file.lines[at])) {
                if (known.contains(tag)) {
                    result.covered.insert(tag);
                } else {
                    result.findings.push_back({file.path, at + 1, tag + " is no requirement."});
                }
            }
        }
    }
    return result;
}

Findings check_shrinks(const Coverage& coverage, const SourceFile& uncovered) {
    const auto listed = ids_of(uncovered);
    Findings findings;
    for (const auto& requirement : coverage.all) {
        if (coverage.covered.contains(requirement.id) || listed.contains(requirement.id)) continue;
        findings.push_back({uncovered.path, 0,
                            requirement.id + " had a test and has none now; the list of "
                                             "unproved requirements only shrinks."});
    }
    return findings;
}

std::vector<std::string> table_of(const Coverage& coverage) {
    std::vector<std::string> order;
    for (const auto& requirement : coverage.all) {
        if (order.empty() || order.back() != requirement.section)
            order.push_back(requirement.section);
    }
    std::vector<std::string> lines;
    for (const auto& section : order) {
        std::size_t all = 0;
        std::size_t proved = 0;
        for (const auto& requirement : coverage.all) {
            if (requirement.section != section) continue;
            ++all;
            proved += coverage.covered.contains(requirement.id) ? 1U : 0U;
        }
        lines.push_back(section + "  " + std::to_string(proved) + " of " + std::to_string(all) +
                        " proved");
    }
    return lines;
}

std::string uncovered_list_of(const Coverage& coverage) {
    std::string text =
        "# SPDX-License-Identifier: Apache-2.0\n"
        "# Requirements that no test carries yet. This list only shrinks.\n";
    for (const auto& requirement : coverage.all) {
        if (!coverage.covered.contains(requirement.id)) text += requirement.id + "\n";
    }
    return text;
}

}  // namespace cpc::tidy
