// SPDX-License-Identifier: Apache-2.0
#include "tests/storm/judge.hpp"

#include <algorithm>

namespace cpc::storm {
namespace {

using Problem = std::optional<std::string>;

Problem check_entries(store::Vault& vault, std::uint64_t entries, const Journey& journey,
                      const Journey::Bounds& bounds) {
    if (entries < bounds.entries_min)
        return "lost: " + std::to_string(entries) + " entries of " +
               std::to_string(bounds.entries_min) + " acknowledged";
    // Behind the meeting's own entries the tablet may have noted a repair or a try at the door.
    auto compared =
        std::min<std::uint64_t>(std::min(entries, bounds.entries_max), journey.roots.size() - 1);
    while (vault.root_at(compared).value() != journey.roots.at(compared)) {
        if (compared == bounds.entries_min) return "another history: the root differs";
        --compared;
    }
    const auto all = vault.range(0, vault.size());
    if (!all) return "an entry cannot be read: " + all.error().text();
    const auto made =
        std::count_if(all->begin() + static_cast<std::ptrdiff_t>(compared), all->end(),
                      [](const auto& stored) { return stored.header.type >= 0x0100; });
    // One whose recording failed, and which is there all the same, has no root to compare with.
    const auto unknown =
        bounds.entries_max - std::min(bounds.entries_max, journey.roots.size() - 1);
    if (static_cast<std::uint64_t>(made) > unknown) return "an entry that nobody made";
    return {};
}

Problem check_state(store::Vault& vault, const Journey::Bounds& bounds) {
    const auto keys = vault.state_keys("");
    if (!keys) return "the state cannot be listed: " + keys.error().text();
    for (const auto& key : *keys)
        if (bounds.state.count(key) == 0) return "state that nobody kept: " + key;
    for (const auto& [key, allowed] : bounds.state) {
        const auto value = vault.get_state(key);
        if (!value) return "the state cannot be read: " + value.error().text();
        if (std::find(allowed.begin(), allowed.end(), *value) == allowed.end())
            return "state half kept or lost: " + key;
    }
    return {};
}

Problem carry_on(Room& room, const std::string& directory) {
    const auto before = room.vault().size();
    room.say_as_chair(400);
    room.put_state("after", 100);
    room.settle();
    if (room.broke()) return "it does not go on: " + room.why()->text();
    room.close();
    const auto report = store::verify_directory(room.ports(), directory, passphrase());
    if (!report) return "it does not verify: " + report.error().text();
    if (!report->whole()) return "not whole afterwards: " + report->damage.front().text();
    if (!report->notes.empty()) return "not settled afterwards: " + report->notes.front();
    room.open();
    if (room.broke()) return "it does not open again: " + room.why()->text();
    if (room.vault().size() != before + 1) return "the second opening changed its size";
    if (room.vault().report().repaired_journal || room.vault().report().repaired_store)
        return "the second opening repaired again";
    return {};
}

}  // namespace

std::optional<std::string> examine(Room& room, const Journey& journey,
                                   const Journey::Bounds& bounds) {
    auto& vault = room.vault();
    if (auto problem = check_entries(vault, vault.report().entries, journey, bounds))
        return problem;
    if (auto problem = check_state(vault, bounds)) return problem;
    if (auto settled = vault.settle(); !settled)
        return "it does not settle: " + settled.error().text();
    return {};
}

Judgement judge(const Contents& left, const Journey& journey, const Journey::Bounds& bounds,
                const std::string& directory, Depth depth) {
    Judgement out;
    Disk disk{left};
    Room room{disk, directory};
    room.open();
    if (room.broke()) {
        // Nothing was acknowledged before the record was made; then a plain sentence is enough.
        const bool promised = bounds.entries_min > 0;
        if (promised) out.problem = "it does not open: " + room.why()->text();
        return out;
    }
    out.waited = room.waited();
    const auto report = room.vault().report();
    out.entries = report.entries;
    out.repaired = report.repaired_journal || report.repaired_store;
    out.problem = examine(room, journey, bounds);
    out.acts = disk.acts();
    out.nodes = disk.first_nodes();
    if (!out.problem && depth == Depth::carry_on) out.problem = carry_on(room, directory);
    return out;
}

}  // namespace cpc::storm
