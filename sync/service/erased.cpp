// SPDX-License-Identifier: Apache-2.0
#include "sync/service/erased.hpp"

#include <algorithm>

#include "core/record/type_rules.hpp"
#include "core/store/erasures.hpp"
#include "sync/wire/receipt.hpp"

namespace cpc::service {
namespace {

store::RawEntry raw_of(StoredEntry entry) {
    store::RawEntry out;
    out.seq = entry.seq;
    out.entry = std::move(entry.entry);
    out.ciphertext = std::move(entry.ciphertext);
    out.key_wrap = std::move(entry.key_wrap);
    return out;
}

Error wrong_at(std::uint64_t seq, const char* what) {
    return {Fault::forged, what, "entry " + std::to_string(seq), {}};
}

// The receipt in a chair's entry is of level 2, of this log, and of all that was purged.
Result<void> check_receipt(const store::Erased& one, const ErasedThere::Against& against) {
    const auto receipt = CPC_TRY(wire::read_receipt(one.purge->receipt));
    CPC_TRY(wire::trusted_by(receipt, against.central));
    const auto& checkpoint = receipt.checkpoint;
    const bool ours = receipt.level == 2 && receipt.device_key == against.log.device_key &&
                      checkpoint.origin == against.log.origin &&
                      checkpoint.size == one.purge->confirmed;
    if (!ours) return fail(Fault::forged, "It is not of level 2, or not of this log.");
    if (CPC_TRY(against.root_at(checkpoint.size)) != checkpoint.root)
        return fail(Fault::forged, "It is of another history.");
    for (const auto seq : one.what.entries)
        if (wire::held_as(receipt.held_back, seq))
            return fail(Fault::forged, "It holds back what was purged.");
    return {};
}

}  // namespace

void ErasedThere::look_at(const record::EntryHeader& header, bool without_content) {
    const bool named = (header.flags & record::flag::has_payload) != 0;
    if (named && without_content) bare_.push_back(header.seq);
    const bool claim = header.type == record::type::erasure || header.type == record::type::purged;
    if (claim) claims_.push_back(header.seq);
    if (claim || header.type == record::type::officers_enrolled) marked_.push_back(header.seq);
}

bool ErasedThere::is_claim(std::uint64_t seq) const {
    return std::find(claims_.begin(), claims_.end(), seq) != claims_.end();
}

Result<ErasedThere::Judged> ErasedThere::judge(const Against& against) const {
    Judged out;
    std::vector<std::uint64_t> marked;
    for (std::uint64_t seq = 0; seq < against.known; ++seq)
        if (store::is_marked(raw_of(CPC_TRY(against.read(seq))))) marked.push_back(seq);
    marked.insert(marked.end(), marked_.begin(), marked_.end());
    const auto opening = CPC_TRY(against.read(0));
    const auto first = CPC_TRY(record::parse(opening.entry));
    const auto key = against.keys.find({ConferenceId{}.bytes, first.header.key_id});
    if (key == against.keys.end())
        return fail(Fault::damaged, "The key to the device's own entries is missing.");
    const auto raw = [&](std::uint64_t seq) -> Result<store::RawEntry> {
        return raw_of(CPC_TRY(against.read(seq)));
    };
    const auto erased =
        CPC_TRY(store::Erasures::read_from(marked, raw, {key->second, against.log.device_key}));
    for (const auto seq : erased.refused())
        if (is_claim(seq)) {
            out.wrong = wrong_at(seq,
                                 "It says that content was erased or purged, and it is not signed "
                                 "by two enrolled officers, or by a chair with a receipt.");
            return out;
        }
    for (const auto& one : erased.all()) {
        if (!one.purge || !is_claim(one.seq)) continue;
        if (const auto checked = check_receipt(one, against); !checked) {
            out.wrong = wrong_at(one.seq,
                                 "It says that content was purged, and no receipt of level 2 of "
                                 "this central covers that: ");
            out.wrong->what += checked.error().what;
            return out;
        }
    }
    for (const auto seq : bare_) {
        const auto* gone = erased.of_entry(seq);
        if (gone == nullptr) {
            out.wrong = wrong_at(seq, "Its content is missing, and nobody had it erased.");
            return out;
        }
        if (gone->purge) out.purged.push_back(seq);
    }
    for (const auto& one : erased.all()) {
        if (!is_claim(one.seq)) continue;
        const auto what = std::to_string(one.what.entries.size()) + " entries of conference " +
                          one.what.conference.hex() + " was ";
        out.notices.push_back(
            one.purge ? "Content of " + what + one.sentence() +
                            ". Nothing is to be erased here: central and its second site are where "
                            "it is kept now."
                      : "Content of " + what + "erased on the tablet " + one.words() +
                            ". What central and its backups hold of it is central's to erase.");
    }
    return out;
}

}  // namespace cpc::service
