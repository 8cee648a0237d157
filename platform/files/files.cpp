// SPDX-License-Identifier: Apache-2.0
#include "platform/files/files.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace cpc::platform {
namespace {

constexpr mode_t file_mode = 0600;
constexpr mode_t directory_mode = 0700;

Failure failure_of(int error, const std::string& doing, const std::string& where) {
    Fault fault = Fault::io;
    std::string advice;
    if (error == ENOENT || error == ENOTDIR) {
        fault = Fault::not_found;
    } else if (error == EACCES || error == EPERM || error == ELOOP || error == EROFS) {
        fault = Fault::unreadable;
    } else if (error == ENOSPC || error == EDQUOT) {
        fault = Fault::no_space;
        advice = "What was saved before is safe. Free some space on the disk.";
    } else if (error == EMFILE || error == ENFILE || error == ENOMEM) {
        fault = Fault::exhausted;
    } else if (error == EEXIST) {
        fault = Fault::refused;
    }
    return fail(fault, doing + " failed: " + std::strerror(error), where, advice);
}

class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor(Descriptor&& other) noexcept : number_(other.number_) { other.number_ = -1; }
    Descriptor& operator=(Descriptor&&) = delete;
    [[nodiscard]] int number() const { return number_; }

  private:
    int number_;
};

int open_retrying(const char* path, int flags, mode_t mode) {
    int number = -1;
    do {
        number = ::open(path, flags, mode);
    } while (number < 0 && errno == EINTR);
    return number;
}

class SystemFile final : public File {
  public:
    SystemFile(Descriptor descriptor, std::string path)
        : descriptor_(std::move(descriptor)), path_(std::move(path)) {}

    Result<std::uint64_t> size() override {
        struct stat about {};
        if (::fstat(descriptor_.number(), &about) != 0)
            return failure_of(errno, "Asking a file's size", path_);
        return static_cast<std::uint64_t>(about.st_size);
    }

    Result<void> read_at(std::uint64_t offset, std::span<std::uint8_t> out) override {
        while (!out.empty()) {
            const auto got =
                ::pread(descriptor_.number(), out.data(), out.size(), static_cast<off_t>(offset));
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) return failure_of(errno, "Reading", path_);
            if (got == 0)
                return fail(Fault::unreadable, "The file ends before the bytes asked for.",
                            path_ + ", byte " + std::to_string(offset));
            out = out.subspan(static_cast<std::size_t>(got));
            offset += static_cast<std::uint64_t>(got);
        }
        return {};
    }

    Result<void> write_at(std::uint64_t offset, ByteView bytes) override {
        while (!bytes.empty()) {
            const auto put = ::pwrite(descriptor_.number(), bytes.data(), bytes.size(),
                                      static_cast<off_t>(offset));
            if (put < 0 && errno == EINTR) continue;
            if (put <= 0) return failure_of(put == 0 ? EIO : errno, "Writing", path_);
            bytes = bytes.subspan(static_cast<std::size_t>(put));
            offset += static_cast<std::uint64_t>(put);
        }
        return {};
    }

    Result<void> sync_data() override {
        if (::fdatasync(descriptor_.number()) != 0)
            return failure_of(errno, "Bringing a file safely to the disk", path_);
        return {};
    }

    Result<void> preallocate(std::uint64_t size) override {
        const int error = ::posix_fallocate(descriptor_.number(), 0, static_cast<off_t>(size));
        if (error != 0) return failure_of(error, "Reserving space", path_);
        return {};
    }

    Result<void> truncate(std::uint64_t size) override {
        int status = -1;
        do {
            status = ::ftruncate(descriptor_.number(), static_cast<off_t>(size));
        } while (status != 0 && errno == EINTR);
        if (status != 0) return failure_of(errno, "Cutting a file", path_);
        return {};
    }

    void drop_cache() override {
        (void)::posix_fadvise(descriptor_.number(), 0, 0, POSIX_FADV_DONTNEED);
    }

  private:
    Descriptor descriptor_;
    std::string path_;
};

