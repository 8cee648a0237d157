// SPDX-License-Identifier: Apache-2.0
// The steps of sealing that sending uses by themselves.
#pragma once

#include <limits>

#include "app/send/send.hpp"

namespace cpc::send {

[[nodiscard]] std::string bundle_path(const Desk& desk, const BundleId& bundle);
// Seals one bundle that begins at `from`, of entries below `end` (further where an erasure has to
// be told), and writes it to the outbox.
[[nodiscard]] Result<Prepared> prepare_one(
    Desk& desk, std::uint64_t from, std::uint64_t end = std::numeric_limits<std::uint64_t>::max());
// What central holds back of the first `size` entries, once more: a bundle for each run of entries
// that no usable one is waiting for. All of them, the new ones and those that waited.
[[nodiscard]] Result<std::vector<Prepared>> prepare_again(Desk& desk, std::uint64_t size);
// Sealed bundles that, one after the other, carry on from there without a gap.
[[nodiscard]] Result<std::vector<engine::Item>> waiting_items(Desk& desk, std::uint64_t from);
// Seals whatever of [from, end of record) no waiting bundle holds.
[[nodiscard]] Result<std::vector<Prepared>> prepare_from(Desk& desk, std::uint64_t from);

}  // namespace cpc::send
