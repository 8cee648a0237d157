// SPDX-License-Identifier: Apache-2.0
#include "app/send/purge.hpp"

#include <algorithm>

#include "app/send/state.hpp"
#include "core/conference/distribution.hpp"

namespace cpc::send {
namespace {

constexpr std::int64_t a_day_ms = 86'400'000;
constexpr std::int64_t age_ms = purge_age_days * a_day_ms;

Date day_of(Instant at) {
    return Date{static_cast<std::int32_t>(at.ms / a_day_ms)};
}

// The first day on which that much time has passed, however late it was.
Date after_age(Instant at) {
    return Date{day_of(at).days + purge_age_days + 1};
}

void look_at_clocks(const PurgeFacts& facts, std::vector<Hindrance>& out) {
    const bool behind = facts.now < facts.last_wall ||
                        (facts.last_signed && facts.now.ms + a_day_ms < facts.last_signed->ms);
    if (facts.clock_in_doubt || behind) out.push_back({PurgeBar::clock_doubtful, {}, 0, {}});
    if (facts.now.ms - facts.closed_at.ms < age_ms)
        out.push_back({PurgeBar::too_young, after_age(facts.closed_at), 0, {}});
    else if (facts.first_received && facts.last_signed &&
             facts.last_signed->ms - facts.first_received->ms < age_ms)
        out.push_back({PurgeBar::not_shown_old, after_age(*facts.first_received), 0, {}});
}

void look_at_receipts(const PurgeFacts& facts, std::vector<Hindrance>& out) {
    if (!facts.paired) {
        out.push_back({PurgeBar::not_paired, {}, 0, {}});
        return;
    }
    if (facts.received <= facts.last_entry || !facts.first_received)
        out.push_back({PurgeBar::not_received,
                       {},
                       facts.last_entry + 1 - std::min(facts.received, facts.last_entry),
                       {}});
    else if (facts.confirmed <= facts.last_entry)
        out.push_back({PurgeBar::not_confirmed, {}, 0, {}});
    if (facts.held_back > 0) out.push_back({PurgeBar::held_back, {}, facts.held_back, {}});
    if (facts.wrong_receipt) out.push_back({PurgeBar::wrong_receipt, {}, 0, *facts.wrong_receipt});
}

std::string day_words(const Hindrance& hindrance) {
    return hindrance.from ? hindrance.from->iso() : std::string{"later"};
}

// What receipts say of time, and of this conference.
struct Times {
    std::optional<Instant> first_received;
    std::optional<Instant> last_signed;
};

// Only what verifies by today's pairing counts as evidence.
Result<Times> signed_times(const PurgeDesk& desk, std::uint64_t close) {
    Times out;
    const auto origin = desk.vault.origin();
    for (const auto& item : CPC_TRY(all_items(desk.vault))) {
        const auto text = CPC_TRY(kept_receipt(desk.vault, item.bundle));
        if (!text) continue;
        const auto receipt = wire::read_receipt(view_of(*text));
        if (!receipt || !wire::trusted_by(*receipt, *desk.pairing)) continue;
        if (receipt->checkpoint.origin != origin) continue;
        const auto latest = receipt->second
                                ? std::max(receipt->received, receipt->second->confirmed)
                                : receipt->received;
        if (!out.last_signed || *out.last_signed < latest) out.last_signed = latest;
        if (receipt->checkpoint.size <= close) continue;
        if (!out.first_received || receipt->received < *out.first_received)
            out.first_received = receipt->received;
    }
    return out;
}

Result<std::string> confirmed_text(store::Vault& vault) {
    const auto best = CPC_TRY(best_receipt(vault, Best::confirmed));
    if (!best) return std::string{};
    return CPC_TRY(kept_receipt(vault, best->bundle)).value_or(std::string{});
}

// Of the receipt that would go into the record: what it holds back of this conference, or what is
// wrong with it.
void look_at_proof(const PurgeDesk& desk, const PurgeOutlook& outlook, PurgeFacts& facts) {
    if (!facts.paired || outlook.receipt.empty()) return;
    const auto reader =
        receipt_reader(*desk.pairing, desk.vault.origin(), desk.vault.device_key().public_key());
    const auto proved = reader(view_of(outlook.receipt));
    if (!proved) {
        facts.wrong_receipt = proved.error().what;
        return;
    }
    const auto root = desk.vault.root_at(proved->size);
    if (!root || *root != proved->root) facts.wrong_receipt = "It is of another history.";
    const auto& entries = outlook.view.entries;
    std::uint64_t held = 0;
    for (const auto seq : proved->but_not)
        if (std::find(entries.begin(), entries.end(), seq) != entries.end()) ++held;
    facts.held_back = std::max(facts.held_back, held);
}

Result<Instant> last_wall(store::Vault& vault) {
    const auto size = vault.size();
    Instant out;
    for (const auto& raw : CPC_TRY(vault.raw(size - 1, size)))
        out = CPC_TRY(record::parse(raw.entry)).header.wall;
    return out;
}

// Sealed bundles that still lie there hold what is to go.
Result<void> empty_outbox(const PurgeDesk& desk, const store::PurgeView& view) {
    for (const auto& item : CPC_TRY(all_items(desk.vault))) {
        const bool holds = std::any_of(view.entries.begin(), view.entries.end(),
                                       [&](auto seq) { return item.from <= seq && seq < item.to; });
        const auto file = desk.outbox + "/" + item.bundle.hex() + ".cpb";
        if (holds && desk.files.exists(file)) CPC_TRY(desk.files.remove(file));
    }
    return {};
}

}  // namespace

std::string_view code(PurgeBar bar) {
    switch (bar) {
        case PurgeBar::kept_to_read:
            return "kept-to-read";
        case PurgeBar::gone:
            return "gone";
        case PurgeBar::not_closed:
            return "not-closed";
        case PurgeBar::still_to_sign:
            return "still-to-sign";
        case PurgeBar::disagreement:
            return "disagreement";
        case PurgeBar::not_paired:
            return "not-paired";
        case PurgeBar::not_received:
            return "not-received";
        case PurgeBar::held_back:
            return "held-back";
        case PurgeBar::not_confirmed:
            return "not-confirmed";
        case PurgeBar::wrong_receipt:
            return "wrong-receipt";
        case PurgeBar::clock_doubtful:
            return "clock-doubtful";
        case PurgeBar::too_young:
            return "too-young";
        case PurgeBar::not_shown_old:
            return "not-shown-old";
    }
    return "gone";
}

std::string describe(const Hindrance& hindrance) {
    switch (hindrance.bar) {
        case PurgeBar::kept_to_read:
            return "It lies in the record before this one, which is kept whole. Nobody can change "
                   "that here.";
        case PurgeBar::gone:
            return "Its content is gone already: " + hindrance.detail + ".";
        case PurgeBar::not_closed:
            return "It is not closed. A chair closes it, also if it is only to be cancelled.";
        case PurgeBar::still_to_sign:
            return "Somebody who took a position can still sign the record. When the tablet is "
                   "locked their key is destroyed, and this ends.";
        case PurgeBar::disagreement:
            return std::to_string(hindrance.count) +
                   " steps of a disagreement have no result yet. The chair records how they ended.";
        case PurgeBar::not_paired:
            return "This tablet is not paired with a central service, so nobody else has the "
                   "record. The device administrator pairs it.";
        case PurgeBar::not_received:
            return "Central has not received all of it: entries are missing there. Send the "
                   "record.";
        case PurgeBar::held_back:
            return "Central holds " + std::to_string(hindrance.count) +
                   " of its entries back. The people who run the central service can say why.";
        case PurgeBar::not_confirmed:
            return "No second site has signed for all of it yet. The people who run the central "
                   "service carry a copy there; then send the record once more.";
        case PurgeBar::wrong_receipt:
            return "The receipt of level 2 does not verify: " + hindrance.detail +
                   " Tell the device administrator.";
        case PurgeBar::clock_doubtful:
            return "This tablet's clock is in doubt, or behind what is on record. The chair "
                   "confirms date and time; the device administrator sets the clock.";
        case PurgeBar::too_young:
            return "It was closed less than " + std::to_string(purge_age_days) +
                   " days ago. From " + day_words(hindrance) + " on it may be removed.";
        case PurgeBar::not_shown_old:
            return "By central's own signatures it is less than " + std::to_string(purge_age_days) +
                   " days old. Send the record once on " + day_words(hindrance) +
                   " or later: the tablet's own clock is not enough.";
    }
    return {};
}

std::vector<Hindrance> hindrances(const PurgeFacts& facts) {
    if (facts.kept_to_read) return {{PurgeBar::kept_to_read, {}, 0, {}}};
    if (facts.gone) return {{PurgeBar::gone, {}, 0, *facts.gone}};
    if (!facts.closed) return {{PurgeBar::not_closed, {}, 0, {}}};
    std::vector<Hindrance> out;
    if (facts.still_to_sign) out.push_back({PurgeBar::still_to_sign, {}, 0, {}});
    if (facts.disagreements > 0)
        out.push_back({PurgeBar::disagreement, {}, facts.disagreements, {}});
    look_at_receipts(facts, out);
    look_at_clocks(facts, out);
    return out;
}

OfConference of_conference(const conference::State& state, const conference::Rulebook& rules) {
    OfConference out;
    // The last word about each step that somebody took.
    const auto& steps = state.route_steps;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const bool ended = std::any_of(
            steps.begin() + static_cast<std::ptrdiff_t>(i), steps.end(), [&](const auto& later) {
                return later.route == steps[i].route && later.person == steps[i].person &&
                       !later.result.empty();
            });
        if (!ended) ++out.disagreements;
    }
    for (const auto& line : conference::distribution_of(state, rules))
        if (line.reached() == nullptr) ++out.papers_owed;
    return out;
}

