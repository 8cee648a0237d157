// SPDX-License-Identifier: Apache-2.0
#include "app/send/words.hpp"

#include "sync/wire/answers.hpp"

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
    const auto code = item.refusal_code ? wire::code_from(*item.refusal_code)
                                        : std::optional<wire::RefusalCode>{};
    if (code)
        out += "\n  refused as \"" + *item.refusal_code +
               "\"; who can put it right: " + std::string{wire::who_can_fix(*code)};
    else if (item.stage == engine::Stage::needs_attention)
        out += "\n  who can put it right: whoever looks after this tablet; sending again tries it";
    return out;
}

}  // namespace cpc::send
