// SPDX-License-Identifier: Apache-2.0
#include "core/store/salvage.hpp"

#include <algorithm>
#include <map>

#include "core/record/device_events.hpp"
#include "core/record/note.hpp"
#include "core/record/payload.hpp"
#include "core/record/single_record.hpp"
#include "core/record/type_rules.hpp"
#include "core/store/copies.hpp"
#include "core/store/recovery.hpp"
#include "core/store/store_lock.hpp"

namespace cpc::store {
namespace {

constexpr std::size_t file_bytes_max = 1U << 30U;
constexpr const char* scratch_file = "being-read.db";

std::string number_text(std::uint64_t seq) {
    auto out = std::to_string(seq);
    return std::string(out.size() < 6 ? 6 - out.size() : 0, '0') + out;
}

class Salvager {
  public:
    Salvager(Ports ports, std::string directory, std::string out, Salvage contents)
        : ports_(ports),
          directory_(std::move(directory)),
          out_(std::move(out)),
          contents_(contents) {}

    Result<Evidence> run(const crypto::SecretBytes& passphrase);

  private:
    struct Found {
        RawEntry raw;
        record::Entry entry;
        std::optional<crypto::SecretBytes> record_key;  // if the content can be read
        Bytes content;
    };

    Result<void> look(const StoreKeys& keys);
    Result<void> look_at_erasures(const StoreKeys& keys);
    void forget_scratch();
    std::optional<RawEntry> read(std::uint64_t seq, const LogIndex& index);
    void take(std::uint64_t seq, const StoreKeys& keys);
    void read_content(Found& found, const StoreKeys& keys);
    std::optional<crypto::PublicKey> key_of(const Hash32& kid) const;
    std::vector<crypto::PublicKey> signers_of(const record::Entry& entry) const;
    Result<void> write(const LogIdentity& identity);
    Result<void> write_one(const Found& found, const std::optional<record::LogOpened>& opened);
    [[nodiscard]] std::string path(const char* name) const { return directory_ + "/" + name; }

