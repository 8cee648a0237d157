// SPDX-License-Identifier: Apache-2.0
// The staff pages' own door: an address of its own beside the one for tablets, with the same server
// and the same strict limits, and the accounts of those who may come in.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "app/central/acts.hpp"
#include "app/central/say.hpp"
#include "app/centre/pages.hpp"
#include "sync/service/http_server.hpp"

namespace cpc::central {

// The procedures beside this program.
[[nodiscard]] Result<meeting::Library> rules(Files& files);

class StaffDoor {
  public:
    // Nothing if no address was given. `central` is touched only while `one_at_a_time` is held.
    [[nodiscard]] static Result<std::unique_ptr<StaffDoor>> open(World& world,
                                                                 const Settings& settings,
                                                                 service::Central& central,
                                                                 std::mutex& one_at_a_time);
    [[nodiscard]] const std::string& url() const { return url_; }
    void stop() { server_->stop(); }

  private:
    StaffDoor(meeting::Library library, service::Central& central, Clock& clock,
              centre::PagesOptions options)
        : intake_(std::move(library)), pages_(central, intake_, clock, std::move(options)) {}

    centre::Intake intake_;
    centre::Pages pages_;
    std::unique_ptr<service::HttpServer> server_;
    std::string url_;
};

}  // namespace cpc::central
