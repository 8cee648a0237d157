// SPDX-License-Identifier: Apache-2.0
// A screen cannot make an id and does not stamp times: both are put into its command here, just
// before it is decided upon. What is there already stays.
#pragma once

#include "app/meeting/desk.hpp"

namespace cpc::kiosk {

[[nodiscard]] conference::Command complete(conference::Command command, meeting::Desk& desk,
                                           const LocalTime& now);

}  // namespace cpc::kiosk
