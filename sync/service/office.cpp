// SPDX-License-Identifier: Apache-2.0
#include "sync/service/office.hpp"

#include "core/crypto/aead.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"
#include "sync/service/central.hpp"

namespace cpc::service {
namespace {

Bytes label(const std::string& kind, const Bytes& about) {
    const Bytes end{0};
    return crypto::joined({view_of("cpc/office/v1"), end, view_of(kind), end, about});
}

}  // namespace

Bytes seal_office(const CentralKeys& keys, const std::string& kind, const Bytes& about,
                  ByteView content) {
    return crypto::seal(keys.wrap_key, content, label(kind, about));
}

Result<Bytes> open_office(const CentralKeys& keys, const OfficeRow& row) {
    auto out = crypto::open(keys.wrap_key, row.content, label(row.kind, row.about));
    if (out) return out;
    return fail(Fault::damaged, "A line of the centre's own list does not open.",
                row.kind + " " + std::to_string(row.number), "Run cpc-central fsck.");
}

Hash32 office_leaf(const std::string& kind, const Bytes& about, Instant at, const Hash32& content) {
    constexpr std::string_view purpose{"cpc/list-line/v1\0", 17};
    return record::leaf_hash(crypto::Packer{}
                                 .bytes(view_of(purpose))
                                 .u32(static_cast<std::uint32_t>(kind.size()))
                                 .bytes(view_of(kind))
                                 .u32(static_cast<std::uint32_t>(about.size()))
                                 .bytes(about)
                                 .u64(static_cast<std::uint64_t>(at.ms))
                                 .bytes(content)
                                 .take());
}

Hash32 office_leaf(const OfficeRow& row) {
    return office_leaf(row.kind, row.about, row.at, crypto::sha256(row.content));
}

Result<void> Central::add_note(const std::string& kind, const Bytes& about, ByteView content) {
    if (content.size() > office_content_bytes_max)
        return fail(Fault::refused, "This is longer than a line of the centre's list may be.");
    return store_->add_office({0, kind, about, now(), seal_office(keys_, kind, about, content)});
}

Result<std::vector<OfficeRow>> Central::notes(const std::string& kind, const Bytes& about,
                                              std::uint64_t after, std::size_t most) {
    auto rows = CPC_TRY(store_->office(kind, about, after, most));
    for (auto& row : rows)
        row.content = CPC_TRY(open_office(keys_, row));
    return rows;
}

Result<void> Central::answer_record(const Hash32& log_id, const wire::RecordAnswer& answer) {
    const auto log = CPC_TRY(store_->find_log(log_id));
    if (!log)
        return fail(Fault::not_found, "No tablet is enrolled with this log.", {},
                    "Nothing was answered.");
    const auto size = CPC_TRY(store_->tree(log_id)).size();
    if (answer.size == 0 || answer.size > size)
        return fail(Fault::refused, "The answer is for entries that were not received.", {},
                    "Nothing was answered.");
    wire::RecordAnswer given = answer;
    given.given = now();
    CPC_TRY(wire::check_answer(given));
    return add_note(office_kind::answer, Bytes(log_id.begin(), log_id.end()),
                    view_of(wire::write_answer(given)));
}

Result<std::vector<wire::RecordAnswer>> Central::answers(const Hash32& log_id, std::uint64_t after,
                                                         std::size_t most) {
    std::vector<wire::RecordAnswer> out;
    const Bytes about(log_id.begin(), log_id.end());
    for (const auto& row : CPC_TRY(notes(office_kind::answer, about, after, most))) {
        auto answer = CPC_TRY(wire::read_answer(text_of(row.content)));
        answer.number = row.number;
        out.push_back(std::move(answer));
    }
    return out;
}

Result<std::string> Central::answer_sheet(const Hash32& log_id, std::uint64_t after) {
    wire::AnswerSheet sheet;
    sheet.log_id = log_id;
    sheet.central_name = keys_.pairing.name;
    sheet.central_key = keys_.receipt.public_key();
    sheet.answers = CPC_TRY(answers(log_id, after, wire::answers_on_a_sheet));
    return wire::write_sheet(sheet, keys_.receipt);
}

// A stick asks nothing, so it takes the newest.
Result<std::string> Central::newest_answers(const Hash32& log_id) {
    std::uint64_t after = 0;
    std::vector<std::uint64_t> numbers;
    while (true) {
        const auto some = CPC_TRY(answers(log_id, after, wire::answers_on_a_sheet));
        for (const auto& each : some)
            numbers.push_back(after = each.number);
        if (some.size() < wire::answers_on_a_sheet) break;
    }
    const auto skip = numbers.size() > wire::answers_on_a_sheet
                          ? numbers[numbers.size() - wire::answers_on_a_sheet - 1]
                          : 0;
    return answer_sheet(log_id, skip);
}

}  // namespace cpc::service
