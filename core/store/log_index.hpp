// SPDX-License-Identifier: Apache-2.0
// What a running program keeps in memory of every entry: where it lies, its leaf hash, its
// conference; and of the whole log: the tree, the keys that signed, the wrapped conference keys.
//
// fit() is the one judge of what is let into the log, at append and at open alike. It refuses
// whatever does not follow from what is there: another log, a wrong number, a wrong past, a basis
// that never was, content that is not the one hashed, a signer without a key, a statement that is
// there already, a key that signs in two roles. It changes nothing, so that another thread can ask
// while the disk works.
#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "core/record/entry.hpp"
#include "core/record/merkle.hpp"
#include "core/record/payload.hpp"
#include "core/record/type_rules.hpp"
#include "core/store/journal.hpp"
#include "core/store/nonces.hpp"
#include "core/store/raw_entry.hpp"

namespace cpc::store {

class Erasures;

struct ConferenceKey {
    ByteArray<16> key_id{};
    Bytes wrap;  // under the device's wrapping key
};

class LogIndex {
  public:
    explicit LogIndex(const Hash32& log_id) : log_id_(log_id) {}

    struct Known {
        FramePlace place;
        Hash32 leaf{};
        Hash32 root_before{};
        ConferenceId conference;
    };

    // What the log becomes with an entry. Holds while nothing else is admitted.
    struct Fitting {
        record::Entry entry;
        std::map<Hash32, crypto::PublicKey> new_keys;
        Hash32 leaf{};
        record::CompactRange tree;
        Hash32 root{};
    };
    [[nodiscard]] Result<Fitting> fit(const RawEntry& raw) const;
    record::Entry admit(Fitting fitting, const RawEntry& raw, const FramePlace& place);
    [[nodiscard]] Result<record::Entry> add(const RawEntry& raw, const FramePlace& place);
    void move_to(std::uint64_t seq, const FramePlace& place);  // the journal was rewritten

    [[nodiscard]] std::uint64_t size() const { return tree_.size(); }
    [[nodiscard]] const Hash32& root() const { return root_; }
    [[nodiscard]] std::optional<Hash32> root_at(std::uint64_t size) const;
    [[nodiscard]] const Known& at(std::uint64_t seq) const { return known_[seq]; }
    [[nodiscard]] std::vector<Hash32> leaves(std::uint64_t size) const;
    [[nodiscard]] Instant last_wall() const { return last_wall_; }
    // The entry that says when the tablet was last opened; nothing: never.
    [[nodiscard]] std::optional<std::uint64_t> last_unlock() const { return last_unlock_; }

    [[nodiscard]] const std::vector<std::uint64_t>* entries_of(const ConferenceId& id) const;
    [[nodiscard]] const std::vector<ConferenceId>& conferences() const { return conferences_; }
    [[nodiscard]] const ConferenceKey* key_of(const ConferenceId& id,
                                              record::Section section) const;
    [[nodiscard]] std::optional<crypto::PublicKey> signer(const Hash32& kid) const;
    [[nodiscard]] bool knows(const Hash32& kid) const { return signers_.count(kid) != 0; }

    // Content that is not there is let in, because what excuses it stands further on. Whoever has
    // added everything asks whether exactly that is missing which the record says is erased.
    [[nodiscard]] bool lies_as(const Erasures& erased) const;
    [[nodiscard]] const std::vector<std::uint64_t>& bare() const { return bare_; }
    [[nodiscard]] const std::vector<std::uint64_t>& marked() const { return marked_; }

  private:
    [[nodiscard]] Result<void> check(const RawEntry& raw, const record::Entry& entry) const;
    [[nodiscard]] Result<void> check_roles(const record::Entry& entry) const;

    Hash32 log_id_;
    record::CompactRange tree_;
    Hash32 root_ = record::empty_root();  // of tree_
    std::vector<Known> known_;
    std::map<Hash32, crypto::PublicKey> signers_;
    std::map<Hash32, record::Role> roles_;  // in which each key has signed
    Nonces nonces_;
    std::map<ConferenceId, std::vector<std::uint64_t>> by_conference_;
    std::vector<ConferenceId> conferences_;
    std::map<std::pair<ConferenceId, record::Section>, ConferenceKey> conference_keys_;
    Instant last_wall_;
    std::optional<std::uint64_t> last_unlock_;
    std::vector<std::uint64_t> bare_;    // is_bare()
    std::vector<std::uint64_t> marked_;  // is_marked()
};

}  // namespace cpc::store
