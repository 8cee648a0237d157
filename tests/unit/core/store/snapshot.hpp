// SPDX-License-Identifier: Apache-2.0
// The files of a record as they were, to begin from again and again.
#pragma once

#include "tests/unit/core/store/erasable.hpp"

namespace cpc::store::test {

struct Snapshot {
    std::map<std::string, Bytes> files;

    static constexpr std::array<const char*, 10> names = {
        "keys.cpk", "device.key",      "preauth.cpa",  "preauth.cpw",          journal_file,
        store_file, "journal.cpl.new", "store.db.new", "store.db.new-journal", store_hot_file};
    static Snapshot of(Erasable& bench) {
        Snapshot out;
        for (const char* name : names)
            if (bench.ports().files.exists(bench.directory.file(name)))
                out.files[name] = bench.contents(name);
        return out;
    }
    void put_back(Erasable& bench) const {
        for (const char* name : names)
            if (files.count(name) == 0 && bench.ports().files.exists(bench.directory.file(name)))
                REQUIRE(bench.ports().files.remove(bench.directory.file(name)));
        for (const auto& [name, bytes] : files)
            bench.overwrite(name, bytes);
        REQUIRE(bench.split.memory.sync_directory(bench.directory.path()));
        bench.split.memory.power_cut();
    }
};

}  // namespace cpc::store::test
