// SPDX-License-Identifier: Apache-2.0
// What has become of a stretch of the record on its way to central: a pure machine. Events go in, a
// new state comes out, and next_step() says what to do and when. No clock, disk, network or luck in
// here, so that a test can play a bad week in a millisecond.
//
//     draft ─sealed→ sealed ─queued→ queued ─sending→ sent ─receipt verified→ received
//                                      ↑               │
//                                      └──── failed ───┤ (waits 2 s … 10 min, with jitter)
//                                                      └─ refused ─→ needs attention
//
// What always holds: every state says since when and why; "received" is reached only through a
// verified receipt that holds nothing of it back, and never left; an event that does not fit the
// state changes nothing; whatever can be put right by trying again is tried again, and whatever
// needs a person says so at once. Source: security design, 3.9; requirements 4.9.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>

#include "core/base/ids.hpp"
#include "core/base/time.hpp"
#include "core/codec/codec.hpp"
#include "sync/wire/answers.hpp"

namespace cpc::engine {

enum class Stage : std::uint8_t {
    draft = 0,            // recorded on the tablet, not sealed yet
    sealed = 1,           // a bundle exists
    queued = 2,           // waiting for its turn, or for the next try
    sent = 3,             // handed over; no receipt yet
    received = 4,         // central's receipt was verified
    needs_attention = 5,  // only a person can go on
};
[[nodiscard]] std::string_view stage_name(Stage stage);

// One bundle's way. Stored on the tablet as CBOR, so the order of fields() is for ever.
struct Item {
    BundleId bundle;
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    Stage stage = Stage::draft;
    Instant since;       // when it came to this stage
    std::string reason;  // why it is there, in plain words
    std::uint32_t tries = 0;
    Instant next_try;  // meaningful while queued
    std::optional<std::string> refusal_code;
    static constexpr auto fields() {
        return std::tuple{&Item::bundle, &Item::from,     &Item::to,
                          &Item::stage,  &Item::since,    &Item::reason,
                          &Item::tries,  &Item::next_try, &Item::refusal_code};
    }
};

// --- what happens ---
struct Sealed {
    BundleId bundle;
};
struct Queued {};
struct Sending {};
struct Carried {};  // on a stick: handed over, and the answer comes another day
struct ReceiptVerified {
    std::uint8_t level = 1;
};
struct TakenWithout {  // received but for some entries, which central set aside
    std::string code;
    std::string why;
};
struct ReceiptRejected {
    std::string why;
};
struct Failed {  // the way broke: no network, a timeout, a full stick
    std::string why;
    std::uint32_t luck = 0;  // any random number: the jitter
};
struct Refused {
    wire::Refusal refusal;
    std::uint32_t luck = 0;
};
struct TriedByHand {};  // somebody looked at it and wants it sent again
using Event = std::variant<Sealed, Queued, Sending, Carried, ReceiptVerified, ReceiptRejected,
                           Failed, Refused, TriedByHand, TakenWithout>;

[[nodiscard]] Item evolve(Item item, const Event& event, Instant now);

// --- what to do ---
enum class Step : std::uint8_t { seal, queue, send, wait, none };
struct Next {
    Step step = Step::none;
    Instant at;  // for wait
};
[[nodiscard]] Next next_step(const Item& item, Instant now);

// 2 s, doubling to 10 min; luck takes off up to a quarter, so that tablets do not come in step.
[[nodiscard]] std::int64_t back_off_ms(std::uint32_t tries, std::uint32_t luck);

}  // namespace cpc::engine

template <>
inline constexpr std::uint64_t cpc::codec::enum_limit<cpc::engine::Stage> = 5;
