// SPDX-License-Identifier: Apache-2.0
#include "core/record/note.hpp"

#include <algorithm>
#include <charconv>

#include "core/base/check.hpp"
#include "core/base/limits.hpp"
#include "core/codec/wire.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"

namespace cpc::record {
namespace {

constexpr std::string_view signature_mark = "\xE2\x80\x94 ";
constexpr std::size_t key_id_size = 4;
constexpr std::size_t cosignature_size = 8 + 64;
constexpr std::uint64_t unix_seconds_max = INT64_MAX;

Failure malformed(const char* problem) {
    return fail(Fault::malformed, std::string{"A signed note is not valid: "} + problem);
}

// Plain decimal without a sign, without leading zeros.
std::optional<std::uint64_t> parse_decimal(std::string_view text) {
    std::uint64_t value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec != std::errc{} || result.ptr != text.data() + text.size()) return std::nullopt;
    if (std::to_string(value) != text) return std::nullopt;
    return value;
}

// The property White_Space beyond ASCII: C2SP keeps it out of names, because a person sees a space
// and a line is divided at another one.
bool has_wide_space(std::string_view name) {
    constexpr std::string_view spaces[] = {
        "\xC2\x85",     "\xC2\xA0",     "\xE1\x9A\x80", "\xE2\x80\x80", "\xE2\x80\x81",
        "\xE2\x80\x82", "\xE2\x80\x83", "\xE2\x80\x84", "\xE2\x80\x85", "\xE2\x80\x86",
        "\xE2\x80\x87", "\xE2\x80\x88", "\xE2\x80\x89", "\xE2\x80\x8A", "\xE2\x80\xA8",
        "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80"};
    return std::any_of(std::begin(spaces), std::end(spaces), [&](std::string_view space) {
        return name.find(space) != std::string_view::npos;
    });
}

bool good_name(std::string_view name) {
    const auto bad = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte <= 0x20 || byte == '+' || byte == 0x7F;
    };
    return !name.empty() && codec::is_utf8(name) && !has_wide_space(name) &&
           std::none_of(name.begin(), name.end(), bad);
}

bool good_text(std::string_view text) {
    const auto bad = [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; };
    return !text.empty() && text.back() == '\n' && codec::is_utf8(text) &&
           std::none_of(text.begin(), text.end(), bad);
}

Bytes cosigned_message(std::string_view text, std::uint64_t unix_seconds) {
    const std::string head = "cosignature/v1\ntime " + std::to_string(unix_seconds) + "\n";
    return crypto::joined({view_of(head), view_of(text)});
}

crypto::SignatureBytes last_64(ByteView bytes) {
    crypto::SignatureBytes out{};
    std::copy_n(bytes.end() - out.size(), out.size(), out.begin());
    return out;
}

Result<NoteSignature> parse_line(std::string_view line) {
    if (line.substr(0, signature_mark.size()) != signature_mark)
        return malformed("a signature line does not begin with a dash");
    line.remove_prefix(signature_mark.size());
    const auto space = line.find(' ');
    if (space == std::string_view::npos) return malformed("a signature line has no name");
    NoteSignature out;
    out.name = std::string{line.substr(0, space)};
    const auto raw = from_base64(line.substr(space + 1));
    if (!good_name(out.name)) return malformed("the name of a signer is not allowed");
    if (!raw || raw->size() <= key_id_size) return malformed("a signature is not base64");
    std::copy_n(raw->begin(), key_id_size, out.key_id.begin());
    out.bytes.assign(raw->begin() + key_id_size, raw->end());
    return out;
}

}  // namespace

std::string origin_of(std::string_view domain, const Hash32& log_id) {
    return std::string{domain} + "/cpc/" + to_hex(log_id);
}

std::string checkpoint_text(const Checkpoint& checkpoint) {
    CPC_CHECK(good_name(checkpoint.origin));
    return checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" +
           to_base64(checkpoint.root) + "\n";
}

Result<Checkpoint> parse_checkpoint(std::string_view text) {
    const auto first = text.find('\n');
    const auto second = first == std::string_view::npos ? first : text.find('\n', first + 1);
    if (second == std::string_view::npos) return malformed("a checkpoint has three lines");
    Checkpoint out;
    out.origin = std::string{text.substr(0, first)};
    const auto size = parse_decimal(text.substr(first + 1, second - first - 1));
    auto root_line = text.substr(second + 1);
    if (root_line.empty() || root_line.back() != '\n')
        return malformed("a checkpoint has three lines");
    root_line.remove_suffix(1);
    const auto root = from_base64(root_line);
    if (!good_name(out.origin)) return malformed("its origin is not allowed");
    if (!size || *size > limits::entries_max) return malformed("its size is not a number");
    if (!root || root->size() != out.root.size()) return malformed("its root is not 32 bytes");
    out.size = *size;
    std::copy(root->begin(), root->end(), out.root.begin());
    return out;
}

