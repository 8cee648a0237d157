// SPDX-License-Identifier: Apache-2.0
// Central asks the custodians (sync/wire/admission.hpp). Who they are and every admission stand in
// central's own list (office.hpp) as they were signed, and are judged anew each time.
//
// What always holds: a central that has custodians enrols no tablet without a standing admission of
// just this device file for just this region, whichever way it is asked; other custodians come only
// by two of the present ones. A practice central has none.
#pragma once

#include <optional>

#include "sync/service/central.hpp"
#include "sync/wire/admission.hpp"

namespace cpc::service {

// Nothing: this central has none, and one person enrols.
[[nodiscard]] Result<std::optional<wire::Custodians>> custodians_of(Central& central);
// The first ones have to be signed by two of themselves.
[[nodiscard]] Result<wire::Custodians> name_custodians(Central& central, ByteView file);
// Judged, put on the list, and enrolled.
[[nodiscard]] Result<LogRow> admit(Central& central, ByteView file);
// Before a tablet is enrolled. Fault::refused without the two.
[[nodiscard]] Result<void> check_admitted(Central& central, const Hash32& log_id,
                                          ByteView device_file, const std::string& region);

}  // namespace cpc::service
