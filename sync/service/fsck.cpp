// SPDX-License-Identifier: Apache-2.0
// fsck: nothing that is stored is believed because it is stored. Trees, signatures, contents and
// receipts are computed again from bytes, and compared with each other.
#include <map>
#include <set>

#include "core/crypto/hash.hpp"
#include "core/record/note.hpp"
#include "core/record/payload.hpp"
#include "sync/service/central.hpp"
#include "sync/service/erased.hpp"
#include "sync/service/fsck_office.hpp"
#include "sync/service/ingest.hpp"
#include "sync/service/second_site.hpp"
#include "sync/wire/receipt.hpp"

namespace cpc::service {
namespace {

constexpr std::size_t damage_lines_max = 200;

class Checker {
  public:
    // `first`: this is a second site, and whose receipts it keeps; it can open no content.
    Checker(RecordStore& store, const CentralKeys& keys, std::optional<wire::Pairing> first)
        : store_(store),
          keys_(keys),
          first_(std::move(first)),
          office_(store, keys, [this](const std::string& place, std::string what) {
              found(place, std::move(what));
          }) {}

    Result<FsckReport> run() {
        for (auto& problem : CPC_TRY(store_.check_medium()))
            found("the store's file", std::move(problem));
        for (const auto& log : CPC_TRY(store_.logs()))
            CPC_TRY(check_log(log));
        report_.office = CPC_TRY(office_.run());
        CPC_TRY(check_receipts());
        return std::move(report_);
    }

  private:
    void found(const std::string& place, std::string what) {
        if (report_.damage.size() < damage_lines_max)
            report_.damage.push_back(place + ": " + std::move(what));
    }

    Result<void> check_log(const LogRow& log) {
        ++report_.logs;
        name_ = "log " + to_hex(log.log_id).substr(0, 16);
        tree_ = {};
        roots_.assign(1, tree_.root());
        nonces_.clear();
        content_keys_.clear();
        erased_ = {};
        held_ = {};
        if (!first_) {
            auto held = HeldLog::read(store_, keys_, log.log_id);
            if (held)
                held_ = std::move(*held);
            else
                found(name_ + ", what is held back", held.error().text());
        }
        for (const auto& stored : CPC_TRY(store_.keys(log.log_id))) {
            if (first_) break;
            auto key = unwrap_conference_key(keys_, log.log_id, stored);
            if (!key)
                found(name_, key.error().what);
            else
                content_keys_.emplace(std::pair{stored.conference.bytes, stored.key_id},
                                      std::move(*key));
        }
        CPC_TRY(store_.scan(log.log_id, [&](const StoredEntry& entry, const Hash32& stored) {
            return check_entry_row(log, entry, stored);
        }));
        all_roots_[log.log_id] = roots_;
        all_held_.insert_or_assign(log.log_id, held_);
        for (const auto* held : held_.all_open())
            if (held->seq >= tree_.size())
                found(name_,
                      "it holds back entry " + std::to_string(held->seq) + ", which is not there");
        return check_erased(log);
    }

    // The tablet had it erased before it was sent, and says so further on; or it is missing.
    Result<void> check_erased(const LogRow& log) {
        if (first_ || !erased_.any()) return {};
        const ErasedThere::Read read = [&](std::uint64_t seq) -> Result<StoredEntry> {
            auto held = CPC_TRY(store_.entry(log.log_id, seq));
            if (!held) return fail(Fault::damaged, "the entry is not there");
            return std::move(*held);
        };
        const ErasedThere::RootAt root_at =
            [&](std::uint64_t size) -> Result<std::optional<Hash32>> {
            return size < roots_.size() ? std::optional{roots_[size]} : std::nullopt;
        };
        const auto judged = erased_.judge({log, keys_.pairing, 0, read, root_at, content_keys_});
        if (!judged)
            found(name_, judged.error().text());
        else if (judged->wrong)
            found(name_ + ", " + judged->wrong->where, judged->wrong->what);
        else if (!judged->purged.empty())
            found(name_ + ", entry " + std::to_string(judged->purged.front()),
                  "its content is not here, and the tablet purged it because it was");
        return {};
    }

    Result<void> check_entry_row(const LogRow& log, const StoredEntry& row, const Hash32& stored) {
        ++report_.entries;
        const std::string place = name_ + ", entry " + std::to_string(row.seq);
        const auto leaf = record::leaf_hash(row.entry);
        if (leaf != stored) found(place, "its bytes do not match the hash stored beside them");
        if (row.seq != tree_.size()) found(place, "entries before it are missing");
        const auto entry = record::parse(row.entry);
        if (!entry) {
            found(place, "it cannot be read: " + entry.error().what);
        } else {
            report_.signatures += entry->signatures.size();
            if (entry->header.seq != row.seq || entry->header.log_id != log.log_id)
                found(place, "it belongs to another place");
            if (!nonces_.insert(entry->header.entry_nonce).second)
                found(place, "it repeats another entry");
            CPC_TRY(check_rules(log, *entry, place));
            check_content(row, *entry, place);
        }
        tree_.append(leaf);
        roots_.push_back(tree_.root());
        return {};
    }

    Result<void> check_rules(const LogRow& log, const record::Entry& entry,
                             const std::string& place) {
        std::optional<Error> store_failure;
        const EntryContext context{log, roots_.back(),
                                   [&](std::uint64_t size) -> Result<std::optional<Hash32>> {
                                       return size < roots_.size() ? std::optional{roots_[size]}
                                                                   : std::nullopt;
                                   },
                                   [&](const Hash32& kid) {
                                       auto key = store_.signer(log.log_id, kid);
                                       if (!key) store_failure = key.error();
                                       return key;
                                   }};
        const auto checked = check_entry(entry, context);
        if (store_failure) return Failure{*store_failure};
        if (!checked) found(place, checked.error().what);
        return {};
    }

