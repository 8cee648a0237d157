// SPDX-License-Identifier: Apache-2.0
#include "app/meeting/trust.hpp"

#include <algorithm>

#include "core/base/limits.hpp"
#include "shipped_procedures.hpp"

namespace cpc::meeting {
namespace {

constexpr std::string_view purpose = "case-conference/procedure";
constexpr std::string_view private_mark = "PRIVATE+KEY+";
constexpr std::size_t seed_size = 32;
constexpr const char* not_used = "The file is not used; nothing else has changed.";

bool good_name(std::string_view name) {
    const auto good = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '-' || c == '/';
    };
    return !name.empty() && name.size() <= limits::name_bytes_max &&
           std::all_of(name.begin(), name.end(), good);
}

std::string signed_text(const procedure::Procedure& procedure) {
    return std::string(purpose) + "\n" + procedure.id + "\n" + procedure.edition + "\n" +
           procedure.hash + "\n";
}

std::string_view first_line(std::string_view text) {
    return text.substr(0, text.find_first_of("\r\n"));
}

}  // namespace

Result<ProfileKey> make_profile_key(const std::string& name) {
    if (!good_name(name))
        return fail(Fault::malformed, "\"" + name + "\" cannot be the name of a key", {},
                    "Use letters, digits, \".\", \"-\" and \"/\", such as board.example.");
    return ProfileKey{name, crypto::SigningKey::generate()};
}

crypto::SecretBytes write_profile_key(const ProfileKey& key) {
    auto seed = to_base64(key.key.seed().view());
    auto line = std::string(private_mark) + key.name + "+" + seed + "\n";
    auto secret = crypto::SecretBytes::from(line);
    crypto::wipe({reinterpret_cast<std::uint8_t*>(seed.data()), seed.size()});
    crypto::wipe({reinterpret_cast<std::uint8_t*>(line.data()), line.size()});
    return secret;
}

Result<ProfileKey> parse_profile_key(std::string_view text, const std::string& file) {
    auto rest = first_line(text);
    const auto wrong = [&] {
        return fail(Fault::malformed, "this is not a key for signing procedures", file,
                    "Such a file is made by: cpc profile key --name NAME --out FILE.");
    };
    if (rest.substr(0, private_mark.size()) != private_mark) return wrong();
    rest.remove_prefix(private_mark.size());
    const auto plus = rest.find('+');
    if (plus == std::string_view::npos || !good_name(rest.substr(0, plus))) return wrong();
    auto seed = from_base64(rest.substr(plus + 1));
    if (!seed || seed->size() != seed_size) return wrong();
    const auto secret = crypto::SecretBytes::copy_of(*seed);
    crypto::wipe(*seed);
    return ProfileKey{std::string(rest.substr(0, plus)), crypto::SigningKey::from_seed(secret)};
}

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
    record::Note note;
    note.text = signed_text(procedure);
    note.signatures.push_back(record::sign_note(note.text, key.name, key.key));
    return record::write_note(note);
}

Result<std::string> verify_procedure(const procedure::Procedure& procedure,
                                     std::string_view signature, const TrustedKeys& trusted) {
    const std::string place = procedure.file + std::string(signature_suffix);
    const auto note = record::parse_note(signature);
    if (!note) return fail(Fault::malformed, "this is not a signature", place, not_used);
    if (note->text != signed_text(procedure))
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

bool came_with_the_program(std::string_view hash) {
    return std::find(shipped_procedures.begin(), shipped_procedures.end(), hash) !=
           shipped_procedures.end();
}

}  // namespace cpc::meeting
