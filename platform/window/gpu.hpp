// SPDX-License-Identifier: Apache-2.0
// Internal to platform/window: is there a GPU worth drawing with?
//
// A GL without hardware (Mesa's llvmpipe and its kin) computes each pixel on the processor, slower
// than our own rasteriser, and keeps a compiler in memory for it: 169 MiB against 59 MiB for the
// kiosk on a virtual display of 1920 x 1200. So before a GL is loaded at all, the kernel is asked
// for a GPU; after, the GL is asked what it draws with (then given up: 117 MiB).
//
// Left out: finding the better of two GPUs; the driver does that.
#pragma once

#include <string>
#include <string_view>

namespace cpc::window {

// Whether the folder of devices ("/dev") has one that draws. Loads nothing.
[[nodiscard]] bool has_gpu(const std::string& devices);

// Whether a GL that calls itself this (GL_RENDERER) draws on the processor.
[[nodiscard]] bool draws_on_processor(std::string_view gl_renderer);

}  // namespace cpc::window
