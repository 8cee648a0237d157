// SPDX-License-Identifier: Apache-2.0
#include "sync/service/fsck_office.hpp"

#include <algorithm>

#include "sync/service/held.hpp"
#include "sync/service/office.hpp"
#include "sync/wire/record_answer.hpp"

namespace cpc::service {
namespace {

std::string line_of(const OfficeRow& row) {
    return "the centre's list, line " + std::to_string(row.number) + " (" + row.kind + ")";
}

Date day_of(Instant at) {
    constexpr std::int64_t day_ms = 86'400'000;
    return Date{static_cast<std::int32_t>(at.ms / day_ms)};
}

// Of the kinds that this folder reads itself; what the staff pages keep is theirs to read.
std::optional<Error> unreadable(const OfficeRow& row, ByteView content) {
    const auto trouble = [](const auto& read) {
        return read ? std::optional<Error>{} : std::optional{read.error()};
    };
    if (row.kind == office_kind::answer) return trouble(wire::read_answer(text_of(content)));
    if (row.kind == office_kind::held) return trouble(read_held_entry(content));
    return std::nullopt;
}

}  // namespace

Result<std::uint64_t> OfficeCheck::run() {
    roots_.assign(1, tree_.root());
    CPC_TRY(store_.scan_office([&](const OfficeRow& row) -> Result<void> {
        look_at(row);
        tree_.append(office_leaf(row));
        roots_.push_back(tree_.root());
        return {};
    }));
    if (!since_) return tree_.size();
    for (const auto& log : CPC_TRY(store_.logs()))
        look_at_log(log);
    return tree_.size();
}

// Receipts from before central had such a tree name none; none after one that does.
std::optional<std::string> OfficeCheck::differs(const std::optional<wire::ListHead>& head,
                                                Whose whose) {
    if (!head && !newest_) return std::nullopt;
    if (!head) return "it does not say what the centre's list was, and one before it does";
    if (newest_ && (head->size < newest_->size ||
                    (head->size == newest_->size && head->root != newest_->root)))
        return "what it says of the centre's list contradicts a receipt before it";
    newest_ = head;
    if (whose == Whose::of_another) return std::nullopt;
    if (head->size >= roots_.size())
        return "the centre's list had " + std::to_string(head->size) +
               " lines when it was given, and has fewer now";
    if (roots_[head->size] != head->root)
        return "the centre's list is not the one that there was when it was given";
    return std::nullopt;
}

void OfficeCheck::look_at(const OfficeRow& row) {
    if (std::find(office_kinds.begin(), office_kinds.end(), row.kind) == office_kinds.end())
        return found_(line_of(row), "it is of a kind that there is not");
    const auto content = open_office(keys_, row);
    if (!content) return found_(line_of(row), "it does not open where it stands");
    if (const auto trouble = unreadable(row, *content))
        return found_(line_of(row), "it cannot be read: " + trouble->what);
    const bool custodians = row.kind == office_kind::custodians;
    if (!custodians && row.kind != office_kind::admission) return;
    if (keys_.pairing.practice) return found_(line_of(row), "a practice service has no custodians");
    const auto note = wire::read_signed(*content);
    if (!note) return found_(line_of(row), "it is no file that people signed");
    custodians ? look_at_custodians(row, *note) : look_at_admission(row, *note);
}

// A list that does not count changes nothing: what comes after it is judged by the one before.
void OfficeCheck::look_at_custodians(const OfficeRow& row, const record::Note& note) {
    auto named = wire::read_custodians(note);
    if (!named) return found_(line_of(row), named.error().what);
    if (named->central != keys_.pairing.name)
        return found_(line_of(row), "these are the custodians of another central service");
    if (wire::agreed(note, present_ ? *present_ : *named) < wire::signatures_needed)
        return found_(line_of(row), present_ ? "two of the custodians before did not sign it"
                                             : "two of those in it did not sign it");
    if (!since_) since_ = row.at;
    present_ = std::move(*named);
}

void OfficeCheck::look_at_admission(const OfficeRow& row, const record::Note& note) {
    auto admission = wire::read_admission(note);
    if (!admission) return found_(line_of(row), admission.error().what);
    const auto& log = admission->device.log_id;
    if (!present_) return found_(line_of(row), "there were no custodians when it was put there");
    if (admission->central != keys_.pairing.name)
        return found_(line_of(row), "this admission is for another central service");
    if (!std::equal(log.begin(), log.end(), row.about.begin(), row.about.end()))
        return found_(line_of(row), "it is about another tablet than it says");
    if (wire::agreed(note, *present_) < wire::signatures_needed)
        return found_(line_of(row), "two of the custodians of that time did not sign it");
    admitted_[log].push_back(std::move(*admission));
}

void OfficeCheck::look_at_log(const LogRow& log) const {
    if (log.enrolled < *since_) return;
    const auto lets_in = [&](const wire::Admission& admission) {
        const auto& device = admission.device;
        return device.device_key == log.device_key && device.name == log.name &&
               device.origin == log.origin && device.practice == log.practice &&
               admission.region == log.region && day_of(log.enrolled) <= admission.enrol_by;
    };
    const auto found = admitted_.find(log.log_id);
    if (found != admitted_.end() &&
        std::any_of(found->second.begin(), found->second.end(), lets_in))
        return;
    found_("log " + to_hex(log.log_id).substr(0, 16),
           "it was let in without an admission by two custodians for this tablet, name and region");
}

}  // namespace cpc::service
