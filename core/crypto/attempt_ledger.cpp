// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/attempt_ledger.hpp"

#include <algorithm>
#include <utility>

#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"

namespace cpc::crypto {
namespace {

constexpr std::string_view magic = "CPCATT01";
constexpr std::size_t head_size = 128;
constexpr std::size_t records_at = 2 * head_size;
constexpr std::size_t record_size = 64;
constexpr std::size_t laid_down = 4096;
constexpr std::size_t file_size_max = std::size_t{1} << 20U;
constexpr std::uint32_t tries_when_anew = 5;

constexpr const char* was_missing = "The ledger of attempts was missing.";
constexpr const char* was_unreadable = "The ledger of attempts could not be read.";
constexpr const char* was_altered = "Some of the ledger of attempts was altered or taken away.";
constexpr const char* was_older = "The ledger of attempts was an older one or another tablet's.";
constexpr const char* was_begun_anew =
    "The ledger of attempts was missing or could not be read, and was begun anew.";
constexpr const char* was_put_back =
    "The ledger of attempts does not go on from where it had come to: an older one was put in its "
    "place, or the note of that was taken away.";
constexpr const char* note_gone =
    "The note of how far the ledger of attempts had come was missing or could not be read.";
constexpr const char* note_damaged =
    "One of the two notes of how far the ledger of attempts had come was damaged.";
constexpr const char* head_damaged = "One of the two heads of the ledger of attempts was damaged.";

std::string path_in(const std::string& directory) {
    return directory + "/" + attempts_file;
}

bool all_zero(ByteView bytes) {
    return std::all_of(bytes.begin(), bytes.end(), [](auto b) { return b == 0; });
}

ByteArray<32> first_key(const SecretBytes& base, std::uint64_t epoch) {
    return blake2b_keyed(base.view(), {Packer{}.u64(epoch).take()});
}

ByteArray<32> key_after(ByteView key) {
    return blake2b_keyed(key, {view_of("next")});
}

}  // namespace

// ---- bytes ----

Bytes AttemptLedger::pack(const Head& head) {
    auto out = Packer{}
                   .bytes(view_of(magic))
                   .u64(head.epoch)
                   .u32(head.records)
                   .u32(0)
                   .bytes(head.next_key)
                   .take();
    append(out, blake2b(out));
    out.resize(head_size);
    return out;
}

std::optional<AttemptLedger::Head> AttemptLedger::unpack_head(ByteView in) {
    Head out;
    Unpacker from{in.subspan(magic.size())};
    out.epoch = from.u64();
    out.records = from.u32();
    (void)from.u32();
    from.into(out.next_key);
    // One encoding: what pack() would not have written is no head.
    const auto again = pack(out);
    if (!std::equal(again.begin(), again.end(), in.begin(), in.end())) return std::nullopt;
    return out;
}

Bytes AttemptLedger::body_of(const Record& record) {
    return Packer{}
        .u64(record.epoch)
        .u32(record.number)
        .u8(static_cast<std::uint8_t>(record.kind))
        .u8(0)
        .u16(0)
        .u64(record.boot_ms)
        .bytes(record.boot_id)
        .take();
}

std::optional<AttemptLedger::Record> AttemptLedger::unpack_record(ByteView in) {
    Record out;
    Unpacker from{in};
    out.epoch = from.u64();
    out.number = from.u32();
    out.kind = static_cast<Kind>(from.u8());
    (void)from.bytes(3);
    out.boot_ms = from.u64();
    from.into(out.boot_id);
    from.into(out.tag);
    const auto body = body_of(out);
    const bool known = out.kind >= Kind::try_begun && out.kind <= Kind::put_back;
    if (!known || !std::equal(body.begin(), body.end(), in.begin())) return std::nullopt;
    return out;
}

ByteArray<24> AttemptLedger::tag_of(ByteView key, const Record& record) {
    const auto whole = blake2b_keyed(key, {body_of(record)});
    ByteArray<24> out{};
    std::copy_n(whole.begin(), out.size(), out.begin());
    return out;
}

// ---- reading ----

void AttemptLedger::fault(std::string sentence) {
    if (std::find(faults_.begin(), faults_.end(), sentence) == faults_.end())
        faults_.push_back(std::move(sentence));
}

void AttemptLedger::count(const Record& record) {
    switch (record.kind) {
        case Kind::try_begun:
            ++attempts_.wrong;
            break;
        case Kind::no_guess:
            if (attempts_.wrong > 0) --attempts_.wrong;
            break;
        case Kind::wait_again:
        case Kind::mended:
            break;
        case Kind::begun_anew:
        case Kind::put_back:
            attempts_.wrong = std::max(attempts_.wrong, tries_when_anew);
            break;
    }
    attempts_.since_boot_ms = record.boot_ms;
    attempts_.boot_id = record.boot_id;
    auto raw = body_of(record);
    append(raw, record.tag);
    digest_ = digest_with(digest_, raw);
}

// A ledger of nobody's epoch is told by that. Between the two notes of an epoch that was just
// beginning either ledger is the right one.
Result<void> AttemptLedger::hold_against_note(Files& files, const std::string& directory) {
    const auto found = CPC_TRY(read_notes(files, directory));
    note_whole_ = found.alike() && found.notes[0] == note();
    note_torn_ = !found.notes[0] || !found.notes[1];
    if (head_.epoch == 0 || !usable_ || records_.size() < head_.records) return {};
    const auto& [one, other] = found.notes;
    if (!one && !other) {
        note_fits_ = false;
        fault(note_gone);
        return {};
    }
    const auto goes_on = [&](const LedgerNote& from) {
        if (from.epoch != head_.epoch || from.records > records_.size()) return false;
        ByteArray<32> digest{};
        for (std::size_t i = 0; i < from.records; ++i) {
            auto raw = body_of(records_[i]);
            append(raw, records_[i].tag);
            digest = digest_with(digest, raw);
        }
        return digest == from.digest;
    };
    const bool between = one && other && one->epoch != other->epoch;
    note_fits_ = between ? goes_on(*one) || goes_on(*other)
                         : (!one || goes_on(*one)) && (!other || goes_on(*other));
    if (!note_fits_) fault(was_put_back);
    return {};
}

Result<AttemptLedger> AttemptLedger::read(Files& files, const std::string& directory) {
    AttemptLedger out;
    const auto path = path_in(directory);
    if (!files.exists(path)) {
        out.fault(was_missing);
        return out;
    }
    const auto raw = read_whole(files, path, file_size_max);
    if (!raw && raw.error().fault == Fault::io) return Failure{raw.error()};
    if (!raw || raw->size() < records_at) {
        out.fault(was_unreadable);
        return out;
    }
    const ByteView all{*raw};
    const auto a = unpack_head(all.first(head_size));
    const auto b = unpack_head(all.subspan(head_size, head_size));
    if (!a && !b) {
        out.fault(was_unreadable);
        return out;
    }
    out.usable_ = true;
    out.heads_alike_ = a == b;
    if (!a || !b) out.fault(head_damaged);
    const auto order = [](const Head& head) { return std::pair{head.epoch, head.records}; };
    out.head_ = !b || (a && order(*a) >= order(*b)) ? *a : *b;
    for (auto at = records_at; at + record_size <= all.size(); at += record_size) {
        const auto slot = all.subspan(at, record_size);
        const auto record = unpack_record(slot);
        const bool counted = out.records_.size() < out.head_.records;
        if (counted && (!record || record->epoch != out.head_.epoch ||
                        record->number != out.records_.size())) {
            out.fault(was_altered);
            break;
        }
        if (!counted) {
            // At most one that the head does not count yet; leftovers of older epochs say nothing.
            const bool leftover = record && record->epoch < out.head_.epoch;
            out.half_done_ = !all_zero(slot) && !leftover;
            break;
        }
        out.records_.push_back(*record);
        out.count(*record);
    }
    if (out.records_.size() < out.head_.records) out.fault(was_altered);
    CPC_TRY(out.hold_against_note(files, directory));
    return out;
}

Result<LedgerReport> AttemptLedger::inspect(Files& files, const std::string& directory,
                                            const SecretBytes& base) {
    auto found = CPC_TRY(read(files, directory));
    if (found.note_torn_ && found.note_fits_) found.fault(note_damaged);
    return found.report(base, 0);
}

// ---- writing ----

Result<void> AttemptLedger::write_heads() {
    const auto raw = pack(head_);
    for (const std::size_t at : {std::size_t{0}, head_size}) {
        CPC_TRY(file_->write_at(at, raw));
        CPC_TRY(file_->sync_data());
    }
    heads_alike_ = true;
    return {};
}

LedgerNote AttemptLedger::note() const {
    return {head_.epoch, static_cast<std::uint32_t>(records_.size()), digest_};
}

// Laid down once and then written in place; a disk so full that a lost note cannot be made again
// keeps nobody out.
Result<void> AttemptLedger::write_note() {
    const auto written = write_notes(*files_, directory_, note());
    if (!written && written.error().fault != Fault::no_space) return written;
    return {};
}

// The key that the newest record was made with is gone after this.
Result<void> AttemptLedger::evolve_head() {
    head_.next_key = key_after(head_.next_key);
    ++head_.records;
    CPC_TRY(write_heads());
    return write_note();
}

Result<void> AttemptLedger::add(Kind kind, const ClockReading& now) {
    Record record{head_.epoch, head_.records, kind, now.boot_ms, now.boot_id, {}};
    record.tag = tag_of(head_.next_key, record);
    auto raw = body_of(record);
    append(raw, record.tag);
    CPC_TRY(file_->write_at(records_at + std::uint64_t{head_.records} * record_size, raw));
    CPC_TRY(file_->sync_data());
    records_.push_back(record);
    count(record);
    return evolve_head();
}

Result<void> AttemptLedger::create(Files& files, const std::string& directory,
                                   const SecretBytes& base) {
    auto raw = pack({1, 0, first_key(base, 1)});
    append(raw, Bytes{raw});
    raw.resize(laid_down);
    CPC_TRY(write_whole(files, path_in(directory), raw));
    return write_notes(files, directory, {1, 0, {}});
}

// Epoch 0 is nobody's: it cannot be checked, and whoever unlocks is told so.
Result<void> AttemptLedger::begin_anew(Files& files, const std::string& directory,
                                       const ClockReading& now) {
    Head head;
    random_fill(head.next_key);
    auto raw = pack(head);
    append(raw, Bytes{raw});
    raw.resize(laid_down);
    CPC_TRY(write_whole(files, path_in(directory), raw));
    file_ = CPC_TRY(files.open(path_in(directory), OpenMode::read_write));
    head_ = head;
    records_.clear();
    digest_ = {};
    attempts_ = {};
    half_done_ = false;
    usable_ = true;
    return add(Kind::begun_anew, now);
}

Result<AttemptLedger> AttemptLedger::open(Files& files, const std::string& directory,
                                          const ClockReading& now) {
    init();
    auto out = CPC_TRY(read(files, directory));
    out.files_ = &files;
    out.directory_ = directory;
    const bool damaged = out.records_.size() < out.head_.records;
    if (!out.usable_ || damaged) {
        CPC_TRY(out.begin_anew(files, directory, now));
        return out;
    }
    out.file_ = CPC_TRY(files.open(path_in(directory), OpenMode::read_write));
    const auto& faults = out.faults_;
    const bool mended = std::find(faults.begin(), faults.end(), head_damaged) != faults.end();
    if (!out.heads_alike_) CPC_TRY(out.write_heads());
    if (!out.note_fits_)
        CPC_TRY(out.add(Kind::put_back, now));
    else if (!out.note_whole_)
        CPC_TRY(out.write_note());
    // The power went between a record and its head: the record counts, torn or whole.
    if (std::exchange(out.half_done_, false)) CPC_TRY(out.add(Kind::try_begun, now));
    if (mended) CPC_TRY(out.add(Kind::mended, now));
    const bool waits = delay_ms(out.attempts_.wrong) > 0;
    if (waits && out.attempts_.boot_id != now.boot_id) CPC_TRY(out.add(Kind::wait_again, now));
    return out;
}

Result<void> AttemptLedger::begin_try(const ClockReading& now) {
    if (wait_ms(attempts_, now) > 0)
        return fail(Fault::locked_out, "Too many wrong passphrases were tried", {},
                    "Nothing is lost and nothing is wiped. Leave the tablet switched on; it can be "
                    "tried again after the wait.");
    return add(Kind::try_begun, now);
}

Result<void> AttemptLedger::was_no_guess(const ClockReading& now) {
    return add(Kind::no_guess, now);
}

// ---- with the master key ----

LedgerReport AttemptLedger::report(const SecretBytes& base, std::uint64_t known_epoch) const {
    LedgerReport out;
    out.epoch = head_.epoch;
    out.faults = faults_;
    out.wrong = attempts_.wrong;
    if (!records_.empty() && records_.back().kind == Kind::try_begun) --out.wrong;
    const auto say = [&](const char* sentence) {
        if (std::find(out.faults.begin(), out.faults.end(), sentence) == out.faults.end())
            out.faults.emplace_back(sentence);
    };
    if (head_.epoch == 0) {
        say(was_begun_anew);
        return out;
    }
    const auto any = [&](Kind kind) {
        return std::any_of(records_.begin(), records_.end(),
                           [&](const auto& record) { return record.kind == kind; });
    };
    if (any(Kind::mended)) say(head_damaged);
    if (any(Kind::put_back)) say(was_put_back);
    if (head_.epoch < known_epoch && !any(Kind::put_back)) say(was_older);
    auto key = first_key(base, head_.epoch);
    for (const auto& record : records_) {
        if (!equal_in_constant_time(tag_of(key, record), record.tag)) {
            say(was_altered);
            return out;
        }
        key = key_after(key);
    }
    if (!equal_in_constant_time(key, head_.next_key)) say(was_altered);
    return out;
}

Result<void> AttemptLedger::start_epoch(const SecretBytes& base, std::uint64_t epoch) {
    const auto used = records_.size() * record_size;
    head_ = {epoch, 0, first_key(base, epoch)};
    records_.clear();
    digest_ = {};
    attempts_ = {};
    faults_.clear();
    const auto announced = announce_note(*files_, directory_, note());
    if (!announced && announced.error().fault != Fault::no_space) return announced;
    CPC_TRY(write_heads());
    CPC_TRY(write_note());
    if (used > 0) {
        CPC_TRY(file_->write_at(records_at, Bytes(used)));
        CPC_TRY(file_->sync_data());
    }
    return {};
}

}  // namespace cpc::crypto
