// SPDX-License-Identifier: Apache-2.0
// The database library's usual way to the disk, with the syncs counted that pass through it: of
// files by handle, and of a directory's names when a file is removed for good.
#pragma once

#include <cstdint>

namespace cpc::bench {

// Registers itself the first time. The name is for Ports::database_vfs and sqlite3_open_v2.
[[nodiscard]] const char* counting_vfs();
[[nodiscard]] std::uint64_t syncs_counted();

}  // namespace cpc::bench
