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

bool is_scenario(const SourceFile& file) {
    return file.path.rfind("tests/scenarios/", 0) == 0 && ends_with(file.path, ".txt");
}

std::vector<std::string> bracketed_on(const std::string& line) {
    std::vector<std::string> tags;
    for (auto at = line.find(opening); at != std::string::npos; at = line.find(opening, at + 1)) {
        const auto close = line.find(']', at);
        if (close != std::string::npos) tags.push_back(line.substr(at + 1, close - at - 1));
    }
    return tags;
}

// "a name " "in two parts [REQ-001]", "[tags]" → "a name in two parts". `from` is the line of
// TEST_CASE( and `at` the place after it.
std::string test_name(const SourceFile& file, std::size_t from, std::size_t at) {
    std::string name;
    bool quoted = false;
    for (auto row = from; row < file.lines.size(); ++row, at = 0) {
        const auto& line = file.lines[row];
        for (; at < line.size(); ++at) {
            if (quoted && line[at] == '\\' && at + 1 < line.size()) {
                name += line[++at];
            } else if (line[at] == '"') {
                quoted = !quoted;
            } else if (quoted) {
                name += line[at];
            } else if (line[at] == ',' || line[at] == ')') {
                return name.substr(0, name.find(" [REQ-"));
            }
        }
    }
    return name;
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

std::vector<std::string> ids_on(std::string_view line) {
    static constexpr std::string_view prefix = "REQ-";
    std::vector<std::string> ids;
    for (auto at = line.find(prefix); at != std::string_view::npos;
         at = line.find(prefix, at + 1)) {
        auto end = at + prefix.size();
        while (end < line.size() && std::isdigit(static_cast<unsigned char>(line[end])) != 0)
            ++end;
        if (end == at + prefix.size() + 3) ids.emplace_back(line.substr(at, end - at));
    }
    return ids;
}

std::vector<Tag> tags_of(const SourceFile& file) {
    static constexpr std::string_view test_case = "TEST_CASE(";
    std::vector<Tag> tags;
    if (!may_carry_tags(file)) return tags;
    const bool scenario = is_scenario(file);
    std::string test;
    for (std::size_t at = 0; at < file.lines.size(); ++at) {
        const auto& line = file.lines[at];
        const auto begins = line.find(test_case);
        if (begins != std::string::npos) test = test_name(file, at, begins + test_case.size());
        const bool comment = scenario && !line.empty() && line.front() == '#';
        for (const auto& id : comment ? ids_on(line) : bracketed_on(line))
            tags.push_back({id, at + 1, test});
    }
    return tags;
}

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
        for (const auto& tag : tags_of(file)) {
            if (known.contains(tag.id)) {
                result.covered.insert(tag.id);
            } else {
                result.findings.push_back({file.path, tag.line, tag.id + " is no requirement."});
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

bool kiosk_must(const Requirement& requirement) {
    return requirement.level == "MUST" && requirement.where != "C";
}

std::vector<SectionSum> sums_of(const Coverage& coverage) {
    std::vector<SectionSum> sums;
    for (const auto& requirement : coverage.all) {
        auto sum = std::find_if(sums.begin(), sums.end(), [&](const SectionSum& known) {
            return known.section == requirement.section;
        });
        if (sum == sums.end()) sum = sums.insert(sum, {requirement.section, 0, 0, 0, 0, {}});
        const bool proved = coverage.covered.contains(requirement.id);
        const bool must = kiosk_must(requirement);
        sum->all += 1;
        sum->proved += proved ? 1U : 0U;
        sum->kiosk_must += must ? 1U : 0U;
        sum->kiosk_must_proved += must && proved ? 1U : 0U;
        if (must && !proved) sum->kiosk_must_open.push_back(requirement.id);
    }
    return sums;
}

namespace {

// "REQ-136", or "REQ-136  the reason".
std::string with_reason(const std::string& id, const std::map<std::string, std::string>& reasons) {
    const auto known = reasons.find(id);
    return known == reasons.end() ? id : id + "  " + known->second;
}

}  // namespace

std::vector<std::string> table_of(const Coverage& coverage,
                                  const std::map<std::string, std::string>& reasons) {
    std::vector<std::string> lines;
    for (const auto& sum : sums_of(coverage)) {
        lines.push_back(sum.section + "  " + std::to_string(sum.proved) + " of " +
                        std::to_string(sum.all) + " proved; " +
                        std::to_string(sum.kiosk_must_proved) + " of " +
                        std::to_string(sum.kiosk_must) + " that the kiosk must do");
        for (const auto& id : sum.kiosk_must_open)
            lines.push_back("      " + with_reason(id, reasons));
    }
    return lines;
}

std::string uncovered_list_of(const Coverage& coverage,
                              const std::map<std::string, std::string>& reasons) {
    std::string text =
        "# SPDX-License-Identifier: Apache-2.0\n"
        "# Requirements that no test carries yet, and why not. This list only shrinks.\n";
    for (const auto& requirement : coverage.all) {
        if (!coverage.covered.contains(requirement.id))
            text += with_reason(requirement.id, reasons) + "\n";
    }
    return text;
}

}  // namespace cpc::tidy
