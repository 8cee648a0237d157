// SPDX-License-Identifier: Apache-2.0
#include "sync/service/ingest.hpp"
#include "sync/service/erased.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/codec/codec.hpp"
#include "core/crypto/aead.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"
#include "core/record/device_events.hpp"
#include "core/record/note.hpp"
#include "core/record/payload.hpp"
#include "core/record/type_rules.hpp"

namespace cpc::service {
namespace {

using wire::Refusal;
using wire::RefusalCode;

Refusal no(RefusalCode code, std::string message) {
    return {code, std::move(message), std::nullopt};
}

Bytes wrap_label(const Hash32& log_id, const ConferenceId& conference,
                 const ByteArray<16>& key_id) {
    return crypto::joined({view_of("cpc/central-ck/v1"), log_id, conference.bytes, key_id});
}

// What a fault found in a bundle's content means to the tablet that sent it.
RefusalCode code_of(Fault fault) {
    if (fault == Fault::forged) return RefusalCode::forged;
    if (fault == Fault::unsupported || fault == Fault::malformed) return RefusalCode::malformed;
    return RefusalCode::damaged;
}

// The work on one bundle. Errors of the store are returned as Errors; `refusal_` is the bundle's.
class Judge {
  public:
    Judge(RecordStore& store, const CentralKeys& keys, const wire::Bundle& bundle, LogRow log,
          Instant now)
        : store_(store), keys_(keys), bundle_(bundle), log_(std::move(log)), now_(now) {}

    Result<Verdict> run() {
        tree_ = CPC_TRY(store_.tree(log_.log_id));
        const auto& manifest = bundle_.manifest;
        if (auto refusal = check_checkpoint()) return Verdict{*refusal};
        if (manifest.from > tree_.size()) {
            auto refusal = no(RefusalCode::gap,
                              "Entries before this bundle have not arrived yet: central has " +
                                  std::to_string(tree_.size()) + " and the bundle begins at " +
                                  std::to_string(manifest.from) +
                                  ". Nothing is lost; the missing part has to be sent first.");
            refusal.need_from = tree_.size();
            return Verdict{refusal};
        }
        if (auto fork = CPC_TRY(compare_known())) return Verdict{std::move(*fork)};
        CPC_TRY(load_keys());
        for (const auto& entry : bundle_.entries) {
            if (refusal_) break;
            if (entry.entry.header.seq >= tree_.size()) CPC_TRY(take(entry));
        }
        if (!refusal_) CPC_TRY(check_erased());
        if (!refusal_) check_root();
        if (refusal_) return Verdict{*refusal_};
        if (auto clone = CPC_TRY(check_token())) return Verdict{std::move(*clone)};
        CPC_TRY(check_witness());
        return Verdict{finish()};
    }

  private:
    std::optional<Refusal> check_checkpoint() {
        const auto note = record::parse_note(bundle_.manifest.checkpoint);
        const auto checkpoint = note ? record::parse_checkpoint(note->text)
                                     : Result<record::Checkpoint>{Failure{note.error()}};
        if (!checkpoint || checkpoint->origin != log_.origin)
            return no(RefusalCode::forged, "The bundle's checkpoint is not of the enrolled log.");
        if (!record::verify_note(*note, log_.origin, log_.device_key))
            return no(RefusalCode::forged,
                      "The bundle's checkpoint is not signed by the enrolled device.");
        return std::nullopt;
    }

    // What central has already must be in the bundle byte for byte.
    Result<std::optional<Fork>> compare_known() {
        const std::uint64_t from = bundle_.manifest.from;
        for (const auto& entry : bundle_.entries) {
            const std::uint64_t seq = entry.entry.header.seq;
            if (seq >= tree_.size()) break;
            const auto held = CPC_TRY(store_.entry(log_.log_id, seq));
            if (held && held->entry == entry.raw.entry) continue;
            Fork fork;
            fork.evidence = {log_.log_id, bundle_.manifest.bundle, seq,
                             {},          bundle_.manifest_bytes,  bundle_.manifest_signature,
                             now_};
            for (std::uint64_t i = seq - from; i < bundle_.entries.size(); ++i)
                fork.evidence.rivals.push_back(bundle_.entries[i].raw.entry);
            fork.refusal =
                no(RefusalCode::fork,
                   "This log has two different histories from entry " + std::to_string(seq) +
                       " on. Both are kept as evidence and the log is frozen until a "
                       "person has decided. The tablet's record is untouched.");
            return std::optional<Fork>{std::move(fork)};
        }
        return std::optional<Fork>{};
    }

