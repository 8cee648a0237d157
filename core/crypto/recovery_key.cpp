// SPDX-License-Identifier: Apache-2.0
// An officer's recovery key as a line of text. The header is escrow.hpp.
#include <algorithm>

#include "core/base/limits.hpp"
#include "core/crypto/aead.hpp"
#include "core/crypto/escrow.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"

namespace cpc::crypto {
namespace {

constexpr std::string_view private_mark = "CPC-RECOVERY-PRIVATE+";
constexpr std::string_view public_mark = "CPC-RECOVERY-PUBLIC+";
constexpr std::uint8_t version = 1;
constexpr std::size_t salt_at = 9;
constexpr std::size_t key_at = 25;
constexpr std::size_t head_size = key_at + 32;
constexpr std::size_t sealed_size = sealed_overhead + 32;
constexpr std::size_t check_size = 8;
constexpr std::size_t private_size = head_size + sealed_size + check_size;
constexpr std::size_t public_size = 32 + 32 + check_size;

struct Line {
    std::string name;
    Bytes content;  // without the check
};

Failure not_a_key(const std::string& file, bool secret) {
    return fail(Fault::malformed,
                secret ? "This is not an officer's private recovery key, or it was copied wrongly."
                       : "This is not an officer's public recovery key, or it was copied wrongly.",
                file,
                "Nothing was changed. Such a file is made by \"cpc recovery make-key\"; it is one "
                "line.");
}

Bytes with_check(std::string_view name, Bytes content) {
    const Hash32 digest =
        blake2b_keyed({}, {view_of("cpc/recovery-line/v1"), view_of(name), content});
    append(content, ByteView{digest}.first(check_size));
    return content;
}

Result<Line> parse_line(std::string_view text, std::string_view mark, std::size_t size,
                        const std::string& file) {
    const bool secret = mark == private_mark;
    text = text.substr(0, text.find_first_of("\r\n"));
    if (text.substr(0, mark.size()) != mark) return not_a_key(file, secret);
    text.remove_prefix(mark.size());
    const auto plus = text.find('+');
    if (plus == std::string_view::npos || !check_recovery_name(text.substr(0, plus)))
        return not_a_key(file, secret);
    Line out{std::string{text.substr(0, plus)}, {}};
    auto raw = from_base64(text.substr(plus + 1));
    if (!raw || raw->size() != size) return not_a_key(file, secret);
    out.content.assign(raw->begin(), raw->end() - check_size);
    if (with_check(out.name, out.content) != *raw) return not_a_key(file, secret);
    return out;
}

Bytes associated_of(std::string_view name, ByteView head) {
    return joined({view_of("cpc/recovery-key/v1"), view_of(name), head});
}

Result<SecretBytes> kek_of(ByteView head, const SecretBytes& passphrase) {
    Salt16 salt{};
    std::copy_n(head.begin() + salt_at, salt.size(), salt.begin());
    const auto slow = CPC_TRY(argon2id(passphrase, salt, get_u32(head.subspan(1)),
                                       std::uint64_t{get_u32(head.subspan(5))} * 1024));
    return blake2b_secret(slow.view(), {view_of("recovery/v1")});
}

RecoveryPublic public_in(const Line& line, std::size_t at) {
    RecoveryPublic out{line.name, {}, {}};
    std::copy_n(line.content.begin() + static_cast<std::ptrdiff_t>(at), out.key.size(),
                out.key.begin());
    return out;
}

}  // namespace

Result<void> check_recovery_name(std::string_view name) {
    const auto good = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '-' || c == '/';
    };
    if (!name.empty() && name.size() <= limits::name_bytes_max &&
        std::all_of(name.begin(), name.end(), good))
        return {};
    return fail(Fault::malformed, "That cannot be the name of a recovery key.", {},
                "Use letters, digits, \".\", \"-\" and \"/\", such as board.example/officer-1.");
}

Result<std::string> write_recovery_private(const std::string& name, const BoxKeyPair& keys,
                                           const SecretBytes& passphrase, KeyslotCost cost) {
    init();
    CPC_TRY(check_recovery_name(name));
    if (!cost.sensible())
        return fail(Fault::refused, "The cost of a passphrase is outside the limits.");
    Salt16 salt{};
    random_fill(salt);
    Packer out;
    out.u8(version).u32(cost.ops).u32(static_cast<std::uint32_t>(cost.memory_bytes / 1024));
    out.bytes(salt).bytes(keys.public_key());
    Bytes content = out.take();
    const auto kek = CPC_TRY(kek_of(content, passphrase));
    append(content, seal(kek, keys.secret().view(), associated_of(name, content)));
    return std::string{private_mark} + name + "+" + to_base64(with_check(name, content)) + "\n";
}

SigningKey officer_signing_key(const BoxKeyPair& keys) {
    return SigningKey::from_seed(
        blake2b_secret(keys.secret().view(), {view_of("officer-signs/v1")}));
}

std::string write_recovery_public(const std::string& name, const BoxKeyPair& keys) {
    auto content = joined({keys.public_key(), officer_signing_key(keys).public_key()});
    return std::string{public_mark} + name + "+" + to_base64(with_check(name, std::move(content))) +
           "\n";
}

Result<RecoveryPublic> parse_recovery_public(std::string_view text, const std::string& file) {
    const auto line = CPC_TRY(parse_line(text, public_mark, public_size, file));
    auto out = public_in(line, 0);
    out.signing.emplace();
    std::copy_n(line.content.begin() + 32, out.signing->size(), out.signing->begin());
    return out;
}

Result<RecoveryPublic> public_of_private(std::string_view text, const std::string& file) {
    return public_in(CPC_TRY(parse_line(text, private_mark, private_size, file)), key_at);
}

Result<BoxKeyPair> open_recovery_private(std::string_view text, const SecretBytes& passphrase,
                                         const std::string& file) {
    init();
    const auto line = CPC_TRY(parse_line(text, private_mark, private_size, file));
    const ByteView all{line.content};
    if (all[0] != version)
        return fail(Fault::unsupported, "This recovery key is of a newer program.", file);
    const auto head = all.first(head_size);
    const auto kek = CPC_TRY(kek_of(head, passphrase));
    const auto secret = open_secret(kek, all.subspan(head_size), associated_of(line.name, head));
    if (!secret)
        return fail(Fault::wrong_secret, "The passphrase does not open this recovery key.", file,
                    "Nothing was changed. Check the words and try again.");
    auto keys = BoxKeyPair::from_secret(*secret);
    if (!std::equal(keys.public_key().begin(), keys.public_key().end(), head.begin() + key_at))
        return fail(Fault::damaged, "This recovery key's halves do not belong together.", file);
    return keys;
}

}  // namespace cpc::crypto
