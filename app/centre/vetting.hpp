// SPDX-License-Identifier: Apache-2.0
// Can the program at the centre read what an entry says? An entry of a kind it does not know, or in
// a form it does not know, is held back (sync/service/held.hpp) until the program was brought up to
// date; and, where the office asks for that, a conference whose procedure it was never given.
#pragma once

#include <memory>

#include "app/meeting/library.hpp"
#include "sync/service/held.hpp"

namespace cpc::centre {

// `known`: if given, a conference may only follow a procedure that is in there.
[[nodiscard]] service::Vetting vetting(std::shared_ptr<const meeting::Library> known = nullptr);

}  // namespace cpc::centre
