// SPDX-License-Identifier: Apache-2.0
#include "sync/postgres/migrate.hpp"

#include "core/crypto/hash.hpp"
#include "sync/postgres/postgres_store.hpp"
#include "sync/postgres/schema.hpp"

namespace cpc::postgres {
namespace {

// How many of our steps the database has had; an error if they are not ours.
Result<std::size_t> taken(Connection& connection) {
    const auto there = CPC_TRY(connection.run("SELECT to_regclass('cpc.migration') IS NOT NULL"));
    if (there.number(0, 0) == 0) return 0;
    const auto rows =
        CPC_TRY(connection.run("SELECT number, digest FROM cpc.migration ORDER BY number"));
    bool ours = rows.size() <= steps().size();
    for (std::size_t i = 0; ours && i < rows.size(); ++i)
        ours = rows.number(i, 0) == steps()[i].number &&
               rows.array<32>(i, 1) == crypto::sha256(view_of(steps()[i].sql));
    if (ours) return rows.size();
    return fail(Fault::unsupported, "The database was made by another version of this program.",
                std::to_string(rows.size()) + " steps",
                "Nothing was changed. Use that version or a later one.");
}

Result<void> take(Connection& connection, const Step& step) {
    return in_transaction<void>(connection, [&]() -> Result<void> {
        CPC_TRY(connection.script(step.sql));
        CPC_TRY(connection.run(
            "INSERT INTO cpc.migration(number, name, digest) VALUES ($1, $2, $3)",
            {cell(step.number), cell_text(step.name), cell(crypto::sha256(view_of(step.sql)))}));
        return {};
    });
}

}  // namespace

Result<Migrated> migrate(const Options& options, const crypto::SecretBytes& store_key, Instant now,
                         Bent bent) {
    Migrated out;
    auto connection = CPC_TRY(Connection::open(options.clone()));
    const auto had = CPC_TRY(taken(connection));
    if (had == steps().size()) {
        const auto store =
            PostgresStore::over(CPC_TRY(Connection::open(options.clone())), store_key);
        out.accepted = CPC_TRY(store->structure_changes());
        if (!out.accepted.empty() && bent == Bent::refuse)
            return fail(Fault::conflict,
                        "The database's schema was changed by somebody else since it was made: " +
                            std::to_string(out.accepted.size()) + " differences.",
                        out.accepted.front(),
                        "Run cpc-central fsck, find out who did it, and if all of it is right "
                        "migrate with --accept-schema.");
    }
    for (auto i = had; i < steps().size(); ++i) {
        CPC_TRY(take(connection, steps()[i]));
        out.done.emplace_back(steps()[i].name);
    }
    CPC_TRY(connection.script("SET ROLE cpc_owner"));
    CPC_TRY(PostgresStore::over(std::move(connection), store_key)->seal_structure(now));
    return out;
}

}  // namespace cpc::postgres
