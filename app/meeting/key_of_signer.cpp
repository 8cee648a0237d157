// SPDX-License-Identifier: Apache-2.0
#include "app/meeting/key_of_signer.hpp"

#include <algorithm>
#include <array>

#include "core/base/limits.hpp"
#include "core/crypto/aead.hpp"

namespace cpc::meeting {
namespace {

constexpr std::string_view sealed_mark = "SEALED+KEY+";
constexpr std::string_view bare_mark = "PRIVATE+KEY+";
constexpr std::size_t seed_size = 32;
constexpr std::size_t cost_size = 4 + 8;
constexpr std::size_t head_size = cost_size + std::tuple_size_v<crypto::Salt16>;
constexpr std::size_t body_size = head_size + crypto::sealed_overhead + seed_size;

bool good_name(std::string_view name) {
    const auto good = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '-' || c == '/';
    };
    return !name.empty() && name.size() <= limits::name_bytes_max &&
           std::all_of(name.begin(), name.end(), good);
}

void put(Bytes& out, std::uint64_t number, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i)
        out.push_back(static_cast<std::uint8_t>(number >> (8 * i)));
}

std::uint64_t take(ByteView in, std::size_t at, std::size_t size) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < size; ++i)
        number |= static_cast<std::uint64_t>(in[at + i]) << (8 * i);
    return number;
}

// What the seal is bound to besides the key: whose it is and what a guess costs.
Bytes bound_to(const std::string& name, ByteView head) {
    const auto text = std::string(sealed_mark) + name;
    Bytes bound(text.begin(), text.end());
    bound.insert(bound.end(), head.begin(), head.end());
    return bound;
}

}  // namespace

Result<ProfileKey> make_profile_key(const std::string& name) {
    if (!good_name(name))
        return fail(Fault::malformed, "\"" + name + "\" cannot be the name of a key", {},
                    "Use letters, digits, \".\", \"-\" and \"/\", such as board.example.");
    return ProfileKey{name, crypto::SigningKey::generate()};
}

Result<std::string> seal_profile_key(const ProfileKey& key, const crypto::SecretBytes& passphrase,
                                     crypto::KeyslotCost cost) {
    if (passphrase.empty())
        return fail(Fault::refused, "a key for signing procedures needs a passphrase", {},
                    "No file was made.");
    crypto::Salt16 salt{};
    crypto::random_fill(salt);
    Bytes body;
    put(body, cost.ops, 4);
    put(body, cost.memory_bytes, 8);
    body.insert(body.end(), salt.begin(), salt.end());
    const auto wrapping = CPC_TRY(crypto::argon2id(passphrase, salt, cost.ops, cost.memory_bytes));
    const auto seed = key.key.seed();
    const auto sealed = crypto::seal(wrapping, seed.view(), bound_to(key.name, body));
    body.insert(body.end(), sealed.begin(), sealed.end());
    return std::string(sealed_mark) + key.name + "+" + to_base64(body) + "\n";
}

Result<ProfileKey> open_profile_key(std::string_view text, const crypto::SecretBytes& passphrase,
                                    const std::string& file) {
    auto rest = text.substr(0, text.find_first_of("\r\n"));
    if (rest.substr(0, bare_mark.size()) == bare_mark)
        return fail(Fault::refused, "this key lies in its file without a passphrase", file,
                    "It is not used: whoever copied the file can sign. Make a new one with cpc "
                    "profile key, put its .pub line on the tablets and take the old line away.");
    const auto wrong = [&] {
        return fail(Fault::malformed, "this is not a key for signing procedures", file,
                    "Such a file is made by: cpc profile key --name NAME --out FILE.");
    };
    if (rest.substr(0, sealed_mark.size()) != sealed_mark) return wrong();
    rest.remove_prefix(sealed_mark.size());
    const auto plus = rest.find('+');
    if (plus == std::string_view::npos || !good_name(rest.substr(0, plus))) return wrong();
    const std::string name{rest.substr(0, plus)};
    const auto body = from_base64(rest.substr(plus + 1));
    if (!body || body->size() != body_size) return wrong();
    const ByteView all{*body};
    crypto::KeyslotCost cost;
    cost.ops = static_cast<std::uint32_t>(take(all, 0, 4));
    cost.memory_bytes = take(all, 4, 8);
    if (!cost.sensible()) return wrong();
    crypto::Salt16 salt{};
    std::copy_n(all.begin() + cost_size, salt.size(), salt.begin());
    const auto wrapping = CPC_TRY(crypto::argon2id(passphrase, salt, cost.ops, cost.memory_bytes));
    auto seed =
        crypto::open_secret(wrapping, all.subspan(head_size), bound_to(name, all.first(head_size)));
    if (!seed)
        return fail(
            Fault::refused, "the passphrase does not open this key", file,
            "Nothing was signed. Try again; a key whose passphrase is lost is replaced by a "
            "new one.");
    return ProfileKey{name, crypto::SigningKey::from_seed(*seed)};
}

}  // namespace cpc::meeting
