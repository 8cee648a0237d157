// SPDX-License-Identifier: Apache-2.0
#include "app/centre/intake.hpp"

#include <set>

#include "app/meeting/event_codec.hpp"
#include "core/record/entry.hpp"

namespace cpc::centre {

Result<void> Intake::refresh(service::Central& central) {
    for (const auto& log : CPC_TRY(central.store().logs())) {
        const auto size = CPC_TRY(central.store().tree(log.log_id)).size();
        if (size > read_to_[log.log_id]) CPC_TRY(take(central, log, size));
    }
    return {};
}

Result<void> Intake::take(service::Central& central, const service::LogRow& log,
                          std::uint64_t size) {
    std::set<ConferenceId> touched;
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
