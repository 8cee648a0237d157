// SPDX-License-Identifier: Apache-2.0
// What the storms share: their options, and a folder of their own.
#pragma once

#include <cstdint>
#include <string>

namespace cpc::storm {

struct Options {
    std::uint64_t seed = 1;
    std::uint64_t draws = 1;          // crash: how often luck is tried for each outcome
    std::size_t recovery_every = 64;  // crash: every so manieth disk is cut in its recovery too
    std::uint64_t part = 1;           // flips and resources: one of so many
    std::uint64_t kills = 0;          // kill: how many; 0: five thousand
    std::string only;                 // crash: one point, as it was printed
    bool talk = false;
};

// A real folder, removed again with everything in it. In memory if the machine has such a place.
class Scratch {
  public:
    Scratch();
    ~Scratch();
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    [[nodiscard]] const std::string& path() const { return path_; }

  private:
    std::string path_;
};

// Each prints one last line with its figures and gives 0 if nothing was wrong.
int crash(const Options& options);
int flips(const Options& options);
int copies(const Options& options);
int resources(const Options& options);
int kills(const Options& options);
int memory(const Options& options);
int keeping(const Options& options);

}  // namespace cpc::storm