    Result<void> load_keys() {
        for (const auto& stored : CPC_TRY(store_.keys(log_.log_id))) {
            auto key = CPC_TRY(unwrap_conference_key(keys_, log_.log_id, stored));
            content_keys_.emplace(std::pair{stored.conference.bytes, stored.key_id},
                                  std::move(key));
        }
        for (const auto& key : bundle_.keys) {
            const auto name = std::pair{key.conference.bytes, key.key_id};
            const auto found = content_keys_.find(name);
            if (found == content_keys_.end()) {
                content_keys_.emplace(name, key.key.clone());
                batch_.keys.push_back(
                    {key.conference, key.key_id, wrap_conference_key(keys_, log_.log_id, key)});
            } else if (!found->second.same_as(key.key)) {
                refusal_ = no(RefusalCode::forged,
                              "The bundle gives another key for a conference whose key is known.");
            }
        }
        return {};
    }

    void refuse(const Error& error) {
        refusal_ = no(code_of(error.fault),
                      error.what + (error.where.empty() ? "" : " (" + error.where + ")") +
                          " Nothing of this bundle was taken in.");
    }

    Result<void> add_signers(const wire::ParsedEntry& entry) {
        for (const auto& key : entry.raw.new_keys) {
            const auto kid = crypto::kid_of(key);
            const auto& signatures = entry.entry.signatures;
            const bool used = std::any_of(signatures.begin(), signatures.end(),
                                          [&](const auto& s) { return s.kid == kid; });
            const bool known =
                signers_.count(kid) != 0 || CPC_TRY(store_.signer(log_.log_id, kid)).has_value();
            if (!used || known) {
                refusal_ = no(RefusalCode::malformed,
                              "Entry " + std::to_string(entry.entry.header.seq) +
                                  " introduces a key that it does not use or that is known.");
                return {};
            }
            signers_.emplace(kid, key);
            batch_.signers.push_back({entry.entry.header.seq, key});
        }
        return {};
    }

    Result<std::optional<Hash32>> root_at(std::uint64_t size) {
        if (size == tree_.size() + batch_.entries.size()) return std::optional{root_};
        const std::uint64_t first = bundle_.manifest.from;
        if (size >= first && size - first < bundle_.entries.size())
            return std::optional{bundle_.entries[size - first].entry.header.prev_root};
        const auto held = CPC_TRY(store_.entry(log_.log_id, size));
        if (!held) return std::optional<Hash32>{};
        const auto entry = CPC_TRY(record::parse(held->entry));
        return std::optional{entry.header.prev_root};
    }

    Result<std::optional<crypto::PublicKey>> signer(const Hash32& kid) {
        const auto found = signers_.find(kid);
        if (found != signers_.end()) return std::optional{found->second};
        return store_.signer(log_.log_id, kid);
    }

    // Tells our own failure from the bundle's.
    template <class T>
    Result<T> watched(Result<T> result) {
        if (!result) store_failure_ = result.error();
        return result;
    }

