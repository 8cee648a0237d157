// SPDX-License-Identifier: Apache-2.0
#include "core/store/erase.hpp"

#include <algorithm>

#include "core/base/check.hpp"
#include "core/base/limits.hpp"
#include "core/record/type_rules.hpp"
#include "core/store/door.hpp"
#include "core/store/rewrite.hpp"
#include "core/store/vault_impl.hpp"

namespace cpc::store {
namespace {

using Inside = VaultMaker::Inside;

constexpr const char* unchanged = "Nothing was erased and nothing else was changed.";
constexpr const char* decided =
    "The record is safe. Either nothing is erased, or all of it is, and opening the record once "
    "carries out what is left to do: cpc verify says which.";
constexpr const char* journal_new = "journal.cpl.new";
constexpr const char* store_new = "store.db.new";
constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t earliest_wall_ms = 1'767'225'600'000;  // 2026-01-01: it was set once

Failure refused(std::string what, std::string where = {}, const char* advice = unchanged) {
    return fail(Fault::refused, std::move(what), std::move(where), advice);
}

Result<void> check_basis(Clock& clock, const EraseRequest& request) {
    using record::ErasureBasis;
    const bool known = request.basis >= ErasureBasis::retention_ended &&
                       request.basis <= ErasureBasis::court_order;
    if (!known) return refused("No basis was given on which content may be erased.");
    if (request.reason.empty() || request.reason.size() > limits::text_bytes_max)
        return refused("No reason was given, or one that is too long.");
    const bool ended = request.basis == ErasureBasis::retention_ended;
    if (ended != request.keep_until.has_value())
        return refused(ended ? "It was not said until when the record had to be kept."
                             : "A date until which it had to be kept belongs to that basis only.");
    if (!ended) return {};
    const auto now = clock.read().wall.ms;
    if (now < earliest_wall_ms)
        return refused("This device's clock was never set, so nobody can say what has ended.");
    if (request.keep_until->days >= now / day_ms)
        return refused("The record has to be kept until " + request.keep_until->iso() +
                       ", and that day is not over.");
    return {};
}

// Which entries' content, and which keys.
Result<EraseView> look(Inside& vault, Clock& clock, const EraseRequest& request) {
    const auto* list = vault.index.entries_of(request.conference);
    if (request.conference.empty() || list == nullptr)
        return fail(Fault::not_found, "This record has no such conference.",
                    request.conference.hex(), unchanged);
    const auto where = "conference " + request.conference.hex();
    if (const auto* before = vault.erased.of_conference(request.conference))
        return refused("Its content was erased already, " + before->words() + ".", where);
    EraseView out;
    out.of_conference = list->size();
    bool closed = false;
    bool named = false;
    for (const auto seq : *list) {
        const auto raw = CPC_TRY(vault.journal.read(vault.index.at(seq).place));
        const auto header = CPC_TRY(record::parse(raw.entry)).header;
        closed = closed || header.type == record::type::conference_closed;
        if (out.first.ms == 0) out.first = header.wall;
        out.last = header.wall;
        if (request.entry && *request.entry != seq) continue;
        named = true;
        const bool content = (header.flags & record::flag::has_payload) != 0;
        if (request.entry && !content)
            return refused("This entry has no content.", "entry " + std::to_string(seq));
        if (request.entry && is_bare(raw))
            return refused(
                "Its content was erased already, " + vault.erased.of_entry(seq)->words() + ".",
                "entry " + std::to_string(seq));
        if (!content) continue;
        out.entries.push_back(seq);
        if (seq >= request.received && !is_bare(raw)) ++out.not_received;
    }
    if (!named)
        return fail(Fault::not_found, "That entry is not of this conference.",
                    "entry " + std::to_string(*request.entry), unchanged);
    if (!closed)
        return refused("The conference is not closed.", where,
                       "Nothing was erased. Close it first, also if it is only to be cancelled.");
    CPC_TRY(check_basis(clock, request));
    if (out.not_received > 0 && !request.never_sent)
        return refused(
            std::to_string(out.not_received) +
                " of its entries were never received elsewhere: this may be the only copy.",
            where, "Nothing was erased. Send the record first, or say that it is meant so.");
    if (!request.entry)
        for (const auto section : {record::Section::open, record::Section::restricted})
            if (const auto* key = vault.index.key_of(request.conference, section))
                out.keys.push_back(key->key_id);
    if (out.entries.empty()) return refused("There is no content to erase.", where);
    return out;
}

Result<void> check_officers(const Inside& vault, const crypto::SigningKey& one,
                            const crypto::SigningKey& other) {
    const auto& officers = vault.erased.officers();
    if (officers.empty())
        return fail(Fault::not_found, "No officers who may erase are enrolled on this tablet.", {},
                    "Nothing was erased. Enrol three: cpc recovery enrol.");
    for (const auto* key : {&one, &other})
        if (std::none_of(officers.begin(), officers.end(),
                         [&](const auto& officer) { return officer.signing == key->public_key(); }))
            return fail(Fault::wrong_secret, "A key is not of one of this tablet's officers.", {},
                        "Nothing was erased. \"cpc keys list\" names the three.");
    if (one.kid() == other.kid())
        return refused("Two different officers are needed.", {},
                       "Nothing was erased. No single officer erases anything.");
    return {};
}

// The officers' entry as it will stand at the end, and what then is erased.
struct Composed {
    RawEntry raw;
    Erasures erased;
    Hash32 root{};
};

Result<Composed> compose(Inside& vault, const EraseView& view, const EraseRequest& request,
                         const crypto::SigningKey& one, const crypto::SigningKey& other) {
    record::Erasure what;
    what.conference = request.conference;
    what.entries = view.entries;
    what.keys = view.keys;
    what.basis = request.basis;
    what.reason = request.reason;
    what.never_sent = view.not_received > 0;
    what.keep_until = request.keep_until;
    if (!codec::encodable(what)) return refused("The reason cannot be written down as it is.");
    AppendRequest append;
    append.type = record::type::erasure;
    append.payload = record::encode_event(what);
    append.signers = {{&one, record::Role::staff}, {&other, record::Role::staff}};
    CPC_TRY(vault.check_request(append));
    auto signers = append.signers;
    Composed out;
    out.raw = CPC_TRY(vault.compose(append, signers));
    // By the same judge as at every open from now on.
    auto marked = vault.index.marked();
    marked.push_back(out.raw.seq);
    const auto read = [&](std::uint64_t seq) -> Result<RawEntry> {
        if (seq == out.raw.seq) return out.raw;
        return vault.journal.read(vault.index.at(seq).place);
    };
    const auto key = CPC_TRY(vault.key_of(ConferenceId{}, record::Section::open));
    out.erased = CPC_TRY(Erasures::read_from(marked, read, {key, vault.device.public_key()}));
    const auto& all = out.erased.all();
    if (all.empty() || all.back().seq != out.raw.seq)
        return fail(Fault::damaged, "The officers' entry does not read back as it was signed.", {},
                    "Nothing was erased. This device's memory or processor may be failing.");
    out.root = CPC_TRY(vault.index.fit(out.raw)).root;
    return out;
}

// Exactly what is erased is missing, and every other conference's key is the one it was.
Result<void> as_intended(Inside& vault, const LogIndex& index, const Erasures& erased) {
    if (!index.lies_as(erased)) return not_the_same("content that is missing or not", unchanged);
    auto conferences = vault.index.conferences();
    conferences.push_back(ConferenceId{});
    for (const auto& id : conferences)
        for (const auto section : {record::Section::open, record::Section::restricted}) {
            const auto* before = vault.index.key_of(id, section);
            const auto* now = index.key_of(id, section);
            const bool gone = before != nullptr && erased.key_gone(before->key_id);
            const bool there = now != nullptr;
            if (there != (before != nullptr && !gone))
                return not_the_same("a conference's key", unchanged);
            if (there && (now->key_id != before->key_id || now->wrap != before->wrap))
                return not_the_same("a conference's key is another one", unchanged);
        }
    return {};
}

Result<void> build(Inside& vault, Rewrite& rewrite, const Composed& composed) {
    Rewrite::Plan plan;
    plan.size = vault.index.size() + 1;
    plan.root = composed.root;
    plan.entry = [&](std::uint64_t seq) -> Result<RawEntry> {
        if (seq == composed.raw.seq) return composed.raw;
        return composed.erased.without(CPC_TRY(vault.journal.read(vault.index.at(seq).place)));
    };
    plan.check = [&](const LogIndex& index) { return as_intended(vault, index, composed.erased); };
    plan.purpose = "An erasure";
    plan.unchanged = unchanged;
    const auto gathered = vault.writer.run([&](EntryStore& store) -> Result<void> {
        const auto rows = CPC_TRY(Rewrite::rows_of(store));
        for (const auto& [key, value] : rows)
            if (!composed.erased.takes_row(key)) plan.rows[key] = value;
        return {};
    });
    CPC_TRY(gathered);
    return rewrite.build(vault.journal.identity(), plan);
}

// The first rename decides. The store goes last, so that whoever finds the old one there knows that
// nothing after it was done either.
Result<void> put_in_place(Ports ports, const std::string& directory) {
    const auto path = [&](const char* name) { return directory + "/" + name; };
    CPC_TRY(ports.files.rename(path(journal_new), path(journal_file)));
    CPC_TRY(ports.files.sync_directory(directory));
    const auto aside = directory + "/" + store_new;
    CPC_TRY(remove_leftovers(ports, directory, store_new));
    // A rollback journal of the old store must not be played into the new one.
    if (ports.files.exists(path(store_hot_file))) CPC_TRY(ports.files.remove(path(store_hot_file)));
    CPC_TRY(ports.files.sync_directory(directory));
    CPC_TRY(ports.files.rename(aside, path(store_file)));
    return ports.files.sync_directory(directory);
}

Result<Erased> carry_out(Ports ports, const std::string& directory, Vault vault,
                         const EraseRequest& request, const crypto::SigningKey& one,
                         const crypto::SigningKey& other) {
    auto& old = VaultMaker::inside(vault);
    CPC_TRY(vault.settle());
    CPC_TRY(old.writer.sound());
    const auto view = CPC_TRY(look(old, ports.clock, request));
    CPC_TRY(check_officers(old, one, other));
    const auto composed = CPC_TRY(compose(old, view, request, one, other));
    Rewrite rewrite{ports, directory, {journal_new, store_new}, old.keys};
    if (auto built = build(old, rewrite, composed); !built) {
        rewrite.abandon();
        if (built.error().advice.empty()) built.error().advice = unchanged;
        return Failure{std::move(built.error())};
    }
    const auto lock = VaultMaker::close_keeping_lock(std::move(vault));
    if (auto done = put_in_place(ports, directory); !done) {
        done.error().advice = decided;
        return Failure{std::move(done.error())};
    }
    return composed.erased.all().back();
}

}  // namespace

Result<EraseView> look_at_erasure(Vault& vault, Clock& clock, const EraseRequest& request) {
    CPC_TRY(vault.settle());
    auto& inside = VaultMaker::inside(vault);
    const std::lock_guard lock(inside.mutex);
    return look(inside, clock, request);
}

Result<Erased> erase(Ports ports, const std::string& directory,
                     const crypto::SecretBytes& passphrase, const EraseRequest& request,
                     const crypto::SigningKey& one, const crypto::SigningKey& other) {
    auto vault = CPC_TRY(Vault::open(ports, directory, passphrase));
    CPC_TRY(write_unlock(vault));
    auto out = CPC_TRY(carry_out(ports, directory, std::move(vault), request, one, other));
    auto again = Vault::open(ports, directory, passphrase);
    if (!again) {
        again.error().advice = decided;
        return Failure{std::move(again.error())};
    }
    const auto all = again->erased();
    CPC_CHECK(!all.empty() && all.back().seq == out.seq);
    return out;
}

}  // namespace cpc::store
