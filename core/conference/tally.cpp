// SPDX-License-Identifier: Apache-2.0
#include "core/conference/tally.hpp"

#include <algorithm>
#include <map>

namespace cpc::conference {
namespace {

void add(Tally& tally, View view) {
    switch (view) {
        case View::in_favour:
            ++tally.in_favour;
            break;
        case View::against:
            ++tally.against;
            break;
        case View::unable:
            ++tally.unable;
            break;
    }
}

}  // namespace

Tally count_people(std::span<const CountedView> views) {
    Tally tally;
    for (const auto& counted : views)
        add(tally, counted.view);
    return tally;
}

Tally count_agencies(std::span<const CountedView> views) {
    std::map<std::string, Tally> agencies;
    for (const auto& counted : views)
        add(agencies[counted.agency], counted.view);
    Tally tally;
    for (const auto& [agency, own] : agencies) {
        if (own.in_favour > own.against)
            add(tally, View::in_favour);
        else if (own.against > own.in_favour)
            add(tally, View::against);
        else
            add(tally, View::unable);
    }
    return tally;
}

Ruling rule_on(const Tally& tally) {
    if (tally.in_favour == tally.against) return {Outcome::split, false};
    const bool protect = tally.in_favour > tally.against;
    const bool all_equal = std::min(tally.in_favour, tally.against) == 0;
    return {all_equal ? Outcome::consensus : Outcome::majority, protect};
}

}  // namespace cpc::conference
