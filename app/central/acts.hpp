// SPDX-License-Identifier: Apache-2.0
// What cpc-central can be asked to do. Each prints plain sentences and gives the exit code:
// 0 done, 1 damage found or a bundle refused, 2 could not be done.
#pragma once

#include <string>

namespace cpc::central {

struct Settings {
    std::string data;
    std::string listen = "127.0.0.1:8443";
    std::string name = "central.case-conference.invalid/cpc";
    bool practice = false;
    std::string certificate;
    std::string private_key;
    std::string device;
    std::string from;
};

[[nodiscard]] int serve(const Settings& settings);
[[nodiscard]] int init(const Settings& settings);
[[nodiscard]] int enrol(const Settings& settings);
[[nodiscard]] int take(const Settings& settings);
[[nodiscard]] int fsck(const Settings& settings);

}  // namespace cpc::central