int flags_of(OpenMode mode) {
    // O_NONBLOCK: a pipe put in a file's place must not make us wait for its other end.
    constexpr int common = O_NOFOLLOW | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;
    switch (mode) {
        case OpenMode::read_only:
            return common | O_RDONLY;
        case OpenMode::read_write:
            return common | O_RDWR;
        case OpenMode::create:
            return common | O_RDWR | O_CREAT;
        case OpenMode::create_new:
            return common | O_RDWR | O_CREAT | O_EXCL;
    }
    return common | O_RDONLY;
}

}  // namespace

Result<std::unique_ptr<File>> SystemFiles::open(const std::string& path, OpenMode mode) {
    Descriptor descriptor{open_retrying(path.c_str(), flags_of(mode), file_mode)};
    if (descriptor.number() < 0) return failure_of(errno, "Opening", path);
    struct stat about {};
    if (::fstat(descriptor.number(), &about) != 0) return failure_of(errno, "Opening", path);
    if (!S_ISREG(about.st_mode))
        return fail(Fault::refused, "Only ordinary files are opened, and this is not one.", path);
    return std::unique_ptr<File>{std::make_unique<SystemFile>(std::move(descriptor), path)};
}

bool SystemFiles::exists(const std::string& path) {
    struct stat about {};
    return ::lstat(path.c_str(), &about) == 0;
}

Result<void> SystemFiles::rename(const std::string& from, const std::string& to) {
    if (std::rename(from.c_str(), to.c_str()) != 0) return failure_of(errno, "Renaming", from);
    return {};
}

Result<void> SystemFiles::remove(const std::string& path) {
    if (::unlink(path.c_str()) != 0) return failure_of(errno, "Removing", path);
    return {};
}

Result<void> SystemFiles::make_directories(const std::string& path) {
    for (std::size_t at = 0; at != std::string::npos;) {
        at = path.find('/', at + 1);
        const std::string part = path.substr(0, at);
        if (part.empty()) continue;
        if (::mkdir(part.c_str(), directory_mode) != 0 && errno != EEXIST)
            return failure_of(errno, "Making a directory", part);
    }
    struct stat about {};
    if (::stat(path.c_str(), &about) != 0) return failure_of(errno, "Making a directory", path);
    if (!S_ISDIR(about.st_mode))
        return fail(Fault::refused, "Something that is not a directory has this name.", path);
    return {};
}

Result<void> SystemFiles::sync_directory(const std::string& path) {
    const Descriptor descriptor{open_retrying(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)};
    if (descriptor.number() < 0) return failure_of(errno, "Opening a directory", path);
    // Some file systems of sticks (vfat) cannot sync a directory and say so with EINVAL.
    if (::fsync(descriptor.number()) != 0 && errno != EINVAL)
        return failure_of(errno, "Bringing a directory safely to the disk", path);
    return {};
}

Result<std::vector<std::string>> SystemFiles::list(const std::string& directory) {
    DIR* stream = ::opendir(directory.c_str());
    if (stream == nullptr) return failure_of(errno, "Listing a directory", directory);
    std::vector<std::string> names;
    errno = 0;
    while (const dirent* item = ::readdir(stream)) {
        const std::string name = item->d_name;
        if (name != "." && name != "..") names.push_back(name);
    }
    const int error = errno;
    ::closedir(stream);
    if (error != 0) return failure_of(error, "Listing a directory", directory);
    std::sort(names.begin(), names.end());
    return names;
}

Result<std::uint64_t> SystemFiles::free_bytes(const std::string& path) {
    struct statvfs about {};
    if (::statvfs(path.c_str(), &about) != 0)
        return failure_of(errno, "Asking for free space", path);
    return static_cast<std::uint64_t>(about.f_bavail) * about.f_frsize;
}

}  // namespace cpc::platform