    Ports ports_;
    std::string directory_;
    std::string out_;
    Salvage contents_;
    JournalCopy journal_;
    StoreCopy store_;
    std::optional<LogIndex> index_;  // of the unbroken line
    std::map<Hash32, crypto::PublicKey> keys_;
    std::map<std::pair<ConferenceId, record::Section>, ConferenceKey> conference_keys_;
    std::map<std::uint64_t, Found> found_;
    std::vector<Hash32> leaves_;
    Erasures erased_;
    Evidence evidence_;
};

// The store is read from a copy, because a write that was interrupted has to be rolled back first.
Result<void> Salvager::look(const StoreKeys& keys) {
    journal_ = CPC_TRY(look_at_journal(ports_, path(journal_file), keys, Journal::Access::read));
    const auto copy = out_ + "/" + scratch_file;
    for (const auto* tail : {"", "-journal"}) {
        const auto from = path(store_file) + tail;
        if (!ports_.files.exists(from)) continue;
        const auto bytes = CPC_TRY(read_whole(ports_.files, from, file_bytes_max));
        CPC_TRY(write_whole(ports_.files, copy + tail, bytes));
    }
    store_ = CPC_TRY(look_at_store(ports_, copy, keys, Database::Mode::read_write));
    const auto tell = [&](const char* file, const CopyDamage& damage) {
        std::string line = file;
        if (damage.seq) line += ", entry " + std::to_string(*damage.seq);
        if (damage.offset) line += ", byte " + std::to_string(*damage.offset);
        evidence_.damage.push_back(line + ": " + damage.what);
    };
    for (const auto& damage : journal_.damage)
        tell(journal_file, damage);
    for (const auto& damage : store_.damage)
        tell(store_file, damage);
    return {};
}

// Where nobody can tell what was erased, no content is written out.
Result<void> Salvager::look_at_erasures(const StoreKeys& keys) {
    auto erased = erasures_in(journal_, store_, keys);
    if (erased) {
        erased_ = std::move(*erased);
        return {};
    }
    if (!speaks_of_damage(erased.error().fault)) return Failure{std::move(erased.error())};
    contents_ = Salvage::without_contents;
    evidence_.damage.push_back("what was erased cannot be told, so no content was written out: " +
                               erased.error().what);
    return {};
}

void Salvager::forget_scratch() {
    store_.store.reset();
    for (const auto* tail : {"", "-journal"}) {
        const auto copy = out_ + "/" + scratch_file + tail;
        if (ports_.files.exists(copy)) (void)ports_.files.remove(copy);
    }
}

// From the copy whose bytes go on from what is there already; else from whichever has it.
std::optional<RawEntry> Salvager::read(std::uint64_t seq, const LogIndex& index) {
    std::optional<RawEntry> out;
    const auto offer = [&](Result<RawEntry> raw) {
        if (!raw) return;
        *raw = erased_.without(std::move(*raw));
        if (is_bare(*raw) && erased_.of_entry(seq) == nullptr && out) return;
        auto trial = index;
        if (!out || (seq == index.size() && trial.add(*raw, {}))) out = std::move(*raw);
    };
    if (store_.store && store_.digest_at(seq)) offer(store_.store->read(seq));
    if (seq < journal_.held.size() && journal_.held[seq])
        offer(journal_.journal->read(journal_.held[seq]->place));
    return out;
}

std::optional<crypto::PublicKey> Salvager::key_of(const Hash32& kid) const {
    const auto found = keys_.find(kid);
    if (found == keys_.end()) return std::nullopt;
    return found->second;
}

void Salvager::read_content(Found& found, const StoreKeys& keys) {
    const auto& header = found.entry.header;
    const auto held = conference_keys_.find({header.conference, record::section_of(header)});
    if (held == conference_keys_.end()) return;
    const auto conference_key = crypto::open_secret(
        keys.wrapping, held->second.wrap,
        conference_wrap_bound(header.log_id, header.conference, held->second.key_id));
    if (!conference_key) return;
    auto record_key = record::unwrap_record_key(header, *conference_key, found.raw.key_wrap);
    if (!record_key) return;
    auto content = record::open_payload(header, found.raw.ciphertext, *record_key);
    if (!content) return;
    found.content = std::move(*content);
    found.record_key = std::move(*record_key);
}

void Salvager::take(std::uint64_t seq, const StoreKeys& keys) {
    auto raw = read(seq, *index_);
    auto entry = raw ? record::parse(raw->entry) : Result<record::Entry>{Failure{Error{}}};
    if (!entry || entry->header.seq != seq) return evidence_.lost.push_back(seq);
    for (const auto& key : raw->new_keys)
        keys_[crypto::kid_of(key)] = key;
    const bool sound = record::check_signatures(*entry, [&](const Hash32& kid) {
                           return key_of(kid);
                       }).has_value();
    if (!sound) return evidence_.lost.push_back(seq);
    const auto& header = entry->header;
    if (!raw->conference_key_wrap.empty())
        conference_keys_[{header.conference, record::section_of(header)}] = {
            header.key_id, raw->conference_key_wrap};
    SalvagedEntry line{seq, header.type, header.conference, false, false, false, false};
    if (const auto* gone = erased_.of_entry(seq)) {
        line.erased = true;
        line.purged = gone->purge.has_value();
    }
    if (seq == index_->size() && index_->add(*raw, {})) {
        line.proved = true;
        leaves_.push_back(record::leaf_hash(raw->entry));
    }
    const bool has_content = (header.flags & record::flag::has_payload) != 0;
    Found found{std::move(*raw), std::move(*entry), std::nullopt, {}};
    if (has_content) read_content(found, keys);
    line.content_readable = !has_content || found.record_key.has_value();
    found_.emplace(seq, std::move(found));
    evidence_.entries.push_back(line);
}

std::vector<crypto::PublicKey> Salvager::signers_of(const record::Entry& entry) const {
    std::vector<crypto::PublicKey> out;
    for (const auto& signature : entry.signatures)
        out.push_back(key_of(signature.kid).value_or(crypto::PublicKey{}));
    return out;
}

Result<void> Salvager::write_one(const Found& found,
                                 const std::optional<record::LogOpened>& opened) {
    const auto seq = found.entry.header.seq;
    const auto name = out_ + "/entries/" + number_text(seq);
    const auto signers = signers_of(found.entry);
    const bool contents = contents_ == Salvage::with_contents;
    if (opened && seq < evidence_.proved) {
        record::SingleRecord single;
        single.device_key = opened->device_key;
        single.salt = opened->salt;
        single.entry = found.raw.entry;
        single.signers = signers;
        if (contents && found.record_key)
            single.content =
                record::ExportedContent{found.raw.ciphertext, found.record_key->clone()};
        single.path = record::inclusion_proof(leaves_, seq);
        single.checkpoint = evidence_.checkpoint;
        const auto text = CPC_TRY(record::write_single_record(single));
        return write_whole(ports_.files, name + ".tlog-proof", view_of(text));
    }
    CPC_TRY(write_whole(ports_.files, name + ".entry", found.raw.entry));
    std::string keys;
    for (const auto& key : signers)
        keys += to_hex(key) + "\n";
    CPC_TRY(write_whole(ports_.files, name + ".keys", view_of(keys)));
    if (contents && !found.content.empty())
        CPC_TRY(write_whole(ports_.files, name + ".cbor", found.content));
    return {};
}

Result<void> Salvager::write(const LogIdentity& identity) {
    std::optional<record::LogOpened> opened;
    const auto first = found_.find(0);
    if (first != found_.end() && evidence_.proved > 0) {
        const auto read = record::decode_event<record::LogOpened>(first->second.content);
        if (read) opened = *read;
    }
    if (opened) {
        const auto origin = record::origin_of(opened->domain, identity.log_id);
        const auto text = record::checkpoint_text({origin, evidence_.proved, evidence_.root});
        const auto device = crypto::SigningKey::from_seed(identity.device_seed);
        evidence_.checkpoint =
            record::write_note({text, {record::sign_note(text, origin, device)}});
        CPC_TRY(write_whole(ports_.files, out_ + "/checkpoint", view_of(evidence_.checkpoint)));
    }
    CPC_TRY(ports_.files.make_directories(out_ + "/entries"));
    for (const auto& item : found_)
        CPC_TRY(write_one(item.second, opened));
    return write_whole(ports_.files, out_ + "/report.txt", view_of(evidence_.text()));
}

Result<Evidence> Salvager::run(const crypto::SecretBytes& passphrase) {
    CPC_TRY(ports_.files.make_directories(out_));
    if (!CPC_TRY(ports_.files.list(out_)).empty())
        return fail(Fault::refused, "There is something in that folder already.", out_,
                    "Nothing was written. Name a new folder, outside the record's own.");
    const auto unlocked = CPC_TRY(
        crypto::Keyslots::unlock(ports_.files, directory_, passphrase, crypto::Repair::none));
    const auto keys = StoreKeys::from_master(unlocked.master);
    auto looked = look(keys);
    const LogIdentity* identity = journal_.journal ? &journal_.journal->identity()
                                  : store_.store   ? &store_.store->identity()
                                                   : nullptr;
    if (looked && identity == nullptr)
        looked = fail(Fault::damaged, "Neither the journal nor the store can be opened.",
                      directory_, "Nothing was changed. The last bundle sent holds the record.");
    if (looked) {
        index_.emplace(identity->log_id);
        looked = look_at_erasures(keys);
    }
    if (looked) {
        evidence_.reach = std::max<std::uint64_t>(journal_.held.size(), store_.reach());
        for (std::uint64_t seq = 0; seq < evidence_.reach; ++seq)
            take(seq, keys);
        evidence_.proved = index_->size();
        evidence_.root = index_->root();
        looked = write(*identity);
    }
    forget_scratch();
    CPC_TRY(std::move(looked));
    return std::move(evidence_);
}

}  // namespace

std::string Evidence::text() const {
    std::string out = "Entries that the two copies know of: " + std::to_string(reach) + "\n";
    out +=
        "In an unbroken line from the first, each with a proof: " + std::to_string(proved) + "\n";
    out += "Root of those: " + to_hex(root) + "\n";
    const auto alone = std::count_if(entries.begin(), entries.end(),
                                     [](const auto& entry) { return !entry.proved; });
    out += "Whole behind a gap, every signature fits, place not proved: " + std::to_string(alone) +
           "\n";
    out += lost.empty() ? "Lost: none\n" : "Lost: " + name_entries(lost) + "\n";
    std::vector<std::uint64_t> unreadable;
    std::vector<std::uint64_t> erased;
    std::vector<std::uint64_t> purged;
    for (const auto& entry : entries)
        if (entry.erased)
            (entry.purged ? purged : erased).push_back(entry.seq);
        else if (!entry.content_readable)
            unreadable.push_back(entry.seq);
    if (!erased.empty()) out += "Content erased by two officers: " + name_entries(erased) + "\n";
    if (!purged.empty())
        out +=
            "Content purged, central and its second site have it: " + name_entries(purged) + "\n";
    if (!unreadable.empty())
        out += "Signed and whole, content not readable: " + name_entries(unreadable) + "\n";
    for (const auto& line : damage)
        out += "Damaged: " + line + "\n";
    for (const auto& entry : entries)
        out += number_text(entry.seq) + (entry.proved ? " proved " : " signed ") +
               std::string{record::type_name(entry.type)} + "\n";
    return out;
}

Result<Evidence> salvage(Ports ports, const std::string& directory,
                         const crypto::SecretBytes& passphrase, const std::string& out,
                         Salvage contents) {
    const auto lock = CPC_TRY(StoreLock::take(directory, StoreLock::IfMissing::do_without));
    return Salvager{ports, directory, out, contents}.run(passphrase);
}

}  // namespace cpc::store
