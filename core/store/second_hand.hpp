// SPDX-License-Identifier: Apache-2.0
// A second thread for the few microseconds in which an append has two things to do at once: making
// two signatures, and checking them while the disk is busy.
//
// What always holds: every job offered is done when finish() returns, by this thread or by the
// other, and by one of them only. A job that the other thread has not begun by then is done by the
// one that waits, so a busy machine with no second processor costs no time. Between appends the
// thread sleeps and never wakes by itself. One owner at a time: the caller holds a lock.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <thread>

namespace cpc::store {

class SecondHand {
  public:
    using Job = std::function<void()>;
    static constexpr std::size_t jobs_max =
        5;  // an entry's four signatures, and its place in the log

    SecondHand();
    ~SecondHand();
    SecondHand(const SecondHand&) = delete;
    SecondHand& operator=(const SecondHand&) = delete;

    // Jobs are about to come: waking a thread takes as long as a signature.
    void rouse();
    void offer(Job job);
    void finish();

  private:
    enum class State : std::uint32_t { empty, offered, taken, done };
    struct Slot {
        Job job;
        std::atomic<State> state{State::empty};
    };
    bool do_one();
    void loop();

    std::array<Slot, jobs_max> slots_;
    std::size_t used_ = 0;                 // by the owner only
    std::atomic<std::uint32_t> calls_{0};  // changes whenever there may be something to do
    std::atomic<bool> stop_{false};
    std::thread thread_;  // last: it uses everything above
};

}  // namespace cpc::store
