// SPDX-License-Identifier: Apache-2.0
// A disk in memory that forgets what was not synced.
//
// Every file has two sides: what the program sees and what would survive a power cut. sync_data()
// carries the contents over; sync_directory() carries names over (new files, renames, removals).
// power_cut() throws away the rest, and power_cut_keeping() lets some unsynced bytes through, as a
// real disk may. A countdown makes the k-th call fail; a capacity makes the disk fill up.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "core/base/ports.hpp"

namespace cpc::support {

class MemoryFiles final : public Files {
  public:
    struct Node {
        Bytes seen;
        Bytes durable;
    };

    // --- what a test does to the disk ---
    void power_cut();
    // Keeps the first bytes of what was written to this file and not synced, then cuts the power.
    void power_cut_keeping(const std::string& path, std::uint64_t first_bytes);
    void fail_call(std::uint64_t nth, Fault fault) { failing_ = {calls + nth, fault}; }
    void fail_every_call_from(std::uint64_t nth, Fault fault) {
        fail_call(nth, fault);
        failing_for_good_ = true;
    }
    void heal() {
        failing_.reset();
        failing_for_good_ = false;
    }
    void set_capacity(std::uint64_t bytes) { capacity_ = bytes; }
    // The bytes as the program sees them, for a test that wants to change some.
    [[nodiscard]] Bytes& contents(const std::string& path);
    void set_contents(const std::string& path, Bytes bytes);  // seen and durable

    std::uint64_t calls = 0;       // every call that could fail
    std::uint64_t data_syncs = 0;  // successful sync_data
    std::uint64_t bytes_written = 0;

    // --- the port ---
    [[nodiscard]] Result<std::unique_ptr<File>> open(const std::string& path,
                                                     OpenMode mode) override;
    [[nodiscard]] bool exists(const std::string& path) override;
    [[nodiscard]] Result<void> rename(const std::string& from, const std::string& to) override;
    [[nodiscard]] Result<void> remove(const std::string& path) override;
    [[nodiscard]] Result<void> make_directories(const std::string& path) override;
    [[nodiscard]] Result<void> sync_directory(const std::string& path) override;
    [[nodiscard]] Result<std::vector<std::string>> list(const std::string& directory) override;
    [[nodiscard]] Result<std::uint64_t> free_bytes(const std::string& path) override;

    // Used by the open files.
    [[nodiscard]] Result<void> step(const std::string& path);
    [[nodiscard]] Result<void> make_room(const Node& node, std::uint64_t size,
                                         const std::string& path);

  private:
    struct Failing {
        std::uint64_t at_call = 0;
        Fault fault{};
    };
    [[nodiscard]] std::uint64_t used() const;

    std::map<std::string, std::shared_ptr<Node>> seen_;
    std::map<std::string, std::shared_ptr<Node>> durable_;
    std::optional<Failing> failing_;
    bool failing_for_good_ = false;
    std::uint64_t capacity_ = 1ULL << 40U;
};

}  // namespace cpc::support
