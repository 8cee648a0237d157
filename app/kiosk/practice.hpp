// SPDX-License-Identifier: Apache-2.0
// A training tablet: a store of its own with a known passphrase and one conference with made-up
// people, planned for now, so that anybody can try a whole meeting. Its record is marked as
// training in its first entry and can never be taken for a real one.
#pragma once

#include <string>

#include "app/meeting/desk.hpp"

namespace cpc::kiosk {

inline constexpr const char* practice_passphrase = "practice";
inline constexpr const char* practice_chair_pin = "000000";

// Makes the store if the directory has none yet.
[[nodiscard]] Result<void> make_practice(store::Ports ports, const std::string& directory,
                                         const meeting::Library& library);

}  // namespace cpc::kiosk
