// SPDX-License-Identifier: Apache-2.0
// The second copy of the record: entries as rows of an encrypted database, and beside them the
// small state that is not record.
//
// Rows of the record are only ever inserted; triggers refuse anything else. Every row is read back
// and hashed again before a batch commits, which catches what a bad memory chip did on the way.
// One thread at a time.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/base/ports.hpp"
#include "core/crypto/secret.hpp"
#include "core/store/database.hpp"
#include "core/store/journal.hpp"
#include "core/store/raw_entry.hpp"

namespace cpc::store {

class EntryStore {
  public:
    using Visitor = std::function<Result<void>(const RawEntry&)>;

    [[nodiscard]] static Result<EntryStore> create(const std::string& path,
                                                   const crypto::SecretBytes& key,
                                                   const LogIdentity& identity,
                                                   const char* vfs = nullptr);
    [[nodiscard]] static Result<EntryStore> open(const std::string& path,
                                                 const crypto::SecretBytes& key,
                                                 Database::Mode mode, const char* vfs = nullptr);

    // Every page's code and the tables' structure; empty if all is well.
    [[nodiscard]] Result<std::vector<Database::Damage>> check() { return database_.check(); }
    // Around check() and scan() of a store; see Database.
    [[nodiscard]] Result<void> keep_pages(std::uint64_t bytes_max) {
        return database_.keep_pages(bytes_max);
    }
    [[nodiscard]] const LogIdentity& identity() const { return identity_; }
    [[nodiscard]] Result<std::uint64_t> size();  // refuses gaps

    // In order and without gaps, each table once from its first page to its last, with each leaf
    // hash recomputed from the bytes and compared with the stored one.
    [[nodiscard]] Result<void> scan(const Visitor& visitor);
    [[nodiscard]] Result<RawEntry> read(std::uint64_t seq);

    using Task = std::function<Result<void>(EntryStore&)>;
    // One transaction: the entries, then the task.
    [[nodiscard]] Result<void> write(std::span<const RawEntry> entries, const Task& task);

    // Inside a task:
    [[nodiscard]] Result<void> put_state(std::string_view key, ByteView value);
    [[nodiscard]] Result<std::optional<Bytes>> get_state(std::string_view key);
    [[nodiscard]] Result<void> erase_state(std::string_view key);
    [[nodiscard]] Result<std::vector<std::string>> state_keys(std::string_view prefix);
    [[nodiscard]] Result<std::vector<std::pair<std::string, Bytes>>> states(
        std::string_view prefix);

  private:
    explicit EntryStore(Database database) : database_(std::move(database)) {}
    [[nodiscard]] Result<void> read_identity();
    [[nodiscard]] Result<void> insert(const RawEntry& entry);
    [[nodiscard]] Result<void> insert_keys(const RawEntry& entry);

    // What is done for each entry is prepared once.
    enum class Act : std::uint8_t { read, read_keys, entry, content, conference_key, signer };
    static constexpr std::size_t acts = 6;
    // Reset when it goes out of scope, so that no read stays open.
    class Use;
    [[nodiscard]] Result<Use> prepared(Act act);

    Database database_;
    LogIdentity identity_;
    std::array<std::optional<Statement>, acts> prepared_;  // gone before the database is
};

}  // namespace cpc::store
