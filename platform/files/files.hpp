// SPDX-License-Identifier: Apache-2.0
// The Files port on a POSIX system. Never follows a symbolic link in the last component, opens
// regular files only, hands no descriptor to a child process, makes files 0600 and directories
// 0700, and buffers nothing. An error of fdatasync is passed on and must be taken as final: the
// kernel may have dropped the pages, and a second, "successful" call would prove nothing.
#pragma once

#include "core/base/ports.hpp"

namespace cpc::platform {

class SystemFiles final : public Files {
  public:
    [[nodiscard]] Result<std::unique_ptr<File>> open(const std::string& path,
                                                     OpenMode mode) override;
    [[nodiscard]] bool exists(const std::string& path) override;
    [[nodiscard]] Result<void> rename(const std::string& from, const std::string& to) override;
    [[nodiscard]] Result<void> remove(const std::string& path) override;
    [[nodiscard]] Result<void> make_directories(const std::string& path) override;
    [[nodiscard]] Result<void> sync_directory(const std::string& path) override;
    [[nodiscard]] Result<std::vector<std::string>> list(const std::string& directory) override;
    [[nodiscard]] Result<std::uint64_t> free_bytes(const std::string& path) override;
};

}  // namespace cpc::platform
