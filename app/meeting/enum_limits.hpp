// SPDX-License-Identifier: Apache-2.0
// The last value of each enumeration that an event may carry: a number above it is no event of
// ours.
#pragma once

#include "core/codec/codec.hpp"
#include "core/conference/words.hpp"

namespace cpc::codec {

template <>
inline constexpr std::uint64_t enum_limit<conference::Group> = 10;
template <>
inline constexpr std::uint64_t enum_limit<conference::Attendance> = 9;
template <>
inline constexpr std::uint64_t enum_limit<conference::Stage> = 7;
template <>
inline constexpr std::uint64_t enum_limit<conference::Label> = 3;
template <>
inline constexpr std::uint64_t enum_limit<conference::Mode> = 4;
template <>
inline constexpr std::uint64_t enum_limit<conference::Heard> = 3;
template <>
inline constexpr std::uint64_t enum_limit<conference::RiskKind> = 8;
template <>
inline constexpr std::uint64_t enum_limit<conference::View> = 2;
template <>
inline constexpr std::uint64_t enum_limit<conference::Decision> = 5;
template <>
inline constexpr std::uint64_t enum_limit<conference::RuleCode> = 6;
template <>
inline constexpr std::uint64_t enum_limit<conference::NotCounted> = 12;
template <>
inline constexpr std::uint64_t enum_limit<conference::Progress> = 4;
template <>
inline constexpr std::uint64_t enum_limit<conference::MaterialKind> = 2;
template <>
inline constexpr std::uint64_t enum_limit<conference::MediaType> = 2;
template <>
inline constexpr std::uint64_t enum_limit<conference::MatterKind> = 4;
template <>
inline constexpr std::uint64_t enum_limit<conference::MinutesState> = 2;

}  // namespace cpc::codec
