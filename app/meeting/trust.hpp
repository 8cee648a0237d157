// SPDX-License-Identifier: Apache-2.0
// Who answers for a procedure or an overlay. Two kinds are accepted for real records: a file that
// came with this program, known by its SHA-256, which is built in; and a file with a signature
// beside it (FILE.sig) by a key that the device's settings trust. Everything else is refused by
// name.
//
// The signature is a signed note (core/record/note.hpp) over four lines:
//
//     case-conference/procedure
//     torbay-cpp
//     2026-1
//     9f86d0…                       SHA-256 of the file, hexadecimal
//     (empty line)
//     — board.example base64(key id ‖ signature)
//
// The first line is the purpose ("case-conference/overlay" for an overlay), so that this signature
// is good for nothing else. Private keys are files of whoever signs, each sealed under a passphrase
// (key_of_signer.hpp); none is part of the program or of its tree. Source: REQ-009.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/crypto/sign.hpp"
#include "core/procedure/overlay.hpp"
#include "core/procedure/profile.hpp"
#include "core/record/note.hpp"

namespace cpc::meeting {

using TrustedKeys = std::vector<record::VerifierKey>;

inline constexpr std::string_view signature_suffix = ".sig";

// A signing key with the name it signs under.
struct ProfileKey {
    std::string name;
    crypto::SigningKey key;
};

[[nodiscard]] Result<ProfileKey> make_profile_key(const std::string& name);
[[nodiscard]] record::VerifierKey public_half(const ProfileKey& key);

// One public key a line, as write_verifier_key() makes it; blank lines and lines with # are
// skipped.
[[nodiscard]] Result<TrustedKeys> parse_trusted_keys(std::string_view text,
                                                     const std::string& file);

// `procedure.hash` is filled in. The text of FILE.sig.
[[nodiscard]] std::string sign_procedure(const procedure::Procedure& procedure,
                                         const ProfileKey& key);
// The name of the trusted key that signed it; an Error says in plain words why there is none.
[[nodiscard]] Result<std::string> verify_procedure(const procedure::Procedure& procedure,
                                                   std::string_view signature,
                                                   const TrustedKeys& trusted);
[[nodiscard]] std::string sign_overlay(const procedure::Overlay& overlay, const ProfileKey& key);
[[nodiscard]] Result<std::string> verify_overlay(const procedure::Overlay& overlay,
                                                 std::string_view signature,
                                                 const TrustedKeys& trusted);

// Whether a file with this SHA-256 came with the program.
[[nodiscard]] bool came_with_the_program(std::string_view hash);

}  // namespace cpc::meeting
