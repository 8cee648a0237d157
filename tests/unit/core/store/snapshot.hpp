// SPDX-License-Identifier: Apache-2.0
// The files of a record as they were, to begin from again and again; and what holds of a record
// from which one conference was to go, wherever the power went.
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

// True: conference_a is gone, all of it, and the record says so. False: none of it is, and it does
// not. Either way the record is whole, opens with nothing to mend, and conference_b is there.
inline bool all_or_nothing(Erasable& bench) {
    constexpr auto all_of_it = static_cast<std::size_t>(words_each) + 1;
    bool said_before = false;
    {
        const auto report = bench.verify();
        if (!report) FAIL(report.error().text());
        for (const auto& finding : report->damage)
            UNSCOPED_INFO(finding.text());
        REQUIRE(report->whole());
        said_before = !report->erased.empty();
    }
    auto vault = bench.open();
    if (!vault) FAIL(vault.error().text());
    CHECK_FALSE(vault->report().repaired_journal);
    CHECK_FALSE(vault->report().repaired_store);
    const bool said = vault->erased(conference_a).has_value();
    REQUIRE(said == said_before);
    REQUIRE(bench.readable(*vault, conference_a) == (said ? 0 : all_of_it));
    REQUIRE(bench.readable(*vault, conference_b) == all_of_it);
    REQUIRE(vault->root_at(bench.size).value() == bench.root);
    REQUIRE(vault->get_state("draft/" + conference_a.hex() + "/reason").value().has_value() ==
            !said);
    REQUIRE(vault->get_state("draft/" + conference_b.hex() + "/reason").value().has_value());
    for (const char* name : {"journal.cpl.new", "store.db.new"})
        REQUIRE_FALSE(bench.ports().files.exists(bench.directory.file(name)));
    return said;
}

}  // namespace cpc::store::test
