// SPDX-License-Identifier: Apache-2.0
#include "sync/service/erased.hpp"

#include <algorithm>

#include "core/record/type_rules.hpp"
#include "core/store/erasures.hpp"

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

}  // namespace

void ErasedThere::look_at(const record::EntryHeader& header, bool without_content) {
    const bool named = (header.flags & record::flag::has_payload) != 0;
    if (named && without_content) bare_.push_back(header.seq);
    const bool erasure = header.type == record::type::erasure;
    if (erasure) erasures_.push_back(header.seq);
    if (erasure || header.type == record::type::officers_enrolled) marked_.push_back(header.seq);
}

Result<ErasedThere::Judged> ErasedThere::judge(const LogRow& log, std::uint64_t known,
                                               const Read& read, const ContentKeys& keys) const {
    Judged out;
    std::vector<std::uint64_t> marked;
    for (std::uint64_t seq = 0; seq < known; ++seq)
        if (store::is_marked(raw_of(CPC_TRY(read(seq))))) marked.push_back(seq);
    marked.insert(marked.end(), marked_.begin(), marked_.end());
    const auto opening = CPC_TRY(read(0));
    const auto first = CPC_TRY(record::parse(opening.entry));
    const auto key = keys.find({ConferenceId{}.bytes, first.header.key_id});
    if (key == keys.end())
        return fail(Fault::damaged, "The key to the device's own entries is missing.");
    const auto raw = [&](std::uint64_t seq) -> Result<store::RawEntry> {
        return raw_of(CPC_TRY(read(seq)));
    };
    const auto erased =
        CPC_TRY(store::Erasures::read_from(marked, raw, {key->second, log.device_key}));
    for (const auto seq : erasures_)
        if (std::find(erased.refused().begin(), erased.refused().end(), seq) !=
            erased.refused().end()) {
            out.wrong = wrong_at(
                seq, "It says that content was erased, and two enrolled officers did not sign it.");
            return out;
        }
    for (const auto seq : bare_)
        if (erased.of_entry(seq) == nullptr) {
            out.wrong = wrong_at(seq, "Its content is missing, and nobody had it erased.");
            return out;
        }
    for (const auto& one : erased.all())
        if (std::find(erasures_.begin(), erasures_.end(), one.seq) != erasures_.end())
            out.notices.push_back(
                "Content of " + std::to_string(one.what.entries.size()) +
                " entries of conference " + one.what.conference.hex() +
                " was erased on the tablet " + one.words() +
                ". What central and its backups hold of it is central's to erase.");
    return out;
}

}  // namespace cpc::service
