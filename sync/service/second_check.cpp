// SPDX-License-Identifier: Apache-2.0
// The second site's part: taking a copy over, computing everything again, and signing.
#include <algorithm>
#include <map>
#include <set>

#include "core/codec/codec.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"
#include "core/record/type_rules.hpp"
#include "sync/service/copy_file.hpp"
#include "sync/service/ingest.hpp"
#include "sync/service/second_site.hpp"
#include "sync/wire/limits.hpp"

namespace cpc::service {
namespace {

Failure wrong(std::string what, std::string where = {}) {
    return fail(Fault::conflict, std::move(what), std::move(where),
                "Nothing from here on was confirmed. Both sites keep what they have; a person has "
                "to look at central (cpc-central fsck) before the next copy.");
}

constexpr const char* put_back =
    "Central's list of receipts is not the one this site holds: central was put back to an older "
    "state, or rows were changed there.";

// One receipt with everything it confirms.
class CopyJudge {
  public:
    // `ever_held`: entries of the log that some receipt before this one held back.
    CopyJudge(const SiteDesk& desk, const wire::Pairing& first, const std::set<std::uint64_t>& held)
        : desk_(desk), first_(first), ever_held_(held) {}

    // What is held already has to be the same.
    Result<void> run(Batch batch, std::vector<StoredKey> keys) {
        const auto& row = batch.bundle;
        where_ = "receipt " + std::to_string(row.receipt_index);
        const auto receipt = CPC_TRY(check_receipt(row));
        const auto count = CPC_TRY(desk_.store.receipt_count());
        if (row.receipt_index < count) {
            const auto held = CPC_TRY(desk_.store.received(row.bundle));
            if (held && held->receipt == row.receipt) return {};
            return wrong(put_back, where_);
        }
        const auto root = CPC_TRY(desk_.store.receipts_root(count));
        if (row.receipt_index > count)
            return fail(Fault::not_found, "Receipts before this copy have not come here yet.",
                        where_, "Nothing is lost. Bring the copy before it first, or a whole one.");
        if (!root || *root != receipt.tree_root) return wrong(put_back, where_);
        const auto log = CPC_TRY(desk_.store.find_log(batch.log_id));
        if (!log || log->device_key != receipt.device_key ||
            log->origin != receipt.checkpoint.origin)
            return wrong("A receipt is of a tablet that the copy does not name.", where_);
        CPC_TRY(check_entries(batch, *log, receipt));
        CPC_TRY(check_late(batch, receipt));
        batch.keys = std::move(keys);
        return take_over(batch);
    }

  private:
    Result<wire::Receipt> check_receipt(const ReceivedBundle& row) {
        auto receipt = CPC_TRY(wire::read_receipt(view_of(row.receipt)));
        CPC_TRY(wire::trusted_by(receipt, first_));
        wire::Bundle shell;
        shell.manifest_bytes = row.manifest;
        shell.manifest_signature = row.manifest_signature;
        const auto manifest = codec::decode<wire::Manifest>(row.manifest);
        const bool fits = receipt.index == row.receipt_index && receipt.bundle == row.bundle &&
                          receipt.bundle_digest == row.digest && receipt.level == 1 &&
                          receipt.checkpoint.size == row.to && manifest &&
                          shell.signed_by(receipt.device_key) && manifest->bundle == row.bundle &&
                          manifest->log_id == row.log_id && manifest->to == row.to &&
                          manifest->root == receipt.checkpoint.root;
        if (fits) return receipt;
        return wrong("A receipt is not of the bundle that came with it.", where_);
    }

