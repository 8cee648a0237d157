// SPDX-License-Identifier: Apache-2.0
#include "core/store/erasures.hpp"

#include <algorithm>

#include "core/record/payload.hpp"
#include "core/record/type_rules.hpp"

namespace cpc::store {
namespace {

// The names of the two who signed, if they are enrolled and every signature fits.
std::optional<std::array<std::string, 2>> signers_of(
    const record::Entry& entry, const std::vector<record::OfficerKey>& officers,
    const crypto::PublicKey& device) {
    const auto key_of = [&](const Hash32& kid) -> std::optional<crypto::PublicKey> {
        if (crypto::kid_of(device) == kid) return device;
        for (const auto& officer : officers)
            if (crypto::kid_of(officer.signing) == kid) return officer.signing;
        return std::nullopt;
    };
    if (!record::check_signatures(entry, key_of)) return std::nullopt;
    std::array<std::string, 2> out;
    std::size_t count = 0;
    for (const auto& signature : entry.signatures) {
        if (signature.role != record::Role::staff) continue;
        for (const auto& officer : officers)
            if (crypto::kid_of(officer.signing) == signature.kid) {
                out[count++] = officer.name;
                break;
            }
    }
    if (count != out.size()) return std::nullopt;
    std::sort(out.begin(), out.end());  // signatures stand in the order of their key ids
    return out;
}

// Nothing of the device's own, nothing to come, nothing twice.
bool sensible(const ConferenceId& conference, const std::vector<std::uint64_t>& list,
              std::uint64_t seq) {
    const bool ascending = std::adjacent_find(list.begin(), list.end(),
                                              [](auto a, auto b) { return a >= b; }) == list.end();
    return !conference.empty() && !list.empty() && ascending && list.back() < seq;
}

// A chair's entry about content that others hold; nothing: it is no such thing.
std::optional<Erased> purge_in(const record::Entry& entry, const Result<Bytes>& content,
                               const crypto::PublicKey& device) {
    const auto& header = entry.header;
    if (!content || !header.conference.empty()) return std::nullopt;
    auto purge = record::decode_event<record::Purged>(*content);
    if (!purge || !sensible(purge->conference, purge->entries, header.seq)) return std::nullopt;
    const auto key_of = [&](const Hash32& kid) -> std::optional<crypto::PublicKey> {
        if (crypto::kid_of(device) == kid) return device;
        if (crypto::kid_of(purge->chair) == kid) return purge->chair;
        return std::nullopt;
    };
    const bool covered = purge->confirmed > purge->entries.back() &&
                         purge->confirmed <= header.seq && !purge->receipt.empty();
    if (!covered || !record::check_signatures(entry, key_of)) return std::nullopt;
    Erased out{header.seq, header.wall, {}, {}, {}};
    out.what.conference = purge->conference;
    out.what.entries = purge->entries;
    out.purge = std::move(*purge);
    return out;
}

std::string day_words(Instant at) {
    constexpr std::int64_t day_ms = 86'400'000;
    return Date{static_cast<std::int32_t>(at.ms / day_ms)}.iso();
}

}  // namespace

bool is_marked(const RawEntry& raw) {
    constexpr std::size_t type_at = 80;
    if (raw.entry.size() < record::header_size) return false;
    const auto type =
        static_cast<std::uint16_t>((raw.entry[type_at] << 8U) | raw.entry[type_at + 1]);
    return type == record::type::officers_enrolled || type == record::type::erasure ||
           type == record::type::purged;
}

std::string Erased::words() const {
    if (purge)
        return "on " + day_words(wall) + " by the chair with the key " +
               to_hex(crypto::kid_of(purge->chair)).substr(0, 16) +
               " (central and its second site have it)";
    return "on " + day_words(wall) + " by " + officers[0] + " and " + officers[1] + " (" +
           std::string{record::basis_words(what.basis)} + ")";
}

std::string Erased::sentence() const {
    return (purge ? "purged from this tablet " : "erased ") + words();
}

Result<Erasures> Erasures::read_from(const std::vector<std::uint64_t>& marked, const Read& read,
                                     const Log& log) {
    Erasures out;
    if (marked.empty()) return out;
    for (const auto seq : marked) {
        const auto raw = CPC_TRY(read(seq));
        const auto entry = CPC_TRY(record::parse(raw.entry));
        const auto& header = entry.header;
        const auto content = record::read_payload(header, raw.ciphertext, raw.key_wrap, log.key);
        if (header.type == record::type::officers_enrolled) {
            out.officers_.clear();
            const auto signer = [&](const Hash32& kid) -> std::optional<crypto::PublicKey> {
                if (crypto::kid_of(log.device) != kid) return std::nullopt;
                return log.device;
            };
            if (!content || !record::check_signatures(entry, signer)) continue;
            if (auto list = record::decode_event<record::OfficersEnrolled>(*content))
                out.officers_ = std::move(list->officers);
            continue;
        }
        if (header.type == record::type::purged) {
            if (auto purge = purge_in(entry, content, log.device))
                out.add(std::move(*purge));
            else
                out.refused_.push_back(seq);
            continue;
        }
        auto what = content ? record::decode_event<record::Erasure>(*content)
                            : Result<record::Erasure>{Failure{content.error()}};
        auto names = signers_of(entry, out.officers_, log.device);
        if (!what || !names || !header.conference.empty() ||
            !sensible(what->conference, what->entries, seq) ||
            what->basis < record::ErasureBasis::retention_ended) {
            out.refused_.push_back(seq);
            continue;
        }
        out.add({seq, header.wall, std::move(*what), std::move(*names), {}});
    }
    return out;
}

void Erasures::add(Erased one) {
    for (const auto seq : one.what.entries) {
        const auto [found, fresh] = by_entry_.emplace(seq, all_.size());
        if (!fresh && !one.purge && all_[found->second].purge) found->second = all_.size();
    }
    all_.push_back(std::move(one));
}

const Erased* Erasures::of_entry(std::uint64_t seq) const {
    const auto found = by_entry_.find(seq);
    return found == by_entry_.end() ? nullptr : &all_[found->second];
}

const Erased* Erasures::of_conference(const ConferenceId& conference) const {
    const Erased* out = nullptr;
    for (const auto& one : all_) {
        if (!one.whole_conference() || !(one.what.conference == conference)) continue;
        if (!one.purge) return &one;
        if (out == nullptr) out = &one;
    }
    return out;
}

bool Erasures::key_gone(const ByteArray<16>& key_id) const {
    return std::any_of(all_.begin(), all_.end(), [&](const Erased& one) {
        const auto& keys = one.what.keys;
        return std::find(keys.begin(), keys.end(), key_id) != keys.end();
    });
}

bool Erasures::takes_row(std::string_view key) const {
    // People may still have to sign the close of a conference that lost one entry.
    const bool sealed_key = key.substr(0, 4) == "key/";
    return std::any_of(all_.begin(), all_.end(), [&](const Erased& one) {
        return (one.whole_conference() || !sealed_key) &&
               key.find(one.what.conference.hex()) != std::string_view::npos;
    });
}

RawEntry Erasures::without(RawEntry raw) const {
    if (of_entry(raw.seq) == nullptr) return raw;
    raw.ciphertext.clear();
    raw.key_wrap.clear();
    if (raw.conference_key_wrap.empty()) return raw;
    const auto entry = record::parse(raw.entry);
    if (entry && key_gone(entry->header.key_id)) raw.conference_key_wrap.clear();
    return raw;
}

}  // namespace cpc::store
