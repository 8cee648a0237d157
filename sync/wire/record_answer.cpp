// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/record_answer.hpp"

#include <algorithm>
#include <array>

#include "core/base/check.hpp"
#include "core/codec/codec.hpp"
#include "core/crypto/hash.hpp"
#include "core/record/note.hpp"
#include "sync/wire/note_lines.hpp"

namespace cpc::wire {
namespace {

constexpr std::string_view first_line = "cpc-answers/v1";
constexpr std::uint64_t ms_max = 253'402'300'799'999;  // the end of the year 9999

struct CodeFacts {
    std::string_view word;
    AnswerOwner owner;
};
constexpr std::array<CodeFacts, answer_codes> codes = {{
    {"accepted", AnswerOwner::nobody},
    {"entered-in-error", AnswerOwner::chair},
    {"child-not-matched", AnswerOwner::centre},
    {"key-worker-missing", AnswerOwner::chair},
    {"category-missing", AnswerOwner::chair},
    {"review-date-missing", AnswerOwner::chair},
    {"papers-missing", AnswerOwner::minute_taker},
    {"attendance-incomplete", AnswerOwner::minute_taker},
    {"held-twice", AnswerOwner::centre},
    {"ask-the-centre", AnswerOwner::centre},
}};

Failure damage(std::string what, std::string where = {}) {
    return fail(Fault::damaged, std::move(what), std::move(where),
                "Nothing was taken from it. Fetch the answers again.");
}

std::string head_text(const AnswerSheet& sheet) {
    return std::string{first_line} + "\nlog " + to_hex(sheet.log_id) + "\ncentral " +
           record::write_verifier_key(
               {sheet.central_name, record::NoteKind::log_signature, sheet.central_key}) +
           "\n";
}

std::string sheet_text(const AnswerSheet& sheet) {
    auto out = head_text(sheet);
    for (const auto& answer : sheet.answers)
        out += write_answer(answer);
    return out;
}

// "answer NUMBER CONFERENCE SIZE GIVEN CODE"
std::optional<RecordAnswer> parse_answer(std::string_view line, std::string_view by) {
    const auto rest = after(line, "answer");
    const auto name = after(by, "by");
    if (!rest || !name) return std::nullopt;
    std::array<std::string_view, 5> parts;
    std::string_view left = *rest;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto end = i + 1 < parts.size() ? left.find(' ') : left.size();
        if (end == std::string_view::npos) return std::nullopt;
        parts[i] = left.substr(0, end);
        left.remove_prefix(std::min(left.size(), end + 1));
    }
    RecordAnswer out;
    const auto place = number(parts[0], limits::entries_max * 1'000);
    const auto id = from_hex(parts[1]);
    const auto size = number(parts[2], limits::entries_max);
    const auto given = number(parts[3], ms_max);
    const auto code = answer_code(parts[4]);
    if (!place || !id || id->size() != out.conference.bytes.size() || !size || !given || !code)
        return std::nullopt;
    out.number = *place;
    std::copy(id->begin(), id->end(), out.conference.bytes.begin());
    out.size = *size;
    out.given.ms = static_cast<std::int64_t>(*given);
    out.code = *code;
    out.by = std::string{*name};
    if (!check_answer(out)) return std::nullopt;
    return out;
}

}  // namespace

std::string_view answer_word(AnswerCode code) {
    return codes.at(static_cast<std::size_t>(code)).word;
}

std::optional<AnswerCode> answer_code(std::string_view word) {
    for (std::size_t i = 0; i < codes.size(); ++i)
        if (codes[i].word == word) return static_cast<AnswerCode>(i);
    return std::nullopt;
}

AnswerOwner answer_owner(AnswerCode code) {
    return codes.at(static_cast<std::size_t>(code)).owner;
}

Result<void> check_answer(const RecordAnswer& answer) {
    const auto& by = answer.by;
    const bool plain = std::none_of(by.begin(), by.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    });
    if (by.empty() || by.size() > answerer_bytes_max || by.front() == ' ' || by.back() == ' ' ||
        !plain || !codec::is_utf8(by))
        return fail(Fault::refused, "An answer needs the name of whoever gives it, on one line.");
    if (answer.given.ms < 0 || static_cast<std::uint64_t>(answer.given.ms) > ms_max)
        return fail(Fault::refused, "The time of the answer cannot be written down.");
    return {};
}

