// SPDX-License-Identifier: Apache-2.0
// What ingest and fsck both ask of one entry, and how a conference's key lies in the store.
#include <algorithm>
#include <map>

#include "core/codec/codec.hpp"
#include "core/crypto/aead.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"
#include "core/record/device_events.hpp"
#include "core/record/type_rules.hpp"
#include "sync/service/ingest.hpp"

namespace cpc::service {
namespace {

Bytes wrap_label(const Hash32& log_id, const ConferenceId& conference,
                 const ByteArray<16>& key_id) {
    return crypto::joined({view_of("cpc/central-ck/v1"), log_id, conference.bytes, key_id});
}

}  // namespace

Bytes wrap_conference_key(const CentralKeys& keys, const Hash32& log_id,
                          const wire::ConferenceKey& key) {
    return crypto::seal(keys.wrap_key, key.key.view(),
                        wrap_label(log_id, key.conference, key.key_id));
}

Result<crypto::SecretBytes> unwrap_conference_key(const CentralKeys& keys, const Hash32& log_id,
                                                  const StoredKey& key) {
    auto out = crypto::open_secret(keys.wrap_key, key.wrapped,
                                   wrap_label(log_id, key.conference, key.key_id));
    if (out && out->size() == 32) return out;
    return fail(Fault::damaged, "A stored conference key does not open.",
                "log " + to_hex(log_id).substr(0, 16), "Run cpc-central fsck.");
}

Result<void> check_owner(const LogRow& log, ByteView plain) {
    const auto opened = codec::decode<record::LogOpened>(plain);
    if (!opened) return fail(Fault::malformed, "The log does not say whose it is.", "entry 0");
    if (opened->device_key != log.device_key ||
        record::log_id_of(opened->device_key, opened->salt) != log.log_id)
        return fail(Fault::forged, "The log was opened by another device.", "entry 0");
    if (opened->practice != log.practice)
        return fail(Fault::forged,
                    "The log is of another kind (practice or real) than the one that was enrolled.",
                    "entry 0");
    return {};
}

Result<void> check_entry(const record::Entry& entry, const EntryContext& context) {
    const auto& header = entry.header;
    const std::string where = "entry " + std::to_string(header.seq);
    if (header.prev_root != context.root_before)
        return fail(Fault::damaged, "An entry does not follow from those before it.", where);
    if ((header.seq == 0) != (header.type == record::type::log_open))
        return fail(Fault::forged, "A log has to be opened once, by its first entry.", where);
    const auto device_kid = crypto::kid_of(context.log.device_key);
    std::map<Hash32, crypto::PublicKey> known;
    for (const auto& signature : entry.signatures) {
        const bool is_device = signature.kid == device_kid;
        if (is_device != (signature.role == record::Role::device))
            return fail(Fault::forged,
                        "An entry is signed in the device's name by another key, or the other way "
                        "round.",
                        where);
        if (const auto key = CPC_TRY(context.signer(signature.kid)))
            known.emplace(signature.kid, *key);
    }
    const auto key_of = [&](const Hash32& kid) -> std::optional<crypto::PublicKey> {
        const auto found = known.find(kid);
        return found == known.end() ? std::nullopt : std::optional{found->second};
    };
    const auto looked_at = [&](const record::Signature& signature) {
        const auto key = key_of(signature.kid);
        return key && context.verified != nullptr && context.verified->fits(signature, *key);
    };
    if (std::all_of(entry.signatures.begin(), entry.signatures.end(), looked_at))
        CPC_TRY(record::check_signers(entry));
    else
        CPC_TRY(record::check_signatures(entry, key_of));
    const auto basis = header.basis_size <= header.seq ? CPC_TRY(context.root_at(header.basis_size))
                                                       : std::optional<Hash32>{};
    if (!basis || *basis != header.basis_root)
        return fail(Fault::forged, "An entry's author was shown a record that never was.", where);
    return {};
}

}  // namespace cpc::service
