// SPDX-License-Identifier: Apache-2.0
// Both copies of a record written anew beside the old ones, read back from the disk and compared,
// before anything that is in use is touched.
//
// For what cannot be done by appending: a new master key (rotate.hpp), an erasure (erase.hpp). Each
// says what the n-th entry has to be in the new files, and afterwards has an instant of its own
// that decides whether they take the old ones' place. What is built here decides nothing.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "core/store/copies.hpp"

namespace cpc::store {

class Rewrite {
  public:
    using Rows = std::map<std::string, Bytes>;  // of the small state
    struct Names {
        const char* journal;
        const char* store;
    };
    struct Plan {
        std::uint64_t size = 0;
        Hash32 root{};
        std::function<Result<RawEntry>(std::uint64_t seq)> entry;
        Rows rows;
        // What else must hold of the new journal as it was read back.
        std::function<Result<void>(const LogIndex&)> check;
        std::string purpose;    // "A new master key"
        std::string unchanged;  // the advice when it fails
    };

    Rewrite(Ports ports, std::string directory, Names names, const StoreKeys& keys)
        : ports_(ports), directory_(std::move(directory)), names_(names), keys_(keys) {}

    // The old journal gives the identity and the sizes; it is only read.
    [[nodiscard]] Result<void> build(const LogIdentity& identity, const Plan& plan);
    // As well as it can; the next open removes what this cannot.
    void abandon();

    [[nodiscard]] static Result<Rows> rows_of(EntryStore& store);

  private:
    [[nodiscard]] Result<void> remove_old();
    [[nodiscard]] Result<void> enough_room(const Plan& plan);
    [[nodiscard]] Result<void> write_journal(const LogIdentity& identity, const Plan& plan);
    [[nodiscard]] Result<void> write_store(const LogIdentity& identity, const Plan& plan);
    [[nodiscard]] Result<void> read_back(const Plan& plan);
    [[nodiscard]] std::string path(const char* name) const { return directory_ + "/" + name; }

    Ports ports_;
    std::string directory_;
    Names names_;
    const StoreKeys& keys_;
};

[[nodiscard]] Failure not_the_same(const char* what, const std::string& unchanged);

}  // namespace cpc::store
