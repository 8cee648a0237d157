// SPDX-License-Identifier: Apache-2.0
// Stands between a program and the system's calls that change files, and strikes at the k-th one.
//
// A shared library. Preloaded into the real program it takes its orders from the environment
// (CPC_STRIKE="kind:k:folder"); linked into a test it takes them from arm(). Only calls that
// concern files below `folder` count, so the same k is the same moment each time as far as threads
// allow.
#pragma once

#include <cstdint>

namespace cpc::storm::strike {

enum class Kind : std::uint8_t {
    none,
    kill_before,  // SIGKILL, and the call is not made
    kill_after,   // the call is made, then SIGKILL
    kill_half,    // half of a write is made, then SIGKILL
    no_space,     // ENOSPC, from here on until disarm()
    quota,        // EDQUOT, from here on
    io_error,     // EIO, this once
    too_many,     // EMFILE, this once; only where something is opened
    interrupted,  // EINTR, this once
    short_write,  // half of it is written and that is said
    read_only,    // EROFS, from here on; only where something is opened or named
};

extern "C" {
void cpc_strike_arm(std::uint8_t kind, std::uint64_t at_call, const char* folder);
void cpc_strike_disarm();
std::uint64_t cpc_strike_calls();   // that counted since arm()
std::uint64_t cpc_strike_struck();  // how often something was done to one
// One letter for each that counted: o opens, w writes, s syncs, r resizes, n names.
const char* cpc_strike_letters();
}

}  // namespace cpc::storm::strike
