// SPDX-License-Identifier: Apache-2.0
#include "core/store/second_hand.hpp"

#include <utility>

#include "core/base/check.hpp"

namespace cpc::store {
namespace {

// How often an awake thread looks for a job before it sleeps: tens of microseconds, which is the
// time between being roused and the first job, and between signing and checking.
constexpr int looks_max = 4096;

}  // namespace

SecondHand::SecondHand() : thread_([this] { loop(); }) {}

SecondHand::~SecondHand() {
    finish();
    stop_.store(true);
    rouse();
    thread_.join();
}

void SecondHand::rouse() {
    calls_.fetch_add(1);
    calls_.notify_one();
}

void SecondHand::offer(Job job) {
    CPC_CHECK(used_ < slots_.size());
    auto& slot = slots_[used_++];
    slot.job = std::move(job);
    slot.state.store(State::offered);
    rouse();
}

bool SecondHand::do_one() {
    for (auto& slot : slots_) {
        auto expected = State::offered;
        if (!slot.state.compare_exchange_strong(expected, State::taken)) continue;
        slot.job();
        slot.state.store(State::done);
        slot.state.notify_one();
        return true;
    }
    return false;
}

void SecondHand::finish() {
    while (do_one()) {
    }
    for (std::size_t i = 0; i < used_; ++i) {
        slots_[i].state.wait(State::taken);
        slots_[i].job = {};
        slots_[i].state.store(State::empty);
    }
    used_ = 0;
}

void SecondHand::loop() {
    while (!stop_.load()) {
        const auto seen = calls_.load();
        for (int looks = 0; looks < looks_max; ++looks)
            if (do_one()) looks = 0;
        if (calls_.load() == seen && !stop_.load()) calls_.wait(seen);
    }
}

}  // namespace cpc::store
