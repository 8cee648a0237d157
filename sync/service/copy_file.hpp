// SPDX-License-Identifier: Apache-2.0
// The file that goes from central to its second site, or back (brought_back.hpp): frames as in a
// backup, under a key of the file's own, which is sealed to whoever is to open it.
//
//     "CPCCOPY1" | sealed box of the file's key: 80 | "CPCBKUP1" | file id 16 | frames
//
// For second_site.cpp, second_check.cpp and brought_back*.cpp only.
#pragma once

#include "core/crypto/box.hpp"
#include "core/crypto/layout.hpp"
#include "sync/service/backup_frames.hpp"
#include "sync/service/second_site.hpp"

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

// `not_one`: what to say of a file of another kind.
inline Result<backup::Reader> open_copy(const SiteDesk& desk, const std::string& path,
                                        const char* not_one) {
    auto file = CPC_TRY(desk.files.open(path, OpenMode::read_only));
    Bytes head(copy_head_size);
    if (CPC_TRY(file->size()) < head.size()) return fail(Fault::malformed, not_one, path);
    CPC_TRY(file->read_at(0, head));
    if (text_of(ByteView{head}.first(copy_magic.size())) != copy_magic)
        return fail(Fault::malformed, not_one, path);
    const auto key =
        crypto::box_open_secret(desk.keys.ingest, ByteView{head}.subspan(copy_magic.size()));
    if (!key || key->size() != 32)
        return fail(Fault::wrong_secret, "The copy is damaged, or was made for another site.", path,
                    "Nothing was changed.");
    return backup::Reader::open(desk.files, path, *key, copy_head_size);
}

}  // namespace cpc::service
