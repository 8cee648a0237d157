// SPDX-License-Identifier: Apache-2.0
#include "core/store/store_writer.hpp"

#include <algorithm>
#include <chrono>

#include "core/record/type_rules.hpp"

namespace cpc::store {
namespace {

constexpr std::chrono::milliseconds patience{1000};
constexpr std::size_t batch_max = 256;

Failure untrustworthy(Error found) {
    found.what = "This device's memory or processor is failing: " + found.what;
    found.advice =
        "Nothing more is recorded here. What was said before is safe in the journal. Go on with "
        "another device.";
    return Failure{std::move(found)};
}

}  // namespace

StoreWriter::StoreWriter(EntryStore store, Relief relief)
    : store_(std::move(store)), relief_(std::move(relief)), thread_([this] { loop(); }) {}

StoreWriter::~StoreWriter() {
    {
        const std::lock_guard lock(mutex_);
        stop_ = true;
        resting_ = false;
    }
    wake_.notify_all();
    thread_.join();
}

Result<void> StoreWriter::check(const Pending& pending) {
    const auto entry = CPC_TRY(record::parse(pending.entry.entry));
    const auto key_of = [&](const Hash32& kid) -> std::optional<crypto::PublicKey> {
        for (const auto& key : pending.signers)
            if (crypto::kid_of(key) == kid) return key;
        return std::nullopt;
    };
    return record::check_signatures(entry, key_of);
}

Result<void> StoreWriter::sound() {
    const std::lock_guard lock(mutex_);
    return sound_;
}

void StoreWriter::enqueue(RawEntry entry, std::vector<crypto::PublicKey> signers) {
    bool wake = false;
    {
        const std::lock_guard lock(mutex_);
        // It is awake or will be in a second if entries wait already.
        wake = resting_ || entries_.empty() || entries_.size() + 1 >= batch_max;
        entries_.push_back({std::move(entry), std::move(signers)});
        resting_ = false;
    }
    if (wake) wake_.notify_all();
}

Result<void> StoreWriter::settle() {
    std::unique_lock lock(mutex_);
    const auto before = attempts_;
    hurry_ = true;
    resting_ = false;
    wake_.notify_all();
    done_.wait(lock, [&] { return entries_.empty() || (attempts_ > before && !last_); });
    hurry_ = false;
    if (entries_.empty()) return {};
    return last_;
}

Result<void> StoreWriter::run(EntryStore::Task task) {
    Waiting waiting{std::move(task), {}, std::nullopt};
    return wait_for(waiting);
}

Result<void> StoreWriter::replace(Exchange exchange) {
    Waiting waiting{{}, std::move(exchange), std::nullopt};
    return wait_for(waiting);
}

Result<void> StoreWriter::wait_for(Waiting& waiting) {
    std::unique_lock lock(mutex_);
    tasks_.push_back(&waiting);
    resting_ = false;
    wake_.notify_all();
    done_.wait(lock, [&] { return waiting.outcome.has_value(); });
    return *waiting.outcome;
}

Result<void> StoreWriter::write(std::span<const RawEntry> batch, const EntryStore::Task& task) {
    if (stopped_) return Failure{*stopped_};
    auto outcome = store_.write(batch, task);
    if (!outcome && outcome.error().fault == Fault::no_space && relief_ && relief_())
        outcome = store_.write(batch, task);
    if (!outcome && lost_a_sync(outcome.error())) stopped_ = outcome.error();
    return outcome;
}

// On the writer's thread, which alone touches the store.
Result<void> StoreWriter::do_exchange(const Exchange& exchange) {
    auto made = exchange(std::move(store_));
    if (made) {
        store_ = std::move(*made);
        return {};
    }
    stopped_ = made.error();
    return Failure{std::move(made.error())};
}

// Called with the lock; lets go of it while it writes.
void StoreWriter::write_once(std::unique_lock<std::mutex>& lock) {
    const auto count = std::min(entries_.size(), batch_max);
    // References into a deque outlive additions at its end.
    std::vector<const Pending*> looked_at;
    for (std::size_t i = 0; i < count; ++i)
        looked_at.push_back(&entries_[i]);
    Waiting* waiting = nullptr;
    // A task comes after every entry that was there before it.
    if (count == entries_.size() && !tasks_.empty()) {
        waiting = tasks_.front();
        tasks_.pop_front();
    }
    lock.unlock();
    std::vector<RawEntry> batch;
    Result<void> checked;
    for (const auto* pending : looked_at) {
        checked = check(*pending);
        if (!checked) break;
        batch.push_back(pending->entry);
    }
    auto outcome = write(batch, waiting == nullptr ? EntryStore::Task{} : waiting->task);
    Result<void> exchanged;
    if (waiting != nullptr && waiting->exchange && outcome && checked)
        exchanged = do_exchange(waiting->exchange);
    lock.lock();
    ++attempts_;
    if (outcome)
        entries_.erase(entries_.begin(),
                       entries_.begin() + static_cast<std::ptrdiff_t>(batch.size()));
    if (!exchanged) {
        sound_ = exchanged;
        outcome = exchanged;
    }
    if (!checked) {
        sound_ = untrustworthy(std::move(checked.error()));
        if (outcome) outcome = sound_;
    }
    // A refused task must not keep the entries waiting: they go again without it.
    resting_ = !outcome && waiting == nullptr;
    if (outcome || waiting == nullptr) last_ = outcome;
    if (waiting != nullptr) waiting->outcome = std::move(outcome);
    done_.notify_all();
}

void StoreWriter::loop() {
    std::unique_lock lock(mutex_);
    const auto urgent = [&] { return stop_ || (!resting_ && (hurry_ || !tasks_.empty())); };
    while (true) {
        wake_.wait(lock, [&] { return urgent() || (!resting_ && !entries_.empty()); });
        if (!urgent())
            wake_.wait_for(lock, patience,
                           [&] { return urgent() || entries_.size() >= batch_max; });
        if (entries_.empty() && tasks_.empty()) {
            if (stop_) return;
            hurry_ = false;
            done_.notify_all();
            continue;
        }
        write_once(lock);
        if (stop_ && !last_) return;  // the journal has what the store has not
    }
}

}  // namespace cpc::store
