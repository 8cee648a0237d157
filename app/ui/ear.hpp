// SPDX-License-Identifier: Apache-2.0
// A voice that is heard by tests: what would have been said, in order. It stands for a person who
// only hears, and for a speech service that is away, slow, or dies in the middle of a word.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/ui/voice.hpp"

namespace cpc::ui {

class Ear final : public Voice {
  public:
    // ---- as the test sets it ----
    State is = State::ready;
    bool plugged_in = false;
    bool at_once = true;  // each sentence ends as soon as somebody asks; else finish() ends it
    std::vector<std::string> said;
    std::vector<Wish> wishes;
    std::size_t stops = 0, looks = 0;
    void finish() { over_ = running_; }
    [[nodiscard]] bool speaking() const { return running_.has_value(); }
    [[nodiscard]] std::string last() const { return said.empty() ? std::string() : said.back(); }

    // ---- Voice ----
    State state() override { return is; }
    void look() override { ++looks; }
    bool headset() override { return plugged_in; }
    void say(std::uint64_t id, const Wish& wish) override {
        running_ = id;
        said.push_back(wish.text);
        wishes.push_back(wish);
    }
    void stop() override {
        ++stops;
        running_.reset();
        over_.reset();
    }
    std::optional<std::uint64_t> ended() override {
        const auto out = at_once ? running_ : over_;
        if (out) stop_counting();
        return out;
    }

  private:
    void stop_counting() {
        running_.reset();
        over_.reset();
    }
    std::optional<std::uint64_t> running_, over_;
};

}  // namespace cpc::ui
