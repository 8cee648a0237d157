// SPDX-License-Identifier: Apache-2.0
#include "core/conference/matters.hpp"

#include <algorithm>
#include <string>

namespace cpc::conference {
namespace {

std::string compared(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    std::string out{text.substr(first, text.find_last_not_of(" \t\r\n.") - first + 1)};
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

}  // namespace

std::vector<const Matter*> waiting(const State& state) {
    std::vector<const Matter*> out;
    for (const auto& matter : state.matters)
        if (!matter.answered) out.push_back(&matter);
    return out;
}

std::optional<Refusal> purpose_refused(const State& state, const Rulebook& rules,
                                       std::string_view purpose) {
    const auto wanted = compared(purpose);
    // The last answer counts: what was agreed to once may be asked again and refused.
    const Matter* last = nullptr;
    for (const auto& matter : state.matters)
        if (matter.raised.kind == MatterKind::other_purpose && matter.answered &&
            compared(matter.raised.about) == wanted)
            last = &matter;
    if (last == nullptr) return refuse("purpose.consulted", rules.procedure);
    if (!last->answered->granted)
        return refuse("purpose.agreed", rules.procedure, last->answered->answer);
    return std::nullopt;
}

MinutesState minutes_state(const State& state) {
    return state.minutes.empty() ? MinutesState::draft : state.minutes.back().state;
}

}  // namespace cpc::conference