std::string write_answer(const RecordAnswer& answer) {
    return "answer " + std::to_string(answer.number) + " " + answer.conference.hex() + " " +
           std::to_string(answer.size) + " " + std::to_string(answer.given.ms) + " " +
           std::string{answer_word(answer.code)} + "\nby " + answer.by + "\n";
}

Result<RecordAnswer> read_answer(std::string_view text) {
    std::string_view left = text;
    const auto first = next_line(left);
    const auto answer = parse_answer(first, next_line(left));
    if (!answer || write_answer(*answer) != text)
        return damage("An answer is not written in its one form.");
    return *answer;
}

Result<std::string> write_sheet(const AnswerSheet& sheet, const crypto::SigningKey& central) {
    CPC_CHECK(sheet.central_key == central.public_key());
    CPC_CHECK(sheet.answers.size() <= answers_on_a_sheet);
    record::Note note;
    note.text = sheet_text(sheet);
    note.signatures.push_back(record::sign_note(note.text, sheet.central_name, central));
    auto out = record::write_note(note);
    (void)CPC_TRY(read_sheet(view_of(out)));  // what goes out must be what a tablet will take
    return out;
}

Result<AnswerSheet> read_sheet(ByteView file) {
    if (file.size() > sheet_bytes_max)
        return fail(Fault::refused, "The file is larger than any sheet of answers may be.");
    const auto text = text_of(file);
    if (text.substr(0, first_line.size()) != first_line)
        return fail(Fault::malformed, "This is not a sheet of answers.", {},
                    "Its name ends in .cpa; choose that file.");
    const auto note = record::parse_note(text);
    if (!note) return damage("The sheet of answers is not a signed note.");
    std::string_view left = note->text;
    AnswerSheet sheet;
    (void)next_line(left);
    const auto log = after(next_line(left), "log");
    const auto key_text = after(next_line(left), "central");
    const auto log_id = log ? from_hex(*log) : std::nullopt;
    const auto key = key_text ? record::parse_verifier_key(*key_text)
                              : Result<record::VerifierKey>{damage("no key")};
    if (!log_id || log_id->size() != sheet.log_id.size() || !key ||
        key->kind != record::NoteKind::log_signature)
        return damage("The head of the sheet cannot be read.", "lines 1 to 3");
    std::copy(log_id->begin(), log_id->end(), sheet.log_id.begin());
    sheet.central_name = key->name;
    sheet.central_key = key->key;
    for (std::size_t line = 4; !left.empty(); line += 2) {
        const auto first = next_line(left);
        const auto answer = parse_answer(first, next_line(left));
        const bool follows =
            answer && (sheet.answers.empty() || sheet.answers.back().number < answer->number);
        if (!follows || sheet.answers.size() == answers_on_a_sheet)
            return damage("An answer cannot be read.", "line " + std::to_string(line));
        sheet.answers.push_back(*answer);
    }
    if (note->signatures.size() != 1 ||
        !record::verify_note(*note, sheet.central_name, sheet.central_key))
        return damage("Central's signature on the answers does not fit.", "the last line");
    if (sheet_text(sheet) != note->text || record::write_note(*note) != text)
        return damage("The sheet is not written in its one form.");
    return sheet;
}

Result<void> trusted_by(const AnswerSheet& sheet, const Pairing& pairing) {
    if (sheet.central_key == pairing.receipt_key && sheet.central_name == pairing.name) return {};
    return fail(Fault::forged, "The answers are signed by another central service's key.",
                "key " + to_hex(crypto::kid_of(sheet.central_key)).substr(0, 16),
                "Nothing was taken from them. Check which central service this tablet is paired "
                "with.");
}

}  // namespace cpc::wire
