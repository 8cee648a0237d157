// SPDX-License-Identifier: Apache-2.0
// What a process gives up before it looks into a file that somebody else made. Whoever gets into it
// through a hole in a reader of PDFs finds no keys there, no network, nothing to write to, no
// program to start, and a few seconds to live.
//
// What always holds: the list says what is allowed, everything else fails; if the kernel does not
// take the list the answer is an error and nothing may be read (only a build with sanitizers goes
// on without, to be tested). Files can be opened for reading only, and where the kernel can say so
// (Landlock) only those below the folders given: fonts and what belongs to them.
//
// Left out: hiding the machine's clock, processor or memory size. Source: security design 3.10, 4.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/base/result.hpp"

namespace cpc::guard {

struct Spending {
    std::size_t memory_bytes = 0;  // addresses, not pages in use
    unsigned seconds = 0;          // of the processor
};

// For the process that starts readers: it may also fork, wait and kill. It goes with its parent.
[[nodiscard]] Result<void> confine_keeper();
// For the process that reads one file; one thread, and it cannot have another.
[[nodiscard]] Result<void> confine_reader(const Spending& spending);
// From here on files can be opened below these folders only. False: this kernel cannot say so.
[[nodiscard]] bool only_below(const std::vector<std::string>& folders);

}  // namespace cpc::guard
