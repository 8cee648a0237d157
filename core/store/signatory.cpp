// SPDX-License-Identifier: Apache-2.0
#include "core/store/signatory.hpp"

#include <algorithm>

#include "core/base/check.hpp"
#include "core/crypto/layout.hpp"

namespace cpc::store {
namespace {

Result<void> check_one(ByteView entry, const Signer& signer) {
    const auto& key = *signer.key;
    if (!key.intact())
        return fail(Fault::forged, "A signing key has changed in this device's memory.");
    // As they lie in the entry: role, algorithm, two zeros, kid, signature.
    const auto expected = crypto::joined({key.kid(), key.sign(record::statement_in(entry))});
    constexpr std::size_t kid_at = record::signature_size - 96;
    for (auto at = record::header_size; at + record::signature_size <= entry.size();
         at += record::signature_size) {
        const auto there = entry.subspan(at, record::signature_size);
        const auto signed_part = there.subspan(kid_at);
        if (there[0] == static_cast<std::uint8_t>(signer.role) &&
            std::equal(signed_part.begin(), signed_part.end(), expected.begin(), expected.end()))
            return {};
    }
    return fail(Fault::forged, "A signature came out wrong.");
}

}  // namespace

std::vector<record::Signature> Signatory::sign(const record::EntryHeader& header,
                                               std::span<const Signer> signers) {
    const auto statement = record::statement_of(header);
    std::vector<record::Signature> out(signers.size());
    const auto make = [&](std::size_t i) {
        const auto& key = *signers[i].key;
        out[i] = {signers[i].role, key.kid(), key.sign(statement)};
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
        hand_.offer(
            [this, i, entry, signer = signers[i]] { checked_[i] = check_one(entry, signer); });
}

Result<void> Signatory::finish_check() {
    hand_.finish();
    for (auto& outcome : checked_)
        CPC_TRY(std::move(outcome));
    return {};
}

}  // namespace cpc::store