    Result<void> take(const wire::ParsedEntry& entry) {
        if (batch_.entries.empty()) {
            grown_ = tree_;
            root_ = grown_.root();
        }
        const auto& header = entry.entry.header;
        CPC_TRY(add_signers(entry));
        if (refusal_) return {};
        const bool doubled = !nonces_.insert(header.entry_nonce).second ||
                             CPC_TRY(store_.has_nonce(log_.log_id, header.entry_nonce));
        if (doubled) {
            refusal_ = no(RefusalCode::forged, "Entry " + std::to_string(header.seq) +
                                                   " repeats another entry of this log.");
            return {};
        }
        const EntryContext context{log_, root_,
                                   [&](std::uint64_t size) { return watched(root_at(size)); },
                                   [&](const Hash32& kid) { return watched(signer(kid)); }};
        if (const auto checked = check_entry(entry.entry, context); !checked) {
            if (store_failure_) return Failure{*store_failure_};
            refuse(checked.error());
            return {};
        }
        if (const auto opened = open_content(entry); !opened) {
            refuse(opened.error());
            return {};
        }
        grown_.append(record::leaf_hash(entry.raw.entry));
        root_ = grown_.root();
        batch_.entries.push_back(
            {header.seq, entry.raw.entry, entry.raw.ciphertext, entry.raw.key_wrap});
        return {};
    }

    // A receipt says that central can read it, so central reads it once and forgets it again.
    Result<void> open_content(const wire::ParsedEntry& entry) {
        const auto& header = entry.entry.header;
        const std::string where = "entry " + std::to_string(header.seq);
        erased_.look_at(header, entry.raw.ciphertext.empty());
        if (entry.raw.ciphertext.empty()) {
            if (header.seq == 0)
                return fail(Fault::malformed, "The log does not say whose it is.", where);
            return {};
        }
        const auto found = content_keys_.find({header.conference.bytes, header.key_id});
        if (found == content_keys_.end())
            return fail(Fault::malformed, "The key to an entry's content is missing.", where);
        auto plain =
            record::read_payload(header, entry.raw.ciphertext, entry.raw.key_wrap, found->second);
        if (!plain) return fail(Fault::damaged, "An entry's content does not open.", where);
        const auto canonical = codec::check_canonical(*plain);
        const auto owner = header.seq == 0 ? check_owner(*plain) : Result<void>{};
        crypto::wipe(*plain);
        if (!canonical)
            return fail(Fault::malformed, "An entry's content is not written in its one form.",
                        where);
        return owner;
    }

    // Content that is missing is missing because two enrolled officers had it erased, and the entry
    // that says so has come too.
    Result<void> check_erased() {
        if (!erased_.any()) return {};
        const auto size = tree_.size();
        const auto read = [&](std::uint64_t seq) -> Result<StoredEntry> {
            if (seq >= size) return batch_.entries.at(seq - size);
            auto held = CPC_TRY(store_.entry(log_.log_id, seq));
            if (!held) return fail(Fault::damaged, "Central's own copy of an entry is missing.");
            return std::move(*held);
        };
        const auto judged = CPC_TRY(erased_.judge(log_, size, read, content_keys_));
        if (judged.wrong) refuse(*judged.wrong);
        batch_.notices.insert(batch_.notices.end(), judged.notices.begin(), judged.notices.end());
        return {};
    }

    // Entry 0 ties the log's id to the device's key, and says whether it is practice.
    Result<void> check_owner(ByteView plain) const {
        const auto opened = codec::decode<record::LogOpened>(plain);
        if (!opened) return fail(Fault::malformed, "The log does not say whose it is.", "entry 0");
        if (opened->device_key != log_.device_key ||
            record::log_id_of(opened->device_key, opened->salt) != log_.log_id)
            return fail(Fault::forged, "The log was opened by another device.", "entry 0");
        if (opened->practice != log_.practice)
            return fail(Fault::forged,
                        "The log is of another kind (practice or real) than the one "
                        "that was enrolled.",
                        "entry 0");
        return {};
    }

    void check_root() {
        if (bundle_.manifest.to <= tree_.size()) return;  // compared byte for byte already
        if (root_ == bundle_.manifest.root) return;
        refusal_ = no(RefusalCode::damaged,
                      "The entries do not add up to the root that the device signed.");
    }