    Result<void> check_entries(const Batch& batch, const LogRow& log,
                               const wire::Receipt& receipt) {
        auto tree = CPC_TRY(desk_.store.tree(batch.log_id));
        if (tree.size() != batch.known)
            return wrong("A log does not go on where it ended.", where_);
        std::map<std::uint64_t, Hash32> roots;
        std::map<Hash32, crypto::PublicKey> signers;
        for (const auto& signer : batch.signers)
            signers.emplace(crypto::kid_of(signer.key), signer.key);
        for (const auto& row : batch.entries) {
            const auto entry = CPC_TRY(record::parse(row.entry));
            const auto root = tree.root();
            roots[tree.size()] = root;
            if (entry.header.seq != tree.size() || entry.header.log_id != batch.log_id)
                return wrong("An entry belongs to another place.", where_);
            const EntryContext context{
                log, root, [&](std::uint64_t size) { return root_at(batch.log_id, roots, size); },
                [&](const Hash32& kid) { return signer_of(batch.log_id, signers, kid); }};
            CPC_TRY(check_entry(entry, context));
            CPC_TRY(check_content(entry.header, row, receipt));
            tree.append(record::leaf_hash(row.entry));
        }
        if (bare_ && !erasure_ && !CPC_TRY(erased_before(batch)))
            return wrong("A content is missing, and no entry tells of an erasure.", where_);
        const bool known = batch.entries.empty() && tree.size() >= receipt.checkpoint.size;
        if (known ||
            (tree.size() == receipt.checkpoint.size && tree.root() == receipt.checkpoint.root))
            return {};
        return wrong("The entries do not add up to what the tablet signed.", where_);
    }

    Result<std::optional<Hash32>> root_at(const Hash32& log_id,
                                          const std::map<std::uint64_t, Hash32>& roots,
                                          std::uint64_t size) {
        if (const auto found = roots.find(size); found != roots.end())
            return std::optional{found->second};
        const auto held = CPC_TRY(desk_.store.entry(log_id, size));
        if (!held) return std::optional<Hash32>{};
        return std::optional{CPC_TRY(record::parse(held->entry)).header.prev_root};
    }
    Result<std::optional<crypto::PublicKey>> signer_of(
        const Hash32& log_id, const std::map<Hash32, crypto::PublicKey>& fresh, const Hash32& kid) {
        if (const auto found = fresh.find(kid); found != fresh.end())
            return std::optional{found->second};
        return desk_.store.signer(log_id, kid);
    }

    // What was held back before and is not any more is here, or was erased on the tablet.
    Result<void> check_late(Batch& batch, const wire::Receipt& receipt) {
        std::vector<StoredEntry> fresh;
        std::set<std::uint64_t> brought;
        for (auto& late : batch.late) {
            const auto held = CPC_TRY(desk_.store.entry(batch.log_id, late.seq));
            if (!held) continue;  // it comes whole, with its receipt
            const auto header = CPC_TRY(record::parse(held->entry)).header;
            if (held->entry != late.entry || late.ciphertext.size() != header.ciphertext_size ||
                crypto::sha256(late.ciphertext) != header.ciphertext_hash)
                return wrong("A content is not the one that its entry names.",
                             where_ + ", entry " + std::to_string(late.seq));
            brought.insert(late.seq);
            if (held->ciphertext.empty()) fresh.push_back(std::move(late));
        }
        for (const auto seq : ever_held_) {
            if (seq >= batch.known || seq >= receipt.checkpoint.size || brought.count(seq) != 0 ||
                wire::held_as(receipt.held_back, seq))
                continue;
            const auto held = CPC_TRY(desk_.store.entry(batch.log_id, seq));
            const bool empty = !held || held->ciphertext.empty();
            if (empty && !erasure_ && !CPC_TRY(erased_before(batch)))
                return wrong("A content that was held back is not any more, and did not come.",
                             where_ + ", entry " + std::to_string(seq));
        }
        batch.late = std::move(fresh);
        return {};
    }

    Result<void> check_content(const record::EntryHeader& header, const StoredEntry& row,
                               const wire::Receipt& receipt) {
        const bool named = (header.flags & record::flag::has_payload) != 0;
        erasure_ = erasure_ || header.type == record::type::erasure;
        if (row.ciphertext.empty()) {
            bare_ = bare_ || (named && !wire::held_as(receipt.held_back, header.seq));
            return {};
        }
        if (named && row.ciphertext.size() == header.ciphertext_size &&
            crypto::sha256(row.ciphertext) == header.ciphertext_hash)
            return {};
        return wrong("A content is not the one that its entry names.",
                     where_ + ", entry " + std::to_string(header.seq));
    }

