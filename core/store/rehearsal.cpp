// SPDX-License-Identifier: Apache-2.0
// The rehearsed recovery; the header is rotate.hpp.
#include "core/crypto/passphrase.hpp"
#include "core/store/chairs.hpp"
#include "core/store/rotate.hpp"

namespace cpc::store {
namespace {

constexpr auto cost = crypto::KeyslotCost::practice;

Failure failed(const std::string& what) {
    return fail(Fault::conflict, "The rehearsal failed: " + what, {},
                "The tablet's own record was not touched. Do not go live with these recovery keys; "
                "have them made and enrolled again.");
}

// What the throw-away record was before it was recovered.
struct Before {
    std::uint64_t size = 0;
    Hash32 root{};
};

Result<Before> make_record(Ports ports, const std::string& scratch,
                           const crypto::SecretBytes& passphrase,
                           const crypto::OfficerKeys& officers) {
    CreateOptions options;
    options.cost = cost();
    options.practice = true;
    auto vault = CPC_TRY(Vault::create(ports, scratch, passphrase, options));
    Chairs chairs{ports, scratch, vault};
    CPC_TRY(chairs.enrol_recovery(passphrase, officers));
    CPC_TRY(vault.settle());
    return Before{vault.size(), vault.root()};
}

Result<void> judge(Ports ports, const std::string& scratch, const Before& before,
                   const crypto::SecretBytes& old_words, const crypto::SecretBytes& new_words) {
    if (Vault::open(ports, scratch, old_words)) return failed("the old passphrase still opens.");
    auto vault = Vault::open(ports, scratch, new_words);
    if (!vault) return failed("the new passphrase does not open. " + vault.error().what);
    const auto root = vault->root_at(before.size);
    if (!root || *root != before.root) return failed("the record is another one.");
    return {};
}

}  // namespace

Result<void> rehearse_recovery(Ports ports, const std::string& scratch,
                               const crypto::OfficerKeys& officers, const crypto::BoxKeyPair& one,
                               const crypto::BoxKeyPair& other) {
    if (one.public_key() == other.public_key())
        return fail(Fault::refused, "Two different officers' keys are needed.", {},
                    "Nothing was changed. No single key opens a record.");
    const auto old_words = crypto::propose_passphrase(ports.entropy);
    const auto new_words = crypto::propose_passphrase(ports.entropy);
    const auto before = CPC_TRY(make_record(ports, scratch, old_words, officers));
    for (const auto* alone : {&one, &other})
        if (recover_by_officers(ports, scratch, *alone, *alone, new_words, cost()))
            return failed("one officer alone opened it.");
    auto recovered = recover_by_officers(ports, scratch, one, other, new_words, cost());
    if (!recovered && recovered.error().fault == Fault::wrong_secret)
        return Failure{recovered.error()};
    if (!recovered) return failed(recovered.error().what);
    return judge(ports, scratch, before, old_words, new_words);
}

}  // namespace cpc::store
