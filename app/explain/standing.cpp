// SPDX-License-Identifier: Apache-2.0
#include "app/explain/standing.hpp"

#include "app/explain/sentences.hpp"

namespace cpc::explain {

using procedure::Basis;
using procedure::Status;

std::string basis_line(const Basis& basis) {
    std::string out = basis.id + " · " + standing_words(basis.status) + " · " + basis.cites;
    for (const auto& requirement : basis.requirements)
        out += (&requirement == &basis.requirements.front() ? " · " : ", ") + requirement;
    return out;
}

bool repeats_title(const Entry& entry, const Fact& fact) {
    return fact.group.empty() && fact.text == ended(entry.title);
}

std::string anchor_of(Part part, const Entry& entry) {
    std::string out = "p" + std::to_string(static_cast<int>(part)) + "-";
    for (const char c : entry.key) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '.' || c == '-';
        out += plain ? c : '-';
    }
    return out;
}

Standing standing_of(const Page& page) {
    int source = 0;
    std::vector<Unsure> defaults;
    Standing out;
    for (const auto& section : page.sections)
        for (const auto& entry : section.entries) {
            if (!entry.basis) continue;
            const Unsure here{entry.basis->id, anchor_of(section.part, entry), entry.title,
                              entry.basis->status};
            switch (entry.basis->status) {
                case Status::source:
                    ++source;
                    break;
                case Status::by_default:
                    defaults.push_back(here);
                    break;
                case Status::not_verified:
                    out.to_check.push_back(here);
                    break;
            }
        }
    const auto not_verified = static_cast<int>(out.to_check.size());
    const auto by_default = static_cast<int>(defaults.size());
    out.to_check.insert(out.to_check.end(), defaults.begin(), defaults.end());
    out.sentences.push_back(
        "This procedure has " + amount(source + by_default + not_verified, "rule") + ": " +
        std::to_string(source) + " in the source, " + std::to_string(by_default) + " by default, " +
        std::to_string(not_verified) + " not verified.");
    if (!out.to_check.empty())
        out.sentences.emplace_back(
            "What follows does not stand in the source, or has not been checked against it. "
            "Ask whoever answers for the procedure before you rely on it:");
    return out;
}

}  // namespace cpc::explain
