// SPDX-License-Identifier: Apache-2.0
#include "core/store/journal.hpp"

#include <algorithm>
#include <array>

#include "core/base/check.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"

namespace cpc::store {
namespace {

constexpr std::string_view head_magic = "CPCJRNL1";
constexpr std::size_t log_id_at = 8;
constexpr std::size_t seed_at = 40;
constexpr std::size_t seed_sealed_size = 24 + 32 + 16;
constexpr std::size_t head_used = seed_at + seed_sealed_size;
constexpr std::size_t digest_at = journal_head_size - 32;

Bytes head_associated(const Hash32& log_id) {
    return crypto::joined({view_of("cpc/journal-head/v1"), log_id});
}

Bytes write_head(Entropy& entropy, const crypto::SecretBytes& key, const LogIdentity& identity) {
    crypto::Nonce24 nonce{};
    entropy.fill(nonce);
    crypto::Packer out;
    out.bytes(view_of(head_magic)).bytes(identity.log_id);
    out.bytes(
        crypto::seal(key, nonce, identity.device_seed.view(), head_associated(identity.log_id)));
    Bytes head = out.take();
    head.resize(digest_at);
    crypto::append(head, crypto::blake2b(head));
    return head;
}

Result<LogIdentity> read_head(ByteView head, const crypto::SecretBytes& key,
                              const std::string& path) {
    const Hash32 digest = crypto::blake2b(head.first(digest_at));
    const auto gap = head.subspan(head_used, digest_at - head_used);
    const bool whole = text_of(head.first(head_magic.size())) == head_magic &&
                       std::equal(digest.begin(), digest.end(), head.begin() + digest_at) &&
                       std::all_of(gap.begin(), gap.end(), [](auto b) { return b == 0; });
    if (!whole) return fail(Fault::damaged, "The journal's head is damaged.", path + ", byte 0");
    LogIdentity out;
    std::copy_n(head.begin() + log_id_at, out.log_id.size(), out.log_id.begin());
    auto seed = crypto::open_secret(key, head.subspan(seed_at, seed_sealed_size),
                                    head_associated(out.log_id));
    if (!seed || seed->size() != 32)
        return fail(Fault::damaged, "The journal belongs to another store.", path);
    out.device_seed = std::move(*seed);
    return out;
}

Failure stopped(const std::string& path) {
    return fail(Fault::io, "The journal has stopped after an error of the medium.", path,
                "Everything acknowledged before is safe. Close the program and open it again.");
}

// Bytes to the end of the sector; none if it ends there.
std::size_t gap_after(std::uint64_t end) {
    return static_cast<std::size_t>((frame_sector - end % frame_sector) % frame_sector);
}

std::uint64_t rounded_up(std::uint64_t size) {
    return (size + journal_step - 1) / journal_step * journal_step;
}

}  // namespace

Result<Journal> Journal::create(Files& files, Entropy& entropy, const std::string& path,
                                const crypto::SecretBytes& key, const LogIdentity& identity) {
    Journal out;
    out.entropy_ = &entropy;
    out.path_ = path;
    out.key_ = key.clone();
    out.identity_ = {identity.log_id, identity.device_seed.clone()};
    out.file_ = CPC_TRY(files.open(path, OpenMode::create_new));
    CPC_TRY(out.file_->write_at(0, write_head(entropy, key, identity)));
    CPC_TRY(out.make_room(journal_step));
    CPC_TRY(out.file_->sync_data());
    return out;
}

Result<Journal> Journal::open(Files& files, Entropy& entropy, const std::string& path,
                              const crypto::SecretBytes& key, Access access) {
    Journal out;
    out.entropy_ = &entropy;
    out.path_ = path;
    out.key_ = key.clone();
    out.file_ = CPC_TRY(
        files.open(path, access == Access::read ? OpenMode::read_only : OpenMode::read_write));
    ByteArray<journal_head_size> head{};
    if (CPC_TRY(out.file_->size()) < head.size())
        return fail(Fault::damaged, "The journal is cut off inside its head.", path);
    CPC_TRY(out.file_->read_at(0, head));
    out.identity_ = CPC_TRY(read_head(head, key, path));
    out.failed_ = true;  // until resume() says where to go on
    return out;
}

// Zeros are really written: a merely reserved block would be turned into a written one by the very
// sync that an acknowledgement waits for.
Result<void> Journal::lay_down(std::uint64_t until) {
    const std::uint64_t target = rounded_up(until);
    if (target <= laid_down_) return {};
    CPC_TRY(file_->preallocate(target));
    static constexpr std::array<std::uint8_t, 65'536> zeros{};
    for (std::uint64_t at = laid_down_; at < target;) {
        const auto size = std::min<std::uint64_t>(zeros.size(), target - at);
        CPC_TRY(file_->write_at(at, ByteView{zeros}.first(static_cast<std::size_t>(size))));
        at += size;
    }
    laid_down_ = target;
    return {};
}

Result<void> Journal::make_room(std::uint64_t until) {
    auto laid = lay_down(until);
    const bool full = !laid && laid.error().fault == Fault::no_space;
    if (full && relief_ && relief_()) return lay_down(until);
    return laid;
}

Result<void> Journal::resume(const JournalScan& scan) {
    CPC_CHECK(scan.damage.empty());
    end_ = scan.end;
    const auto size = CPC_TRY(file_->size());
    if (scan.tail || size % journal_step != 0) {
        laid_down_ = end_;
        CPC_TRY(make_room(std::max(end_, size)));
        CPC_TRY(file_->sync_data());
    }
    laid_down_ = rounded_up(std::max(end_, size));
    failed_ = false;
    return {};
}

Result<void> Journal::reserve(std::uint64_t bytes) {
    if (failed_) return stopped(path_);
    CPC_TRY(make_room(end_ + bytes));
    return sync();
}

Result<FramePlace> Journal::append_without_sync(const RawEntry& entry) {
    if (failed_) return stopped(path_);
    crypto::Nonce24 nonce{};
    entropy_->fill(nonce);
    Bytes plain = pack(entry);
    plain.resize(plain.size() + gap_after(end_ + frame_overhead + plain.size()));
    const Bytes frame = write_frame(context(), entry.seq, last_tag_, nonce, plain);
    // Running out of space shows here, before anything of the frame is on the disk.
    CPC_TRY(make_room(end_ + frame.size()));
    if (auto written = file_->write_at(end_, frame); !written) {
        failed_ = true;
        return Failure{std::move(written.error())};
    }
    const FramePlace place{entry.seq, end_, static_cast<std::uint32_t>(frame.size()), last_tag_};
    end_ += frame.size();
    last_tag_ = tag_of_frame(frame);
    return place;
}

Result<void> Journal::sync() {
    if (failed_) return stopped(path_);
    if (auto synced = file_->sync_data(); !synced) {
        failed_ = true;
        return Failure{std::move(synced.error())};
    }
    return {};
}

Result<FramePlace> Journal::append(const RawEntry& entry) {
    const auto place = CPC_TRY(append_without_sync(entry));
    CPC_TRY(sync());
    return place;
}

Result<void> Journal::take_back(const FramePlace& last) {
    failed_ = true;  // until it is really gone
    CPC_TRY(file_->write_at(last.offset, Bytes(last.size)));
    CPC_TRY(file_->sync_data());
    end_ = last.offset;
    last_tag_ = last.before;
    failed_ = false;
    return {};
}

Result<RawEntry> Journal::read(const FramePlace& place) {
    Bytes frame(place.size);
    CPC_TRY(file_->read_at(place.offset, frame));
    const std::string where = path_ + ", byte " + std::to_string(place.offset);
    const auto head = read_frame_head(frame);
    if (!head || head->frame_size != frame.size() || head->seq != place.seq)
        return fail(Fault::damaged, "A frame of the journal has changed since it was opened.",
                    where);
    auto plain = open_frame(context(), place.before, frame);
    if (!plain) return fail(Fault::damaged, plain.error().what, where);
    return unpack(place.seq, *plain);
}

}  // namespace cpc::store
