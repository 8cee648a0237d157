// SPDX-License-Identifier: Apache-2.0
// What this server remembers of its own receipts, in a small file beside its keys: how many central
// had given when this server last gave one, and the root over all of them.
//
// Whoever may do everything in the store can also take away its newest end, receipts and all, and
// then everything that is left fits together. This file is not in the store, and fsck holds the two
// against each other. It is written after each receipt and not waited for: a power cut may leave it
// older than the truth, which says less and never something false.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/base/ports.hpp"
#include "core/base/result.hpp"

namespace cpc::service {

class Given {
  public:
    Given(Files& files, std::string path) : files_(&files), path_(std::move(path)) {}

    struct Mark {
        std::uint64_t receipts = 0;
        Hash32 root{};
    };
    // Nothing if this server has not given one yet.
    [[nodiscard]] Result<std::optional<Mark>> read();
    [[nodiscard]] Result<void> write(const Mark& mark);

  private:
    Files* files_;
    std::string path_;
    std::unique_ptr<File> file_;
};

inline constexpr const char* given_file = "given.cpg";

}  // namespace cpc::service
