// SPDX-License-Identifier: Apache-2.0
#include "app/kiosk/worker.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

namespace cpc::kiosk {

void InlineWorker::post(Job job) {
    if (auto after = job()) after();
}

struct ThreadWorker::State {
    std::function<void()> wake;
    mutable std::mutex guard;
    std::condition_variable given;
    std::deque<Job> jobs;
    std::deque<Afterwards> done;
    std::size_t pending = 0;
    bool ends = false;
    std::thread thread;

    void run() {
        for (;;) {
            Job job;
            {
                std::unique_lock lock(guard);
                given.wait(lock, [&] { return ends || !jobs.empty(); });
                if (jobs.empty()) return;
                job = std::move(jobs.front());
                jobs.pop_front();
            }
            auto after = job();
            {
                const std::lock_guard lock(guard);
                done.push_back(std::move(after));
            }
            if (wake) wake();
        }
    }
};

ThreadWorker::ThreadWorker(std::function<void()> wake) : state_(std::make_unique<State>()) {
    state_->wake = std::move(wake);
    state_->thread = std::thread([this] { state_->run(); });
}

ThreadWorker::~ThreadWorker() {
    {
        const std::lock_guard lock(state_->guard);
        state_->ends = true;
    }
    state_->given.notify_all();
    state_->thread.join();
}

void ThreadWorker::post(Job job) {
    {
        const std::lock_guard lock(state_->guard);
        state_->jobs.push_back(std::move(job));
        ++state_->pending;
    }
    state_->given.notify_one();
}

bool ThreadWorker::collect() {
    std::deque<Afterwards> done;
    {
        const std::lock_guard lock(state_->guard);
        done.swap(state_->done);
        state_->pending -= done.size();
    }
    for (auto& after : done)
        if (after) after();
    return !done.empty();
}

std::size_t ThreadWorker::pending() const {
    const std::lock_guard lock(state_->guard);
    return state_->pending;
}

}  // namespace cpc::kiosk