store::ReceiptReader receipt_reader(const wire::Pairing& pairing, const std::string& origin,
                                    const crypto::PublicKey& device) {
    return [&pairing, origin, device](ByteView file) -> Result<store::ProvedElsewhere> {
        const auto receipt = CPC_TRY(wire::read_receipt(file));
        CPC_TRY(wire::trusted_by(receipt, pairing));
        if (receipt.level < 2 || !receipt.second)
            return fail(Fault::refused, "No second site has signed this receipt.");
        if (receipt.checkpoint.origin != origin || receipt.device_key != device)
            return fail(Fault::refused, "The receipt is for another tablet's record.");
        store::ProvedElsewhere out{receipt.checkpoint.size, receipt.checkpoint.root, {}};
        for (const auto& line : receipt.held_back)
            for (auto seq = line.first; seq <= line.last && seq < out.size; ++seq)
                out.but_not.push_back(seq);
        return out;
    };
}

Result<PurgeOutlook> purge_outlook(const PurgeDesk& desk, const ConferenceId& id,
                                   const OfConference& of) {
    PurgeOutlook out;
    out.papers_owed = of.papers_owed;
    PurgeFacts facts;
    facts.kept_to_read = of.kept_to_read;
    facts.still_to_sign = of.still_to_sign;
    facts.disagreements = of.disagreements;
    if (!of.kept_to_read) {
        if (const auto gone = desk.vault.erased(id)) facts.gone = gone->sentence();
        auto view = store::look_at_purge(desk.vault, id);
        if (!view && view.error().fault != Fault::refused) return Failure{std::move(view.error())};
        facts.closed = view.has_value();
        if (view) out.view = std::move(*view);
    }
    if (!facts.closed) {
        out.hindrances = hindrances(facts);
        return out;
    }
    const auto now = CPC_TRY(status(desk.vault));
    facts.paired = desk.pairing != nullptr;
    facts.last_entry = out.view.last_seq;
    facts.received = now.received;
    facts.confirmed = now.confirmed;
    facts.held_back = static_cast<std::uint64_t>(
        std::count_if(now.held_back.begin(), now.held_back.end(),
                      [&](const auto& one) { return one.conference == id; }));
    facts.now = desk.clock.read().wall;
    facts.clock_in_doubt = desk.clock_in_doubt;
    facts.last_wall = CPC_TRY(last_wall(desk.vault));
    facts.closed_at = out.view.closed;
    if (facts.paired) {
        const auto times = CPC_TRY(signed_times(desk, out.view.closed_seq));
        facts.first_received = times.first_received;
        facts.last_signed = times.last_signed;
        out.receipt = CPC_TRY(confirmed_text(desk.vault));
        look_at_proof(desk, out, facts);
    }
    out.hindrances = hindrances(facts);
    return out;
}

Result<store::Erased> purge_conference(const PurgeDesk& desk, const ConferenceId& id,
                                       const OfConference& of) {
    CPC_TRY(desk.vault.settle());
    const auto outlook = CPC_TRY(purge_outlook(desk, id, of));
    if (!outlook.hindrances.empty()) {
        std::string why;
        for (const auto& each : outlook.hindrances)
            why += (why.empty() ? "" : " ") + describe(each);
        return fail(Fault::refused, std::move(why), "conference " + id.hex(),
                    "Nothing was removed.");
    }
    CPC_TRY(empty_outbox(desk, outlook.view));
    return store::purge(
        desk.vault, id, view_of(outlook.receipt),
        receipt_reader(*desk.pairing, desk.vault.origin(), desk.vault.device_key().public_key()));
}

}  // namespace cpc::send
