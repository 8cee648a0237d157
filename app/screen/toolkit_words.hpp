// SPDX-License-Identifier: Apache-2.0
// The toolkit's own words in the language that this thread speaks.
#pragma once

#include "app/ui/vocabulary.hpp"

namespace cpc::screen {

[[nodiscard]] ui::Words toolkit_words();

}  // namespace cpc::screen
