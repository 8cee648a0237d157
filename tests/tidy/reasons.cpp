// SPDX-License-Identifier: Apache-2.0
#include "tests/tidy/reasons.hpp"

#include <algorithm>

namespace cpc::tidy {
namespace {

bool is_accounted(const Requirement& requirement) {
    return kiosk_must(requirement) &&
           std::find(accounted_sections.begin(), accounted_sections.end(), requirement.section) !=
               accounted_sections.end();
}

std::size_t line_of(const SourceFile& file, const std::string& id) {
    for (std::size_t at = 0; at < file.lines.size(); ++at)
        if (file.lines[at].rfind(id, 0) == 0) return at + 1;
    return 0;
}

}  // namespace

Reasons reasons_of(const SourceFile& uncovered) {
    Reasons reasons;
    for (const auto& line : uncovered.lines) {
        if (line.empty() || line.front() == '#') continue;
        const auto id = words_of(line).front();
        const auto at = line.find_first_not_of(" \t", id.size());
        if (at == std::string::npos) continue;
        reasons[id] = line.substr(at, line.find_last_not_of(" \t\r") + 1 - at);
    }
    return reasons;
}

Findings check_reasons(const Coverage& coverage, const SourceFile& uncovered) {
    const auto reasons = reasons_of(uncovered);
    Findings findings;
    for (const auto& requirement : coverage.all) {
        const auto& id = requirement.id;
        if (!is_accounted(requirement) || coverage.covered.contains(id) || reasons.contains(id))
            continue;
        findings.push_back({uncovered.path, line_of(uncovered, id),
                            id + " of section " + requirement.section +
                                " is something the kiosk must do and has no test. Tag one, or "
                                "write behind it why there is none."});
    }
    return findings;
}

}  // namespace cpc::tidy
