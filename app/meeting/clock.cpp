// SPDX-License-Identifier: Apache-2.0
// The tablet's clock: when it is in doubt, the chair's word on it, and what the papers then say.
#include <algorithm>

#include "app/meeting/desk.hpp"
#include "core/record/entry.hpp"
#include "core/record/type_rules.hpp"

namespace cpc::meeting {
namespace {

// Entries of the device and of other meetings around this one's may have a clock that is believed.
constexpr std::uint64_t around = 64;

}  // namespace

Result<void> Desk::look_at_clock() {
    const auto size = vault_->size();
    const auto last = CPC_TRY(vault_->raw(size - 1, size));
    clock_doubtful_ = !record::believed(CPC_TRY(record::parse(last.front().entry)).header);
    return {};
}

Result<void> Desk::confirm_clock() {
    const auto now = ports_.clock.read().wall;
    clock_state_ = record::clock_state::set_by_hand;
    CPC_TRY(write_down(record::ClockSet{now, now}));
    clock_doubtful_ = false;
    return {};
}

Result<std::optional<record::TimeBounds>> Meeting::doubtful_times() const {
    auto& vault = *vault_;
    const auto entries = CPC_TRY(vault.conference(id_, record::type::material_piece));
    const bool all_believed = std::all_of(entries.begin(), entries.end(), [](const auto& stored) {
        return record::believed(stored.header);
    });
    if (entries.empty() || all_believed) return std::optional<record::TimeBounds>{};
    const auto first = entries.front().seq;
    const auto from = first > around ? first - around : 0;
    const auto to = std::min(vault.size(), entries.back().seq + 1 + around);
    std::vector<record::EntryHeader> headers;
    for (const auto& raw : CPC_TRY(vault.raw(from, to)))
        headers.push_back(CPC_TRY(record::parse(raw.entry)).header);
    return record::doubtful_times(headers, id_);
}

}  // namespace cpc::meeting
