// SPDX-License-Identifier: Apache-2.0
// The verdicts on proofs: single records, consistency files, checkpoints, paper codes.
#include "app/send/verify.hpp"
#include "core/crypto/hash.hpp"
#include "core/record/paper_code.hpp"
#include "core/record/single_record.hpp"
#include "core/record/type_rules.hpp"

namespace cpc::send {
namespace {

constexpr int whole = 0;
constexpr int not_whole = 1;
constexpr int undecided = 2;

FileVerdict bad(const Error& error) {
    const bool changed = error.fault == Fault::damaged || error.fault == Fault::forged ||
                         error.fault == Fault::malformed;
    return {changed ? not_whole : undecided, error.text() + "\n"};
}

std::string seconds_text(std::uint64_t unix_seconds) {
    constexpr std::uint64_t day_seconds = 86'400;
    constexpr std::uint64_t last_day = 2'932'896;  // the end of the year 9999
    if (unix_seconds / day_seconds > last_day) return "a time after the year 9999";
    const auto day = static_cast<std::int32_t>(unix_seconds / day_seconds);
    const auto minute = static_cast<std::int32_t>(unix_seconds % day_seconds / 60);
    const LocalTime utc{Date{day}, minute, 0};
    return utc.date.iso() + " " + utc.clock() + " UTC";
}

// One line for each key that was asked about; `refused` if one of them did not sign.
struct Vouched {
    std::string text;
    std::size_t asked = 0;
    bool refused = false;
};

void ask(Vouched& out, const record::Note& note, const record::VerifierKey& key,
         const std::string& who) {
    ++out.asked;
    if (key.kind == record::NoteKind::log_signature) {
        const bool fits = record::verify_note(note, key.name, key.key);
        out.text += fits ? "Signed by " + who + ".\n" : "NOT signed by " + who + ".\n";
        out.refused = out.refused || !fits;
        return;
    }
    const auto time = record::verify_cosignature(note, key.name, key.key);
    out.text += time ? "Cosigned by " + who + " on " + seconds_text(*time) + ".\n"
                     : "NOT cosigned by " + who + ".\n";
    out.refused = out.refused || !time;
}

Vouched vouch(const record::Note& note, const Trusted& trusted) {
    Vouched out;
    if (trusted.central)
        ask(out, note,
            {trusted.central->name, record::NoteKind::cosignature, trusted.central->receipt_key},
            "the paired central, " + trusted.central->name);
    if (trusted.device)
        ask(out, note,
            {trusted.device->origin, record::NoteKind::log_signature, trusted.device->device_key},
            "the tablet of the device file");
    for (const auto& key : trusted.keys)
        ask(out, note, key, key.name + " (key " + key_name(key.key) + ")");
    return out;
}

std::string checkpoint_words(const record::Checkpoint& checkpoint) {
    return std::to_string(checkpoint.size) + " entries of the record\n" + checkpoint.origin +
           "\nwith the code " + record::paper_code(checkpoint.root) + ".\n";
}

std::string entry_words(const record::Entry& entry) {
    std::string out = "Entry " + std::to_string(entry.header.seq) + " (" +
                      std::string{record::type_name(entry.header.type)} + ") is whole, signed by";
    for (const auto& signature : entry.signatures)
        out += " " + std::string{record::role_name(signature.role)} + " " +
               to_hex(signature.kid).substr(0, 16);
    return out + ".\n";
}

}  // namespace

FileVerdict verify_single(ByteView file, const Trusted& trusted) {
    const auto one = record::read_single_record(file);
    if (!one) return bad(one.error());
    const auto facts = record::verify_single_record(*one);
    if (!facts) return bad(facts.error());
    std::string text = entry_words(facts->entry) + "It is proved to be one of the first " +
                       checkpoint_words(facts->checkpoint);
    if (facts->content)
        text += "Its content is in the file, as signed: " + std::to_string(facts->content->size()) +
                " bytes. Treat the file like the content.\n";
    const auto note = record::parse_note(one->checkpoint);
    if (!note) return bad(note.error());
    const auto vouched = vouch(*note, trusted);
    text += vouched.text;
    if (vouched.asked == 0)
        text += "Whose tablet that is (key " + key_name(one->device_key) +
                ") was not asked: give central.json or device.json to compare.\n";
    if (!trusted.paper_code.empty()) {
        const auto code = verify_paper_code(trusted.paper_code, facts->checkpoint);
        if (code.exit_code != whole) return {code.exit_code, text + code.text};
        text += code.text;
    }
    return {vouched.refused ? not_whole : whole, text};
}

FileVerdict verify_consistency(ByteView file, const Trusted& trusted) {
    const auto one = record::read_consistency_file(file);
    if (!one) return bad(one.error());
    const auto note = record::parse_note(one->checkpoint);
    const auto newer = note ? record::parse_checkpoint(note->text)
                            : Result<record::Checkpoint>{Failure{note.error()}};
    if (!newer) return bad(newer.error());
    std::string text = "The record with " + std::to_string(one->from_size) +
                       " entries and the code " + record::paper_code(one->from_root) +
                       " is the beginning of the one with " + checkpoint_words(*newer);
    const auto vouched = vouch(*note, trusted);
    text += vouched.text;
    if (vouched.asked == 0)
        text +=
            "Who signed the newer one was not asked: give central.json, device.json or --key.\n";
    if (!trusted.paper_code.empty()) {
        const record::Checkpoint older{newer->origin, one->from_size, one->from_root};
        const auto code = verify_paper_code(trusted.paper_code, older);
        if (code.exit_code != whole) return {code.exit_code, text + code.text};
        text += code.text;
    }
    return {vouched.refused ? not_whole : whole, text};
}

FileVerdict verify_signed_note(ByteView file, const Trusted& trusted) {
    const auto note = record::parse_note(text_of(file));
    if (!note) return bad(note.error());
    const auto checkpoint = record::parse_checkpoint(note->text);
    std::string text = checkpoint ? "A checkpoint of the first " + checkpoint_words(*checkpoint)
                                  : std::string{"A signed note that is no checkpoint.\n"};
    const auto vouched = vouch(*note, trusted);
    text += vouched.text;
    if (!trusted.paper_code.empty()) {
        const auto code = verify_paper_code(trusted.paper_code,
                                            checkpoint ? std::optional{*checkpoint} : std::nullopt);
        if (code.exit_code != whole) return {code.exit_code, text + code.text};
        text += code.text;
    }
    if (vouched.refused) return {not_whole, text};
    if (vouched.asked > 0 || !trusted.paper_code.empty()) return {whole, text};
    return {undecided, text +
                           "Whether it is signed cannot be said without knowing by whom: give "
                           "central.json or device.json with --pairing, or a key with --key.\n"};
}

FileVerdict verify_paper_code(std::string_view code, const std::optional<record::Checkpoint>& of) {
    if (!record::read_paper_code(code))
        return {not_whole,
                "The paper code was not copied right: one or two characters are wrong. "
                "Look at the slip again.\n"};
    if (!of) return {whole, "The paper code was copied right.\n"};
    if (record::paper_code_matches(code, of->root))
        return {whole,
                "The paper code is the one of these " + std::to_string(of->size) + " entries.\n"};
    return {not_whole, "The paper code is NOT the one of these " + std::to_string(of->size) +
                           " entries: another record, or another length of it.\n"};
}

}  // namespace cpc::send
