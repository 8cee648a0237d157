// SPDX-License-Identifier: Apache-2.0
// The toolkit's voice, spoken by the system's speech service.
#pragma once

#include "app/ui/voice.hpp"
#include "platform/speech/jacks.hpp"
#include "platform/speech/speaker.hpp"

namespace cpc::kiosk {

class SystemVoice final : public ui::Voice {
  public:
    SystemVoice() : speaker_({}) {}

    State state() override {
        switch (speaker_.state()) {
            case speech::State::looking:
                return State::looking;
            case speech::State::ready:
                return State::ready;
            case speech::State::absent:
                break;
        }
        return State::absent;
    }
    void look() override { speaker_.look(); }
    bool headset() override { return speech::headphones_in(); }
    void say(std::uint64_t id, const ui::Wish& wish) override {
        speaker_.say({id, wish.text, wish.language, wish.volume, wish.speed});
    }
    void stop() override { speaker_.stop(); }
    std::optional<std::uint64_t> ended() override { return speaker_.ended(); }

  private:
    speech::Speaker speaker_;
};

}  // namespace cpc::kiosk
