// SPDX-License-Identifier: Apache-2.0
// How fast rows go in, beside COPY into the same table. Not run by ctest: `test_postgres [speed]`.
#include <libpq-fe.h>

#include <chrono>
#include <cstdio>

#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"
#include "sync/postgres/postgres_store.hpp"
#include "tests/postgres/load.hpp"

namespace cpc::test {
namespace {

constexpr std::uint64_t entries = 40'000;
constexpr std::uint64_t at_once = 1'000;  // as many as a large bundle has

// What the table's checks ask for and nothing more: no signature is looked at here.
Bytes shaped(const Hash32& log_id, std::uint64_t seq) {
    Bytes out(480, 7);
    const auto head = crypto::Packer{}.bytes(view_of("CPCENT01")).bytes(log_id).u64(seq).take();
    std::copy(head.begin(), head.end(), out.begin());
    out[83] = 2;
    const auto nonce = crypto::sha256(head);
    std::copy_n(nonce.begin(), 16, out.begin() + 152);
    std::fill_n(out.begin() + 276, 4, std::uint8_t{0});
    return out;
}

double seconds_of(const std::function<void()>& act) {
    const auto begin = std::chrono::steady_clock::now();
    act();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void ingest(service::RecordStore& store, const Hash32& log_id) {
    for (std::uint64_t from = 0; from < entries; from += at_once) {
        service::Batch batch;
        batch.log_id = log_id;
        batch.known = from;
        for (std::uint64_t seq = from; seq < from + at_once; ++seq)
            batch.entries.push_back({seq, shaped(log_id, seq), {}, {}});
        auto& b = batch.bundle;
        crypto::random_fill(b.bundle.bytes);
        b.log_id = log_id;
        b.from = from;
        b.to = from + at_once;
        (void)NEED(store.ingest(
            batch, [](std::uint64_t place, const Hash32&) -> Result<service::MadeReceipt> {
                service::MadeReceipt made{"receipt " + std::to_string(place), {}};
                crypto::random_fill(made.next_token);
                return made;
            }));
    }
}

void copy(const std::string& connection, const Hash32& log_id) {
    PGconn* open = PQconnectdb(connection.c_str());
    for (std::uint64_t from = 0; from < entries; from += at_once) {
        PQclear(PQexec(open, "COPY cpc.entry(log_id, seq, bytes) FROM STDIN BINARY"));
        crypto::Packer rows;
        rows.bytes(view_of(std::string_view{"PGCOPY\n\377\r\n\0", 11})).u32(0).u32(0);
        for (std::uint64_t seq = from; seq < from + at_once; ++seq) {
            const auto entry = shaped(log_id, seq);
            rows.u16(3).u32(32).bytes(log_id).u32(8).u64(seq);
            rows.u32(static_cast<std::uint32_t>(entry.size())).bytes(entry);
        }
        const auto bytes = rows.u16(0xFFFF).take();
        PQputCopyData(open, reinterpret_cast<const char*>(bytes.data()),
                      static_cast<int>(bytes.size()));
        PQputCopyEnd(open, nullptr);
        PGresult* result = PQgetResult(open);
        INFO(PQerrorMessage(open));
        REQUIRE(PQresultStatus(result) == PGRES_COMMAND_OK);
        PQclear(result);
        while (PGresult* more = PQgetResult(open))
            PQclear(more);
    }
    PQfinish(open);
}

}  // namespace

TEST_CASE("ingest without verification beside COPY into the same table", "[.][speed]") {
    auto& server = postgres_server();
    Folder folder;
    platform::SystemFiles files;
    const auto keys =
        NEED(service::create_keys(files, folder.at("c"), {"a.example/cpc", false, {}}));
    const auto database = database_of(folder.at("c"));
    make_database(server, database, keys);
    const auto store =
        NEED(postgres::PostgresStore::open({server.service(database), {}}, keys.store_key));
    double ours = 0;
    double theirs = 0;
    for (std::uint8_t round = 0; round < 3; ++round) {
        const auto log = [&](std::uint8_t kind) {
            const Hash32 id = crypto::sha256(Bytes{round, kind});
            service::LogRow row;
            row.log_id = id;
            row.device_key = crypto::sha256(id);
            NEED(store->enrol(row));
            return id;
        };
        const auto mine = log(1);
        const auto other = log(2);
        ours += seconds_of([&] { ingest(*store, mine); });
        // As the superuser: COPY refuses tables with row policies.
        theirs += seconds_of([&] { copy(server.admin(database), other); });
    }
    std::printf("ingest %.0f entries/s, COPY %.0f entries/s: %.2f of it\n", 3 * entries / ours,
                3 * entries / theirs, theirs / ours);
    CHECK(theirs / ours >= 0.4);
}

}  // namespace cpc::test
