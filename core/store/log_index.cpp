// SPDX-License-Identifier: Apache-2.0
#include "core/store/log_index.hpp"

#include <algorithm>

#include "core/base/check.hpp"
#include "core/crypto/hash.hpp"
#include "core/record/type_rules.hpp"
#include "core/store/erasures.hpp"

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
    if (nonces_.has(h.entry_nonce))
        return does_not_fit(raw.seq, "it repeats another entry of this log");
    if (root_at(h.basis_size) != h.basis_root)
        return does_not_fit(raw.seq, "its author was shown a record that never was");
    const bool content = (h.flags & record::flag::has_payload) != 0;
    const bool bare = is_bare(raw);
    if (!bare && (raw.ciphertext.size() != h.ciphertext_size || raw.key_wrap.empty() == content))
        return does_not_fit(raw.seq, "its content is not there");
    if (content && !bare && crypto::sha256(raw.ciphertext) != h.ciphertext_hash)
        return does_not_fit(raw.seq, "its content is not the one that was signed");
    const auto* key = key_of(h.conference, record::section_of(h));
    const bool brings_key = !raw.conference_key_wrap.empty();
    const bool keyless = key == nullptr && !brings_key && !bare;
    if (content && (keyless || (key != nullptr && brings_key)))
        return does_not_fit(raw.seq, "its conference's key is missing or doubled");
    if (content && key != nullptr && key->key_id != h.key_id)
        return does_not_fit(raw.seq, "it names another key than its conference's");
    if (!content && brings_key) return does_not_fit(raw.seq, "it brings a key without a content");
    return {};
}

// Each key speaks in one role, and for the device only the key that opened the log.
Result<void> LogIndex::check_roles(const record::Entry& entry) const {
    for (const auto& signature : entry.signatures) {
        const auto known = roles_.find(signature.kid);
        const bool first_time = known == roles_.end();
        if (!first_time && known->second != signature.role)
            return does_not_fit(entry.header.seq,
                                "one of its keys signs in another role elsewhere");
        if (first_time && signature.role == record::Role::device && entry.header.seq != 0)
            return does_not_fit(entry.header.seq, "another key signs it in the device's name");
    }
    return {};
}

Result<LogIndex::Fitting> LogIndex::fit(const RawEntry& raw) const {
    Fitting out{CPC_TRY(record::parse(raw.entry)), {}, {}, tree_, {}};
    CPC_TRY(check(raw, out.entry));
    for (const auto& key : raw.new_keys) {
        const auto kid = crypto::kid_of(key);
        if (knows(kid) || !out.new_keys.emplace(kid, key).second)
            return does_not_fit(raw.seq, "it introduces a key a second time");
    }
    std::size_t used = 0;
    for (const auto& signature : out.entry.signatures) {
        const auto fresh = out.new_keys.count(signature.kid);
        used += fresh;
        if (fresh == 0 && !knows(signature.kid))
            return does_not_fit(raw.seq, "a signer's key is not there");
    }
    if (used != out.new_keys.size())
        return does_not_fit(raw.seq, "it introduces a key nobody signs with");
    CPC_TRY(check_roles(out.entry));
    out.leaf = record::leaf_hash(raw.entry);
    out.tree.append(out.leaf);
    out.root = out.tree.root();
    return out;
}

record::Entry LogIndex::admit(Fitting fitting, const RawEntry& raw, const FramePlace& place) {
    const auto& h = fitting.entry.header;
    CPC_CHECK(h.seq == size());
    signers_.merge(fitting.new_keys);
    for (const auto& signature : fitting.entry.signatures)
        roles_.emplace(signature.kid, signature.role);
    nonces_.add(h.entry_nonce);
    if (!raw.conference_key_wrap.empty())
        conference_keys_[{h.conference, record::section_of(h)}] = {h.key_id,
                                                                   raw.conference_key_wrap};
    known_.push_back({place, fitting.leaf, h.prev_root, h.conference});
    tree_ = std::move(fitting.tree);
    root_ = fitting.root;
    auto& list = by_conference_[h.conference];
    if (list.empty() && !h.conference.empty()) conferences_.push_back(h.conference);
    list.push_back(raw.seq);
    last_wall_ = std::max(last_wall_, h.wall);
    if (is_bare(raw)) bare_.push_back(raw.seq);
    if (is_marked(raw)) marked_.push_back(raw.seq);
    if (h.type == record::type::unlock) last_unlock_ = raw.seq;
    return std::move(fitting.entry);
}

Result<record::Entry> LogIndex::add(const RawEntry& raw, const FramePlace& place) {
    return admit(CPC_TRY(fit(raw)), raw, place);
}

bool LogIndex::lies_as(const Erasures& erased) const {
    const auto& wanted = erased.entries();
    const bool same = std::equal(bare_.begin(), bare_.end(), wanted.begin(), wanted.end(),
                                 [](auto seq, const auto& one) { return seq == one.first; });
    return same &&
           std::none_of(conference_keys_.begin(), conference_keys_.end(),
                        [&](const auto& one) { return erased.key_gone(one.second.key_id); });
}

void LogIndex::move_to(std::uint64_t seq, const FramePlace& place) {
    known_[seq].place = place;
}

}  // namespace cpc::store
