// SPDX-License-Identifier: Apache-2.0
// A record as large as a busy tablet's after many years, made in minutes.
//
// Every byte goes through the real formats and the real gate (LogIndex): real keys, one Ed25519
// signature by everybody whose type rule asks for it, contents sealed and committed to, frames of
// the journal, rows of the store. What is made by hand, because Vault::append would sync the disk
// for each entry: entries are sealed and signed many at a time on two threads, written without a
// sync in between, and told (as basis) the record as it was when their batch began. The events are
// those of the practice conference, again and again, with what people say in it repeated until each
// conference is long enough; its people have new keys in each, and the child another name where
// that is asked for. Conferences run in small groups, so that the entries of one do not lie
// together. Never a fixture: it is made, measured and removed.
#pragma once

#include <string>
#include <vector>

#include "tests/bench/figure.hpp"

namespace cpc::bench {

struct BigStorePlan {
    std::size_t conferences = 0;
    std::size_t entries_each = 300;
    std::size_t at_a_time = 10;  // conferences whose entries are mixed
    std::size_t children = 1;    // whom they are about, in turn
};

struct BigStore {
    std::string folder;
    std::uint64_t entries = 0;  // with those that are the device's own
    std::uint64_t journal_bytes = 0;
    std::uint64_t store_bytes = 0;
    double made_in_s = 0;
};

[[nodiscard]] Result<BigStore> make_big_store(const Setting& setting, const std::string& name,
                                              const BigStorePlan& plan);

}  // namespace cpc::bench
