// SPDX-License-Identifier: Apache-2.0
// Somebody who touches everything in any order, with several fingers, a keyboard and the power key,
// while the clock jumps; who now and then knows a PIN, and mostly does not. What it does follows
// from its seed alone.
//
// After each event it looks at the whole registry. What may never be there is kept in findings():
// a glass with nothing to press that waits for nothing, a control that is off and does not say why,
// a refusal without a reason, the sheet that says that something failed, text that is not UTF-8,
// and in a room with family what is for professionals.
#pragma once

#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/glass/tablet.hpp"

namespace cpc::glass {

class Monkey {
  public:
    Monkey(Tablet& tablet, std::uint32_t seed);
    ~Monkey();
    Monkey(const Monkey&) = delete;
    Monkey& operator=(const Monkey&) = delete;

    // Until this many events were fed, counted from now.
    void play(std::uint64_t events);
    [[nodiscard]] const std::vector<std::string>& findings() const { return findings_; }
    [[nodiscard]] const std::set<std::string>& pressed() const { return pressed_; }
    [[nodiscard]] std::uint64_t refusals() const { return refusals_; }
    [[nodiscard]] std::uint64_t locks() const { return locks_; }

  private:
    [[nodiscard]] unsigned below(unsigned end) { return static_cast<unsigned>(random_() % end); }
    [[nodiscard]] bool once_in(unsigned of) { return below(of) == 0; }
    [[nodiscard]] ui::Point anywhere();
    [[nodiscard]] bool on_pad() const;
    void move();
    void touch_something();
    void drag();
    void fingers();
    void type();
    void time_goes();
    void interrupt();
    void sensible();
    [[nodiscard]] std::string right_pin();
    void look();
    void found(const std::string& what);

    Tablet* tablet_;
    std::mt19937 random_;
    std::uint32_t seed_;
    std::vector<std::string> findings_;
    std::set<std::string> told_;
    std::set<std::string> pressed_;
    std::string last_;
    std::string refusal_;
    std::uint64_t refusals_ = 0;
    std::uint64_t locks_ = 0;
    std::int64_t next_finger_ = 10;
};

}  // namespace cpc::glass
