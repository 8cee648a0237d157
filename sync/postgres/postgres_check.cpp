// SPDX-License-Identifier: Apache-2.0
// What fsck asks of a database whose owner is not trusted: is the schema what it was, does every
// row outside the logs fit its seal, is none missing, and does nothing lie where nobody would look?
// The logs themselves are computed again from bytes by service/fsck.cpp.
#include <algorithm>
#include <set>

#include "core/crypto/hash.hpp"
#include "sync/postgres/postgres_store.hpp"
#include "sync/postgres/sealing.hpp"

namespace cpc::postgres {
namespace {

constexpr std::uint64_t page_rows = 500;
constexpr std::size_t lines_max = 100;
// As the database counts: the number below all others, so that nothing hides below 0.
constexpr std::uint64_t lowest = 1ULL << 63U;

void add(std::vector<std::string>& found, std::string line) {
    if (found.size() < lines_max) found.push_back(std::move(line));
}

std::set<std::string> lines_of(const std::string& text) {
    std::set<std::string> out;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        out.insert(text.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

}  // namespace

Result<std::string> PostgresStore::structure_text() {
    const auto rows = CPC_TRY(ask(structure_query));
    std::string out;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto line = rows.text(i, 0);
        std::replace(line.begin(), line.end(), '\n', ' ');
        out += line + "\n";
    }
    return out;
}

Result<std::vector<std::string>> PostgresStore::structure_changes() {
    const auto known = CPC_TRY(ask("SELECT text FROM cpc.structure ORDER BY act DESC LIMIT 1"));
    if (known.empty())
        return std::vector<std::string>{"- what the schema looked like was never written down"};
    const auto then = lines_of(known.text(0, 0));
    const auto now = lines_of(CPC_TRY(structure_text()));
    std::vector<std::string> out;
    for (const auto& line : now)
        if (then.count(line) == 0) out.push_back("+ " + line);
    for (const auto& line : then)
        if (now.count(line) == 0) out.push_back("- " + line);
    return out;
}

Result<void> PostgresStore::seal_structure(Instant at) {
    return write([&]() -> Result<std::vector<Row>> {
        const auto now = CPC_TRY(structure_text());
        const auto known = CPC_TRY(ask("SELECT text FROM cpc.structure ORDER BY act DESC LIMIT 1"));
        if (!known.empty() && known.text(0, 0) == now) return std::vector<Row>{};
        return std::vector<Row>{
            {Sealed::structure,
             {cell(static_cast<std::uint64_t>(std::max<std::int64_t>(at.ms, 0))), cell_text(now)}}};
    });
}

Result<void> PostgresStore::check_acts(Found& found, Kinds& kinds) {
    Hash32 seal{};
    std::uint64_t next = 0;
    for (std::uint64_t after = lowest;; after = next) {
        const auto rows =
            CPC_TRY(ask("SELECT place, kind, digest, seal FROM cpc.act WHERE place >= $1 "
                        "ORDER BY place LIMIT $2",
                        {cell(after), cell(page_rows)}));
        if (rows.empty()) return {};
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto place = rows.number(i, 0);
            const std::string where = "central's list, place " + std::to_string(place);
            if (place != next) add(found, where + ": places before it are missing");
            const auto kind = rows.text(i, 1);
            const auto right = seal_of(seal, place, kind, rows.array<32>(i, 2));
            seal = rows.array<32>(i, 3);
            if (right != seal) add(found, where + ": its seal does not fit");
            ++kinds[kind];
            next = place + 1;
        }
    }
}

Result<void> PostgresStore::check_rows(Sealed table, Found& found, const Kinds& kinds) {
    const auto& facts = table_of(table);
    const std::string name = facts.name;
    std::string columns = std::string{", "} + facts.columns;
    for (std::size_t at = 0; (at = columns.find(", ", at)) != std::string::npos; at += 4)
        columns.insert(at + 2, "t.");
    std::uint64_t total = 0;
    for (std::uint64_t after = lowest;;) {
        const auto rows =
            CPC_TRY(ask("SELECT t.act, a.kind, a.digest" + columns + " FROM cpc." + name +
                            " t LEFT JOIN cpc.act a ON a.place = t.act WHERE t.act >= $1 "
                            "ORDER BY t.act LIMIT $2",
                        {cell(after), cell(page_rows)}));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            Cells cells;
            for (int c = 0; c < facts.count; ++c)
                cells.push_back({0, rows.bytes(i, c + 3)});
            if (rows.text(i, 1) != name || digest_of(name, cells) != rows.array<32>(i, 2))
                add(found, "table " + name + ", place " + std::to_string(rows.number(i, 0)) +
                               ": the row is not the one that was stored");
        }
        total += rows.size();
        if (rows.size() < page_rows) break;
        after = rows.number(rows.size() - 1, 0) + 1;
    }
    const auto sealed = kinds.find(name);
    const auto expected = sealed == kinds.end() ? 0 : sealed->second;
    if (total != expected)
        add(found, "table " + name + ": " + std::to_string(total) + " rows, and " +
                       std::to_string(expected) + " were stored");
    return {};
}

// Rows where the walk over the logs does not pass.
Result<void> PostgresStore::check_strays(Found& found) {
    const auto entries =
        CPC_TRY(count("SELECT count(*) FROM cpc.entry e WHERE e.seq < 0 OR NOT EXISTS "
                      "(SELECT 1 FROM cpc.log l WHERE l.log_id = e.log_id)",
                      {}));
    if (entries != 0)
        add(found, "table entry: " + std::to_string(entries) + " rows belong to no enrolled log");
    const auto contents =
        CPC_TRY(count("SELECT count(*) FROM cpc.content c WHERE NOT EXISTS "
                      "(SELECT 1 FROM cpc.entry e WHERE e.log_id = c.log_id AND e.seq = c.seq)",
                      {}));
    if (contents != 0)
        add(found, "table content: " + std::to_string(contents) + " rows belong to no entry");
    return {};
}

Result<std::vector<std::string>> PostgresStore::check_medium() {
    forget();
    Found found;
    for (const auto& line : CPC_TRY(structure_changes()))
        add(found, "the schema is not what it was: " + line);
    Kinds kinds;
    CPC_TRY(check_acts(found, kinds));
    for (int i = 0; i < sealed_count; ++i) {
        CPC_TRY(check_rows(static_cast<Sealed>(i), found, kinds));
        kinds.erase(table_of(static_cast<Sealed>(i)).name);
    }
    for (const auto& left : kinds)
        add(found, "central's list: it speaks of a kind that there is not: " + left.first);
    CPC_TRY(check_strays(found));
    return found;
}

}  // namespace cpc::postgres
