// SPDX-License-Identifier: Apache-2.0
// The way to central on a stick, or in any directory that somebody carries.
//
// deliver() is done only when the medium has given back what was written to it: temporary name,
// write, sync, cache dropped, read back, compared, renamed, directory synced. Only then is it true
// that the stick may be pulled. Receipts are taken from files named ‹bundle›.cpr in the same
// directory, and from nothing else; what they say is judged elsewhere.
#pragma once

#include <string>

#include "core/base/ports.hpp"
#include "sync/engine/carrier.hpp"

namespace cpc::transport {

class DirectoryCarrier final : public engine::Carrier {
  public:
    DirectoryCarrier(Files& files, std::string directory)
        : files_(files), directory_(std::move(directory)) {}

    Result<engine::HeadAnswer> head(const Hash32& log_id) override;
    Result<engine::Delivery> deliver(const BundleId& bundle, ByteView file) override;
    Result<std::vector<Bytes>> receipts() override;
    // The newest of them, in one file: a stick cannot be asked.
    Result<std::optional<Bytes>> answers(const Hash32& log_id, std::uint64_t after) override;
    // From files named ‹conference›.cpd; at most a hundred, and none that is too long.
    Result<std::vector<Bytes>> packs(const Hash32& log_id,
                                     const engine::WantedPack& wanted) override;

  private:
    Files& files_;
    std::string directory_;
};

// "‹32 lower-case hex digits›.‹extension›" → the id; nothing for any other name.
[[nodiscard]] std::optional<BundleId> bundle_of_name(std::string_view name,
                                                     std::string_view extension);

// As deliver() writes: on return the medium holds exactly these bytes under this name.
[[nodiscard]] Result<void> write_proved(Files& files, const std::string& directory,
                                        const std::string& name, ByteView bytes);

}  // namespace cpc::transport
