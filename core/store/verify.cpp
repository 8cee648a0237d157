// SPDX-License-Identifier: Apache-2.0
#include "core/store/verify.hpp"

#include <algorithm>
#include <string_view>

#include "core/crypto/aead.hpp"
#include "core/crypto/layout.hpp"
#include "core/record/device_events.hpp"
#include "core/record/payload.hpp"
#include "core/record/type_rules.hpp"
#include "core/store/after_change.hpp"
#include "core/store/copies.hpp"
#include "core/store/door.hpp"
#include "core/store/next_files.hpp"
#include "core/store/store_lock.hpp"

namespace cpc::store {
namespace {

constexpr const char* scratch_file = "verify-copy.db";

class Verifier {
  public:
    Verifier(Ports ports, std::string directory)
        : ports_(ports), directory_(std::move(directory)) {}

    Result<VerifyReport> run(const crypto::SecretBytes& passphrase);

  private:
    Result<bool> keys(const crypto::SecretBytes& passphrase);
    Result<void> look_at_the_ledger();
    Result<void> look_at_the_journal();
    Result<void> look_at_the_store();
    Result<bool> is_interrupted();
    Result<std::string> store_path_to_read();
    void compare();
    Result<void> chain();
    void one_entry(const RawEntry& raw, const record::Entry& entry, const LogIndex& index);
    Result<void> content(const RawEntry& raw, const record::Entry& entry, const LogIndex& index);
    Result<RawEntry> read(std::uint64_t seq);
    void damaged(const char* file, CopyDamage damage) {
        report_.damage.push_back({file, damage.seq, damage.offset, std::move(damage.what)});
    }
    // Where that file's content lies: a change of the master key may have been cut before its
    // names.
    [[nodiscard]] std::string path(std::string_view name) const {
        if (next_.journal && name == journal_file) name = journal_next_file;
        const bool of_store = name == store_file || name == store_hot_file;
        const auto hot = name == store_hot_file ? std::string{"-journal"} : std::string{};
        if (next_.store && of_store) return directory_ + "/" + store_next_file + hot;
        return directory_ + "/" + std::string{name};
    }

