// SPDX-License-Identifier: Apache-2.0
#include "core/store/verify.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "core/crypto/aead.hpp"
#include "core/crypto/layout.hpp"
#include "core/record/device_events.hpp"
#include "core/record/paper_code.hpp"
#include "core/record/payload.hpp"
#include "core/record/type_rules.hpp"
#include "core/store/after_change.hpp"
#include "core/store/copies.hpp"
#include "core/store/door.hpp"
#include "core/store/next_files.hpp"
#include "core/store/standing.hpp"
#include "core/store/store_lock.hpp"

namespace cpc::store {
namespace {

constexpr const char* scratch_file = "verify-copy.db";

class Verifier {
  public:
    Verifier(Ports ports, std::string directory)
        : ports_(ports), directory_(std::move(directory)) {}

    Result<VerifyReport> run(const crypto::SecretBytes& passphrase);
    Result<VerifyReport> run_opened(const crypto::SecretBytes& master, KeyFiles there);

  private:
    Result<void> look_at_the_keys(KeyFiles there);
    Result<bool> keys(const crypto::SecretBytes& passphrase);
    Result<void> opened(crypto::SecretBytes master);
    Result<VerifyReport> look_at_the_record();
    Result<void> look_at_standing();
    void look_at_the_end(const record::EntryHeader& header, ByteView plain);
    Result<void> look_at_the_ledger();
    Result<void> look_at_the_journal();
    Result<void> look_at_the_store();
    Result<bool> is_interrupted();
    Result<std::string> store_path_to_read();
    Result<void> compare();
    Result<void> chain();
    void one_entry(const RawEntry& raw, const record::Entry& entry, const LogIndex& index);
    Result<void> content(const RawEntry& raw, const record::Entry& entry, const LogIndex& index);
    Result<RawEntry> read(std::uint64_t seq);
    Result<void> compare_contents(std::uint64_t size);
    void look_at_erasure(const RawEntry& raw, const record::EntryHeader& header);
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
    Erasures erased_;
    VerifyReport report_;
    crypto::SecretBytes key_in_hand_;  // of the conference last read
    ByteArray<16> key_id_in_hand_{};
};

Result<void> Verifier::look_at_the_keys(KeyFiles there) {
    for (auto& found : CPC_TRY(crypto::Keyslots::inspect(ports_.files, directory_)))
        if (there == KeyFiles::all || found.file != crypto::device_secret_file)
            report_.damage.push_back({found.file, std::nullopt, found.offset, found.what});
    return {};
}

// False: the damage is such that nothing more can be read.
Result<bool> Verifier::keys(const crypto::SecretBytes& passphrase) {
    CPC_TRY(look_at_the_keys(KeyFiles::all));
    auto unlocked =
        crypto::Keyslots::unlock(ports_.files, directory_, passphrase, crypto::Repair::none);
    if (!unlocked && unlocked.error().fault == Fault::damaged && !report_.damage.empty())
        return false;
    if (!unlocked) return Failure{std::move(unlocked.error())};
    CPC_TRY(opened(std::move(unlocked->master)));
    return true;
}

Result<void> Verifier::opened(crypto::SecretBytes master) {
    keys_ = StoreKeys::from_master(master);
    master_ = std::move(master);
    next_ = CPC_TRY(look_for_next(ports_, directory_, keys_));
    if (next_.pending())
        report_.notes.push_back(
            "A change of the master key was interrupted after it took effect. Opening it once "
            "finishes it.");
    else if (next_.left_over)
        report_.notes.push_back(
            "A change of the master key was broken off before it took effect. Opening it once "
            "clears that.");
    return {};
}

// What the folder is for is no part of the record either.
Result<void> Verifier::look_at_standing() {
    const auto kind = copy_kind(ports_.files, directory_);
    if (!kind && kind.error().fault != Fault::malformed) return Failure{kind.error()};
    bool row = false;
    if (store_.store)
        if (const auto held = store_.store->get_state(copy_row)) row = held->has_value();
    if (!kind || *kind || row)
        report_.notes.push_back(
            std::string{"This folder is a copy ("} +
            (kind && *kind ? copy_kind_name(**kind) : "its mark cannot be read") +
            ") and is not recorded into.");
    if (report_.heir)
        report_.notes.push_back(
            "The record was handed over and goes on at the tablet with the "
            "arrival code " +
            record::paper_code(*report_.heir) + ".");
    if (report_.former)
        report_.notes.push_back("It carries on another record, restored as far as its entry " +
                                std::to_string(report_.former->size) + ": " +
                                to_hex(report_.former->log_id) + ".");
    return {};
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
        return erased_.without(CPC_TRY(journal_.journal->read(journal_.held[seq]->place)));
    if (store_.store && seq < store_.digests.size())
        return erased_.without(CPC_TRY(store_.store->read(seq)));
    return fail(Fault::damaged, "the entry is whole in neither copy");
}

// Both copies of each entry; and nothing in either that is erased or purged.
Result<void> Verifier::compare_contents(std::uint64_t size) {
    bool unerased = false;
    for (std::uint64_t seq = 0; seq < size; ++seq) {
        const bool in_journal = seq < journal_.held.size() && journal_.held[seq];
        const bool in_store = store_.store && seq < store_.digests.size();
        const bool differ =
            in_journal && in_store && journal_.held[seq]->digest != store_.digests[seq];
        if (!differ && erased_.of_entry(seq) == nullptr) continue;
        std::optional<RawEntry> one;
        std::optional<RawEntry> other;
        if (in_journal) one = CPC_TRY(journal_.journal->read(journal_.held[seq]->place));
        if (in_store) other = CPC_TRY(store_.store->read(seq));
        for (auto* raw : {&one, &other}) {
            if (!*raw) continue;
            const auto before = **raw;
            *raw = erased_.without(before);
            unerased = unerased || **raw != before;
        }
        if (one && other && *one != *other)
            damaged(store_file, {seq, std::nullopt, "the journal holds something else here"});
    }
    if (unerased)
        report_.notes.push_back(
            "Content that was erased or purged is still in one of the two copies. Opening the "
            "record "
            "once takes it away.");
    return {};
}

Result<void> Verifier::compare() {
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
    return compare_contents(std::max(in_journal, in_store));
}

Result<void> Verifier::content(const RawEntry& raw, const record::Entry& entry,
                               const LogIndex& index) {
    const auto& h = entry.header;
    if ((h.flags & record::flag::has_payload) == 0 || is_bare(raw)) {
        look_at_the_end(h, {});
        return {};
    }
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
        if (opened.former && opened.former_size && opened.former_root)
            report_.former = Former{*opened.former, *opened.former_size, *opened.former_root,
                                    opened.former_reached};
        if (record::log_id_of(opened.device_key, opened.salt) != h.log_id)
            return fail(Fault::damaged, "the log's name is not made from its device's key");
    }
    look_at_the_end(h, plain);
    return {};
}

// Where a record was handed over, nothing follows but that it was taken up; by the same key.
void Verifier::look_at_the_end(const record::EntryHeader& header, ByteView plain) {
    const auto heir = std::exchange(report_.heir, std::nullopt);
    const auto wrong = [&](const char* what) {
        damaged(journal_file, {header.seq, std::nullopt, what});
    };
    if (header.type == record::type::log_close) {
        const auto closed = record::decode_event<record::LogClosed>(plain);
        if (closed) report_.heir = closed->heir;
        if (!closed) wrong("it does not say who carries the record on");
    }
    if (header.type == record::type::log_taken_up) {
        const auto taken = record::decode_event<record::LogTakenUp>(plain);
        if (!taken || taken->heir != heir) wrong("the record was not handed over to this tablet");
    } else if (heir) {
        wrong("an entry follows although the record was handed over");
    }
}

// What is missing is missing rightly, and nothing else is.
void Verifier::look_at_erasure(const RawEntry& raw, const record::EntryHeader& header) {
    const auto wrong = [&](const char* what) {
        damaged(journal_file, {raw.seq, std::nullopt, what});
    };
    const auto* erased = erased_.of_entry(raw.seq);
    if (is_bare(raw) && erased == nullptr) wrong("its content is not there, and nobody erased it");
    if (erased != nullptr && !(header.conference == erased->what.conference))
        wrong("its content was erased with another conference's");
    const auto& refused = erased_.refused();
    if (std::find(refused.begin(), refused.end(), raw.seq) != refused.end())
        wrong(header.type == record::type::purged
                  ? "it says that content was purged, and no chair signed that by a receipt that "
                    "reaches so far"
                  : "it says that content was erased, and two enrolled officers did not sign it");
}

void Verifier::one_entry(const RawEntry& raw, const record::Entry& entry, const LogIndex& index) {
    const auto signatures =
        record::check_signatures(entry, [&](const Hash32& kid) { return index.signer(kid); });
    if (!signatures) damaged(journal_file, {raw.seq, std::nullopt, signatures.error().what});
    if (const auto read_content = content(raw, entry, index); !read_content)
        damaged(journal_file, {raw.seq, std::nullopt, read_content.error().what});
    const auto& h = entry.header;
    look_at_erasure(raw, h);
    report_.verified.push_back(
        {h.seq, h.type, h.conference, h.wall, entry.signatures, is_bare(raw), h.prev_root});
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
    return look_at_the_record();
}

Result<VerifyReport> Verifier::run_opened(const crypto::SecretBytes& master, KeyFiles there) {
    CPC_TRY(look_at_the_keys(there));
    CPC_TRY(opened(master.clone()));
    return look_at_the_record();
}

Result<VerifyReport> Verifier::look_at_the_record() {
    CPC_TRY(look_at_the_journal());
    auto looked = look_at_the_store();
    if (looked) looked = look_at_the_ledger();
    if (looked) {
        if (auto erased = erasures_in(journal_, store_, keys_); erased) {
            erased_ = std::move(*erased);
            report_.erased = erased_.all();
        } else if (speaks_of_damage(erased.error().fault)) {
            damaged(journal_file, {std::nullopt, std::nullopt,
                                   "what was erased cannot be told: " + erased.error().what});
        } else {
            looked = Failure{std::move(erased.error())};
        }
    }
    if (looked) looked = compare();
    if (looked) looked = chain();
    if (looked) looked = look_at_standing();
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

Result<VerifyReport> verify_opened(Ports ports, const std::string& directory,
                                   const crypto::SecretBytes& master, KeyFiles there) {
    const auto lock = CPC_TRY(StoreLock::take(directory, StoreLock::IfMissing::do_without));
    return Verifier{ports, directory}.run_opened(master, there);
}

}  // namespace cpc::store
