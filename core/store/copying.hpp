// SPDX-License-Identifier: Apache-2.0
// A record's files from one folder to another, and the certainty that they have arrived.
//
// What always holds: nothing is written into a folder that was there before, other than one whose
// name says that it is unfinished; every file is synced, its cached pages are let go of, and it is
// read back and compared with the original byte for byte; a folder gets its own name only when
// everything in it was compared and verified, and that is one rename. So a pulled stick or a power
// cut leaves "….unfinished", which the next try clears away, and never half a copy that looks
// whole. The original is only read.
//
// The record must be closed, and its lock held by the caller: reading the database's file beside an
// open connection would let go of the connection's own lock.
#pragma once

#include <string>

#include "core/store/copies.hpp"
#include "core/store/standing.hpp"

namespace cpc::store {

enum class DeviceSecret : std::uint8_t { along, left_behind };

// What copying it will need, with the record before it.
[[nodiscard]] Result<std::uint64_t> bytes_of_record(Files& files, const std::string& directory);

// The way to a new folder: NAME.unfinished, then NAME.
class NewFolder {
  public:
    // Refuses a name that is taken, a place that is not there, and too little room for `bytes`.
    [[nodiscard]] static Result<NewFolder> begin(Files& files, const std::string& name,
                                                 std::uint64_t bytes, const char* suffix);
    [[nodiscard]] const std::string& path() const { return work_; }  // while it is unfinished
    [[nodiscard]] Result<void> finish();
    // As well as it can; what stays is cleared by the next begin().
    void abandon();

  private:
    NewFolder(Files& files, std::string name, std::string work)
        : files_(&files), name_(std::move(name)), work_(std::move(work)) {}

    Files* files_;
    std::string name_;
    std::string work_;
};

inline constexpr const char* unfinished_suffix = ".unfinished";

// What a copy that was broken off left there, `keep` excepted. Fault::refused: there is something
// else as well, and nothing of it was touched.
[[nodiscard]] Result<void> clear_unfinished(Files& files, const std::string& directory,
                                            std::string_view keep = {});
// Fault::refused unless there is nothing of this name.
[[nodiscard]] Result<void> must_be_free(Files& files, const std::string& name);
// `to` exists and holds nothing of a record. The record before it goes along.
[[nodiscard]] Result<void> copy_record(Files& files, const std::string& from, const std::string& to,
                                       DeviceSecret secret);
// The mark inside the copy's store, and rows of its small state that must not be in it.
[[nodiscard]] Result<void> mark_inside(Ports ports, const std::string& directory,
                                       const StoreKeys& keys, CopyKind kind,
                                       std::string_view without_rows = {});

}  // namespace cpc::store
