// SPDX-License-Identifier: Apache-2.0
// Everything that somebody beside a tablet could see or count of it, as one number an event: the
// registry with every rectangle, the draw lists, how often the screen was run, and when it asks to
// be run next. Two tablets that were given different answers must leave the same numbers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/glass/tablet.hpp"

namespace cpc::glass {

struct Step {
    std::string what;
    std::uint64_t seen = 0;  // registry, draw lists, time, due time
    std::uint64_t passes = 0;
    std::uint64_t entries = 0;  // of the record
    std::string words;          // the transcript, for the message when two differ
};

class Trace {
  public:
    explicit Trace(Tablet& tablet) : tablet_(&tablet) {}
    // Off: what happens is somebody's own, and time that it took is not counted.
    void watch(bool on);
    [[nodiscard]] bool watching() const { return on_; }
    void note(const std::string& what);
    void paint();                           // the next picture is drawn over this one
    void picture(const std::string& what);  // the frame buffer as it stands, damage and all
    [[nodiscard]] const std::vector<Step>& steps() const { return steps_; }
    void clear() { steps_.clear(); }

  private:
    Tablet* tablet_;
    bool on_ = true;
    std::uint64_t passes_before_ = 0;
    std::vector<Step> steps_;
};

[[nodiscard]] std::uint64_t hash_of_registry(const ui::Glass& glass);
[[nodiscard]] std::uint64_t hash_of_lists(const ui::Glass& glass);
// "" when both lived through the same; else where they part.
[[nodiscard]] std::string difference(const std::vector<Step>& one, const std::vector<Step>& other);

}  // namespace cpc::glass
