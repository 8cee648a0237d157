// SPDX-License-Identifier: Apache-2.0
// Bundles on their way in, piece by piece, in files below DIR/incoming. Nothing here is trusted or
// lasting: a piece that is lost is sent again. Limits: so many unfinished uploads and bytes at
// once; one that nobody has touched for an hour makes room when room is needed. Cleared at start.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/ports.hpp"
#include "core/base/result.hpp"

namespace cpc::service {

struct UploadLimits {
    std::size_t uploads_max = 32;
    std::uint64_t bytes_max = 512U << 20U;  // of all unfinished uploads
    std::int64_t forgotten_after_ms = 3'600'000;
};

class Uploads {
  public:
    Uploads(Files& files, std::string directory, UploadLimits limits)
        : files_(files), directory_(std::move(directory)), limits_(limits) {}

    [[nodiscard]] Result<void> clear();  // what an earlier run left behind
    // Piece n begins at n × 65,536. Every piece but a bundle's last is full.
    [[nodiscard]] Result<void> put(const BundleId& bundle, std::uint64_t piece, ByteView bytes,
                                   std::uint64_t boot_ms);
    [[nodiscard]] std::vector<std::optional<Hash32>> held(const BundleId& bundle) const;
    // Fault::not_found if pieces are missing, Fault::damaged if the whole has another digest.
    [[nodiscard]] Result<Bytes> assemble(const BundleId& bundle, std::uint64_t bytes,
                                         const Hash32& digest);
    void forget(const BundleId& bundle);

  private:
    struct Piece {
        Hash32 digest{};
        std::size_t size = 0;
    };
    struct Upload {
        std::unique_ptr<File> file;
        std::map<std::uint64_t, Piece> pieces;
        std::uint64_t bytes = 0;
        std::uint64_t touched_ms = 0;
    };
    [[nodiscard]] Result<Upload*> find_or_make(const BundleId& bundle, std::uint64_t boot_ms);
    [[nodiscard]] bool forget_oldest(std::uint64_t boot_ms);
    [[nodiscard]] std::string path(const BundleId& bundle) const;

    Files& files_;
    std::string directory_;
    UploadLimits limits_;
    std::map<BundleId, Upload> uploads_;
    std::uint64_t bytes_ = 0;
};

}  // namespace cpc::service
