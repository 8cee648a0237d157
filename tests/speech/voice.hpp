// SPDX-License-Identifier: Apache-2.0
// The machine's own speech service, started for a test in a folder of its own, with its voice going
// into a file in place of a loudspeaker (ALSA's "file" device over its "null" one, so a sentence
// takes as long as it takes to make and not as long as it lasts).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.hpp"

namespace cpc::speech {

// One channel; what the espeak-ng module hands over.
using Sound = std::vector<std::int16_t>;
inline constexpr double samples_a_second = 22'050;

[[nodiscard]] double seconds(const Sound& sound);
// Root of the mean square, of 32,768, of all that is not silence.
[[nodiscard]] double loudness(const Sound& sound);

class Voice {
  public:
    // Fault::not_found where the service or its espeak-ng voices are not installed.
    [[nodiscard]] static Result<std::unique_ptr<Voice>> start();
    ~Voice();
    Voice(const Voice&) = delete;
    Voice& operator=(const Voice&) = delete;

    [[nodiscard]] std::string socket() const { return folder_ + "/socket"; }
    [[nodiscard]] const std::string& folder() const { return folder_; }
    // What has come out of it since it was last asked.
    [[nodiscard]] Sound heard();
    void kill();  // in the middle of whatever it says
    [[nodiscard]] Result<void> start_again();

  private:
    Voice() = default;
    std::string folder_;
    int service_ = -1;  // process, and leader of its group
    std::uint64_t read_ = 0;
};

}  // namespace cpc::speech
