// SPDX-License-Identifier: Apache-2.0
// The frames of a backup file and what stands in them. For backup.cpp and backup_frames.cpp only.
#pragma once

#include <memory>

#include "core/base/ports.hpp"
#include "core/crypto/secret.hpp"
#include "sync/service/backup.hpp"

namespace cpc::service::backup {

enum class Kind : std::uint8_t {
    log = 1,
    batch = 2,
    evidence = 3,
    rejection = 4,
    end = 5,
    endorsement = 6,  // only in a copy for a second site
    late = 7,         // there too: a content that was held back, before the receipt that took it
    signed_off = 8,   // only in what a second site gives back: its signature over all before it
    office = 16,
};

struct Frame {
    Kind kind{};
    Bytes body;
};

class Writer {
  public:
    [[nodiscard]] static Result<Writer> create(Files& files, const std::string& path,
                                               const crypto::SecretBytes& store_key,
                                               ByteView in_front = {});
    [[nodiscard]] Result<void> add(Kind kind, ByteView body);
    [[nodiscard]] Result<void> finish(const BackupFacts& facts);
    [[nodiscard]] std::uint64_t bytes() const { return at_; }

  private:
    std::unique_ptr<File> file_;
    crypto::SecretBytes key_;
    ByteArray<16> id_{};
    std::uint64_t at_ = 0;
    std::uint64_t frames_ = 0;
};

class Reader {
  public:
    [[nodiscard]] static Result<Reader> open(Files& files, const std::string& path,
                                             const crypto::SecretBytes& store_key,
                                             std::size_t in_front = 0);
    // An error where the file ends without saying so.
    [[nodiscard]] Result<Frame> next();
    [[nodiscard]] std::uint64_t size() const { return size_; }
    [[nodiscard]] bool at_end() const { return at_ == size_; }

  private:
    std::unique_ptr<File> file_;
    crypto::SecretBytes key_;
    ByteArray<16> id_{};
    std::uint64_t at_ = 0;
    std::uint64_t size_ = 0;
    std::uint64_t frames_ = 0;
};

struct LogFrame {
    LogRow row;
    std::vector<StoredKey> keys;
};
[[nodiscard]] Bytes write_log(const LogFrame& log);
[[nodiscard]] Result<LogFrame> read_log(ByteView body);
[[nodiscard]] Bytes write_batch(const Batch& batch);
[[nodiscard]] Result<Batch> read_batch(ByteView body);
struct LateFrame {
    Hash32 log_id{};
    StoredEntry entry;
};
[[nodiscard]] Bytes write_late(const LateFrame& late);
[[nodiscard]] Result<LateFrame> read_late(ByteView body);
[[nodiscard]] Bytes write_evidence(const ForkEvidence& evidence);
[[nodiscard]] Result<ForkEvidence> read_evidence(ByteView body);
[[nodiscard]] Bytes write_rejection(const RejectedBundle& rejected);
[[nodiscard]] Result<RejectedBundle> read_rejection(ByteView body);
[[nodiscard]] Bytes write_office(const OfficeRow& row);
[[nodiscard]] Result<OfficeRow> read_office(ByteView body);
[[nodiscard]] Bytes write_facts(const BackupFacts& facts);
[[nodiscard]] Result<BackupFacts> read_facts(ByteView body);

}  // namespace cpc::service::backup
