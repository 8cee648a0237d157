// SPDX-License-Identifier: Apache-2.0
// May this bundle be taken in? Everything is computed again from its bytes and from what is already
// stored; nothing the bundle says about itself is believed without a signature or a hash.
//
// In order, and the first thing wrong decides: the device is enrolled with exactly this key, log
// and kind; the log is not frozen; the checkpoint is signed by the device; no gap; every entry that
// is already here is the same byte for byte (else fork); every new entry follows from the root
// before it, is signed by those its type requires with keys that fit, was made on a basis that
// existed and has an unused nonce; the last root is the manifest's; the ratchet token is not an old
// one. An entry whose content does not open, or is of a kind central does not know, is held back
// (held.hpp) and the rest goes on. Source: security design, 3.8, 3.9, 3.11.
//
// What it leaves out: whether the conference followed its procedure. Central keeps what was signed.
#pragma once

#include <variant>

#include "core/base/result.hpp"
#include "sync/service/held.hpp"
#include "sync/service/keys.hpp"
#include "sync/service/record_store.hpp"
#include "sync/service/verified.hpp"
#include "sync/wire/answers.hpp"
#include "sync/wire/bundle.hpp"

namespace cpc::service {

struct Fork {
    ForkEvidence evidence;
    wire::Refusal refusal;  // code fork; the log is to be frozen
};
struct CloneSuspected {
    wire::Refusal refusal;  // code clone; the log is to be frozen
};
using Verdict = std::variant<Batch, wire::Refusal, Fork, CloneSuspected>;

// An Error means that central itself failed (its store), not the bundle.
[[nodiscard]] Result<Verdict> judge(RecordStore& store, const CentralKeys& keys,
                                    const wire::Bundle& bundle, Instant now,
                                    const Vetting& vetting = {});

// The conference key as central keeps it, and back.
[[nodiscard]] Bytes wrap_conference_key(const CentralKeys& keys, const Hash32& log_id,
                                        const wire::ConferenceKey& key);
[[nodiscard]] Result<crypto::SecretBytes> unwrap_conference_key(const CentralKeys& keys,
                                                                const Hash32& log_id,
                                                                const StoredKey& key);

// One entry against what stands before it: used at ingest and by fsck.
struct EntryContext {
    const LogRow& log;
    const Hash32& root_before;
    std::function<Result<std::optional<Hash32>>(std::uint64_t size)> root_at;
    std::function<Result<std::optional<crypto::PublicKey>>(const Hash32& kid)> signer;
    const Verified* verified = nullptr;  // signatures that were looked at already
};
// The content of a log's first entry: is it this log, of this device and kind?
[[nodiscard]] Result<void> check_owner(const LogRow& log, ByteView plain);
[[nodiscard]] Result<void> check_entry(const record::Entry& entry, const EntryContext& context);

}  // namespace cpc::service
