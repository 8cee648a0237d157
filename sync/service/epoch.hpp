// SPDX-License-Identifier: Apache-2.0
// When central's store last began anew from a backup: a number that stands on every receipt from
// then on and only ever grows, so that a tablet learns of it whatever else it can see.
//
// It lies in a small file beside the keys, not in the store, because a backup of the store must not
// bring back the old one. Two servers on one database each have their own; whoever gives a receipt
// takes the larger of its own and the one on the newest receipt. Nothing there: the store never
// began anew.
#pragma once

#include <string>

#include "core/base/ports.hpp"
#include "core/base/result.hpp"
#include "core/base/time.hpp"

namespace cpc::service {

class Epoch {
  public:
    // A file that is damaged is an error: an epoch that went back would tell tablets nonsense.
    [[nodiscard]] static Result<Epoch> open(Files& files, std::string path);
    // At the next receipt's time at the earliest, and never the same twice.
    [[nodiscard]] Result<void> begin(Instant now, std::uint64_t newest_given);
    [[nodiscard]] std::uint64_t value() const { return value_; }

  private:
    Epoch(Files& files, std::string path) : files_(&files), path_(std::move(path)) {}
    Files* files_;
    std::string path_;
    std::uint64_t value_ = 0;
};

// As it stands on a receipt of ours; 0 without one.
[[nodiscard]] std::uint64_t epoch_on(std::string_view receipt);

inline constexpr const char* epoch_file = "epoch.cpg";

}  // namespace cpc::service
