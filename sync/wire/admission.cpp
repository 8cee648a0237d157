// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/admission.hpp"

#include <algorithm>
#include <set>

#include "sync/wire/note_lines.hpp"

namespace cpc::wire {
namespace {

constexpr std::string_view custodians_line = "cpc-custodians/v1";
constexpr std::string_view admission_line = "cpc-admission/v1";
constexpr std::string_view no_region = "-";
constexpr std::size_t region_max = 64;
constexpr const char* unchanged = "Nothing was changed.";

Failure malformed(std::string what) {
    return fail(Fault::malformed, std::move(what), {}, unchanged);
}

bool good_region(std::string_view region) {
    return region.size() <= region_max && region != no_region &&
           std::all_of(region.begin(), region.end(), [](char c) { return c >= ' ' && c != 0x7F; });
}

Result<void> check_members(const Custodians& custodians) {
    std::set<crypto::PublicKey> keys;
    std::set<std::string> names;
    for (const auto& member : custodians.members) {
        if (member.kind != record::NoteKind::log_signature)
            return malformed("A custodian's key is of another kind.");
        keys.insert(member.key);
        names.insert(member.name);
    }
    const auto count = custodians.members.size();
    if (count < custodians_min || count > custodians_max)
        return malformed("There have to be " + std::to_string(custodians_min) + " to " +
                         std::to_string(custodians_max) + " custodians.");
    if (keys.size() != count || names.size() != count)
        return malformed("Two custodians have the same name or the same key.");
    if (!good_signer_name(custodians.central)) return malformed("Central has no such name.");
    return {};
}

}  // namespace

Result<std::string> custodians_text(const Custodians& custodians) {
    CPC_TRY(check_members(custodians));
    std::string out{custodians_line};
    out += "\ncentral " + custodians.central + "\n";
    for (const auto& member : custodians.members)
        out += "member " + record::write_verifier_key(member) + "\n";
    return out;
}

Result<Custodians> read_custodians(const record::Note& note) {
    std::string_view left = note.text;
    if (next_line(left) != custodians_line) return malformed("This is no list of custodians.");
    Custodians out;
    out.central = after(next_line(left), "central").value_or("");
    while (!left.empty()) {
        const auto member = after(next_line(left), "member");
        if (!member) return malformed("The list of custodians has a line of another kind.");
        out.members.push_back(CPC_TRY(record::parse_verifier_key(*member)));
    }
    if (CPC_TRY(custodians_text(out)) != note.text)
        return malformed("The list of custodians is written in another form.");
    return out;
}

Result<std::string> admission_text(const Admission& admission) {
    if (!good_signer_name(admission.central)) return malformed("Central has no such name.");
    if (!good_region(admission.region)) return malformed("The region is no name.");
    const auto device = CPC_TRY(read_registration(admission.device_file));
    return std::string{admission_line} + "\ncentral " + admission.central + "\nregion " +
           (admission.region.empty() ? std::string{no_region} : admission.region) + "\nenrol-by " +
           admission.enrol_by.iso() + "\nfingerprint " + fingerprint(device) + "\ndevice " +
           to_base64(admission.device_file) + "\n";
}

Result<Admission> read_admission(const record::Note& note) {
    std::string_view left = note.text;
    if (next_line(left) != admission_line) return malformed("This is no admission of a tablet.");
    Admission out;
    out.central = after(next_line(left), "central").value_or("");
    const auto region = after(next_line(left), "region").value_or("");
    if (region != no_region) out.region = region;
    const auto day = Date::parse(after(next_line(left), "enrol-by").value_or(""));
    (void)next_line(left);  // the fingerprint follows from the device
    const auto device = from_base64(after(next_line(left), "device").value_or(""));
    if (!day || !device) return malformed("The admission is not complete.");
    out.enrol_by = *day;
    out.device_file = *device;
    out.device = CPC_TRY(read_registration(out.device_file));
    if (CPC_TRY(admission_text(out)) != note.text)
        return malformed("The admission is written in another form.");
    return out;
}

bool is_admission(const record::Note& note) {
    return note.text.rfind(std::string{admission_line} + "\n", 0) == 0;
}

Result<record::Note> read_signed(ByteView file) {
    if (file.size() > admission_bytes_max)
        return fail(Fault::refused, "The file is larger than any such file may be.", {}, unchanged);
    auto note = record::parse_note(text_of(file));
    if (!note) return malformed("This is no signed file of the custodians.");
    return std::move(*note);
}

std::size_t agreed(const record::Note& note, const Custodians& custodians) {
    return static_cast<std::size_t>(std::count_if(
        custodians.members.begin(), custodians.members.end(),
        [&](const auto& each) { return record::verify_note(note, each.name, each.key); }));
}

}  // namespace cpc::wire
