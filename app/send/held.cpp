// SPDX-License-Identifier: Apache-2.0
// What central set aside of this tablet's record. Kept under "sync/held-back" by the newest receipt
// that spoke of each entry, so that receipts may come in any order and by any way.
#include <algorithm>
#include <map>

#include "app/send/state.hpp"
#include "core/codec/codec.hpp"
#include "core/record/entry.hpp"

namespace cpc::send {
namespace {

constexpr std::string_view held_key = "sync/held-back";

struct HeldList {
    std::vector<HeldBack> entries;
    static constexpr auto fields() { return std::tuple{&HeldList::entries}; }
};

Result<HeldList> read_list(store::Vault& vault) {
    const auto bytes = CPC_TRY(vault.get_state(std::string{held_key}));
    if (!bytes || bytes->empty()) return HeldList{};
    return codec::decode<HeldList>(*bytes);
}

Result<ConferenceId> conference_of(store::Vault& vault, std::uint64_t seq) {
    const auto raw = CPC_TRY(vault.raw(seq, seq + 1));
    if (raw.empty()) return ConferenceId{};
    return CPC_TRY(record::parse(raw.front().entry)).header.conference;
}

// In central's own order: places begin anew with a later epoch.
bool newer(const wire::Receipt& receipt, std::uint64_t epoch, std::uint64_t index) {
    return std::pair{receipt.epoch, receipt.index} > std::pair{epoch, index};
}

}  // namespace

Result<void> note_held_back(store::Vault& vault, const wire::Receipt& receipt) {
    auto list = CPC_TRY(read_list(vault));
    if (list.entries.empty() && receipt.held_back.empty()) return {};
    std::map<std::uint64_t, HeldBack> known;
    for (auto& each : list.entries)
        known.emplace(each.entry, std::move(each));
    for (auto& [seq, each] : known) {
        if (seq >= receipt.checkpoint.size || !newer(receipt, each.epoch, each.index)) continue;
        const auto code = wire::held_as(receipt.held_back, seq);
        if (code && !each.open) each.since = receipt.received;
        each.open = code.has_value();
        if (code) each.code = *code;
        each.epoch = receipt.epoch;
        each.index = receipt.index;
    }
    // One that came late, after a newer one that has the entry, says nothing any more.
    const auto newest = CPC_TRY(best_receipt(vault, Best::newest));
    for (const auto& line : receipt.held_back)
        for (auto seq = line.first; seq <= line.last; ++seq) {
            if (known.count(seq) != 0) continue;
            const bool outdated = newest && seq < newest->checkpoint.size &&
                                  !newer(receipt, newest->epoch, newest->index) &&
                                  newest->bundle != receipt.bundle;
            HeldBack fresh{seq,           CPC_TRY(conference_of(vault, seq)),
                           line.code,     receipt.received,
                           receipt.epoch, receipt.index,
                           true};
            if (outdated) {
                const auto code = wire::held_as(newest->held_back, seq);
                fresh.open = code.has_value();
                if (code) fresh.code = *code;
                fresh.epoch = newest->epoch;
                fresh.index = newest->index;
            }
            known.emplace(seq, std::move(fresh));
        }
    list.entries.clear();
    for (auto& [seq, each] : known)
        list.entries.push_back(std::move(each));
    return vault.put_state(std::string{held_key}, codec::encode(list));
}

Result<std::vector<HeldBack>> held_back(store::Vault& vault) {
    auto list = CPC_TRY(read_list(vault));
    auto& all = list.entries;
    all.erase(std::remove_if(all.begin(), all.end(), [](const auto& each) { return !each.open; }),
              all.end());
    return std::move(all);
}

}  // namespace cpc::send
