// SPDX-License-Identifier: Apache-2.0
#include "sync/service/custody.hpp"

#include "core/base/limits.hpp"
#include "sync/service/office.hpp"

namespace cpc::service {
namespace {

constexpr std::size_t rows_most = 10'000;
constexpr const char* nobody = "Nobody was enrolled.";

Date today(Central& central) {
    constexpr std::int64_t day_ms = 86'400'000;
    return Date{static_cast<std::int32_t>(central.now().ms / day_ms)};
}

Failure not_two(std::size_t count) {
    return fail(Fault::refused,
                std::to_string(count) + " of the custodians have signed this, and " +
                    std::to_string(wire::signatures_needed) + " have to.",
                {}, "Nothing was changed. Have another custodian sign it: cpc enrolment sign.");
}

// Where the row of a list lies that nobody but this central can have written.
Result<record::Note> note_of(const OfficeRow& row) {
    auto note = wire::read_signed(row.content);
    if (note) return std::move(*note);
    return fail(Fault::damaged, "A line about custodians does not read.",
                row.kind + " " + std::to_string(row.number), "Run cpc-central fsck.");
}

// Whether these two agree to let it in today.
Result<wire::Admission> judge(Central& central, const record::Note& note,
                              const wire::Custodians& custodians) {
    auto admission = CPC_TRY(wire::read_admission(note));
    if (admission.central != central.pairing().name)
        return fail(Fault::refused, "This admission is for another central service.",
                    admission.central, nobody);
    const auto count = wire::agreed(note, custodians);
    if (count < wire::signatures_needed) return not_two(count);
    if (today(central) > admission.enrol_by)
        return fail(Fault::refused,
                    "This admission counted until " + admission.enrol_by.iso() + ".", {},
                    std::string{nobody} + " Have the custodians sign another one.");
    return admission;
}

}  // namespace

Result<std::optional<wire::Custodians>> custodians_of(Central& central) {
    const auto rows = CPC_TRY(central.notes(office_kind::custodians, {}, 0, rows_most));
    if (rows.empty()) return std::optional<wire::Custodians>{};
    const auto note = CPC_TRY(note_of(rows.back()));
    return std::optional{CPC_TRY(wire::read_custodians(note))};
}

Result<wire::Custodians> name_custodians(Central& central, ByteView file) {
    if (central.pairing().practice)
        return fail(Fault::refused, "A practice service has no custodians.", {},
                    "Nothing was changed.");
    const auto note = CPC_TRY(wire::read_signed(file));
    auto named = CPC_TRY(wire::read_custodians(note));
    if (named.central != central.pairing().name)
        return fail(Fault::refused, "These are the custodians of another central service.",
                    named.central, "Nothing was changed.");
    const auto present = CPC_TRY(custodians_of(central));
    const auto count = wire::agreed(note, present ? *present : named);
    if (count < wire::signatures_needed) return not_two(count);
    CPC_TRY(central.add_note(office_kind::custodians, {}, file));
    return named;
}

Result<LogRow> admit(Central& central, ByteView file) {
    const auto custodians = CPC_TRY(custodians_of(central));
    if (!custodians)
        return fail(Fault::refused, "This central service has no custodians.", {},
                    std::string{nobody} + " Name them first: cpc-central custodians.");
    const auto note = CPC_TRY(wire::read_signed(file));
    const auto admission = CPC_TRY(judge(central, note, *custodians));
    const auto& log = admission.device.log_id;
    CPC_TRY(central.add_note(office_kind::admission, {log.begin(), log.end()}, file));
    return central.enrol(admission.device_file, admission.region);
}

Result<void> check_admitted(Central& central, const Hash32& log_id, ByteView device_file,
                            const std::string& region) {
    const auto custodians = CPC_TRY(custodians_of(central));
    if (!custodians) return {};
    const auto rows = CPC_TRY(
        central.notes(office_kind::admission, {log_id.begin(), log_id.end()}, 0, rows_most));
    if (rows.empty())
        return fail(Fault::refused, "This central service enrols only whom two custodians let in.",
                    {}, std::string{nobody} + " cpc enrolment admit makes the file for them.");
    const auto note = CPC_TRY(note_of(rows.back()));
    const auto admission = CPC_TRY(judge(central, note, *custodians));
    const bool same = admission.region == region &&
                      std::equal(device_file.begin(), device_file.end(),
                                 admission.device_file.begin(), admission.device_file.end());
    if (same) return {};
    return fail(Fault::refused, "The custodians let another device file or region in.", {}, nobody);
}

}  // namespace cpc::service
