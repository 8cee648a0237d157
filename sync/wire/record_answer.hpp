// SPDX-License-Identifier: Apache-2.0
// What the people at the centre answer to a record that was received: accepted, or has issues. Each
// answer names the conference, how much of the log it was given for, a code of a closed list, when,
// and by whom. The words to a code are the reader's own, in the reader's language; an answer
// carries no free words, because it travels unsealed and must not carry anything about a child.
//
// Answers travel as a sheet: a text file (‹log id›.cpa on a stick, GET /v1/answers/… over the
// network), signed as a C2SP note with the key that central signs receipts with.
//
// What always holds: one text for one sheet; any changed byte is found; answers on a sheet ascend
// by number, each number once; a later answer takes the place of an earlier one about the same
// conference, and central keeps both. Whether the key is the one to trust is trusted_by()'s
// question, whether the log is one's own the reader's. Format: PROTOCOL.md, "Answers to records".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/base/time.hpp"
#include "core/crypto/sign.hpp"
#include "sync/wire/pairing.hpp"

namespace cpc::wire {

inline constexpr std::size_t answers_on_a_sheet = 100;
inline constexpr std::size_t sheet_bytes_max = 65'536;
inline constexpr std::size_t answerer_bytes_max = 100;

// Numbers and words are for ever.
enum class AnswerCode : std::uint8_t {
    accepted = 0,
    entered_in_error = 1,
    child_not_matched = 2,
    key_worker_missing = 3,
    category_missing = 4,
    review_date_missing = 5,
    papers_missing = 6,
    attendance_incomplete = 7,
    held_twice = 8,
    ask_the_centre = 9,
};
inline constexpr std::size_t answer_codes = 10;
// Who can put it right.
enum class AnswerOwner : std::uint8_t { nobody, chair, minute_taker, centre };

[[nodiscard]] std::string_view answer_word(AnswerCode code);  // "key-worker-missing"
[[nodiscard]] std::optional<AnswerCode> answer_code(std::string_view word);
[[nodiscard]] AnswerOwner answer_owner(AnswerCode code);

struct RecordAnswer {
    std::uint64_t number = 0;  // its place in central's list
    ConferenceId conference;
    std::uint64_t size = 0;  // entries of the log it was given for
    AnswerCode code = AnswerCode::accepted;
    Instant given;
    std::string by;  // the name of whoever answered

    [[nodiscard]] bool accepted() const { return code == AnswerCode::accepted; }
    friend bool operator==(const RecordAnswer&, const RecordAnswer&) = default;
};
// Two lines, as they stand on a sheet; for central's own list.
[[nodiscard]] std::string write_answer(const RecordAnswer& answer);
[[nodiscard]] Result<RecordAnswer> read_answer(std::string_view text);
// A name of one line, not too long, and a time that can be written.
[[nodiscard]] Result<void> check_answer(const RecordAnswer& answer);

struct AnswerSheet {
    Hash32 log_id{};
    std::string central_name;
    crypto::PublicKey central_key{};
    std::vector<RecordAnswer> answers;
};
[[nodiscard]] Result<std::string> write_sheet(const AnswerSheet& sheet,
                                              const crypto::SigningKey& central);
// Strict, and verifies the signature.
[[nodiscard]] Result<AnswerSheet> read_sheet(ByteView file);
// Is it this central's? Fault::forged if not.
[[nodiscard]] Result<void> trusted_by(const AnswerSheet& sheet, const Pairing& pairing);

}  // namespace cpc::wire
