// SPDX-License-Identifier: Apache-2.0
// Internal to platform/window: a picture into a PNG file, through stb_image_write.
#pragma once

#include <string>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"

namespace cpc::window {

[[nodiscard]] Result<void> write_png(const std::string& path, int width_px, int height_px,
                                     ByteView rgba);

}  // namespace cpc::window
