// SPDX-License-Identifier: Apache-2.0
// Numbers for whoever watches the machine, as Prometheus reads them: how often each event of the
// log happened and how long requests took. No ids, no sizes of anybody's record. Served on a
// loopback address of its own, so that it is never in reach of tablets.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "sync/service/central.hpp"
#include "sync/service/http.hpp"

namespace cpc::central {

class Metrics {
  public:
    // Counts and passes on.
    [[nodiscard]] service::Log counting(service::Log log);
    void took(std::uint64_t micros, int status);
    [[nodiscard]] service::HttpResponse answer(const service::HttpRequest& request) const;

  private:
    mutable std::mutex mutex_;
    std::map<std::string, std::uint64_t> events_;
    std::map<int, std::uint64_t> requests_;  // by status
    std::uint64_t micros_ = 0;
    std::uint64_t longest_micros_ = 0;
};

}  // namespace cpc::central
