// SPDX-License-Identifier: Apache-2.0
#include "platform/window/png.hpp"

#include <stb/stb_image_write.h>

namespace cpc::window {

Result<void> write_png(const std::string& path, int width_px, int height_px, ByteView rgba) {
    constexpr int channels = 4;
    if (stbi_write_png(path.c_str(), width_px, height_px, channels, rgba.data(),
                       width_px * channels) == 0)
        return fail(Fault::io, "The picture could not be written", path,
                    "Check that the folder exists and has room.");
    return {};
}

}  // namespace cpc::window
