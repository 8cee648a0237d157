// SPDX-License-Identifier: Apache-2.0
// What the program does for itself before there is any secret in it: no core files, nobody may look
// into its memory, no rights it did not start with, nothing swapped out, no other program started.
//
// Each guard is put up and then asked for again: what the kernel does not confirm is not held. A
// program for real records starts only if all are held, or if somebody chose in so many words to do
// with less; then the lock screen says which are missing. Nothing here is silent.
//
// Left out: what only the machine can do (encrypted swap, verified boot, a compositor that lets
// nobody read the screen). New sockets are needed for sending and so are not forbidden for good
// unless asked (Wanted::no_network); listening is never possible. Source: security design 3.2.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.hpp"

namespace cpc::guard {

enum class Kind : std::uint8_t {
    no_dump,        // nobody may read the memory of the program, and it leaves no core file
    no_new_rights,  // nothing it starts could have more rights than it has
    no_swap,        // no memory goes to a disk, the kernel's crash dump included
    locked_memory,  // and if swap were switched on later, this program's would stay
    calls_filtered  // no program can be started, no other one looked into, nothing listened on
};

struct Outcome {
    Kind kind{};
    bool held = false;
    std::string why;  // not held: a plain sentence, and what would change it
};

struct Wanted {
    bool no_network = false;  // records leave on sticks only: no connection can be made at all
};

struct Guards {
    std::vector<Outcome> outcomes;
    [[nodiscard]] bool all_held() const;
    [[nodiscard]] std::vector<std::string> missing() const;
    [[nodiscard]] bool held(Kind kind) const;
};

// Once, first thing in main, while there is one thread.
[[nodiscard]] Guards put_up(const Wanted& wanted);

enum class IfMissing : std::uint8_t { refuse, go_on };
// The error names every guard that is missing and how to start without.
[[nodiscard]] Result<void> enough(const Guards& guards, IfMissing if_missing);

// How the machine stands, by the files that say so; apart so that a test can give its own.
[[nodiscard]] bool swap_in_use(const std::string& swaps);  // the text of /proc/swaps

}  // namespace cpc::guard
