// SPDX-License-Identifier: Apache-2.0
// Where everything that can take longer than a frame is done: key derivation, signatures, syncs.
//
// A job runs away from the glass and gives back what is to be done there afterwards. Jobs run one
// after another in the order they were given, so the record never sees two writers. ThreadWorker
// has one thread; InlineWorker runs each job at once, for tests and for playing scripts, where the
// same presses must give the same record every time.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

namespace cpc::kiosk {

using Afterwards = std::function<void()>;
using Job = std::function<Afterwards()>;

class Worker {
  public:
    virtual ~Worker() = default;
    virtual void post(Job job) = 0;
    // Runs what finished jobs left to be done; true when there was something.
    virtual bool collect() = 0;
    // Jobs given and not yet collected.
    [[nodiscard]] virtual std::size_t pending() const = 0;
};

class InlineWorker final : public Worker {
  public:
    void post(Job job) override;
    bool collect() override { return false; }
    [[nodiscard]] std::size_t pending() const override { return 0; }
};

class ThreadWorker final : public Worker {
  public:
    // `wake` is called from the worker's thread when there is something to collect.
    explicit ThreadWorker(std::function<void()> wake);
    ~ThreadWorker() override;  // finishes every job that was given
    ThreadWorker(const ThreadWorker&) = delete;
    ThreadWorker& operator=(const ThreadWorker&) = delete;

    void post(Job job) override;
    bool collect() override;
    [[nodiscard]] std::size_t pending() const override;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace cpc::kiosk
