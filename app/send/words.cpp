// SPDX-License-Identifier: Apache-2.0
#include "app/send/words.hpp"

#include "sync/wire/answers.hpp"
#include "sync/wire/held_back.hpp"

namespace cpc::send {

std::string utc_words(Instant at) {
    constexpr std::int64_t minute_ms = 60'000;
    constexpr std::int64_t day_minutes = 1'440;
    const auto minutes = at.ms / minute_ms;
    const LocalTime utc{Date{static_cast<std::int32_t>(minutes / day_minutes)},
                        static_cast<std::int32_t>(minutes % day_minutes), 0};
    return utc.date.iso() + " " + utc.clock() + " UTC";
}

std::string describe(const engine::Item& item) {
    std::string out = std::string{engine::stage_name(item.stage)} + " since " +
                      utc_words(item.since) + ": bundle " + item.bundle.hex().substr(0, 8);
    if (item.to > item.from)
        out += ", entries " + std::to_string(item.from) + " to " + std::to_string(item.to - 1);
    out += ". " + item.reason;
    if (item.stage == engine::Stage::queued && item.tries > 0)
        out += " Tried " + std::to_string(item.tries) + " times; again from " +
               utc_words(item.next_try) + ".";
    if (item.stage == engine::Stage::needs_attention && item.refusal_code &&
        wire::held_code_known(*item.refusal_code))
        return out + "\n  held back as \"" + *item.refusal_code + "\"; who can put it right: " +
               std::string{wire::held_owner_words(*item.refusal_code)};
    const auto code = item.refusal_code ? wire::code_from(*item.refusal_code)
                                        : std::optional<wire::RefusalCode>{};
    if (code)
        out += "\n  refused as \"" + *item.refusal_code +
               "\"; who can put it right: " + std::string{wire::who_can_fix(*code)};
    else if (item.stage == engine::Stage::needs_attention)
        out += "\n  who can put it right: whoever looks after this tablet; sending again tries it";
    return out;
}

std::string describe(const HeldBack& held) {
    return "held back since " + utc_words(held.since) + ": entry " + std::to_string(held.entry) +
           (held.conference.empty() ? std::string{}
                                    : " of conference " + held.conference.hex().substr(0, 8)) +
           ", as \"" + held.code + "\". " + std::string{wire::held_words(held.code)} +
           "\n  who can put it right: " + std::string{wire::held_owner_words(held.code)};
}

std::string held_sentence(const std::vector<HeldBack>& held) {
    if (held.empty()) return {};
    return (held.size() == 1 ? std::string{"One entry"}
                             : std::to_string(held.size()) + " entries") +
           " of this record " + (held.size() == 1 ? "is" : "are") +
           " held back at central and not received; everything else is. " +
           std::string{wire::held_words(held.front().code)} + " This record is untouched.";
}

}  // namespace cpc::send