    Result<bool> erased_before(const Batch& batch) {
        for (std::uint64_t seq = 0; seq < batch.known; ++seq) {
            const auto held = CPC_TRY(desk_.store.entry(batch.log_id, seq));
            if (held && CPC_TRY(record::parse(held->entry)).header.type == record::type::erasure)
                return true;
        }
        return false;
    }

    // Durable when it returns, and then read back: only what comes off the disk again is confirmed.
    Result<void> take_over(const Batch& batch) {
        const auto index = batch.bundle.receipt_index;
        const MadeReceipt made{batch.bundle.receipt, batch.bundle.next_token};
        (void)CPC_TRY(desk_.store.ingest(
            batch, [&](std::uint64_t place, const Hash32&) -> Result<MadeReceipt> {
                if (place == index) return made;
                return fail(Fault::conflict, "Another program writes to this store.");
            }));
        auto all = batch.entries;
        all.insert(all.end(), batch.late.begin(), batch.late.end());
        for (const auto& sent : all) {
            const auto held = CPC_TRY(desk_.store.entry(batch.log_id, sent.seq));
            const bool same = held && held->entry == sent.entry &&
                              held->ciphertext == sent.ciphertext &&
                              held->key_wrap == sent.key_wrap;
            if (!same)
                return fail(Fault::io, "This site's store does not give back what was put in.",
                            "entry " + std::to_string(sent.seq), "Its disk may be failing.");
        }
        return {};
    }

    const SiteDesk& desk_;
    const wire::Pairing& first_;
    const std::set<std::uint64_t>& ever_held_;
    std::string where_;
    bool bare_ = false;
    bool erasure_ = false;
};

// Walks a copy from its first frame to its last.
class Check {
  public:
    Check(const SiteDesk& desk, wire::Pairing first, std::string folder)
        : desk_(desk), first_(std::move(first)), folder_(std::move(folder)) {}

    Result<void> take(const backup::Frame& frame) {
        if (frame.kind == backup::Kind::endorsement) {
            if (frame.body.size() != endorsement_.size())
                return wrong("The copy does not say whose second signature counts.");
            std::copy(frame.body.begin(), frame.body.end(), endorsement_.begin());
            return {};
        }
        if (frame.kind == backup::Kind::log) return take_log(CPC_TRY(backup::read_log(frame.body)));
        if (frame.kind == backup::Kind::late) {
            auto late = CPC_TRY(backup::read_late(frame.body));
            late_[late.log_id].push_back(std::move(late.entry));
            return {};
        }
        if (frame.kind != backup::Kind::batch) return {};
        auto batch = CPC_TRY(backup::read_batch(frame.body));
        batch.late = std::exchange(late_[batch.log_id], {});
        const auto log_id = batch.log_id;
        const auto text = batch.bundle.receipt;
        const auto bundle = batch.bundle.bundle;
        auto& held = held_[log_id];
        CPC_TRY(
            CopyJudge(desk_, first_, held).run(std::move(batch), std::exchange(keys_[log_id], {})));
        CPC_TRY(remember_held(held, text));
        return confirm(bundle, text);
    }
    std::uint64_t confirmed = 0;
    // What the receipts that are here already held back.
    Result<void> read_held() {
        return desk_.store.scan_receipts([&](const ReceivedBundle& row) {
            return remember_held(held_[row.log_id], row.receipt);
        });
    }

  private:
    static Result<void> remember_held(std::set<std::uint64_t>& held, const std::string& receipt) {
        if (receipt.find("\nheld-back ") == std::string::npos) return {};
        for (const auto& line : CPC_TRY(wire::read_receipt(view_of(receipt))).held_back)
            for (auto seq = line.first; seq <= line.last; ++seq)
                held.insert(seq);
        return {};
    }

    Result<void> take_log(backup::LogFrame log) {
        const auto known = CPC_TRY(desk_.store.find_log(log.row.log_id));
        if (known && (known->device_key != log.row.device_key || known->origin != log.row.origin))
            return wrong("A tablet's key or name is another one than before.",
                         "log " + to_hex(log.row.log_id).substr(0, 16));
        log.row.frozen.reset();
        if (!known) CPC_TRY(desk_.store.enrol(log.row));
        const auto held = CPC_TRY(desk_.store.keys(log.row.log_id));
        auto& fresh = keys_[log.row.log_id];
        for (auto& key : log.keys)
            if (std::none_of(held.begin(), held.end(), [&](const StoredKey& have) {
                    return have.conference == key.conference && have.key_id == key.key_id;
                }))
                fresh.push_back(std::move(key));
        return {};
    }