    void check_content(const StoredEntry& row, const record::Entry& entry,
                       const std::string& place) {
        const bool wanted = (entry.header.flags & record::flag::has_payload) != 0;
        const auto* held = held_.open(row.seq);
        erased_.look_at(entry.header, row.ciphertext.empty() && held == nullptr);
        if (held != nullptr && !row.ciphertext.empty())
            return found(place, "it is held back, and its content is stored as if it were not");
        if (held != nullptr && !held->ciphertext.empty() &&
            crypto::sha256(held->ciphertext) != entry.header.ciphertext_hash)
            found(place, "what is kept of its held-back content is not what it names");
        if (!wanted && !row.ciphertext.empty())
            return found(place, "a content is there without being named");
        if (row.ciphertext.empty()) return;  // check_erased() says whether it has to be there
        if (first_) {
            if (crypto::sha256(row.ciphertext) != entry.header.ciphertext_hash)
                found(place, "its content is not the one that it names");
            return;
        }
        const auto key = content_keys_.find({entry.header.conference.bytes, entry.header.key_id});
        if (key == content_keys_.end()) return found(place, "the key to its content is missing");
        auto plain = record::read_payload(entry.header, row.ciphertext, row.key_wrap, key->second);
        if (!plain) return found(place, "its content does not open: " + plain.error().what);
        crypto::wipe(*plain);
    }

    Result<void> check_receipts() {
        record::CompactRange own;
        return store_.scan_receipts([&](const ReceivedBundle& row) -> Result<void> {
            ++report_.receipts;
            const std::string place = "receipt " + std::to_string(row.receipt_index);
            const auto receipt = wire::read_receipt(view_of(row.receipt));
            if (!receipt) {
                found(place, receipt.error().what);
            } else {
                check_receipt(row, *receipt, own, place);
            }
            own.append(record::leaf_hash(view_of(row.receipt)));
            return {};
        });
    }

    void check_receipt(const ReceivedBundle& row, const wire::Receipt& receipt,
                       const record::CompactRange& own, const std::string& place) {
        if (!wire::trusted_by(receipt, first_ ? *first_ : keys_.pairing))
            found(place, "it is not signed by this central's key");
        const bool same = receipt.bundle == row.bundle && receipt.bundle_digest == row.digest &&
                          receipt.next_token == row.next_token &&
                          receipt.received == row.received && receipt.checkpoint.size == row.to;
        if (!same) found(place, "its row says something else than its text");
        if (receipt.index != own.size() || receipt.tree_root != own.root())
            found(place, "it does not follow from the receipts before it");
        if (!first_) check_held(row, receipt, place);
        const auto whose = first_ ? OfficeCheck::Whose::of_another : OfficeCheck::Whose::own;
        if (auto differs = office_.differs(receipt.list, whose)) found(place, std::move(*differs));
        const auto roots = all_roots_.find(row.log_id);
        if (roots == all_roots_.end() || row.to >= roots->second.size() ||
            roots->second[row.to] != receipt.checkpoint.root)
            found(place, "what it confirms is not what is stored");
    }

    // What a receipt named as held back is on central's list, whatever became of it.
    void check_held(const ReceivedBundle& row, const wire::Receipt& receipt,
                    const std::string& place) {
        const auto held = all_held_.find(row.log_id);
        for (const auto& line : receipt.held_back)
            for (auto seq = line.first; seq <= line.last; ++seq)
                if (held == all_held_.end() || !held->second.ever(seq))
                    return found(place, "it holds back entry " + std::to_string(seq) +
                                            ", and the list of what is held back does not");
    }

    RecordStore& store_;
    const CentralKeys& keys_;
    std::optional<wire::Pairing> first_;
    OfficeCheck office_;
    FsckReport report_;
    std::string name_;
    record::CompactRange tree_;
    std::vector<Hash32> roots_;  // after 0, 1, 2 … entries of the log under way
    std::map<Hash32, std::vector<Hash32>> all_roots_;
    std::set<ByteArray<16>> nonces_;
    ContentKeys content_keys_;
    ErasedThere erased_;
    HeldLog held_;
    std::map<Hash32, HeldLog> all_held_;
};

}  // namespace

Result<FsckReport> Central::fsck() {
    auto first = CPC_TRY(first_site(ports_.files, directory_));
    auto report = CPC_TRY(Checker(*store_, keys_, std::move(first)).run());
    if (auto differs = CPC_TRY(given_differs())) report.damage.push_back(std::move(*differs));
    return report;
}

Result<FsckReport> Central::accept_as_given() {
    auto first = CPC_TRY(first_site(ports_.files, directory_));
    auto report = CPC_TRY(Checker(*store_, keys_, std::move(first)).run());
    if (!report.whole()) {
        report.damage.push_back("The receipts were not accepted as the ones that were given.");
        return report;
    }
    const auto root = CPC_TRY(store_->receipts_root(report.receipts));
    if (!root) return fail(Fault::damaged, "The store's receipts do not follow each other.");
    CPC_TRY(given_.write({report.receipts, *root}));
    given_fits_ = true;
    const auto newest = CPC_TRY(newest_epoch());
    CPC_TRY(epoch_.begin(now(), newest));
    return report;
}

}  // namespace cpc::service
