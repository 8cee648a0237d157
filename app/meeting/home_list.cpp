// SPDX-License-Identifier: Apache-2.0
#include "app/meeting/home_list.hpp"

#include <algorithm>

#include "app/meeting/enum_limits.hpp"
#include "core/codec/codec.hpp"

namespace cpc::meeting {
namespace {

constexpr std::string_view prefix = "home/";
// One more whenever a line says more, or is made by other rules.
constexpr std::uint64_t row_format = 4;

std::string key_of(const ConferenceId& id) {
    return std::string{prefix} + id.hex();
}

struct Row {
    std::uint64_t format = 0;
    std::uint64_t entries = 0;
    std::uint64_t last_seq = 0;
    Hash32 root_after{};
    std::uint64_t erasures = 0;  // in the whole record
    Summary line;

    static constexpr auto fields() {
        return std::tuple{&Row::format,     &Row::entries,  &Row::last_seq,
                          &Row::root_after, &Row::erasures, &Row::line};
    }
};

bool borne_out(store::Vault& vault, const Row& row, const store::ConferenceEnd& end,
               std::uint64_t erasures) {
    if (row.format != row_format || !(row.line.id == end.id)) return false;
    if (row.erasures != erasures) return false;
    if (row.entries != end.entries || row.last_seq != end.last_seq) return false;
    const auto root = vault.root_at(end.last_seq + 1);
    return root && *root == row.root_after;
}

}  // namespace

Result<std::vector<ConferenceId>> HomeList::load(store::Vault& vault) {
    std::unordered_map<std::string, Bytes> rows;
    for (auto& [key, value] : CPC_TRY(vault.states(prefix)))
        rows.emplace(std::move(key), std::move(value));
    const auto erasures = vault.erased().size();
    std::vector<ConferenceId> stale;
    HomeLines lines;
    for (const auto& end : vault.conference_ends()) {
        auto& place = places_[end.id];
        place.nth = order_.size();
        order_.push_back(end.id);
        const auto found = rows.find(key_of(end.id));
        auto row = found == rows.end() ? fail(Fault::not_found, "no line was kept")
                                       : codec::decode<Row>(found->second);
        if (row && borne_out(vault, *row, end, erasures)) {
            place.line = std::make_shared<const Summary>(std::move(row->line));
            lines.push_back(place.line);
        } else {
            stale.push_back(end.id);
        }
    }
    std::sort(lines.begin(), lines.end(),
              [this](const auto& a, const auto& b) { return before(a, b); });
    lines_ = std::make_shared<const HomeLines>(std::move(lines));
    return stale;
}

bool HomeList::before(const HomeLine& a, const HomeLine& b) const {
    const auto start_a = a->planned_start.instant();
    const auto start_b = b->planned_start.instant();
    if (start_a != start_b) return start_a > start_b;
    return places_.at(a->id).nth < places_.at(b->id).nth;
}

void HomeList::put(Summary line, Rests rests) {
    const auto fresh = std::make_shared<const Summary>(std::move(line));
    const auto [found, is_new] = places_.try_emplace(fresh->id);
    auto& place = found->second;
    if (is_new) {
        place.nth = order_.size();
        order_.push_back(fresh->id);
    }
    place.to_keep = rests == Rests::on_the_record;
    const auto old = std::exchange(place.line, fresh);
    auto lines = *lines_;
    const auto by_time = [this](const auto& a, const auto& b) { return before(a, b); };
    auto at = lines.end();
    if (old) at = std::lower_bound(lines.begin(), lines.end(), old, by_time);
    if (at != lines.end() && *at == old) lines.erase(at);
    lines.insert(std::lower_bound(lines.begin(), lines.end(), fresh, by_time), fresh);
    lines_ = std::make_shared<const HomeLines>(std::move(lines));
}

const Summary* HomeList::find(ConferenceId id) const {
    const auto found = places_.find(id);
    return found == places_.end() ? nullptr : found->second.line.get();
}

std::optional<ConferenceId> HomeList::last_where(bool (*holds)(const Summary&)) const {
    const auto found = std::find_if(order_.rbegin(), order_.rend(), [&](const auto& id) {
        const auto* line = find(id);
        return line != nullptr && holds(*line);
    });
    if (found == order_.rend()) return std::nullopt;
    return *found;
}

Result<void> HomeList::keep(store::Vault& vault) {
    std::vector<std::pair<std::string, Bytes>> rows;
    std::vector<ConferenceId> kept;
    for (const auto& end : vault.conference_ends()) {
        const auto& place = places_[end.id];
        if (!place.to_keep || !place.line) continue;
        // An entry that came past this list was judged by nobody: the next open does.
        if (place.line->last_seq != end.last_seq) continue;
        const auto root = CPC_TRY(vault.root_at(end.last_seq + 1));
        rows.emplace_back(key_of(end.id),
                          codec::encode(Row{row_format, end.entries, end.last_seq, root,
                                            vault.erased().size(), *place.line}));
        kept.push_back(end.id);
    }
    if (rows.empty()) return {};
    CPC_TRY(vault.put_states(rows));
    for (const auto& id : kept)
        places_[id].to_keep = false;
    return {};
}

}  // namespace cpc::meeting
