// SPDX-License-Identifier: Apache-2.0
#include "sync/service/held.hpp"

#include "core/crypto/layout.hpp"
#include "core/record/type_rules.hpp"
#include "sync/service/central.hpp"
#include "sync/service/office.hpp"

namespace cpc::service {
namespace {

constexpr std::size_t all_of_them = 1'000'000'000;

Bytes about(const Hash32& log_id) {
    return {log_id.begin(), log_id.end()};
}

}  // namespace

bool may_be_held(const record::EntryHeader& header) {
    return header.seq != 0 && header.type != record::type::officers_enrolled &&
           header.type != record::type::erasure && header.type != record::type::purged;
}

Result<HeldLog> HeldLog::read(RecordStore& store, const CentralKeys& keys, const Hash32& log_id) {
    HeldLog out;
    for (const auto& row :
         CPC_TRY(store.office(office_kind::held, about(log_id), 0, all_of_them))) {
        const auto bytes = CPC_TRY(open_office(keys, row));
        out.apply(CPC_TRY(read_held_entry(bytes)));
    }
    return out;
}

void HeldLog::apply(HeldEntry entry) {
    const auto seq = entry.seq;
    entries_.insert_or_assign(seq, std::move(entry));
}

const HeldEntry* HeldLog::open(std::uint64_t seq) const {
    const auto found = entries_.find(seq);
    if (found == entries_.end() || found->second.state != HeldState::held) return nullptr;
    return &found->second;
}

std::vector<wire::HeldBack> HeldLog::lines(std::uint64_t size) const {
    std::vector<wire::HeldBack> out;
    for (const auto& [seq, entry] : entries_)
        if (seq < size && entry.state == HeldState::held) wire::add_held(out, seq, entry.code);
    return out;
}

std::vector<const HeldEntry*> HeldLog::all_open() const {
    std::vector<const HeldEntry*> out;
    for (const auto& [seq, entry] : entries_)
        if (entry.state == HeldState::held) out.push_back(&entry);
    return out;
}

std::vector<std::uint64_t> HeldLog::taken_with(const BundleId& bundle) const {
    std::vector<std::uint64_t> out;
    for (const auto& [seq, entry] : entries_)
        if (entry.state == HeldState::taken && entry.bundle == bundle) out.push_back(seq);
    return out;
}

Bytes write_held_entry(const HeldEntry& entry) {
    const auto facts = codec::encode(entry);
    return crypto::Packer{}
        .u32(static_cast<std::uint32_t>(facts.size()))
        .bytes(facts)
        .u32(static_cast<std::uint32_t>(entry.key_wrap.size()))
        .bytes(entry.key_wrap)
        .bytes(entry.ciphertext)
        .take();
}

Result<HeldEntry> read_held_entry(ByteView bytes) {
    crypto::Unpacker in(bytes);
    const auto facts = in.bytes(in.u32());
    const auto wrap = in.bytes(in.u32());
    const auto content = in.bytes(in.left());
    if (in.failed())
        return fail(Fault::damaged, "A line of the centre's list of what is held back is cut off.",
                    {}, "Run cpc-central fsck.");
    auto out = CPC_TRY(codec::decode<HeldEntry>(facts));
    out.key_wrap.assign(wrap.begin(), wrap.end());
    out.ciphertext.assign(content.begin(), content.end());
    return out;
}

OfficeRow held_row(const CentralKeys& keys, const Hash32& log_id, const HeldEntry& entry) {
    return {0, office_kind::held, about(log_id), entry.at,
            seal_office(keys, office_kind::held, about(log_id), write_held_entry(entry))};
}

Result<std::vector<HeldFact>> Central::held_back(const Hash32& log_id) {
    std::vector<HeldFact> out;
    const auto held = CPC_TRY(HeldLog::read(*store_, keys_, log_id));
    for (const auto* one : held.all_open()) {
        const auto entry = CPC_TRY(store_->entry(log_id, one->seq));
        if (!entry) return fail(Fault::damaged, "Central's own copy of an entry is missing.");
        const auto header = CPC_TRY(record::parse(entry->entry)).header;
        out.push_back({one->seq, header.conference, one->code, one->bundle, one->at});
    }
    return out;
}

}  // namespace cpc::service
