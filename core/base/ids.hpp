// SPDX-License-Identifier: Apache-2.0
// Identifiers: 16 random bytes with a type, so that ids of different things do not mix.
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstring>
#include <functional>
#include <string>

#include "core/base/bytes.hpp"

namespace cpc {

template <class Tag>
struct Id {
    ByteArray<16> bytes{};  // all zero means "none"

    [[nodiscard]] bool empty() const {
        return std::all_of(bytes.begin(), bytes.end(), [](auto b) { return b == 0; });
    }
    [[nodiscard]] std::string hex() const { return to_hex(bytes); }
    friend bool operator==(const Id& a, const Id& b) { return a.bytes == b.bytes; }
    friend bool operator<(const Id& a, const Id& b) { return a.bytes < b.bytes; }
};

using ConferenceId = Id<struct ConferenceTag>;
using PersonId = Id<struct PersonTag>;  // somebody invited to or present at one conference
using ChildId = Id<struct ChildTag>;
using ContributionId = Id<struct ContributionTag>;
using RiskId = Id<struct RiskTag>;
using ActionId = Id<struct ActionTag>;
using SegmentId = Id<struct SegmentTag>;    // a part of the meeting held without everybody
using MaterialId = Id<struct MaterialTag>;  // a report or drawing taken in as a file
using MatterId = Id<struct MatterTag>;      // something put to the chair
using DeviceId = Id<struct DeviceTag>;
using BundleId = Id<struct BundleTag>;

}  // namespace cpc

template <class Tag>
struct std::hash<cpc::Id<Tag>> {
    std::size_t operator()(const cpc::Id<Tag>& id) const noexcept {
        std::size_t value = 0;
        std::memcpy(&value, id.bytes.data(), sizeof value);
        return value;
    }
};
