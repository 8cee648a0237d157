// SPDX-License-Identifier: Apache-2.0
#include "core/store/signatory.hpp"

#include "core/base/check.hpp"
#include "core/record/type_rules.hpp"

namespace cpc::store {
namespace {

Result<void> check_one(ByteView bytes, record::Role role, const crypto::PublicKey& key) {
    const auto entry = CPC_TRY(record::parse(bytes));
    const auto kid = crypto::kid_of(key);
    for (const auto& signature : entry.signatures)
        if (signature.role == role && signature.kid == kid)
            return record::check_signature(entry, signature, key);
    return fail(Fault::forged, "An entry lacks a signature that was made for it.");
}

}  // namespace

std::vector<record::Signature> Signatory::sign(const record::EntryHeader& header,
                                               std::span<const Signer> signers) {
    std::vector<record::Signature> out(signers.size());
    const auto make = [&](std::size_t i) {
        out[i] = record::sign_statement(header, signers[i].role, *signers[i].key);
    };
    for (std::size_t i = 1; i < signers.size(); ++i)
        hand_.offer([&make, i] { make(i); });
    make(0);
    hand_.finish();
    record::sort_signatures(out);
    return out;
}

void Signatory::begin_check(ByteView entry, std::span<const Signer> signers) {
    checked_.assign(signers.size(), fail(Fault::forged, "A signature was not checked."));
    for (std::size_t i = 0; i < signers.size(); ++i)
        hand_.offer([this, i, entry, role = signers[i].role, key = signers[i].key->public_key()] {
            checked_[i] = check_one(entry, role, key);
        });
}

Result<void> Signatory::finish_check() {
    hand_.finish();
    for (auto& outcome : checked_)
        CPC_TRY(std::move(outcome));
    return {};
}

}  // namespace cpc::store
