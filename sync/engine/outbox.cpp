// SPDX-License-Identifier: Apache-2.0
#include "sync/engine/outbox.hpp"

#include <algorithm>

#include "core/base/match.hpp"

namespace cpc::engine {
namespace {

constexpr std::int64_t first_wait_ms = 2'000;
constexpr std::int64_t longest_wait_ms = 600'000;
constexpr std::uint32_t tries_max = 1'000'000;

void move_to(Item& item, Stage stage, Instant now, std::string reason) {
    item.stage = stage;
    item.since = now;
    item.reason = std::move(reason);
}

bool on_its_way(const Item& item) {
    return item.stage == Stage::queued || item.stage == Stage::sent;
}

void try_again(Item& item, Instant now, std::uint32_t luck, std::string why) {
    item.tries = std::min(item.tries + 1, tries_max);
    move_to(item, Stage::queued, now, std::move(why));
    item.next_try = Instant{now.ms + back_off_ms(item.tries, luck)};
}

// Trying again helps against these; everything else waits for a person.
bool passes_by_itself(wire::RefusalCode code) {
    using wire::RefusalCode;
    switch (code) {
        case RefusalCode::damaged:
        case RefusalCode::gap:
        case RefusalCode::incomplete:
        case RefusalCode::busy:
        case RefusalCode::storage:
        case RefusalCode::not_found:
            return true;
        case RefusalCode::unknown_device:
        case RefusalCode::other_central:
        case RefusalCode::practice:
        case RefusalCode::malformed:
        case RefusalCode::forged:
        case RefusalCode::fork:
        case RefusalCode::frozen:
        case RefusalCode::clone:
        case RefusalCode::too_large:
        case RefusalCode::bad_request:
        case RefusalCode::held_back:
            return false;
    }
    return false;
}

void on_refusal(Item& item, const Refused& event, Instant now) {
    item.refusal_code = std::string{wire::code_name(event.refusal.code)};
    if (passes_by_itself(event.refusal.code))
        return try_again(item, now, event.luck, event.refusal.message);
    move_to(item, Stage::needs_attention, now, event.refusal.message);
}

}  // namespace

std::string_view stage_name(Stage stage) {
    switch (stage) {
        case Stage::draft:
            return "draft";
        case Stage::sealed:
            return "sealed";
        case Stage::queued:
            return "queued";
        case Stage::sent:
            return "sent";
        case Stage::received:
            return "received";
        case Stage::needs_attention:
            return "needs-attention";
    }
    return "unknown";
}

std::int64_t back_off_ms(std::uint32_t tries, std::uint32_t luck) {
    const std::uint32_t doublings = std::min<std::uint32_t>(tries == 0 ? 0 : tries - 1, 9);
    const std::int64_t wait = std::min(first_wait_ms << doublings, longest_wait_ms);
    return wait - static_cast<std::int64_t>(luck % 1000) * wait / 4000;
}

Item evolve(Item item, const Event& event, Instant now) {
    if (item.stage == Stage::received) return item;
    match(
        event,
        [&](const Sealed& e) {
            if (item.stage != Stage::draft) return;
            item.bundle = e.bundle;
            move_to(item, Stage::sealed, now, "A sealed bundle was made.");
        },
        [&](const Queued&) {
            if (item.stage != Stage::sealed) return;
            move_to(item, Stage::queued, now, "It waits to be sent.");
            item.next_try = now;
        },
        [&](const Sending&) {
            if (!on_its_way(item)) return;
            move_to(item, Stage::sent, now, "It is being sent; no receipt has come yet.");
        },
        [&](const Carried&) {
            if (!on_its_way(item)) return;
            move_to(item, Stage::sent, now,
                    "It was written to a stick and read back; no receipt has come yet.");
        },
        [&](const ReceiptVerified& e) {
            // From any stage: a receipt may come by another way than the bundle went.
            item.refusal_code.reset();
            move_to(
                item, Stage::received, now,
                "Central's signed receipt was verified (level " + std::to_string(e.level) + ").");
        },
        [&](const TakenWithout& e) {
            item.refusal_code = e.code;
            move_to(item, Stage::needs_attention, now, e.why);
        },
        [&](const ReceiptRejected& e) {
            if (!on_its_way(item)) return;
            move_to(item, Stage::needs_attention, now, e.why);
        },
        [&](const Failed& e) {
            if (on_its_way(item)) try_again(item, now, e.luck, e.why);
        },
        [&](const Refused& e) {
            if (on_its_way(item)) on_refusal(item, e, now);
        },
        [&](const TriedByHand&) {
            if (item.stage != Stage::needs_attention && !on_its_way(item)) return;
            item.refusal_code.reset();
            item.tries = 0;
            move_to(item, Stage::queued, now, "Somebody asked to send it again.");
            item.next_try = now;
        });
    return item;
}

Next next_step(const Item& item, Instant now) {
    switch (item.stage) {
        case Stage::draft:
            return {Step::seal, now};
        case Stage::sealed:
            return {Step::queue, now};
        case Stage::queued:
            if (item.next_try.ms <= now.ms) return {Step::send, now};
            // A clock that was set back must not keep a record waiting for years.
            if (item.next_try.ms - now.ms > longest_wait_ms) return {Step::send, now};
            return {Step::wait, item.next_try};
        case Stage::sent:
        case Stage::received:
        case Stage::needs_attention:
            return {Step::none, now};
    }
    return {Step::none, now};
}

}  // namespace cpc::engine
