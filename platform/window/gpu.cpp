// SPDX-License-Identifier: Apache-2.0
#include "platform/window/gpu.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>

namespace cpc::window {
namespace fs = std::filesystem;

bool has_gpu(const std::string& devices) {
    std::error_code none;
    // The kernel's way to every GPU that Mesa knows. A card without a render node only shows
    // pictures (a plain framebuffer, a virtual machine's display).
    for (const auto& each : fs::directory_iterator{devices + "/dri", none})
        if (each.path().filename().string().rfind("renderD", 0) == 0) return true;
    // Makers' own drivers that come without one.
    constexpr std::array own{"/nvidia0", "/mali0", "/galcore", "/pvrsrvkm"};
    return std::any_of(own.begin(), own.end(),
                       [&](const char* name) { return fs::exists(devices + name, none); });
}

bool draws_on_processor(std::string_view gl_renderer) {
    std::string name{gl_renderer};
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    constexpr std::array known{"llvmpipe", "softpipe", "swrast", "swr ", "software", "swiftshader"};
    return std::any_of(known.begin(), known.end(),
                       [&](const char* each) { return name.find(each) != std::string::npos; });
}

}  // namespace cpc::window
