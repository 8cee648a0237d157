// SPDX-License-Identifier: Apache-2.0
// How the controls on a screen are named where one label stands in several groups.
#pragma once

#include <string>

namespace cpc::stage {

[[nodiscard]] inline std::string in(const std::string& group, const std::string& label) {
    return group + ": " + label;
}

}  // namespace cpc::stage
