// SPDX-License-Identifier: Apache-2.0
// Checkpoints: what a log says about itself, as a signed note that a person can read.
//
//     example.org/cpc/9f…             origin
//     128                             size
//     q3Zk…=                          root, base64
//     (empty line)
//     — example.org/cpc/9f… base64(key id 4 ‖ signature)
//
// The log signs with type 0x01 (plain Ed25519 over the text). Whoever was there, and central, add a
// cosignature of type 0x04, which says when: "at this time this was the largest record I saw, and
// it was consistent". A verifier names the key it trusts; lines of other keys are stepped over.
// Our own checkpoints have no extension lines, and none is accepted.
// Sources: C2SP signed-note, tlog-checkpoint, tlog-cosignature.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/crypto/sign.hpp"

namespace cpc::record {

enum class NoteKind : std::uint8_t { log_signature = 0x01, cosignature = 0x04 };

struct Checkpoint {
    std::string origin;
    std::uint64_t size = 0;
    Hash32 root{};
    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

struct NoteSignature {
    std::string name;
    ByteArray<4> key_id{};
    Bytes bytes;
    friend bool operator==(const NoteSignature&, const NoteSignature&) = default;
};

struct Note {
    std::string text;  // ends in a newline
    std::vector<NoteSignature> signatures;
    friend bool operator==(const Note&, const Note&) = default;
};

inline constexpr std::size_t note_signatures_max = 100;

[[nodiscard]] std::string origin_of(std::string_view domain, const Hash32& log_id);
[[nodiscard]] std::string checkpoint_text(const Checkpoint& checkpoint);
[[nodiscard]] Result<Checkpoint> parse_checkpoint(std::string_view text);

[[nodiscard]] std::string write_note(const Note& note);
[[nodiscard]] Result<Note> parse_note(std::string_view file);

[[nodiscard]] ByteArray<4> note_key_id(NoteKind kind, std::string_view name,
                                       const crypto::PublicKey& key);
[[nodiscard]] NoteSignature sign_note(std::string_view text, std::string_view name,
                                      const crypto::SigningKey& key);
[[nodiscard]] NoteSignature cosign_note(std::string_view text, std::string_view name,
                                        const crypto::SigningKey& key, std::uint64_t unix_seconds);

// True if the note has this key's signature of type 0x01, and it is right.
[[nodiscard]] bool verify_note(const Note& note, std::string_view name,
                               const crypto::PublicKey& key);
// The cosignature's time if the note has this key's cosignature, and it is right.
[[nodiscard]] std::optional<std::uint64_t> verify_cosignature(const Note& note,
                                                              std::string_view name,
                                                              const crypto::PublicKey& key);

// A public key as people configure it: name+keyid+base64(kind ‖ key).
struct VerifierKey {
    std::string name;
    NoteKind kind{};
    crypto::PublicKey key{};
};
[[nodiscard]] std::string write_verifier_key(const VerifierKey& key);
[[nodiscard]] Result<VerifierKey> parse_verifier_key(std::string_view text);

}  // namespace cpc::record
