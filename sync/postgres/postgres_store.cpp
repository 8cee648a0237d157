// SPDX-License-Identifier: Apache-2.0
// What changes the store. Its questions are in postgres_read.cpp, its check in postgres_check.cpp.
#include "sync/postgres/postgres_store.hpp"

#include <algorithm>

#include "core/base/check.hpp"
#include "core/crypto/hash.hpp"
#include "core/record/entry.hpp"
#include "sync/postgres/sealing.hpp"

namespace cpc::postgres {
namespace {

// Many servers at once each lose now and then; one of them always wins.
constexpr int tries = 200;
constexpr std::size_t rows_at_once = 500;
constexpr std::size_t bytes_at_once = 8U << 20U;

Cell stamp(Instant at) {
    return cell(static_cast<std::uint64_t>(std::max<std::int64_t>(at.ms, 0)));
}

Failure overtaken(const char* what) {
    return fail(Fault::conflict, what, {}, "It is decided anew.");
}

std::string placeholders(int from, int count) {
    std::string out;
    for (int i = from; i < from + count; ++i)
        out += (out.empty() ? "$" : ", $") + std::to_string(i);
    return out;
}

}  // namespace

PostgresStore::PostgresStore(Connection connection, const crypto::SecretBytes& store_key)
    : connection_(std::move(connection)), seal_key_(crypto::derive_key(store_key, 1, "cpcpgact")) {}

std::unique_ptr<PostgresStore> PostgresStore::over(Connection connection,
                                                   const crypto::SecretBytes& store_key) {
    return std::unique_ptr<PostgresStore>(new PostgresStore(std::move(connection), store_key));
}

Result<std::unique_ptr<PostgresStore>> PostgresStore::open(Options options,
                                                           const crypto::SecretBytes& store_key) {
    auto out = over(CPC_TRY(Connection::open(std::move(options))), store_key);
    CPC_TRY(out->check_schema());
    CPC_TRY(out->check_login());
    return out;
}

Result<void> PostgresStore::check_schema() {
    const auto rows = CPC_TRY(ask("SELECT number, digest FROM cpc.migration ORDER BY number"));
    bool same = rows.size() == steps().size();
    for (std::size_t i = 0; same && i < rows.size(); ++i)
        same = rows.number(i, 0) == steps()[i].number &&
               rows.array<32>(i, 1) == crypto::sha256(view_of(steps()[i].sql));
    if (same) return {};
    return fail(Fault::unsupported, "The database's tables are of another version.",
                std::to_string(rows.size()) + " of " + std::to_string(steps().size()) + " steps",
                rows.size() < steps().size()
                    ? "Bring them up to date with: cpc-central migrate."
                    : "Use the program that made them. Nothing was changed.");
}

// A login that may change rows makes the database's own refusals worthless.
Result<void> PostgresStore::check_login() {
    const auto rows =
        CPC_TRY(ask("SELECT has_table_privilege('cpc.entry', 'UPDATE, DELETE, TRUNCATE') OR "
                    "has_table_privilege('cpc.receipt', 'UPDATE, DELETE, TRUNCATE') OR "
                    "has_table_privilege('cpc.act', 'UPDATE, DELETE, TRUNCATE')"));
    if (rows.number(0, 0) == 0) return {};
    return fail(Fault::refused, "This database login may change what is stored.", {},
                "Serve with a login that is a member of cpc_ingest and of nothing else.");
}

// It may be another server that answers now: nothing that was computed before is taken along.
Result<void> PostgresStore::reopen() {
    forget();
    return connection_.reopen();
}

void PostgresStore::forget() {
    trees_.clear();
    receipts_ = {};
    office_ = {};
    office_next_ = 0;
    receipt_roots_.clear();
    signers_.clear();
}

Result<Rows> PostgresStore::ask(const std::string& sql, const Cells& values) {
    if (!inside_ && connection_.lost()) CPC_TRY(reopen());
    auto rows = connection_.run(sql, values);
    if (rows || inside_ || !connection_.lost()) return rows;
    CPC_TRY(reopen());
    return connection_.run(sql, values);
}

Result<PostgresStore::Head> PostgresStore::head() {
    const auto rows = CPC_TRY(ask("SELECT place, seal FROM cpc.act ORDER BY place DESC LIMIT 1"));
    if (rows.empty()) return Head{};
    return Head{rows.number(0, 0) + 1, rows.array<32>(0, 1)};
}

Hash32 PostgresStore::seal_of(const Hash32& before, std::uint64_t place, std::string_view kind,
                              const Hash32& digest) const {
    return seal_act(seal_key_, before, place, kind, digest);
}

Result<void> PostgresStore::add_acts(const Head& head, const std::vector<Row>& rows) {
    Cells places;
    Cells kinds;
    Cells digests;
    Cells seals;
    Hash32 seal = head.seal;
    for (const auto& row : rows) {
        const auto place = head.acts + places.size();
        const auto* kind = table_of(row.table).name;
        const auto digest = digest_of(kind, row.cells);
        seal = seal_of(seal, place, kind, digest);
        places.push_back(cell(place));
        kinds.push_back(cell_text(kind));
        digests.push_back(cell(digest));
        seals.push_back(cell(seal));
    }
    CPC_TRY(
        ask("INSERT INTO cpc.act(place, kind, digest, seal) "
            "SELECT * FROM unnest($1, $2, $3, $4)",
            {cell_list(places), cell_list(kinds), cell_list(digests), cell_list(seals)}));
    return {};
}

Result<void> PostgresStore::add_row(std::uint64_t place, const Row& row) {
    const auto& table = table_of(row.table);
    CPC_CHECK(row.cells.size() == static_cast<std::size_t>(table.count));
    Cells values = {cell(place)};
    values.insert(values.end(), row.cells.begin(), row.cells.end());
    CPC_TRY(ask("INSERT INTO cpc." + std::string{table.name} + "(act, " + table.columns +
                    ") VALUES (" + placeholders(1, table.count + 1) + ")",
                values));
    return {};
}

Result<void> PostgresStore::write_once(const Planner& plan, const Extra& extra) {
    if (connection_.lost()) CPC_TRY(reopen());
    inside_ = true;
    auto done = in_transaction<void>(connection_, [&]() -> Result<void> {
        const auto from = CPC_TRY(head());
        const auto rows = CPC_TRY(plan());
        if (rows.empty()) return {};
        CPC_TRY(add_acts(from, rows));
        if (extra) CPC_TRY(extra());
        std::uint64_t place = from.acts;
        for (const auto& row : rows)
            CPC_TRY(add_row(place++, row));
        return {};
    });
    inside_ = false;
    return done;
}

// A broken connection may have stored everything or nothing: the plan looks again.
Result<void> PostgresStore::write(const Planner& plan, const Extra& extra) {
    bool reopened = false;
    for (int i = 0;; ++i) {
        auto done = write_once(plan, extra);
        if (done) return done;
        const bool again = connection_.contended() ? i < tries : connection_.lost() && !reopened;
        if (!again) return done;
        if (connection_.lost()) reopened = true;
    }
}

Result<void> PostgresStore::enrol(const LogRow& row) {
    return write([&]() -> Result<std::vector<Row>> {
        const auto known = CPC_TRY(
            ask("SELECT device_key, origin FROM cpc.log WHERE log_id = $1", {cell(row.log_id)}));
        if (!known.empty()) {
            if (known.array<32>(0, 0) == row.device_key && known.text(0, 1) == row.origin)
                return std::vector<Row>{};
            return fail(Fault::conflict, "Another device key is enrolled for this log.");
        }
        return std::vector<Row>{
            {Sealed::log,
             {cell(row.log_id), cell(row.device_key), cell_text(row.name), cell_text(row.origin),
              cell(std::uint64_t{row.practice ? 1U : 0U}), stamp(row.enrolled),
              cell_text(row.region)}}};
    });
}

// What comes with entries or contents, in the order in which it is sealed.
std::vector<PostgresStore::Row> PostgresStore::rows_beside(const Batch& batch) {
    std::vector<Row> rows;
    for (const auto& signer : batch.signers)
        rows.push_back({Sealed::signer,
                        {cell(batch.log_id), cell(crypto::kid_of(signer.key)), cell(signer.key),
                         cell(signer.first_seq)}});
    for (const auto& key : batch.keys)
        rows.push_back({Sealed::conference_key,
                        {cell(batch.log_id), cell(key.conference.bytes), cell(key.key_id),
                         cell(key.wrapped)}});
    for (const auto& row : batch.office)
        rows.push_back({Sealed::office,
                        {cell_text(row.kind), cell(row.about), stamp(row.at), cell(row.content)}});
    for (const auto& notice : batch.notices)
        rows.push_back({Sealed::notice,
                        {cell(batch.log_id), stamp(batch.bundle.received), cell_text(notice)}});
    return rows;
}

Result<std::vector<PostgresStore::Row>> PostgresStore::plan_batch(const Batch& batch,
                                                                  const ReceiptMaker& maker,
                                                                  std::string& text) {
    const auto& b = batch.bundle;
    const auto now = CPC_TRY(
        ask("SELECT (SELECT count(*) FROM cpc.receipt WHERE bundle = $2), "
            "(SELECT count(*) FROM cpc.freeze WHERE log_id = $1), "
            "coalesce((SELECT seq + 1 FROM cpc.entry WHERE log_id = $1 ORDER BY seq DESC LIMIT 1), "
            "0), coalesce((SELECT place + 1 FROM cpc.receipt ORDER BY place DESC LIMIT 1), 0), "
            "current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on'",
            {cell(batch.log_id), cell(b.bundle.bytes)}));
    if (now.number(0, 4) == 0)
        return fail(Fault::refused,
                    "Somebody switched off what makes the database durable while it ran.",
                    "fsync or full_page_writes", "Nothing was taken in. Switch both on again.");
    if (now.number(0, 0) != 0) return overtaken("The bundle was received at the same moment.");
    if (now.number(0, 1) != 0) return overtaken("The log was frozen at the same moment.");
    if (now.number(0, 2) != batch.known)
        return overtaken("Other entries of the log were received at the same moment.");
    const auto place = now.number(0, 3);
    const auto root = CPC_TRY(receipts_root(place));
    if (!root) return overtaken("Receipts changed at the same moment.");
    const auto made = CPC_TRY(maker(place, *root));
    text = made.text;
    auto rows = rows_beside(batch);
    rows.push_back({Sealed::receipt,
                    {cell(place), cell(b.bundle.bytes), cell(b.digest), cell(b.log_id),
                     cell(b.from), cell(b.to), cell(b.bytes), stamp(b.received), cell(b.manifest),
                     cell(b.manifest_signature), cell(b.shown_token), cell(made.next_token),
                     cell(view_of(made.text))}});
    return rows;
}

Result<void> PostgresStore::add_entries(const Batch& batch) {
    const auto& entries = batch.entries;
    for (std::size_t i = 0; i < entries.size();) {
        Cells places;
        Cells all;
        Cells content_places;
        Cells ciphertexts;
        Cells wraps;
        std::vector<Hash32> leaves;
        for (std::size_t bytes = 0;
             i < entries.size() && places.size() < rows_at_once && bytes < bytes_at_once; ++i) {
            const auto& one = entries[i];
            places.push_back(cell(one.seq));
            all.push_back(cell(one.entry));
            leaves.push_back(record::leaf_hash(one.entry));
            bytes += one.entry.size() + one.ciphertext.size();
            if (one.ciphertext.empty()) continue;
            content_places.push_back(cell(one.seq));
            ciphertexts.push_back(cell(one.ciphertext));
            wraps.push_back(cell(one.key_wrap));
        }
        // From the row as the server made it: a fault on the way must not be signed for.
        const auto back =
            CPC_TRY(ask("INSERT INTO cpc.entry(log_id, seq, bytes) SELECT $1, s, b FROM "
                        "unnest($2, $3) AS t(s, b) RETURNING seq, leaf_hash",
                        {cell(batch.log_id), cell_list(places), cell_list(all)}));
        bool same = back.size() == leaves.size();
        for (std::size_t n = 0; same && n < leaves.size(); ++n)
            same = back.number(n, 0) == entries[i - leaves.size() + n].seq &&
                   back.array<32>(n, 1) == leaves[n];
        if (!same) return fail(Fault::damaged, "An entry does not read back as it was written.");
        if (content_places.empty()) continue;
        CPC_TRY(
            ask("INSERT INTO cpc.content(log_id, seq, ciphertext, key_wrap) "
                "SELECT $1, s, c, w FROM unnest($2, $3, $4) AS t(s, c, w)",
                {cell(batch.log_id), cell_list(content_places), cell_list(ciphertexts),
                 cell_list(wraps)}));
    }
    return {};
}

// What was held back until now; another server may have taken it at the same moment.
Result<void> PostgresStore::add_late(const Batch& batch) {
    for (const auto& late : batch.late) {
        const auto back = CPC_TRY(
            ask("INSERT INTO cpc.content(log_id, seq, ciphertext, key_wrap) "
                "VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING "
                "RETURNING sha256(ciphertext)",
                {cell(batch.log_id), cell(late.seq), cell(late.ciphertext), cell(late.key_wrap)}));
        if (back.empty()) return overtaken("The same content was received at the same moment.");
        if (back.array<32>(0, 0) != crypto::sha256(late.ciphertext))
            return fail(Fault::damaged, "A content does not read back as it was written.");
    }
    return {};
}

Result<std::string> PostgresStore::ingest(const Batch& batch, const ReceiptMaker& maker) {
    std::string text;
    const auto rest = [&]() -> Result<void> {
        CPC_TRY(add_entries(batch));
        return add_late(batch);
    };
    CPC_TRY(write([&] { return plan_batch(batch, maker, text); }, rest));
    return text;
}

// Another server that did the same at the same moment has taken a content: add_late() says so.
Result<void> PostgresStore::release(const Batch& batch) {
    return write(
        [&]() -> Result<std::vector<Row>> {
            for (const auto& late : batch.late)
                if (CPC_TRY(count("SELECT count(*) FROM cpc.content WHERE log_id = $1 AND seq = $2",
                                  {cell(batch.log_id), cell(late.seq)})) != 0)
                    return overtaken("The same content was received at the same moment.");
            return rows_beside(batch);
        },
        [&] { return add_late(batch); });
}

Result<void> PostgresStore::freeze(const Hash32& log_id, const std::string& why, Instant at) {
    return write([&]() -> Result<std::vector<Row>> {
        if (CPC_TRY(count("SELECT count(*) FROM cpc.freeze WHERE log_id = $1", {cell(log_id)})) !=
            0)
            return std::vector<Row>{};
        return std::vector<Row>{{Sealed::freeze, {cell(log_id), cell_text(why), stamp(at)}}};
    });
}

Result<void> PostgresStore::keep_evidence(const ForkEvidence& evidence, const std::string& why) {
    return write([&]() -> Result<std::vector<Row>> {
        std::vector<Row> rows;
        std::uint64_t seq = evidence.first_seq;
        for (const auto& rival : evidence.rivals) {
            const auto at = seq++;
            const auto kept = CPC_TRY(count(
                "SELECT count(*) FROM cpc.evidence WHERE log_id = $1 AND seq = $2 AND rival = $3",
                {cell(evidence.log_id), cell(at), cell(rival)}));
            if (kept != 0) continue;
            rows.push_back(
                {Sealed::evidence,
                 {cell(evidence.log_id), cell(evidence.bundle.bytes), cell(at), cell(rival),
                  cell(evidence.manifest), cell(evidence.manifest_signature), stamp(evidence.at)}});
        }
        if (CPC_TRY(count("SELECT count(*) FROM cpc.freeze WHERE log_id = $1",
                          {cell(evidence.log_id)})) == 0)
            rows.push_back(
                {Sealed::freeze, {cell(evidence.log_id), cell_text(why), stamp(evidence.at)}});
        return rows;
    });
}

Result<void> PostgresStore::note_rejection(const RejectedBundle& rejected) {
    return write([&]() -> Result<std::vector<Row>> {
        const auto known =
            CPC_TRY(count("SELECT count(*) FROM cpc.rejection WHERE digest = $1 AND code = $2",
                          {cell(rejected.digest), cell_text(rejected.code)}));
        if (known != 0) return std::vector<Row>{};
        return std::vector<Row>{
            {Sealed::rejection,
             {cell(rejected.bundle.bytes), cell(rejected.digest), cell(rejected.device_kid),
              cell(rejected.bytes), stamp(rejected.at), cell_text(rejected.code),
              cell_text(rejected.message)}}};
    });
}

Result<void> PostgresStore::add_office(const service::OfficeRow& row) {
    return write([&]() -> Result<std::vector<Row>> {
        return std::vector<Row>{
            {Sealed::office,
             {cell_text(row.kind), cell(row.about), stamp(row.at), cell(row.content)}}};
    });
}

}  // namespace cpc::postgres
