// SPDX-License-Identifier: Apache-2.0
// Files that stop answering at a chosen call, whatever disk lies behind them, and tell a test of
// every call before it is made.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/ports.hpp"

namespace cpc::store::test {

class CuttingFiles final : public Files {
  public:
    explicit CuttingFiles(Files& behind) : behind_(behind) {}

    std::function<void(std::string_view what, const std::string& path)> before_call;
    // This call of those to come and all after it fail; 0: the one being made already does.
    void fail_from(std::uint64_t nth) { limit_ = calls_ + nth; }

    Result<void> step(std::string_view what, const std::string& path) {
        ++calls_;
        if (before_call) before_call(what, path);
        if (limit_ != 0 && calls_ >= limit_)
            return fail(Fault::io, "The test's disk was told to fail here.", path);
        return {};
    }

    Result<std::unique_ptr<File>> open(const std::string& path, OpenMode mode) override {
        CPC_TRY(step(mode == OpenMode::read_only ? "open to read" : "open", path));
        auto file = CPC_TRY(behind_.open(path, mode));
        return std::unique_ptr<File>{std::make_unique<Cut>(*this, std::move(file), path)};
    }
    bool exists(const std::string& path) override { return behind_.exists(path); }
    Result<void> rename(const std::string& from, const std::string& to) override {
        CPC_TRY(step("rename", from));
        return behind_.rename(from, to);
    }
    Result<void> remove(const std::string& path) override {
        CPC_TRY(step("remove", path));
        return behind_.remove(path);
    }
    Result<void> make_directories(const std::string& path) override {
        CPC_TRY(step("make", path));
        return behind_.make_directories(path);
    }
    Result<void> sync_directory(const std::string& path) override {
        CPC_TRY(step("sync directory", path));
        return behind_.sync_directory(path);
    }
    Result<std::vector<std::string>> list(const std::string& directory) override {
        CPC_TRY(step("list", directory));
        return behind_.list(directory);
    }
    Result<std::uint64_t> free_bytes(const std::string& path) override {
        return behind_.free_bytes(path);
    }

  private:
    class Cut final : public File {
      public:
        Cut(CuttingFiles& all, std::unique_ptr<File> behind, std::string path)
            : all_(all), behind_(std::move(behind)), path_(std::move(path)) {}
        Result<std::uint64_t> size() override { return behind_->size(); }
        Result<void> read_at(std::uint64_t offset, std::span<std::uint8_t> out) override {
            return behind_->read_at(offset, out);
        }
        Result<void> write_at(std::uint64_t offset, ByteView bytes) override {
            CPC_TRY(all_.step("write", path_));
            return behind_->write_at(offset, bytes);
        }
        Result<void> sync_data() override {
            CPC_TRY(all_.step("sync", path_));
            return behind_->sync_data();
        }
        Result<void> preallocate(std::uint64_t size) override {
            CPC_TRY(all_.step("preallocate", path_));
            return behind_->preallocate(size);
        }
        Result<void> truncate(std::uint64_t size) override {
            CPC_TRY(all_.step("truncate", path_));
            return behind_->truncate(size);
        }
        void drop_cache() override { behind_->drop_cache(); }

      private:
        CuttingFiles& all_;
        std::unique_ptr<File> behind_;
        std::string path_;
    };

    Files& behind_;
    std::uint64_t calls_ = 0;
    std::uint64_t limit_ = 0;
};

}  // namespace cpc::store::test
