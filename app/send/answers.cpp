// SPDX-License-Identifier: Apache-2.0
// What the people at the centre answered to this tablet's records. Kept under "sync/answer/": the
// newest of each conference, as its two lines of text.
#include <algorithm>
#include <charconv>

#include "app/send/state.hpp"

namespace cpc::send {
namespace {

constexpr std::string_view answer_prefix = "sync/answer/";
constexpr std::string_view taken_key = "sync/answers-taken";

// Numbers begin anew where central was restored; then the time decides.
bool later(const wire::RecordAnswer& a, const wire::RecordAnswer& b) {
    return std::pair{a.given, a.number} > std::pair{b.given, b.number};
}

}  // namespace

Result<std::optional<wire::RecordAnswer>> kept_answer(store::Vault& vault,
                                                      const ConferenceId& conference) {
    const auto text = CPC_TRY(vault.get_state(std::string{answer_prefix} + conference.hex()));
    if (!text) return std::optional<wire::RecordAnswer>{};
    return std::optional{CPC_TRY(wire::read_answer(text_of(*text)))};
}

Result<void> keep_answer(store::Vault& vault, const wire::RecordAnswer& answer) {
    return vault.put_state(std::string{answer_prefix} + answer.conference.hex(),
                           view_of(wire::write_answer(answer)));
}

Result<std::uint64_t> answers_taken(store::Vault& vault) {
    const auto text = CPC_TRY(vault.get_state(std::string{taken_key}));
    std::uint64_t out = 0;
    if (!text) return out;
    const auto digits = text_of(*text);
    (void)std::from_chars(digits.data(), digits.data() + digits.size(), out);
    return out;
}

Result<std::size_t> accept_answers(Desk& desk, ByteView file) {
    const auto sheet = CPC_TRY(wire::read_sheet(file));
    CPC_TRY(wire::trusted_by(sheet, desk.pairing));
    if (sheet.log_id != desk.vault.log_id())
        return fail(Fault::refused, "The answers are for another tablet's records.", {},
                    "Nothing was taken from them. Take them to the tablet they belong to.");
    std::size_t fresh = 0;
    std::uint64_t highest = CPC_TRY(answers_taken(desk.vault));
    for (const auto& answer : sheet.answers) {
        if (answer.size > desk.vault.size())
            return fail(Fault::conflict,
                        "Central answered to more of this record than the tablet holds.", {},
                        "A person has to look: the tablet may have been put back to an older "
                        "state.");
        const auto kept = CPC_TRY(kept_answer(desk.vault, answer.conference));
        if (!kept || later(answer, *kept)) {
            CPC_TRY(keep_answer(desk.vault, answer));
            ++fresh;
        }
        highest = std::max(highest, answer.number);
    }
    CPC_TRY(desk.vault.put_state(std::string{taken_key}, view_of(std::to_string(highest))));
    return fresh;
}

}  // namespace cpc::send
