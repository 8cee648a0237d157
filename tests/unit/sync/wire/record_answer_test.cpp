// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/record_answer.hpp"

#include <catch2/catch_test_macros.hpp>

namespace cpc::wire {
namespace {

RecordAnswer answer(std::uint64_t number, AnswerCode code) {
    RecordAnswer out;
    out.number = number;
    out.conference.bytes = {1, 2, 3};
    out.size = 40 + number;
    out.code = code;
    out.given = Instant{1'806'397'200'000};
    out.by = "R. Öfficer";
    return out;
}

struct Signed {
    crypto::SigningKey key = crypto::SigningKey::generate();
    AnswerSheet sheet;
    std::string text;
    Signed() {
        sheet.log_id = Hash32{7, 8, 9};
        sheet.central_name = "central.example.org/cpc";
        sheet.central_key = key.public_key();
        sheet.answers = {answer(3, AnswerCode::key_worker_missing),
                         answer(9, AnswerCode::accepted)};
        const auto written = write_sheet(sheet, key);
        REQUIRE(written.has_value());
        text = *written;
    }
};

TEST_CASE("a sheet of answers reads back as it was written", "[wire]") {
    const Signed made;
    const auto read = read_sheet(view_of(made.text));
    REQUIRE(read.has_value());
    CHECK(read->log_id == made.sheet.log_id);
    CHECK(read->answers == made.sheet.answers);
    CHECK(read->answers.front().by == "R. Öfficer");
}

TEST_CASE("every changed bit of a sheet of answers is found", "[wire]") {
    const Signed made;
    std::size_t taken = 0;
    for (std::size_t i = 0; i < made.text.size(); ++i)
        for (int bit = 0; bit < 8; ++bit) {
            auto bent = made.text;
            bent[i] = static_cast<char>(bent[i] ^ (1 << bit));
            taken += read_sheet(view_of(bent)) ? 1U : 0U;
        }
    CHECK(taken == 0);
}

TEST_CASE("a sheet of answers cut off anywhere is refused", "[wire]") {
    const Signed made;
    for (std::size_t i = 0; i < made.text.size(); ++i)
        CHECK_FALSE(read_sheet(view_of(made.text).first(i)).has_value());
}

TEST_CASE("a sheet of another central service is told from the paired one's", "[wire]") {
    const Signed made;
    const auto read = *read_sheet(view_of(made.text));
    Pairing pairing;
    pairing.name = made.sheet.central_name;
    pairing.receipt_key = made.key.public_key();
    CHECK(trusted_by(read, pairing).has_value());
    pairing.receipt_key = crypto::SigningKey::generate().public_key();
    REQUIRE_FALSE(trusted_by(read, pairing).has_value());
    CHECK(trusted_by(read, pairing).error().fault == Fault::forged);
}

TEST_CASE("answers out of order or without a name on one line are not written", "[wire]") {
    Signed made;
    std::swap(made.sheet.answers.front(), made.sheet.answers.back());
    CHECK_FALSE(write_sheet(made.sheet, made.key).has_value());
    for (const std::string by : {"", " R", "R ", "two\nlines", "\xff", "a\tb"}) {
        auto one = answer(1, AnswerCode::accepted);
        one.by = by;
        CHECK_FALSE(check_answer(one).has_value());
    }
    auto longest = answer(1, AnswerCode::accepted);
    longest.by = std::string(answerer_bytes_max, 'x');
    CHECK(check_answer(longest).has_value());
    longest.by += "x";
    CHECK_FALSE(check_answer(longest).has_value());
}

TEST_CASE("every code has one word, and what has issues has somebody who can put it right",
          "[wire]") {
    for (std::size_t i = 0; i < answer_codes; ++i) {
        const auto code = static_cast<AnswerCode>(i);
        CHECK(answer_code(answer_word(code)) == code);
        CHECK((answer_owner(code) == AnswerOwner::nobody) == (code == AnswerCode::accepted));
    }
    CHECK_FALSE(answer_code("fine").has_value());
}

TEST_CASE("a full sheet of the longest answers is not larger than a reader takes", "[wire]") {
    Signed made;
    made.sheet.answers.clear();
    for (std::uint64_t i = 0; i < answers_on_a_sheet; ++i) {
        made.sheet.answers.push_back(answer(1'000'000 + i, AnswerCode::attendance_incomplete));
        made.sheet.answers.back().by = std::string(answerer_bytes_max, 'x');
    }
    CHECK(write_sheet(made.sheet, made.key).has_value());
}

}  // namespace
}  // namespace cpc::wire
