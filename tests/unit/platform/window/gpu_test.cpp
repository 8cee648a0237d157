// SPDX-License-Identifier: Apache-2.0
#include "platform/window/gpu.hpp"

#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>

using namespace cpc::window;
namespace fs = std::filesystem;

namespace {

// A folder of devices that holds what a test puts there.
class Devices {
  public:
    Devices() {
        std::string name = (fs::temp_directory_path() / "devices-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    ~Devices() {
        std::error_code none;
        fs::remove_all(path_, none);
    }
    Devices(const Devices&) = delete;
    Devices& operator=(const Devices&) = delete;
    void put(const std::string& name) const {
        fs::create_directories(fs::path{path_ + name}.parent_path());
        std::ofstream{path_ + name} << "x";
    }
    [[nodiscard]] const std::string& path() const { return path_; }

  private:
    std::string path_;
};

}  // namespace

TEST_CASE("A machine without a render node has no GPU, whatever shows its pictures") {
    const Devices devices;
    CHECK_FALSE(has_gpu(devices.path()));
    devices.put("/dri/card0");
    devices.put("/fb0");
    CHECK_FALSE(has_gpu(devices.path()));
    devices.put("/dri/renderD128");
    CHECK(has_gpu(devices.path()));
}

TEST_CASE("A maker's own driver is a GPU without a render node") {
    const Devices devices;
    devices.put("/nvidia0");
    CHECK(has_gpu(devices.path()));
}

TEST_CASE("A GL that draws on the processor is known by its name") {
    for (const char* name : {"llvmpipe (LLVM 15.0.6, 256 bits)", "softpipe", "Mesa DRI swrast",
                             "Software Rasterizer", "SWR (LLVM 7.0)", "Google SwiftShader"})
        CHECK(draws_on_processor(name));
    for (const char* name :
         {"Mesa Intel(R) UHD Graphics 600 (GLK 2)", "AMD Radeon Graphics (renoir)", "V3D 4.2",
          "Mali-G52 (Panfrost)", "FD618", "virgl (Intel UHD)"})
        CHECK_FALSE(draws_on_processor(name));
}
