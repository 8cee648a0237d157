// SPDX-License-Identifier: Apache-2.0
#include "app/view/removal.hpp"

#include <algorithm>
#include <array>

#include "app/view/say.hpp"

namespace cpc::view {
namespace {

constexpr std::array with_words{"kept-to-read",   "not-closed",    "still-to-sign",
                                "disagreement",   "not-paired",    "not-received",
                                "held-back",      "not-confirmed", "wrong-receipt",
                                "clock-doubtful", "too-young",     "not-shown-old"};

std::string words_of(const RemovalBar& bar) {
    const bool known =
        std::find(with_words.begin(), with_words.end(), bar.code) != with_words.end();
    if (!known) return say("removal.bar.other");
    if (bar.code == "too-young" && bar.from)
        return say("removal.bar.too-young", {{"day", say_date(*bar.from)}});
    return say(bar.code == "too-young" ? "removal.bar.other" : "removal.bar." + bar.code,
               {{"n", std::to_string(bar.count)}});
}

}  // namespace

RemovalView make_removal_view(const RemovalFacts& facts) {
    RemovalView view;
    view.title = say("removal.title");
    view.help = say("removal.help");
    if (!facts.known) {
        view.reasons = {say("ready.looking")};
        return view;
    }
    for (const auto& bar : facts.bars)
        view.reasons.push_back(words_of(bar));
    if (!facts.bars.empty()) return view;
    view.open_label = say("removal.open");
    view.hold_label = say("removal.hold");
    if (facts.papers_owed > 0)
        view.warning = say("removal.papers", {{"n", std::to_string(facts.papers_owed)}});
    return view;
}

}  // namespace cpc::view
