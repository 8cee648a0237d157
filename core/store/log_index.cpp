// SPDX-License-Identifier: Apache-2.0
#include "core/store/log_index.hpp"

#include <algorithm>

#include "core/crypto/hash.hpp"
#include "core/record/type_rules.hpp"

namespace cpc::store {
namespace {

Failure does_not_fit(std::uint64_t seq, const char* problem) {
    return fail(Fault::damaged, std::string{"An entry does not fit the record: "} + problem,
                "entry " + std::to_string(seq));
}

}  // namespace

std::optional<Hash32> LogIndex::root_at(std::uint64_t size) const {
    if (size == tree_.size()) return root_;
    if (size > tree_.size()) return std::nullopt;
    return known_[size].root_before;
}

std::vector<Hash32> LogIndex::leaves(std::uint64_t size) const {
    std::vector<Hash32> out;
    out.reserve(size);
    for (std::uint64_t i = 0; i < size; ++i)
        out.push_back(known_[i].leaf);
    return out;
}

const std::vector<std::uint64_t>* LogIndex::entries_of(const ConferenceId& id) const {
    const auto found = by_conference_.find(id);
    return found == by_conference_.end() ? nullptr : &found->second;
}

const ConferenceKey* LogIndex::key_of(const ConferenceId& id, record::Section section) const {
    const auto found = conference_keys_.find({id, section});
    return found == conference_keys_.end() ? nullptr : &found->second;
}

std::optional<crypto::PublicKey> LogIndex::signer(const Hash32& kid) const {
    const auto found = signers_.find(kid);
    if (found == signers_.end()) return std::nullopt;
    return found->second;
}

Result<void> LogIndex::check(const RawEntry& raw, const record::Entry& entry) const {
    const auto& h = entry.header;
    if (h.seq != size() || raw.seq != size()) return does_not_fit(raw.seq, "its number is wrong");
    if (h.log_id != log_id_) return does_not_fit(raw.seq, "it belongs to another log");
    if (h.prev_root != root()) return does_not_fit(raw.seq, "it follows another past");
    if (root_at(h.basis_size) != h.basis_root)
        return does_not_fit(raw.seq, "its author was shown a record that never was");
    const bool content = (h.flags & record::flag::has_payload) != 0;
    if (raw.ciphertext.size() != h.ciphertext_size || raw.key_wrap.empty() == content)
        return does_not_fit(raw.seq, "its content is not there");
    if (content && crypto::sha256(raw.ciphertext) != h.ciphertext_hash)
        return does_not_fit(raw.seq, "its content is not the one that was signed");
    const auto* key = key_of(h.conference, record::section_of(h));
    const bool brings_key = !raw.conference_key_wrap.empty();
    if (content && (key != nullptr) == brings_key)
        return does_not_fit(raw.seq, "its conference's key is missing or doubled");
    if (content && key != nullptr && key->key_id != h.key_id)
        return does_not_fit(raw.seq, "it names another key than its conference's");
    if (!content && brings_key) return does_not_fit(raw.seq, "it brings a key without a content");
    return {};
}

Result<record::Entry> LogIndex::add(const RawEntry& raw, const FramePlace& place) {
    auto entry = CPC_TRY(record::parse(raw.entry));
    CPC_TRY(check(raw, entry));
    std::map<Hash32, crypto::PublicKey> fresh;
    for (const auto& key : raw.new_keys) {
        const bool first_time = !knows(crypto::kid_of(key));
        if (!first_time || !fresh.emplace(crypto::kid_of(key), key).second)
            return does_not_fit(raw.seq, "it introduces a key a second time");
    }
    std::size_t used = 0;
    for (const auto& signature : entry.signatures) {
        used += fresh.count(signature.kid);
        if (fresh.count(signature.kid) == 0 && !knows(signature.kid))
            return does_not_fit(raw.seq, "a signer's key is not there");
    }
    if (used != fresh.size()) return does_not_fit(raw.seq, "it introduces a key nobody signs with");

    const auto& h = entry.header;
    signers_.merge(fresh);
    if (!raw.conference_key_wrap.empty())
        conference_keys_[{h.conference, record::section_of(h)}] = {h.key_id,
                                                                   raw.conference_key_wrap};
    const auto leaf = record::leaf_hash(raw.entry);
    known_.push_back({place, leaf, h.prev_root, h.conference});
    tree_.append(leaf);
    root_ = tree_.root();
    auto& list = by_conference_[h.conference];
    if (list.empty() && !h.conference.empty()) conferences_.push_back(h.conference);
    list.push_back(raw.seq);
    last_wall_ = std::max(last_wall_, h.wall);
    if (h.type == record::type::unlock) last_unlock_ = raw.seq;
    return entry;
}

void LogIndex::move_to(std::uint64_t seq, const FramePlace& place) {
    known_[seq].place = place;
}

}  // namespace cpc::store
