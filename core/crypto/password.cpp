// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/password.hpp"

#include <sodium.h>

namespace cpc::crypto {
namespace {

// A keyslot names its own cost, and a hostile one must not be able to ask for hours or gigabytes.
constexpr std::uint32_t ops_max = 16;
constexpr std::uint64_t memory_bytes_max = 1'073'741'824;

}  // namespace

bool KeyslotCost::sensible() const {
    return ops >= crypto_pwhash_argon2id_OPSLIMIT_MIN && ops <= ops_max &&
           memory_bytes >= crypto_pwhash_argon2id_MEMLIMIT_MIN &&
           memory_bytes <= memory_bytes_max && memory_bytes % 1024 == 0;
}

Result<void> worth_it(KeyslotCost cost, bool practice) {
    constexpr std::uint64_t least_bytes = 19U << 20U;
    if (practice || (cost.ops >= 2 && cost.memory_bytes >= least_bytes)) return {};
    return fail(Fault::refused, "A real record is not protected by a passphrase so cheap to guess.",
                {}, "Nothing was changed. Leave --practice away: it is for training only.");
}

Result<SecretBytes> argon2id(const SecretBytes& passphrase, const Salt16& salt, std::uint32_t ops,
                             std::uint64_t memory_bytes) {
    init();
    if (!KeyslotCost{ops, memory_bytes}.sensible())
        return fail(Fault::refused, "The cost of a passphrase check is outside the limits.");
    SecretBytes out(32);
    const int status = crypto_pwhash(
        out.data(), out.size(), reinterpret_cast<const char*>(passphrase.data()), passphrase.size(),
        salt.data(), ops, static_cast<std::size_t>(memory_bytes), crypto_pwhash_ALG_ARGON2ID13);
    if (status != 0)
        return fail(Fault::exhausted, "There is not enough free memory to check the passphrase.",
                    {}, "Nothing is lost. Close other programs or restart the tablet.");
    return out;
}

}  // namespace cpc::crypto