    Ports ports_;
    std::string directory_;
    crypto::SecretBytes master_;
    StoreKeys keys_;
    NextFiles next_;
    JournalCopy journal_;
    StoreCopy store_;
    VerifyReport report_;
    crypto::SecretBytes key_in_hand_;  // of the conference last read
    ByteArray<16> key_id_in_hand_{};
};

// False: the damage is such that nothing more can be read.
Result<bool> Verifier::keys(const crypto::SecretBytes& passphrase) {
    for (auto& found : CPC_TRY(crypto::Keyslots::inspect(ports_.files, directory_)))
        report_.damage.push_back({found.file, std::nullopt, found.offset, found.what});
    auto unlocked =
        crypto::Keyslots::unlock(ports_.files, directory_, passphrase, crypto::Repair::none);
    if (!unlocked && unlocked.error().fault == Fault::damaged && !report_.damage.empty())
        return false;
    if (!unlocked) return Failure{std::move(unlocked.error())};
    keys_ = StoreKeys::from_master(unlocked->master);
    master_ = std::move(unlocked->master);
    next_ = CPC_TRY(look_for_next(ports_, directory_, keys_));
    if (next_.pending())
        report_.notes.push_back(
            "A change of the master key was interrupted after it took effect. Opening it once "
            "finishes it.");
    else if (next_.left_over)
        report_.notes.push_back(
            "A change of the master key was broken off before it took effect. Opening it once "
            "clears that.");
    return true;
}

// No part of the record, so no damage to it; and worth being told. After a change of the master key
// the ledger is the former one's until the record is opened.
Result<void> Verifier::look_at_the_ledger() {
    std::optional<ToTell> former;
    if (store_.store)
        if (auto kept = kept_from_change(*store_.store)) former = std::move(kept->to_tell);
    const auto faults = CPC_TRY(
        inspect_ledger(ports_, directory_, master_, former ? &former->former_ledger : nullptr));
    for (const auto& fault : faults)
        report_.notes.push_back(fault + " Opening it once puts that on record.");
    return {};
}

Result<void> Verifier::look_at_the_journal() {
    journal_ = CPC_TRY(look_at_journal(ports_, path(journal_file), keys_, Journal::Access::read));
    for (const auto& damage : journal_.damage)
        damaged(journal_file, damage);
    if (!journal_.journal) return {};
    auto file = CPC_TRY(ports_.files.open(path(journal_file), OpenMode::read_only));
    const auto size = CPC_TRY(file->size());
    if (size % journal_step != 0)
        damaged(journal_file, {std::nullopt, size, "the file was cut or lengthened"});
    return {};
}

// The library's own rule (hasHotJournal). The first bytes are zero until the journal has been
// synced, and nothing is written into the database before that; and they are zero again once it has
// been played back, because in exclusive mode its head is cleared and its length stays until the
// next write. Either way such a journal, left after a kill, holds nothing.
Result<bool> Verifier::is_interrupted() {
    const auto hot = path(store_hot_file);
    if (!ports_.files.exists(hot)) return false;
    auto file = CPC_TRY(ports_.files.open(hot, OpenMode::read_only));
    if (CPC_TRY(file->size()) == 0) return false;
    ByteArray<1> first{};
    CPC_TRY(file->read_at(0, first));
    return first[0] != 0;
}

// An interrupted write is rolled back before the store can be read. That is done to a copy
// (encrypted like the original), because verifying changes nothing.
Result<std::string> Verifier::store_path_to_read() {
    if (!CPC_TRY(is_interrupted())) return path(store_file);
    const auto hot = path(store_hot_file);
    report_.notes.push_back(
        "The store was interrupted while writing. Opening it once rolls that back; here this was "
        "done to a copy.");
    const auto scratch = path(scratch_file);
    const auto old_bytes = CPC_TRY(read_whole(ports_.files, path(store_file), 1U << 30U));
    const auto hot_bytes = CPC_TRY(read_whole(ports_.files, hot, 1U << 30U));
    CPC_TRY(write_whole(ports_.files, scratch, old_bytes));
    CPC_TRY(write_whole(ports_.files, scratch + "-journal", hot_bytes));
    return scratch;
}

Result<void> Verifier::look_at_the_store() {
    const auto where = CPC_TRY(store_path_to_read());
    const bool scratch = where != path(store_file);
    auto looked = look_at_store(ports_, where, keys_,
                                scratch ? Database::Mode::read_write : Database::Mode::read_only);
    if (!looked) return Failure{std::move(looked.error())};
    store_ = std::move(*looked);
    for (const auto& damage : store_.damage)
        damaged(store_file, damage);
    return {};
}

Result<RawEntry> Verifier::read(std::uint64_t seq) {
    if (seq < journal_.held.size() && journal_.held[seq])
        return journal_.journal->read(journal_.held[seq]->place);
    if (store_.store && seq < store_.digests.size()) return store_.store->read(seq);
    return fail(Fault::damaged, "the entry is whole in neither copy");
}

void Verifier::compare() {
    const auto& scan = journal_.scan;
    const std::uint64_t in_journal = journal_.held.size();
    const std::uint64_t in_store = store_.digests.size();
    if (journal_.journal && in_journal < in_store)
        damaged(journal_file, {in_journal, scan.end,
                               "entries that the store has are missing or damaged from here on"});
    if (journal_.journal && scan.tail && in_journal >= in_store) {
        if (scan.tail_is_unfinished_frame)
            report_.notes.push_back(
                "The journal ends in an unfinished entry that was never "
                "acknowledged. Opening it once clears that.");
        else
            damaged(journal_file, {std::nullopt, scan.tail, "a byte that must be zero is not"});
    }
    if (store_.store && store_.damage.empty() && in_store < in_journal)
        report_.notes.push_back("The store is " + std::to_string(in_journal - in_store) +
                                " entries behind the journal. Opening it once carries them over.");
    for (std::uint64_t seq = 0; seq < std::min(in_journal, in_store); ++seq)
        if (journal_.held[seq] && journal_.held[seq]->digest != store_.digests[seq])
            damaged(store_file, {seq, std::nullopt, "the journal holds something else here"});
}

Result<void> Verifier::content(const RawEntry& raw, const record::Entry& entry,
                               const LogIndex& index) {
    const auto& h = entry.header;
    if ((h.flags & record::flag::has_payload) == 0) return {};
    const auto* held = index.key_of(h.conference, record::section_of(h));
    if (held == nullptr) return fail(Fault::damaged, "its conference's key is not there");
    if (key_in_hand_.empty() || key_id_in_hand_ != held->key_id) {
        const auto bound =
            crypto::joined({view_of("cpc/ck/v1"), h.log_id, h.conference.bytes, held->key_id});
        key_in_hand_ = CPC_TRY(crypto::open_secret(keys_.wrapping, held->wrap, bound));
        key_id_in_hand_ = held->key_id;
    }
    const auto plain = CPC_TRY(record::read_payload(h, raw.ciphertext, raw.key_wrap, key_in_hand_));
    CPC_TRY(record::check_content(plain));
    if (h.seq == 0) {
        const auto opened = CPC_TRY(record::decode_event<record::LogOpened>(plain));
        report_.practice = opened.practice;
        if (record::log_id_of(opened.device_key, opened.salt) != h.log_id)
            return fail(Fault::damaged, "the log's name is not made from its device's key");
    }
    return {};
}

void Verifier::one_entry(const RawEntry& raw, const record::Entry& entry, const LogIndex& index) {
    const auto signatures =
        record::check_signatures(entry, [&](const Hash32& kid) { return index.signer(kid); });
    if (!signatures) damaged(journal_file, {raw.seq, std::nullopt, signatures.error().what});
    if (const auto read_content = content(raw, entry, index); !read_content)
        damaged(journal_file, {raw.seq, std::nullopt, read_content.error().what});
    const auto& h = entry.header;
    report_.verified.push_back(
        {h.seq, h.type, h.conference, h.wall, entry.signatures, h.prev_root});
}

Result<void> Verifier::chain() {
    const auto identity = journal_.journal ? &journal_.journal->identity()
                          : store_.store   ? &store_.store->identity()
                                           : nullptr;
    if (identity == nullptr) return {};
    report_.log_id = identity->log_id;
    const auto escrow = crypto::Keyslots::escrow(ports_.files, directory_);
    const auto device = crypto::SigningKey::from_seed(identity->device_seed).public_key();
    if (escrow && *escrow && (*escrow)->signer != device)
        damaged(crypto::keyslots_file,
                {std::nullopt, 0, "the recovery area was not made by this device"});
    if (journal_.journal && store_.store && store_.store->identity().log_id != identity->log_id)
        damaged(store_file, {std::nullopt, std::nullopt, "it belongs to another log"});
    LogIndex index{identity->log_id};
    const std::uint64_t size = std::max(journal_.held.size(), store_.digests.size());
    for (std::uint64_t seq = 0; seq < size; ++seq) {
        const auto raw = read(seq);
        if (!raw) {
            damaged(journal_file, {seq, std::nullopt, raw.error().what});
            break;
        }
        const bool held = seq < journal_.held.size() && journal_.held[seq];
        auto entry = index.add(*raw, held ? journal_.held[seq]->place : FramePlace{});
        if (!entry) {
            damaged(held ? journal_file : store_file, {seq, std::nullopt, entry.error().what});
            break;
        }
        one_entry(*raw, *entry, index);
    }
    report_.entries = index.size();
    report_.root = index.root();
    return {};
}

Result<VerifyReport> Verifier::run(const crypto::SecretBytes& passphrase) {
    const bool readable = CPC_TRY(keys(passphrase));
    if (!readable) return std::move(report_);
    CPC_TRY(look_at_the_journal());
    auto looked = look_at_the_store();
    if (looked) looked = look_at_the_ledger();
    if (looked) {
        compare();
        looked = chain();
    }
    store_.store.reset();
    for (const auto* name : {"", "-journal"}) {
        const auto scratch = path(scratch_file) + name;
        if (ports_.files.exists(scratch)) (void)ports_.files.remove(scratch);
    }
    CPC_TRY(std::move(looked));
    return std::move(report_);
}

}  // namespace

std::string VerifyFinding::text() const {
    std::string out = file;
    if (seq) out += ", entry " + std::to_string(*seq);
    if (offset) out += ", byte " + std::to_string(*offset);
    return out + ": " + what;
}

Result<VerifyReport> verify_directory(Ports ports, const std::string& directory,
                                      const crypto::SecretBytes& passphrase) {
    // A record that another program is writing to would look damaged.
    const auto lock = CPC_TRY(StoreLock::take(directory, StoreLock::IfMissing::do_without));
    return Verifier{ports, directory}.run(passphrase);
}

}  // namespace cpc::store
