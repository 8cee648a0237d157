// SPDX-License-Identifier: Apache-2.0
// A central service of the bench's own: real keys, the embedded store on the disk that is measured,
// and, where a figure asks for it, TLS on this machine as cpc-central serves it.
#pragma once

#include <memory>
#include <string>

#include "core/store/vault.hpp"
#include "platform/clock/clock.hpp"
#include "platform/entropy/entropy.hpp"
#include "platform/files/files.hpp"
#include "sync/service/central.hpp"
#include "sync/service/http_server.hpp"
#include "sync/transport/http_carrier.hpp"

namespace cpc::bench {

class CentralRoom {
  public:
    // folder: does not exist yet.
    [[nodiscard]] static Result<std::unique_ptr<CentralRoom>> make(const std::string& folder);

    [[nodiscard]] service::Central& central() { return *central_; }
    [[nodiscard]] Result<void> enrol(store::Vault& vault);
    // With a certificate of its own; then carriers may be opened, one for each thread.
    [[nodiscard]] Result<void> serve();
    [[nodiscard]] Result<std::unique_ptr<transport::HttpCarrier>> carrier() const;

  private:
    CentralRoom() = default;
    std::string folder_;
    std::string pin_;
    platform::SystemFiles files_;
    platform::SystemClock clock_;
    std::optional<service::Central> central_;
    std::unique_ptr<service::HttpServer> server_;  // stops before what it asks goes
};

}  // namespace cpc::bench
