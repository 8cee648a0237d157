// SPDX-License-Identifier: Apache-2.0
// The journal: one file to which entries are appended, each with one write and one sync.
//
// When append() returns, the entry is on the medium. Space is laid down ahead in steps of 1 MiB of
// zeros, so that a sync moves data and not the file's length; everything after the last frame is
// zero and is checked to be. Frames are encrypted and bound to log, number and the frame before;
// a CRC tells a torn write from a whole one. After a failed write or sync the journal refuses to
// go on: what the kernel threw away cannot be asked back. The next open() decides.
//
// file   = head 512 ‖ frames ‖ zeros
// head   = "CPCJRNL1" | log id 32 | nonce 24 | device seed, encrypted 32 | tag 16 | zero
//          | BLAKE2b-256 of all before 32
// frame  = "CPLF" | size u32 of ciphertext and tag | number u64 | nonce 24 | ciphertext | tag 16
//          | CRC-32C u32 of all before. Plaintext: raw_entry.hpp, then zeros so that the frame ends
//          with a sector of 512 bytes: a sector that the power spoils while it is being written
//          never holds a part of an entry that was acknowledged before
//          bound to "cpc/journal/v1" ‖ log id ‖ number ‖ the tag before (first: zeros)
//
// The device's signing seed lies in the head so that each copy of the record is complete without
// the other. Source: security design, 3.4.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/ports.hpp"
#include "core/base/result.hpp"
#include "core/crypto/secret.hpp"
#include "core/store/frame.hpp"
#include "core/store/raw_entry.hpp"

namespace cpc::store {

inline constexpr std::size_t journal_head_size = 512;
inline constexpr std::uint64_t journal_step = 1U << 20U;

struct LogIdentity {
    Hash32 log_id{};
    crypto::SecretBytes device_seed;  // of the device's signing key
};

struct FramePlace {
    std::uint64_t seq = 0;
    std::uint64_t offset = 0;
    std::uint32_t size = 0;  // of the whole frame
    FrameTag before{};       // the tag of the frame before
};

// What a scan found besides whole frames. Numbers without a whole frame are simply missing.
struct JournalScan {
    struct Damage {
        std::uint64_t seq = 0;  // of the entry that should stand there
        std::uint64_t offset = 0;
        std::string what;
    };
    std::vector<Damage> damage;             // between whole frames, and numbers out of order
    std::uint64_t end = journal_head_size;  // just after the last whole frame
    // The first byte after it that is not zero, and whether it looks like a frame that was being
    // written when the power went.
    std::optional<std::uint64_t> tail;
    bool tail_is_unfinished_frame = false;
    // A later frame begins in it, so it cannot be the one that was being written: entries that were
    // acknowledged stood there.
    bool tail_holds_more = false;
};

class Journal {
  public:
    using Visitor = std::function<Result<void>(const FramePlace&, const RawEntry&)>;
    enum class Access : std::uint8_t { read, append };

    // A new, empty journal under this name, which must be free. key: 32 bytes.
    [[nodiscard]] static Result<Journal> create(Files& files, Entropy& entropy,
                                                const std::string& path,
                                                const crypto::SecretBytes& key,
                                                const LogIdentity& identity);
    // Reads the head; an error means that the head is damaged or the file is not there.
    [[nodiscard]] static Result<Journal> open(Files& files, Entropy& entropy,
                                              const std::string& path,
                                              const crypto::SecretBytes& key, Access access);
    // Visits every whole frame, in order. An error is the visitor's or the medium's.
    [[nodiscard]] Result<JournalScan> scan(const Visitor& visitor);
    // Ready to append after the last whole frame; what lies behind it is overwritten with zeros.
    [[nodiscard]] Result<void> resume(const JournalScan& scan);

    // Lays down zeros for this many more bytes, synced.
    [[nodiscard]] Result<void> reserve(std::uint64_t bytes);

    [[nodiscard]] Result<FramePlace> append(const RawEntry& entry);
    // Many at once under one sync: for rebuilding and repair.
    [[nodiscard]] Result<FramePlace> append_without_sync(const RawEntry& entry);
    [[nodiscard]] Result<void> sync();
    // Overwrites the last frame with zeros, synced. For a frame that nobody has heard of.
    [[nodiscard]] Result<void> take_back(const FramePlace& last);
    [[nodiscard]] Result<RawEntry> read(const FramePlace& place);

    // Asked when the disk is full; true if there is more room now, and then it is tried once more.
    using Relief = std::function<bool()>;
    void when_full(Relief relief) { relief_ = std::move(relief); }

    [[nodiscard]] const LogIdentity& identity() const { return identity_; }

  private:
    Journal() = default;
    [[nodiscard]] FrameContext context() const { return {key_, identity_.log_id}; }
    [[nodiscard]] Result<void> make_room(std::uint64_t until);
    [[nodiscard]] Result<void> lay_down(std::uint64_t until);

    Entropy* entropy_ = nullptr;
    std::unique_ptr<File> file_;
    std::string path_;
    crypto::SecretBytes key_;
    LogIdentity identity_;
    std::uint64_t end_ = journal_head_size;
    std::uint64_t laid_down_ = journal_head_size;  // zeros up to here
    FrameTag last_tag_{};
    Relief relief_;
    bool failed_ = false;
};

}  // namespace cpc::store
