// SPDX-License-Identifier: Apache-2.0
// Every loop, queue, string and message has a limit, and this is where it is written down.
#pragma once

#include <cstddef>

namespace cpc::limits {

inline constexpr std::size_t text_bytes_max = 16'384;        // one typed text, UTF-8
inline constexpr std::size_t name_bytes_max = 200;           // a person's, agency's or place's name
inline constexpr std::size_t people_max = 60;                // in one conference
inline constexpr std::size_t children_max = 12;              // in one conference
inline constexpr std::size_t contributions_max = 2'000;      // in one conference
inline constexpr std::size_t entries_max = 10'000'000;       // in one device's log
inline constexpr std::size_t payload_bytes_max = 1U << 20U;  // one entry's encoded event
inline constexpr std::size_t cbor_depth_max = 8;
inline constexpr std::size_t bundle_bytes_max = 256U << 20U;
inline constexpr std::size_t receipt_bytes_max = 64U << 10U;
inline constexpr std::size_t profile_bytes_max = 4U << 20U;
inline constexpr std::size_t scenario_bytes_max = 4U << 20U;
inline constexpr std::size_t material_bytes_max = 16U << 20U;  // one report or drawing, as a file
inline constexpr std::size_t material_piece_bytes = 256U << 10U;  // of it in one entry
inline constexpr std::size_t material_pages_max = 300;            // in one file
inline constexpr std::size_t materials_max = 60;                  // in one conference
inline constexpr std::size_t materials_bytes_max = 64U << 20U;    // all of them together
inline constexpr int pin_tries_max = 5;

}  // namespace cpc::limits
