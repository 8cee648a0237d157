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

// What a fault found in a bundle's content means to the tablet that sent it.
RefusalCode code_of(Fault fault) {
    if (fault == Fault::forged) return RefusalCode::forged;
    if (fault == Fault::unsupported || fault == Fault::malformed) return RefusalCode::malformed;
    return RefusalCode::damaged;
}

using KeyName = std::pair<ByteArray<16>, ByteArray<16>>;

// What is wrong with a content; with a code, it can be held back.
struct Trouble {
    Error error;
    std::optional<std::string> held;
};

// The work on one bundle. Errors of the store are returned as Errors; `refusal_` is the bundle's.
class Judge {
  public:
    Judge(RecordStore& store, const CentralKeys& keys, const wire::Bundle& bundle, LogRow log,
          Instant now, const Vetting& vetting)
        : store_(store),
          keys_(keys),
          bundle_(bundle),
          log_(std::move(log)),
          now_(now),
          vetting_(vetting) {}

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
        held_ = CPC_TRY(HeldLog::read(store_, keys_, log_.log_id));
        const auto key_of = [&](const Hash32& kid) { return signer(kid); };
        verified_ = CPC_TRY(Verified::look_at(bundle_.entries, tree_.size(), key_of));
        for (const auto& entry : bundle_.entries) {
            if (refusal_) break;
            const auto seq = entry.entry.header.seq;
            if (seq >= tree_.size())
                CPC_TRY(take(entry));
            else if (held_.open(seq) != nullptr)
                take_again(entry);
        }
        if (!refusal_) CPC_TRY(check_erased());
        if (!refusal_) check_held();
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
        const auto stored = CPC_TRY(store_.signer(log_.log_id, kid));
        if (stored) signers_.emplace(kid, *stored);
        return stored;
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
        const EntryContext context{
            log_, root_, [&](std::uint64_t size) { return watched(root_at(size)); },
            [&](const Hash32& kid) { return watched(signer(kid)); }, &verified_};
        if (const auto checked = check_entry(entry.entry, context); !checked) {
            if (store_failure_) return Failure{*store_failure_};
            refuse(checked.error());
            return {};
        }
        StoredEntry stored{header.seq, entry.raw.entry, entry.raw.ciphertext, entry.raw.key_wrap};
        erased_.look_at(header, entry.raw.ciphertext.empty());
        if (const auto trouble = open_content(entry)) {
            if (!trouble->held || !may_be_held(header)) {
                refuse(trouble->error);
                return {};
            }
            hold(entry, *trouble);
            stored.ciphertext.clear();
            stored.key_wrap.clear();
        }
        grown_.append(record::leaf_hash(entry.raw.entry));
        root_ = grown_.root();
        batch_.entries.push_back(std::move(stored));
        return {};
    }

    // Set aside, with what came, as evidence: whatever follows it in the log can still be taken.
    void hold(const wire::ParsedEntry& entry, const Trouble& trouble) {
        const auto& header = entry.entry.header;
        const HeldEntry held{
            header.seq, HeldState::held,      *trouble.held,     bundle_.manifest.bundle,
            now_,       entry.raw.ciphertext, entry.raw.key_wrap};
        held_.apply(held);
        batch_.office.push_back(held_row(keys_, log_.log_id, held));
        batch_.notices.push_back(
            "Entry " + std::to_string(header.seq) +
            (header.conference.empty() ? std::string{} : " of " + header.conference.hex()) +
            " is held back as " + *trouble.held + ". " +
            std::string{wire::held_words(*trouble.held)});
    }

    // It was held back when it first came: is the cause gone?
    void take_again(const wire::ParsedEntry& entry) {
        const auto& header = entry.entry.header;
        HeldEntry came{header.seq, HeldState::taken, {}, bundle_.manifest.bundle, now_, {}, {}};
        const bool named = (header.flags & record::flag::has_payload) != 0;
        if (named && entry.raw.ciphertext.empty()) {
            // Officers had it erased since, or a chair purged it: settle_bare() says which.
            erased_.look_at(header, true);
            bare_again_.push_back(std::move(came));
            return;
        } else if (const auto trouble = open_content(entry)) {
            ++held_still_;
            held_why_ = trouble->error.what;
            return;
        } else if (named) {
            batch_.late.push_back(
                {header.seq, entry.raw.entry, entry.raw.ciphertext, entry.raw.key_wrap});
        }
        settle(std::move(came));
    }

    void settle(HeldEntry came) {
        ++came_right_;
        batch_.office.push_back(held_row(keys_, log_.log_id, came));
        held_.apply(std::move(came));
    }

    // What was erased is done with. What was purged others have and central does not: not received.
    void settle_bare(const std::vector<std::uint64_t>& purged) {
        const auto is_purged = [&](std::uint64_t seq) {
            return std::binary_search(purged.begin(), purged.end(), seq);
        };
        for (auto& came : bare_again_) {
            if (is_purged(came.seq)) {
                ++held_still_;
                held_why_ = wire::held_words(wire::held_code::content_purged);
            } else {
                came.state = HeldState::erased;
                settle(std::move(came));
            }
        }
        for (const auto& entry : bundle_.entries)
            if (entry.entry.header.seq >= tree_.size() && is_purged(entry.entry.header.seq))
                hold(entry, {{}, wire::held_code::content_purged});
    }

    // What goes on the receipt; and a bundle that brought nothing but what stays held back is none.
    void check_held() {
        batch_.held_back = held_.lines(bundle_.manifest.to);
        if (held_still_ > 0 && came_right_ == 0 && batch_.entries.empty())
            refusal_ = no(RefusalCode::held_back,
                          "What was held back cannot be taken yet: " + held_why_ +
                              " Everything else was received, and the tablet keeps its record.");
        else if (batch_.held_back.size() > wire::held_back_lines_max)
            refusal_ = no(RefusalCode::malformed,
                          "More entries than a receipt can name would be held back. Nothing of "
                          "this bundle was taken in.");
    }

    // A receipt says that central can read it, so central reads it once and forgets it again.
    std::optional<Trouble> open_content(const wire::ParsedEntry& entry) {
        const auto& header = entry.entry.header;
        const std::string where = "entry " + std::to_string(header.seq);
        const auto trouble = [&](Fault fault, const char* what, std::optional<std::string> held) {
            return std::optional{Trouble{Error{fault, what, where, {}}, std::move(held)}};
        };
        if (entry.raw.ciphertext.empty()) {
            if (header.seq == 0)
                return trouble(Fault::malformed, "The log does not say whose it is.", std::nullopt);
            const bool named = (header.flags & record::flag::has_payload) != 0;
            return named ? std::nullopt : vet(header, {});
        }
        const std::pair name{header.conference.bytes, header.key_id};
        const auto found = content_keys_.find(name);
        if (found == content_keys_.end())
            return trouble(Fault::malformed, "The key to an entry's content is missing.",
                           wire::held_code::content_locked);
        auto plain = record::read_payload(header, entry.raw.ciphertext, entry.raw.key_wrap,
                                          found->second, record_key_);
        if (!plain) {
            locked_.insert(name);
            return trouble(Fault::damaged, "An entry's content does not open.",
                           wire::held_code::content_locked);
        }
        keys_that_open_.insert(name);
        const auto canonical = codec::check_canonical(*plain);
        const auto owner = header.seq == 0 ? check_owner(log_, *plain) : Result<void>{};
        auto vetted = canonical ? vet(header, *plain) : std::nullopt;
        crypto::wipe(*plain);
        if (!canonical)
            return trouble(Fault::malformed, "An entry's content is not written in its one form.",
                           wire::held_code::content_unreadable);
        if (!owner) return Trouble{owner.error(), std::nullopt};
        return vetted;
    }

    std::optional<Trouble> vet(const record::EntryHeader& header, ByteView plain) const {
        const auto code = vetting_ ? vetting_(header, plain) : std::nullopt;
        if (!code) return std::nullopt;
        return Trouble{{Fault::unsupported,
                        std::string{wire::held_words(*code)},
                        "entry " + std::to_string(header.seq),
                        {}},
                       *code};
    }

    // Content that is missing was erased or purged, and the entry that says so has come too.
    Result<void> check_erased() {
        if (!erased_.any()) return {};
        const auto size = tree_.size();
        const ErasedThere::Read read = [&](std::uint64_t seq) -> Result<StoredEntry> {
            if (seq >= size) return batch_.entries.at(seq - size);
            auto held = CPC_TRY(store_.entry(log_.log_id, seq));
            if (!held) return fail(Fault::damaged, "Central's own copy of an entry is missing.");
            return std::move(*held);
        };
        const ErasedThere::RootAt root = [&](std::uint64_t at) { return root_at(at); };
        const auto judged =
            CPC_TRY(erased_.judge({log_, keys_.pairing, size, read, root, content_keys_}));
        judged.wrong ? refuse(*judged.wrong) : settle_bare(judged.purged);
        batch_.notices.insert(batch_.notices.end(), judged.notices.begin(), judged.notices.end());
        return {};
    }

    // Entry 0 ties the log's id to the device's key, and says whether it is practice.
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
        // A key that opens nothing of what came is not kept: the right one may still come.
        const auto useless = [&](const StoredKey& key) {
            return locked_.count({key.conference.bytes, key.key_id}) != 0 &&
                   keys_that_open_.count({key.conference.bytes, key.key_id}) == 0;
        };
        batch_.keys.erase(std::remove_if(batch_.keys.begin(), batch_.keys.end(), useless),
                          batch_.keys.end());
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
    const Vetting& vetting_;
    record::CompactRange tree_;   // what central has
    record::CompactRange grown_;  // with the new entries so far
    Hash32 root_{};
    std::map<Hash32, crypto::PublicKey> signers_;  // new ones, and those that were looked up
    Verified verified_;
    crypto::SecretBytes record_key_{32};  // of one entry after the other
    std::set<ByteArray<16>> nonces_;
    ContentKeys content_keys_;
    std::set<KeyName> keys_that_open_;
    std::set<KeyName> locked_;  // opened not everything that names them
    HeldLog held_;
    std::size_t held_still_ = 0;  // came again, and cannot be taken yet
    std::size_t came_right_ = 0;
    std::string held_why_;
    std::vector<HeldEntry> bare_again_;  // were held back, and came without their content
    ErasedThere erased_;
    Batch batch_;
    std::optional<Refusal> refusal_;
    std::optional<Error> store_failure_;
};

}  // namespace

Result<Verdict> judge(RecordStore& store, const CentralKeys& keys, const wire::Bundle& bundle,
                      Instant now, const Vetting& vetting) {
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
    return Judge(store, keys, bundle, *log, now, vetting).run();
}

}  // namespace cpc::service
