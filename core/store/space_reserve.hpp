// SPDX-License-Identifier: Apache-2.0
// Space put by so that a meeting can always be closed.
//
// A file of 32 MiB that holds nothing. While it is there, a disk that others fill up is not full
// for us: whoever first gets "no space" lets go of it and tries once more. It is laid down before a
// conference opens and not during one, so a disk too full for a meeting is known before anybody has
// been asked anything. Not for the journal's everyday growth: that is laid down beforehand as well
// (Journal::reserve). May be called from any thread.
#pragma once

#include <mutex>
#include <string>

#include "core/base/ports.hpp"

namespace cpc::store {

inline constexpr const char* reserve_file = "space.reserve";
inline constexpr std::uint64_t reserve_bytes = 32U << 20U;

class SpaceReserve {
  public:
    SpaceReserve(Files& files, const std::string& directory)
        : files_(files), directory_(directory), path_(directory + "/" + reserve_file) {}

    // Lays it down, if it is not there already. An error: the disk is too full for a meeting.
    [[nodiscard]] Result<void> hold();
    // True: there is more room now than there was before. False: it was spent already.
    [[nodiscard]] bool release();
    // Let go of since the last hold().
    [[nodiscard]] bool spent();

  private:
    Files& files_;
    std::string directory_;
    std::string path_;
    std::mutex mutex_;
    bool spent_ = false;
};

}  // namespace cpc::store