    // The same bytes every time: what was signed once lies beside the keys.
    Result<void> confirm(const BundleId& bundle, const std::string& receipt) {
        const std::string name = bundle.hex() + ".cpr";
        const std::string own = desk_.directory + "/signed";
        CPC_TRY(desk_.files.make_directories(own));
        std::string text;
        if (desk_.files.exists(own + "/" + name)) {
            const auto kept =
                CPC_TRY(read_whole(desk_.files, own + "/" + name, wire::limits::receipt_bytes_max));
            text = text_of(kept);
        }
        if (wire::first_level(text) != receipt) {
            wire::Confirmation c;
            c.confirmed = desk_.clock.read().wall;
            c.held = CPC_TRY(desk_.store.receipt_count());
            c.site_name = desk_.keys.pairing.name;
            c.site_key = desk_.keys.receipt.public_key();
            c.endorsement = endorsement_;
            text = wire::write_confirmed(c, receipt, desk_.keys.receipt);
            const auto read = CPC_TRY(wire::read_receipt(view_of(text)));
            CPC_TRY(wire::trusted_by(read, first_));
            CPC_TRY(write_whole(desk_.files, own + "/" + name, view_of(text)));
        }
        CPC_TRY(write_whole(desk_.files, folder_ + "/" + name, view_of(text)));
        ++confirmed;
        return {};
    }

    const SiteDesk& desk_;
    wire::Pairing first_;
    std::string folder_;
    crypto::SignatureBytes endorsement_{};
    std::map<Hash32, std::vector<StoredKey>> keys_;
    std::map<Hash32, std::vector<StoredEntry>> late_;
    std::map<Hash32, std::set<std::uint64_t>> held_;
};

}  // namespace

Result<wire::Pairing> name_first_site(Files& files, const std::string& directory,
                                      const CentralKeys& keys, ByteView central_json) {
    auto first = CPC_TRY(wire::read_pairing(central_json));
    if (first.practice != keys.pairing.practice)
        return fail(Fault::refused, "One of the two is for practice and the other is not.", {},
                    "Nothing was changed.");
    CPC_TRY(write_whole(files, directory + "/" + first_file, central_json));
    return first;
}

Result<std::optional<wire::Pairing>> first_site(Files& files, const std::string& directory) {
    const auto path = directory + "/" + first_file;
    if (!files.exists(path)) return std::optional<wire::Pairing>{};
    const auto bytes = CPC_TRY(read_whole(files, path, wire::limits::pairing_bytes_max));
    return std::optional{CPC_TRY(wire::read_pairing(bytes))};
}

Result<CheckFacts> check_copy(const SiteDesk& desk, const std::string& path,
                              const std::string& folder) {
    auto first = CPC_TRY(first_site(desk.files, desk.directory));
    if (!first)
        return fail(Fault::refused, "This service is nobody's second site.", desk.directory,
                    "Make one: cpc-central init --second-of CENTRAL.JSON");
    CPC_TRY(desk.files.make_directories(folder));
    auto reader = CPC_TRY(open_copy(desk, path, "This is not a copy for a second site."));
    Check check(desk, std::move(*first), folder);
    CPC_TRY(check.read_held());
    CheckFacts out;
    while (!out.wrong) {
        const auto frame = CPC_TRY(reader.next());
        if (frame.kind == backup::Kind::end) break;
        const auto taken = check.take(frame);
        if (taken) continue;
        const auto fault = taken.error().fault;
        if (fault == Fault::io || fault == Fault::exhausted) return Failure{taken.error()};
        out.wrong = taken.error().text();
    }
    out.confirmed = check.confirmed;
    out.held = CPC_TRY(desk.store.receipt_count());
    return out;
}

}  // namespace cpc::service
