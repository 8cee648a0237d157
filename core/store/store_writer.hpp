// SPDX-License-Identifier: Apache-2.0
// The one thread that owns the database. Entries wait at most a second and are written together;
// tasks (state) are done at once, with every entry that came before them in the same transaction.
//
// A failed batch is kept and tried again with the next one: the journal already has it, so nothing
// is lost meanwhile. settle() says whether the store has caught up, and why not. When the disk is
// full, what was put by for that is let go of first. After a failed sync nothing is tried again
// (lost_a_sync): the next open() looks at what is really there.
//
// Every signature of an entry is verified here before the store takes it. One that does not fit,
// after the checks of signatory.hpp, means a processor or memory that cannot be trusted: from then
// on sound() fails and nothing more is recorded; everything recorded before is in both copies.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "core/crypto/sign.hpp"
#include "core/store/entry_store.hpp"

namespace cpc::store {

class StoreWriter {
  public:
    using Relief = std::function<bool()>;  // true: there is more room on the disk than before
    explicit StoreWriter(EntryStore store, Relief relief = {});
    ~StoreWriter();  // one last try, then the thread ends
    StoreWriter(const StoreWriter&) = delete;
    StoreWriter& operator=(const StoreWriter&) = delete;

    // signers: the public keys of all who signed it.
    void enqueue(RawEntry entry, std::vector<crypto::PublicKey> signers);
    [[nodiscard]] Result<void> sound();
    [[nodiscard]] Result<void> settle();
    // Runs inside a transaction on the writer's thread; returns after the commit.
    [[nodiscard]] Result<void> run(EntryStore::Task task);
    // Once every entry so far is in the store: takes it away and goes on with the one that is
    // given for it. If none is, nothing is recorded any more until the next open.
    using Exchange = std::function<Result<EntryStore>(EntryStore)>;
    [[nodiscard]] Result<void> replace(Exchange exchange);

  private:
    struct Waiting {
        EntryStore::Task task;
        Exchange exchange;
        std::optional<Result<void>> outcome;
    };
    Result<void> wait_for(Waiting& waiting);
    Result<void> do_exchange(const Exchange& exchange);
    void loop();
    void write_once(std::unique_lock<std::mutex>& lock);
    [[nodiscard]] Result<void> write(std::span<const RawEntry> batch, const EntryStore::Task& task);

    EntryStore store_;
    Relief relief_;
    std::optional<Error> stopped_;  // by the writer's thread only: the medium failed
    std::mutex mutex_;
    std::condition_variable wake_;  // the thread waits on this
    std::condition_variable done_;  // everybody else on this
    struct Pending {
        RawEntry entry;
        std::vector<crypto::PublicKey> signers;
    };
    static Result<void> check(const Pending& pending);
    std::deque<Pending> entries_;
    std::deque<Waiting*> tasks_;
    bool hurry_ = false;
    bool stop_ = false;
    bool resting_ = false;  // after a failure, until somebody asks again
    std::uint64_t attempts_ = 0;
    Result<void> last_;
    Result<void> sound_;
    std::thread thread_;  // last: it uses everything above
};

}  // namespace cpc::store
