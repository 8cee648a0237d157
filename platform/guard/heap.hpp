// SPDX-License-Identifier: Apache-2.0
// A heap that forgets: every block is overwritten with zeros when it is given back, whoever had it,
// the libraries in C included. So what was said in a meeting is not in memory any more once the
// objects that held it are gone, and nobody has to remember to wipe a string.
//
// A program has it by calling is_wiping(): that links this file's free() and realloc() before the
// system's, which do the work underneath. Left out: what still lives, and what lies on stacks
// (wipe_stack). A build with sanitizers keeps its own heap.
#pragma once

#include <cstddef>

namespace cpc::guard {

// Tries it: a block is given back and looked at. False in a build with sanitizers.
[[nodiscard]] bool is_wiping();

// Overwrites what functions that have returned left below here on this thread's stack.
void wipe_stack();

}  // namespace cpc::guard
