// SPDX-License-Identifier: Apache-2.0
// Central's tables in PostgreSQL, as numbered steps that are embedded in the program and never
// change once they went out: what a database has had done to it stands in cpc.migration with each
// step's digest.
//
// Grown from the security design's appendix B. Append-only three times over: the login that takes
// records in may add and read, nothing else; triggers that also fire for replicas refuse UPDATE,
// DELETE and TRUNCATE, partition by partition; and keys and checks refuse rows that are not what
// they claim to be. A superuser can still undo all three, and fsck says so (postgres_store.hpp).
//
// Only what a database that speaks PostgreSQL on many machines has too: keys, checks, foreign keys,
// stored columns, partitions by hash, row policies, plain triggers. No advisory locks, no
// listening, no rules, no extensions, no large objects.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace cpc::postgres {

struct Step {
    std::uint64_t number = 0;
    const char* name = nullptr;
    const char* sql = nullptr;
};
[[nodiscard]] const std::vector<Step>& steps();

// One line for each thing of the schema that decides what may happen to a row: tables and who may
// use them, columns, keys and checks, triggers and whether they are on, functions, policies. A
// query with one column of text.
extern const char* const structure_query;

// Rows that carry a number of central's own list (cpc.act), whose seal covers every column.
struct SealedTable {
    const char* name;
    const char* columns;  // in the order in which they are sealed
    int count;
};
enum class Sealed : std::uint8_t {
    log,
    freeze,
    signer,
    conference_key,
    receipt,
    rejection,
    evidence,
    notice,
    structure,
    office
};
[[nodiscard]] const SealedTable& table_of(Sealed table);
inline constexpr int sealed_count = 10;

}  // namespace cpc::postgres
