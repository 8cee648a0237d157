// SPDX-License-Identifier: Apache-2.0
#include "app/centre/intake.hpp"

#include <set>

#include "app/meeting/event_codec.hpp"
#include "core/record/entry.hpp"

namespace cpc::centre {

Result<void> Intake::refresh(service::Central& central) {
    for (const auto& log : CPC_TRY(central.store().logs())) {
        const auto size = CPC_TRY(central.store().tree(log.log_id)).size();
        auto touched = CPC_TRY(look_at_held(central, log.log_id));
        if (size > read_to_[log.log_id] || !touched.empty())
            CPC_TRY(take(central, log, size, std::move(touched)));
    }
    return {};
}

Result<std::set<ConferenceId>> Intake::look_at_held(service::Central& central,
                                                    const Hash32& log_id) {
    std::map<Place, std::string> now;
    for (const auto& held : CPC_TRY(central.held_back(log_id)))
        now.emplace(Place{log_id, held.conference},
                    "Entry " + std::to_string(held.seq) + " is held back (" + held.code +
                        "): " + std::string{wire::held_words(held.code)} +
                        " Who can put it right: " + std::string{wire::held_owner_words(held.code)} +
                        ".");
    std::set<ConferenceId> touched;
    for (const auto& [place, why] : now)
        if (held_.count(place) == 0) touched.insert(place.conference);
    for (auto each = held_.begin(); each != held_.end();) {
        const bool gone = each->first.log_id == log_id && now.count(each->first) == 0;
        if (gone) touched.insert(each->first.conference);
        each = gone ? held_.erase(each) : std::next(each);
    }
    held_.insert(now.begin(), now.end());
    touched.erase(ConferenceId{});
    return touched;
}

Result<void> Intake::take(service::Central& central, const service::LogRow& log, std::uint64_t size,
                          std::set<ConferenceId> touched) {
    for (auto seq = read_to_[log.log_id]; seq < size; ++seq) {
        const auto held = CPC_TRY(central.store().entry(log.log_id, seq));
        if (!held) return fail(Fault::damaged, "Central's own copy of an entry is missing.");
        const auto header = CPC_TRY(record::parse(held->entry)).header;
        if (header.conference.empty()) continue;
        entries_[{log.log_id, header.conference}].push_back(seq);
        touched.insert(header.conference);
    }
    read_to_[log.log_id] = size;
    for (const auto& conference : touched) {
        const Source source{{log.log_id, conference}, log.region, size};
        unread_.erase(source.place);
        if (const auto done = replay(central, source); !done)
            unread_[source.place] = {source.place, source.region, done.error().text()};
    }
    return {};
}

Result<void> Intake::replay(service::Central& central, const Source& source) {
    // What is read without a part of it would say something else than was recorded.
    if (const auto held = held_.find(source.place); held != held_.end())
        return fail(Fault::refused, held->second);
    conference::State state;
    const auto one = [&](const record::EntryHeader& header, ByteView content) -> Result<void> {
        if (content.empty()) return {};
        auto event = CPC_TRY(meeting::decode_event(header.type, content));
        if (!event) return {};
        state = CPC_TRY(conference::evolve(std::move(state), {header.seq, std::move(*event)}));
        return {};
    };
    CPC_TRY(central.contents(source.place.log_id, entries_[source.place], one));
    if (!state.opened)
        return fail(Fault::not_found, "The entry that opens this conference is not readable.");
    const auto* edition = rules_of(*state.opened);
    auto work = work_of(source, state, edition == nullptr ? nullptr : &edition->rules);
    if (const auto* old = ledger_.find(source.place)) figures_.add(*old, -1);
    figures_.add(work);
    ledger_.put(std::move(work));
    return {};
}

const meeting::Edition* Intake::rules_of(const conference::ConferenceOpened& opened) {
    const auto* base = library_.by_hash(opened.procedure_hash);
    if (base == nullptr || !opened.overlays || opened.overlays->empty()) return base;
    std::string name = opened.procedure_hash;
    std::vector<meeting::Addition> additions;
    for (const auto& overlay : *opened.overlays) {
        const auto* addition = library_.addition(overlay.name);
        if (addition == nullptr || addition->overlay.hash != overlay.text) return nullptr;
        additions.push_back(*addition);
        name += " " + overlay.text;
    }
    auto& kept = overlaid_[name];
    if (!kept) {
        auto made = meeting::with_additions(*base, additions);
        if (!made) return nullptr;
        kept = std::make_unique<meeting::Edition>(std::move(*made));
    }
    return kept.get();
}

std::vector<Unread> Intake::unread() const {
    std::vector<Unread> out;
    for (const auto& [place, each] : unread_)
        out.push_back(each);
    return out;
}

}  // namespace cpc::centre
