// SPDX-License-Identifier: Apache-2.0
// The file that goes from central to its second site: frames as in a backup, under a key of the
// file's own, which is sealed to the second site.
//
//     "CPCCOPY1" | sealed box of the file's key: 80 | "CPCBKUP1" | file id 16 | frames
//
// For second_site.cpp and second_check.cpp only.
#pragma once

#include "core/crypto/box.hpp"
#include "sync/service/backup_frames.hpp"

namespace cpc::service {

inline constexpr std::string_view copy_magic = "CPCCOPY1";
inline constexpr std::size_t copy_head_size = 8 + 32 + crypto::box_overhead;

class CopyFile {
  public:
    [[nodiscard]] static Result<CopyFile> create(Files& files, const std::string& path,
                                                 const crypto::BoxPublicKey& to) {
        const auto key = crypto::SecretBytes::random(32);
        const auto head = crypto::joined({view_of(copy_magic), crypto::box_seal(to, key.view())});
        return CopyFile{CPC_TRY(backup::Writer::create(files, path, key, head))};
    }
    [[nodiscard]] Result<void> add(backup::Kind kind, ByteView body) {
        return writer_.add(kind, body);
    }
    [[nodiscard]] Result<void> finish(const BackupFacts& facts) { return writer_.finish(facts); }

  private:
    explicit CopyFile(backup::Writer writer) : writer_(std::move(writer)) {}
    backup::Writer writer_;
};

}  // namespace cpc::service
