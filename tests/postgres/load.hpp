// SPDX-License-Identifier: Apache-2.0
// Bundles made beforehand, and a sender that offers them one after the other until each has its
// receipt, whatever the database is doing meanwhile.
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/postgres/host.hpp"
#include "tests/service/world.hpp"

namespace cpc::test {

// `count` bundles of one tablet, each with two new entries.
[[nodiscard]] std::vector<World::Sealed> make_bundles(Tablet& tablet, std::size_t count);

class Sender {
  public:
    Sender(service::Central& central, const std::vector<World::Sealed>& bundles,
           std::size_t allowed = static_cast<std::size_t>(-1));
    ~Sender();
    Sender(const Sender&) = delete;
    Sender& operator=(const Sender&) = delete;

    struct Given {
        BundleId bundle;
        std::string receipt;
    };
    [[nodiscard]] std::vector<Given> given() const;
    [[nodiscard]] std::size_t count() const { return count_.load(); }
    [[nodiscard]] bool ended() const { return ended_.load(); }
    // Until so many receipts are there, or all.
    void wait_for(std::size_t receipts) const;
    // No more than so many receipts until it is told otherwise; at first: all.
    void allow(std::size_t receipts) { allowed_ = receipts; }
    void finish();
    // Refused for another reason than a database that was away; empty if nothing went wrong.
    [[nodiscard]] std::string problem() const;

  private:
    void run();

    service::Central& central_;
    const std::vector<World::Sealed>& bundles_;
    mutable std::mutex mutex_;
    std::vector<Given> given_;
    std::string problem_;
    std::atomic<std::size_t> count_{0};
    std::atomic<std::size_t> allowed_;
    std::atomic<bool> ended_{false};
    std::atomic<bool> stop_{false};
    std::thread thread_;
};

// Each of these receipts has its row, byte for byte, and the entries it speaks of are there.
void check_present(const PostgresServer& server, const std::string& database,
                   const std::vector<Sender::Given>& given);

// From the environment, for the long run; otherwise what a test run has time for.
[[nodiscard]] std::size_t wanted(const char* variable, std::size_t otherwise);

}  // namespace cpc::test