    // Only with new entries: a stick that arrives late with what is known by now harms nobody.
    Result<std::optional<CloneSuspected>> check_token() {
        const auto& token = bundle_.manifest.token;
        const auto seen = CPC_TRY(store_.token_rank_seen(log_.log_id));
        std::uint64_t rank = 0;
        if (token != wire::Token{}) {
            const auto found = CPC_TRY(store_.token_rank(log_.log_id, token));
            if (!found) {
                batch_.notices.push_back(
                    "The tablet shows a receipt that central does not remember giving. Central may "
                    "have been restored from an older backup.");
                return std::optional<CloneSuspected>{};
            }
            rank = *found;
        }
        if (rank >= seen || batch_.entries.empty()) return std::optional<CloneSuspected>{};
        return std::optional<CloneSuspected>{CloneSuspected{
            no(RefusalCode::clone,
               "New entries came with an old receipt's token although its successor has been used: "
               "two tablets may be writing one log. The log is frozen until a person has decided. "
               "The tablet's record is untouched.")}};
    }

    // The device is central's witness: what it was told must still be true.
    Result<void> check_witness() {
        const auto& manifest = bundle_.manifest;
        if (manifest.token == wire::Token{}) return {};
        const auto own = CPC_TRY(store_.receipts_root(manifest.receipts_seen));
        if (own && *own == manifest.receipts_root) return {};
        batch_.notices.push_back(
            "Central's own list of receipts is not what this tablet was told before: rows are "
            "missing or changed here. Run cpc-central fsck.");
        return {};
    }

    Batch finish() {
        const auto& manifest = bundle_.manifest;
        batch_.log_id = log_.log_id;
        batch_.known = tree_.size();
        auto& row = batch_.bundle;
        row.bundle = manifest.bundle;
        row.digest = bundle_.digest;
        row.log_id = log_.log_id;
        row.from = manifest.from;
        row.to = manifest.to;
        row.received = now_;
        row.manifest = bundle_.manifest_bytes;
        row.manifest_signature = bundle_.manifest_signature;
        row.shown_token = manifest.token;
        return std::move(batch_);
    }

    RecordStore& store_;
    const CentralKeys& keys_;
    const wire::Bundle& bundle_;
    LogRow log_;
    Instant now_;
    record::CompactRange tree_;   // what central has
    record::CompactRange grown_;  // with the new entries so far
    Hash32 root_{};
    std::map<Hash32, crypto::PublicKey> signers_;
    std::set<ByteArray<16>> nonces_;
    ContentKeys content_keys_;
    ErasedThere erased_;
    Batch batch_;
    std::optional<Refusal> refusal_;
    std::optional<Error> store_failure_;
};

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
    CPC_TRY(
        record::check_signatures(entry, [&](const Hash32& kid) -> std::optional<crypto::PublicKey> {
            const auto found = known.find(kid);
            return found == known.end() ? std::nullopt : std::optional{found->second};
        }));
    const auto basis = header.basis_size <= header.seq ? CPC_TRY(context.root_at(header.basis_size))
                                                       : std::optional<Hash32>{};
    if (!basis || *basis != header.basis_root)
        return fail(Fault::forged, "An entry's author was shown a record that never was.", where);
    return {};
}

Result<Verdict> judge(RecordStore& store, const CentralKeys& keys, const wire::Bundle& bundle,
                      Instant now) {
    const auto log = CPC_TRY(store.find_log(bundle.manifest.log_id));
    if (!log || log->device_key != bundle.device_key)
        return Verdict{no(RefusalCode::unknown_device,
                          "This tablet is not enrolled here, or was enrolled with another key. "
                          "Enrol it with its device file; its record is untouched.")};
    if (log->practice != keys.pairing.practice)
        return Verdict{no(RefusalCode::practice,
                          log->practice ? "This is a practice record, and this central service "
                                          "takes real ones only."
                                        : "This is a real record, and this central service is for "
                                          "practice only.")};
    if (log->frozen) return Verdict{no(RefusalCode::frozen, *log->frozen)};
    return Judge(store, keys, bundle, *log, now).run();
}

}  // namespace cpc::service
