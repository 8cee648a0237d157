// SPDX-License-Identifier: Apache-2.0
// Which store this central service keeps its records in, and where its secrets come from. No secret
// is ever on the command line or in the configuration file: a descriptor's number or a systemd
// credential says where it is.
//
//     credential central.key         instead of central.key in the data directory
//     credential database-password   for the database's login, if it has one
#pragma once

#include <memory>

#include "app/central/acts.hpp"
#include "app/central/say.hpp"
#include "core/base/ports.hpp"
#include "sync/postgres/connection.hpp"
#include "sync/service/central.hpp"

namespace cpc::central {

[[nodiscard]] Result<postgres::Options> database_options(const Settings& settings);
// One line from a descriptor, without its end.
[[nodiscard]] Result<crypto::SecretBytes> secret_from_descriptor(int descriptor);
[[nodiscard]] std::string key_file(Files& files);
[[nodiscard]] Result<service::CentralOptions> central_options(Files& files,
                                                              const Settings& settings);

// What a content has to be for this central to take it.
[[nodiscard]] Result<service::Vetting> content_vetting(World& world, const Settings& settings);
[[nodiscard]] Result<service::Central> open_central(World& world, const Settings& settings);

// The store without the service around it: for what may be done while the service runs on
// PostgreSQL. The embedded store is locked like the service locks it.
struct OpenStore {
    std::optional<service::DirectoryLock> lock;
    service::CentralKeys keys;
    std::unique_ptr<service::RecordStore> store;
};
[[nodiscard]] Result<OpenStore> open_store(Files& files, const Settings& settings);

}  // namespace cpc::central
