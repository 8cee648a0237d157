// SPDX-License-Identifier: Apache-2.0
#include "app/meeting/trust.hpp"

#include <algorithm>

#include "shipped_procedures.hpp"

namespace cpc::meeting {
namespace {

constexpr std::string_view of_a_procedure = "case-conference/procedure";
constexpr std::string_view of_an_overlay = "case-conference/overlay";
constexpr const char* not_used = "The file is not used; nothing else has changed.";

// What is signed of a file, whatever kind it is.
template <class File>
std::string signed_text(std::string_view purpose, const File& file) {
    return std::string(purpose) + "\n" + file.id + "\n" + file.edition + "\n" + file.hash + "\n";
}

std::string sign_text(std::string text, const ProfileKey& key) {
    record::Note note;
    note.text = std::move(text);
    note.signatures.push_back(record::sign_note(note.text, key.name, key.key));
    return record::write_note(note);
}

Result<std::string> verify_text(const std::string& text, std::string_view signature,
                                const std::string& place, const TrustedKeys& trusted) {
    const auto note = record::parse_note(signature);
    if (!note) return fail(Fault::malformed, "this is not a signature", place, not_used);
    if (note->text != text)
        return fail(
            Fault::forged, "the signature is for another procedure or another text of it", place,
            "The file was changed after it was signed, or the two do not belong together. " +
                std::string(not_used));
    std::string signers;
    for (const auto& key : trusted)
        if (record::verify_note(*note, key.name, key.key)) return key.name;
    for (const auto& each : note->signatures)
        signers += (signers.empty() ? "" : ", ") + each.name;
    return fail(Fault::forged, "no key this device trusts has signed this procedure", place,
                "It bears the name " + signers + ". " + not_used);
}

std::string_view first_line(std::string_view text) {
    return text.substr(0, text.find_first_of("\r\n"));
}

}  // namespace

record::VerifierKey public_half(const ProfileKey& key) {
    return {key.name, record::NoteKind::log_signature, key.key.public_key()};
}

Result<TrustedKeys> parse_trusted_keys(std::string_view text, const std::string& file) {
    TrustedKeys keys;
    int line = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto here = first_line(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        ++line;
        if (here.empty() || here.front() == '#') continue;
        auto key = record::parse_verifier_key(here);
        if (!key || key->kind != record::NoteKind::log_signature)
            return fail(Fault::malformed, "this line is not a public key",
                        file + ":" + std::to_string(line),
                        "A public key is one line, as cpc profile key prints it. No procedure was "
                        "accepted.");
        keys.push_back(std::move(*key));
    }
    return keys;
}

std::string sign_procedure(const procedure::Procedure& procedure, const ProfileKey& key) {
    return sign_text(signed_text(of_a_procedure, procedure), key);
}

Result<std::string> verify_procedure(const procedure::Procedure& procedure,
                                     std::string_view signature, const TrustedKeys& trusted) {
    return verify_text(signed_text(of_a_procedure, procedure), signature,
                       procedure.file + std::string(signature_suffix), trusted);
}

std::string sign_overlay(const procedure::Overlay& overlay, const ProfileKey& key) {
    return sign_text(signed_text(of_an_overlay, overlay), key);
}

Result<std::string> verify_overlay(const procedure::Overlay& overlay, std::string_view signature,
                                   const TrustedKeys& trusted) {
    return verify_text(signed_text(of_an_overlay, overlay), signature,
                       overlay.file + std::string(signature_suffix), trusted);
}

bool came_with_the_program(std::string_view hash) {
    return std::find(shipped_procedures.begin(), shipped_procedures.end(), hash) !=
           shipped_procedures.end();
}

}  // namespace cpc::meeting
