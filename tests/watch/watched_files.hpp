// SPDX-License-Identifier: Apache-2.0
// A Files port that does what another one does and watches the journal: how often it is synced, and
// which entries lie on the medium after each sync. It sees an entry earlier than its author is
// told, so whoever holds a record to what was seen here holds it to more than was promised.
//
// It only sees what goes through the port: the database library syncs by itself.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "core/base/ports.hpp"

namespace cpc::watch {

struct Counts {
    std::uint64_t frames = 0;  // entries written to the journal
    std::uint64_t syncs = 0;   // of the journal
    std::uint64_t journal_end = 0;
};

using Durable = std::function<void(std::uint64_t seq)>;

class WatchedFiles final : public Files {
  public:
    explicit WatchedFiles(Files& inner, Durable durable = {});

    [[nodiscard]] const Counts& counts() const { return counts_; }
    void start_again() { counts_ = {}; }

    [[nodiscard]] Result<std::unique_ptr<File>> open(const std::string& path,
                                                     OpenMode mode) override;
    [[nodiscard]] bool exists(const std::string& path) override { return inner_->exists(path); }
    [[nodiscard]] Result<void> rename(const std::string& from, const std::string& to) override {
        return inner_->rename(from, to);
    }
    [[nodiscard]] Result<void> remove(const std::string& path) override {
        return inner_->remove(path);
    }
    [[nodiscard]] Result<void> make_directories(const std::string& path) override {
        return inner_->make_directories(path);
    }
    [[nodiscard]] Result<void> sync_directory(const std::string& path) override {
        return inner_->sync_directory(path);
    }
    [[nodiscard]] Result<std::vector<std::string>> list(const std::string& directory) override {
        return inner_->list(directory);
    }
    [[nodiscard]] Result<std::uint64_t> free_bytes(const std::string& path) override {
        return inner_->free_bytes(path);
    }

  private:
    Files* inner_;
    Durable durable_;
    Counts counts_;
};

}  // namespace cpc::watch
