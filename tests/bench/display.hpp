// SPDX-License-Identifier: Apache-2.0
// A display of the bench's own (Xvfb with its picture in a file, so that what is on it can be seen
// from outside), and programs started on it. Both end with their object.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "core/base/result.hpp"

namespace cpc::bench {

class Process {
  public:
    // `around`: its whole environment. What it says goes to `kept`, or nowhere.
    Process(std::vector<std::string> words, const std::vector<std::string>& around, int kept = -1);
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    [[nodiscard]] bool ended();
    [[nodiscard]] std::string about(const std::string& name) const;  // of /proc

  private:
    pid_t pid_ = -1;
};

// An X server with one screen, "1280x800", which whatever is started there fills.
class Display {
  public:
    [[nodiscard]] static Result<std::unique_ptr<Display>> make(const std::string& folder,
                                                               const std::string& size);
    [[nodiscard]] std::string name() const { return ":" + number_; }
    // Something stands in the middle of the screen. Before, it is all black.
    [[nodiscard]] bool shows_something() const;

  private:
    std::unique_ptr<Process> process_;
    std::string number_;
    std::string picture_;
};

}  // namespace cpc::bench
