// SPDX-License-Identifier: Apache-2.0
// What the core may ask of the outside world. Everything reaches it through these, so that a test
// can hold time still, repeat randomness and take the disk away.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/base/time.hpp"

namespace cpc {

struct ClockReading {
    Instant wall;               // UTC; may be wrong, may step
    std::uint64_t boot_ms = 0;  // CLOCK_BOOTTIME: never steps, starts anew at each boot
    ByteArray<16> boot_id{};
};

class Clock {
  public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual ClockReading read() = 0;
};

class Entropy {
  public:
    virtual ~Entropy() = default;
    virtual void fill(std::span<std::uint8_t> out) = 0;  // cannot fail: the platform aborts instead
};

// An open file. Offsets are absolute; nothing is buffered on our side.
class File {
  public:
    virtual ~File() = default;
    [[nodiscard]] virtual Result<std::uint64_t> size() = 0;
    // Reads exactly out.size() bytes or fails.
    [[nodiscard]] virtual Result<void> read_at(std::uint64_t offset, std::span<std::uint8_t> out) = 0;
    [[nodiscard]] virtual Result<void> write_at(std::uint64_t offset, ByteView bytes) = 0;
    [[nodiscard]] virtual Result<void> sync_data() = 0;  // fdatasync; an error is final
    [[nodiscard]] virtual Result<void> preallocate(std::uint64_t size) = 0;
    [[nodiscard]] virtual Result<void> truncate(std::uint64_t size) = 0;
    // Ask the system to forget its cached pages, so that the next read comes from the medium.
    virtual void drop_cache() = 0;
};

enum class OpenMode : std::uint8_t { read_only, read_write, create, create_new };

class Files {
  public:
    virtual ~Files() = default;
    // Never follows a symbolic link in the last component; regular files only.
    [[nodiscard]] virtual Result<std::unique_ptr<File>> open(const std::string& path, OpenMode mode) = 0;
    [[nodiscard]] virtual bool exists(const std::string& path) = 0;
    [[nodiscard]] virtual Result<void> rename(const std::string& from, const std::string& to) = 0;
    [[nodiscard]] virtual Result<void> remove(const std::string& path) = 0;
    [[nodiscard]] virtual Result<void> make_directories(const std::string& path) = 0;  // mode 0700
    [[nodiscard]] virtual Result<void> sync_directory(const std::string& path) = 0;
    [[nodiscard]] virtual Result<std::vector<std::string>> list(const std::string& directory) = 0;
    [[nodiscard]] virtual Result<std::uint64_t> free_bytes(const std::string& path) = 0;
};

// Whole-file helpers over Files. write_whole writes a temporary name, syncs and renames.
[[nodiscard]] Result<Bytes> read_whole(Files& files, const std::string& path, std::size_t bytes_max);
[[nodiscard]] Result<void> write_whole(Files& files, const std::string& path, ByteView bytes);

}  // namespace cpc