std::string write_note(const Note& note) {
    CPC_CHECK(good_text(note.text));
    std::string out = note.text + "\n";
    for (const auto& signature : note.signatures)
        out += std::string{signature_mark} + signature.name + " " +
               to_base64(crypto::joined({signature.key_id, signature.bytes})) + "\n";
    return out;
}

Result<Note> parse_note(std::string_view file) {
    if (file.size() > limits::receipt_bytes_max) return malformed("it is too long");
    if (!good_text(file)) return malformed("it is not plain text");
    const auto gap = file.rfind("\n\n");
    if (gap == std::string_view::npos) return malformed("it has no signatures");
    Note out;
    out.text = std::string{file.substr(0, gap + 1)};
    auto rest = file.substr(gap + 2);
    if (rest.empty()) return malformed("it has no signatures");
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        if (out.signatures.size() == note_signatures_max)
            return malformed("it has too many signatures");
        out.signatures.push_back(CPC_TRY(parse_line(rest.substr(0, end))));
        rest.remove_prefix(end + 1);
    }
    return out;
}

ByteArray<4> note_key_id(NoteKind kind, std::string_view name, const crypto::PublicKey& key) {
    const ByteArray<2> middle{0x0A, static_cast<std::uint8_t>(kind)};
    const Hash32 digest = crypto::sha256({view_of(name), middle, key});
    return {digest[0], digest[1], digest[2], digest[3]};
}

NoteSignature sign_note(std::string_view text, std::string_view name,
                        const crypto::SigningKey& key) {
    CPC_CHECK(good_name(name) && good_text(text));
    const auto bytes = key.sign(view_of(text));
    return {std::string{name}, note_key_id(NoteKind::log_signature, name, key.public_key()),
            Bytes(bytes.begin(), bytes.end())};
}

NoteSignature cosign_note(std::string_view text, std::string_view name,
                          const crypto::SigningKey& key, std::uint64_t unix_seconds) {
    CPC_CHECK(good_name(name) && good_text(text) && unix_seconds <= unix_seconds_max);
    const auto bytes = key.sign(cosigned_message(text, unix_seconds));
    return {std::string{name}, note_key_id(NoteKind::cosignature, name, key.public_key()),
            crypto::Packer{}.u64(unix_seconds).bytes(bytes).take()};
}

bool verify_note(const Note& note, std::string_view name, const crypto::PublicKey& key) {
    const auto key_id = note_key_id(NoteKind::log_signature, name, key);
    bool found = false;
    for (const auto& signature : note.signatures) {
        if (signature.name != name || signature.key_id != key_id) continue;
        if (signature.bytes.size() != crypto::SignatureBytes{}.size()) return false;
        if (!crypto::verify(key, view_of(note.text), last_64(signature.bytes))) return false;
        found = true;
    }
    return found;
}

std::optional<std::uint64_t> verify_cosignature(const Note& note, std::string_view name,
                                                const crypto::PublicKey& key) {
    const auto key_id = note_key_id(NoteKind::cosignature, name, key);
    std::optional<std::uint64_t> latest;
    for (const auto& signature : note.signatures) {
        if (signature.name != name || signature.key_id != key_id) continue;
        if (signature.bytes.size() != cosignature_size) return std::nullopt;
        const auto time = crypto::get_u64(signature.bytes);
        if (time > unix_seconds_max) return std::nullopt;
        if (!crypto::verify(key, cosigned_message(note.text, time), last_64(signature.bytes)))
            return std::nullopt;
        latest = latest ? std::max(*latest, time) : time;
    }
    return latest;
}

std::string write_verifier_key(const VerifierKey& key) {
    const ByteArray<1> kind{static_cast<std::uint8_t>(key.kind)};
    return key.name + "+" + to_hex(note_key_id(key.kind, key.name, key.key)) + "+" +
           to_base64(crypto::joined({kind, key.key}));
}

Result<VerifierKey> parse_verifier_key(std::string_view text) {
    const auto first = text.find('+');
    const auto second = first == std::string_view::npos ? first : text.find('+', first + 1);
    if (second == std::string_view::npos) return malformed("a public key has the form name+id+key");
    VerifierKey out;
    out.name = std::string{text.substr(0, first)};
    const auto id = from_hex(text.substr(first + 1, second - first - 1));
    const auto raw = from_base64(text.substr(second + 1));
    if (!good_name(out.name) || !id || !raw || raw->size() != 1 + out.key.size())
        return malformed("a public key has the form name+id+key");
    if (raw->front() != 0x01 && raw->front() != 0x04)
        return fail(Fault::unsupported, "A public key is of a kind this program does not know.");
    out.kind = static_cast<NoteKind>(raw->front());
    std::copy(raw->begin() + 1, raw->end(), out.key.begin());
    const auto expected = note_key_id(out.kind, out.name, out.key);
    if (!std::equal(id->begin(), id->end(), expected.begin(), expected.end()))
        return malformed("a public key does not match its id");
    // Capital letters in the id, or bits beyond the last of base64, would be a second form.
    if (write_verifier_key(out) != text)
        return malformed("a public key is written in another form");
    return out;
}

}  // namespace cpc::record
