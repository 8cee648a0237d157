// SPDX-License-Identifier: Apache-2.0
// One process for one data directory. The database's own lock begins with its first write only, so
// a second program could read along and clear the uploads of the first; this lock is taken before
// anything is touched and given back by the kernel however the process ends.
#pragma once

#include <string>
#include <utility>

#include "core/base/result.hpp"

namespace cpc::service {

class DirectoryLock {
  public:
    // Fault::locked_out if somebody else holds it.
    [[nodiscard]] static Result<DirectoryLock> take(const std::string& directory);
    ~DirectoryLock();
    DirectoryLock(DirectoryLock&& other) noexcept
        : descriptor_(std::exchange(other.descriptor_, -1)) {}
    DirectoryLock& operator=(DirectoryLock&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    DirectoryLock(const DirectoryLock&) = delete;
    DirectoryLock& operator=(const DirectoryLock&) = delete;

  private:
    explicit DirectoryLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_ = -1;
};

}  // namespace cpc::service
