// SPDX-License-Identifier: Apache-2.0
#include "core/store/erase.hpp"

#include <algorithm>

#include "core/base/check.hpp"
#include "core/base/limits.hpp"
#include "core/record/type_rules.hpp"
#include "core/store/cut_out.hpp"
#include "core/store/door.hpp"

namespace cpc::store {
namespace {

using Inside = VaultMaker::Inside;

constexpr const char* unchanged = "Nothing was erased and nothing else was changed.";
constexpr const char* decided =
    "The record is safe. Either nothing is erased, or all of it is, and opening the record once "
    "carries out what is left to do: cpc verify says which.";
constexpr std::int64_t one_day_ms = 86'400'000;
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
    if (request.keep_until->days >= now / one_day_ms)
        return refused("The record has to be kept until " + request.keep_until->iso() +
                       ", and that day is not over.");
    return {};
}

std::string gone_words(const Inside& vault, std::uint64_t seq) {
    const auto& gone = *vault.erased.of_entry(seq);
    return gone.purge ? gone.sentence() : "erased already, " + gone.words();
}

// Which entries' content, and which keys.
Result<EraseView> look(Inside& vault, Clock& clock, const EraseRequest& request) {
    const auto* list = vault.index.entries_of(request.conference);
    if (request.conference.empty() || list == nullptr)
        return fail(Fault::not_found, "This record has no such conference.",
                    request.conference.hex(), unchanged);
    const auto where = "conference " + request.conference.hex();
    // What was only purged can still be erased: the keys go, and central is asked to do the same.
    const auto* before = vault.erased.of_conference(request.conference);
    if (before != nullptr && !before->purge)
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
            return refused("Its content was " + gone_words(vault, seq) + ".",
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

Result<CutOut> compose(Inside& vault, const EraseView& view, const EraseRequest& request,
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
    return judged_as_at_open(vault, CPC_TRY(vault.compose(append, signers)), unchanged);
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
    (void)CPC_TRY(build_without(ports, old, composed, "An erasure", unchanged));
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
