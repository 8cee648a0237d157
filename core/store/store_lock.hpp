// SPDX-License-Identifier: Apache-2.0
// One program at a time has a record open.
//
// An advisory lock (flock) on an empty file in the record's directory, held as long as the vault is
// open. The kernel lets go of it when the program ends, however it ends, so a killed program never
// has to be cleaned up after, and the file that stays behind means nothing. SQLCipher's own lock is
// held as well, but it guards one of the two copies, and only from the moment that copy opens.
//
// Not through the Files port: the database library works on a real directory too, and a lock that
// a test's disk in memory pretends to hold would prove nothing. Verifying takes the lock as well,
// because a record that is being written looks damaged; it makes no file where none is.
#pragma once

#include <string>

#include "core/base/result.hpp"

namespace cpc::store {

inline constexpr const char* lock_file = "in-use.lock";

class StoreLock {
  public:
    enum class IfMissing : std::uint8_t { make_file, do_without };

    // Fault::locked_out: another program, or this one, has the record open.
    [[nodiscard]] static Result<StoreLock> take(const std::string& directory,
                                                IfMissing missing = IfMissing::make_file);
    ~StoreLock();
    StoreLock(StoreLock&& other) noexcept;
    StoreLock& operator=(StoreLock&& other) noexcept;
    StoreLock(const StoreLock&) = delete;
    StoreLock& operator=(const StoreLock&) = delete;

  private:
    explicit StoreLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_ = -1;
};

}  // namespace cpc::store
